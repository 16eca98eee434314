"""What the command line imports: nothing that the command does not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from accord.__main__ import help_path
from graph.process.delayed_module import DelayedModule
from graph.values import LANGUAGES

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
    assert not imported(folder, option) & (HEAVY | {"apsw", "sqlite3", "rapidfuzz", "Stemmer", "anyascii"})


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


def run_accord(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a terminal of 80 characters gets."""
    return subprocess.run(
        [sys.executable, "-m", "accord", *arguments], capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_in_a_file_is_what_the_command_line_makes(folder: Path, language: str, monkeypatch):
    monkeypatch.chdir(folder)
    made = run_accord("--lang", language, "--help")
    assert made.stdout == help_path(language).read_text("utf-8"), "run `make reference`"
    assert run_accord("--help", ACCORD_LANG=language).stdout == made.stdout


def test_help_is_made_anew_for_a_narrow_terminal_and_where_a_folder_has_settings(folder: Path, monkeypatch):
    monkeypatch.chdir(folder)
    assert run_accord("--help", COLUMNS="60").stdout != run_accord("--help").stdout
    assert "absent" in run_accord("--help", ACCORD_QUESTIONS="absent").stderr
    (folder / "accord.toml").write_text('language = "fr"\n', "utf-8")
    assert run_accord("--help", ACCORD_LANG="").stdout == help_path("fr").read_text("utf-8")


def test_the_version_and_a_question_import_no_part_that_they_do_not_use(folder: Path, monkeypatch):
    monkeypatch.chdir(folder)
    code = "import sys; sys.argv[1:] = {0!r}; sys.argv[0] = 'accord'; import os, accord.__main__ as m\n"
    code += "os._exit = lambda code: (print(sorted(sys.modules), file=sys.stderr), sys.exit(code))\nm.run()"
    for arguments, absent in ((["--version"], "click"), (["who", "digital-identity"], "dis")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(arguments)], capture_output=True, text=True, timeout=60, check=True
        )
        assert f"'{absent}'" not in done.stderr.splitlines()[-1]


def test_a_delayed_module_is_the_module_once_it_is_asked(monkeypatch):
    import fnmatch

    monkeypatch.setitem(sys.modules, "fnmatch", DelayedModule("fnmatch"))
    from fnmatch import translate

    assert translate("*.py") == fnmatch.translate("*.py")
    with pytest.raises(AttributeError, match="nothing_of_it"):
        _ = DelayedModule("fnmatch").nothing_of_it


def test_what_is_registered_for_the_end_is_done_and_the_code_returned(tmp_path: Path):
    code = "import atexit, sys; from accord.__main__ import end_process; atexit.register(lambda: print('end'))\n"
    code += "print('text'); end_process(7)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("text\nend\n", 7)


@pytest.mark.parametrize("option", ["--help", "--version"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_and_a_closed_pipe_are_no_internal_error(folder: Path, option: str):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "accord", option], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "stdout cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "accord", option], cwd=folder, stdout=closed, stderr=subprocess.PIPE, text=True,
            timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_plugins_of_pydantic_are_not_looked_for(tmp_path: Path):
    described = tmp_path / "noisy-1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: noisy\nVersion: 1\n", "utf-8")
    (described / "entry_points.txt").write_text("[pydantic]\nnoisy = noisy:plugin\n", "utf-8")
    (tmp_path / "noisy.py").write_text("raise SystemExit(9)\n", "utf-8")
    document = tmp_path / "release.md"
    document.write_text("# Release\n\nOntario launched the Digital Wallet in May 2020.\n", "utf-8")
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    usual = subprocess.run([sys.executable, "-c", "import graph.model"], env={**os.environ, "PYTHONPATH": path},
                           check=False)  # fmt: skip
    assert usual.returncode == 9, "so pydantic would find it"
    done = run_accord("load", str(document), "--graph", str(tmp_path / "graph.db"), PYTHONPATH=path)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
