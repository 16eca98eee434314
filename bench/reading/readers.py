"""How much readers of suggestions agree, and what they found of suggestions on data that no rule was tuned on.

python bench/reading/readers.py [FILE]

FILE holds a suggestion a line, with the labels of up to three readers who saw neither score, rank nor the labels of
the others, and for the sets "fresh", "tuned" and "aside" of a fourth one, who knows the rules
(tests/data/suggestions/readers.csv). Rules were made on "tuned", and none on "aside". Agreement is the share of equal
labels, and Cohen's kappa (1960).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

READERS = ("first", "second", "third", "fourth")
LABELS = ("useful", "trivial", "wrong")
FILE = Path(__file__).parent.parent.parent / "tests" / "data" / "suggestions" / "readers.csv"


def compute_kappa(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    """Return the share of equal labels, and how much more that is than by chance: Cohen's kappa."""
    n = len(one)
    equal = sum(a == b for a, b in zip(one, other, strict=True)) / n
    mine, theirs = Counter(one), Counter(other)
    chance = sum(mine[label] * theirs[label] for label in mine) / n**2
    return equal, (equal - chance) / (1 - chance) if chance < 1 else 1.0


def read_labels(path: Path) -> list[dict[str, str]]:
    """Return the lines of a file of labels."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _print_agreement(title: str, rows: Sequence[Mapping[str, str]]) -> None:
    for one, other in combinations(READERS, 2):
        if all(row[one] and row[other] for row in rows):
            equal, kappa = compute_kappa([row[one] for row in rows], [row[other] for row in rows])
            print(f"{title:26} {one} and {other}: {len(rows)} labels, {equal:.0%} equal, kappa {kappa:.2f}")


def _print_shares(title: str, rows: Sequence[Mapping[str, str]]) -> None:
    for reader in (one for one in READERS if all(row[one] for row in rows)):
        counts = Counter(row[reader] for row in rows)
        shares = ", ".join(f"{label} {counts[label] / len(rows):.2f}" for label in LABELS)
        print(f"{title:40} {len(rows):3} {reader:7} {shares}")


def main() -> None:
    """Print agreement and shares."""
    rows = read_labels(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)
    for name in ("seen", "held"):
        some = [row for row in rows if row["set"] == name]
        _print_agreement(name, some)
        for graph in sorted({row["graph"] for row in some}):
            _print_agreement(f"  {graph}", [row for row in some if row["graph"] == graph])
    for name in ("held", "fresh", "tuned", "aside"):
        for suggested in ("yes", "no"):
            kept = [row for row in rows if (row["set"], row["suggested"]) == (name, suggested)]
            if not kept:
                continue
            _print_shares(f"{name}, suggested: {suggested}", kept)
            for graph in sorted({row["graph"] for row in kept}):
                _print_shares(f"  {graph}", [row for row in kept if row["graph"] == graph])


if __name__ == "__main__":
    main()
