"""What the command line imports: nothing that the command does not need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"networkx", "scipy", "numpy", "pyvis", "pandas", "neo4j", "pydantic", "jinja2", "pdfplumber"}
_IMPORTED = """
import json, sys
from accord.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules in memory at the end of a command."""
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTED.format(arguments=arguments)], cwd=folder, capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(folder: Path, option: str):
    assert not imported(folder, option) & (HEAVY | {"sqlite3", "rapidfuzz", "Stemmer", "anyascii"})


def test_the_version_reads_no_question(folder: Path):
    assert "yaml" not in imported(folder, "--version")


@pytest.mark.parametrize("typed", ["digital-identity", "Digital identity", "identité numérique", "digital wallet"])
def test_who_on_a_known_name_reads_no_vocabulary(folder: Path, typed: str):
    modules = imported(folder, "who", typed)
    assert not modules & (
        HEAVY | {"rapidfuzz", "Stemmer", "anyascii", "graph.vocabulary.themes", "graph.vocabulary.jurisdictions"}
    )


@pytest.mark.parametrize("line", ["timeline CRA", "gaps", "coverage latest", "show CRA", "opportunities", "overview"])
def test_questions_import_neither_models_nor_networks(folder: Path, line: str):
    assert not imported(folder, *line.split()) & HEAVY
