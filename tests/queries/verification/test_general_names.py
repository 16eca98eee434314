"""A name that says only a kind of work is that of the work whose parties the statement names."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from queries.verification.statements.lexicon import is_kind_name
from tests.helpers.claim_writer import Writer

SUPPORTED, CONTRADICTED, ABSENT = "supported", "contradicted", "not in the graph"


@pytest.fixture
def agreements(tmp_path) -> SqliteStore:
    w = Writer()
    w.submitted("CA-AB", "CA-MB", "CA-NS")
    for lead, partner, date in (("CA-AB", "CA-BC", "2021-03-04"), ("CA-MB", "CA-SK", "2019-05-06")):
        for title in ("Memorandum of Understanding", "Plan d'action"):
            work = w.initiative(lead, title, partners=[partner])
            w.add_claim("initiative", work, "date", value=date, qualifier="approval", by=lead)
    work = w.initiative("CA-NS", "Memorandum of Understanding on tide data", partners=["CA-PE"])
    w.add_claim("initiative", work, "date", value="2022-07-08", qualifier="approval", by="CA-NS")
    w.initiative("CA-NB", "Snow plough locator")
    work = w.initiative("CA-NL", "Buoy register")
    w.add_claim("initiative", work, "date", value="2020-01-15", qualifier="approval", by="CA-NL")
    w.add_claim("initiative", work, "date", value="2022-09-10", qualifier="milestone", by="CA-NL")
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([w.reading()])
    return store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alberta signed a Memorandum of Understanding with British Columbia on 4 March 2021.",
         ("CA-AB/memorandum-of-understanding", SUPPORTED)),
        ("Saskatchewan and Manitoba signed a memorandum of understanding on 6 May 2019.",
         ("CA-MB/memorandum-of-understanding", SUPPORTED)),
        # of other parties, or one of them with another
        ("Ontario signed a memorandum of understanding with Quebec on 6 May 2019.", (None, ABSENT)),
        ("Alberta signed a Memorandum of Understanding with Quebec on 1 June 2018.", (None, ABSENT)),
        ("Riverton Harbour Trust and Lakeside Rowing Club signed a Memorandum of Understanding on 6 May 2019.",
         (None, ABSENT)),
        # the same parties may have signed another one
        ("Alberta signed a Memorandum of Understanding with British Columbia on 1 June 2018.",
         ("CA-AB/memorandum-of-understanding", ABSENT)),
        # the work whose parties it names has a longer title
        ("Nova Scotia and Prince Edward Island signed a memorandum of understanding on 8 July 2022.",
         ("CA-NS/memorandum-of-understanding-on-tide-data", SUPPORTED)),
        # nobody is named
        ("The Memorandum of Understanding was signed on 6 May 2019.", ("CA-MB/memorandum-of-understanding", SUPPORTED)),
        ("The Snow plough locator was opened by New Brunswick.", ("CA-NB/snow-plough-locator", SUPPORTED)),
    ],
)  # fmt: skip
def test_a_memorandum_is_that_of_the_parties_that_are_named(check, agreements, text, expected):
    row = check(text, store=agreements).rows[-1]
    assert (row["initiative"], row["verdict"]) == expected


def test_work_of_other_parties_is_the_reason(check, agreements):
    text = "Ontario signed a memorandum of understanding with Quebec on 6 May 2019."
    assert "no work of this name of these parties" in check(text, store=agreements).rows[-1]["explanation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’Alberta dirige le plan d’action avec la Colombie-Britannique.", [SUPPORTED, SUPPORTED]),
        ("L’Ontario dirige le plan d’action avec le Québec.", [ABSENT, ABSENT]),
    ],
)
def test_a_plan_in_french(check, agreements, text, expected):
    assert [row["verdict"] for row in check(text, store=agreements, language="fr").rows] == expected


def test_the_next_sentence_is_about_the_same_parties(check, agreements):
    text = "Ontario and Quebec signed a Memorandum of Understanding. It was signed on 6 May 2019."
    assert check(text, store=agreements).rows[-1]["verdict"] == ABSENT


def test_a_row_is_about_the_work_of_its_parties(check, agreements):
    table = (
        "| Project | Lead | Partners |\n|---|---|---|\n| Memorandum of Understanding | Alberta | British Columbia |\n"
    )
    table += "| Memorandum of Understanding | Ontario | Quebec |\n"
    assert [row["verdict"] for row in check(table, store=agreements).rows] == [SUPPORTED, SUPPORTED, ABSENT, ABSENT]


def test_a_date_that_the_graph_has_of_some_event_is_not_contradicted(check, agreements):
    (row,) = check("The Buoy register was approved on 10 September 2022.", store=agreements).rows
    assert row["verdict"] == ABSENT
    assert "September 10, 2022" in row["explanation"]
    (row,) = check("The Buoy register was approved on 11 September 2022.", store=agreements).rows
    assert row["verdict"] == CONTRADICTED


@pytest.mark.parametrize(
    "name",
    ["Memorandum of Understanding", "the Agreement", "MOU", "Action Plan", "National action plan", "Project",
     "protocole d’entente", "Convention", "Entente de coopération", "le plan d'action national"],
)  # fmt: skip
def test_names_of_a_kind_alone(name):
    assert is_kind_name(name)


@pytest.mark.parametrize(
    "name", ["Tide data agreement", "Memorandum of Understanding on tide data", "Plan d'eau", "Service Riverton", ""]
)
def test_names_of_more_than_a_kind(name):
    assert not is_kind_name(name)
