"""`accord model train` and `accord model evaluate opportunities`, as people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.helpers.history_graph import build


@pytest.fixture(scope="module")
def inventory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("history") / "inventory.db")


def test_weights_are_learnt_kept_next_to_the_graph_and_used(run, inventory: Path):
    done = run("model", "train", "--graph", str(inventory), "--format", "json")
    assert done.returncode == 0, done.stderr
    kept = yaml.safe_load(inventory.with_name("inventory.db.weights.yaml").read_text("utf-8"))
    report = json.loads(done.stdout)
    assert {row["feature"]: row["weight"] for row in report["rows"]} == kept["features"]
    assert str(kept["pairs"]) in done.stderr
    asked = run("opportunities", "--graph", str(inventory), "--for", "Agency 7", "--lang", "fr")
    assert "Score selon des poids appris" in asked.stdout
    inventory.with_name("inventory.db.weights.yaml").unlink()


@pytest.mark.parametrize(("lang", "words"), [("en", "too little history"), ("fr", "trop peu d’historique")])
def test_too_little_history_is_reported(run, lang: str, words: str):
    done = run("model", "train", "--lang", lang)
    assert done.returncode == 2
    assert words in done.stderr


def test_suggestions_are_measured_against_baselines(run, inventory: Path):
    asked = ("model", "evaluate", "opportunities", "--graph", str(inventory), "--split", "2019", "--model", "shipped")
    measured = json.loads(run(*asked, "--format", "json").stdout)
    assert len(measured["rows"]) == 9
    assert measured["split"] == "2019-01-01"
    assert measured["intervals"]["shipped"]["hit@10"]["low"] <= measured["rows"][-1]["hit@10"]
    table = run(*asked, "--lang", "fr")
    assert "voisins communs" in table.stdout
    assert "candidats" in table.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--split", "2030"), "nothing to measure"),
        (("--split", "2019-02-30"), "not a valid date"),
        (("--split", "soon"), "not a valid date"),
        (("--split", "2019", "--until", "2018"), "--until has to be later"),
    ],
)
def test_a_split_that_makes_no_sense_is_explained(run, inventory: Path, options: tuple[str, ...], words: str):
    done = run("model", "evaluate", "opportunities", "--graph", str(inventory), *options)
    assert done.returncode == 2
    assert words in done.stderr
