"""Render an agenda in the format that the name of a file asks for, and the notes for members."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from viz.agenda.build import build_agenda, build_note
from viz.agenda.calendar import render_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from viz.agenda.build import Agenda

DOCUMENT_FORMATS: Final = (".docx", ".html", ".ics")


def is_document(output: str) -> bool:
    """Whether a file is written as a document or calendar, rather than as rows."""
    return Path(output).suffix.lower() in DOCUMENT_FORMATS


def render_agenda(agenda: Agenda, language: str, output: str) -> str | bytes:
    """Return the agenda in the format of a file.

    Raises:
        UsageError: a calendar has no start.
        MissingExtraError: a calendar needs icalendar.
    """
    suffix = Path(output).suffix.lower()
    if suffix == ".ics":
        return render_calendar(agenda, language)
    document = build_agenda(agenda, language)
    if suffix == ".docx":
        from viz.brief.docx import render_docx

        return render_docx(document)
    from viz.brief.html import render_html

    return render_html(document)


def render_notes(agenda: Agenda, languages: Mapping[str, str], default: str) -> Iterator[tuple[str, bytes]]:
    """Yield the note for each member, with the name of its file.

    Args:
        agenda: the agenda.
        languages: the language of each member.
        default: that of the others.
    """
    from viz.brief.docx import render_docx

    members = {member for slot in agenda.plan.slots for meeting in slot for member in meeting.members}
    for member in sorted(members | set(agenda.alone)):
        language = languages.get(member, default)
        yield f"{member}.{language}.docx", render_docx(build_note(agenda, member, language))
