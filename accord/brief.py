"""The council's analysis document, made from a graph: what `accord brief` and `Graph.brief` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import AccordError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from graph.store import View
    from viz.brief.model import Brief

FORMATS: Final = {".docx": "docx", ".html": "html", ".htm": "html", ".pdf": "pdf", ".md": "markdown", "-": "markdown"}
MEETINGS: Final = 5  # opportunities that a brief tells
_LOOKED_THROUGH: Final = 200


def kind_of(output: str) -> str:
    """What a brief is written as, by the ending of its file; "-" is the screen.

    Raises:
        UsageError: the ending does not say.
    """
    kind = FORMATS.get("-" if output == "-" else Path(output).suffix.lower())
    if kind is None:
        raise UsageError(
            "“{file}” does not say what a brief is to be written as. Let its name end in one of: {known}.",
            file=output,
            known=", ".join(ending for ending in FORMATS if ending != "-"),
        )
    return kind


def written(view: View, edition: str | None, kind: str) -> str | bytes:
    """The brief of an edition, the last one unless said, in the language of the view.

    Raises:
        UsageError: there is no such edition.
        AccordError: nothing of it may be seen.
    """
    return _written(_brief(view, edition, view.language), kind)


def _brief(view: View, typed: str | None, language: str) -> Brief:
    """The content of the brief.

    Raises:
        UsageError: there is no such edition.
        AccordError: nothing of it may be seen.
    """
    from graph.exchange.document import export
    from queries.questions.parameters import resolve_edition
    from viz.brief.build import make_brief

    document = export(view)
    editions = [each["id"] for each in document["editions"]]
    if typed is None and not editions:
        raise AccordError(
            "There is nothing to say: the audience “{audience}” may see no edition of this graph.",
            audience=view.audience,
        )
    chosen = resolve_edition(view, typed) if typed else editions[-1]
    made = make_brief(document, chosen, _meetings(view, document, chosen), language)
    if made is None:
        raise AccordError(
            "There is nothing to say: the audience “{audience}” may see nothing of the edition {edition}.",
            audience=view.audience,
            edition=chosen,
        )
    return made


def _meetings(view: View, document: Mapping[str, Any], edition: str) -> Sequence[Mapping[str, Any]]:
    """The best opportunities that come from initiatives of the edition alone."""
    from queries.ask import ask
    from queries.questions.question import load_question

    here = {each["id"] for each in document["initiatives"] if edition in each["editions"]}
    found = ask(view, load_question("opportunities"), {}, _LOOKED_THROUGH).rows
    return [row for row in found if here.issuperset(row["initiatives"])][:MEETINGS]


def _written(brief: Brief, kind: str) -> str | bytes:
    if kind == "docx":
        from viz.brief.docx import docx

        return docx(brief)
    if kind == "pdf":
        from viz.brief.pdf import pdf

        return pdf(brief)
    if kind == "html":
        from viz.brief.html import html

        return html(brief)
    from viz.brief.markdown import markdown

    return markdown(brief)
