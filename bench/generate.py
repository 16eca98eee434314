"""A national inventory of any size, the same for the same size: rows as a CSV has them, or the claims they make.

    python bench/generate.py 100000 graph.db     a graph file
    python bench/generate.py 100000 rows.csv     the table that such a graph would come from

The shape is that of inventories we know: themes and leads by Zipf's law, 5,000 organisations of five levels (fewer
where there are few initiatives), two initiatives in five with partners, a need with one in twenty, titles in one
language or both, ten editions. A million rows make some seven million relationships.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from graph.claims import Claim, Kind, Place, Reading, initiative_id, need_id, partnership_id
from graph.model import Source
from graph.text.strings import jurisdiction_slug
from graph.vocabulary.themes import concepts

SEED: Final = 20220119
MOST_ORGANISATIONS: Final = 5_000
LEVELS: Final = ("federal", "provincial", "territorial", "municipal", "indigenous")
EDITIONS: Final = tuple(f"{year}-{season}" for year in range(2018, 2023) for season in ("winter", "fall"))
STATUSES: Final = ("planned", "in-progress", "launched", "completed")
WHATS: Final = (
    ("Portal", "Portail"), ("Register", "Registre"), ("Service", "Service"), ("Pilot", "Projet pilote"),
    ("Strategy", "Stratégie"), ("Standard", "Norme"), ("Platform", "Plateforme"), ("Review", "Examen"),
    ("Toolkit", "Trousse"), ("Network", "Réseau"),
)  # fmt: skip
WHOM: Final = (
    ("newcomers", "les nouveaux arrivants"), ("small businesses", "les petites entreprises"),
    ("rural communities", "les collectivités rurales"), ("seniors", "les aînés"), ("students", "les étudiants"),
    ("farmers", "les agriculteurs"), ("families", "les familles"), ("veterans", "les anciens combattants"),
    ("visitors", "les visiteurs"), ("employers", "les employeurs"), ("fishers", "les pêcheurs"),
    ("patients", "les patients"), ("tenants", "les locataires"), ("drivers", "les conducteurs"),
    ("researchers", "les chercheurs"), ("artists", "les artistes"),
)  # fmt: skip
COLUMNS: Final = ("title_en", "title_fr", "lead", "level", "themes", "partners", "status", "date", "edition", "need")


@dataclass(frozen=True, slots=True)
class Row:
    """One initiative, as a row of a table has it."""

    title_en: str
    title_fr: str
    lead: str
    level: str
    themes: tuple[str, ...]
    partners: tuple[str, ...]
    status: str
    date: str
    edition: str
    need: str

    def cells(self) -> list[str]:
        """The row as a CSV writes it; lists are separated by semicolons."""
        return [
            self.title_en, self.title_fr, self.lead, self.level, "; ".join(self.themes), "; ".join(self.partners),
            self.status, self.date, self.edition, self.need,
        ]  # fmt: skip


def rows(size: int) -> Iterator[Row]:
    """Yield `size` rows."""
    drawn = random.Random(SEED)
    organisations = [f"Agency {n:04d}" for n in range(max(20, min(MOST_ORGANISATIONS, size // 10)))]
    leading = list(accumulate(1 / (rank + 5) ** 0.8 for rank in range(len(organisations))))
    known = sorted(concepts())
    drawn.shuffle(known)
    frequent = list(accumulate(1 / (rank + 1) for rank in range(len(known))))
    labels = {identifier: concepts()[identifier].labels for identifier in known}
    for number in range(size):
        theme_ids = tuple(dict.fromkeys(drawn.choices(known, cum_weights=frequent, k=drawn.choice((1, 2, 2, 2, 3)))))
        (lead,) = drawn.choices(range(len(organisations)), cum_weights=leading)
        partners: tuple[str, ...] = ()
        if drawn.random() < 0.4:
            near = (lead + 1 + int(drawn.expovariate(0.05)) for _ in range(drawn.choice((1, 1, 2, 2, 3, 5))))
            indices = dict.fromkeys(index % len(organisations) for index in near)
            partners = tuple(organisations[index] for index in indices if index != lead)
        what, whom, first = drawn.choice(WHATS), drawn.choice(WHOM), labels[theme_ids[0]]
        languages = drawn.random()
        asks = f"How do others begin with {first['en'].lower()} for {whom[0]}? ({number})"
        yield Row(
            title_en=f"{what[0]} for {whom[0]}: {first['en']} {number}" if languages < 0.7 else "",
            title_fr=f"{what[1]} pour {whom[1]} : {first['fr']} {number}" if languages > 0.5 else "",
            lead=organisations[lead],
            level=LEVELS[lead % len(LEVELS)],
            themes=theme_ids,
            partners=partners,
            status=drawn.choice(STATUSES),
            date=f"{drawn.randrange(2016, 2023)}-{drawn.randrange(1, 13):02d}-{drawn.randrange(1, 29):02d}",
            edition=drawn.choice(EDITIONS),
            need=asks if drawn.random() < 0.05 else "",
        )


def claims(size: int) -> Iterator[Claim]:
    """Yield the claims that the rows make: one place a row, as a table's reader has it."""
    known: dict[str, str] = {}
    sent: set[tuple[str, str]] = set()
    for line, row in enumerate(rows(size), start=2):
        place = Place(line=line, quote=row.title_en or row.title_fr)
        for name in (row.lead, *row.partners):
            if name not in known:
                known[name] = jurisdiction_slug(name)
                yield _claim(row, known[name], place, "jurisdiction", known[name], "name", value=name, language="en")
        lead = known[row.lead]
        if (row.edition, lead) not in sent:
            sent.add((row.edition, lead))
            yield _claim(row, lead, place, "edition", row.edition, "submitted", target=lead)
        subject = initiative_id(lead, row.title_en or row.title_fr)
        yield from _initiative(row, lead, place, subject)
        if row.partners:
            yield from _partnership(row, lead, place, subject, [lead, *(known[name] for name in row.partners)])
        if row.need:
            yield from _need(row, lead, place)


def _initiative(row: Row, lead: str, place: Place, subject: str) -> Iterator[Claim]:
    for language, title in (("en", row.title_en), ("fr", row.title_fr)):
        if title:
            yield _claim(row, lead, place, "initiative", subject, "title", value=title, language=language)
    yield _claim(row, lead, place, "initiative", subject, "lead", target=lead)
    yield _claim(row, lead, place, "initiative", subject, "status", value=row.status)
    yield _claim(row, lead, place, "initiative", subject, "date", value=row.date, qualifier="launch")
    for theme in row.themes:
        yield _claim(row, lead, place, "initiative", subject, "theme", target=theme)


def _partnership(row: Row, lead: str, place: Place, subject: str, members: list[str]) -> Iterator[Claim]:
    together = partnership_id(subject, frozenset(members))
    yield _claim(row, lead, place, "partnership", together, "initiative", target=subject)
    for member in members:
        role = "lead" if member == lead else "partner"
        yield _claim(row, lead, place, "partnership", together, "member", target=member, qualifier=role)


def _need(row: Row, lead: str, place: Place) -> Iterator[Claim]:
    need = need_id(row.edition, lead, row.need)
    yield _claim(row, lead, place, "need", need, "kind", value="ask")
    yield _claim(row, lead, place, "need", need, "by", target=lead)
    yield _claim(row, lead, place, "need", need, "text", value=row.need, language="en")
    yield _claim(row, lead, place, "need", need, "theme", target=row.themes[0])


def _claim(
    row: Row, lead: str, place: Place, kind: Kind, subject: str, predicate: str, *, target: str | None = None,
    value: str | None = None, qualifier: str | None = None, language: str | None = None,
) -> Claim:  # fmt: skip
    return Claim(
        kind=kind, subject=subject, predicate=predicate, object=target, value=value, qualifier=qualifier,
        language=language, edition=row.edition, reported_by=lead, place=place, rule="generated",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inventory:
    """The claims of an inventory of a size: made anew each time they are gone through, and never held."""

    size: int

    def __iter__(self) -> Iterator[Claim]:
        """Yield them; see `claims`."""
        return claims(self.size)


def reading(size: int) -> Reading:
    """An inventory of a size, as a reader hands it over."""
    identifier = hashlib.sha256(str(size).encode()).hexdigest()
    source = Source(id=identifier, name=f"inventory-{size}.csv", media_type="text/csv")
    return Reading(source=source, claims=Inventory(size))


def write_csv(size: int, path: Path) -> None:
    """Write the rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(row.cells() for row in rows(size))


def main(arguments: list[str]) -> None:
    """Write what the arguments ask for; see the top of this file."""
    if len(arguments) != 2 or not arguments[0].isdecimal():
        raise SystemExit(__doc__)
    size, path = int(arguments[0]), Path(arguments[1])
    if path.suffix == ".csv":
        write_csv(size, path)
        return
    from graph.sqlite.store import SqliteStore

    SqliteStore(path, create=True).add([reading(size)])


if __name__ == "__main__":
    main(sys.argv[1:])
