"""The table of who opens which form: its tests are there, and its versions are those that the tests ran with."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from accord.options import ENDINGS as ANSWER_ENDINGS
from tests.helpers.paths import ROOT
from viz.export.forms import ENDINGS as EXPORT_ENDINGS

PAGE = ROOT / "docs" / "reference" / "formats.md"
NO_PACKAGES = {
    "Gephi Toolkit": "tests/viz/export/gephi/pom.xml",
    "neo4j-admin": "tests/viz/export/test_neo4j_import.py",
}
UNOPENED = {".jsonl", ".md", ".txt", ".json"}  # plain texts that programs read line by line, or people


def read_rows() -> list[list[str]]:
    table = PAGE.read_text("utf-8").partition("## Who opens them")[2].partition("## How long")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_versions_are_those_that_ran_and_the_tests_exist():
    rows = read_rows()
    assert len(rows) > 15
    for door, opened, stated, shown in rows:
        assert (ROOT / shown.strip("`")).exists(), door
        name = opened.partition(",")[0]
        if name in NO_PACKAGES:
            assert stated in (ROOT / NO_PACKAGES[name]).read_text("utf-8"), door
        elif stated:
            try:
                assert version(name) == stated, door
            except PackageNotFoundError:
                raise AssertionError(door) from None


def test_each_form_is_opened_by_something():
    rows = read_rows()
    for kind, endings in (("answer", set(ANSWER_ENDINGS) - UNOPENED), ("graph", set(EXPORT_ENDINGS))):
        named = {ending for row in rows if row[0].startswith(kind) for ending in re.findall(r"\.\w+", row[0])}
        assert endings <= named, kind
