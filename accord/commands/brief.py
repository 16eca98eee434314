"""`accord brief`: the council's analysis document, written from the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _, refusal
from accord.options import Common, common
from accord.output import said, write
from graph.errors import AccordError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from graph.view import View
    from viz.brief_model import Brief

FORMATS: Final = {".docx": "docx", ".html": "html", ".htm": "html", ".pdf": "pdf", ".md": "markdown", "-": "markdown"}
MEETINGS: Final = 5  # opportunities that a brief tells
_LOOKED_THROUGH: Final = 200


@click.command(
    name="brief",
    short_help=_("Write the analysis document of an edition"),
    help=_(
        "Write the analysis document of an edition for people to read: priorities, achievements by jurisdiction, needs,"
        " partnerships, who should meet, who did not submit, and the sources. The ending of the file says what it is"
        " written as: .docx, .html, .pdf or .md. “accord load” reads it back: it states the facts that it was made"
        " from. It holds only what the audience may see, and says whom it is for."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord brief -o analysis.docx\n  accord brief -o analyse.pdf --lang fr --edition 2022-winter"
    + "\n  accord brief -o public.html --audience public\n  accord brief",
)
@click.option("--edition", metavar=_("EDITION"), help=_("The edition that it is about; the last one unless said."))
@common(shown=("graph", "lang", "audience", "output"))
def command(*, edition: str | None, common: Common) -> None:
    """Write the brief."""
    kind = FORMATS.get("-" if common.output == "-" else Path(common.output).suffix.lower())
    if kind is None:
        raise UsageError(
            "“{file}” does not say what a brief is to be written as. Let its name end in one of: {known}.",
            file=common.output,
            known=", ".join(ending for ending in FORMATS if ending != "-"),
        )
    with common.view() as view:
        _write(_written(_brief(view, edition, common.lang), kind), common.output)
    if common.output != "-":
        said(
            [_("{file}: what the audience “{audience}” may see.").format(file=common.output, audience=common.audience)]
        )


def _brief(view: View, typed: str | None, language: str) -> Brief:
    """The content of the brief.

    Raises:
        UsageError: there is no such edition.
        AccordError: nothing of it may be seen.
    """
    from graph.document import export
    from queries.terms import edition
    from viz.brief import make_brief

    document = export(view)
    editions = [each["id"] for each in document["editions"]]
    if typed is None and not editions:
        raise AccordError(
            "There is nothing to say: the audience “{audience}” may see no edition of this graph.",
            audience=view.audience,
        )
    chosen = edition(view, typed) if typed else editions[-1]
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
    from queries.question import question

    here = {each["id"] for each in document["initiatives"] if edition in each["editions"]}
    found = ask(view, question("opportunities"), {}, _LOOKED_THROUGH).rows
    return [row for row in found if here.issuperset(row["initiatives"])][:MEETINGS]


def _written(brief: Brief, kind: str) -> str | bytes:
    if kind == "docx":
        from viz.brief_docx import docx

        return docx(brief)
    if kind == "pdf":
        from viz.brief_pdf import pdf

        return pdf(brief)
    if kind == "html":
        from viz.brief_html import html

        return html(brief)
    from viz.brief_markdown import markdown

    return markdown(brief)


def _write(made: str | bytes, output: str) -> None:
    """Write text as any command does, and bytes to their file.

    Raises:
        AccordError: the file cannot be written.
    """
    if isinstance(made, str):
        write(made, output)
        return
    try:
        Path(output).write_bytes(made)
    except OSError as error:
        raise AccordError("{file} cannot be written: {reason}.", file=output, reason=refusal(error)) from error
