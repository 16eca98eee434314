"""The project as a thing to install, check and read: packaging, locks, and what its documents promise."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from accord.version import __version__
from tests.helpers.paths import ROOT

ROOMS = ("accord", "graph", "loaders", "queries", "viz")
LOCKS = ("run", "dev")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")])
VENDORED = ROOT / "viz" / "vendor"
INITS = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("__init__.py") if not path.is_relative_to(VENDORED)
)
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock: str) -> dict[str, tuple[Requirement, int]]:
    """Each requirement of a lock by its canonical name, with how many hashes it has."""
    text = (ROOT / "locks" / f"{lock}.lock").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "")
    found = {}
    for line in text.splitlines():
        requirement, *hashes = line.split(" --hash=sha256:")
        parsed = Requirement(requirement.strip())
        found[canonicalize_name(parsed.name)] = (parsed, len(hashes))
    return found


def wanted(lock: str) -> list[Requirement]:
    """What pyproject asks for, in the part of it that a lock answers."""
    groups = ["build"] if lock == "run" else ["build", "dev"]
    lines = [*PROJECT["project"]["dependencies"]]
    for group in groups:
        lines += PROJECT["dependency-groups"][group]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("init", INITS, ids=lambda path: path.parent.name)
def test_an_init_holds_a_docstring_and_nothing_else(init: Path):
    module = ast.parse(init.read_text(encoding="utf-8"))
    assert ast.get_docstring(module)
    if init.parent.name == "accord" and init.parent.parent == ROOT:
        # the face: what notebooks write is `accord.open_graph`, imported when it is first used
        assert [node.name for node in module.body if isinstance(node, ast.FunctionDef)] == ["__getattr__", "__dir__"]
        assert not any(isinstance(node, ast.Import | ast.ClassDef) for node in module.body)
    else:
        assert len(module.body) == 1


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_the_project_asks_for(lock: str):
    pinned = pins(lock)
    for requirement in wanted(lock):
        (specifier,) = pinned[canonicalize_name(requirement.name)][0].specifier
        assert specifier.operator == "=="
        assert requirement.specifier.contains(specifier.version), f"{requirement} is not met by {specifier}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_closed_under_requires(lock: str):
    """All that a pinned package asks for is pinned too, as pip demands once hashes are required."""
    pinned = pins(lock)
    for name, (requirement, _) in pinned.items():
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        for line in importlib.metadata.requires(name) or []:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert canonicalize_name(needed.name) in pinned, f"{name} asks for {needed.name}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_address(lock: str):
    assert all(hashes for _, hashes in pins(lock).values())
    text = (ROOT / "locks" / f"{lock}.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-[-if]|\s@\s", re.sub(r"--hash=", "", text), re.MULTILINE)


def test_tests_run_on_the_versions_that_users_get():
    run, dev = pins("run"), pins("dev")
    assert {name: str(dev[name][0].specifier) for name in run} == {
        name: str(p.specifier) for name, (p, _) in run.items()
    }


def test_the_changelog_has_this_version_first():
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", __version__]


def make_targets_in(document: Path) -> set[str]:
    """The targets of `make` that a document names in code."""
    return set(re.findall(r"(?:^|`)make ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE))


def test_documents_name_make_targets_that_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set().union(*map(make_targets_in, DOCUMENTS)) <= targets


def test_the_readme_names_the_two_commands_to_begin_with():
    assert make_targets_in(ROOT / "README.md") >= {"demo", "test"}


def test_benchmarks_are_listed_and_separate_ones_are_not_part_of_make_bench():
    text = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
    by_make, by_hand = (set(re.findall(r"^\| `(\w+)\.py`", part, re.MULTILINE)) for part in text.split("by hand", 1))
    assert by_make | by_hand == {path.stem for path in (ROOT / "bench").rglob("*.py")}
    (separate,) = re.findall(r"^APART := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(separate.split()) == by_hand


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path):
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'(?:src|href)="([^"#]+)"', text)
    for link in links:
        if "://" not in link and not link.startswith("mailto:"):
            assert (document.parent / link).exists(), f"{link} leads nowhere"


def run(*command: str | Path, **options: Any) -> str:
    """What a command prints; when it fails, the test fails with what it said."""
    done = subprocess.run(command, timeout=120, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pip(*arguments: str | Path) -> None:
    """Run pip on what is here already: it asks no index."""
    run(sys.executable, "-m", "pip", *arguments, "--no-deps", "--no-index")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the project as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_every_file_of_every_room(wheel: Path):
    expected = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if not re.search(r"\.(dist-info|data)/", name)}
        data = {name.partition(".data/data/")[2] for name in archive.namelist() if ".data/" in name}
        (notice,) = (name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE"))
        assert "Apache License" in archive.read(notice).decode()
        assert (
            ROOT / archive.read("accord_vendor.pth").decode().strip() == VENDORED
        )  # beside the rooms, where it counts
    assert carried == (expected - {"viz/vendor/accord_vendor.pth"}) | {"accord_vendor.pth"}
    assert data == {"share/man/man1/accord.1", "share/man/fr/man1/accord.1"}


def test_the_wheel_works_in_an_environment_of_its_own(wheel: Path, tmp_path: Path):
    """A new environment that has Accord from the wheel, and what it needs from here: no download."""
    home = tmp_path / "home"
    run(sys.executable, "-m", "venv", "--without-pip", home)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    needed = Path(importlib.metadata.distribution("click").locate_file("")).absolute()
    options = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(needed), "ACCORD_GRAPH": "accord-demo.db"}}
    assert Path(run(python, "-P", "-c", "import accord; print(accord.__file__)", **options)).is_relative_to(home)
    accord = home / "bin" / "accord"
    assert __version__ in run(accord, "--version", **options)
    printed = run(accord, "demo", **options)
    (page,) = (path for path in tmp_path.rglob("*.html") if not path.is_relative_to(home))
    assert page.name in printed
    assert "Alberta" in run(accord, "who", "digital identity", "--format", "csv", **options)
    run(accord, "export", "-o", "graph.gexf", **options)
    assert ".TH ACCORD 1" in (home / "share" / "man" / "man1" / "accord.1").read_text("utf-8")


def test_the_source_distribution_is_whole_and_makes_the_same_wheel(wheel: Path, tmp_path: Path):
    hatch = (sys.executable, "-m", "hatchling", "build", "-d", tmp_path)
    run(*hatch, "-t", "sdist", cwd=ROOT)
    (packed,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    tracked = run("git", "ls-files", cwd=ROOT).splitlines() if (ROOT / ".git").exists() else []
    unneeded = {".gitignore", ".gitattributes"}
    assert [name for name in tracked if name not in unneeded and not (source / name).is_file()] == []
    run(*hatch, "-t", "wheel", cwd=source)
    (made,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(made) as one, zipfile.ZipFile(wheel) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())
