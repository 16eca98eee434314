"""`accord verify` as people run it, and its Python twin."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys

import docx
import pytest

import accord
from accord.output.table import display_width
from graph.errors import SourceError, UsageError
from tests.helpers.files.council_round import build_round

MEMO = (
    "The Grain data exchange is led by Ontario. The Wildfire smoke alerts are led by Alberta. New Brunswick leads the"
    " Coastal permit desk with Nova Scotia. Is that so?\n"
)


@pytest.fixture(scope="module")
def built_round(tmp_path_factory):
    return build_round(tmp_path_factory.mktemp("round") / "accord.db")


@pytest.fixture
def folder(built_round, tmp_path):
    shutil.copy(built_round, tmp_path / "accord.db")
    (tmp_path / "memo.txt").write_text(MEMO, "utf-8")
    return tmp_path


def test_a_table_of_eighty_columns_names_each_verdict(run):
    done = run("verify", "memo.txt", env={"COLUMNS": "80"})
    assert done.returncode == 0, done.stderr
    assert max(display_width(line) for line in done.stdout.splitlines()) <= 80
    for part in ("contradicted", "out of date", "supported", "Quebec", "a graph could answer: 1; --all"):
        assert part in done.stdout
    assert "Is that so?" not in done.stdout
    assert "Is that so?" in run("verify", "memo.txt", "--all").stdout
    assert "CA-QC/grain-data-exchange lead CA-QC" in run("verify", "memo.txt", "--evidence").stdout


def test_everything_is_in_french(run):
    done = run("verify", "-", "--lang", "fr", stdin="L’Ontario dirige l’Échange de données agricoles.")
    assert done.returncode == 0, done.stderr
    assert "contredit" in done.stdout
    assert "Responsable dans le" in done.stdout
    assert "Québec" in done.stdout
    assert "Vérifier une note" in run("verify", "--help", "--lang", "fr").stdout


def test_json_is_an_answer_and_csv_runs_no_formula(run, folder):
    answer = json.loads(run("verify", "memo.txt", "--format", "json").stdout)
    assert list(answer) == ["question", "parameters", "audience", "language", "columns", "rows", "notes"]
    assert (answer["question"], answer["parameters"]) == ("verify", {"memo": "memo.txt", "edition": None})
    assert {*answer["columns"], "evidence"} == set(answer["rows"][0])
    assert answer["rows"][-1]["verdict"] == "not checked"
    (folder / "nasty.txt").write_text("=HYPERLINK(1) Ontario leads the Grain data exchange.\n", "utf-8")
    (row,) = csv.DictReader(io.StringIO(run("verify", "nasty.txt", "--format", "csv").stdout))
    assert row["passage"].startswith("'=HYPERLINK")
    assert (row["parties"], row["verdict"]) == ("CA-ON", "contradicted")
    assert "| contradicted |" in run("verify", "nasty.txt", "--format", "md").stdout


def test_exit_codes(run, folder):
    assert run("verify", "memo.txt", "--strict").returncode == 8
    assert run("verify", "-", "--strict", stdin="New Brunswick leads the Coastal permit desk.").returncode == 0
    assert run("verify", "missing.docx").returncode == 3
    assert run("verify", "-", stdin="").returncode == 3
    assert run("verify", "memo.txt", "--edition", "1999-spring").returncode == 2
    assert run("verify", "memo.txt", "--graph", "none.db").returncode == 4
    assert run("verify", "memo.txt", "-o", "copy.docx").returncode == 2  # no Word document
    assert not (folder / "copy.docx").exists()


def test_marked_copies(run, folder):
    document = docx.Document()
    document.add_paragraph(MEMO.strip())
    document.save(str(folder / "memo.docx"))
    done = run("verify", "memo.docx", "-o", "checked.docx")
    assert done.returncode == 0, done.stderr
    assert "may see" in done.stderr
    comments = [comment.text for comment in docx.Document(str(folder / "checked.docx")).comments]
    assert [text.split(" – ")[0] for text in comments] == ["CONTRADICTED", "OUT OF DATE", "SUPPORTED"]
    assert run("verify", "memo.docx", "-o", "checked.html", "--lang", "fr").returncode == 0
    page = (folder / "checked.html").read_text("utf-8")
    assert '<html lang="fr-CA">' in page
    assert '<mark class="contradicted">' in page


def test_what_is_not_understood_is_listed_and_marked_and_what_is_not_checked_is_counted(run, folder):
    (folder / "note.md").write_text("The Coastal permit desk delights all. The weather is fine.\n", "utf-8")
    done = run("verify", "note.md", env={"COLUMNS": "120"})
    assert "not understood" in done.stdout
    assert "delights" in done.stdout
    assert "weather" not in done.stdout
    assert "not understood: 1." in done.stdout
    assert "a graph could answer: 1; --all lists them." in done.stdout
    assert run("verify", "note.md", "-o", "note.html", "--lang", "fr").returncode == 0
    page = (folder / "note.html").read_text("utf-8")
    assert '<mark class="not-understood"' in page
    assert "None" not in page
    assert "--all" not in page  # its readers have no command line


def test_statements_of_a_paragraph_of_several_lines_have_their_own_line(run, folder):
    text = "# Note\n\nNew Brunswick leads the Coastal\npermit desk. Ontario leads the Grain data exchange.\n"
    (folder / "note.md").write_text(text, "utf-8")
    rows = json.loads(run("verify", "note.md", "--format", "json").stdout)["rows"]
    assert [(row["line"], row["verdict"]) for row in rows] == [(3, "supported"), (4, "contradicted")]
    assert run("verify", "note.md", "-o", "note.html").returncode == 0
    page = (folder / "note.html").read_text("utf-8")
    assert page.count("<mark") == 2
    assert page.index('<mark class="supported">') < page.index('<mark class="contradicted">')


def test_the_shell_verifies_too(run):
    done = run("shell", stdin="verify memo.txt --format csv\n")
    assert "contradicted" in done.stdout, done.stderr


def test_from_python(folder):
    with_text = accord.open_graph(folder / "accord.db")
    answer = with_text.verify(text=MEMO)
    assert [row["verdict"] for row in answer] == [
        "contradicted",
        "out of date",
        "supported",
        "supported",
        "not checked",
    ]
    answer = with_text.verify(folder / "memo.txt", edition="2023-spring", lang="fr", output=folder / "page.html")
    assert answer.language == "fr"
    assert (folder / "page.html").is_file()
    with pytest.raises(UsageError):
        with_text.verify()
    with pytest.raises(UsageError):
        with_text.verify(text="x", output="x.pdf")
    with pytest.raises(SourceError):
        with_text.verify(folder / "none.txt")


def test_measuring(run, folder):
    (folder / "memo.yaml").write_text(
        "statements:\n  - [Grain data exchange is led, lead, CA-ON, contradicted, wrong lead]\n"
        "  - [Is that so, none, '', not checked]\n  - [Coastal permit desk with, partner, CA-NS, contradicted]\n",
        "utf-8",
    )
    done = run("model", "evaluate", "verification", "memo.yaml", "--errors")
    assert done.returncode == 0, done.stderr
    assert "Planted errors found: 100.0% of 1." in done.stdout
    assert "supported, not contradicted" in done.stdout
    made = json.loads(run("model", "evaluate", "verification", "memo.yaml", "--format", "json").stdout)
    assert (made["right"], made["found"], made["false_contradictions"]) == (0.667, 1.0, 0.0)
    (folder / "memo.yaml").write_text("statements: 1", "utf-8")
    assert run("model", "evaluate", "verification", "memo.yaml").returncode == 3


def test_help_imports_nothing_heavy():
    code = "import sys; from accord.cli import main\ntry:\n main(['verify', '--help'])\nexcept SystemExit: pass\n"
    code += "print([m for m in ('docx', 'networkx', 'pydantic', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
