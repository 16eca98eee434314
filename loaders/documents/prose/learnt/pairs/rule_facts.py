"""What the rules say of each party, and of each date, in a piece of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.initiative_candidates import CO_MENTION

if TYPE_CHECKING:
    from loaders.documents.prose.initiative_candidates import DateFact, RoleFact, Work
    from loaders.documents.prose.learnt.scene import Scene

ROLES: Final = ("lead", "side", "partner")
KINDS: Final = ("start", "launch", "approval", "end", "target", "milestone")
NOT_NEXT: Final = -1.0  # of a date that does not stand next to a name
LAST: Final = 9  # the place of what the rules do not name


class RulesOfParties:
    """What the rules say of each party in a piece of work, and of the others."""

    def __init__(self, work: Work) -> None:
        self.facts: dict[str, list[tuple[int, RoleFact]]] = {}
        for place, fact in enumerate(work.roles):
            self.facts.setdefault(fact.party.key, []).append((place, fact))
        self.roles = Counter(fact.role for fact in work.roles)
        self.stated_leads = sum(fact.role == "lead" and fact.stated for fact in work.roles)
        self._unnamed = self._describe([])

    def of(self, key: str) -> dict[str, float]:
        """What they say of the party with a key."""
        return self._describe(self.facts[key]) if key in self.facts else self._unnamed

    def _describe(self, placed: list[tuple[int, RoleFact]]) -> dict[str, float]:
        facts = [fact for _, fact in placed]
        leads = sum(fact.role == "lead" and fact.stated for fact in facts)
        made = {
            "rule partner": float(any(fact.role == "partner" and fact.rule != CO_MENTION for fact in facts)),
            "rule co-mention": float(any(fact.rule == CO_MENTION for fact in facts)),
            "rule confidence": max((fact.confidence for fact in facts), default=0.0),
            "rule order": min((place for place, _ in placed), default=LAST),
            "other stated leads": float(self.stated_leads - leads),
        }
        for role in ROLES:
            made[f"rule {role} at all"] = float(any(fact.role == role for fact in facts))
            made[f"rule stated {role}"] = float(any(fact.role == role and fact.stated for fact in facts))
            made[f"other {role}s"] = float(self.roles[role] - sum(fact.role == role for fact in facts))
        return made


class RulesOfDates:
    """What the rules say of each date in a piece of work."""

    def __init__(self, work: Work) -> None:
        self.count = len(work.dates)
        self.likely = {fact.edtf for fact in work.likely_dates}
        self.facts: dict[str, list[tuple[int, DateFact]]] = {}
        for place, fact in enumerate(work.dates):
            self.facts.setdefault(fact.edtf, []).append((place, fact))

    def of(self, edtf: str) -> dict[str, float]:
        """What they say of a date, in EDTF."""
        placed = self.facts.get(edtf, [])
        facts = [fact for _, fact in placed]
        made = {
            "stated": float(any(fact.stated for fact in facts)),
            "rules": self.count,
            "rule": float(bool(facts)),
            "likely": float(edtf in self.likely),
            "rule order": min((place for place, _ in placed), default=LAST),
        }
        made |= {f"kind {kind}": float(any(fact.kind == kind for fact in facts)) for kind in KINDS}
        return made | {f"by {fact.rule}": 1.0 for fact in facts}


class KnownPairs:
    """What is known of each party and date beside each piece of work of a document, before others are looked at.

    Args:
        scene: where the document names them.
        adjacent: the dates that stand next to a name of each piece of work.
    """

    def __init__(self, scene: Scene, adjacent: Sequence[Mapping[str, float]]) -> None:
        self.scene = scene
        self._parties = [RulesOfParties(work) for work in scene.works]
        self._dates = [RulesOfDates(work) for work in scene.works]
        self._adjacent = adjacent
        self._owners = [scene.owner_of(number) for number in range(len(scene.works))]

    def of_party(self, number: int, key: str) -> dict[str, float]:
        """What is known of a party beside a piece of work."""
        return self._work(number) | self._parties[number].of(key) | {"owner": float(self._owners[number] == key)}

    def of_date(self, number: int, edtf: str) -> dict[str, float]:
        """What is known of a date, in EDTF, beside a piece of work."""
        by_rule = {key: value for key, value in self._dates[number].of(edtf).items() if not key.startswith("by ")}
        return self._work(number) | by_rule | {"next to it": self._adjacent[number].get(edtf, NOT_NEXT)}

    def _work(self, number: int) -> dict[str, float]:
        work = self.scene.works[number]
        return {"work likely": work.probability or 1.0, "mentions": float(work.mentions)}
