"""Shared by readers of interchange formats: claims with their places, and resolution of organisations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.claims import Note, Place, Reading, ReadingSummary, initiative_id
from graph.model import Approved, Source, Unplaced
from graph.text.strings import jurisdiction_slug, language_tag, slug, tidy
from graph.values import MAX_IDENTIFIER_LENGTH
from loaders.claims import ClaimBuilder

if TYPE_CHECKING:
    from loaders.base import File

MIN_CONFIDENCE: Final = 0.8  # below it a name becomes a new node: a wrong organisation is worse
_SPACE: Final = re.compile(r"\s+")


@dataclass(slots=True)
class Book:
    """The claims of one file in the making."""

    file: File
    rule: str
    builder: ClaimBuilder = field(init=False)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    approvals: list[Approved] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)  # names of jurisdictions met, and their identifiers

    def __post_init__(self) -> None:
        self.builder = ClaimBuilder(self.rule)

    def jurisdiction(
        self, names: Mapping[str | None, str], place: Place, *, level: str | None = None,
        codes: Mapping[str, str] | None = None, identifier: str = "",
    ) -> str:  # fmt: skip
        """The identifier of an organisation by its names; a new one is described, with what is known of it."""
        from graph.vocabulary.jurisdictions import entries

        key = identifier or next(iter(names.values()), "")
        if key in self.known:
            return self.known[key]
        found = identifier if identifier in entries() else _resolved(names)
        made = found or (identifier and as_identifier(identifier)) or jurisdiction_slug(next(iter(names.values())))
        self.known[key] = made
        if not found:
            for language, name in names.items():
                self.builder.add_value("jurisdiction", made, "name", name, place, language=language)
            self.builder.add_value("jurisdiction", made, "level", level or "other", place)
            for system, code in (codes or {}).items():
                self.builder.add_value("jurisdiction", made, "code", code, place, qualifier=system)
        return made

    def leave(self, text: str, line: int | None = None) -> None:
        """Keep a text that has no place."""
        if tidied := tidy(text):
            self.unplaced.append(Unplaced(source=self.file.id, line=line, text=tidied))

    def reading(self, language: str | None = None) -> Reading:
        """The reading of the source."""
        source = Source(
            id=self.file.id, name=self.file.name, media_type=self.file.media_type, language=language_tag(language)
        )
        return Reading(source, self.builder.claims, self.approvals, ReadingSummary(self.unplaced, self.notes))


def _resolved(names: Mapping[str | None, str]) -> str | None:
    """The one jurisdiction that all names which mean one mean."""
    from graph.names.resolver import resolve

    matches = [resolve(name, language if language in ("en", "fr") else None) for language, name in names.items()]
    found = {match.id for match in matches if match.id and match.confidence >= MIN_CONFIDENCE}
    return found.pop() if len(found) == 1 else None


def as_identifier(text: str) -> str:
    """A text as an identifier: without spaces, of a length that identifiers may have."""
    return _SPACE.sub("-", text.strip())[:MAX_IDENTIFIER_LENGTH] or "-"


def initiative_of(given: str, lead: str | None, title: str) -> str:
    """The identifier of an initiative: its own where it is made as ours are, else one made of its lead and title."""
    return as_identifier(given) if "/" in given else initiative_id(lead or "UNKNOWN", title)


def theme_of(labels: Mapping[str | None, str]) -> tuple[str, bool]:
    """Return the theme that has one of the labels by language, and whether the vocabulary knows it."""
    from graph.vocabulary.themes import find_labelled

    for language, label in labels.items():
        if found := find_labelled(label, language if language in ("en", "fr") else None):
            return found, True
    return slug(labels.get("en") or next(iter(labels.values()))), False
