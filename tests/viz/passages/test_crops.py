"""Pictures of passages: words are lit where they are, and what the audience may not see of a page is white."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from accord.cli import make_group
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from viz.passages.crops import SCALE, Crops, cut_passages

LINES = (
    "Alberta opens a portal for permits in the spring of the year.",
    "Ontario will close its old counter; please do not tell anybody.",
    "It replaces four paper forms and is ready for all",
    "municipal-",
    "ities of the province.",
)
SPLIT = "It replaces four paper forms and is ready for all municipalities of the province."


def pdf(*pages: tuple[str, ...]) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=letter, invariant=True)
    for lines in pages:
        canvas.setFont("Helvetica", 12)
        for at, line in enumerate(lines):
            canvas.drawString(72, 700 - 20 * at, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def crops_of(*quotes: str, everything: bool = False, budget: int = 1_000_000) -> Crops:
    evidence = [{"source": 0, "page": 1, "quote": at} for at in range(len(quotes))]
    return cut_passages(
        {0: pdf(LINES)}, evidence, quotes, range(len(quotes)), everything=everything, budget=budget
    )  # fmt: skip


def picture(crops: Crops, at: int = 0) -> Image.Image:
    image = Image.open(io.BytesIO(base64.b64decode(crops.images[at]))).convert("L")
    assert image.size == crops.sizes[at]
    return image


def ink(image: Image.Image, top: float, bottom: float) -> int:
    """Dark pixels between two heights."""
    return sum(image.crop((0, max(0, int(top)), image.width, int(bottom))).histogram()[:128])


def test_words_are_lit_where_they_are():
    crops = crops_of(LINES[0], "a portal for permits")
    assert len(crops.images) == 1
    (whole, lit) = crops.of["0"], crops.of["1"]
    assert whole[0] == lit[0] == 0
    assert whole[1] < lit[1]
    assert lit[3] < whole[3]
    image = picture(crops)
    left, top, width, height = lit[1:]
    assert ink(image.crop((left, 0, left + width, image.height)), top, top + height) > 50


def test_words_over_several_lines_have_a_rectangle_for_each():
    crops = crops_of(SPLIT)
    assert len(crops.of["0"][1:]) == 3 * 4


def test_lines_of_others_are_white():
    ink_below = []
    for everything in (False, True):
        crops = crops_of(LINES[0], everything=everything)
        bottom = crops.of["0"][2] + crops.of["0"][4]
        ink_below.append(ink(picture(crops), bottom + 3, bottom + 22 * SCALE))
    assert ink_below[0] == 0
    assert ink_below[1] > 0


def test_two_quotes_side_by_side_do_not_show_what_is_between():
    crops = crops_of(LINES[0], SPLIT)
    for at in range(2):
        image = picture(crops, at)
        top = 0 if at else crops.of["0"][2] + crops.of["0"][4] + 3
        between = (top, top + 8 * SCALE)
        assert ink(image, *between) == 0


def test_what_is_not_on_the_page_or_not_at_one_place_only_has_no_picture():
    assert crops_of("Quebec opens a portal.", "a").images == []
    assert crops_of("Alberta opens […] in the spring").of["0"][0] == 0


def test_words_are_found_with_the_marks_of_notes_that_a_quote_is_without():
    lines = ("Alberta2 opens a portal for permits [1] in the spring.",)
    found = cut_passages(
        {0: pdf(lines)}, [{"source": 0, "page": 1, "quote": at} for at in range(2)],
        ["Alberta opens a portal for permits in", "Ontario opens a portal"], range(2), everything=False, budget=10**6,
    )  # fmt: skip
    assert list(found.of) == ["0"]
    assert len(found.images) == 1


def test_no_more_pictures_than_fit():
    whole = crops_of(LINES[0], SPLIT)
    some = crops_of(LINES[0], SPLIT, budget=len(whole.images[0]))
    assert (len(whole.images), len(some.images), some.omitted) == (2, 1, 1)


def council(folder: Path, data: bytes) -> Path:
    """Load two statements of a PDF; what Ontario reports is withheld."""
    w = Writer(edition="2022-winter")
    w.submitted("CA-AB", "CA-ON")
    w.initiative("CA-AB", LINES[0])
    w.initiative("CA-ON", LINES[1])
    reading = w.reading()
    named = {"id": hashlib.sha256(data).hexdigest(), "name": "analysis.pdf", "media_type": "application/pdf"}
    reading = replace(reading, source=reading.source.model_copy(update=named))
    SqliteStore(folder / "accord.db", create=True).add([reading], "public")
    SqliteStore(folder / "accord.db").approve("CA-ON", "2022-winter", "withheld")
    return folder / "accord.db"


@pytest.mark.parametrize(("audience", "many"), [("public", 1), ("secretariat", 2)])
def test_the_page_shows_what_its_audience_may_see(tmp_path: Path, audience: str, many: int):
    data = pdf(LINES)
    graph = council(tmp_path, data)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "renamed.pdf").write_bytes(data)
    (tmp_path / "documents" / "other.pdf").write_bytes(pdf(("Another document.",)))
    words = ["view", "--graph", str(graph), "--audience", audience, "--with-passages", str(tmp_path / "documents")]
    made = CliRunner().invoke(make_group(), [*words, "-o", str(tmp_path / "page.html")])
    assert made.exit_code == 0, made.output
    html = (tmp_path / "page.html").read_text("utf-8")
    block = re.search(r'<script type="application/json"[^>]*data-coding="json">(.*?)</script>', html, re.DOTALL)
    assert block
    crops = json.loads(block[1])["crops"]
    assert len(crops["images"]) == many
    assert ("do not tell" in html) is (audience == "secretariat")
    only = CliRunner().invoke(make_group(), [*words[:-1], str(tmp_path / "documents" / "other.pdf"), "-o", "-"])
    assert "None of these files" in only.output
