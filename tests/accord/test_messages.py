"""Every message has its French: complete, in good typography, and really printed."""

from __future__ import annotations

import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from accord.cli import command_names
from graph.sqlite.store import SqliteStore
from queries.questions.question import list_questions, load_codes, load_question
from tests.helpers.claim_writer import Writer
from tests.helpers.paths import ROOT
from tests.helpers.typography import NARROW, NO_BREAK, faults

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

FRENCH = ROOT / "accord" / "locale" / "fr" / "LC_MESSAGES" / "accord.po"
ENGLISH = re.compile(
    r"(?<![-\w])(Usage|Options:|Commands|Error|Missing|Show|Try|Did you|default|required|Examples"
    r"|THEME|FILE|JURISDICTION|NAME|TEXT|the|and|of|for|with|is|are|which|not|no such|cannot)(?![-\w])"
)


@pytest.fixture(scope="module")
def french() -> Catalog:
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the code says now."""
    template = tmp_path_factory.mktemp("messages") / "accord.pot"
    subprocess.run([sys.executable, ROOT / "tools" / "messages.py", "extract", template], check=True, timeout=120)
    with template.open("rb") as file:
        return read_po(file)


def messages_of(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def key(message: Message) -> tuple[str, ...]:
    return tuple(forms(message.id))


def places(text: str) -> set[str]:
    """The named places of a template; how they are written ({name!r}) is the language's own affair."""
    braces = {field.partition("[")[0] for _, field, _, _ in string.Formatter().parse(text) if field}
    return braces | set(re.findall(r"%\((\w+)\)", text))


def test_every_message_has_its_french(french: Catalog, extracted: Catalog):
    known = {key(message): forms(message.string) for message in messages_of(french)}
    untranslated = [message.id for message in messages_of(extracted) if not all(known.get(key(message), [""]))]
    assert not untranslated, "run `make messages`, then write the French"


def test_no_french_is_fuzzy_or_left_over(french: Catalog, extracted: Catalog):
    assert not [message.id for message in french if message.fuzzy]
    assert not french.obsolete
    current = set(map(key, messages_of(extracted)))
    assert set(map(key, messages_of(french))) <= current, "run `make messages`"


def test_the_french_has_the_same_places(french: Catalog):
    for message in messages_of(french):
        english = [places(form) for form in forms(message.id)]
        translated = [places(form) for form in forms(message.string)]
        assert set().union(*translated) == set().union(*english), message.id
        assert len(translated) == (1 if isinstance(message.id, str) else french.num_plurals)


def test_the_compiled_catalogue_is_that_of_the_text(french: Catalog):
    with FRENCH.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert {key(m): forms(m.string) for m in messages_of(compiled)} == {
        key(m): forms(m.string) for m in messages_of(french)
    }


def test_french_typography_of_messages(french: Catalog):
    wrong = {
        form: found for message in messages_of(french) for form in forms(message.string) if (found := faults(form))
    }
    assert not wrong


def french_data() -> Iterator[str]:
    for name in list_questions():
        asked = load_question(name)
        texts = [asked.summary, asked.description, asked.empty, *(p.help for p in asked.parameters)]
        texts += [column.header for column in asked.columns] + [note.text for note in asked.notes]
        yield from (text["fr"] for text in texts)
    yield from (text["fr"] for listed in load_codes().values() for text in listed.values())


def test_french_typography_of_questions():
    wrong = {text: found for text in french_data() if (found := faults(text))}
    assert not wrong


def test_faults_are_detected():
    assert len(faults("l'eau : “x”; non?")) == 4
    assert faults("C’est « dit » : oui") == ["no no-break space before a colon", "no no-break space within « »"]
    assert not faults(f"C’est «{NO_BREAK}dit{NO_BREAK}»{NO_BREAK}: oui{NARROW}; theme:identité.")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a small graph and files that cannot be read."""
    writer = Writer()
    writer.submitted("CRA")
    writer.initiative("CRA", "Digital identity pilot", "digital-identity")
    SqliteStore(tmp_path / "accord.db", create=True).add([writer.reading()])
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "other.db").write_bytes(b"not a database, though its name says so" * 40)
    return tmp_path


def run_in_french(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a command says in French, in a process of its own: messages are chosen once for a process."""
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "400"}
    environment.pop("LANGUAGE", None)
    return subprocess.run(
        [sys.executable, "-m", "accord", *arguments, "--lang", "fr"],
        cwd=place, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["", *sorted([*command_names(), *list_questions()])])
def test_help_is_french_to_its_last_word(command: str, tmp_path: Path):
    done = run_in_french(tmp_path, *command.split(), "--help")
    assert done.returncode == 0
    assert not done.stderr
    prose = "\n".join(line for line in done.stdout.splitlines() if not line.startswith("    accord "))
    assert not ENGLISH.findall(prose)
    assert f"Utilisation{NO_BREAK}:" in prose
    assert f"Options{NO_BREAK}:" in prose
    assert "Afficher cette aide." in prose


MISTAKES = [
    (2, "who", "Il manque l’argument 'THÈME'."),
    (2, "who x --fromat json", "Il n’y a pas d’option"),
    (2, "who x --format yaml", "n’est aucune de ces valeurs"),
    (2, "who x --limit many", "il faut un nombre"),
    (2, "who x y z", "Il y a des arguments de trop (y z)"),
    (2, "whoo", f"Vouliez-vous dire{NO_BREAK}: who"),  # UnknownNameError
    (2, "who zzzz", "Aucun thème ne s’appelle"),
    (2, "timeline --since demain", "n’est pas une date"),  # UsageError
    (2, "approve CA-AB 2022-winter public", "n’a rien soumis"),
    (3, "load missing.txt", "il n’existe pas"),  # SourceError
    (3, "load .", f"Fichiers illisibles{NO_BREAK}: 3 sur 3{NARROW}; rien n’a été chargé."),
    (3, "map .", "c’est un dossier"),
    (3, "load empty.txt", "est vide"),
    (3, "load noise.bin", "n’a aucun des formats qu’Accord lit"),
    (4, "overview --graph nowhere.db", "Il n’y a pas de graphe"),  # StoreError
    (4, "overview --graph other.db", "ce n’est pas une base de données"),
    (4, "overview --graph neo4j://localhost:1", "ne répond pas"),
    (1, "overview -o no/such/folder.txt", "ne peut pas être écrit"),  # AccordError
]


@pytest.mark.parametrize(("code", "line", "words"), MISTAKES, ids=[line for _, line, _ in MISTAKES])
def test_a_mistake_is_explained_in_french(code: int, line: str, words: str, place: Path):
    done = run_in_french(place, *line.split())
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert f"Erreur{NO_BREAK}:" in done.stderr
    assert not ENGLISH.findall(done.stderr)


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "Left out 1 edge “likes”, for which the graph has no place."),
        ("en", 2, "Left out 2 edges “likes”, for which the graph has no place."),
        ("fr", 1, "1 arête «\N{NO-BREAK SPACE}likes\N{NO-BREAK SPACE}» laissée de côté, faute de place pour elle"),
        ("fr", 2, "2 arêtes «\N{NO-BREAK SPACE}likes\N{NO-BREAK SPACE}» laissées de côté, faute de place pour elles"),
    ],
)
def test_a_note_that_counts_says_one_and_many(run, tmp_path: Path, language: str, number: int, expected: str):
    graph = nx.MultiDiGraph()
    graph.add_node("CA-AB", kind="jurisdiction", label="Alberta")
    graph.add_node("CA-AB/portal", kind="initiative", label="Portal")
    for _ in range(number):
        graph.add_edge("CA-AB", "CA-AB/portal", relation="likes")
    nx.write_graphml(graph, tmp_path / "one.graphml")
    report = run("load", str(tmp_path / "one.graphml"), "--dry-run", "--lang", language)
    assert expected in " ".join(re.split(r"[ \n]+", report.stdout + report.stderr))
