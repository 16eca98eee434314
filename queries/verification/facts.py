"""What a graph holds of initiatives by edition, and who reported: read once for each initiative and party."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.vocabulary.jurisdictions import entries, lineage
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View

UNDATED: Final = 1 << 30  # the rank of what no edition has: it holds until something later says otherwise


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a source about an initiative; `rank` is that of its edition."""

    predicate: str
    object: str | None
    value: str | None
    qualifier: str | None
    edition: str | None
    rank: int
    stated: bool
    claim: int


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """An edition: its rank, the reports that the council states it received (None: unknown), and those visible."""

    id: str
    rank: int
    received: int | None
    visible: int

    @property
    def is_recorded(self) -> bool:
        """Whether anything is known of who reported; of the date of a single text, for example, nothing is."""
        return self.received is not None or self.visible > 0

    @property
    def is_partial(self) -> bool:
        """Whether more reports were received than are visible."""
        return self.received is not None and self.received > self.visible


@dataclass(slots=True)
class Initiative:
    """An initiative and its facts, in the order of their editions."""

    id: str
    title: str
    facts: list[Fact] = field(default_factory=list)
    participants: dict[str, tuple[str, int]] = field(default_factory=dict)  # role and claim, by jurisdiction

    def of(self, *predicates: str) -> list[Fact]:
        """Return the facts of some predicates."""
        return [fact for fact in self.facts if fact.predicate in predicates]

    def latest(self, *predicates: str) -> list[Fact]:
        """Return the facts of some predicates in the last edition that states any of them."""
        found = self.of(*predicates)
        last = max((fact.rank for fact in found), default=0)
        return [fact for fact in found if fact.rank == last]

    @property
    def last_rank(self) -> int:
        """The rank of the last edition that reports it."""
        return max((fact.rank for fact in self.facts if fact.rank != UNDATED), default=UNDATED)

    @property
    def last_edition(self) -> str | None:
        """The last edition that reports it."""
        return next((fact.edition for fact in self.facts if fact.rank == self.last_rank), None)

    @property
    def partners(self) -> list[Fact]:
        """The partners that the last edition that reports it names."""
        last = self.last_rank
        leads = {fact.object for fact in self.latest("lead")}
        return [f for f in self.of("member") if f.rank in (last, UNDATED) and f.object not in leads]


@dataclass(slots=True)
class GraphFacts:
    """The facts that an audience may see, as they were known in one edition.

    Args:
        view: what the audience may see.
        until: the edition; None for the last one.

    Attributes:
        editions: by identifier.
        asked: in which it is looked for who reported: the last one of which anything is known of it.
    """

    view: View
    until: str | None = None
    editions: dict[str, EditionInfo] = field(init=False)
    asked: EditionInfo | None = field(init=False)
    _initiatives: dict[str, Initiative] = field(default_factory=dict)
    _reports: dict[str, dict[str, tuple[bool, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = fetch_rows(self.view, "verification/editions")
        every = [EditionInfo(row["id"], row["rank"], row["received"], row["visible"]) for row in rows]
        limit = next((one.rank for one in every if one.id == self.until), None)
        self.editions = {one.id: one for one in every if limit is None or one.rank <= limit}
        recorded = [one for one in self.editions.values() if one.is_recorded]
        self.asked = max(recorded or self.editions.values(), key=lambda one: one.rank, default=None)

    def ask_in(self, named: Collection[str]) -> None:
        """Look for who reported in the edition that a memo names, where it names one that is known, and no other."""
        known = [self.editions[one] for one in sorted(named) if one in self.editions]
        if len(known) == 1 and self.until is None:
            self.asked = known[0]

    def read(self, initiatives: Iterable[str]) -> None:
        """Read several initiatives at once."""
        wanted = sorted(set(initiatives) - self._initiatives.keys())
        if not wanted:
            return
        made = {one: Initiative(one, one) for one in wanted}
        for row in fetch_rows(self.view, "suggestions/initiatives", {"initiatives": wanted}):
            made[row["id"]].title = _title(row["titles"], self.view.language)
        for row in fetch_rows(self.view, "verification/facts", {"initiatives": wanted}):
            edition = row["edition"]
            known = self.editions.get(edition)
            if edition and known is None and self.until:
                continue
            made[row["initiative"]].facts.append(
                Fact(row["predicate"], row["object"], row["value"], row["qualifier"], edition,
                     known.rank if known else UNDATED, bool(row["stated"]), row["claim"])
            )  # fmt: skip
        if self.until is None:
            for row in fetch_rows(self.view, "verification/participants", {"initiatives": wanted}):
                made[row["initiative"]].participants[row["jurisdiction"]] = (row["role"], row["claim"])
        self._initiatives.update({one: each for one, each in made.items() if each.facts})

    def initiative(self, identifier: str) -> Initiative | None:
        """Return an initiative; None where nothing was known of it yet."""
        self.read([identifier])
        return self._initiatives.get(identifier)

    def reports(self, jurisdiction: str) -> dict[str, tuple[bool, int]]:
        """Return by edition whether a jurisdiction reported, and the claim that says so."""
        if jurisdiction not in self._reports:
            rows = fetch_rows(self.view, "verification/reports", {"jurisdictions": [jurisdiction]})
            self._reports[jurisdiction] = {
                row["edition"]: (bool(row["received"]), row["claim"]) for row in rows if row["edition"] in self.editions
            }
        return self._reports[jurisdiction]

    def are_known(self, jurisdictions: Sequence[str]) -> bool:
        """Whether the graph knows any of some jurisdictions."""
        return bool(jurisdictions) and bool(
            fetch_rows(self.view, "names/existing_jurisdictions", {"ids": sorted(set(jurisdictions))})
        )

    def is_gone(self, initiative: Initiative) -> EditionInfo | None:
        """Return the edition for which the lead of an initiative reported without it; None where there is none."""
        leads = {fact.object for fact in initiative.latest("lead")}
        later = [
            self.editions[edition]
            for lead in leads
            if lead
            for edition, (received, _) in self.reports(lead).items()
            if received and self.editions[edition].rank > initiative.last_rank
        ]
        return max(later, key=lambda one: one.rank, default=None)


def covers(named: str | None, known: str | None) -> bool:
    """Whether a party that is named is the one that is known, or the government that it is part of."""
    return bool(named and known) and (named == known or named in _lineage(known or ""))


@lru_cache(maxsize=8192)
def _lineage(identifier: str) -> tuple[str, ...]:
    return lineage(identifier) if identifier in entries() else ()


def _title(titles: str, language: str) -> str:
    import json

    texts: dict[str, str] = json.loads(titles)
    return texts.get(language) or texts.get("en") or texts.get("fr") or next(iter(texts.values()), "")
