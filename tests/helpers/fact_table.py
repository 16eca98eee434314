"""A reading as tests like to ask it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.text.strings import fold

if TYPE_CHECKING:
    from graph.claims import Claim, Reading


def flat(text: str) -> str:
    """Text without differences of space, case and apostrophes."""
    return fold(text)


class Facts:
    """What the claims of a reading add up to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.by_subject: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in reading.claims:
            self.by_subject[claim.kind, claim.subject][claim.predicate].append(claim)
        self.titles = {s: c["title"][0].value for (kind, s), c in self.by_subject.items() if kind == "initiative"}

    def values(self, kind: str, subject: str, predicate: str) -> list[str]:
        return [claim.object or claim.value for claim in self.by_subject[kind, subject][predicate]]

    def one(self, subject: str, predicate: str) -> str | None:
        found = self.values("initiative", subject, predicate)
        assert len(found) <= 1, (subject, predicate, found)
        return found[0] if found else None

    def edition(self, predicate: str) -> list[str]:
        return self.values("edition", self.reading.source.edition, predicate)

    def ranks(self) -> list[str]:
        claims = self.by_subject["edition", self.reading.source.edition]["priority"]
        return [claim.qualifier for claim in claims]

    def kind(self, one: str) -> str:
        return self.one(one, "kind")

    def lead(self, one: str) -> str:
        return self.one(one, "lead")

    def parent(self, one: str) -> str | None:
        return self.one(one, "part_of")

    def status(self, one: str) -> str | None:
        return self.one(one, "status")

    def summary(self, title: str) -> str:
        (one,) = [one for one, known in self.titles.items() if flat(known) == flat(title)]
        return self.one(one, "summary") or ""

    def dates(self) -> list[tuple[str, str, str]]:
        return [
            (claim.subject, claim.value, claim.qualifier)
            for claim in self.reading.claims
            if claim.kind == "initiative" and claim.predicate == "date"
        ]

    def partnerships(self) -> dict[str, frozenset[str]]:
        return {
            s: frozenset(claim.object for claim in c["member"])
            for (kind, s), c in self.by_subject.items()
            if kind == "partnership"
        }

    def about(self, partnership: str) -> str:
        (about,) = self.values("partnership", partnership, "initiative")
        return about

    def needs(self, kind: str) -> list[dict[str, str]]:
        found = {
            s: {p: self.values("need", s, p)[0] for p in c} for (k, s), c in self.by_subject.items() if k == "need"
        }
        return [need for need in found.values() if need["kind"] == kind]
