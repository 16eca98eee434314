"""Claims of rows that describe jurisdictions or themes: registries and schemes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.names.resolver import resolve
from graph.text.strings import jurisdiction_slug
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts
from loaders.mapping.model import Themes
from loaders.tables.binding import Binding
from loaders.tables.entities import theme_of

if TYPE_CHECKING:
    from loaders.mapping.file import MappingFile
    from loaders.tables.cells import Item
    from loaders.tables.formats.header import Table
    from loaders.tables.formats.rows import Log
    from loaders.tables.row_claims import RowClaims

MIN_CONFIDENCE = 0.9  # how sure a name has to be for the organisation of a registry to be one of the vocabulary


class Registry(Binding):
    """Each row is a jurisdiction, or one of its names; rows of one key are one. For arguments see `Binding`."""

    def __init__(self, table: Table, source: MappingFile, log: Log, stem: str, folders: Sequence[Path]) -> None:
        super().__init__(table, source, log, stem, folders)
        self.names = self.texts(self.mapping.name)
        others = (self.mapping.alternative, self.mapping.former)
        self.others = [taken for texts in others for taken in self.texts(texts, many=True)]
        self.abbreviations = self.texts(self.mapping.abbreviation)
        self.level_of = self.level(self.mapping.level)
        self.codes = [(system, self.take(spec)) for system, spec in self.mapping.code.items()]
        self.whole = self.parties(self.mapping.part_of)
        self._ids: dict[str, str] = {}

    def add_row_claims(self, row: RowClaims) -> bool:
        """Add the claims of a row about a jurisdiction; there are none without a name or key."""
        named = [(language or row.language, *take(row)[0]) for language, take in self.names if take(row)]
        key = self.key(row)
        if not named and not key:
            return False
        self.begin(row, None)
        subject = self._subject(key, [(language, name) for language, name, _ in named])
        self._add_names(row, subject, named)
        for system, take in self.codes:
            for text, at in take(row)[:1]:
                row.add_value("jurisdiction", subject, "code", text, self.place(row, at), qualifier=system)
        first = named[0][2] if named else key[0][1]
        if level := self.level_of(row):
            row.add_value("jurisdiction", subject, "level", level, self.place(row, first))
        for known, at in self.organisations(row, self.whole)[:1]:
            if known.id and known.id != subject:
                row.add_link("jurisdiction", subject, "part_of", known.id, self.place(row, at))
        return True

    def _add_names(self, row: RowClaims, subject: str, named: Sequence[tuple[str | None, str, int]]) -> None:
        """Add the names, the one that is shown first, then the others, and the abbreviations."""
        others = [(lang or row.language, *item) for lang, take in self.others for item in take(row)]
        added: set[tuple[str, str | None]] = set()
        for language, name, at in (*named, *(one for one in others if one[1] not in {name for _, name, _ in named})):
            if (name, language) not in added:
                added.add((name, language))
                row.add_value("jurisdiction", subject, "name", name, self.place(row, at), language=language)
        for language, take in self.abbreviations:
            for text, at in take(row)[:1]:
                place, tag = self.place(row, at), language or row.language
                row.add_value("jurisdiction", subject, "abbreviation", text, place, language=tag)

    def _subject(self, key: Sequence[Item], named: Sequence[tuple[str | None, str]]) -> str:
        """The node of a row: that of its key, else what its names surely mean together, else its own."""
        code = key[0][0] if key else ""
        if code in self._ids:
            return self._ids[code]
        resolved = {
            match.id for language, name in named if (match := resolve(name, language)).confidence >= MIN_CONFIDENCE
        }
        taken = set(self._ids.values())
        if len(resolved) == 1 and (one := next(iter(resolved))) and not (code and one in taken):
            found = one
        else:
            english = next((name for language, name in named if language == "en"), None)
            found = jurisdiction_slug(english or (named[0][1] if named else code))
            if code and (found in taken or found in entries()):
                found = f"{found}-{jurisdiction_slug(code)}"
        if code:
            self._ids[code] = found
        return found


class Scheme(Binding):
    """Each row is a theme; for arguments see `Binding`."""

    def __init__(self, table: Table, source: MappingFile, log: Log, stem: str, folders: Sequence[Path]) -> None:
        super().__init__(table, source, log, stem, folders)
        self.names = self.texts(self.mapping.name)
        self.others = self.texts(self.mapping.alternative, many=True)
        self.definitions = self.texts(self.mapping.definition)
        self.broader = self.take(self.mapping.broader)
        self.broader_names = self.theme_names(self.mapping.broader or Themes(column=("",)))

    def add_row_claims(self, row: RowClaims) -> bool:
        """Add the claims of a row about a theme; there are none without a name or key."""
        named = [(language or row.language, *take(row)[0]) for language, take in self.names if take(row)]
        key = self.key(row)
        if not named and not key:
            return False
        self.begin(row, None)
        labels = {language or "": name for language, name, _ in named} or {"": key[0][0]}
        subject = theme_of(labels)
        self.mark_described(row, subject)
        for language, name, at in named:
            row.add_value("theme", subject, "label", name, self.place(row, at), language=language)
        for text, at in key[:1]:
            row.add_value("theme", subject, "alternative", text, self.place(row, at))
        for predicate, texts in (("alternative", self.others), ("definition", self.definitions)):
            for language, take in texts:
                for text, at in take(row):
                    place, tag = self.place(row, at), language or row.language
                    row.add_value("theme", subject, predicate, text, place, language=tag)
        if self.mapping.scheme and subject not in concepts():
            row.add_value(
                "theme", subject, "scheme", self.mapping.scheme, self.place(row, named[0][2] if named else key[0][1])
            )
        for text, at in self.broader(row)[:1]:
            known = self.theme(row, self.broader_names, text, at)
            if known.id != subject:
                row.add_link("theme", subject, "broader", known.id, self.place(row, at))
        return True
