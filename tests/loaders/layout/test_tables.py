"""A table whose header names its columns tells the same in every format, whatever pages and cells do to it."""

from __future__ import annotations

import io
from html import escape

import docx
import pytest
from fpdf import FPDF

from tests.helpers.reading import read

HEAD = {
    "en": ["Jurisdictions", "Initiative", "Description", "Partners", "Status", "Launch date", "Contact", "Remarks"],
    "fr": [
        "Administration", "Nom de l’initiative", "Description", "Partenaires", "État", "Date de lancement",
        "Personne-ressource", "Remarques",
    ],
}  # fmt: skip
ROWS = {
    "en": [
        ["Yukon", "Harbour Desk", "A desk that tells boats when the harbour opens. It was approved in March 2021.",
         "Nunavut; Alberta", "In progress", "2021-05-15", "Nobody", "One remark"],
        ["", "Ice Road Map", "A map of roads.", "Acme Maps Inc.", "Completed", "", "", ""],
        ["Ontario", "Seed Ledger", "A ledger of seeds, made in partnership with Manitoba.", "", "", "", "", ""],
    ],
    "fr": [
        ["Yukon", "Guichet du port", "Un guichet qui dit quand le port ouvre. Il a été approuvé en mars 2021.",
         "Nunavut; Alberta", "En cours", "2021-05-15", "Personne", "Une remarque"],
        ["", "Carte des glaces", "Une carte des routes.", "Cartes Acme inc.", "Terminé", "", "", ""],
        ["Ontario", "Registre des semences", "Un registre, créé en partenariat avec le Manitoba.", "", "", "", "", ""],
    ],
}  # fmt: skip
TITLES = {
    "en": ["Information-Sharing Analysis", "February 2022"],
    "fr": ["Analyse du partage d’information", "Février 2022"],
}


def as_docx(titles, head, rows) -> bytes:
    document, made = docx.Document(), io.BytesIO()
    document.add_heading(titles[0], 0)
    document.add_paragraph(titles[1])
    grid = document.add_table(rows=0, cols=len(head))
    for row in [head, *rows]:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    document.save(made)
    return made.getvalue()


def as_html(titles, head, rows) -> bytes:
    cells = ["".join(f"<td>{escape(text)}</td>" for text in row) for row in [head, *rows]]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    text = f"<html><body><h1>{titles[0]}</h1><p>{titles[1]}</p><table>{table}</table></body></html>"
    return text.encode()


def as_markdown(titles, head, rows) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]
    return "\n".join([f"# {titles[0]}", "", titles[1], "", *lines, ""]).encode()


def as_pdf(titles, head, rows, lines="ALL", below="") -> bytes:
    pdf = FPDF(format="letter", orientation="landscape")
    pdf.set_font("helvetica", size=9)
    pdf.add_page()
    for title in titles:
        pdf.cell(text=plain(title), new_x="LMARGIN", new_y="NEXT")
    with pdf.table(
        col_widths=(16, 18, 44, 18, 14, 16, 16, 16), borders_layout=lines, padding=1, text_align="LEFT"
    ) as table:
        for row in [head, *rows]:
            table.row([plain(text) for text in row])
    pdf.multi_cell(w=0, text=below)
    return bytes(pdf.output())


def plain(text: str) -> str:
    return text.replace("’", "'")


MAKERS = {"docx": as_docx, "html": as_html, "md": as_markdown, "pdf": as_pdf}


def statements(reading) -> set[tuple]:
    """What is said, without places."""
    return {
        (c.kind, c.subject, c.predicate, c.qualifier, plain(c.object or c.value), c.reported_by)
        for c in reading.claims
    }  # fmt: skip


def claim_values(reading, subject: str, predicate: str) -> list[str]:
    return sorted(c.object or c.value for c in reading.claims if (c.subject, c.predicate) == (subject, predicate))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_format_gives_the_same(language):
    made = [
        read(None, make(TITLES[language], HEAD[language], ROWS[language]), f"x.{kind}") for kind, make in MAKERS.items()
    ]
    first, *others = map(statements, made)
    assert all(other == first for other in others)
    reading = made[0]
    leads = [claim.object for claim in reading.claims if claim.predicate == "lead"]
    assert leads == ["CA-YT", "CA-YT", "CA-ON"]  # a lead that is not repeated leads the row below, too
    desk = next(claim.subject for claim in reading.claims if claim.predicate == "title")
    assert claim_values(reading, desk, "status") == ["in-progress"]
    assert claim_values(reading, desk, "date") == ["2021-03", "2021-05-15"]  # one of the text, one of the column
    partners = {claim.object for claim in reading.claims if claim.predicate == "member" and desk in claim.subject}
    assert partners == {"CA-YT", "CA-NU", "CA-AB"}
    assert {"CA-MB", "CA-ON"} <= {claim.object for claim in reading.claims if claim.predicate == "member"}
    assert len([claim for claim in reading.claims if claim.predicate == "external_partner"]) == 1
    kept = " ".join(each.text for each in reading.unplaced)
    assert HEAD[language][7] in kept  # a column that means nothing is kept, but for whom to contact
    assert ROWS[language][0][6] not in kept


@pytest.mark.parametrize("lines", ["NONE", "HORIZONTAL_LINES", "MINIMAL"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_table_without_lines_gives_the_same(language, lines):
    given = TITLES[language], HEAD[language], ROWS[language]
    below = {
        "en": "A paragraph that stands below the table, and that runs across all of its columns without a gap. " * 3,
        "fr": "Un paragraphe qui se trouve sous le tableau, et qui court sur toutes ses colonnes sans espace. " * 3,
    }[language]
    reading = read(None, as_pdf(*given, lines, below), "x.pdf")
    assert statements(reading) == statements(read(None, as_docx(*given), "x.docx"))
    assert below.strip() in {each.text for each in reading.unplaced}


def test_a_table_that_spans_pages_is_one():
    leads = ["Alberta", "Ontario", "Yukon", "Nunavut"]
    text = "It keeps a list of what was lent, and to whom it was lent, and when it will come back again, if ever. " * 2
    rows = [
        [leads[n % 4], f"Desk number {n}", f"Desk {n}. {text}", leads[n % 3 - 1], "", "", "", ""] for n in range(60)
    ]
    reading = read(None, as_pdf(TITLES["en"], HEAD["en"], rows), "x.pdf")
    titles = [claim for claim in reading.claims if claim.predicate == "title"]
    assert [claim.value for claim in titles] == [row[1] for row in rows]
    assert titles[-1].place.page > 3
    assert [claim.value for claim in reading.claims if claim.predicate == "summary"] == [row[2].strip() for row in rows]
    assert not [each for each in reading.unplaced if "Desk" in each.text]


def test_a_row_that_a_page_cuts_is_whole_again():
    from loaders.layout.blocks import Grid
    from loaders.layout.tables import split_column_tables
    from loaders.text.lines import Line

    def row(page: int, *texts: str) -> list[list[Line]]:
        return [[Line(text, 1, page)] if text else [] for text in texts]

    first = Grid([row(1, "Lead", "Initiative", "Description"), row(1, "Yukon", "Harbour and", "A desk")])
    second = Grid([row(2, "", "river desk", "for boats."), row(2, "", "Ice Map", "A map.")])
    third = Grid([row(3, "Lead", "Initiative", "Description"), row(3, "", "", "of ice.")])
    rest, (table,) = split_column_tables([first, [], second, [], third], with_lead=True)
    assert rest == [[], []]
    assert [[" ".join(line.text for line in cell) for cell in each] for each in table.rows] == [
        ["Yukon", "Harbour and river desk", "A desk for boats."],
        ["Yukon", "Ice Map", "A map. of ice."],
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_in_a_submission_the_sender_leads(kind):
    titles = ["Submission of Alberta", "Winter 2022"]
    rows = [["Rail Desk", "A desk for rails.", "Yukon"], ["Well Map", "A map, with Manitoba as a partner.", ""]]
    head = ["Initiative", "Description", "Partners"]
    data = MAKERS[kind](titles, head, rows) if kind != "pdf" else narrow(titles, head, rows)
    reading = read(None, data, f"x.{kind}")
    assert [claim.object for claim in reading.claims if claim.predicate == "lead"] == ["CA-AB", "CA-AB"]
    assert {claim.reported_by for claim in reading.claims if claim.kind == "initiative"} == {"CA-AB"}
    assert "CA-YT" in {claim.object for claim in reading.claims if claim.predicate == "member"}
    assert reading.source.edition == "2022-winter"


def narrow(titles, head, rows) -> bytes:
    pdf = FPDF()
    pdf.set_font("helvetica", size=9)
    pdf.add_page()
    for title in titles:
        pdf.cell(text=title, new_x="LMARGIN", new_y="NEXT")
    with pdf.table() as table:
        for row in [head, *rows]:
            table.row(row)
    return bytes(pdf.output())


def test_a_submission_does_not_speak_for_another():
    head = ["Lead", "Initiative", "Description"]
    rows = [["Alberta", "Rail Desk", "A desk."], ["Ontario", "Road Desk", "Another desk."]]
    reading = read(None, as_docx(["Submission of Alberta", "Winter 2022"], head, rows), "x.docx")
    assert {claim.object for claim in reading.claims if claim.predicate == "lead"} == {"CA-AB"}
    assert {claim.object for claim in reading.claims if claim.predicate == "submitted"} <= {"CA-AB"}
    assert "Road Desk" in {each.text for each in reading.unplaced}
    assert any(note.values.get("name") == "Ontario" for note in reading.notes)


@pytest.mark.parametrize(
    "head",
    [
        ["Year", "Number", "Amount"],
        ["Initiative", "Number", "Amount"],
        ["Lead", "Description", "Amount"],
        ["A very long sentence that nobody would take for the header of a column", "Initiative", "Lead"],
    ],
)
def test_other_tables_are_kept_as_text(head):
    rows = [["2021", "12", "Alberta"], ["2022", "14", "Yukon"]]
    titles = ["PSSDC Information-Sharing Analysis", "February 2022", "Key Achievements"]
    data = as_html(titles, head, rows).replace(b"<table", b"<h2>Key Achievements</h2><table")
    reading = read(None, data, "x.html")
    assert not [claim for claim in reading.claims if claim.kind == "initiative"]
    assert {"2021", "14"} <= {each.text for each in reading.unplaced}


@pytest.mark.parametrize(
    ("head", "rows", "needs"),
    [
        (
            ["Jurisdiction", "Need", "Contact"],
            [["Yukon", "Ways to keep people in the North.", "Nobody"], ["", "Ways to pay without a bank.", ""]],
            ["Ways to keep people in the North.", "Ways to pay without a bank."],
        ),
        (
            ["Administration", "Besoins", "Personne-ressource"],
            [["Yukon", "Comment garder les gens dans le Nord, et pourquoi.", "Personne"]],
            ["Comment garder les gens dans le Nord, et pourquoi."],
        ),
    ],
)
def test_a_table_of_needs_says_who_asks(head, rows, needs):
    french = head[0] == "Administration"
    reading = read(None, as_docx(TITLES["fr" if french else "en"], head, rows), "x.docx")
    assert [claim.value for claim in reading.claims if (claim.kind, claim.predicate) == ("need", "text")] == needs
    assert {claim.object for claim in reading.claims if (claim.kind, claim.predicate) == ("need", "by")} == {"CA-YT"}
    assert not [each for each in reading.unplaced if "Nobody" in each.text or "Personne" in each.text]


def test_persons_lead_nothing():
    rows = [["Somebody New", "Book the room", "soon"], ["Nobody Else", "Bring the cake", "later"]]
    reading = read(None, as_docx(TITLES["en"], ["Responsible", "Activity", "When"], rows), "x.docx")
    assert not [claim for claim in reading.claims if claim.kind in ("initiative", "jurisdiction")]
    assert "Bring the cake" in {each.text for each in reading.unplaced}
