"""Marks of notes: raised digits and signs behind a word, which are no part of it; powers and squares are kept."""

from __future__ import annotations

import re
from typing import Final

MAX_BEFORE: Final = 20  # characters that are looked at before what is raised
RAISED: Final = "\ue0fa"  # begins what is above the line
LEVEL: Final = "\ue0fb"  # ends it
_RAISED: Final = re.compile(f"{RAISED}([^{RAISED}{LEVEL}]*){LEVEL}")
_ENDS: Final = str.maketrans("", "", RAISED + LEVEL)
_ONE: Final = r"(?:\d{1,3}|[*†‡§]{1,3})"
_MARK: Final = re.compile(rf"\s*[\[(]?{_ONE}(?:\s*[,;–-]\s*{_ONE})*[\])]?(?:\s*[\[(]{_ONE}[\])])*\s*")
_BASE: Final = re.compile(  # of a power: a unit of length, ten, or a letter that stands for a number
    r"(?:(?<!\w)(?:[kcdhm]m|ft|in|mi|yd)|(?<![\w.,-])10|(?<!\w)[^\W\d_]|[=×+/^(])$"
)


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised text is the mark of a note.

    >>> is_note_mark("1", "the Open Data Plan"), is_note_mark("2", "45 km"), is_note_mark("er", "le 1")
    (True, False, False)

    Args:
        raised: the text above the line.
        before: what stands before it on its line; the text of a note has nothing there.
    """
    ahead = before.rstrip()
    return bool(ahead) and _MARK.fullmatch(raised) is not None and not _BASE.search(ahead)


def drop_note_marks(text: str) -> str:
    """Text without what stands between `RAISED` and `LEVEL` and is the mark of a note; what else is raised stays.

    >>> drop_note_marks(f"the Open Data Plan{RAISED}1{LEVEL} and 45 km{RAISED}2{LEVEL}")
    'the Open Data Plan and 45 km2'
    """
    if RAISED not in text:
        return text
    joined = text.replace(LEVEL + RAISED, "")
    kept = _RAISED.sub(lambda hit: "" if is_note_mark(hit[1], _line_before(hit)) else hit[1], joined)
    return kept.translate(_ENDS)


def _line_before(hit: re.Match[str]) -> str:
    return hit.string[max(hit.start() - MAX_BEFORE, 0) : hit.start()].rpartition("\n")[2]
