"""Dates that stand next to a name, open its line, or are all else in it.

"The Harbour Plan (2021–2024)", "On 3 May 2021, we opened the Harbour Centre", "2021: start of the Harbour Plan".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.documents.prose.learnt.pairs.places import group_by_segment, opens_segment
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.scene import Scene, Spot

BEHIND: Final = 0.5  # the likelihood from which a date that stands behind a name is one of its dates
BEFORE: Final = 0.7  # that of one that stands before a name, or in it
OPENING: Final = 0.25  # that of one with which the line of a name opens: 158 of 167 in labelled texts are right
ALONE: Final = 0.25  # that of one behind a name in a line that has nothing else: 7 of 9 under BEHIND are right
MAX_MARKS: Final = 3  # characters in such a line before the name, and behind the date
MOST: Final = 110  # characters between a name and a date that are looked at
MOST_OF_A_LINE: Final = 260  # between a date that opens a line and a name


def adjacent_dates(scene: Scene, number: int) -> dict[str, float]:
    """The dates, in EDTF, that stand next to a name of a piece of work, and how likely each must be to count.

    Only a preposition, marks, an abbreviation in brackets, or a verb of what happens to such work ("was launched in")
    may stand between them, unless the date opens a line, an item or a row.

    Args:
        scene: where the document names its dates and its pieces of work.
        number: that of the piece of work.
    """
    names = group_by_segment(scene.names[number])
    made: dict[str, float] = {}
    for edtf, spots in scene.dates.items():
        found = [_least(scene, spot, name) for spot in spots for name in names.get(spot.segment, ())]
        if adjacent := [one for one in found if one is not None]:
            made[edtf] = min(adjacent)
    return made


def _least(scene: Scene, date: Spot, name: Spot) -> float | None:
    """The least likelihood of a date, by where it stands; None if it does not stand next to the name."""
    if name.start <= date.start and date.end <= name.end:
        return BEFORE
    if _opens_line(scene, date, name):
        return OPENING
    is_behind = name.end <= date.start
    start, stop = (name.end, date.start) if is_behind else (date.end, name.start)
    if not 0 <= stop - start <= MOST:
        return None
    between = scene.discourse.lexicon.regex("date_behind_name" if is_behind else "date_before_name")
    if not between.fullmatch(straight(date.passage.text), start, stop):
        return None
    if is_behind and name.start <= MAX_MARKS and len(date.passage.text) - date.end <= MAX_MARKS:
        return ALONE
    return BEHIND if is_behind else BEFORE


def _opens_line(scene: Scene, date: Spot, name: Spot) -> bool:
    """Whether a date opens the line in which a name stands, and no other date stands between both."""
    if not (date.end <= name.start <= date.end + MOST_OF_A_LINE and opens_segment(date)):
        return False
    others = (one for spots in scene.dates.values() for one in spots if one.segment == date.segment)
    return not any(date.end <= one.start < name.start for one in others)
