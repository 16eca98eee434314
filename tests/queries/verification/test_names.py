"""Names of initiatives are found as `accord show` finds them, and what is unsure contradicts nothing."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from queries.questions.parameters import resolve_node
from tests.helpers.claim_writer import Writer


@pytest.fixture
def registers(tmp_path) -> SqliteStore:
    w = Writer(edition="2022-winter")
    w.add_claim("edition", w.edition, "received", value="5")
    w.submitted("CA-QC", "CA-ON", "CA-NS", "CA-MB")
    w.missing("CA-NU")
    w.initiative("CA-QC", "KELPR Program / Programme REVAR")
    w.initiative("CA-NS", "Nova Scotia / New Brunswick ferry timetable")
    w.language = "fr"
    w.initiative("CA-ON", "Le nouveau registre des entreprises du port")
    w.initiative("CA-MB", "Carte d’immunisation numérique")
    late = Writer("blog.txt", edition="2023-spring")
    late.add_claim("edition", late.edition, "published", value="2023-04")
    late.add_claim("initiative", "CA-PE/gull-count", "title", value="Gull count")
    late.add_claim("initiative", "CA-PE/gull-count", "lead", "CA-PE")
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([w.reading(), late.reading()])
    return store


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "Quebec leads the KELPR Program.", "supported"),
        ("en", "Manitoba leads the KELPR Program.", "contradicted"),
        ("fr", "Le Québec dirige le Programme REVAR.", "supported"),
        ("fr", "Le Manitoba dirige le programme REVAR.", "contradicted"),
        ("en", "Quebec leads KELPR.", "supported"),
        ("en", "Manitoba leads KELPR.", "not in the graph"),  # kelpr may be something else
        ("en", "Ontario leads the Port Business Registry.", "supported"),
        ("en", "Manitoba leads the Port Business Registry.", "contradicted"),
        ("en", "Manitoba leads the digital immunization card.", "supported"),
        ("en", "Ontario leads the digital immunization card.", "not in the graph"),  # the name of a theme, too
        ("en", "Ontario leads digital immunization.", "not understood"),
    ],
)
def test_a_lead_is_checked_by_the_name_of_its_work(check, registers, language, text, verdict):
    rows = check(text, language=language, store=registers, audience="secretariat").rows
    assert [row["verdict"] for row in rows] == [verdict]


@pytest.mark.parametrize("typed", ["KELPR Program", "Programme REVAR", "KELPR", "REVAR"])
def test_verification_finds_what_show_finds(check, registers, typed):
    with registers.view("secretariat", "en") as view:
        shown = resolve_node(view, typed)
    (row,) = check(f"Quebec leads {typed}.", store=registers, audience="secretariat").rows
    assert row["initiative"] == shown


def test_no_part_of_a_title_that_is_a_party_is_its_name(check, registers):
    (row,) = check("Nova Scotia is led by Manitoba.", store=registers, audience="secretariat").rows
    assert row["verdict"] == "not understood"


@pytest.mark.parametrize(
    ("memo", "edition", "words"),
    [
        ("Nunavut leads the Harbour swap.", "2022-winter", "Nunavut shared no report for winter 2022"),
        ("# Spring 2023\n\nNunavut leads the Harbour swap.", "2023-spring", "for spring 2023 is not recorded"),
        (
            "Ontario reported in winter 2022. Nunavut leads the Harbour swap.",
            "2022-winter",
            "no report for winter 2022",
        ),
    ],
)
def test_reports_are_looked_for_in_the_edition_that_the_memo_names_or_the_last_that_records_them(
    check, registers, memo, edition, words
):
    row = check(memo, store=registers, audience="secretariat").rows[-1]
    assert row["edition"] == edition
    assert words in row["explanation"]
