"""`accord shell`: piped, typed, completed, interrupted; in both languages; and nothing that is typed ends it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from accord.catalog import READ_ONLY, command_paths
from accord.cli import Commands
from accord.messages import set_language
from accord.shell.completion import ShellCompleter
from accord.shell.prompt import SECRET_PATTERN, history, history_file, run_prompt
from accord.shell.session import SETTINGS, Session
from accord.shell.statements import detect_dialect, split_statements

NAMES = frozenset({"who", "show", "search"})
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c;"
IN_A_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "accord", "shell"])
"""
ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"


def shell(folder, **settings):
    group = Commands({}, name="accord")
    set_ = {"graph": str(folder / "accord.db"), "audience": "members", "lang": "en", "format": "table"}
    return Session(group, click.Context(group), set_ | settings)


# statements


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("who ai", "line"), (".help", "line"), ("", "line"), ("nonsense", "line"), ("show CRA", "line"),
        ("SELECT 1", "sql"), ("select 1", "sql"), ("VALUES (1)", "sql"), ("/* a */ -- b\n SELECT 1", "sql"),
        ("EXPLAIN QUERY PLAN SELECT 1", "sql"), ("with recursive a(b) as (select 1) select b from a", "sql"),
        ('WITH "a b" AS NOT MATERIALIZED (SELECT 1) SELECT 1', "sql"), ("DROP TABLE claim", "sql"),
        ("delete from claim", "sql"), ("CREATE TEMP VIEW x AS SELECT 1", "sql"), ("PRAGMA user_version", "sql"),
        ("MATCH (n) RETURN n", "cypher"), ("match (n) return n", "cypher"), ("WITH 1 AS a RETURN a", "cypher"),
        ("// a\nOPTIONAL MATCH (n) RETURN n", "cypher"), ("SHOW INDEXES", "cypher"), ("CREATE (n)", "cypher"),
        ("PROFILE MATCH (n) RETURN n", "cypher"), ("LOAD CSV FROM 'a' AS b RETURN b", "cypher"),
    ],
)  # fmt: skip
def test_a_statement_is_known_by_how_it_begins(text, dialect):
    assert detect_dialect(text, NAMES) == dialect


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who ai\n.help\n", ["who ai", ".help"]),
        ("SELECT 1; SELECT ';' -- ;\n, 2;", ["SELECT 1", "SELECT ';' -- ;\n, 2"]),
        ("MATCH (n) RETURN 'a\\';b' AS c // ;\n;\nwho ai", ["MATCH (n) RETURN 'a\\';b' AS c // ;", "who ai"]),
        ("SELECT 'C:\\'; who ai", ["SELECT 'C:\\'", "who ai"]),
        ("SELECT 1\nFROM theme\n\nwho ai", ["SELECT 1\nFROM theme", "who ai"]),
        ("-- said before\nwho ai\n-- after", ["who ai"]),
        ("SELECT 'a\n\nb;", ["SELECT 'a\n\nb;"]),
        ("MATCH (n) RETURN [x IN [1] | x];who ai;", ["MATCH (n) RETURN [x IN [1] | x]", "who ai;"]),
    ],
)  # fmt: skip
def test_statements_end_at_a_semicolon_outside_of_texts_or_at_an_empty_line(text, found):
    assert [statement.text for statement in split_statements(text, NAMES)] == found


@given(st.text(alphabet=st.sampled_from("SELECTMATCHwho1 ;'\"`[]\\-/*\n.é🍁()"), max_size=60))
def test_any_text_comes_to_an_end_and_nothing_of_it_is_lost(text):
    found = split_statements(text, NAMES)
    kept = "".join(statement.text for statement in found)
    assert len(kept) <= len(text)
    assert all(statement.text for statement in found)
    assert all(statement.ended for statement in found[:-1])
    without_comments = not {"--", "//", "/*"} & {text[n : n + 2] for n in range(len(text))}
    if without_comments:
        assert "".join(kept.split()).replace(";", "") == "".join(text.split()).replace(";", "")


# lines by standard input


def test_lines_by_standard_input_are_run_one_after_the_other(run):
    lines = (
        "who ai --format csv\n.format json\nSELECT count(*) AS n\n  FROM theme WHERE id = :id\n;\n"
        ".param id=digital-identity\nSELECT count(*) AS n FROM theme WHERE id = :id; RETURN $id AS id\n\n"
        "MATCH (t:Theme {id: $id}) RETURN t.name_en AS name"
    )
    done = run("shell", stdin=lines)
    assert done.stdout.startswith("theme,theme_label,jurisdiction")
    made, at, decoder = [], done.stdout.index("{"), json.JSONDecoder()
    while at < len(done.stdout.rstrip()):
        answer, at = decoder.raw_decode(done.stdout, at)
        made.append(answer["rows"])
        at += 1
    assert made == [[{"n": 1}], [{"id": "digital-identity"}], [{"name": "Digital identity"}]]
    assert "id" in done.stderr  # the first SELECT had no value for its place yet
    assert done.returncode == 2


def test_what_is_wrong_is_reported_and_the_rest_is_run(run):
    hostile = (
        "who nowhere\nSELECT * FROM main.claim;\nDROP TABLE claim;\nMATCH (n) DETACH DELETE n;\nload x.txt\nshell\n"
        'who "ai\n.nonsense\n.format gif\n.graph missing.db\n.limit -1\nwho; rm -rf .\n$(touch x)\n`touch x`\n'
        "\x1b[2J\x00\x07\nwho 🍁\n.audience everyone\n.lang de\n.param x\n.timeout 0\nwh ai\n;;;\n'\nthemes --limit 1\n"
    )
    done = run("shell", stdin=hostile)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "raise --limit" in done.stdout  # the last line
    for shown in (
        "No theme is called “nowhere”", "one statement that reads", "queries that read", "accord load",
        "accord shell", "A quotation mark is missing", "The shell has no command “.nonsense”", "missing.db",
        "Did you mean: who",
    ):  # fmt: skip
        assert shown in done.stderr, shown


def test_nothing_typed_changes_the_graph_or_reads_around_the_audience(folder, run):
    graph = (folder / "accord.db").read_bytes()
    run(
        "shell", "--audience", "public", stdin="INSERT INTO theme VALUES (1);\nCREATE (n:Mine);\napprove CRA x public\n"
    )
    assert (folder / "accord.db").read_bytes() == graph
    public = run("shell", "--audience", "public", "--format", "csv", stdin="SELECT count(*) FROM claim;")
    all_ = run("shell", "--format", "csv", stdin=".audience secretariat\nSELECT count(*) FROM claim;")
    assert int(public.stdout.split()[-1]) < int(all_.stdout.split()[-1])


def test_help_and_exit_need_no_dot_and_groups_run_what_only_reads(run, folder):
    lines = "help\nhelp who\nhelp source list\nsource list --format csv\nsources --format csv\nsource unload x --yes\n"
    done = run("shell", stdin=lines + "review log\nload -- --help\nexit\nwho ai\n")
    assert "Commands of the shell" in done.stdout
    assert "Usage: accord who" in done.stdout
    assert "Usage: accord source list" in done.stdout
    assert done.stdout.count("name,edition,language") == 2
    assert "Who works on a theme: " not in done.stdout  # exit came first
    for refused in ("source unload", "review log", "load"):
        assert f"type: accord {refused}" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_is_in_french_and_changes_its_language(run):
    done = run("shell", stdin=".help\nwho nowhere\nload x\nwho '\n", env={"ACCORD_LANG": "fr"})
    assert "Tapez une question" in done.stdout
    for shown in ("Erreur\u00a0:", "Aucun thème", "Quittez", "guillemet"):
        assert shown in done.stderr
    both = run("shell", stdin="who ai\n.lang fr\nwho ai\n.settings\n")
    assert "Who works on a theme" in both.stdout
    assert "Qui travaille sur un thème" in both.stdout
    assert ".lang fr" in both.stdout


def test_files_and_questions_of_ones_own_work(folder, run):
    (folder / "mine").mkdir()
    (folder / "mine" / "levels.yaml").write_text("summary: Levels\n", "utf-8")
    (folder / "mine" / "levels.sql").write_text("SELECT DISTINCT level FROM jurisdiction ORDER BY 1", "utf-8")
    done = run(
        "shell", "--questions", "mine", stdin="levels --format csv\nwho ai -o who.csv\n.help levels\n.quit\nwho x\n"
    )
    assert done.returncode == 0, done.stderr
    assert "federal" in done.stdout
    assert "Usage: accord levels" in done.stdout
    assert (folder / "who.csv").read_text("utf-8-sig").startswith("theme,")


def test_a_graph_that_is_not_there_is_reported_at_once(run):
    assert run("shell", "--graph", "missing.db", stdin="who ai").returncode == 4
    assert "neo4j://" in run("shell", "--graph", "redis://x", stdin="").stderr
    secret = run("shell", "--graph", "neo4j://neo4j:opensesame@localhost", stdin="who ai")
    assert secret.returncode == 2
    assert "opensesame" not in secret.stderr + secret.stdout
    assert run("shell", "-o", "x.csv", stdin="who ai").returncode == 2


# somebody types


@contextmanager
def asked(folder, *keys, path=None, **settings):
    """What a shell says in which keys are typed, as (session, history)."""
    session = shell(folder, **settings)
    with create_pipe_input() as given:
        given.send_text("".join(keys))
        try:
            run_prompt(session, path, input=given, output=DummyOutput())
        finally:
            session.worker.stop()
    yield session


def test_what_is_typed_is_answered_until_one_leaves(folder, capfd):
    keys = ("who ai", ENTER, "SELECT 1 + 1 AS two", ENTER, ENTER, "not this", CTRL_C, "who nowhere", ENTER, CTRL_D)
    with asked(folder, *keys):
        out, err = capfd.readouterr()
    assert "Artificial intelligence" in out
    assert "two" in out
    assert "No theme is called “nowhere”" in err
    assert "not this" not in err


def test_what_was_typed_is_kept_where_only_its_owner_reads_it_and_no_password(folder, tmp_path, capfd):
    path = history_file({"XDG_STATE_HOME": str(tmp_path / "state")})
    assert path == tmp_path / "state" / "accord" / "history"
    keys = (".settings", ENTER, ".graph neo4j://neo4j:opensesame@host", ENTER, " .limit 3", ENTER, ".quit", ENTER)
    with asked(folder, *keys, path=path) as session:
        assert session.settings["limit"] == "3"
    kept = path.read_text("utf-8")
    assert ".settings" in kept
    assert "opensesame" not in kept + "".join(capfd.readouterr())
    assert ".limit" not in kept
    assert path.stat().st_mode & 0o077 == 0
    assert list(history(path).load_history_strings())[-1] == ".settings"
    for shown in ("NEO4J_PASSWORD=x", "neo4j://a:b@c", "-p token=3", "mot de passe"):
        assert SECRET_PATTERN.search(shown)
    (tmp_path / "file").touch()
    history(tmp_path / "file" / "history")
    assert "not kept" in capfd.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_in_a_terminal_ctrl_c_stops_a_query_and_ctrl_d_leaves(folder):
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "XDG_STATE_HOME": str(folder / "state"), "LANGUAGE": "en"}
    process = subprocess.Popen(
        [sys.executable, "-c", IN_A_TERMINAL], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    everything = b""
    try:
        for keys, awaited in (
            ("", b"accord>"), (ENDLESS + ENTER, b"\x1b[?2004l"), (CTRL_C, b"nothing was changed"),
            ("themes --limit 1" + ENTER, b"more: raise --limit"), ("", b"accord>"),
            (CTRL_D, b""),
        ):  # fmt: skip
            os.write(ours, keys.encode())
            shown = _until(ours, awaited)
            assert awaited in shown, shown
            everything += shown
            time.sleep(0.5 if keys.startswith("WITH") else 0)  # for the query to be under way
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert b"Traceback" not in everything
    assert ENDLESS in (folder / "state" / "accord" / "history").read_text("utf-8")


def _until(terminal, awaited):
    """What a terminal shows, until something is there; answers where the cursor is, as a terminal does."""
    everything, end = b"", time.monotonic() + 60
    while time.monotonic() < end and (awaited not in everything or not awaited):
        if not select.select([terminal], [], [], 0.2)[0]:
            if not awaited:
                break
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        everything += part
        if b"\x1b[6n" in part:
            os.write(terminal, b"\x1b[1;1R")
    return everything


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others")
def test_a_script_that_is_interrupted_ends(folder):
    process = subprocess.Popen(
        [sys.executable, "-m", "accord", "shell"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=os.environ | {"LANGUAGE": "en"}, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (tests in the background ignore it)
    )  # fmt: skip
    process.stdin.write(f"SELECT 'begun';\n{ENDLESS}\nSELECT 'after';\n")
    process.stdin.close()
    while "begun" not in process.stdout.readline():
        pass
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert "after" not in process.stdout.read()
    assert "Traceback" not in process.stderr.read()
    process.stdout.close()
    process.stderr.close()


# completion


def offered(session, text):
    found = ShellCompleter(session).get_completions(Document(text), CompleteEvent(completion_requested=True))
    return [completion.text for completion in found]


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        ("", {"who", "coverage", "SELECT", "MATCH"}, {"load", "shell", "sources", ".help"}),
        ("wh", {"who"}, {"coverage"}),
        (".", {".help", ".quit", ".schema", ".graph", ".format", ".lang", ".audience"}, {"who"}),
        (".format ", {"json", "csv"}, {"en"}),
        (".lang ", {"en", "fr"}, {"csv"}),
        (".help o", {"overview", "offers"}, {"who"}),
        ("source ", {"list"}, {"unload", "reload"}),
        ("who ai --", {"--edition", "--format", "--evidence"}, {"--role"}),
        ("who ai --format ", {"json"}, {"gif"}),
        ("who Digital", {'"Digital identity"'}, {"who"}),
        ('who "Digital i', {'"Digital identity"'}, set()),
        ("MATCH (n:", {"Jurisdiction", "Theme"}, {"LEADS"}),
        ("MATCH (n:The", {"Theme"}, {"Jurisdiction"}),
        ("MATCH (j:Jurisdiction)-[:", {"LEADS", "MEMBER_OF"}, {"Theme"}),
        ("MATCH (j)-[r:LEADS|PA", {"PARTNERS_IN", "PART_OF"}, {"LEADS"}),
        ("MATCH (t:Theme) RETURN t.", {"labels", "name_en"}, {"quote"}),
        ("MATCH ()-[w:WORKS_ON]->() RETURN w.", {"n", "led"}, {"quote"}),
        ("MATCH (n {generation: $", {"generation", "language"}, set()),
        ("MATCH (n) RET", {"RETURN"}, {"Theme"}),
        ("SELECT * FROM ini", {"initiative", "initiative_theme"}, {"theme"}),
        ("SELECT * FROM theme, na", {"name"}, {"theme"}),
        ("SELECT i.id FROM initiative AS i WHERE i.", {"title", "lead", "status"}, {"quote"}),
        ("SELECT id FROM theme WHERE sch", {"scheme"}, {"SELECT"}),
        ("SELECT 1;\nwho ai --ed", {"--edition"}, set()),
        ("SELECT 1;\nSELECT * FROM the", {"theme"}, set()),
        ("nonsense x", set(), {"who"}),
        ("who 'a\"b", set(), {"who"}),
    ],
)  # fmt: skip
def test_completion_offers_what_may_stand_there(folder, text, there, absent):
    found = set(offered(shell(folder), text))
    assert there <= found
    assert not absent & found


def test_completion_describes_each_in_the_language_chosen(folder):
    session, meanings = shell(folder), {}
    try:
        for language in ("en", "fr"):
            set_language(language)
            found = ShellCompleter(session).get_completions(Document("MATCH (t:Theme"), CompleteEvent())
            meanings[language] = next(found).display_meta_text
    finally:
        set_language("en")
    assert meanings["en"]
    assert meanings["fr"]
    assert meanings["en"] != meanings["fr"]


def test_completion_without_a_graph_offers_no_name_and_no_error(tmp_path):
    session = shell(tmp_path)
    assert offered(session, "who Dig") == []
    assert "--edition" in offered(session, "who ai --ed")


def test_what_may_be_set_is_an_option_and_what_is_read_is_a_command(folder):
    session = shell(folder)
    options = {one for param in session.group.get_command(session.context, "sql").params for one in param.opts}
    assert {f"--{name}" for name in SETTINGS} <= options
    assert set(command_paths()) >= READ_ONLY
