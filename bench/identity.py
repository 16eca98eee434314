"""How often a spelling in use finds its organisation: right, wrong or unsure, of a list of iter_spellings.

    python bench/identity.py [VARIANTS.csv] [--registry FILE.csv ...] [--within CA] [--show]

The list has the columns ``org_name_variant`` and ``org_id`` (GC OrgID), as published with the service inventory
of the Government of Canada; without one named, that of the folder of real documents next to the project. It is also
split into halves (an even or an odd SHA-256 of the spelling): rules tuned on one are tested on the other.
A registry is a list of organisations with ``org_id`` and columns of titles and abbreviations, in either language;
its names are added to the vocabulary, as loading it does. `--within` says of which government all names are, as a
column of a table can. `reading/organisations.csv` has names and abbreviations of federal organisations and of
countries, in both languages, as two public lists write them (the departments of Canada.ca, the countries of the
world), with the identifier that each means, empty where the vocabulary has no such body. `reading/countries.csv` has
names of countries as the United Nations, the ISO and CLDR write them, in both languages, with their codes. The last
lines are made: official names with one or two typing errors, the same ones each time; and names that are not known,
each asked of a vocabulary without its organisation (a fifth of all at a time), where any answer is a wrong one.
`--show` lists what was wrong or unsure.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from graph.names.index import FULL_NAME_KINDS, iter_spellings
from graph.names.resolver import Match, Resolver, resolver
from graph.vocabulary.jurisdictions import entries

if TYPE_CHECKING:
    from graph.names.index import Kind, Name

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ACCORD_SHARED") or ROOT.parent / "shared")
GC_ORGANISATIONS = SHARED / "data" / "ca_gc_organisations"
TITLES: dict[str, tuple[str, Kind]] = {
    "legal_title": ("en", "name"),
    "applied_title": ("en", "alternative"),
    "old_applied_title": ("en", "former"),
    "abbr_en": ("en", "abbreviation"),
    "titre_légal": ("fr", "name"),
    "titre_appliqué": ("fr", "alternative"),
    "vieux_titre_appliqué": ("fr", "former"),
    "abbr_fr": ("fr", "abbreviation"),
}
COUNTRIES = Path(__file__).parent / "reading" / "countries.csv"
ORGANISATIONS = COUNTRIES.with_name("organisations.csv")
MADE = 2000
FOLDS = 5
WORDS = ("right", "wrong", "unsure")
Pair = tuple[str, str]


def registry(paths: Iterable[Path]) -> Iterator[Name]:
    """The names that registries give, under the identifier of the vocabulary that has the code, or one of their own."""
    known = {code: one.id for one in entries().values() if (code := one.codes.get("gc-orgid"))}
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column, (language, kind) in TITLES.items():
                    if title := row.get(column):
                        yield title, language, kind, known.get(row["org_id"], f"GC-ORGID-{row['org_id']}")


def verdict(match: Match, expected: str) -> str:
    """Right, wrong or unsure."""
    if match.id is None:
        return "unsure"
    entry = entries().get(match.id)
    code = entry.codes.get("gc-orgid") if entry else match.id.removeprefix("GC-ORGID-")
    return "right" if code == expected else "wrong"


def matches_id(match: Match, expected: str) -> str:
    """Whether a name leads to an identifier, or to none where none is meant: right, wrong or unsure."""
    return "right" if (match.id or "") == expected else "wrong" if match.id else "unsure"


def is_country(match: Match, expected: str) -> str:
    """Whether a name leads to the country with a code: right, wrong or unsure."""
    if match.id is None:
        return "unsure"
    return "right" if entries()[match.id].codes.get("iso-3166-1") == expected else "wrong"


def measure(
    title: str, rows: Sequence[Pair], resolve: Callable[[str], Match], *, show: bool,
    judge: Callable[[Match, str], str] = verdict,
) -> None:  # fmt: skip
    """Print how many of the iter_spellings were right, wrong and unsure, and how long one took."""
    start = time.perf_counter()
    verdicts = [(name, expected, match, judge(match, expected)) for name, expected in rows if (match := resolve(name))]
    seconds = time.perf_counter() - start
    count = Counter(word for *_, word in verdicts)
    shares = "  ".join(
        f"{word} {count[word]:4d} {count[word] / len(rows):6.1%}" for word in ("right", "wrong", "unsure")
    )
    print(f"{title:34} {shares}  {seconds / len(rows) * 1000:.2f} ms a name")
    for name, expected, match, word in verdicts if show else ():
        if word != "right":
            print(f"  {word}: {name!r} is {expected}, found {match.id or match.alternatives} ({match.how})")


def misspelt() -> list[Pair]:
    """Official names with one typing error, or two in long ones: a letter left out, doubled or swapped."""
    chance = random.Random(46)
    names = [
        (name, one.codes["gc-orgid"])
        for one in entries().values()
        for name in one.names.values()
        if "gc-orgid" in one.codes and len(name) > 11
    ]
    made = []
    for name, code in (chance.choice(names) for _ in range(MADE)):
        text = name
        for _ in range(1 if len(name) < 30 else 2):
            at = chance.randrange(1, len(text) - 1)
            text = chance.choice(
                [text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:],
                 text[:at] + text[at + 1] + text[at] + text[at + 2 :]]
            )  # fmt: skip
        made.append((text, code))
    return made


def unknown() -> list[tuple[str, str]]:
    """What names of organisations that are not known were taken for: (name, identifier), wrong each."""
    wrong, asked = [], 0
    everyone = dict(entries())
    for fold in range(FOLDS):
        held_out = set(list(everyone)[fold::FOLDS])
        with mock.patch(
            "graph.names.index.entries", lambda out=held_out: {k: v for k, v in everyone.items() if k not in out}
        ):
            partial = Resolver()
            for one in sorted(held_out):
                names = {text for text, _, kind in iter_spellings(everyone[one]) if kind in FULL_NAME_KINDS}
                asked += len(names)
                wrong += [(name, match.id) for name in sorted(names) if (match := partial.resolve(name)).id]
    print(f"{f'names that are not known ({asked})':34} wrong {len(wrong):4d} {len(wrong) / asked:6.1%}")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "variants", nargs="?", type=Path, default=GC_ORGANISATIONS / "organisation_name_variants_dev.csv"
    )
    parser.add_argument(
        "--registry", nargs="*", type=Path, default=[GC_ORGANISATIONS / "ifoi_en.csv", GC_ORGANISATIONS / "ifoi_fr.csv"]
    )
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--within")
    asked = parser.parse_args()
    prefer = {asked.within} if asked.within else None
    resolver().resolve("a name that loads what is loaded once")
    if asked.variants.is_file():
        with asked.variants.open(encoding="utf-8-sig", newline="") as file:
            rows = [(row["org_name_variant"], row["org_id"]) for row in csv.DictReader(file)]
        halves = [[row for row in rows if hashlib.sha256(row[0].encode()).digest()[0] % 2 == half] for half in (0, 1)]

        def find(name: str) -> Match:
            return resolver().resolve(name, None, prefer)

        measure(f"vocabulary alone ({len(rows)})", rows, find, show=asked.show)
        measure(f"  even half, looked at ({len(halves[0])})", halves[0], find, show=False)
        measure(f"  odd half, held out ({len(halves[1])})", halves[1], find, show=False)
        if found := [path for path in asked.registry if path.is_file()]:
            extended = Resolver(dict.fromkeys(registry(found)))
            extended.resolve("a name that loads what is loaded once")
            measure("with the registry loaded", rows, extended.resolve, show=asked.show)
    else:
        print("no list of iter_spellings to measure: python bench/identity.py VARIANTS.csv")
    with ORGANISATIONS.open(encoding="utf-8", newline="") as file:
        organisations = [(row["name"], row["id"]) for row in csv.DictReader(file)]
    measure(f"names of public lists ({len(organisations)})", organisations, resolver().resolve, show=asked.show,
            judge=matches_id)  # fmt: skip
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        countries = [(row["name"], row["iso-3166-1"]) for row in csv.DictReader(file)]
    measure(f"names of countries ({len(countries)})", countries, resolver().resolve, show=asked.show, judge=is_country)
    measure(f"official names, misspelt ({MADE})", misspelt(), resolver().resolve, show=asked.show)
    for name, identifier in unknown():
        if asked.show:
            print(f"  wrong: {name!r}, found {identifier}")


if __name__ == "__main__":
    main()
