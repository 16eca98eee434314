"""How often a spelling in use finds its organisation: right, wrong or unsure, of a list of spellings.

    python bench/identity.py VARIANTS.csv [--show]

The list has the columns ``org_name_variant`` and ``org_id`` (GC OrgID), as published with the service inventory
of the Government of Canada. `--show` lists what was wrong or unsure.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path

from graph.identity import resolve
from graph.jurisdictions import entries


def verdict(name: str, expected: str) -> tuple[str, str]:
    """Right, wrong or unsure; and what was found."""
    match = resolve(name)
    if match.id is None:
        return "unsure", " ".join(match.alternatives)
    entry = entries()[match.id]
    return ("right" if entry.codes.get("gc-orgid") == expected else "wrong"), f"{match.id} ({match.how})"


def main(arguments: list[str]) -> None:
    paths = [Path(argument) for argument in arguments if argument != "--show"]
    if not paths or not paths[0].is_file():
        print("no list of spellings to measure: python bench/identity.py VARIANTS.csv [--show]")
        return
    with paths[0].open(encoding="utf-8-sig", newline="") as file:
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
