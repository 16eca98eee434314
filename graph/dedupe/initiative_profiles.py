"""Profiles of initiatives for record linkage: what an audience sees of each that helps to compare two."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold, slug
from graph.values import TABLE_RULE, UNKNOWN_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import apsw

_CLAIMS: Final = """
SELECT coalesce(a.id, c.subject), c.number, c.predicate, c.value, coalesce(b.id, c.object), c.qualifier, c.language,
       c.edition, p.source, coalesce(c.reported_by, ''), c.subject, c.rule
FROM claim AS c JOIN place AS p ON p.number = c.place
LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = c.subject
LEFT JOIN same_as AS b ON b.audience = :audience AND b.alias = c.object
WHERE c.kind = 'initiative' AND c.predicate IN ('title', 'lead', 'date', 'part_of', 'kind')
    AND c.visible_from <= :audience
ORDER BY c.number
"""
# Each relation once, however many claims state it. They are joined by partnership in Python: a load makes no automatic
# indexes, so that SQLite would compare each with each.
_PARTNERSHIPS: Final = """
SELECT DISTINCT c.subject, c.predicate, coalesce(a.id, c.object)
FROM claim AS c LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = c.object
WHERE c.kind = 'partnership' AND c.predicate IN ('initiative', 'member') AND c.object IS NOT NULL
    AND c.visible_from <= :audience
"""
KEYED: Final = 0  # in place of a source: initiatives that a collection tells apart by keys, in all of its sources


@dataclass(slots=True)
class InitiativeProfile:
    """The properties of an initiative that an audience sees, under all of its names."""

    id: str
    first: int  # the number of the first claim about it
    titles: dict[str, str] = field(default_factory=dict)  # by language
    folded: dict[str, str | None] = field(default_factory=dict)  # each of its titles, folded: the language
    leads: set[str] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    dates: set[tuple[str, str]] = field(default_factory=set)  # kind, EDTF
    editions: set[str] = field(default_factory=set)
    lists: set[tuple[int, str]] = field(default_factory=set)  # source, reporter; or `KEYED` and a collection
    component: bool = False
    parents: set[str] = field(default_factory=set)  # the initiatives that claims make it part of


def read_profiles(connection: apsw.Connection, audience: int) -> dict[str, InitiativeProfile]:
    """Read the profiles of initiatives that an audience sees, those of components (`component`) included."""
    found: dict[str, InitiativeProfile] = {}
    named: dict[str, set[str]] = defaultdict(set)  # by identifier in a table, the slugs of its titles
    of: dict[str, str] = {}
    for subject, number, *claim, identifier, rule in connection.execute(_CLAIMS, {"audience": audience}):
        if subject not in found:
            found[subject] = InitiativeProfile(subject, number)
        _add_claim(found[subject], *claim)
        if rule == TABLE_RULE and claim[0] == "title" and claim[1]:
            named[identifier].add(slug(claim[1]))
            of[identifier] = subject
    for identifier, slugs in named.items():
        collection, _, own = identifier.partition("/")
        if own not in slugs:  # it has the slug of a key, not that of a title
            found[of[identifier]].lists.add((KEYED, collection))
    about: dict[str, set[str]] = defaultdict(set)  # by partnership, its initiatives
    members: dict[str, set[str]] = defaultdict(set)
    for partnership, predicate, target in connection.execute(_PARTNERSHIPS, {"audience": audience}):
        (about if predicate == "initiative" else members)[partnership].add(target)
    for partnership, initiatives in about.items():
        if len(members[partnership]) > 1:
            for initiative in initiatives & found.keys():
                found[initiative].partners |= members[partnership] - found[initiative].leads
    titled = {name: one for name, one in found.items() if one.titles}
    _mark_components(titled)
    return titled


def _mark_components(found: Mapping[str, InitiativeProfile]) -> None:
    """Mark what is part of another initiative, whatever it is called."""
    for one in found.values():
        one.component = one.component or not one.parents.isdisjoint(found)


def _add_claim(
    one: InitiativeProfile, predicate: str, value: str | None, target: str | None, qualifier: str | None,
    language: str | None, edition: str | None, source: int, reporter: str,
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
            one.parents.add(target)
