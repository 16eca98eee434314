"""The claims of one document as they are made, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.claims import Claim, Kind, Place
from graph.text import tidy


@dataclass(slots=True)
class Ledger:
    """Collects claims of one edition in one language, in order, each once."""

    edition: str
    language: str
    claims: list[Claim] = field(default_factory=list)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def link(
        self,
        kind: Kind,
        subject: str,
        predicate: str,
        target: str,
        place: Place,
        rule: str,
        *,
        by: str | None = None,
        qualifier: str | None = None,
        stated: bool = True,
    ) -> None:
        """A claim whose object is an identifier; `by` is the jurisdiction whose submission says it."""
        self._add(
            Claim(
                kind=kind,
                subject=subject,
                predicate=predicate,
                object=target,
                qualifier=qualifier,
                edition=self.edition,
                reported_by=by,
                place=place,
                stated=stated,
                rule=rule,
            )
        )

    def say(
        self,
        kind: Kind,
        subject: str,
        predicate: str,
        value: str,
        place: Place,
        rule: str,
        *,
        by: str | None = None,
        qualifier: str | None = None,
        in_language: bool = False,
        stated: bool = True,
    ) -> None:
        """A claim whose value is text, in the document's language where that matters."""
        self._add(
            Claim(
                kind=kind,
                subject=subject,
                predicate=predicate,
                value=tidy(value),
                qualifier=qualifier,
                language=self.language if in_language else None,
                edition=self.edition,
                reported_by=by,
                place=place,
                stated=stated,
                rule=rule,
            )
        )

    @contextmanager
    def speaking(self, language: str) -> Iterator[None]:
        """Texts said within are in this language, as where a document has passages in the other one."""
        usual, self.language = self.language, language
        try:
            yield
        finally:
            self.language = usual

    def _add(self, claim: Claim) -> None:
        key = (claim.kind, claim.subject, claim.predicate, claim.object, claim.value, claim.qualifier, claim.place.line)
        if key not in self._seen:
            self._seen.add(key)
            self.claims.append(claim)
