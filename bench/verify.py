"""How well `accord verify` judges the memos of tests/data/verification: `python bench/verify.py [tuning|held-out|all]`.

The memos with planted errors and their right verdicts were written before the first run. Those numbered up to 7 were
used while the rules were written; the others were set aside.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

import yaml

from graph.sqlite.store import SqliteStore
from loaders.inputs.memos import read_memo
from queries.evaluation.verification import Scores, read_gold, score_memo
from queries.verification.model import VERDICTS
from queries.verification.verify import verify
from tests.helpers.files.council_round import build_round, memos
from tests.helpers.sample import sample_readings

TUNING: Final = 7
ALL: Final = "both languages"


def main() -> None:
    which = sys.argv[1] if len(sys.argv) > 1 else "all"
    with tempfile.TemporaryDirectory() as folder:
        stores = _stores(Path(folder))
        scores: dict[str, Scores] = {ALL: Scores()}
        for path in memos():
            is_tuning = int(path.name[:2]) <= TUNING
            if which != "all" and is_tuning != (which == "tuning"):
                continue
            language = path.name.split(".")[1]
            one = _score(path, stores)
            scores.setdefault(language, Scores()).add(one)
            scores[ALL].add(one)
    _print(scores)


def _stores(folder: Path) -> dict[str, SqliteStore]:
    sample = SqliteStore(folder / "sample.db", create=True)
    sample.add(sample_readings())
    return {"sample": sample, "round": SqliteStore(build_round(folder / "round.db"))}


def _score(path: Path, stores: dict[str, SqliteStore]) -> Scores:
    gold = path.with_suffix(".yaml")
    graph = yaml.safe_load(gold.read_text("utf-8"))["graph"]
    language = path.name.split(".")[1]
    with stores[graph].view("members", language) as view:
        answer = verify(view, read_memo(path.read_bytes(), path.name))
    return score_memo(answer.rows, read_gold(gold), path.name)


def _print(scores: dict[str, Scores]) -> None:
    every = scores[ALL]
    given = [*VERDICTS, "no statement"]
    print("right \\ given".ljust(24), *(one[:12].rjust(13) for one in given))
    for gold in VERDICTS:
        print(gold.ljust(24), *(str(every.verdicts[gold, one] or "").rjust(13) for one in given))
    print()
    for kind, n in sorted(every.planted.items()):
        print(f"planted: {kind.ljust(20)} {every.found[kind]}/{n}")
    print()
    for name, one in scores.items():
        print(
            f"{name}: statements {one.verdicts.total()}, right {one.share_right:.2f}; planted errors found"
            f" {one.share_found:.2f} of {one.planted.total()}; false contradictions {one.false_contradictions} of"
            f" {one.judged} verdicts ({one.share_false_contradictions:.1%})"
        )
    print()
    for line in every.wrong:
        print(line)


if __name__ == "__main__":
    main()
