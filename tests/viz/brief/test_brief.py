"""What a brief is in each format: its structure, its languages, whom it is for; and what it does with hostile text."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import itertools
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import accord
from graph.sqlite.store import SqliteStore
from graph.text.yaml import load_yaml
from graph.values import LANGUAGES
from tests.helpers.claim_writer import Writer
from tests.helpers.files.brief import SUFFIXES, expected_content, read_back, run, written
from tests.helpers.paths import ROOT
from tests.helpers.two_editions import build
from viz.brief.build import build_brief
from viz.brief.docx import render_docx
from viz.brief.html import render_html
from viz.brief.markdown import render_markdown
from viz.brief.model import Brief, Heading, Item, Listing, Paragraph, Run, Table
from viz.brief.pdf.render import render_pdf
from viz.brief.wording import BriefWording, one_line

SECRETARIAT = ("--audience", "secretariat")  # whose copy alone names the sources
HOSTILE = [
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**bold** _slanted_ ~~struck~~ `code` [link](javascript:alert)",
    "# no heading",
    "1) no list",
    "a | b || c",
    "&lt;b&gt; &amp; <!-- hidden",
    "$math$ \\begin{x} {{data}} {n} %s",
    "=HYPERLINK(1)",
]


@pytest.fixture(scope="module")
def council(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("council") / "graph.db")


def pdf_text(data: bytes) -> str:
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
    finally:
        document.close()


def text_of(path: Path) -> str:
    """All that a reader sees of a brief, in one line."""
    data = path.read_bytes()
    match path.suffix:
        case ".pdf":
            text = pdf_text(data)
        case ".docx":
            from docx import Document

            opened = Document(io.BytesIO(data))
            cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
            text = "\n".join([*(each.text for each in opened.paragraphs), *cells])
        case _:
            text = data.decode("utf-8")
    return " ".join(text.split())


# What it is written as


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_graph_gives_the_same_bytes(council, suffix, language, tmp_path):
    first = written(council, tmp_path / f"one.{suffix}", "--lang", language)
    second = written(council, tmp_path / f"two.{suffix}", "--lang", language)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_document_has_headings_lists_and_a_language(council, language, tmp_path):
    from docx import Document
    from docx.oxml.ns import qn

    path = written(council, tmp_path / "brief.docx", "--lang", language, "--edition", "2022-winter", *SECRETARIAT)
    document = Document(str(path))
    styles = [each.style.name for each in document.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    expected = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert expected == {f"{language}-CA"}
    assert document.core_properties.language == f"{language}-CA"
    assert document.core_properties.created.isoformat().startswith("2022-02-01")
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    footer = document.sections[0].footer.paragraphs[0]._p
    assert [each.text.strip() for each in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    with zipfile.ZipFile(path) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_lets_nothing_run(council, language, tmp_path):
    page = written(council, tmp_path / "brief.html", "--lang", language, *SECRETARIAT).read_text("utf-8")
    assert f'<html lang="{language}-CA">' in page
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert policy.replace("'", "&#x27;") in page
    assert not re.search(r"<script|<link|src=|href=|style=", page)
    levels = [int(each) for each in re.findall(r"<h(\d)>", page)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert levels.count(1) == 1
    assert page.count('scope="col"') == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_has_bookmarks_a_title_and_a_language(council, language, tmp_path):
    from pypdfium2 import PdfDocument

    data = written(council, tmp_path / "brief.pdf", "--lang", language, "--edition", "2022-winter").read_bytes()
    document = PdfDocument(data)
    marks = [mark.get_title() for mark in document.get_toc()]
    title = document.get_metadata_value("Title")
    document.close()
    assert BriefWording(language).text("headings.achievements") in marks
    assert {"Alberta", "Contexte" if language == "fr" else "Background"} <= set(marks)
    usual = {"en": "Information-Sharing Analysis, winter 2022", "fr": "Analyse du partage d’information, hiver 2022"}
    assert title == usual[language]
    assert f"/Lang ({language}-CA)".encode() in data
    assert b"D:20220201" in data


def test_letters_that_a_pdf_cannot_print_are_replaced_and_counted():
    brief = Brief("T", "fr", "public", "2022-01-01", (Paragraph((Run("ᐃᓄᒃ œ « é » ’ —", "fr"),)),))
    text = pdf_text(render_pdf(brief))
    assert "œ « é » ’ —" in text.replace("\xa0", " ")
    assert "3 caractères que ce format ne peut afficher sont remplacés" in text


# What it says


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_all_parts_are_there_in_the_order_of_the_council(council, suffix, tmp_path):
    options = ("--lang", "en", "--edition", "2022-winter", *SECRETARIAT)
    text = text_of(written(council, tmp_path / f"brief.{suffix}", *options))
    words = BriefWording("en")
    parts = ["priorities", "achievements", "needs", "collaboration", "partnerships", "opportunities", "background"]
    places = [text.index(words.text(f"headings.{part}")) for part in (*parts[:3], parts[3])]
    rest = text[places[-1] + len(words.text("headings.collaboration")) :]
    assert places == sorted(places)
    assert rest.index("Partnerships") < rest.index("Opportunities") < rest.index("Background") < rest.index("Annex")
    for expected in ("15 information-sharing documents", "did not share", "Nova Scotia", "analysis-2022-winter.txt"):
        assert expected in text


def test_who_submitted_and_has_no_initiative_is_not_forgotten(council, tmp_path):
    text = text_of(written(council, tmp_path / "brief.md", "--lang", "en", "--edition", "2022-winter"))
    assert "Reported, with no initiative here - New Brunswick" in text


def test_at_most_five_meetings_are_listed(council, tmp_path):
    text = written(council, tmp_path / "brief.md", "--lang", "en").read_text("utf-8")
    part = text.split("### Opportunities to work together")[1].split("\n## ")[0]
    assert 1 <= part.count("\n- ") <= 5


def test_the_meetings_are_the_best_of_the_agenda(council, tmp_path):
    text = written(council, tmp_path / "brief.md", "--lang", "en", "--edition", "2022-winter").read_text("utf-8")
    agenda = tmp_path / "agenda.json"
    limits = ("--slots", "50", "--tables", "100", "--edition", "2022-winter")
    assert run("agenda", "--graph", council, "--lang", "en", *limits, "-o", agenda) == 0
    rows = json.loads(agenda.read_text("utf-8"))["rows"]
    against = {one_line(row["sentence"]): row["caution"] for row in rows}
    planned = {f"{text} Against it: {caution}" if caution else text for text, caution in against.items()}
    part = text.split("### Opportunities to work together")[1].split("\n## ")[0]
    listed = {html.unescape(re.sub(r"\\(.)", r"\1", line[2:])) for line in part.splitlines() if line.startswith("- ")}
    assert listed
    assert listed <= planned


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_brief_holds_what_its_audience_may_see_and_says_for_whom_it_is(council, suffix, tmp_path):
    def of(audience: str) -> str:
        where = tmp_path / f"{audience}.{suffix}"
        return text_of(written(council, where, "--lang", "en", "--edition", "2022-winter", "--audience", audience))

    public, members = of("public"), of("members")
    assert "This document is for the public" in public
    assert "This document is for the members of the council" in members
    assert "Electronic invoicing" in public
    assert "Data science program" in members
    assert "Data science program" not in public
    assert "Manitoba" not in public


def test_markdown_goes_to_the_terminal(council, capsys):
    assert run("brief", "--graph", council, "--lang", "fr", "--edition", "2022-winter") == 0
    assert capsys.readouterr().out.startswith("# Analyse du partage d’information")


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["-o", "brief.odt"], 2, ".docx, .html, .htm, .pdf, .md"),
        (["-o", "brief"], 2, ".docx"),
        (["-o", "no/such/folder/brief.pdf"], 1, "cannot be written"),
        (["-o", "brief.md", "--edition", "1999-winter"], 2, "1999-winter"),
    ],
)
def test_what_cannot_be_written_is_reported(council, arguments, code, expected, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run("brief", "--graph", council, "--lang", "en", *arguments) == code
    assert expected in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_nothing_to_write_is_reported(tmp_path, capsys):
    w = Writer()
    w.submitted("CA-AB")
    w.initiative("CA-AB", "Open maps")
    SqliteStore(tmp_path / "graph.db", create=True).add([w.reading()], None)
    for language, expected in (("en", "There is nothing to write"), ("fr", "Il n’y a rien à écrire")):
        where = tmp_path / "brief.md"
        code = run("brief", "--graph", tmp_path / "graph.db", "-o", where, "--audience", "public", "--lang", language)
        assert code == 1
        assert expected in capsys.readouterr().err
        assert not where.exists()


# Words


def test_every_text_is_in_both_languages_and_french_has_its_spaces():
    raw = load_yaml((ROOT / "viz" / "brief" / "wording.yaml").read_text("utf-8"))

    def texts(node):
        if set(node) == set(LANGUAGES):
            yield node
        else:
            for each in node.values():
                yield from texts(each)

    def flat(node):
        if isinstance(node, str):
            return [node]
        return [text for each in (node.values() if isinstance(node, dict) else node) for text in flat(each)]

    found = list(texts(raw))
    assert len(found) > 60
    french = [text for each in found for text in flat(each["fr"])]
    wrong = re.compile(r"(?<!\u00a0)[:»]|«(?!\u00a0)|(?<!\u202f)[;?!]|'|\"|\.\.\.")
    assert [text for text in french if wrong.search(text)] == []


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2021-10-19", "on October 19, 2021", "le 19 octobre 2021"),
        ("2021-07-01", "on July 1, 2021", "le 1er juillet 2021"),
        ("2021-07", "in July 2021", "en juillet 2021"),
        ("2021", "in 2021", "en 2021"),
        ("2021-09/2021-11", "in fall 2021", "à l’automne 2021"),
        ("2022-03/2022-05", "in spring 2022", "au printemps 2022"),
        ("2021-12/2022-02", "in winter 2022", "à l’hiver 2022"),
        ("2021-04/2021-10", "from April to October 2021", "d’avril à octobre 2021"),
        ("2021-05/2022-03", "from May 2021 to March 2022", "de mai 2021 à mars 2022"),
    ],
)
def test_dates_stand_in_a_sentence(edtf, english, french):
    assert BriefWording("en").date_in_sentence(edtf) == english
    assert BriefWording("fr").date_in_sentence(edtf) == french


def test_dates_since_and_until_in_french():
    words = BriefWording("fr")
    expected = [
        (words.date_forms(each)["since"], words.date_forms(each)["until"])
        for each in ("2021-10-19", "2021-07", "2021-09/2021-11", "2022-03/2022-05")
    ]
    assert expected == [
        ("le 19 octobre 2021", "au 19 octobre 2021"),
        ("juillet 2021", "en juillet 2021"),
        ("l’automne 2021", "à l’automne 2021"),
        ("le printemps 2022", "au printemps 2022"),
    ]


def test_lists_of_names():
    assert BriefWording("en").join_names(["A", "B", "C"]) == "A, B and C"
    assert BriefWording("fr").join_names(["A", "B"]) == "A et B"
    assert BriefWording("en").join_with_semicolons(["A, B", "C", "D"]) == "A, B; C; and D"
    assert BriefWording("fr").join_with_semicolons(["A, B", "C", "D"]) == "A, B\u202f; C et D"


# Hostile text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hostile_text_stays_text(suffix, tmp_path):
    w = Writer(name="<b>one</b>.txt")
    w.submitted("CA-AB")
    titles = [f"Maps {text}" for text in HOSTILE] + ["Maps \x00\x1b[31m\u202e\u2028\u200bred"]
    for title in titles:
        w.initiative("CA-AB", title, partners=["CA-BC"], summary="<script>alert(2)</script> | **x** is written")
    w.need("<b>Bold</b> needs", "governance")
    SqliteStore(tmp_path / "graph.db", create=True).add([w.reading()], None)
    document = written(tmp_path / "graph.db", tmp_path / f"brief.{suffix}", "--lang", "en")
    text = text_of(document)
    if suffix == "html":
        assert not re.search(r"<(script|img|b)\b", text)
    else:
        assert not re.search("[\x00\x1b\u202e\u2028]", text)
    after = expected_content(read_back(document, tmp_path / "other.db"))
    assert after["initiatives"] == {(" ".join(one_line(title).split()), "CA-AB") for title in titles}


class Shown(HTMLParser):
    """The text of a page, and its elements."""

    def __init__(self):
        super().__init__()
        self.text, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.tags.extend(name for name, _ in attrs)

    def handle_data(self, data):
        self.text.append(data)


ANY = st.text(min_size=1, max_size=60).map(one_line).filter(bool)


@settings(max_examples=150)
@given(ANY, ANY, ANY)
def test_any_text_is_what_markdown_and_html_show(title, text, cell):
    from markdown_it import MarkdownIt

    blocks = (
        Heading(1, Run(title, "en")),
        Listing((Item((Run(title, "en", strong=True), Run(". ", "en"), Run(text, "fr"))),)),
        Paragraph((Run(text, "en"),)),
        Table((Run("h", "en"),), ((Run(cell, "en"),),)),
    )
    brief = Brief(title, "en", "public", "2022-01-01", blocks)
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(render_markdown(brief))
    kinds = {child.type for token in parsed for child in token.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
    shown = ["".join(child.content for child in token.children) for token in parsed if token.type == "inline"]
    same = [" ".join(each.split()) for each in shown]
    wanted = [title, title, f"{title}. {text}", text, "h", cell]
    assert same == [" ".join(each.split()) for each in wanted]
    page = Shown()
    page.feed(render_html(brief))
    assert not set(page.tags) & {"script", "img", "a", "b", "iframe", "svg", "href", "src", "onerror"}
    assert " ".join("".join(page.text).split()).count(" ".join(text.split())) >= 2


@settings(max_examples=40)
@given(ANY)
def test_any_text_can_be_printed(text):
    brief = Brief(
        text, "fr", "public", "2022-01-01", (Heading(1, Run(text, "fr")), Listing((Item((Run(text, "iu"),)),)))
    )
    assert render_pdf(brief).startswith(b"%PDF")
    assert render_docx(brief).startswith(b"PK")


def test_themes_outside_the_vocabulary_stand_next_to_priorities(tmp_path: Path):
    graph = build(tmp_path / "graph.db")
    inventory = tmp_path / "inventory.csv"
    inventory.write_text("title,lead,theme\nBee registry,Alberta,Apiculture\n", "utf-8")
    assert run("load", inventory, "--edition", "winter 2022", "--graph", graph) == 0
    brief = written(graph, tmp_path / "brief.md", "--edition", "2022-winter").read_text("utf-8")
    assert "Bee registry" in brief
    assert "Digital identity for all" in brief


def test_the_words_of_the_council_are_kept_in_one_language(tmp_path):
    from importlib.resources import files

    graph = tmp_path / "graph.db"
    samples = [str(files("accord") / "sample" / f"2022-winter.{language}.txt") for language in LANGUAGES]
    assert run("load", *samples, "--graph", graph) == 0
    english, french = (written(graph, tmp_path / f"{one}.md", "--lang", one).read_text("utf-8") for one in LANGUAGES)
    assert "The aim is the same across the country: identify yourself once, safely" in english
    assert "L’ambition est la même" not in english
    assert "L’ambition est la même d’un bout à l’autre du pays" in french
    assert "- Bringing services together in a single window." in english
    assert "- Réunir les services en un guichet unique." in french
    assert "Each document also says what is hard and what is missing." in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partnership_is_described_once_with_names_in_the_language_of_its_sentence(language, tmp_path):
    other = "fr" if language == "en" else "en"
    w = Writer(language=other)
    w.submitted("CA-AB")
    summary = {
        "en": "It helps people to find what they need, and to see where and from whom they can have it.",
        "fr": "Elle aide les gens à trouver ce qu’il leur faut, et à savoir où et auprès de qui ils peuvent l’obtenir.",
    }
    w.initiative("CA-AB", "Atlas", partners=["CRA", "SERVICE-CANADA", "CA-QC"], summary=summary[other])
    w.add_claim("partnership", next(c.subject for c in w.claims if c.kind == "partnership"), "since", value="2020",
                by="CA-AB")  # fmt: skip
    w.add_claim("partnership", next(c.subject for c in w.claims if c.kind == "partnership"), "until", value="2023",
                by="CA-AB")  # fmt: skip
    SqliteStore(tmp_path / "graph.db", create=True).add([w.reading()], None)
    text = written(tmp_path / "graph.db", tmp_path / "brief.md", "--lang", language).read_text("utf-8")
    sentences = {
        "en": "In partnership with the Canada Revenue Agency, Service Canada and Quebec since 2020, until 2023.",
        "fr": "En partenariat avec l’Agence du revenu du Canada, Service Canada et le Québec depuis 2020, jusqu’en"
        " 2023.",
    }
    assert sentences[language] in text.replace("\xa0", " ")
    assert sum(text.count(each) for each in ("Agence du revenu", "Canada Revenue")) == 1


def test_outside_the_secretariat_no_file_type_or_hash_is_named(council, tmp_path):
    for suffix in SUFFIXES:
        for audience in ("public", "members"):
            where = tmp_path / f"{audience}.{suffix}"
            text = text_of(written(council, where, "--edition", "2022-winter", "--audience", audience))
            assert not re.search(r"text/plain|application/|SHA-256|\.txt\b|\.docx\b|[0-9a-f]{12}", text)


def test_a_later_report_replaces_dates_and_partners(tmp_path):
    """The brief of an edition does not tell both what a report says now and what its earlier one said of the same."""
    readings = []
    for edition, partners, dates in (
        ("2023-spring", ["CA-QC", "SERVICE-CANADA"], {"target": "2023-12", "start": "2022-05"}),
        ("2023-fall", ["CA-QC"], {"launch": "2023-09"}),
        ("2024-spring", ["CA-QC", "CA-AB"], {"launch": "2023-10"}),
    ):
        w = Writer(f"{edition}.txt", edition=edition)
        w.submitted("CA-ON")
        wallet = w.initiative("CA-ON", "Digital wallet", partners=partners)
        for kind, edtf in dates.items():
            w.add_claim("initiative", wallet, "date", value=edtf, by="CA-ON", qualifier=kind)
        readings.append(w.reading())
    SqliteStore(tmp_path / "graph.db", create=True).add(readings)

    def item(edition: str) -> str:
        made = written(tmp_path / "graph.db", tmp_path / f"{edition}.md", "--edition", edition).read_text("utf-8")
        (line,) = [one for one in made.replace("\xa0", " ").splitlines() if one.startswith("- **Digital wallet**")]
        return line.removeprefix("- **Digital wallet** ")

    started = "started in May 2022"
    assert item("2023-spring") == f"({started}; due in December 2023). In partnership with Service Canada and Quebec."
    assert item("2023-fall") == f"({started}; launch date September 2023). In partnership with Quebec."
    assert item("2024-spring") == f"({started}; launch date October 2023). In partnership with Alberta and Quebec."


@pytest.mark.parametrize(("language", "word"), [("en", "Against it: "), ("fr", "Réserve\u00a0: ")])
def test_a_meeting_is_given_with_what_is_against_it(council, language, word):
    document = accord.open_graph(council, audience="members").document()
    caution = {"en": "They are at different levels.", "fr": "Les ordres diffèrent."}
    row = {"sentences": {"en": "A should meet B.", "fr": "A devrait rencontrer B."}, "initiatives": []}
    for cautions, expected in ((caution, f" {word}{caution[language]}"), (None, "")):
        made = build_brief(document, document["editions"][0]["id"], [{**row, "cautions": cautions}], language)
        assert f"{row['sentences'][language]}{expected}\n" in render_markdown(made)
