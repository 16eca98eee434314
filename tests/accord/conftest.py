"""The command line as a person runs it: a process of its own, beside a graph of two editions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.two_editions import build

Run = Callable[..., "subprocess.CompletedProcess[str]"]
QUIET = ("LANGUAGE", "LANG", "LC_ALL", "LC_MESSAGES", "COLUMNS", "NO_COLOR", "ACCORD_GRAPH", "ACCORD_LANG",
         "ACCORD_AUDIENCE", "ACCORD_FORMAT", "ACCORD_QUESTIONS")  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("council") / "accord.db")


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A folder with a graph in the default place."""
    shutil.copy(built, tmp_path / "accord.db")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs `python -m accord` in the folder; `env` adds to an environment that says nothing of language or width."""

    def ran(
        *arguments: str, env: dict[str, str] | None = None, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key not in QUIET}
        return subprocess.run(
            [sys.executable, "-m", "accord", *arguments], cwd=folder, input=stdin, capture_output=True, timeout=120,
            env={**environment, "PYTHONUTF8": "1", **(env or {})}, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip

    return ran
