"""What a lower audience is shown does not depend on what it may not see, byte by byte."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.files.council_round import as_json, build_round, memos, round_document

MEMO = (
    "Saskatchewan leads the Grain inspection app. The Grain inspection app is planned. Saskatchewan leads the Seed bank"
    " finder. Saskatchewan works on artificial intelligence. Saskatchewan and Alberta work together on artificial"
    " intelligence. Saskatchewan reported in spring 2024. Saskatchewan did not report in spring 2024. Saskatchewan is a"
    " partner in the Coastal permit desk. The Coastal permit desk is led by Saskatchewan. Ontario leads the Seed bank"
    " finder."
)


def other_fact(document):
    """Another initiative in place of the withheld one, with other partners and themes."""
    (withheld,) = [one for one in document["initiatives"] if one["lead"] == "CA-SK"]
    withheld |= {"en": "Seed bank finder", "fr": "Banque de semences", "themes": ["ai"]}
    withheld["editions"]["2024-spring"] |= {"status": "planned", "partners": ["CA-AB", "CA-ON"]}


def no_fact(document):
    """A withheld report without an initiative."""
    document["initiatives"] = [one for one in document["initiatives"] if one["lead"] != "CA-SK"]


def no_report(document):
    """No report at all."""
    no_fact(document)
    document["editions"][-1]["submitted"].remove("CA-SK")


def correction(document):
    """A withheld report that says otherwise of what others lead."""
    other = {"lead": "CA-SK", "status": "completed", "partners": ["CA-NU"], "dates": {"launch": "2020-01"}}
    document["initiatives"].append(
        {"lead": "CA-NB", "en": "Coastal permit desk", "fr": "Guichet des permis côtiers", "themes": ["ai"],
         "editions": {"2024-spring": other}}
    )  # fmt: skip


@pytest.fixture(scope="module", params=[other_fact, no_fact, no_report, correction], ids=lambda one: one.__name__)
def other(request, tmp_path_factory):
    document = round_document()
    request.param(document)
    return SqliteStore(build_round(tmp_path_factory.mktemp("other") / "accord.db", document))


@pytest.mark.parametrize("audience", ["public", "members"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_is_printed_whatever_a_withheld_report_says(check, council, other, audience, language):
    texts = [MEMO, *(path.read_text("utf-8") for path in memos()[:4])]
    for text in texts:
        one = check(text, audience=audience, language=language, store=council)
        two = check(text, audience=audience, language=language, store=other)
        assert as_json(stripped(one.to_dict())) == as_json(stripped(two.to_dict()))


def stripped(answer):
    """An answer; sources and lines differ where the made-up documents do, as they would not between audiences."""
    places = ("source", "line")
    for row in answer["rows"]:
        row["evidence"] = [{k: v for k, v in one.items() if k not in places} for one in row["evidence"]]
    return answer


def test_the_secretariat_sees_the_difference(check, council, other):
    one = check(MEMO, audience="secretariat", store=council)
    two = check(MEMO, audience="secretariat", store=other)
    assert [row["verdict"] for row in one.rows] != [row["verdict"] for row in two.rows]
    assert "not for this audience" not in {row["verdict"] for row in one.rows}


def test_what_is_not_for_an_audience_names_nothing_of_it(check):
    rows = [row for row in check(MEMO).rows if row["verdict"] == "not for this audience"]
    assert len(rows) >= 6
    for row in rows:
        assert row["evidence"] == row["coverage"] == []
        assert row["initiative"] in (None, "CA-NB/coastal-permit-desk")
        assert row["explanation"].startswith("Of 13 reports received for spring 2024, this audience sees 12")


@pytest.mark.parametrize(
    ("language", "text", "explanation"),
    [
        ("en", "Saskatchewan did not report in spring 2024.",
         "Of 13 reports received for spring 2024, this audience sees 12; the others are not loaded or not for it."),
        ("fr", "La Saskatchewan n’a pas soumis de rapport au printemps 2024.",
         ("Sur 13 rapports reçus pour l’édition du printemps 2024, ce public en voit 12\u202f; les autres ne sont pas"
         " chargés ou ne lui sont pas destinés.")),
    ],
)  # fmt: skip
def test_a_report_that_is_not_here_is_called_withheld_neither_where_it_is_nor_where_it_is_not(
    check, council, tmp_path, language, text, explanation
):
    document = round_document()
    no_report(document)
    not_loaded = SqliteStore(build_round(tmp_path / "accord.db", document))
    for store in (council, not_loaded):
        (row,) = check(text, language=language, store=store).rows
        assert (row["verdict"], row["explanation"]) == ("not for this audience", explanation)


def test_an_audience_that_sees_nothing_gets_a_note(check, tmp_path):
    store = _members_only(tmp_path / "accord.db")
    (row,) = check("Alberta leads the Trade certificate wallet.", audience="public", store=store).rows
    assert (row["verdict"], row["explanation"]) == (
        "not for this audience", "This audience sees no edition of this graph.",
    )  # fmt: skip


def _members_only(path):
    w = Writer()
    w.submitted("CA-AB")
    w.initiative("CA-AB", "Trade certificate wallet")
    store = SqliteStore(path, create=True)
    store.add([w.reading()], "members")
    return store
