"""`accord review` on themes: hints and guesses beside their initiatives, as CSV and back, by name, and undone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graph.model import Approved
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer


def queue(run, verb: str = "list", *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("review", verb, "--format", "csv", *options).stdout)))


@pytest.fixture
def themed(folder: Path) -> Path:
    """A folder with a graph in which a title hints at a theme, and one initiative has none; another is withheld."""
    (folder / "accord.db").unlink()
    book = Writer("winter.txt", "en", "2022-winter")
    book.submitted("CA-AB", "CA-BC")
    for who, title in (("CA-AB", "One lab"), ("CA-BC", "Another lab")):
        one = book.initiative(who, title)
        book.add_claim(
            "initiative", one, "theme", "innovation-labs", by=who, stated=False, rule="theme-hinted-in-title"
        )
    book.initiative("CA-AB", "Drug licensing for veterinarians")
    book.initiative("CRA", "Portal")
    book.add_claim("initiative", "CRA/portal", "theme", "privacy", by="CRA")
    hidden = [Approved(jurisdiction="CA-BC", edition="2022-winter", approval="withheld")]
    SqliteStore(folder / "accord.db", create=True).add([book.reading(approvals=hidden)])
    return folder


def by_rule(run, *options: str) -> dict[str, dict[str, str]]:
    return {row["rule"]: row for row in queue(run, *options)}


def themes_of(run, initiative: str) -> list[str]:
    (one,) = [one for one in json.loads(run("export").stdout)["initiatives"] if one["id"] == initiative]
    return one["themes"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["common word of the title", "no theme is known", "Innovation labs", "Words"]),
        ("fr", ["mot courant du titre", "aucun thème n’est connu", "Laboratoires d’innovation", "Mots"]),
    ],
)
def test_uncertain_themes_wait_next_to_their_initiatives(run, themed: Path, language: str, expected: list[str]):
    done = run("review", "--lang", language)
    assert done.returncode == 0, done.stderr
    for word in (*expected, "One lab", "Drug licensing for veterinarians", "65"):
        assert word in done.stdout
    assert "Another lab" not in done.stdout
    assert "Another lab" in run("review", "--audience", "secretariat", "--lang", language).stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_themes_go_out_as_csv_and_come_back_with_decisions(run, themed: Path):
    hint, guess = (by_rule(run)[rule] for rule in ("theme-hinted-in-title", "theme-guessed"))
    assert (hint["kind"], hint["one"], hint["other"]) == ("theme", "CA-AB/one-lab", "innovation-labs")
    assert themes_of(run, "CA-AB/one-lab") == ["innovation-labs"]
    assert themes_of(run, guess["one"]) == []
    text = run("review", "--format", "csv").stdout
    for row, typed in ((hint, "not-about,a canteen"), (guess, "about,")):
        text = text.replace(f"{row['id']},,", f"{row['id']},{typed}")
    done = run("review", "apply", "-", stdin=text)
    assert (done.returncode, "2 decisions written" in done.stdout) == (0, True), done.stderr
    assert themes_of(run, "CA-AB/one-lab") == []
    assert themes_of(run, guess["one"]) == [guess["other"]]
    content = (themed / "decisions.yaml").read_text("utf-8")
    assert f"about: [{guess['one']}, {guess['other']}]" in content
    assert "not-about: [CA-AB/one-lab, innovation-labs]" in content
    assert "reason: a canteen" in content
    listed = {row["decision"]: row["kind"] for row in queue(run, "log")}
    assert listed == {"about": "theme", "not-about": "theme"}
    assert "decision undone" in run("review", "undo", hint["id"]).stdout
    assert themes_of(run, "CA-AB/one-lab") == ["innovation-labs"]
    assert by_rule(run).keys() == {"theme-hinted-in-title"}


def test_a_guess_that_is_refused_makes_room_for_the_next(run, themed: Path):
    first = by_rule(run)["theme-guessed"]
    assert run("review", "decide", first["one"], first["other"], "--not-about").returncode == 0
    assert by_rule(run).get("theme-guessed", {"other": ""})["other"] != first["other"]
    assert themes_of(run, first["one"]) == []


def test_themes_are_decided_by_the_names_that_people_use(run, themed: Path):
    done = run("review", "decide", "one LAB", "identité numérique", "--about", "--lang", "fr")
    assert done.returncode == 0, done.stderr
    assert themes_of(run, "CA-AB/one-lab") == ["digital-identity", "innovation-labs"]
    stated = run("review", "decide", "Portal", "privacy", "--not-about")
    assert (stated.returncode, stated.stdout) == (2, "")
    assert "A source states" in stated.stderr
    assert run("review", "decide", "Portal", "no such theme at all", "--about").returncode == 2
    assert (
        run("review", "decide", "Another lab", "privacy", "--about").returncode == 2
    )  # who does not see it learns nothing


def test_guesses_go_on_past_initiatives_of_which_nothing_can_be_guessed(folder: Path):
    from queries.themes import review as themes

    (folder / "accord.db").unlink()
    book = Writer("winter.txt", "en", "2022-winter")
    for title in ("Aaa", "Bbb", "Drug licensing for veterinarians"):
        book.initiative("CA-AB", title)
    store = SqliteStore(folder / "accord.db", create=True)
    store.add([book.reading()])
    with store.view("members", "en") as view:
        (one,) = themes.find_uncertain_themes(view, frozenset(), max_rows=1)
        assert one["one"] == "CA-AB/drug-licensing-for-veterinarians"
        assert themes.classifies_all(view)
        assert not themes.classifies_all(view, max_classified=2)
