"""What an audience sees of each initiative, as far as it takes to tell whether two are one."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from graph.text import fold
from graph.values import UNKNOWN_LANGUAGE

_SEEN: Final = """
SELECT coalesce(a.id, c.subject), c.number, c.predicate, c.value, coalesce(b.id, c.object), c.qualifier, c.language,
       c.edition, p.source, coalesce(c.reported_by, '')
FROM claim AS c JOIN place AS p ON p.number = c.place
LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = c.subject
LEFT JOIN same_as AS b ON b.audience = :audience AND b.alias = c.object
WHERE c.kind = 'initiative' AND c.predicate IN ('title', 'lead', 'date', 'part_of', 'kind')
    AND c.visible_from <= :audience
ORDER BY c.number
"""
_PARTNERS: Final = """
SELECT i.subject, coalesce(a.id, i.object), coalesce(b.id, m.object)
FROM claim AS i JOIN claim AS m ON m.kind = 'partnership' AND m.subject = i.subject AND m.predicate = 'member'
LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = i.object
LEFT JOIN same_as AS b ON b.audience = :audience AND b.alias = m.object
WHERE i.kind = 'partnership' AND i.predicate = 'initiative' AND i.visible_from <= :audience
    AND m.visible_from <= :audience
"""


@dataclass(slots=True)
class Seen:
    """What an audience sees of an initiative, whatever sources call it."""

    id: str
    first: int  # the number of the first claim about it
    titles: dict[str, str] = field(default_factory=dict)  # by language
    folded: dict[str, str | None] = field(default_factory=dict)  # every title it had, folded: its language
    leads: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    dates: set[tuple[str, str]] = field(default_factory=set)  # kind, EDTF
    editions: set[str] = field(default_factory=set)
    lists: set[tuple[int, str]] = field(default_factory=set)  # source, who reports
    component: bool = False
    wholes: set[str] = field(default_factory=set)  # what it is said to be part of


def initiatives_seen(connection: sqlite3.Connection, audience: int) -> dict[str, Seen]:
    """The initiatives that an audience sees, without components: these are told apart by what they are part of."""
    found: dict[str, Seen] = {}
    for subject, number, *said in connection.execute(_SEEN, {"audience": audience}):
        if subject not in found:
            found[subject] = Seen(subject, number)
        _note(found[subject], *said)
    together: dict[tuple[str, str], set[str]] = defaultdict(set)
    for partnership, initiative, member in connection.execute(_PARTNERS, {"audience": audience}):
        together[partnership, initiative].add(member)
    for (_, initiative), members in together.items():
        if initiative in found and len(members) > 1:
            found[initiative].partners |= members - found[initiative].leads
    titled = {name: one for name, one in found.items() if one.titles}
    return {name: one for name, one in titled.items() if not one.component and not one.wholes & titled.keys()}


def _note(
    one: Seen, predicate: str, value: str | None, target: str | None, qualifier: str | None, language: str | None,
    edition: str | None, source: int, reporter: str,
) -> None:  # fmt: skip
    match predicate:
        case "title" if value:
            one.titles[language or UNKNOWN_LANGUAGE] = value
            one.folded.setdefault(fold(value), language)
            one.lists.add((source, reporter))
            if edition:
                one.editions.add(edition)
        case "lead" if target:
            one.leads.add(target)
        case "date" if value:
            one.dates.add((qualifier or "", value))
        case "kind" if value == "component":
            one.component = True
        case "part_of" if target:
            one.wholes.add(target)
