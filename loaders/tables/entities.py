"""Resolve the organisations and themes that cells name; each name once. Unknown names become nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from graph.claims import Place
from graph.names.normalization import BODIES, tokenize
from graph.names.resolver import resolve
from graph.text.strings import fold, jurisdiction_slug, slug
from graph.values import GOVERNING_LEVELS, MAX_IDENTIFIER_LENGTH, TABLE_RULE
from graph.vocabulary.jurisdictions import country_of, entries
from graph.vocabulary.themes import concepts, find, find_labelled

if TYPE_CHECKING:
    from loaders.claims import ClaimBuilder
    from loaders.mapping.model import Names, Themes
    from loaders.tables.codes import CodeTable, Entry

CODED = "code-table"
OUTSIDE = ""  # the identifier of a party that is not a government


class Known(NamedTuple):
    """What a name means: its node, or `OUTSIDE` and the name; `new` where no vocabulary describes the node."""

    id: str
    name: str
    new: bool = False


@dataclass(slots=True)
class Organisations:
    """Nodes by the names that one cell of a mapping has."""

    spec: Names
    codes: CodeTable | None
    level: Callable[[Sequence[str]], str | None]
    known: dict[tuple[str, str | None, str], Known]
    resolved: dict[tuple[str, str | None, str], str | None]  # by name, language and whole, shared by all cells
    inexact: dict[str, str]  # identifiers by the misspelt or shortened names that were taken for them, shared likewise

    def find(self, text: str, language: str | None, whole: str = "") -> Known:
        """Return what a name, or a code of the code table, means.

        Args:
            text: the name or code.
            language: that of the table.
            whole: the identifier of what the row says it is part of. A name is not one of another country, and a title
                that many bodies have, such as “Ministry of Education”, is another body in each.
        """
        found = self.known.get((text, language, whole))
        if found is None:
            found = self.known[text, language, whole] = self._find(text, language, whole)
        return found

    def _find(self, text: str, language: str | None, whole: str) -> Known:
        names = self._names(text, language)
        found = self._vocabulary(names, language, whole)
        if found and _are_of_different_countries(found, whole):
            found = None
        name = names.get("en") or next(iter(names.values()))
        if found is None and self.spec.unknown == "external":
            return Known(OUTSIDE, next(iter(names.values())))
        own = f"{name} {whole}" if whole and not BODIES.isdisjoint(tokenize(name)[:1]) else name
        identifier = found or self.spec.prefix + jurisdiction_slug(own)
        return Known(identifier, text, identifier not in entries())

    def _names(self, text: str, language: str | None) -> dict[str, str]:
        entry = self.codes.find(text) if self.codes else None
        return dict(entry.labels) if entry else {language or "": text}

    def _vocabulary(self, names: dict[str, str], language: str | None, whole: str) -> str | None:
        if not self.spec.look_up:
            return None
        return next((one for lang, name in names.items() if (one := self._means(name, lang or language, whole))), None)

    def _means(self, name: str, language: str | None, whole: str) -> str | None:
        if (name, language, whole) not in self.resolved:
            expected = {whole} if whole in entries() else None  # “Finance” of Canada
            match = resolve(name, language, expected, similar=False)
            if match.how == "ambiguous":  # Québec: who leads is a government rather than its city
                match = resolve(name, language, GOVERNING_LEVELS, similar=False)
            self.resolved[name, language, whole] = match.id
            if match.id and match.how == "spelling":
                self.inexact[name] = match.id
        return self.resolved[name, language, whole]

    def describe(
        self, builder: ClaimBuilder, text: str, language: str | None, place: Place, *, level: str | None,
        whole: tuple[Known, Place] | None,
    ) -> None:  # fmt: skip
        """Add the claims that make a new node known.

        Args:
            builder: takes the claims.
            text: the name, or a code of the code table.
            language: that of the table.
            place: of the name.
            level: that of the organisation, where the mapping has it.
            whole: what it is part of, where the mapping has it, and the place of that.
        """
        identifier = self.find(text, language, whole[0].id if whole else "").id
        entry = self.codes.find(text) if self.codes else None
        for lang, name in self._names(text, language).items():
            where = place if entry is None else coded_place(entry, name)
            rule = TABLE_RULE if entry is None else CODED
            builder.add_value("jurisdiction", identifier, "name", name, where, rule, language=lang)
        if level:
            builder.add_value("jurisdiction", identifier, "level", level, place)
        if whole and whole[0].id and whole[0].id != identifier:
            builder.add_link("jurisdiction", identifier, "part_of", whole[0].id, whole[1])


def _are_of_different_countries(one: str, other: str) -> bool:
    first, second = country_of(one), country_of(other)
    return first is not None and second is not None and first != second


@dataclass(slots=True)
class ThemeNames:
    """Themes by what one cell of a mapping calls them."""

    spec: Themes
    codes: CodeTable | None
    known: dict[tuple[str, str | None], Known]
    near: dict[str, str]  # themes of the vocabulary by the labels that are other names of theirs, shared by all cells

    def find(self, text: str, language: str | None) -> Known:
        """Return the theme that a cell names."""
        found = self.known.get((text, language))
        if found is None:
            labels = self._labels(text, language)
            identifier = theme_of(labels)
            found = self.known[text, language] = Known(identifier, text, identifier not in concepts())
            if found.new and (match := find(text, language)).id and match.how == "name":
                self.near[text] = match.id
        return found

    def _labels(self, text: str, language: str | None) -> dict[str, str]:
        entry = self.codes.find(text) if self.codes else None
        return dict(entry.labels) if entry else {language or "": text}

    def describe(self, builder: ClaimBuilder, text: str, language: str | None, place: Place) -> None:
        """Add the claims that make a new theme known."""
        identifier = self.find(text, language).id
        entry, labels = self.codes.find(text) if self.codes else None, self._labels(text, language)
        for lang, label in labels.items():
            where = place if entry is None else coded_place(entry, label)
            rule = TABLE_RULE if entry is None else CODED
            builder.add_value("theme", identifier, "label", label, where, rule, language=lang)
        if entry and entry.code and fold(entry.code) not in {fold(label) for label in labels.values()}:
            builder.add_value("theme", identifier, "alternative", entry.code, coded_place(entry, entry.code), CODED)
        if self.spec.scheme:
            builder.add_value("theme", identifier, "scheme", self.spec.scheme, place)


def theme_of(labels: dict[str, str]) -> str:
    """Return the theme of the vocabulary that has one of the labels by language, or else one of the data’s own."""
    known = (find_labelled(label, lang or None) for lang, label in labels.items())
    return next(filter(None, known), None) or slug(labels.get("en") or next(iter(labels.values())))


def coded_place(entry: Entry, quote: str) -> Place:
    """The place in a code table, which is named as a sheet of the table."""
    return Place(sheet=entry.file, line=entry.line, quote=quote)


def bounded(identifier: str) -> str:
    """An identifier that is no longer than identifiers may be."""
    if len(identifier) <= MAX_IDENTIFIER_LENGTH:
        return identifier
    return f"{identifier[: MAX_IDENTIFIER_LENGTH - 17]}~{sha256(identifier.encode()).hexdigest()[:16]}"
