"""A template before it is written: whose it is, and what is filled in beforehand; the same for each format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.tables.formats.rows import one_line
from loaders.templates.labels import VERSION, Field, Kind, Mark, coded, edition_label, fields, head, text
from loaders.templates.names import jurisdiction_label

Values = Mapping[str, Sequence[str]]  # field -> its values, one for most


@dataclass(frozen=True, slots=True)
class Form:
    """A template in a language for a jurisdiction.

    Args:
        language: that of its words.
        jurisdiction: the identifier of who fills it.
        name: what it is called, where the vocabulary does not know it.
        edition: the round of reporting; empty: for the member to fill in.
        approval: who may see it, as a code; empty: for the member to decide.
        initiatives: what was reported before, values by field.
        needs: likewise.
        members: the identifiers of the members of the council, with which lists of partners begin.
    """

    language: str
    jurisdiction: str
    name: str | None = None
    edition: str = ""
    approval: str = ""
    initiatives: Sequence[Values] = field(default=())
    needs: Sequence[Values] = field(default=())
    members: Sequence[str] = field(default=())

    @property
    def mark(self) -> Mark:
        """The marker by which a reader recognises the template: version, language, jurisdiction."""
        return Mark(VERSION, self.language, self.jurisdiction)

    def head(self) -> list[tuple[Field, str]]:
        """The fields of the head with their values."""
        values = {
            "jurisdiction": jurisdiction_label(self.jurisdiction, self.language, self.name),
            "edition": edition_label(self.edition, self.language),
            "approval": coded("approval", self.approval, self.language) if self.approval else "",
        }
        return [(each, values[each.key]) for each in head()]

    def fields(self, kind: Kind) -> list[Field]:
        """The fields of a kind in their order."""
        return fields(kind, self.language)

    def records(self, kind: Kind) -> list[dict[str, list[str]]]:
        """The records filled in beforehand: printable text on one line each."""
        records = self.initiatives if kind == "initiative" else self.needs
        return [
            {key: kept for key, values in each.items() if (kept := [line for v in values if (line := one_line(v))])}
            for each in records
        ]

    def word(self, name: str) -> str:
        """A title or the name of a sheet."""
        return text(name, self.language)


def joined(values: Sequence[str]) -> str:
    """Several values in one field."""
    return "; ".join(values)
