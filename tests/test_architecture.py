"""The shape of the code: folders that one can take in at a glance, imports without cycles, names of the field."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import grimp
import networkx as nx
import pytest
from importlinter.cli import lint_imports

from tests.helpers.paths import ROOT

ROOMS = ("accord", "graph", "loaders", "queries", "viz")
CODE = (*ROOMS, "bench", "tests", "tools")
MAX_ENTRIES = 15
MARKERS = {"__init__.py", "py.typed", "__pycache__"}  # of a package, not its content
DATA_FOLDERS = ("queries/questions/named", "queries/sql", "viz/page/script", "tests/data")
# words that say nothing to who has not built it: a view is visible, a fact stated, a process a worker
PRIVATE_WORDS = {
    "told", "tell", "telling", "said", "say", "saying", "heard", "hear", "hearing", "spoken", "standing", "beside",
    "apart", "seen", "meant", "handed", "tells", "hears", "speaks",
}  # fmt: skip
PRIVATE_PAIRS = ("put_in", "left_out")
SQL_OBJECT = re.compile(r"(?i)\b(?:TABLE|VIEW|INDEX|AS)\s+(?:IF NOT EXISTS\s+)?(?:temp\.)?(\w+)")


def folders() -> list[Path]:
    return sorted({path.parent for room in CODE for path in (ROOT / room).rglob("*.py")})


def is_data(folder: Path) -> bool:
    name = folder.relative_to(ROOT).as_posix()
    return any(name == data or name.startswith(f"{data}/") for data in DATA_FOLDERS)


def is_left_over(path: Path) -> bool:
    """A folder of a module that was moved, in which Python keeps what it compiled."""
    return path.is_dir() and {inner.name for inner in path.iterdir()} <= {"__pycache__"}


@pytest.mark.parametrize("folder", folders(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_folder_can_be_taken_in_at_a_glance(folder: Path):
    if not is_data(folder):
        entries = {path.name for path in folder.iterdir() if path.suffix != ".pyc" and not is_left_over(path)} - MARKERS
        assert len(entries) <= MAX_ENTRIES, sorted(entries)


def test_imports_keep_the_contracts(monkeypatch, capsys):
    """Those of `pyproject.toml`: which package may import which, also for types alone."""
    monkeypatch.chdir(ROOT)
    broken = lint_imports(no_cache=True, no_logo=True)
    assert not broken, capsys.readouterr().out


def test_imports_make_no_cycle_not_even_within_functions():
    found = grimp.build_graph(*ROOMS)
    imports = nx.DiGraph(
        (module, imported) for module in found.modules for imported in found.find_modules_directly_imported_by(module)
    )
    assert [sorted(cycle) for cycle in nx.strongly_connected_components(imports) if len(cycle) > 1] == []


def names(path: Path) -> Iterator[str]:
    """What a Python module names: functions, classes, arguments, attributes and variables."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def is_private(name: str) -> bool:
    parts = re.split(r"_+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_"))
    return bool(PRIVATE_WORDS & set(parts)) or any(pair in name.lower() for pair in PRIVATE_PAIRS)


@pytest.mark.parametrize("room", CODE)
def test_names_are_those_of_the_field(room: str):
    found: Counter[str] = Counter()
    for path in sorted((ROOT / room).rglob("*")):
        place = path.relative_to(ROOT).as_posix()
        if path.is_file() and not is_data(path.parent) and is_private(path.stem):
            found[f"{place} (file)"] += 1
        if path.suffix == ".py":
            found.update(f"{place}: {name}" for name in names(path) if is_private(name))
        elif path.suffix in {".sql", ".cypher"}:
            found.update(f"{place}: {name}" for name in SQL_OBJECT.findall(path.read_text("utf-8")) if is_private(name))
    assert not found


PATCHED = re.compile(r"""monkeypatch\.setattr\(\s*(?:"([\w.]+)"|(\w+),\s*"(\w+)")""")


def patched_names(path: Path) -> Iterator[str]:
    """The names of our modules that a test replaces, each with its last part only."""
    text = path.read_text("utf-8")
    ours = set(re.findall(rf"(?m)^from (?:{'|'.join(ROOMS)})[\w.]* import (.+)$", text))
    imported = {name.strip().split(" as ")[-1] for line in ours for name in line.split(",")}
    for whole, module, name in PATCHED.findall(text):
        if whole.startswith(tuple(f"{room}." for room in ROOMS)) or module in imported:
            yield (whole or name).rpartition(".")[2]


def test_no_test_replaces_a_limit_or_a_private_name():
    """Limits are parameters, which tests pass; what replaces a private name fails when the code is tidied."""
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name in patched_names(path)
        if name.startswith("_") or name.isupper()
    }
    assert not found
