"""The labels of readers in `readers.csv`, and how much they agree."""

from __future__ import annotations

import pytest

from bench.reading.readers import compute_kappa, main, read_labels
from queries.evaluation.suggestions import LABELS, read_gold
from tests.helpers.paths import DATA

FILE = DATA / "suggestions" / "readers.csv"


def test_kappa_is_agreement_beyond_chance():
    # Cohen 1960: of 100 cases, 70 equal; by chance .6 * .7 + .4 * .3 = .54
    one, other = ["a"] * 60 + ["b"] * 40, ["a"] * 50 + ["b"] * 10 + ["a"] * 20 + ["b"] * 20
    equal, kappa = compute_kappa(one, other)
    assert equal == pytest.approx(0.7)
    assert kappa == pytest.approx((0.7 - 0.54) / (1 - 0.54))


def test_labels_of_the_first_reader_are_those_of_the_gold_files():
    first = {frozenset(row["items"].split()): row["first"] for row in read_labels(FILE) if row["set"] == "seen"}
    golds = [read_gold(path).labels for path in (DATA / "suggestions").glob("readers_*.gold.yaml")]
    assert first == {pair: label for gold in golds for pair, label in gold.items()}


def test_second_and_third_reader_agree(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    for name in ("seen", "held"):
        rows = [row for row in read_labels(FILE) if row["set"] == name]
        assert {row[one] for row in rows for one in ("second", "third")} == set(LABELS)
        assert compute_kappa([row["second"] for row in rows], [row["third"] for row in rows])[1] > 0.8
    monkeypatch.setattr("sys.argv", ["readers.py", str(FILE)])
    main()
    assert "kappa 0.84" in capsys.readouterr().out
