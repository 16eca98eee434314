"""Short ways to make tables in tests, and to see what was read of them."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from loaders.inputs.registry import READERS
from tests.helpers.reading import read_all

if TYPE_CHECKING:
    from graph.claims import Claim, Reading

INVENTORY = [
    ["Titre", "Responsable", "Partenaires", "Thème", "Statut", "Date de début"],
    ["Identité numérique", "Alberta", "Ontario; Québec", "identité numérique", "En cours", "2021-03-01"],
    ["Facturation électronique", "Agence du revenu du Canada", "", "Fusées", "Terminé", "2020-11"],
]


def read(data: bytes | str, name: str = "table.csv", mapping: str | None = None, folder: str = "") -> Reading:
    """What is read of a table, in this process (so that what fails can be seen)."""
    given = data.encode() if isinstance(data, str) else data
    return read_all(given, name, mapping=mapping, folder=folder, readers=READERS)[0]


def csv_of(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    import csv

    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue()


def workbook_of(**sheets: Sequence[Sequence[object]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def claim_values(reading: Reading, kind: str, predicate: str) -> dict[str, list[str]]:
    """Values or objects by subject, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim in reading.claims:
        if claim.kind == kind and claim.predicate == predicate:
            found[claim.subject].append(claim.value or claim.object or "")
    return dict(found)


def without_places(claims: Iterable[Claim]) -> list[tuple[object, ...]]:
    return [
        (c.kind, c.subject, c.predicate, c.object, c.value, c.qualifier, c.language, c.edition, c.reported_by, c.rule)
        for c in claims
    ]


def subjects(reading: Reading, kind: str) -> set[str]:
    return {claim.subject for claim in reading.claims if claim.kind == kind}


def notes(reading: Reading) -> str:
    return " ".join(format_note(note) for note in reading.notes)


def format_note(note) -> str:
    """A note in English."""
    many = note.plural is not None and note.values["n"] != 1
    return (note.plural if many else note.template).format(**note.values)
