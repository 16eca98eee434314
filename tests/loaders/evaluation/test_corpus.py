"""The corpus: briefs in three formats are read as well as the project promises, and the figures are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accord.cli import main
from graph.errors import SourceError
from loaders.evaluation.gold import Gold
from loaders.evaluation.score import evaluate, total
from tests.helpers.files.corpus import FORMATS, briefs, write

BARS = {"initiatives": 0.97, "leads": 0.98, "dates": 0.95}


@pytest.fixture(scope="module", params=["open", "held", "unseen"])
def golds(request, tmp_path_factory) -> list[Path]:
    """The briefs of one part, each in one format, in turn: all three of each would tell hardly more."""
    folder = tmp_path_factory.mktemp(request.param)
    return [write(brief, folder, [FORMATS[at % 3]]) for at, brief in enumerate(briefs(request.param))]


def test_each_part_reaches_the_bars(golds):
    scores = total(evaluate([Gold(path) for path in golds]))
    for kind, bar in BARS.items():
        assert (scores[kind].f1 or 0) >= bar, (kind, scores[kind])
    assert (scores["partners"].precision or 0) >= 0.95
    assert (scores["partners"].recall or 0) >= 0.90


@pytest.fixture
def one(tmp_path) -> Path:
    return write(briefs("open")[0], tmp_path, ["txt"])


@pytest.mark.parametrize(("language", "word"), [("en", "partners"), ("fr", "partenaires")])
def test_the_command_prints_the_figures(one, capsys, language, word):
    with pytest.raises(SystemExit) as done:
        main(["model", "evaluate", "extraction", str(one), "--by-file", "--errors", "--lang", language])
    assert done.value.code == 0
    assert word in capsys.readouterr().out


def test_json_lists_the_errors(one, capsys):
    one.write_text(one.read_text("utf-8").replace("CA-BC", "CA-AB").replace("CA-NB", "CA-AB"), "utf-8")
    with pytest.raises(SystemExit):
        main(["model", "evaluate", "extraction", str(one), "--kind", "leads", "--errors", "--format", "json"])
    output = json.loads(capsys.readouterr().out)
    assert output["documents"] == 1
    assert {each["error"] for each in output["errors"]} == {"missing", "extra"}


@pytest.mark.parametrize("text", ["[]", "initiatives: 3", "initiatives: [{lead: CA}]", "a: [", "initiatives: []"])
def test_what_is_no_gold_is_refused(tmp_path, text):
    path = tmp_path / "gold.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError):
        Gold(path)


def test_a_kind_that_is_none_is_refused(one, capsys):
    with pytest.raises(SystemExit) as done:
        main(["model", "evaluate", "extraction", str(one), "--kind", "partner", "--lang", "en"])
    assert done.value.code == 2
    assert "partner" in capsys.readouterr().err
