"""The title of a brief: that of any council, or the one that is given; facts are read back whatever it is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import accord
from tests.helpers.files.brief import SUFFIXES, expected_content, read_back, run, written

USUAL = {"en": "Information-Sharing Analysis, winter 2022", "fr": "Analyse du partage d’information, hiver 2022"}
TITLES = [
    "Harbour Ministers’ Forum: Who Works on What",
    "Conseil des ports : qui travaille à quoi",
    "Report of Manitoba to the council of spring 2019",  # neither its sender nor its edition
    "- Submission\n# of Ontario",
    "</title><script>alert(1)</script> *a* | [b](javascript:c)",
]


@pytest.fixture(scope="module", params=("en", "fr"))
def sample(request, tmp_path_factory) -> tuple[str, Path]:
    graph = tmp_path_factory.mktemp(request.param) / "graph.db"
    source = Path(str(files("accord") / "sample" / f"2022-winter.{request.param}.txt"))
    assert run("load", source, "--graph", graph) == 0
    return request.param, graph


def test_no_council_is_named_unless_it_is_given(sample, capsys):
    language, graph = sample
    assert run("brief", "--graph", graph, "--lang", language) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"# {USUAL[language]}"
    assert run("brief", "--graph", graph, "--lang", language, "--title", " ") == 2
    assert "--title" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("suffix", "given"),
    [
        *(("md", one) for one in TITLES),
        *((suffix, one) for suffix in SUFFIXES if suffix != "md" for one in TITLES[2::2]),
    ],
)
def test_the_facts_come_back_under_any_title(sample, suffix, given, tmp_path):
    language, graph = sample
    document = written(graph, tmp_path / f"brief.{suffix}", "--lang", language, "--title", given)
    before = expected_content(accord.open_graph(graph, audience="members").document())
    assert expected_content(read_back(document, tmp_path / "other.db")) == before


def test_the_edition_follows_the_title_that_is_given(sample, tmp_path):
    language, graph = sample
    made = written(graph, tmp_path / "brief.md", "--lang", language, "--title", "Harbour\n Forum")
    assert made.read_text("utf-8").splitlines()[0] == "# Harbour Forum, " + USUAL[language].rpartition(", ")[2]
    content = accord.open_graph(graph, audience="members").brief(title="Harbour Forum", lang=language)
    assert content == made.read_text("utf-8")
