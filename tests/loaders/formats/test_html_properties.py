"""Properties of web pages, from each place where pages record them."""

from __future__ import annotations

import pytest

from loaders.formats.html import parse_html
from loaders.layout.omissions import LeftOut


def properties_of(head: str, body: str = "", attributes: str = ""):
    page = f"<html {attributes}><head>{head}</head><body>{body}<p>Text.</p></body></html>"
    return [(e.name, e.value) for e in parse_html(page.encode(), "x.html", LeftOut()).properties.entries]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("<title>A shared\n bus feed</title>", [("title", "A shared bus feed")]),
        ('<meta name="dcterms.creator" content="Health Canada">', [("author", "Health Canada")]),
        ('<meta property="og:site_name" content="Gouvernement du Yukon">', [("organization", "Gouvernement du Yukon")]),
        ('<meta name="DCTERMS.issued" content="2020-08-31">', [("published", "2020-08-31")]),
        ('<meta property="article:published_time" content="2020-08-31T10:00:00Z">', [("published", "2020-08-31")]),
        ('<meta name="dcterms.modified" content="2021-02">', [("modified", "2021-02")]),
        ('<meta name="date" content="yesterday">', []),
        ('<meta name="viewport" content="width=device-width"><meta name="author">', []),
        (
            '<script type="application/ld+json">{"datePublished": "2020-08-31", "publisher": {"name": "CRA"}}</script>',
            {("published", "2020-08-31"), ("organization", "CRA")},
        ),
        ('<script type="application/ld+json">[1, {"headline": ["no", "text"]}]</script>', []),
        ('<script type="application/ld+json">{broken</script>', []),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", []),
    ],
)
def test_the_head_of_a_page(head, found):
    made = properties_of(head)
    assert (set(made) if isinstance(found, set) else made) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<time datetime="2020-08-31">31 August</time>', [("published", "2020-08-31")]),
        ("<time>31 août 2020</time>", [("published", "2020-08-31")]),
        (
            '<dl><dt>Modified</dt><dd><time property="dateModified">2021-02-01</time></dd></dl>',
            [("modified", "2021-02-01")],
        ),
        (
            '<header><time datetime="2020-08-31">x</time></header><p>Opens <time>2021-03-01</time>.</p>',
            [("published", "2020-08-31")],
        ),
        ("<p>From <time>2021-03-01</time> to <time>2021-04-01</time>.</p>", []),
    ],
)
def test_times_in_the_text(body, found):
    assert properties_of("", body) == found


def test_the_language_of_the_page():
    assert properties_of("", attributes='lang="fr-CA"') == [("language", "fr-CA")]
