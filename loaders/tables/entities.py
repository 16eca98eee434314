"""Resolve the organisations and themes that cells name; each name once. Unknown names become nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from graph.names.normalization import BODIES, tokenize
from graph.names.resolver import resolve
from graph.text.strings import fold, jurisdiction_slug, slug
from graph.values import GOVERNING_LEVELS, TABLE_RULE
from graph.vocabulary.jurisdictions import country_of, entries
from graph.vocabulary.themes import concepts, find, find_labelled
from loaders.tables.row_claims import value_statements

if TYPE_CHECKING:
    from graph.claims import PlaceKey, Statement
    from loaders.mapping.model import Names, Themes
    from loaders.tables.cells import Getter
    from loaders.tables.codes import CodeTable, Entry
    from loaders.tables.row_claims import RowClaims

CODED = "code-table"
OUTSIDE = ""  # the identifier of a party that is not a government
# what says that there is a node of some name: the place, None where it is that of the name; the rule; the statements
Description: TypeAlias = "tuple[PlaceKey | None, str, Sequence[Statement]]"


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
    resolved: dict[tuple[str, str | None, str], str | None]  # by name, language and whole, shared by all cells
    inexact: dict[str, str]  # identifiers by the misspelt or shortened names that were taken for them, shared likewise
    known: dict[tuple[str, str | None, str], Known] = field(default_factory=dict)
    described: dict[tuple[str, str | None], Sequence[Description]] = field(default_factory=dict)

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

    def descriptions(self, text: str, language: str | None) -> Sequence[Description]:
        """What makes a node known by its names.

        Args:
            text: the name, or a code of the code table.
            language: that of the table.
        """
        made = self.described.get((text, language))
        if made is None:
            entry = self.codes.find(text) if self.codes else None
            names = self._names(text, language)
            made = self.described[text, language] = _described("name", names, entry)
        return made


@dataclass(slots=True)
class Parties:
    """The organisations that a row names in one of its cells.

    Attributes:
        take: the names in a row.
        names: what they mean.
        level: the level of new ones, where a row has it.
        whole: what they are part of.
    """

    take: Getter
    names: Organisations
    level: Callable[[RowClaims], str | None]
    whole: Parties | None


def _described(predicate: str, texts: dict[str, str], entry: Entry | None) -> Sequence[Description]:
    """What makes a node known by texts, each by its language; those of a code table have their own places."""
    if entry:
        return [
            (coded_place(entry, text), CODED, value_statements(predicate, text, language=language))
            for language, text in texts.items()
        ]
    made = [value_statements(predicate, text, language=language) for language, text in texts.items()]
    return [(None, TABLE_RULE, list(chain.from_iterable(made)))]


def _are_of_different_countries(one: str, other: str) -> bool:
    first, second = country_of(one), country_of(other)
    return first is not None and second is not None and first != second


@dataclass(slots=True)
class ThemeNames:
    """Themes by what one cell of a mapping calls them."""

    spec: Themes
    codes: CodeTable | None
    near: dict[str, str]  # themes of the vocabulary by the labels that are other names of theirs, shared by all cells
    known: dict[tuple[str, str | None], Known] = field(default_factory=dict)
    described: dict[tuple[str, str | None], Sequence[Description]] = field(default_factory=dict)

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

    def descriptions(self, text: str, language: str | None) -> Sequence[Description]:
        """What makes a theme known by its labels."""
        made = self.described.get((text, language))
        if made is None:
            made = self.described[text, language] = self._descriptions(text, language)
        return made

    def _descriptions(self, text: str, language: str | None) -> Sequence[Description]:
        entry, labels = self.codes.find(text) if self.codes else None, self._labels(text, language)
        made = list(_described("label", labels, entry))
        if entry and entry.code and fold(entry.code) not in {fold(label) for label in labels.values()}:
            place = coded_place(entry, entry.code)
            made.append((place, CODED, value_statements("alternative", entry.code)))
        if self.spec.scheme:
            made.append((None, TABLE_RULE, value_statements("scheme", self.spec.scheme)))
        return made


def theme_of(labels: dict[str, str]) -> str:
    """Return the theme of the vocabulary that has one of the labels by language, or else one of the data’s own."""
    known = (find_labelled(label, lang or None) for lang, label in labels.items())
    return next(filter(None, known), None) or slug(labels.get("en") or next(iter(labels.values())))


def coded_place(entry: Entry, quote: str) -> PlaceKey:
    """The place in a code table, which is named as a sheet of the table."""
    return None, entry.file, None, entry.line, quote
