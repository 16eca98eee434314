"""The notebooks of the documents run, and show what they show here; those in French have the same code."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.helpers.paths import ROOT
from tests.helpers.typography import faults
from tools.notebooks import NOTEBOOKS, executed, list_notebooks

ENGLISH = sorted(NOTEBOOKS.glob("*.ipynb"))


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[str]:
    return [cell.source.replace('lang="fr"', 'lang="en"') for cell in read(path).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", list_notebooks(), ids=lambda path: path.relative_to(NOTEBOOKS).as_posix())
def test_it_runs_and_shows_what_it_shows_here(path: Path):
    assert executed(path) == path.read_text("utf-8"), "run `make reference`"


def test_what_a_slow_cell_prints_is_one_output(tmp_path: Path):
    slow = "import time\nprint('one', flush=True)\ntime.sleep(1)\nprint('two')"
    path = tmp_path / "slow.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(slow)]), path)
    outputs = nbformat.reads(executed(path), as_version=4).cells[0].outputs
    assert [output["text"] for output in outputs] == ["one\ntwo\n"]


def test_there_is_one_for_each_user_in_both_languages():
    guides = {path.stem for path in (ROOT / "docs" / "guide").glob("*.md")} - {"free-text", "secretariat"}
    assert {path.stem for path in ENGLISH} == guides
    assert [path.name for path in ENGLISH] == sorted(path.name for path in (NOTEBOOKS / "fr").glob("*.ipynb"))
    for path in ENGLISH:
        assert code(path) == code(NOTEBOOKS / "fr" / path.name)


@pytest.mark.parametrize("path", list_notebooks(), ids=lambda path: path.relative_to(NOTEBOOKS).as_posix())
def test_links_lead_somewhere_and_french_is_typeset(path: Path):
    for cell in read(path).cells:
        if cell.cell_type != "markdown":
            continue
        for part in cell.source.split("](")[1:]:
            assert (path.parent / part.split(")")[0]).exists()
        if path.parent.name == "fr":
            prose = "".join(part for at, part in enumerate(cell.source.split("`")) if not at % 2)
            assert not faults(prose.replace("](", "] (").replace("![", "["))


def test_their_methods_are_those_of_the_guides():
    used = "\n".join(source for path in ENGLISH for source in code(path))
    for name in ("load", "who", "sql", "nodes", "edges", "resolve", "classify", "template", "check", "review", "export",
                 "view", "coverage", "needs", "offers", "show", "approve", "brief", "opportunities", "partners", "path",
                 "to_networkx", "gaps", "timeline"):  # fmt: skip
        assert f"graph.{name}(" in used, name
