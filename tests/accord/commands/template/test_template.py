"""`accord template new`, `accord template check` and the loading of templates, as people run them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
CLAIMS = """
SELECT c.kind, c.subject, c.predicate, c.object, c.value, c.qualifier, c.language FROM claim AS c
WHERE c.reported_by = ? AND c.edition = ? AND c.kind <> 'edition' AND c.predicate NOT IN ('since', 'until')
AND NOT (c.kind = 'partnership' AND c.predicate = 'theme')
"""


def claims_of(graph: Path, who: str, edition: str) -> set[tuple[object, ...]]:
    """What a jurisdiction says in an edition; identifiers of needs begin with theirs, which is left out."""
    with sqlite3.connect(graph) as connection:
        found = connection.execute(CLAIMS, (who, edition)).fetchall()
    return {(kind, subject.replace(edition, ""), *rest) for kind, subject, *rest in found}


@pytest.mark.parametrize(
    ("who", "last", "ending"),
    [
        ("CA-AB", "2022-winter", "yaml"),
        ("CRA", "2022-fall", "csv"),
        ("CA-ON", "2022-fall", "xlsx"),
        ("CRA", "2022-fall", "docx"),
    ],
)
def test_an_untouched_template_repeats_what_was_stated_last(run: Run, folder: Path, who: str, last: str, ending: str):
    made = run("template", "new", "--jurisdiction", who, "--edition", "spring 2023", "--lang", "en",
               "-o", f"m.{ending}", "--audience", "secretariat")  # fmt: skip
    assert (made.returncode, made.stdout) == (0, "")
    assert f"what {who} reported in {last}" in made.stderr
    checked = run("template", "check", f"m.{ending}", "--format", "json")
    assert checked.returncode == 0, checked.stdout
    before = claims_of(folder / "accord.db", who, last)
    assert before
    loaded = run("load", f"m.{ending}")
    assert loaded.returncode == 0, loaded.stderr
    assert claims_of(folder / "accord.db", who, "2023-spring") == before
    changed = json.loads(run("diff", last, "2023-spring", "--format", "json", "--audience", "secretariat").stdout)
    theirs = [row for row in changed["rows"] if row.get("jurisdiction") == who and row["change"] != "same"]
    assert theirs == []


def test_what_an_audience_may_not_see_is_not_filled_in(run: Run, folder: Path):
    run("approve", "CA-AB", "2022-winter", "withheld")
    hidden = run("template", "new", "--jurisdiction", "CA-AB", "--lang", "en")
    assert "Bernie" not in hidden.stdout
    assert "--audience secretariat" in hidden.stderr
    blank = run("template", "new", "--jurisdiction", "CA-AB", "--lang", "en", "--audience", "secretariat")
    assert "Bernie" in blank.stdout
    assert 'who may see it: "withheld"' in blank.stdout
    empty = run("template", "new", "--jurisdiction", "CA-AB", "--audience", "secretariat", "--empty")
    assert "Bernie" not in empty.stdout


@pytest.mark.parametrize("first_and_last", [("withheld",), ("public", "withheld"), ("withheld", "public")])
def test_what_a_member_withholds_stays_with_the_secretariat(run: Run, folder: Path, first_and_last: tuple[str, ...]):
    text = run("template", "new", "--jurisdiction", "CA-NL", "--lang", "en", "--edition", "2023-fall").stdout
    for label, value in (("title in english", "Hidden harbour"), ("status", "quite secret")):
        text = text.replace(f"{label}:", f"{label}: {value} #", 1)
    for number, approval in enumerate(first_and_last):
        changed = text.replace("who may see it:", f"who may see it: {approval} #", 1)
        (folder / f"nl{number}.yaml").write_text(changed, "utf-8")
        loaded = run("load", f"nl{number}.yaml", "--keep-both")
        assert loaded.returncode == 0, loaded.stderr
    for audience, there in (("public", False), ("members", False), ("secretariat", True)):
        shown = run("export", "--audience", audience).stdout
        assert ("Hidden harbour" in shown, "quite secret" in shown) == (there, there), audience


def test_there_is_a_template_without_a_graph(run: Run, folder: Path):
    made = run("template", "new", "--jurisdiction", "Québec", "--lang", "fr", "--graph", "none.db")
    assert made.returncode == 4
    (folder / "accord.db").unlink()
    made = run("template", "new", "--jurisdiction", "Québec", "--lang", "fr")
    assert made.returncode == 0
    assert "modèle: accord-template/1 fr CA-QC" in made.stdout
    assert "Il n’y a pas de graphe" in made.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["template", "new", "--jurisdiction", "CA-AB", "-o", "m.pdf"], 2, ".xlsx"),
        (["template", "new", "--jurisdiction", "Atlantis"], 2, "Atlantis"),
        (["template", "new", "--jurisdiction", "CA-AB", "--edition", "soon"], 2, "2022-fall"),
        (["template", "new", "--jurisdiction", "CA-AB", "-o", "nowhere/m.csv"], 1, "nowhere"),
        (["template", "check", "accord.db"], 3, "accord template"),
        (["template", "check", "nothing.xlsx"], 3, "nothing.xlsx"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_cannot_be_done_says_why(run: Run, arguments: list[str], code: int, says: str, language: str):
    done = run(*arguments, "--lang", language)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert done.stderr.startswith({"en": "Error", "fr": "Erreur"}[language])


@pytest.fixture
def wrong(run: Run, folder: Path) -> Path:
    """A French template with a mistake of each common kind."""
    text = run("template", "new", "--jurisdiction", "CA-QC", "--lang", "fr", "--edition", "2023-fall", "--empty").stdout
    for label, value in (("titre en français", "Guichet"), ("état", "presque"), ("thème", "Identité numérik"),
                         ("partenaire", "Ville de Nulle-Part"), ("lancement", "03/04/2022")):  # fmt: skip
        text = text.replace(f"{label}:  #", f"{label}: {value} #", 1)
    path = folder / "qc.yaml"
    path.write_text(text, "utf-8")
    return path


def test_check_uses_the_language_of_the_template(run: Run, wrong: Path):
    checked = run("template", "check", wrong.name)
    assert checked.returncode == 3
    assert "3 erreurs" in checked.stdout
    assert not {"line", "found", "wrong"} & set(checked.stdout.split())
    assert "Erreur" not in checked.stderr
    check = ["template", "check", wrong.name]
    for arguments in ([*check, "--lang", "en"], ["--lang", "en", *check], ["--lang", "en", "check", wrong.name]):
        assert "3 errors" in run(*arguments).stdout
    widest = max(map(len, checked.stdout.splitlines()))
    assert widest <= 80


def test_check_gives_programs_the_place(run: Run, wrong: Path):
    report = json.loads(run("template", "check", wrong.name, "--format", "json").stdout)
    assert report["language"] == "fr"
    found = {row["field"]: row for row in report["rows"]}
    lines = wrong.read_text("utf-8").splitlines()
    for field, value in (("État", "presque"), ("Thème", "Identité numérik"), ("Lancement", "03/04/2022")):
        row = found[field]
        assert (row["found"], row["wrong"]) == (value, True)
        assert lines[row["line"] - 1].strip().startswith(f"{field.lower()}: {value}")
        assert row["mend"]
    assert found["Partenaire"]["wrong"] is False
    rows = list(csv.DictReader(io.StringIO(run("template", "check", wrong.name, "--format", "csv").stdout)))
    assert len(rows) == len(report["rows"])


def test_load_takes_the_rest_and_says_what_it_could_not_take(run: Run, wrong: Path, folder: Path):
    loaded = json.loads(run("load", wrong.name, "--format", "json", "--lang", "fr").stdout)["sources"][0]
    assert (loaded["initiative"], loaded["partnership"]) == (1, 1)
    assert [text["text"] for text in loaded["unplaced"]] == [
        "État: presque", "Lancement: 03/04/2022", "Thème: Identité numérik"
    ]  # fmt: skip
    assert all(text["line"] for text in loaded["unplaced"])
    assert "accord template check qc.yaml" in loaded["notes"][0]
    shown = run("show", "CA-QC/guichet", "--lang", "fr", "--evidence", "--audience", "secretariat").stdout
    assert "qc.yaml, ligne" in shown


def test_a_template_comes_in_a_folder_with_other_documents(run: Run, folder: Path):
    (folder / "in").mkdir()
    for who in ("CA-AB", "CA-MB"):
        run(
            "template",
            "--jurisdiction",
            who,
            "--edition",
            "2023-fall",
            "-o",
            f"in/{who}.xlsx",
            "--audience",
            "secretariat",
        )
    shutil.copy(folder / "in" / "CA-AB.xlsx", folder / "in" / "again.dat")
    loaded = run("load", "in", "--graph", "new.db", "--lang", "en")
    assert loaded.returncode == 0, loaded.stderr
    assert "nothing added" in loaded.stdout
