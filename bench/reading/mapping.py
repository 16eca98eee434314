"""How many columns of tables `accord map` gets right, beside what a person says that they mean.

    python bench/reading/mapping.py FOLDER [--show]

FOLDER holds tables, also in folders of its own. What is right is in `mapping.jsonl` beside this file, with the
repository, commit, path and hash of each table, and the set that it was in: tuned on, or one of those gathered and
labelled before they were read. A table that is not listed there has a file NAME.gold.txt beside it that names the
right field of each column that has one::

    rows: participation
    key: Prosjektnr
    title: Prosjektnavn
    lead: Agency | Department          either is right
    language?: en                      right, and not missed where it is not proposed
    themes: [marked] Transport         columns of themes that are marked in a row; one of them stands for all
    dates.start: Starting year

A line is one item: the kind of the rows, or a column with its field. `right` is the share of items that are proposed;
`exact` counts what is proposed wrongly as well: right items by all items, right and wrong. The tables are not part of
this project: most are under licences of their own.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from loaders.mapping.file import parse_mapping
from loaders.tables.readers import propose_for

GOLD = ".gold.txt"
FACTS = Path(__file__).with_name("mapping.jsonl")
LINE = re.compile(r"(?P<field>[\w.]+)(?P<optional>\??): (?P<columns>.+)")
Item = tuple[str, str]  # field, column


@dataclass(slots=True)
class Gold:
    """The items that are right: each a set of equal ones; and those that may be there."""

    needed: list[set[Item]] = field(default_factory=list)
    allowed: set[Item] = field(default_factory=set)


def read_gold(lines: Iterable[str]) -> Gold:
    """The items that lines name."""
    gold = Gold()
    for line in lines:
        if found := LINE.fullmatch(line.strip()):
            items = {(found["field"], one.strip()) for one in found["columns"].split(" | ")}
            if found["optional"]:
                gold.allowed |= items
            else:
                gold.needed.append(items)
    return gold


def items_of(mapping: Mapping[str, Any]) -> Iterator[Item]:
    """The items of a mapping as its file holds them."""
    for name, value in mapping.items():
        if name in {"rows", "language"} and isinstance(value, str):
            yield name, value
        elif name == "dates":
            yield from ((f"dates.{kind}", column) for kind, one in value.items() for column in columns(one))
        elif name in {"title", "summary", "name", "alternative", "former", "abbreviation", "needs"} and isinstance(
            value, dict
        ):
            texts = value.values() if not {"column", "template", "fixed"} & set(value) else [value]
            yield from ((name, column) for one in texts for column in columns(one))
        elif name == "code":
            yield from ((name, column) for one in value.values() for column in columns(one))
        elif name not in {"collection", "sheet", "header"}:
            for one in value if isinstance(value, list) and any(isinstance(v, dict) for v in value) else [value]:
                marked = isinstance(one, dict) and one.get("marked")
                found = columns(one)
                yield from (
                    ((name, f"[marked] {column}") for column in found[:1])
                    if marked
                    else ((name, column) for column in found)
                )
                for inner in ("part_of", "level"):
                    if isinstance(one, dict) and inner in one:
                        yield from ((f"{name}.{inner}", column) for column in columns(one[inner]))


def columns(value: object) -> list[str]:
    """The columns that a cell of a mapping names."""
    if isinstance(value, dict):
        return columns(value.get("column", [])) or re.findall(r"\{([^{}]+)\}", str(value.get("template", "")))
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [str(value)] if value else []


def measure(table: Path, gold: Gold, *, show: bool) -> tuple[int, int, int]:
    """Print what is proposed for a table; return how many items are right, missing and wrong."""
    import yaml

    begun = time.process_time()
    text, _ = propose_for(table.read_bytes(), table.name, str)
    seconds = time.process_time() - begun
    parse_mapping(text.encode(), table.name) if "\ntitle" in text else None  # what is proposed is a mapping
    proposed = set(items_of(yaml.safe_load(text) or {}))
    folded = {(name, column.casefold()) for name, column in proposed}
    missing = [one for one in gold.needed if not {(name, column.casefold()) for name, column in one} & folded]
    right = len(gold.needed) - len(missing)
    known = {(name, c.casefold()) for one in gold.needed for name, c in one} | {
        (name, c.casefold()) for name, c in gold.allowed
    }
    wrong = sorted(one for one in proposed if (one[0], one[1].casefold()) not in known)
    every = right + len(missing) + len(wrong)
    print(f"{table.name[:34]:34} {right:3d} of {len(gold.needed):3d} {right / len(gold.needed):6.0%}"
          f"  wrong {len(wrong):2d}  exact {right / every:6.0%}  {seconds:.1f} s")  # fmt: skip
    if show:
        for one in missing:
            print("    missing:", "; ".join(f"{name}: {column}" for name, column in sorted(one)))
        for name, column in wrong:
            print(f"    wrong:   {name}: {column}")
    return right, len(missing), len(wrong)


def labelled(folder: Path) -> Iterator[tuple[Path, Sequence[str]]]:
    """The tables of a folder with the lines that say what is right."""
    listed = {one["sha256"]: one["right"] for one in map(json.loads, FACTS.read_text("utf-8").splitlines())}
    for table in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.endswith(GOLD)):
        gold = table.with_name(table.stem + GOLD)
        if gold.exists():
            yield table, gold.read_text("utf-8").splitlines()
        elif right := listed.get(sha256(table.read_bytes()).hexdigest()):
            yield table, right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    totals = [0, 0, 0]
    for table, lines in labelled(asked.folder):
        found = measure(table, read_gold(lines), show=asked.show)
        totals = [a + b for a, b in zip(totals, found, strict=True)]
    right, missing, wrong = totals
    if right + missing:
        print(f"{'all':34} {right:3d} of {right + missing:3d} {right / (right + missing):6.0%}"
              f"  wrong {wrong:2d}  exact {right / (right + missing + wrong):6.0%}")  # fmt: skip


if __name__ == "__main__":
    main()
