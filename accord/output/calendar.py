"""An answer with dates as a calendar (RFC 5545): an all-day event for each date, as long as the date is unsure."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from accord.messages import _
from graph.errors import UsageError
from queries.questions.question import format_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from queries.questions.answer import Answer

NEEDED: Final = frozenset({"date", "start", "end", "title", "initiative"})
MAX_OCTETS: Final = 75  # of a line
_BREAK: Final = "\ue000"  # stands for a line break while other control characters are replaced
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CLASSES: Final = {"public": "PUBLIC", "members": "CONFIDENTIAL", "secretariat": "PRIVATE"}


def format_calendar(answer: Answer, heading: str) -> bytes:
    """Return the dates of an answer as a calendar.

    Raises:
        UsageError: the answer has no dates.
    """
    if not set(answer.columns) >= NEEDED:
        raise UsageError(
            "“{question}” has no dates to put into a calendar; “accord timeline” has.", question=answer.question
        )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Accord//accord//EN", f"X-WR-CALNAME:{_escape(heading)}"]
    for row in answer.rows:
        lines += _format_event(row, answer)
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) for line in lines).encode()


def _format_event(row: Mapping[str, Any], answer: Answer) -> list[str]:
    first, last = _bounds(row["start"], row["end"])
    kind = format_value("date_kind", row.get("kind"), answer.language)
    lead = f"{row['lead_name']} – " if row.get("lead_name") else ""
    summary = f"{lead}{row['title']} ({kind})" if kind else f"{lead}{row['title']}"
    key = "\x1f".join(str(row.get(name)) for name in ("initiative", "kind", "date"))
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@accord",
        f"DTSTAMP:{first:%Y%m%d}T000000Z",  # no clock: the same answer gives the same bytes
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}",  # exclusive
        f"SUMMARY;LANGUAGE={answer.language}:{_escape(summary)}",
        f"DESCRIPTION;LANGUAGE={answer.language}:{_escape(_describe(row, answer))}",
        f"CLASS:{_CLASSES[answer.audience]}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escape(text: str) -> str:
    """Return a value of type TEXT (RFC 5545, 3.3.11): no character ends the line or the value."""
    lines = _CONTROLS.sub(" ", text.replace(_BREAK, " ").replace("\n", _BREAK))
    for mark in ("\\", ";", ","):
        lines = lines.replace(mark, f"\\{mark}")
    return lines.replace(_BREAK, "\\n")


def _fold(line: str) -> str:
    """Return a line in pieces of at most 75 octets (RFC 5545, 3.1), never within a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))
        if size + octets > MAX_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


def _bounds(start: str, end: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of dates that may be years or months."""
    first = dt.date.fromisoformat(f"{start}-01-01"[:10])
    if len(end) == len("2021-07-01"):
        return first, dt.date.fromisoformat(end)
    year, month = (int(end[:4]), 12) if len(end) == len("2021") else (int(end[:4]), int(end[5:7]))
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return first, following - dt.timedelta(days=1)


def _describe(row: Mapping[str, Any], answer: Answer) -> str:
    """Return the date as the source gives it, and the evidence."""
    lines = [_("Date in the source: {date}").format(date=format_value("date", row["date"], answer.language))]
    lines += [f"{entry.get('name') or ''}: {entry.get('quote') or ''}".strip(": ") for entry in row["evidence"]]
    return "\n".join(lines)
