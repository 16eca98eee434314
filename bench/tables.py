"""The cost of reading a table: a generated inventory as CSV, claim by claim.

    python bench/tables.py [ROWS]

CPU time is reported, since it does not depend on other users of the machine.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from graph.claims import SourceHints
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts
from loaders.base import MappingText
from loaders.tables.streaming import stream_table

MAPPING = """
collection: bench
key: id
language: en
title: title
lead: lead
partners: partners
themes: themes
status: status
dates: {start: start, end: end}
edition: {column: start, by: year}
"""


def write(path: Path, rows: int) -> None:
    dice = random.Random(1)
    names = [entry.name("en") for entry in entries().values()]
    labels = [concept.labels["en"] for concept in concepts().values()]
    with path.open("w", encoding="utf-8") as file:
        file.write("id;title;lead;partners;themes;status;start;end\n")
        for number in range(rows):
            partners = "|".join(dice.sample(names, 2))
            themes = "|".join(dice.sample(labels, 2))
            start = f"20{dice.randrange(10, 24)}-{dice.randrange(1, 13):02d}-01"
            file.write(
                f"{number};Initiative {number};{dice.choice(names)};{partners};{themes};active;{start};2025-12\n"
            )


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "table.csv")
        write(table, rows)
        reading = stream_table(
            table, MappingText(MAPPING), SourceHints()
        )  # the vocabulary and its index are read once, whatever the length
        begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        claims = sum(1 for _ in reading.claims)
        spent, after = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("rows     claims    CPU s  claims/s  more memory, MB")
    print(f"{rows:<8,} {claims:<9,} {spent:<6.1f} {claims / spent:<9,.0f} {(after - before) / 1024:.0f}")


if __name__ == "__main__":
    main()
