"""Sources withdrawn, corrected and read again: the store is then what a load of the rest would have made."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnknownNameError
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import stored


def council(edition: str = "2022-winter", language: str = "en", name: str = "analysis.txt", more: str = "") -> Writer:
    """A round of reporting by two; `more` is a third initiative."""
    writer = Writer(name, language, edition)
    writer.submitted("CA-AB", "CRA")
    writer.initiative("CA-AB", "Wallet" if language == "en" else "Portefeuille", "digital-identity", partners=("CRA",))
    writer.initiative("CRA", "Portal" if language == "en" else "Portail", "digital-identity", date="2021-07")
    if more:
        writer.initiative("CRA", more)
    writer.source = writer.source.model_copy(
        update={"id": f"{name}{language}{edition}{more}".encode().hex().ljust(64, "0")[:64]}
    )
    return writer


def store(folder: Path, *readings, name: str = "accord.db", **options) -> SqliteStore:
    made = SqliteStore(folder / name, create=True)
    for reading in readings:
        made.add([reading], **options)
    return made


def stored_rows(made: SqliteStore) -> dict[str, list[object]]:
    return stored(made.path)


FIRST, FRENCH = council().reading(), council(language="fr").reading()
LATER, CORRECTED = council("2022-fall").reading(), council(more="Chat").reading()


def test_a_source_withdrawn_takes_its_facts_with_it(tmp_path: Path):
    made = store(tmp_path, FIRST, FRENCH, LATER)
    made.delete_source(FIRST.source.id)
    assert stored_rows(made) == stored_rows(store(tmp_path, FRENCH, LATER, name="other.db"))


def test_a_corrected_document_takes_the_place_of_the_earlier_one(tmp_path: Path):
    made = store(tmp_path, FIRST, FRENCH, LATER)
    (added,) = made.add([CORRECTED])
    assert added.replaced == FIRST.source.id
    assert stored_rows(made) == stored_rows(store(tmp_path, CORRECTED, FRENCH, LATER, name="other.db"))
    (again,) = made.add([CORRECTED])
    assert again.existed


def test_both_are_kept_where_that_is_asked_for(tmp_path: Path):
    made = store(tmp_path, FIRST)
    (added,) = made.add([CORRECTED], keep_both=True)
    assert added.replaced is None
    assert sqlite3.connect(made.path).execute("SELECT count(*) FROM source").fetchone() == (2,)


@pytest.mark.parametrize(
    "other",
    [council("2022-fall", more="Chat"), council(language="fr"), council(name="other.txt"), Writer("analysis.txt")],
    ids=["edition", "language", "name", "reporters"],
)
def test_what_is_no_correction_replaces_nothing(tmp_path: Path, other: Writer):
    if not other.claims:
        other.initiative("CA-ON", "Register")
    assert store(tmp_path, FIRST).add([other.reading()])[0].replaced is None


def test_a_table_of_no_edition_is_corrected_only_by_one_that_is_about_the_same(tmp_path: Path):
    tables = []
    for titles in (("Wallet", "Portal"), ("Wallet", "Portals"), ("Ferry", "Bridge")):
        table = Writer("data.csv", edition="2022-winter")
        for title in titles:
            table.initiative("CRA", title)
        claims = [claim._replace(edition=None) for claim in table.claims]
        identifier = "-".join(titles).encode().hex().ljust(64, "0")[:64]
        reading = replace(
            table.reading(),
            claims=claims,
            source=table.source.model_copy(update={"edition": None, "id": identifier}),
        )
        tables.append(reading)
    made = store(tmp_path, tables[0])
    assert made.add([tables[2]])[0].replaced is None
    assert made.add([tables[1]])[0].replaced == tables[0].source.id


def test_reading_again_changes_nothing_where_readers_read_the_same(tmp_path: Path):
    made = store(tmp_path, FIRST, FRENCH, LATER)
    before = stored_rows(made)
    assert [(old, new.claims) for old, new in made.replace_readings([FIRST, CORRECTED])] == [(len(FIRST.claims),) * 2]
    assert stored_rows(made) == before


def test_reading_again_replaces_what_readers_read(tmp_path: Path):
    made = store(tmp_path, FIRST, FRENCH)
    better = replace(CORRECTED, source=FIRST.source)
    made.replace_readings([better])
    assert stored_rows(made) == stored_rows(store(tmp_path, better, FRENCH, name="other.db"))


@pytest.mark.parametrize("approval", ["public", "withheld"])
def test_decisions_on_sharing_outlive_what_they_are_about(tmp_path: Path, approval):
    made = store(tmp_path, FIRST)
    made.approve("CA-AB", "2022-winter", approval)
    decided = "SELECT approval FROM approval WHERE jurisdiction = 'CA-AB'"
    for change in (lambda: made.replace_readings([FIRST]), lambda: made.add([CORRECTED]),
                   lambda: made.delete_source("analysis.txt"), lambda: made.add([FIRST])):  # fmt: skip
        change()
        connection = sqlite3.connect(made.path)
        assert connection.execute(decided).fetchall() == [(approval,)]
        levels = connection.execute("SELECT DISTINCT visible_from FROM claim WHERE reported_by = 'CA-AB'").fetchall()
        assert levels in ([], [(0 if approval == "public" else 2,)])
        connection.close()


def test_a_name_that_several_have_is_not_guessed(tmp_path: Path):
    made = store(tmp_path, FIRST, FRENCH)
    with pytest.raises(UnknownNameError, match="names 2 sources") as several:
        made.delete_source("analysis.txt")
    assert len(several.value.suggestions) == 2
    with pytest.raises(UnknownNameError, match="No source is called") as none:
        made.delete_source("analisis.txt")
    assert none.value.suggestions
    with pytest.raises(UnknownNameError):
        made.delete_source("%")


@settings(max_examples=40, derandomize=True)  # of 384 ways, each of six loads
@given(st.permutations(range(4)), st.integers(0, 3), st.integers(0, 3))
def test_what_is_left_is_what_a_load_of_it_would_make(tmp_path_factory, order, out, again):
    folder = tmp_path_factory.mktemp("stores")
    readings = [FIRST, FRENCH, LATER, council("2021-fall", name="old.txt").reading()]
    chosen = [readings[at] for at in order]
    made = store(folder, *chosen)
    made.replace_readings([chosen[again]])
    made.delete_source(chosen[out].source.id)
    rest = [reading for reading in chosen if reading is not chosen[out]]
    assert stored_rows(made) == stored_rows(store(folder, *rest, name="other.db"))


def report(name: str, *titles: str, who: str = "CA-ON", language: str = "en") -> Writer:
    """A report of one member in prose."""
    made = Writer(name, language, "2022-winter")
    for title in titles:
        made.initiative(who, title)
    return made


def test_another_report_of_a_member_is_kept_and_named_unless_it_is_to_replace(tmp_path: Path):
    first = report("letter.docx", "Wallet", "Portal").reading()
    later = report("other.docx", "Chat", "Forms").reading()
    made = store(tmp_path, first)
    assert made.same_reports([later]) == [("other.docx", "letter.docx")]
    (added,) = made.add([later])
    assert (added.other_report, added.other_alike, added.replaced) == ("letter.docx", False, None)
    replacing = store(tmp_path, first, name="other.db")
    (added,) = replacing.add([later], replace=True)
    assert (added.other_report, added.replaced_name, added.replaced) == (None, "letter.docx", first.source.id)
    assert stored_rows(replacing) == stored_rows(store(tmp_path, later, name="third.db"))


def test_the_same_report_in_another_format_is_reported(tmp_path: Path):
    made = store(tmp_path, report("letter.docx", "Wallet", "Portal").reading())
    (added,) = made.add([report("letter.pdf", "Wallet", "Portal", "Chat").reading()])
    assert (added.other_report, added.other_alike) == ("letter.docx", True)


@pytest.mark.parametrize(
    "other",
    [report("a.docx", "Wallet", who="CA-AB"), report("a.docx", "Wallet", language="fr"), council(name="a.txt")],
    ids=["member", "language", "council"],
)
def test_what_is_of_another_member_or_language_is_no_other_report(tmp_path: Path, other: Writer):
    (added,) = store(tmp_path, report("letter.docx", "Wallet").reading()).add([other.reading()])
    assert (added.other_report, added.replaced) == (None, None)
