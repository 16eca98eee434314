"""The documents tell the truth: what they show is what happens, and nothing is left out."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import get_args, get_origin

import click
import pytest

from accord.api import Graph
from accord.catalog import command_paths
from accord.cli import make_group
from graph.errors import AccordError
from graph.model import Evidence, GraphDocument, Model
from queries.questions.question import list_questions
from tests.helpers.paths import ROOT
from tests.helpers.typography import faults

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
GUIDES = sorted((DOCS / "guide").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
IN_FRENCH = [path for path in PAGES if "fr" in path.relative_to(ROOT).parts or path.stem.endswith(".fr")]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EMPTY_WORDS = (
    r"\b(TODO|FIXME|TBD|lorem|simply|easily|obviously|of course|seamless\w*|leverag\w+|utili[sz]e\w*|powerful|robust"
    r"|cutting-edge|state-of-the-art|bien sûr|il suffit de)\b"
)
MACHINE = r"(?<![\w.:/])/(home|root|tmp|work|Users|mnt|opt)/"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(read(path)) if kind == language]


@pytest.fixture(scope="session")
def reference() -> ModuleType:
    """The script that writes what the code knows better."""
    sys.path.insert(0, str(ROOT / "tools"))  # as when it is run
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where `accord demo` has been."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, "-m", "accord", "demo"], cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_reference_of_questions_is_what_their_data_says(reference: ModuleType, language: str):
    assert read(reference.QUESTIONS[language]) == reference.questions_page(language), "run `make reference`"


def test_the_transcript_is_what_an_assistant_receives(reference: ModuleType, demo: Path):
    assert read(reference.transcript.PAGE) == reference.transcript.transcript(demo), "run `make reference`"


SHOWN = [path for path in PAGES if blocks(path, "console")]


@pytest.mark.parametrize("page", SHOWN, ids=name)
def test_a_session_prints_what_its_page_shows(page: Path, reference: ModuleType, demo: Path):
    assert read(page) == reference.with_sessions(page, demo), "run `make reference`"


def test_each_guide_shows_sessions():
    assert {*GUIDES, *(DOCS / "guide" / "fr").glob("*.md")} <= set(SHOWN)
    assert [path.name for path in GUIDES] == sorted(path.name for path in (DOCS / "guide" / "fr").glob("*.md"))


def typed(page: Path) -> Iterator[list[str]]:
    """The arguments of each `accord` that a page tells to type."""
    lines = [line for body in blocks(page, "sh") for line in body.splitlines()]
    lines += [
        line.removeprefix("$ ") for body in blocks(page, "console") for line in body.splitlines() if line[:2] == "$ "
    ]
    for line in lines:
        words = shlex.split(line, comments=True)
        starts = [at for at, word in enumerate(words) if word == "accord" and (at == 0 or words[at - 1] == "|")]
        for start in starts:
            rest = words[start + 1 :]
            ends = [at for at, word in enumerate(rest) if word in {"|", "<", ">", ">>", "&&"}]
            yield rest[: ends[0]] if ends else rest


def parse(group: click.Group, context: click.Context, arguments: list[str]) -> None:
    """Parse a command line as click does, inside groups too, without running it."""
    command_name, command, rest = group.resolve_command(context, arguments)
    assert command is not None
    if "--help" in rest:
        return
    inner = command.make_context(command_name, list(rest), parent=context)
    within = [*inner._protected_args, *inner.args]
    if isinstance(command, click.Group) and (within or not command.invoke_without_command):
        parse(command, inner, within)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_on_a_page_can_be_typed(page: Path):
    group = make_group()
    for arguments in typed(page):
        context = click.Context(group)
        if not arguments or arguments[0] == "COMMAND":
            continue
        parse(group, context, arguments)


def test_guides_and_reference_have_commands_to_type():
    assert sum(len(list(typed(page))) for page in PAGES) > 60


def is_documented(path: tuple[str, ...], text: str) -> bool:
    """Return whether a command, or the group of groups that it is in, has a section."""
    return any(f"### accord {' '.join(path[:depth])}\n" in text for depth in (len(path), 2))


def test_every_command_is_documented():
    text = read(REFERENCE / "command-line.md")
    assert not [path for path in command_paths() if not is_documented(path, text)]
    assert not [asked for asked in list_questions() if f"`{asked}`" not in text]


def test_every_common_option_and_variable_is_documented():
    text = read(REFERENCE / "command-line.md")
    source = "".join(read(path) for path in (ROOT / "accord").rglob("*.py"))
    common = click.Context(
        make_group().get_command(click.Context(make_group()), "overview") or click.Command("")
    ).command.params
    options = {option for parameter in common for option in parameter.opts if option.startswith("--")}
    assert not [option for option in options - {"--help"} if option not in text]
    assert not [variable for variable in set(re.findall(r"(?<!_)ACCORD_[A-Z]+", source)) if variable not in text]


def exit_codes(error: type[AccordError]) -> set[int]:
    return {error.exit_code}.union(*(exit_codes(each) for each in error.__subclasses__()))


def test_every_exit_code_is_documented():
    documented = set(map(int, re.findall(r"^\| (\d+) \|", read(REFERENCE / "command-line.md"), re.MULTILINE)))
    assert documented == exit_codes(AccordError) | {0, 70, 130}


def rows_of(section: str) -> set[str]:
    """What the first column of a section's tables names."""
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {field for cell in cells for field in re.findall(r"`([\w]+)`", cell)}


def item(annotation: object) -> type[Model] | None:
    """The model that a list holds."""
    inner = get_args(annotation)[0] if get_origin(annotation) is list else None
    return inner if isinstance(inner, type) and issubclass(inner, Model) else None


def test_every_field_of_the_graph_document_is_documented():
    sections = dict(
        re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", read(REFERENCE / "graph-document.md"), re.MULTILINE | re.DOTALL)
    )
    kinds = {field: item(info.annotation) for field, info in GraphDocument.model_fields.items()}
    models = {field: model for field, model in kinds.items() if model}
    assert set(models) <= set(sections)
    for field, model in {**models, "Evidence": Evidence}.items():
        named = rows_of(sections[field]) or set(re.findall(r"`(\w+)`", sections[field]))
        assert set(model.model_fields) <= named, field


def test_every_table_of_the_store_is_documented(demo: Path):
    text = read(REFERENCE / "store.md")
    connection = sqlite3.connect(demo / "accord-demo.db")
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    parts_of_the_index = {table for table in tables if re.match(r"search_[a-z]+_", table)}
    assert not [
        table for table in tables - parts_of_the_index if f"`{table}`" not in text and not table.startswith("sqlite_")
    ]
    (query,) = blocks(REFERENCE / "store.md", "sql")
    (shell,) = [shlex.split(line)[-1] for body in blocks(REFERENCE / "store.md", "sh") for line in body.splitlines()]
    assert connection.execute(query).fetchall()
    assert connection.execute(re.sub(r"audience = \d", "audience = 0", shell)).fetchall()
    connection.close()


@pytest.mark.parametrize("page", [path for path in PAGES if blocks(path, "python")], ids=name)
def test_python_examples_run(page: Path, demo: Path, tmp_path: Path):
    (tmp_path / "accord.db").write_bytes((demo / "accord-demo.db").read_bytes())
    sample = files("accord").joinpath("sample")
    (tmp_path / "analysis-2022-winter.txt").write_bytes(sample.joinpath("2022-winter.en.txt").read_bytes())
    (tmp_path / "analyse-2022-hiver.txt").write_bytes(sample.joinpath("2022-winter.fr.txt").read_bytes())
    code = "\n".join(blocks(page, "python"))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_every_method_of_the_api_is_documented():
    text = read(REFERENCE / "python.md")
    methods = [method for method in vars(Graph) if not method.startswith("_")]
    assert methods
    assert not [method for method in methods if f"`{method}(" not in text]


def test_the_answer_in_json_is_as_documented(demo: Path):
    done = subprocess.run(
        [sys.executable, "-m", "accord", "who", "cybersecurity", "--graph", "accord-demo.db", "--format", "json"],
        cwd=demo, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    text = read(REFERENCE / "command-line.md")
    entries = [entry for row in answer["rows"] for entry in row["evidence"]]
    assert entries
    assert not [key for key in {*answer, *(key for entry in entries for key in entry)} if f"`{key}`" not in text]


def anchor(heading: str) -> str:
    return (
        re.sub(r"[^\w\- ]", "", heading.replace("\u00a0", "").replace("\u202f", "").lower()).strip().replace(" ", "-")
    )


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_to_sections_lead_to_one(page: Path):
    for target, wanted in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", read(page)):
        sections = map(anchor, re.findall(r"^#+ (.+)$", read(page.parent / target if target else page), re.MULTILINE))
        assert wanted in sections, f"{target}#{wanted}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_words_are_plain_and_speak_of_no_machine(page: Path):
    prose = FENCE.sub("", read(page))
    assert not re.findall(EMPTY_WORDS, prose, re.IGNORECASE)
    assert not re.findall(MACHINE, read(page))


@pytest.mark.parametrize("page", IN_FRENCH, ids=name)
def test_french_pages_have_french_typography(page: Path):
    prose = re.sub(r"\]\([^)]*\)|`[^`\n]*`|:?---:?", "]", FENCE.sub("", read(page)))
    assert not {line: found for line in prose.splitlines() if (found := faults(line))}


def test_the_index_leads_to_every_guide_reference_and_decision():
    text = read(DOCS / "index.md")
    assert not [name(path) for path in PAGES if path.parent != ROOT and path.stem != "index"
                and path.relative_to(DOCS).as_posix() not in text]  # fmt: skip
