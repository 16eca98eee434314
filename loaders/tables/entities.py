"""Resolve the organisations and themes that cells name; each name once. Unknown names become nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graph.claims import Claim, Place
from graph.names.resolver import resolve
from graph.text.strings import fold, jurisdiction_slug, slug
from graph.values import GOVERNING_LEVELS, MAX_IDENTIFIER_LENGTH
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts, find
from loaders.claims import ClaimBuilder

if TYPE_CHECKING:
    from loaders.mapping.model import Names, Themes
    from loaders.tables.codes import CodeTable, Entry

RULE = "table-row"
CODED = "code-table"
SURE_THEMES = frozenset({"id", "name", "words"})
OUTSIDE = ""  # the identifier of a party that is not a government


class Known(NamedTuple):
    """A resolved name: its node, or `OUTSIDE` and the name; with the claims that describe a new node."""

    id: str
    name: str
    claims: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Organisations:
    """Nodes by the names that one cell of a mapping has; new ones are described the first time."""

    spec: Names
    codes: CodeTable | None
    level: Callable[[Sequence[str]], str | None]
    known: dict[tuple[str, str | None], Known]
    described: set[str]
    resolved: dict[tuple[str, str | None], str | None]  # by name and language, shared by all cells of a mapping

    def find(self, text: str, language: str | None) -> Known | None:
        """Return the result for a name that was resolved before."""
        return self.known.get((text, language))

    def meet(
        self, text: str, language: str | None, place: Place, level: str | None, whole: tuple[Known, Place] | None
    ) -> Known:
        """Resolve a new name; its claims are to be added once.

        Args:
            text: the name, or a code of the code table.
            language: that of the table.
            place: the place of the name.
            level: that of the organisation, by the mapping.
            whole: what it is part of, by the mapping, and the place of that name.
        """
        entry = self.codes.find(text) if self.codes else None
        names = dict(entry.labels) if entry else {language or "": text}
        found = self._vocabulary(names, language)
        if found is None and self.spec.unknown == "external":
            known = Known(OUTSIDE, next(iter(names.values())))
            self.known[text, language] = known
            return known
        identifier = found or (self.spec.prefix + jurisdiction_slug(names.get("en") or next(iter(names.values()))))
        claims: tuple[Claim, ...] = ()
        if identifier not in self.described:
            self.described.add(identifier)
            claims = tuple(self._describe(identifier, names, place, level, whole, entry))
        self.known[text, language] = Known(identifier, text)
        return Known(identifier, text, claims)

    def _vocabulary(self, names: dict[str, str], language: str | None) -> str | None:
        if not self.spec.look_up:
            return None
        return next((one for lang, name in names.items() if (one := self._means(name, lang or language))), None)

    def _means(self, name: str, language: str | None) -> str | None:
        if (name, language) not in self.resolved:
            match = resolve(name, language)
            if match.how == "ambiguous":  # Québec: who leads is a government rather than its city
                match = resolve(name, language, GOVERNING_LEVELS)
            self.resolved[name, language] = match.id
        return self.resolved[name, language]

    def _describe(
        self, identifier: str, names: dict[str, str], place: Place, level: str | None,
        whole: tuple[Known, Place] | None, entry: Entry | None,
    ) -> list[Claim]:  # fmt: skip
        if identifier in entries():
            return []
        builder = ClaimBuilder(RULE)
        for lang, name in names.items():
            where = place if entry is None else coded_place(entry, name)
            rule = RULE if entry is None else CODED
            builder.add_value("jurisdiction", identifier, "name", name, where, rule, language=lang)
        if level:
            builder.add_value("jurisdiction", identifier, "level", level, place)
        if whole and whole[0].id and whole[0].id != identifier:
            builder.add_link("jurisdiction", identifier, "part_of", whole[0].id, whole[1])
        return builder.claims


@dataclass(slots=True)
class ThemeNames:
    """Themes by what one cell of a mapping calls them."""

    spec: Themes
    codes: CodeTable | None
    known: dict[tuple[str, str | None], str]
    described: set[str]

    def find(self, text: str, language: str | None, place: Place) -> Known:
        """The theme that a cell names; one that no vocabulary has is described the first time."""
        if (text, language) in self.known:
            return Known(self.known[text, language], text)
        entry = self.codes.find(text) if self.codes else None
        labels = dict(entry.labels) if entry else {language or "": text}
        identifier = theme_of(labels) or slug(labels.get("en") or next(iter(labels.values())))
        self.known[text, language] = identifier
        if identifier in self.described or identifier in concepts():
            return Known(identifier, text)
        self.described.add(identifier)
        return Known(identifier, text, tuple(self._describe(identifier, labels, place, entry)))

    def _describe(self, identifier: str, labels: dict[str, str], place: Place, entry: Entry | None) -> list[Claim]:
        builder = ClaimBuilder(RULE)
        for lang, label in labels.items():
            where = place if entry is None else coded_place(entry, label)
            rule = RULE if entry is None else CODED
            builder.add_value("theme", identifier, "label", label, where, rule, language=lang)
        if entry and entry.code and fold(entry.code) not in {fold(label) for label in labels.values()}:
            builder.add_value("theme", identifier, "alternative", entry.code, coded_place(entry, entry.code), CODED)
        if self.spec.scheme:
            builder.add_value("theme", identifier, "scheme", self.spec.scheme, place)
        return builder.claims


def theme_of(labels: dict[str, str]) -> str | None:
    """The concept of the vocabulary that one of the labels surely names."""
    for lang, label in labels.items():
        match = find(label, lang or None)
        if match.id and match.how in SURE_THEMES:
            return match.id
    return None


def coded_place(entry: Entry, quote: str) -> Place:
    """The place in a code table, which is named as a sheet of the table."""
    return Place(sheet=entry.file, line=entry.line, quote=quote)


def bounded(identifier: str) -> str:
    """An identifier that is no longer than identifiers may be."""
    if len(identifier) <= MAX_IDENTIFIER_LENGTH:
        return identifier
    from hashlib import sha256

    return f"{identifier[: MAX_IDENTIFIER_LENGTH - 17]}~{sha256(identifier.encode()).hexdigest()[:16]}"
