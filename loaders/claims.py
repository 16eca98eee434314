"""The builder of claims that all readers share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.claims import Claim
from graph.text.strings import language_tag, tidy

if TYPE_CHECKING:
    from graph.claims import Kind, Place


@dataclass(slots=True)
class ClaimBuilder:
    """Collect the claims of one source, in order.

    Args:
        rule: the rule of claims that are added without one.
        edition: the edition of claims that are added without one.
        reported_by: the jurisdiction whose submission says the claims that are added without one.
        language: the language of the text that is being read.
        unique: skip a claim that says the same as an earlier one in the same line.
    """

    rule: str = ""
    edition: str | None = None
    reported_by: str | None = None
    language: str | None = None
    unique: bool = False
    claims: list[Claim] = field(default_factory=list)
    _keys: set[tuple[object, ...]] = field(default_factory=set)

    def add_link(
        self, kind: Kind, subject: str, predicate: str, target: str, place: Place, rule: str | None = None, *,
        by: str | None = None, edition: str | None = None, qualifier: str | None = None, stated: bool = True,
        confidence: float | None = None, proposed: bool = False,
    ) -> None:  # fmt: skip
        """Add a claim whose object is an identifier; for the arguments see `Claim`."""
        claim = Claim(
            kind, subject, predicate, place, rule or self.rule, target, None, qualifier, None,
            edition or self.edition, by or self.reported_by, stated, confidence, proposed,
        )  # fmt: skip
        if not self.unique or self._is_new(claim):
            self.claims.append(claim)

    def add_value(
        self, kind: Kind, subject: str, predicate: str, value: str, place: Place, rule: str | None = None, *,
        by: str | None = None, edition: str | None = None, qualifier: str | None = None, language: str | None = None,
        stated: bool = True, confidence: float | None = None, proposed: bool = False,
    ) -> None:  # fmt: skip
        """Add a claim whose value is text, on one line; a blank text makes no claim. For the arguments see `Claim`."""
        if text := tidy(value):
            claim = Claim(
                kind, subject, predicate, place, rule or self.rule, None, text, qualifier,
                language_tag(language) if language else None, edition or self.edition, by or self.reported_by, stated,
                confidence, proposed,
            )  # fmt: skip
            if not self.unique or self._is_new(claim):
                self.claims.append(claim)

    @contextmanager
    def using_language(self, language: str) -> Iterator[None]:
        """Set the language of the text that is being read within, as where a document has passages in another one."""
        usual, self.language = self.language, language
        try:
            yield
        finally:
            self.language = usual

    def _is_new(self, claim: Claim) -> bool:
        """Whether no earlier claim of the line says the same; remember this one."""
        key = (
            claim.kind, claim.subject, claim.predicate, claim.object, claim.value, claim.qualifier, claim.place.line,
        )  # fmt: skip
        if key in self._keys:
            return False
        self._keys.add(key)
        return True
