"""Write a marked copy of a memo in the format that the name of the file asks for."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from graph.errors import UsageError
from queries.verification.rendering import load_wording
from viz.marked.docx import Comment
from viz.marked.html import render_html
from viz.marked.notes import marked_passages

if TYPE_CHECKING:
    from graph.exchange.memo import Memo
    from queries.questions.answer import Answer
    from viz.marked.notes import MarkedPassage

FORMATS: Final = {".docx": "docx", ".html": "html", ".htm": "html"}


def marked_format(output: str) -> str | None:
    """Return the format of a marked copy of this name, "docx" or "html"; None for the name of another output."""
    return FORMATS.get(PurePath(output).suffix.lower())


def render_marked(memo: Memo, data: bytes, answer: Answer, kind: str) -> tuple[bytes, int]:
    """Return a marked copy of a memo, and how many passages were not found in it.

    Args:
        memo: its passages.
        data: its file.
        answer: the verdicts.
        kind: "docx" or "html".

    Raises:
        UsageError: comments are asked for in a memo that is no Word document.
        SourceError: the document cannot be marked.
    """
    passages = marked_passages(answer.rows, answer.language)
    if kind == "html":
        return render_html(memo, answer, passages).encode("utf-8"), 0
    if not data.startswith(b"PK"):
        raise UsageError(
            "Only a Word document can be marked with comments, and {file} is none. Write to a file that ends in .html.",
            file=memo.name,
        )
    from viz.marked.worker import mark_docx

    return mark_docx(data, memo.name, [Comment(one.text, _lines(one, answer)) for one in passages])


def _lines(passage: MarkedPassage, answer: Answer) -> list[str]:
    """Return the lines of the comment on a passage; the first one names the audience."""
    wording = load_wording()["page"]
    audience = wording["audience"][answer.language].format(audience=wording[answer.audience][answer.language])
    lines = []
    for note in passage.notes:
        lines.append(f"{note.label.upper()} – {note.text}")
        lines += [f"· {source}" for source in note.sources]
    return [*lines, audience]
