"""Render the analysis document of an edition, for `accord brief` and `Graph.brief`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import AccordError, UsageError
from graph.values import STDIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from graph.store import View
    from viz.brief.model import Brief

BRIEF_FORMATS: Final = {
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".md": "markdown",
    STDIO: "markdown",
}
MAX_OPPORTUNITIES: Final = 5


def brief_format(output: str) -> str:
    """Return the format of a brief by the extension of its file; "-" is Markdown.

    Raises:
        UsageError: the extension is unknown.
    """
    kind = BRIEF_FORMATS.get(STDIO if output == STDIO else Path(output).suffix.lower())
    if kind is None:
        raise UsageError(
            "The format of “{file}” is unknown. Give it one of these extensions: {known}.",
            file=output,
            known=", ".join(ending for ending in BRIEF_FORMATS if ending != STDIO),
        )
    return kind


def render_brief(view: View, edition: str | None, kind: str, title: str | None = None) -> str | bytes:
    """Return the brief of an edition, by default the latest, with what was known then, in the language of the view.

    Args:
        view: what an audience may see of a graph.
        edition: the edition, as it is typed.
        kind: the format, as `brief_format` gives it.
        title: its title in place of the usual one; the name of the edition is added to it.

    Raises:
        UsageError: there is no such edition.
        AccordError: the audience may see nothing of it.
    """
    return _written(_brief(view, edition, view.language, title), kind)


def choose_edition(view: View, typed: str | None) -> str | None:
    """Return the edition of a brief: the one that was typed, else the latest; None where the audience sees none.

    Raises:
        UsageError: there is no such edition.
    """
    from queries.questions.parameters import find_latest_edition, resolve_edition

    return resolve_edition(view, typed) if typed else find_latest_edition(view)


def _brief(view: View, typed: str | None, language: str, title: str | None) -> Brief:
    """Return the content of the brief.

    Raises:
        UsageError: there is no such edition.
        AccordError: the audience may see nothing of it.
    """
    from graph.exchange.document import export_document
    from viz.brief.build import build_brief

    chosen = choose_edition(view, typed)
    if chosen is None:
        raise AccordError(
            "There is nothing to write: {audience} may see no edition of this graph.",
            audience=view.audience,
        )
    view = view.as_of(chosen)
    document = export_document(view)
    made = build_brief(document, chosen, _meetings(view, chosen), language, title)
    if made is None:
        raise AccordError(
            "There is nothing to write: {audience} may see nothing of the edition {edition}.",
            audience=view.audience,
            edition=chosen,
        )
    return made


def _meetings(view: View, edition: str) -> Sequence[Mapping[str, Any]]:
    """Return the best of the meetings that `accord agenda` plans for the edition."""
    from queries.suggestions.agenda.plan import find_meetings

    found = sorted(find_meetings(view, edition), key=lambda one: (-one.value, one.id))
    return [meeting.row for meeting in found[:MAX_OPPORTUNITIES]]


def _written(brief: Brief, kind: str) -> str | bytes:
    if kind == "docx":
        from viz.brief.docx import render_docx

        return render_docx(brief)
    if kind == "pdf":
        from viz.brief.pdf.render import render_pdf

        return render_pdf(brief)
    if kind == "html":
        from viz.brief.html import render_html

        return render_html(brief)
    from viz.brief.markdown import render_markdown

    return render_markdown(brief)
