"""The command line through its entry point: options, environment, formats, exit codes, completion."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from accord.catalog import ALIASES, command_paths
from accord.cli import command_names
from accord.version import __version__
from graph.sqlite.store import SqliteStore
from queries.questions.question import list_questions, load_question

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXAMPLES = [(example, name) for name in list_questions() for example in load_question(name).examples]
WIDE = [
    "who digital-identity", "opportunities", "show CRA", "show 2022-winter", "timeline", "gaps", "coverage", "needs",
    "partners", "diff 2022-winter latest --all", "search identity", "evidence", "themes", "overview",
    "path CA-AB CA-ON",
    "opportunities --for CA-AB --evidence", "who digital-identity --evidence",
]  # fmt: skip


@pytest.mark.parametrize("example", [example for example, _ in EXAMPLES])
def test_each_example_of_a_question_runs(run: Run, example: str):
    done = run(*shlex.split(example)[1:])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert not done.stderr


@pytest.mark.parametrize("command", [*command_names(), *map(" ".join, command_paths()), *list_questions()])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_help_shows_examples_and_fits_a_terminal(run: Run, command: str, language: str):
    done = run(*command.split(), "--help", "--lang", language)
    assert done.returncode == 0
    assert f"  accord {command}" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_all_commands_are_listed_with_a_summary(run: Run):
    done = run("--help")
    listed = {line.split()[0]: line.split(maxsplit=1)[1:] for line in done.stdout.splitlines() if line.startswith("  ")}
    for command in (*command_names(), *list_questions()):
        assert listed[command], command
    assert not [alias for alias in ALIASES if alias in listed]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_help_has_sections_in_order(run: Run, language: str):
    titles = {
        "en": ["Ask", "Load", "Review", "Share and publish", "Query", "Server", "Models", "Set up"],
        "fr": ["Poser une question", "Charger", "Réviser", "Diffuser et publier", "Interroger", "Serveur", "Modèles",
               "Configurer"],
    }[language]  # fmt: skip
    lines = run("--help", "--lang", language).stdout.splitlines()
    colon = {"en": ":", "fr": "\u00a0:"}[language]
    found = [at for title in titles for at, line in enumerate(lines) if line == title + colon]
    assert len(found) == len(titles)
    assert found == sorted(found)


@pytest.mark.parametrize("alias", ALIASES)
def test_a_former_name_is_the_command_itself(run: Run, alias: str):
    former, now = run(alias, "--help").stdout, run(*ALIASES[alias], "--help").stdout
    assert former.split("\n", 1)[1] == now.split("\n", 1)[1]
    assert former.startswith(f"Usage: accord {alias} ")


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("sources --format csv", "source list --format csv"),
        ("template --jurisdiction CRA --lang en", "template new --jurisdiction CRA --lang en"),
        ("template --lang fr --jurisdiction CRA", "template --lang fr new --jurisdiction CRA --lang fr"),
        ("review --format json", "review list --format json"),
        ("review --decided --format json", "review log --format json"),
        ("review --merged --format csv", "review merged --format csv"),
        ("learn --format json", "model train --format json"),
        ("review --undo 12345678", "review undo 12345678"),
        ("review --same CRA CA-AB", "review decide CRA CA-AB --same"),
    ],
)
def test_a_former_way_to_type_a_command_does_the_same(run: Run, former: str, now: str):
    first, second = run(*former.split()), run(*now.split())
    assert (first.returncode, first.stdout, first.stderr) == (second.returncode, second.stdout, second.stderr)
    assert first.stdout or first.stderr


def test_help_of_a_command_is_what_its_option_shows(run: Run):
    assert run("help", "who").stdout == run("who", "--help").stdout
    french = run("help", "source", "unload", "--lang", "fr")
    assert french.stdout == run("source", "unload", "--help", "--lang", "fr").stdout
    assert run("help").stdout == run("--help").stdout
    unknown = run("help", "source", "lst")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "There is no command “source lst”.\nDid you mean: list?" in unknown.stderr


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_command_the_state_of_the_graph_is_shown(run: Run, folder: Path, language: str):
    parts = {
        "en": ("as visible to the members of the council", "fall 2022, winter 2022", "accord who THEME"),
        "fr": ("tel qu’il est visible pour les membres du conseil", "automne 2022, hiver 2022", "accord who THÈME"),
    }[language]
    done = run(env={"ACCORD_LANG": language})
    assert (done.returncode, done.stderr) == (0, "")
    assert all(words in done.stdout for words in ("accord.db", *parts)), done.stdout
    assert len(done.stdout.splitlines()) <= 10
    server = run(env={"ACCORD_GRAPH": "neo4j://localhost:1"})
    assert (server.returncode, "Neo4j" in server.stdout) == (0, True)
    (folder / "accord.db").write_bytes(b"not a graph" * 500)
    assert "accord.db" in run().stdout
    (folder / "accord.db").unlink()
    missing = run("--lang", language)
    assert (missing.returncode, len(missing.stdout.splitlines()) <= 10) == (0, True)
    assert "accord demo" in missing.stdout
    assert not (folder / "accord.db").exists()


def test_the_version_is_printed(run: Run):
    assert run("--version").stdout == f"accord {__version__}\n"


# tables


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("line", WIDE)
def test_tables_keep_to_80_places_and_leave_nothing_out(run: Run, line: str, language: str):
    done = run(*shlex.split(line), "--lang", language)
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert all(text == text.rstrip() for text in lines)
    answer = json.loads(run(*shlex.split(line), "--lang", language, "--format", "json").stdout)
    shown = [c for c in load_question(answer["question"]).columns if c.table and not c.codes]
    printed = "".join(done.stdout.split())
    for row in answer["rows"]:
        for column in shown:
            if isinstance(row[column.name], str):
                assert all("".join(word.split()) in printed for word in row[column.name].split(" ") if len(word) < 9)


def test_words_are_kept_whole_and_no_break_spaces_kept(run: Run):
    done = run("gaps", "--theme", "identité numérique", "--lang", "fr")
    assert "Île-du-Prince-Édouard" in done.stdout
    french = run("opportunities", "--lang", "fr").stdout
    assert not [line for line in french.splitlines() if line.endswith("«") or line.lstrip().startswith("»")]


def test_width_is_that_of_columns(run: Run):
    wide = run("opportunities", env={"COLUMNS": "200"}).stdout
    assert 150 < max(map(len, wide.splitlines())) <= 200
    narrow = run("opportunities", env={"COLUMNS": "10"}).stdout
    assert max(map(len, narrow.splitlines())) <= 40


def test_a_pipe_gets_no_colours(run: Run):
    assert "\x1b" not in run("who", "ai").stdout


def test_evidence_stands_below_the_table(run: Run):
    done = run("partners", "CRA", "--evidence")
    assert "[1] Document 1, page 1, line" in done.stdout
    assert "\n    CRA/sign-in-with-a-provincial-identity+CA-AB+CA-BC+CRA member" in done.stdout


# formats


def test_json_is_the_answer(run: Run):
    answer = json.loads(run("who", "cybersecurity", "--format", "json").stdout)
    assert list(answer) == ["question", "parameters", "audience", "language", "columns", "rows", "notes"]
    assert answer["question"] == "who"
    assert answer["parameters"] == {"theme": "cybersecurity", "edition": None}
    assert (answer["audience"], answer["language"]) == ("members", "en")
    for row in answer["rows"]:
        assert list(row) == [*answer["columns"], "evidence"]
        for entry in row["evidence"]:
            assert entry.keys() >= {"source", "page", "line", "quote", "stated", "rule"}
            assert entry.keys() <= {"source", "name", "page", "sheet", "cell", "line", "quote", "stated", "rule"}
            assert None not in entry.values()


def test_csv_has_all_columns_and_where_the_evidence_stands(run: Run):
    rows = list(csv.DictReader(io.StringIO(run("who", "cybersecurity", "--format", "csv").stdout)))
    assert list(rows[0]) == [*(column.name for column in load_question("who").columns), "evidence"]
    assert rows[0]["jurisdiction"] == "TBS"
    assert rows[0]["evidence"].startswith("Document 1, page 1, line ")


def test_csv_holds_no_formula_and_markdown_no_markup(run: Run, folder: Path):
    from graph.sqlite.store import SqliteStore
    from tests.helpers.claim_writer import Writer

    w = Writer("hostile.txt")
    w.submitted("CRA")
    w.initiative("CRA", '=HYPERLINK("x")|<b>*bold*</b> `x` [y](z)', "ai", date="2022-01")
    w.initiative("CRA", "@SUM(A1)", "ai", date="2022-02")
    w.initiative("CRA", "\x1b[31mred\x1b[0m", "ai", date="2022-03")
    SqliteStore(folder / "hostile.db", create=True).add([w.reading()])
    output = run("timeline", "--graph", "hostile.db", "--format", "csv").stdout
    titles = [row["title"] for row in csv.DictReader(io.StringIO(output))]
    assert titles[:2] == ['\'=HYPERLINK("x")|<b>*bold*</b> `x` [y](z)', "'@SUM(A1)"]
    markdown = run("timeline", "--graph", "hostile.db", "--format", "md").stdout
    assert r"=HYPERLINK(\"x\")\|\<b>\*bold\*\</b> \`x\` \[y](z)".replace(r"\"", '"') in markdown
    for style in ("table", "md", "csv"):
        assert "\x1b" not in run("timeline", "--graph", "hostile.db", "--format", style).stdout


def test_markdown_is_a_table_with_its_notes(run: Run):
    lines = run("who", "digital identity", "--format", "md", "--lang", "fr").stdout.splitlines()
    assert lines[0] == "## Qui travaille sur un thème\u00a0: Identité numérique"
    assert lines[2] == "| Administration | Réponse | Rôle | Initiative |"
    assert lines[3] == "| --- | --- | --- | --- |"
    assert lines[-1].startswith("Comprend le thème plus précis")
    quoted = run("partners", "CRA", "--format", "md", "--evidence").stdout
    assert "Document 1, page 1" in quoted


@pytest.mark.parametrize(
    ("name", "begins"), [("a.json", "{"), ("a.csv", "\ufefftheme,"), ("a.md", "## "), ("a.txt", "Who ")]
)
def test_the_format_follows_the_name_of_the_file(run: Run, folder: Path, name: str, begins: str):
    done = run("who", "ai", "-o", name)
    assert done.returncode == 0
    assert done.stdout == ""
    text = (folder / name).read_text("utf-8")
    assert text.startswith(begins)
    assert text.endswith("\n")
    assert "\x1b" not in text


def test_a_dash_is_the_terminal_and_a_format_given_wins(run: Run, folder: Path):
    assert run("who", "ai", "-o", "-").stdout.startswith("Who works on a theme")
    run("who", "ai", "-o", "a.json", "--format", "csv")
    assert (folder / "a.json").read_text("utf-8").startswith("\ufefftheme,")


# options and environment


def test_options_work_after_any_command_and_in_any_order(run: Run):
    first = run("who", "--lang", "fr", "--format", "json", "digital identity", "--limit", "1")
    last = run("who", "digital identity", "--limit=1", "--format=json", "--lang=fr")
    before = run("--lang", "fr", "who", "digital identity", "--format", "json", "--limit", "1")
    assert first.stdout == last.stdout == before.stdout
    assert json.loads(first.stdout)["language"] == "fr"


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({}, "en"), ({"LC_ALL": "fr_CA.UTF-8"}, "fr"), ({"LANG": "fr_FR"}, "fr"), ({"ACCORD_LANG": "fr"}, "fr"),
        ({"ACCORD_LANG": "en", "LC_ALL": "fr_CA.UTF-8"}, "en"), ({"LC_ALL": "C", "LANG": "fr_CA"}, "en"),
        ({"ACCORD_LANG": "de", "LANG": "fr_CA"}, "fr"), ({"LC_MESSAGES": "fr_CA", "LANG": "en_CA"}, "fr"),
    ],
)  # fmt: skip
def test_the_language_is_chosen_by_option_then_environment_then_locale(run: Run, env: dict[str, str], language: str):
    assert json.loads(run("overview", "--format", "json", env=env).stdout)["language"] == language
    other = {"en": "fr", "fr": "en"}[language]
    assert json.loads(run("overview", "--format", "json", "--lang", other, env=env).stdout)["language"] == other


def test_the_graph_is_named_by_option_or_environment(run: Run, folder: Path):
    (folder / "accord.db").rename(folder / "other.db")
    assert run("overview").returncode == 4
    assert run("overview", env={"ACCORD_GRAPH": "other.db"}).returncode == 0
    assert run("overview", "--graph", "other.db", env={"ACCORD_GRAPH": "none.db"}).returncode == 0


def test_the_audience_decides_what_is_visible(run: Run):
    by_audience = {
        a: json.loads(run("timeline", "--audience", a, "--format", "json").stdout) for a in ("public", "members")
    }
    assert {row["lead"] for row in by_audience["public"]["rows"]} == {"CRA", "CA-ON"}
    assert len(by_audience["members"]["rows"]) == 12


# mistakes


@pytest.mark.parametrize(
    ("line", "code", "expected"),
    [
        ("whoo ai", 2, "There is no command “whoo”.\nDid you mean: who?"),
        ("who 'digital identity of cows'", 2, "Did you mean: Digital identity"),
        ("who", 2, "Missing argument"),
        ("who ai --frmat json", 2, "--format"),
        ("who ai --limit -1", 2, "--limit"),
        ("who ai --audience everyone", 2, "'public', 'members', 'secretariat'"),
        ("timeline --since tomorrow", 2, "Write a year, a month or a day"),
        ("coverage 1999-winter", 2, "Did you mean: 2022-winter"),
        ("opportunities --kind quarrel", 2, "answer"),
        ("approve CA-BC 2022-winter public", 2, "submitted nothing for 2022-winter"),
        ("load missing.txt", 3, "missing.txt"),
        ("load .", 3, "notes.txt is text in which"),
        ("who ai --graph missing.db", 4, "Load documents first"),
        ("who ai --graph notes.txt", 4, "notes.txt"),
        ("who ai --graph neo4j://localhost:1", 4, "does not answer"),
        ("who ai -o missing/a.json", 1, "missing/a.json cannot be written"),
    ],
)
def test_a_mistake_has_its_code_and_says_how_to_mend_it(run: Run, folder: Path, line: str, code: int, expected: str):
    (folder / "notes.txt").write_text("no graph at all\n" * 200, "utf-8")
    done = run(*shlex.split(line))
    assert (done.returncode, done.stdout) == (code, "")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "typed", ["", "'; DROP TABLE claim; --", '" OR NEAR(*', "🦫", "a" * 10_000, "\udcff\udcfe", "--", "%s{}", "-"]
)
def test_hostile_arguments_bring_no_traceback(run: Run, folder: Path, typed: str):
    before = (folder / "accord.db").read_bytes()
    for command in ("who", "show", "search", "timeline", "coverage"):
        done = run(command, "--format", "json", "--", typed)
        assert done.returncode in {0, 2}, done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == "" or json.loads(done.stdout)
    assert (folder / "accord.db").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "before"),
    [(["load", ""], "load"), (["who", "\u200b "], "who"), (["who", "CRA", "--graph="], "--graph"),
     (["show", "CRA", "-o", ""], "-o"), ([""], "accord"), (["verify", "--", ""], "--")],
)  # fmt: skip
def test_an_empty_argument_is_refused_before_it_means_this_folder(run: Run, words: list[str], before: str):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: The argument after “{before}” is empty")


@pytest.mark.parametrize("style", ["json", "csv"])
def test_a_reader_that_has_enough_is_no_error(folder: Path, style: str):
    output = f"{shlex.quote(sys.executable)} -m accord evidence --limit 999 --format {style}"
    line = f"{output} | head -c 1 | wc -c; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["1", "0"]
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_explained(folder: Path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "accord", "evidence"], cwd=folder, stdout=full, stderr=subprocess.PIPE, timeout=60,
            text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "stdout cannot be written: no room left on the disk." in done.stderr


def test_an_old_terminal_gets_what_it_can_show(run: Run):
    done = run("who", "ai", "--lang", "fr", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "Intelligence artificielle" in done.stdout


# completion


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("accord wh", {"who"}),
        ("accord who digi", {"Digital identity", "digital-identity"}),
        ("accord who ident", {"Identité numérique"}),
        ("accord timeline ca-o", {"CA-ON"}),
        ("accord who ai --edition 2022-f", {"2022-fall"}),
        ("accord who ai --format j", {"json"}),
        ("accord opportunities --k", {"--kind"}),
        ("accord search the", {"theme:"}),
        ("accord search theme:digi", {'theme:"Digital identity"', "theme:digital-identity"}),
        ("accord initiatives --status p", {"planned", "paused"}),
    ],
)
def test_the_shell_completes_commands_options_and_names(run: Run, words: str, offered: set[str]):
    env = {"_ACCORD_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = run(env=env)
    assert done.returncode == 0
    assert offered <= {line.partition(",")[2] for line in done.stdout.splitlines()}


def test_completion_names_only_what_the_audience_may_see_and_survives_without_a_graph(run: Run):
    env = {"_ACCORD_COMPLETE": "bash_complete", "COMP_WORDS": "accord show CA-SK/", "COMP_CWORD": "2"}
    assert "land-titles" not in run(env=env).stdout
    assert not run(env={**env, "ACCORD_GRAPH": "none.db"}).stdout.strip()
    env |= {"COMP_WORDS": "accord show --audience secretariat CA-SK/", "COMP_CWORD": "4"}
    assert "CA-SK/land-titles-assistant" in run(env=env).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_names_the_variable(run: Run, shell: str):
    assert "_ACCORD_COMPLETE" in run("completion", shell).stdout


# what changes a graph


def test_approve_changes_what_an_audience_sees(run: Run):
    hidden = json.loads(run("show", "Bernie", "--audience", "members", "--format", "json").stdout)
    assert hidden["rows"]
    assert run("show", "CA-AB/bernie", "--audience", "public").returncode == 2
    assert "now visible to the public" in run("approve", "Alberta", "winter 2022", "public", "--yes").stdout
    assert "as it was" in run("approve", "CA-AB", "2022-winter", "public").stdout
    assert run("show", "CA-AB/bernie", "--audience", "public").returncode == 0
    french = run("approve", "council", "latest", "withheld", "--lang", "fr")
    assert french.returncode == 0
    assert "automne 2022" in french.stdout


def test_export_and_load_bring_the_same_graph_back(run: Run, folder: Path):
    document = run("export", "--audience", "secretariat").stdout
    assert json.loads(document)["format"] == "accord-graph/1"
    loaded = run("load", "-", "--graph", "copy.db", stdin=document)
    assert loaded.returncode == 0, loaded.stderr
    assert run("export", "--audience", "secretariat", "--graph", "copy.db").stdout == document
    written = run("export", "-o", "graph.json", "--audience", "public")
    assert written.stdout == ""
    assert "public" in written.stderr
    assert "Bernie" not in (folder / "graph.json").read_text("utf-8")


def test_loading_the_same_again_adds_nothing(run: Run, folder: Path):
    run("export", "-o", "graph.json", "--audience", "secretariat")
    first = run("load", "graph.json", "--graph", "copy.db", "--format", "json")
    again = run("load", "graph.json", "--graph", "copy.db", "--format", "json")
    assert [source["existed"] for source in json.loads(first.stdout)["sources"]] == [False, False]
    assert [source["existed"] for source in json.loads(again.stdout)["sources"]] == [True, True]


def test_the_demonstration_runs_and_writes_a_page(run: Run, folder: Path):
    done = run("demo", "--lang", "fr")
    assert done.returncode == 0, done.stderr
    assert "Qui travaille sur un thème\u00a0: Identité numérique" in done.stdout
    assert "<html" in (folder / "accord-demo.html").read_text("utf-8")[:200].lower()
    again = run("demo", "--lang", "fr")
    assert again.stdout == done.stdout


def test_view_writes_a_page_of_what_the_audience_may_see(run: Run, folder: Path):
    done = run("view", "-o", "page.html", "--audience", "public", "--title", "Le conseil")
    assert done.returncode == 0, done.stderr
    page = (folder / "page.html").read_text("utf-8")
    assert "Le conseil" in page
    assert "Bernie" not in page
    assert (folder / "page.html").stat().st_size > 10_000


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(folder: Path, closed: str):
    (folder / "plan.csv").write_text("title,lead\nA portal,Alberta\n", "utf-8")
    for line in ("load plan.csv --graph closed.db", "who digital-identity"):
        command = f"{shlex.quote(sys.executable)} -m accord {line} {closed}"
        assert subprocess.run(["bash", "-c", command], cwd=folder, check=False, timeout=60).returncode == 0


def test_a_damaged_graph_is_no_internal_error(folder: Path, run: Run):
    graph = folder / "accord.db"
    with contextlib.closing(sqlite3.connect(graph)) as connection:
        connection.execute("PRAGMA wal_checkpoint(truncate)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(graph.read_bytes())
    for start in range(40 * size, len(data) - size, 2 * size):  # each other page is that before it
        data[start : start + size] = data[start - size : start]
    graph.write_bytes(data)
    codes = {run(*line.split()).returncode for line in ("overview", "opportunities", "export", "view", "source list")}
    assert codes <= {0, 4}
    assert 4 in codes


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("initiatives", "--jurisdiction", "Ontario"), "--lead"),
        (("opportunities", "--jurisdiction", "Ontario"), "--for"),
        (("opportunities", "--edition", "latest"), "--as-of"),
        (("who", "ai", "--editoin", "latest"), "--edition"), (("who", "ai", "--foo"), ""),
    ],
)  # fmt: skip
def test_an_unknown_option_names_the_one_that_there_is_for_it(run: Run, words: tuple[str, ...], offered: str):
    english, french = (run(*words, "--lang", language).stderr for language in ("en", "fr"))
    assert english.rstrip().endswith(f"Did you mean: {offered}?" if offered else "'--foo'.")
    assert french.rstrip().endswith(f"Vouliez-vous dire\u00a0: {offered}\u202f?" if offered else "«\u00a0--foo\u00a0».")


def test_each_piece_of_evidence_has_a_number_of_its_own(run: Run):
    for form in ("table", "md"):
        shown = run("opportunities", "--limit", "2", "--evidence", "--format", form).stdout.replace("\\[", "[")
        numbers = [int(n) for n in re.findall(r"(?m)^\[(\d+)\] ", shown)]
        assert numbers == list(range(1, len(numbers) + 1))
        spans = [(int(first), int(last)) for first, last in re.findall(r"\[(\d+)–(\d+)\]", shown)]
        assert len(spans) == 2
        assert (spans[0][0], spans[0][1] + 1, spans[1][1]) == (1, spans[1][0], len(numbers))


def test_no_work_on_a_theme_is_not_called_a_missing_report(run: Run, folder: Path):
    SqliteStore(folder / "other.db", create=True)
    done = run("who", "cybersecurity", "--graph", "other.db")
    assert "No initiative on this theme is known." in done.stdout
