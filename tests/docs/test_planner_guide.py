"""The planner's guide takes a score apart: what it tells is what Accord says of its sample."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from accord.cli import make_group
from queries.suggestions.weights import load_shipped_weights
from tests.helpers.paths import ROOT

GUIDES = {"en": "docs/guide/planner.md", "fr": "docs/guide/fr/planner.md"}
ROW = re.compile(r"^\|[^|]*\(`(\w+)`\) \| ?([\d.,]*) \| ([\d.,]+) \| ([\d.,]+) \|$", re.MULTILINE)
TOTAL = re.compile(r"^\| \| \| \| ([\d.,]+) \|$", re.MULTILINE)


def number(written: str) -> float:
    """A number as either language writes it; 1 where nothing stands, as for the kind of a suggestion."""
    return float(written.replace(",", ".")) if written else 1.0


@pytest.mark.parametrize("language", GUIDES)
def test_the_score_that_the_guide_explains_is_the_first_for_manitoba(language: str, tmp_path: Path):
    text = (ROOT / GUIDES[language]).read_text("utf-8")
    documented = {name: tuple(map(number, cells)) for name, *cells in ROW.findall(text)}
    graph = str(tmp_path / "demo.db")
    runner = CliRunner(env={"ACCORD_GRAPH": graph})
    assert runner.invoke(make_group(), ["demo", "--graph", graph]).exit_code == 0
    asked = ["opportunities", "--for", "Manitoba", "--limit", "1", "--format", "json", "--graph", graph]
    (best,) = json.loads(runner.invoke(make_group(), asked).stdout)["rows"]
    used = {**load_shipped_weights()["features"], best["kind"]: load_shipped_weights()["kinds"][best["kind"]]}
    values = {**best["features"], best["kind"]: 1.0}
    assert documented.keys() == values.keys()
    for name, (value, weight, added) in documented.items():
        assert (value, weight) == (pytest.approx(values[name]), pytest.approx(used[name]))
        assert added == pytest.approx(value * weight, abs=6e-4)
    assert [number(total) for total in TOTAL.findall(text)] == [best["score"]]
