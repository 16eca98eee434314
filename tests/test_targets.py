"""Functions that are named by strings, which neither mypy nor import-linter follows, can be imported."""

from __future__ import annotations

import ast
import inspect

import pytest
import yaml

from graph.process.worker import find_worker
from tests.helpers.paths import ROOT

PACKAGES = ("accord", "graph", "loaders", "queries", "viz")
QUESTIONS = sorted((ROOT / "queries" / "questions" / "named").glob("*.yaml"))


def worker_constants():
    """Yield (module, target) of each constant `WORKER`."""
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "WORKER":
                yield path.relative_to(ROOT).as_posix(), ast.literal_eval(node.value)


WORKERS = list(worker_constants())


def test_each_worker_process_is_found():
    """A process that is started in another way would escape the test below."""
    starters = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "WorkerProcess(" in path.read_text("utf-8") and path.name != "process.py"
    }
    assert {module for module, _ in WORKERS} == starters


@pytest.mark.parametrize(("module", "target"), WORKERS, ids=[target for _, target in WORKERS])
def test_a_worker_is_a_function_that_takes_a_channel(module, target):
    assert next(iter(inspect.signature(find_worker(target)).parameters)) == "channel"


COMPUTED = [
    (path.stem, target) for path in QUESTIONS if (target := yaml.safe_load(path.read_text("utf-8")).get("compute"))
]


@pytest.mark.parametrize(("question", "target"), COMPUTED, ids=[name for name, _ in COMPUTED])
def test_the_function_that_computes_a_question_exists(question, target):
    assert callable(find_worker(target))
