"""Pages as people lay them out: columns, turned and slanted text, scans among text; each tells what its text tells."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.formats.pdf.reading_order import in_reading_order
from loaders.formats.pdf.words import Word
from tests.helpers.files.pdf import wrap
from tests.helpers.reading import read

STEP = 4.5  # millimetres from line to line
TITLES = {
    "en": ["PSSDC Information-Sharing Analysis", "February 2022", "", "Showcasing Jurisdictional Achievements:", ""],
    "fr": ["Analyse du partage d'information", "Février 2022", "", "Présentation des réalisations des administrations"],
}
TEXTS = {
    "en": """ALBERTA
- Well Watch. A register of wells that tells anybody where a well was drilled, by whom it was drilled and when it was \
closed. It was launched in April 2021 in partnership with Manitoba.
- Dust Line. A line to call about dust, open from early in the morning until late at night, where somebody listens and \
writes it all down.
YUKON
- Ice Road Map. A map that shows drivers where the ice is thick enough to carry a lorry and where it is not, and it is \
read out on the radio each morning by volunteers.
- Barge Booking. Shippers book a place on a barge without calling anybody, and are told when the river opens, which is \
never the same day.""",
    "fr": """QUÉBEC
- Registre des puits. Un registre qui dit à tous où un puits a été creusé, par qui il a été creusé et quand il a été \
fermé. Lancé en avril 2021, il a été créé en partenariat avec le Manitoba.
- Ligne poussière. Une ligne à appeler quand il y a de la poussière, ouverte du matin au soir, où quelqu'un écoute et \
écrit tout ce qui se dit.
YUKON
- Carte des glaces. Une carte qui montre aux chauffeurs où la glace est assez épaisse pour porter un camion et où elle \
ne l'est pas, et qui est lue à la radio chaque matin.
- Place à bord. Les gens réservent une place sur un bateau sans appeler personne, et apprennent quand le fleuve est \
libre, ce qui n'est jamais le même jour.""",
}


def lines(language: str, width: int) -> list[str]:
    return [line for each in TEXTS[language].splitlines() for line in [*wrap(each, width), ""]]


def text(language: str) -> bytes:
    return "\n".join([*TITLES[language], "", *lines(language, 90)]).encode()


def blank() -> FPDF:
    pdf = FPDF(format="letter")
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    pdf.set_font("helvetica", size=9)
    return pdf


def put(pdf: FPDF, cells: list[tuple[float, float, str]]) -> None:
    for x, y, each in cells:
        if each:
            pdf.set_xy(x, y)
            pdf.cell(text=each)


def titles(language: str) -> list[tuple[float, float, str]]:
    return [(18, 20 + n * STEP, line) for n, line in enumerate(TITLES[language])]


def in_columns(language: str, columns: int, *, by_line: bool) -> bytes:
    """Columns of text, written one after the other, or line by line across all of them."""
    every = lines(language, 120 // columns - 12)
    most = -(-len(every) // columns)
    cells = [
        (18 + (n // most) * 186 / columns, 45 + (n % most) * STEP, line) for n, line in enumerate(every)
    ]  # fmt: skip
    pdf = blank()
    put(pdf, titles(language) + (sorted(cells, key=lambda cell: (cell[1], cell[0])) if by_line else cells))
    return bytes(pdf.output())


def written_upwards(language: str) -> bytes:
    pdf = blank()
    with pdf.rotation(90, x=108, y=140):
        put(pdf, [*titles(language), *((18, 45 + n * STEP, line) for n, line in enumerate(lines(language, 90)))])
    return bytes(pdf.output())


def with_watermark(language: str) -> bytes:
    pdf = blank()
    pdf.set_font("helvetica", size=60)
    with pdf.rotation(45, x=100, y=140):
        put(pdf, [(40, 140, "DRAFT COPY")])
    pdf.set_font("helvetica", size=9)
    put(pdf, [*titles(language), *((18, 45 + n * STEP, line) for n, line in enumerate(lines(language, 90)))])
    return bytes(pdf.output())


def turned(data: bytes, degrees: int) -> bytes:
    """Pages that are shown turned, as scanners and landscape printing make them."""
    document, made = pypdfium2.PdfDocument(data), io.BytesIO()
    for page in document:
        page.set_rotation(degrees)
    document.save(made)
    return made.getvalue()


LAYOUTS = {
    "two columns": lambda language: in_columns(language, 2, by_line=False),
    "two columns, line by line": lambda language: in_columns(language, 2, by_line=True),
    "three columns, line by line": lambda language: in_columns(language, 3, by_line=True),
    "upwards": written_upwards,
    "shown sideways": lambda language: turned(in_columns(language, 2, by_line=True), 90),
    "shown upside down": lambda language: turned(in_columns(language, 2, by_line=False), 180),
    "shown sideways, the other way": lambda language: turned(written_upwards(language), 270),
    "watermark": with_watermark,
}


def statements(reading) -> set[tuple]:
    return {(c.kind, c.subject, c.predicate, c.object, c.value, c.qualifier, c.reported_by) for c in reading.claims}


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_gives_what_the_text_gives(layout, language):
    pdf = read(None, LAYOUTS[layout](language), "x.pdf")
    plain = read(None, text(language), "x.txt")
    assert statements(pdf) == statements(plain)
    assert len([claim for claim in pdf.claims if claim.predicate == "title"]) == 4
    assert pdf.unplaced == []
    shown = [note.values["text"] for note in pdf.notes]
    assert shown == (["DRAFT COPY"] if layout == "watermark" else [])


def test_a_table_without_lines_is_read_row_by_row():
    pdf, y = blank(), 45.0
    cells = titles("en")
    for each in TEXTS["en"].splitlines():
        made = wrap(each, 80)
        if each.startswith("-"):
            cells += [(55, y + n * STEP, line) for n, line in enumerate(made)]
            y += (len(made) + 1) * STEP
        else:
            cells.append((18, y, each))
    put(pdf, sorted(cells, key=lambda cell: (cell[1], cell[0])))
    assert statements(read(None, bytes(pdf.output()), "x.pdf")) == statements(read(None, text("en"), "x.txt"))


def test_comments_fields_and_scanned_pages_are_reported():
    pdf = blank()
    put(pdf, [*titles("en"), *((18, 45 + n * STEP, line) for n, line in enumerate(lines("en", 90)))])
    pdf.text_annotation(x=20, y=20, text="A comment on this page")
    pdf.add_page()
    picture = io.BytesIO()
    from PIL import Image

    Image.new("L", (20, 20)).save(picture, "PNG")
    pdf.image(picture, x=10, y=10, w=100)
    reading = read(None, bytes(pdf.output()), "x.pdf")
    noted = {note.values.get("text", note.values.get("pages")) for note in reading.notes}
    assert noted == {"A comment on this page", "2"}


def test_a_file_that_may_not_be_changed_is_read():
    pdf = blank()
    pdf.set_encryption(owner_password="one", permissions=AccessPermission.none())  # noqa: S106 (a test's own)
    put(pdf, [*titles("en"), *((18, 45 + n * STEP, line) for n, line in enumerate(lines("en", 90)))])
    assert statements(read(None, bytes(pdf.output()), "x.pdf")) == statements(read(None, text("en"), "x.txt"))


WORDS = st.lists(
    st.builds(
        lambda x, y, w: Word("w", x * 7.0, y * 12.0, x * 7.0 + w, y * 12.0 + 9), st.integers(0, 80), st.integers(0, 30),
        st.integers(3, 30),
    ),
    max_size=150,
)  # fmt: skip


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_or_doubled(words):
    assert sorted(map(id, in_reading_order(words))) == sorted(map(id, words))


def layout(language: str) -> str:
    """Two columns as a text that keeps the layout of the page."""
    every = lines(language, 48)
    most = -(-len(every) // 2)
    right = [*every[most:], ""]
    rows = [f"{left:<56}{other}".rstrip() for left, other in zip(every[:most], right, strict=False)]
    return "\n".join([*TITLES[language], "", *rows, "\f", "Background:" if language == "en" else "Contexte :", ""])


@pytest.mark.parametrize("language", TITLES)
def test_columns_of_a_text_are_read_one_after_the_other(language):
    kept = layout(language)
    reading = read(None, kept.encode(), "x.txt")
    plain = read(None, text(language), "x.txt")
    assert statements(reading) == statements(plain)
    for claim in reading.claims:
        if claim.predicate == "title":
            assert claim.value in kept.splitlines()[claim.place.line - 1]
