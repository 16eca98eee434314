"""What the commands print for the sample, letter by letter, so that a change of the code's shape shows as no change.

Where a change of the output is meant, `make golden` writes the files anew; read their diff before it is committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.paths import DATA, ROOT

GOLDEN = DATA / "golden"
UPDATE = "ACCORD_UPDATE_GOLDEN"
SAMPLES = [ROOT / "accord" / "sample" / f"2022-winter.{language}.txt" for language in ("en", "fr")]
COMMANDS = {
    "who": ("who", "digital identity", "--evidence"),
    "show": ("show", "CRA"),
    "partners": ("partners", "CA-BC"),
    "opportunities": ("opportunities", "--limit", "20"),
    "needs": ("needs",),
    "gaps": ("gaps", "--theme", "digital-identity"),
    "path": ("path", "CA-AB", "CA-ON"),
    "search": ("search", "digital identity"),
    "coverage": ("coverage",),
    "network": ("network",),
    "timeline": ("timeline",),
    "themes": ("themes",),
    "overview": ("overview",),
    "offers": ("offers",),
    "classify": ("classify", "A wallet for digital credentials"),
    "resolve": ("resolve", "SCHL", "Dept. of Fisheries", "Nowhere"),
    "sources": ("sources",),
    "brief": ("brief", "--edition", "2022-winter", "-o", "-", "--format", "md"),
    "who-json": ("who", "digital identity", "--format", "json"),
    "export": ("export", "-o", "-"),
    "claims": ("sql", "SELECT kind, id, title FROM initiative", "--format", "csv"),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("golden") / "accord.db"
    run(path, "load", *map(str, SAMPLES))
    return path


def run(graph: Path, *arguments: str, lang: str = "en") -> str:
    environment = {key: value for key, value in os.environ.items() if key not in {"ACCORD_LANG", "COLUMNS"}}
    done = subprocess.run(
        [sys.executable, "-m", "accord", *arguments, "--graph", str(graph), "--lang", lang],
        capture_output=True, encoding="utf-8", timeout=300, check=False, cwd=ROOT,
        env={**environment, "PYTHONUTF8": "1", "COLUMNS": "80"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_output_is_as_it_was(graph: Path, name: str, language: str):
    written = run(graph, *COMMANDS[name], lang=language)
    path = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get(UPDATE):
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")
