"""The agenda as iCalendar (RFC 5545): an event for each meeting, at local time."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from graph.errors import MissingExtraError, UsageError
from graph.process.install import install_command
from viz.agenda.build import load_texts

if TYPE_CHECKING:
    from viz.agenda.build import Agenda


def render_calendar(agenda: Agenda, language: str) -> bytes:
    """Return the calendar.

    Raises:
        UsageError: it is not known when the first slot begins.
        MissingExtraError: icalendar is not installed.
    """
    if agenda.start is None:
        raise UsageError("A calendar needs the time of the first slot: --start 2024-05-02T09:00.")
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtraError(
            "Calendars need icalendar, which is not installed: {command}",
            command=install_command("planner"),
        ) from None
    texts = load_texts()[language]
    calendar = Calendar()
    calendar.add("prodid", "-//Accord//accord agenda//EN")
    calendar.add("version", "2.0")
    for slot, meetings in enumerate(agenda.plan.slots):
        begins = agenda.time_of(slot)
        for table, meeting in enumerate(meetings):
            event = Event()
            event.add("uid", f"{meeting.id}.{agenda.edition}@accord")
            event.add("dtstamp", agenda.start.replace(tzinfo=UTC))  # no clock: the same plan gives the same file
            event.add("dtstart", begins)
            event.add("dtend", (begins or agenda.start) + timedelta(minutes=agenda.minutes))
            event.add("summary", agenda.members_of(meeting, language))
            event.add("location", texts["table"].format(n=table + 1, members="").rstrip(" :\u00a0"))
            texts_of = ((meeting.row[column] or {}).get(language) for column in ("sentences", "questions", "cautions"))
            event.add("description", "\n\n".join(filter(None, texts_of)))
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
