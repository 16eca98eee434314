"""Apply human decisions on themes to the claims, from which the graph of each audience is derived.

If people decided that an initiative or a need is about a theme, each of its mentions gets a claim inferred by the rule
`decided-theme`: whoever may see the mention and the theme may see it. If they decided that it is not, inferred claims
on that theme are moved to `rejected_claim`. Stated claims are never changed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.decided_claims import insert_decided, reject_claims
from graph.dedupe.decisions import theme_decisions
from graph.values import AUDIENCES, FIRST_ACCEPTED, FIRST_DECIDED
from graph.vocabulary.themes import concepts

if TYPE_CHECKING:
    import apsw

    from graph.dedupe.decisions import Decision

DECIDED_THEME: Final = "decided-theme"
MAX_DECIDED_THEMES: Final = 256  # of one node
_ACCEPTED_BIT: Final = 58
_SAME: Final = """
SELECT alias FROM same_as WHERE audience = :audience AND id = coalesce(
    (SELECT id FROM same_as WHERE audience = :audience AND alias = :name), :name)
UNION SELECT coalesce((SELECT id FROM same_as WHERE audience = :audience AND alias = :name), :name)
ORDER BY 1
"""
_REFUSED: Final = """
SELECT d.number FROM mention AS m CROSS JOIN detail AS d ON d.number BETWEEN m.first AND m.last
WHERE m.subject IN (SELECT value FROM json_each(:names)) AND m.kind IN ('initiative', 'need')
    AND m.visible_from = :audience AND m.stated = 0 AND d.predicate = 'theme' AND d.object = :theme
"""
_NAMED: Final = """
SELECT m.kind, m.subject, m.edition, m.reported_by, m.place, m.visible_from, min(m.first)
FROM mention AS m CROSS JOIN detail AS d ON d.number BETWEEN m.first AND m.last
WHERE m.subject IN (SELECT value FROM json_each(:names)) AND m.visible_from = :audience
    AND (m.kind, d.predicate) IN (VALUES ('initiative', 'title'), ('need', 'text'))
GROUP BY m.kind, m.subject, m.edition, m.reported_by, m.place, m.visible_from
"""
_THEME_LEVEL: Final = "SELECT min(visible_from) FROM mention WHERE kind = 'theme' AND subject = ?"


def apply_themes(connection: apsw.Connection, decisions: Iterable[Decision]) -> None:
    """Apply the decisions on themes to the claims; `same_as` must be filled."""
    on_themes = theme_decisions(decisions)
    levels = {one.other: _theme_level(connection, one.other) for one in on_themes}
    decided = [one for one in on_themes if levels[one.other] is not None]
    named = [
        (one, audience, _names(connection, one.one, audience)) for one in decided for audience in range(len(AUDIENCES))
    ]
    refused = {
        number
        for one, audience, names in named
        for (number,) in connection.execute(_REFUSED, {"names": names, "audience": audience, "theme": one.other})
    }
    reject_claims(connection, refused)
    _insert_accepted(connection, ((one, audience, names) for one, audience, names in named if one.same), levels)


def _insert_accepted(
    connection: apsw.Connection, accepted: Iterable[tuple[Decision, int, str]], levels: Mapping[str, int | None]
) -> None:
    found: dict[int, dict[str, tuple[Any, ...]]] = defaultdict(dict)  # by the number of the naming claim, by theme
    for one, audience, names in accepted:
        for *mention, first in connection.execute(_NAMED, {"names": names, "audience": audience}):
            found[first][one.other] = tuple(mention)
    for first, themes in found.items():
        for position, (theme, mention) in enumerate(sorted(themes.items())[:MAX_DECIDED_THEMES]):
            kind, subject, edition, by, place, level = mention
            insert_decided(
                connection, _decided_number(first, position), kind=kind, subject=subject, edition=edition,
                reported_by=by, place=place, rule=DECIDED_THEME,
                visible_from=max(level, levels[theme] or 0), predicate="theme", object=theme,
            )  # fmt: skip


def _decided_number(first: int, position: int) -> int:
    """Return the number of a decided theme of what the claim `first` names; of an accepted proposal it is higher."""
    accepted, number = divmod(first, FIRST_ACCEPTED)
    return FIRST_DECIDED + (accepted << _ACCEPTED_BIT) + number * MAX_DECIDED_THEMES + position


def _names(connection: apsw.Connection, name: str, audience: int) -> str:
    """Return all names that an audience knows of the node of a name, as JSON."""
    return json.dumps([row[0] for row in connection.execute(_SAME, {"audience": audience, "name": name})])


def _theme_level(connection: apsw.Connection, theme: str) -> int | None:
    """Return the lowest audience level that knows a theme: 0 for those of the vocabulary, None where none does."""
    if theme in concepts():
        return 0
    level = connection.execute(_THEME_LEVEL, (theme,)).get
    return None if level is None else int(level)
