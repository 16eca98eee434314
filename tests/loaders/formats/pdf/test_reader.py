"""A PDF must tell what its text tells, and fail with a sentence where it cannot."""

from __future__ import annotations

import contextlib

import pytest
from fpdf import FPDF

from graph.errors import SourceError
from tests.helpers.fact_table import Facts
from tests.helpers.files.pdf import Model, Row, as_pdf, as_text
from tests.helpers.reading import read

MODEL = Model(
    title=["Public Sector Service Delivery Council (PSSDC)", "Information-Sharing Analysis", "", "June 2022"],
    boxes=[
        ("Plain Language Priority", "Jurisdictions write letters that people understand."),
        ("Remote Service Priority", "Counters open where there were none. People come back."),
    ],
    rows=[
        Row(
            "SASKATCHEWAN",
            [
                "- Grain Ledger. Launched in April 2022, it was made in partnership with Manitoba.",
                "- Elevator Map. The map shows every elevator that is still standing.",
                "- Prairie Sign-In. The project offers:\n- Farm Card: a card for farmers.\n- Field Card: another.",
            ],
        ),
        Row(
            "NORTHWEST TERRITORIES (GNWT)",
            [
                (
                    "- Ice Road Bulletin. Approved in March 2022, the bulletin tells drivers where the ice is thick "
                    "enough to carry a lorry and where it is not, and it is read out on the radio each morning by "
                    "volunteers."
                ),
                (
                    "- Barge Booking. The territory works jointly with Yukon. Shippers book a place on a barge without "
                    "calling anybody, and are told when the river opens, which is never the same day."
                ),
                "- Snow Desk. One desk for all that has to do with snow.",
            ],
        ),
    ],
    needs=[
        (["Ways to keep people who know the North."], "Staff Retention"),
        (["Ways to pay without a bank.", "Ways to lend money."], "Payments for All"),
    ],
    closing=[
        (
            "- A total of 7 information-sharing documents were received for the PSSDC Summer 2022 meeting. 2 "
            "jurisdictions did not submit a report (Ontario and Health Canada)."
        ),
    ],
    cut=5,
)


def statements(reading):
    """Claims without their places, which differ between a text and a PDF."""
    return {
        (c.kind, c.subject, c.predicate, c.object, c.value, c.qualifier, c.language, c.reported_by, c.stated, c.rule)
        for c in reading.claims
    }


@pytest.fixture(scope="module")
def pdf():
    return read(None, as_pdf(MODEL), "made-up.pdf")


def test_a_pdf_gives_what_its_text_gives(pdf):
    text = read(None, as_text(MODEL).encode(), "made-up.txt")
    assert statements(pdf) == statements(text)
    assert pdf.source.media_type == "application/pdf"
    assert sorted(each.text for each in pdf.unplaced) == sorted(each.text for each in text.unplaced)


def test_cells_cut_by_the_page_go_on_in_their_column(pdf):
    facts = Facts(pdf)
    assert facts.summary("Ice Road Bulletin").endswith("each morning by volunteers.")
    assert facts.summary("Barge Booking").endswith("which is never the same day.")
    assert len(facts.titles) == 8


def test_places_are_pages_and_lines_of_the_page(pdf):
    facts = Facts(pdf)
    places = {claim.value: claim.place for claim in pdf.claims if claim.predicate == "title"}
    assert {place.page for place in places.values()} == {2}
    assert places["Grain Ledger"].line == places["Elevator Map"].line == places["Prairie Sign-In"].line
    assert {claim.place.page for claim in facts.by_subject["edition", "2022-summer"]["received"]} == {4}
    assert {claim.place.page for claim in facts.by_subject["edition", "2022-summer"]["priority"]} == {1}


def test_two_column_table_with_a_list_of_items_in_one_cell():
    model = Model(
        title=MODEL.title,
        boxes=[],
        rows=[Row("ALBERTA", ["- Well Watch. A register of wells.\n- Dust Line. A line to call about dust."])],
        needs=[],
        closing=MODEL.closing,
    )
    facts = Facts(read(None, as_pdf(model), "made-up.pdf"))
    assert list(facts.titles.values()) == ["Well Watch", "Dust Line"]


def scan() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50, style="F")
    return bytes(pdf.output())


def locked() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="one", user_password="two")  # noqa: S106 (a test locks its own file)
    pdf.add_page()
    pdf.set_font("helvetica", size=9)
    pdf.cell(text="Information-Sharing Analysis")
    return bytes(pdf.output())


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (scan, "holds no text"),
        (locked, "protected by a password"),
        (lambda: as_pdf(MODEL)[:400], "is damaged"),
        (lambda: b"%PDF-1.7\n" + b"\0" * 5000, "is damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(make, says):
    with pytest.raises(SourceError, match=says):
        read(None, make(), "made-up.pdf")


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_read_or_refused(share):
    data = as_pdf(MODEL)
    with contextlib.suppress(SourceError):
        assert read(None, data[: int(len(data) * share)], "made-up.pdf").claims
