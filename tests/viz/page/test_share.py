"""What can be passed on: a file of exactly this view, a slide, a workbook, pictures; and what is printed."""

from __future__ import annotations

import csv
from io import BytesIO

import openpyxl
import pytest
from click.testing import CliRunner
from defusedxml.ElementTree import fromstring
from pptx import Presentation
from pptx.util import Emu

from accord.cli import make_group
from tests.queries.suggestions.three_editions import build
from tests.viz.accessibility import lay_out_all
from tests.viz.printing import print_texts
from viz.page.render import render_page


def keep(page, button: str):
    """Open the dialog and press a button of it; returns the download."""
    if page.locator("#saving").is_hidden():
        page.locator("#save").click()
    with page.expect_download() as kept:
        page.locator(button).click()
    return kept.value


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_of_the_view_opens_with_the_choice(visit, document, opportunities, packed):
    html = render_page(document, opportunities, language="en", min_compressed=0 if packed else 10**9)
    page = visit(html, "#jurisdiction=CA-ON&theme=digital-identity&lang=fr")
    page.locator("#filter").evaluate("each => (each.open = true)")
    kept = keep(page, "#save-view")
    assert kept.suggested_filename == "accord-ontario-identite-numerique.html"
    made = kept.path().read_text("utf-8")
    assert made.startswith("<!doctype html>")
    copy = visit(made)
    assert copy.evaluate("document.documentElement.lang") == "fr"
    assert copy.locator("#details-title").inner_text() == "Ontario × Identité numérique"
    assert copy.locator("#saving").is_hidden()
    lay_out_all(copy)
    lay_out_all(page)
    for part in ("#matrix", "#initiatives", "#words", "#opportunities", "#heading"):
        assert copy.locator(part).inner_text() == page.locator(part).inner_text()
    copy.locator("#reset").click()
    assert copy.locator("#initiatives tbody tr").count() == 23
    again = keep(copy, "#save-view").path().read_text("utf-8")
    assert len(again) == pytest.approx(len(made), rel=0.2)


def test_a_file_on_a_disk_has_no_link(visit, html):
    page = visit(html)
    page.locator("#save").click()
    assert page.locator("#copy").is_hidden()


@pytest.mark.parametrize(
    ("fragment", "title", "name"),
    [
        ("", "Winter 2022: 8 jurisdictions", "who-works-on-what-with-whom"),
        ("#theme=data&lang=fr", "Données", "donnees-et-donnees-probantes"),
    ],
)
def test_a_slide_has_text_and_notes_with_sources(visit, html, fragment, title, name):
    page = visit(html, fragment)
    kept = keep(page, "#save-slide")
    assert kept.suggested_filename == f"accord-{name}.pptx"
    made = Presentation(kept.path())
    assert len(made.slides) == 1
    slide = made.slides[0]
    assert slide.shapes.title.text_frame.text.startswith(title)
    words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert " ↔ " in words or fragment
    if not fragment:
        assert {"ON", "AB", "CRA"} <= set(words.split())
    for shape in slide.shapes:
        assert 0 <= shape.left <= shape.left + shape.width <= made.slide_width + Emu(12700), shape.name
        assert 0 <= shape.top <= shape.top + shape.height <= made.slide_height + Emu(12700), shape.name
    notes = slide.notes_slide.notes_text_frame.text
    assert "conseil-2022-hiver.txt" in notes
    assert "public" in notes


def test_a_workbook_has_a_sheet_for_each_table(visit, html):
    page = visit(html)
    made = openpyxl.load_workbook(BytesIO(keep(page, "#save-workbook").path().read_bytes()))
    assert len(made.sheetnames) == 4
    first = made.worksheets[0]
    assert first["A1"].value == "Initiative"
    assert first["A1"].font.b
    assert first.max_row == 24
    assert {"Summary", "Words of the source"} <= {cell.value for cell in first[1]}


def test_tables_have_the_separator_of_the_language(visit, html):
    page = visit(html, "#lang=fr")
    data = keep(page, "#save-initiatives").path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(table) == 24
    assert {len(row) for row in table} == {len(table[0])}


@pytest.mark.parametrize("which", ["map", "network", "matrix", "timeline"])
def test_pictures_can_be_kept(visit, html, which):
    page = visit(html)
    page.locator("#save").click()
    page.locator("#picture").select_option(which)
    kept = keep(page, "#save-svg")
    assert kept.suggested_filename == f"accord-{which}.svg"
    drawing = fromstring(kept.path().read_text("utf-8"))
    assert float(drawing.get("width")) > 100
    assert sum(1 for _ in drawing.iter("{http://www.w3.org/2000/svg}text")) > 1
    assert keep(page, "#save-png").path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_briefing_of_three_editions_has_four_pages(visit, tmp_path, language, size):
    graph = build(tmp_path / "editions.db")
    html = tmp_path / "editions.html"
    made = CliRunner().invoke(
        make_group(), ["--lang", language, "view", "--audience", "secretariat", "--graph", str(graph), "-o", str(html)]
    )
    assert made.exit_code == 0, made.output
    texts = print_texts(visit(html.read_text("utf-8")), "#print", tmp_path / "printed.pdf", size)
    assert 2 <= len(texts) <= 4
    assert all(len(text) > 400 for text in texts)


@pytest.mark.parametrize("asked", [False, True])
def test_reports_are_printed_for_who_asks(visit, html, tmp_path, asked):
    page = visit(html)
    page.locator("#save").click()
    assert page.locator("#print-reports").inner_text() == "Print, with a page for each of 10 jurisdictions"
    texts = print_texts(page, "#print-reports" if asked else "#print", tmp_path / "printed.pdf", "Letter")
    assert ("Manitoba" in {text.split("\n")[0] for text in texts}) == asked
    assert all("For the public" in text for text in texts)
    assert all(f"{at} / {len(texts)}" in text for at, text in enumerate(texts, start=1))
    assert asked or len(texts) <= 4


def test_the_picture_of_the_matrix_holds_its_visible_text(visit, html):
    page = visit(html)
    page.locator("#save").click()
    page.locator("#picture").select_option("matrix")
    drawing = fromstring(keep(page, "#save-svg").path().read_text("utf-8"))
    texts = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("Who works on what") == 1
    assert "Ontario" in texts
    assert not [each for each in texts if each and "with and without a theme" in each]
    assert [each for each in texts if each and "takes part as partner" in each]


def test_on_a_phone_a_row_of_initiatives_is_a_block_with_the_names_of_its_columns(visit, html):
    page = visit(html, width=320)
    row = page.locator("#initiatives tbody tr").first
    assert row.evaluate("each => [...each.cells].every((cell) => getComputedStyle(cell).display !== 'table-cell')")
    assert row.get_by_role("cell").count() >= 2
    assert row.locator("td").first.get_attribute("data-label") == "Led by"
    assert page.locator("#initiatives").evaluate(
        "each => each.parentElement.scrollWidth <= each.parentElement.clientWidth"
    )
