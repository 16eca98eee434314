"""How often a spelling in use finds its organisation: right, wrong or unsure, of a list of spellings.

    python bench/identity.py [VARIANTS.csv] [--show]

The list has the columns ``org_name_variant`` and ``org_id`` (GC OrgID), as published with the service inventory
of the Government of Canada; without one named, that of the folder of real documents beside the project. `--show`
lists what was wrong or unsure.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections import Counter
from pathlib import Path

from graph.identity import resolve
from graph.jurisdictions import entries

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ACCORD_SHARED") or ROOT.parent / "shared")
BESIDE = SHARED / "data" / "ca_gc_organisations" / "organisation_name_variants_dev.csv"


def verdict(name: str, expected: str) -> tuple[str, str]:
    """Right, wrong or unsure; and what was found."""
    match = resolve(name)
    if match.id is None:
        return "unsure", " ".join(match.alternatives)
    entry = entries()[match.id]
    return ("right" if entry.codes.get("gc-orgid") == expected else "wrong"), f"{match.id} ({match.how})"


def main(arguments: list[str]) -> None:
    path = next((Path(argument) for argument in arguments if argument != "--show"), BESIDE)
    if not path.is_file():
        print("no list of spellings to measure: python bench/identity.py VARIANTS.csv [--show]")
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["org_name_variant"], row["org_id"]) for row in csv.DictReader(file)]
    resolve("Canada")
    start = time.perf_counter()
    verdicts = [(verdict(name, expected), name, expected) for name, expected in rows]
    seconds = time.perf_counter() - start
    for (word, found), name, expected in verdicts:
        if "--show" in arguments and word != "right":
            print(f"{word}: {name!r} is {expected}, found {found or 'nothing'}")
    count = Counter(word for (word, _), _, _ in verdicts)
    for word in ("right", "wrong", "unsure"):
        print(f"{word:>6} {count[word]:5d} {count[word] / len(rows):7.1%}")
    print(f"{seconds / len(rows) * 1000:.2f} ms a name")


if __name__ == "__main__":
    main(sys.argv[1:])
