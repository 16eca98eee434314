"""Rounds of reporting beside many other documents: suggestions of a round stay, and its edition stays the latest."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from queries.ask import ask
from queries.questions.parameters import find_latest_edition, resolve_edition
from queries.questions.question import load_question
from tests.helpers.claim_writer import Writer
from tests.helpers.files.brief import run

ROUND = "2022-winter"
REPORTED = {
    "CA-NS": ("Registry of businesses", "A register of companies, online."),
    "CA-NB": ("Business registry", "Companies are entered once."),
}
MONTHS = {"spring": 4, "summer": 7, "fall": 9}
WORDS = "anchor basket candle dragon engine feather garden hammer island jacket kettle ladder mirror needle orange"


def round_of_reporting(*, is_round: bool = True) -> Writer:
    w = Writer("round.txt", edition=ROUND)
    if is_round:
        w.submitted(*REPORTED)
    for lead, (title, summary) in REPORTED.items():
        w.initiative(lead, title, summary=summary, status="in-progress")
    return w


def documents(count: int) -> list[Writer]:
    """Many news releases of later seasons, each about something else."""
    words, made = WORDS.split(), []
    for year in (2022, 2023):
        for season in MONTHS:
            made.append(Writer(f"{year}-{season}.txt", edition=f"{year}-{season}"))
            made[-1].add_claim("edition", made[-1].edition, "published", value=f"{year}-0{MONTHS[season]}")
    for n in range(count):
        one, other = words[n % len(words)], words[n // len(words) % len(words)]
        made[n % len(made)].initiative("CA-SK", f"{one} {other} {n}", summary=f"About the {one} of {n}.")
    return made


def graph_of(folder: Path, *writers: Writer) -> SqliteStore:
    store = SqliteStore(folder / "accord.db", create=True)
    store.add([one.reading() for one in writers])
    return store


def opportunities(store: SqliteStore) -> list[set[str]]:
    with store.view("members", "en") as view:
        return [set(row["members"]) for row in ask(view, load_question("opportunities"), {}, 100)]


@pytest.mark.parametrize("count", [0, 60, 150])
def test_a_round_keeps_its_suggestions_among_other_documents(tmp_path: Path, count: int):
    assert set(REPORTED) in opportunities(graph_of(tmp_path, round_of_reporting(), *documents(count)))


def test_what_is_of_no_round_is_one_of_many(tmp_path: Path):
    assert set(REPORTED) not in opportunities(graph_of(tmp_path, round_of_reporting(is_round=False), *documents(150)))


@pytest.mark.parametrize(
    ("one", "other", "suggested"),
    [
        ("Memorandum of Understanding", "Protocol of Understanding", 0),
        ("Algorithmic Assessment Tool", "Privacy Assessment Process", 0),
        ("Herring Moorings", "Winter Moorings of Herring Boats", 1),  # two words
        ("Business Registry", "Registry of Businesses and Trades", 1),  # a subject
    ],
)
def test_one_word_in_two_titles_is_no_reason_to_meet(tmp_path: Path, one: str, other: str, suggested: int):
    w = Writer()
    w.submitted("CA-NS", "CA-NB")
    w.initiative("CA-NS", one, status="in-progress")
    w.initiative("CA-NB", other, status="in-progress")
    assert opportunities(graph_of(tmp_path, w)) == [{"CA-NS", "CA-NB"}] * suggested


@pytest.mark.parametrize(
    ("theme", "suggested"),
    [("digital-credentials", 1), ("authentication", 1), ("education", 0), (None, 1)],
)
def test_a_subject_of_two_titles_counts_unless_their_themes_have_nothing_in_common(
    tmp_path: Path, theme: str | None, suggested: int
):
    w = Writer()
    w.submitted("CA-NS", "CA-NB")
    w.initiative("CA-NS", "MyNovaScotia Accounts", "digital-credentials", status="in-progress")
    w.initiative("CA-NB", "Teachers Portal", *([theme] if theme else []), status="in-progress")
    assert opportunities(graph_of(tmp_path, w)) == [{"CA-NS", "CA-NB"}] * suggested


def test_the_latest_edition_is_the_latest_round(tmp_path: Path, capsys):
    store = graph_of(tmp_path, round_of_reporting(), *documents(12))
    with store.view("members", "en") as view:
        assert find_latest_edition(view) == resolve_edition(view, "latest") == ROUND
        assert resolve_edition(view, "latest", of_rounds=False) == "2023-fall"
    assert run("coverage", "latest", "--graph", store.path) == 0
    assert "winter 2022" in capsys.readouterr().out
    assert run("brief", "--graph", store.path) == 0
    assert capsys.readouterr().out.startswith("# Information-Sharing Analysis, winter 2022")


def test_where_there_is_no_round_the_latest_edition_is_that_of_any_document(tmp_path: Path):
    with graph_of(tmp_path, *documents(12)).view("members", "en") as view:
        assert find_latest_edition(view) == resolve_edition(view, "latest") == "2023-fall"


def test_a_round_that_an_audience_does_not_see_is_none_for_it(tmp_path: Path):
    store = graph_of(tmp_path, round_of_reporting(), *documents(12))
    with store.view("public", "en") as view:  # nothing was approved for the public
        assert find_latest_edition(view) in (None, "2023-fall")
