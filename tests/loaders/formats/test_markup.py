"""HTML and Markdown tell what a reader sees, and a document tells the same in each format."""

from __future__ import annotations

import pytest

from graph.errors import SourceError
from loaders.formats.html import parse_html
from loaders.formats.markdown import parse_markdown
from loaders.layout.blocks import lines_of
from loaders.layout.omissions import DELETED, FIELD, HIDDEN, NAVIGATION, OBJECT, LeftOut
from tests.helpers.reading import read

FRENCH = """<!DOCTYPE html><html><head><meta charset="windows-1252"><title>Titre</title></head><body>
<h1>Analyse du partage d’information</h1><p>Hiver 2022</p><h2>Présentation des réalisations des administrations</h2>
<table><thead><tr><th>Administrations</th><th>Principales réalisations</th></tr></thead><tbody>
<tr><td rowspan="2">QUÉBEC</td><td><ul><li>Guichet du fleuve. Lancé en avril 2022, il a été créé en partenariat avec
l’Ontario.</li></ul></td></tr><tr><td><ul><li>Carte des quais. Une carte.</li></ul></td></tr>
<tr><td>YUKON</td><td>- Bureau des routes. Un bureau.</td></tr></tbody></table></body></html>"""
ENGLISH = """# PSSDC Information-Sharing Analysis

*Winter 2022*

## Showcasing Jurisdictional Achievements

| Jurisdictions | Key Achievements |
| --- | --- |
| **YUKON** | - [Road Desk](https://example.org). Launched in April 2021, it was made in partnership with Nunavut. |
| ALBERTA | - Rail Desk. A desk. |

## Issues and Needs:

Talent and Recruitment

- Ways to keep ~~nobody~~ people.
"""


def html_lines(data: bytes, name: str, left: LeftOut | None = None):
    return list(lines_of(parse_html(data, name, left or LeftOut()).blocks))


def markdown_lines(text: str, name: str):
    return list(lines_of(parse_markdown(text.encode(), name, LeftOut()).blocks))


def claim_values(reading, predicate: str) -> list[str]:
    return [claim.value or claim.object for claim in reading.claims if claim.predicate == predicate]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_french_page_is_read_in_any_encoding(encoding):
    reading = read(None, FRENCH.encode(encoding), "page.html")
    assert (reading.source.media_type, reading.source.language) == ("text/html", "fr")
    assert claim_values(reading, "title") == ["Guichet du fleuve", "Carte des quais", "Bureau des routes"]
    assert claim_values(reading, "lead") == ["CA-QC", "CA-QC", "CA-YT"]
    assert claim_values(reading, "date") == ["2022-04"]


def test_markdown_is_read_without_its_marks():
    reading = read(None, ENGLISH.encode(), "notes")
    assert reading.source.media_type == "text/markdown"
    assert claim_values(reading, "title") == ["Road Desk", "Rail Desk"]
    assert "CA-NU" in claim_values(reading, "member")
    place = next(claim.place for claim in reading.claims if claim.value == "Rail Desk")
    assert ENGLISH.splitlines()[place.line - 1].startswith("| ALBERTA")
    assert "Ways to keep people." in claim_values(reading, "prose")


def test_attributes_and_tags_of_a_site_generator_are_no_text_and_code_stays_as_it_is():
    page = (
        'Partners are the [Road Desk](https://example.org){:target="_blank"} (RD){: .wide} and Iceland.{% foot %}'
        "\n\n`{:target}`\n"
    )
    assert [line.text for line in markdown_lines(page, "a.md")] == [
        "Partners are the Road Desk (RD) and Iceland.",
        "{:target}",
    ]


def test_what_a_browser_does_not_show_is_omitted():
    page = """<body><nav>Menu</nav><p hidden>no</p><p style="display: none">no</p><script>no()</script><del>no</del>
    <p>One<br>two <b>bold</b> <a href="http://example.org/x">link</a></p><img src="http://example.org/x.png" alt="no">
    <ol><li>first<ul><li>within</li></ul></li><li>second</li></ol><!-- no --></body>"""
    assert [line.text for line in html_lines(page.encode(), "x.html")] == [
        "One", "two bold link", "1) first", "o within", "2) second",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<template><h1>Tides</h1><p>One</p></template><script>no()</script><style>p {}</style>", ["Tides", "One"]),
        ("<template>\n<p>One</p>\n</template>\n<template><p>Two</p></template>", ["One", "Two"]),
        ("<body><template><p>no</p></template><p>One</p></body>", ["One"]),
        ("<template><p>no</p></template> One", ["One"]),
    ],
)
def test_a_file_that_is_a_template_is_read_and_a_template_within_a_page_is_not(page, wanted):
    assert [line.text for line in html_lines(page.encode(), "x.html")] == wanted


def test_spans_of_cells_without_end_are_bounded():
    page = '<table><tr><td colspan="99999999" rowspan="99999999">x</td></tr></table>' * 50
    assert len(html_lines(page.encode(), "x.html")) == 50


@pytest.mark.parametrize("page", [b"<html><body><script>1</script></body></html>", b"<html>", b"<p></p>"])
def test_a_page_without_text_says_so(page):
    with pytest.raises(SourceError, match="holds no text"):
        html_lines(page, "x.html")


def test_lists_and_code_keep_their_lines():
    text = "- one\n  - within\n\n1. first\n2. second\n   goes on\n\n```\ncode\n```\n<b>html</b>\n"
    lines = markdown_lines(text, "x.md")
    assert [(line.number, line.text) for line in lines] == [
        (1, "• one"), (2, "o within"), (4, "1) first"), (5, "2) second"), (6, "goes on"), (9, "code"), (11, "html"),
    ]  # fmt: skip


def test_what_is_omitted_is_reported():
    page = """<body><nav>Menu <a href="/">Home</a></nav><p>Text</p><p hidden>unseen</p><del>gone</del><script>x</script>
    <select><option>Ontario</option></select><svg><text>drawn</text></svg>
    <table><caption>Caption</caption><tr style="display:none"><td>no row</td></tr><tr><td>cell</td></tr></table>
    <footer>Write to us: desk@example.org</footer></body>"""
    left = LeftOut()
    assert [line.text for line in html_lines(page.encode(), "x.html", left)] == ["Text", "Caption", "cell"]
    assert {note.template: note.values["text"] for note in left.omission_notes()} == {
        NAVIGATION: "Menu Home · …",  # an address is not repeated
        HIDDEN: "unseen · no row",
        DELETED: "gone",
        FIELD: "Ontario",
        OBJECT: "drawn",
    }


def test_html_within_markdown_is_text():
    text = "# Title\n\n<div>\n<p>inside</p>\n<nav>menu</nav>\n</div>\n\nafter ~~gone~~\n"
    assert [(line.number, line.text) for line in markdown_lines(text, "x.md")] == [
        (1, "Title"), (3, "inside"), (8, "after"),
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["<figure><img alt='A ferry'></figure>", "<section>", "<!-- exported -->\n<span>"])
@pytest.mark.parametrize("name", ["x.html", "x.txt", "x"])
def test_a_part_of_a_page_is_a_page(first, name):
    text = f"{first}<h2>Note</h2><p>Yukon and Nunavut are testing&nbsp;a <a href='#'>shared trail map</a>.</p>"
    titles = [claim.value for claim in read(None, text.encode(), name).claims if claim.predicate == "title"]
    assert titles == ["shared trail map"]


def test_markdown_that_begins_with_html_is_markdown():
    text = "<figure>\n<figcaption>A trail</figcaption>\n</figure>\n\n## Note\n\n**Yukon** tests a *trail map*.\n"
    reading = read(None, text.encode(), "x.md")
    assert reading.source.media_type == "text/markdown"


@pytest.mark.parametrize(
    ("name", "media_type"), [("x.md", "text/markdown"), ("x.html", "text/html"), ("x", "text/html")]
)
def test_a_description_at_the_top_makes_no_page_of_markdown(name, media_type):
    text = '<meta charset="utf-8">\n\n# Note\n\n**Yukon** and Nunavut are testing a *shared trail map*.\n\nIt is red.\n'
    reading = read(None, text.encode(), name)
    assert reading.source.media_type == media_type


def test_front_matter_of_a_page_gives_its_properties():
    text = "---\ntitle: Trail maps\ndate: 2021-02-01\n---\n<p>Yukon and Nunavut are testing a shared trail map.</p>"
    document = parse_html(text.encode(), "x.html", LeftOut())
    assert [line.text for line in lines_of(document.blocks)] == ["Yukon and Nunavut are testing a shared trail map."]
    assert [entry.value for entry in document.properties.all("published")] == ["2021-02-01"]
    assert read(None, text.encode(), "x.html").source.media_type == "text/html"


def test_a_heading_of_markdown_may_have_no_space_behind_its_marks():
    text = "####Ferry accord of the isles\n\nA ferry sails.\n\n##ferries\n\n#a tag\n"
    assert [(line.text, line.heading) for line in markdown_lines(text, "x.md")] == [
        ("Ferry accord of the isles", 4), ("A ferry sails.", 0), ("##ferries", 0), ("#a tag", 0),
    ]  # fmt: skip


def test_breaks_of_markdown_keep_the_number_of_the_line_in_the_file():
    document = parse_markdown(b"One<br>two<br>\nthree\\\nfour  \nfive\nsix\n", "x.md", LeftOut())
    lines = [(line.text, line.number) for block in document.blocks for line in block]
    assert lines == [("One", 1), ("two", 1), ("three", 2), ("four", 3), ("five", 4), ("six", 5)]


def test_markdown_marks_lines_that_begin_within_a_link_or_in_italics():
    text = "See the [Plan to Clean\nHarbours](https://example.org) and\nthe *Tide\nAtlas* project.\n"
    lines = list(lines_of(parse_markdown(text.encode(), "text.md", LeftOut()).blocks))
    assert [(line.text, line.within) for line in lines] == [
        ("See the Plan to Clean", False), ("Harbours and", True), ("the Tide", False), ("Atlas project.", True)
    ]  # fmt: skip
