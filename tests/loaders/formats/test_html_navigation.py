"""Menus, the way to a page and questions about cookies are left out of a page, by roles and classes."""

from __future__ import annotations

import pytest

from loaders.formats.html import parse_html
from loaders.layout.blocks import flat
from loaders.layout.omissions import LeftOut

PAGE = "<html><body>{}<h1>Tide Register</h1><p>Oslo opened the Tide Register.</p></body></html>"


def lines(part: str) -> list[str]:
    found = parse_html(PAGE.format(part).encode(), "page.html", LeftOut())
    return [line.text for block in found.blocks for line in flat(block)]


@pytest.mark.parametrize(
    "part",
    [
        '<div id="cookie-banner"><p>How you use the Harbour website.</p></div>',
        '<div class="x cookie-banner__message"><p>How you use the Harbour website.</p></div>',
        '<div role="region" aria-label="Cookie banner"><p>How you use the Harbour website.</p></div>',
        '<section class="tarteaucitron-root"><p>Ce site utilise des traceurs.</p></section>',
        '<div role="navigation"><ul><li>Harbour Centre</li></ul></div>',
        '<div role="search"><p>Search the Harbour</p></div>',
        '<div role="dialog"><p>Subscribe to the Harbour Letter</p></div>',
        '<div role="banner"><p>Harbour Office</p></div>',
        '<div class="main-menu"><p>Harbour Centre</p></div>',
        '<ol class="breadcrumb"><li>Home</li></ol>',
        '<a class="govuk-skip-link" href="#m">Skip to main content</a>',
        "<nav><p>Harbour Centre</p></nav>",
    ],
)
def test_menus_and_notices_are_omitted(part):
    assert lines(part) == ["Tide Register", "Oslo opened the Tide Register."]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ('<div class="cookie-recipes"><p>The Cookie Fund pays.</p></div>', "The Cookie Fund pays."),
        ('<div class="banner"><p>The Harbour Fund pays.</p></div>', "The Harbour Fund pays."),
        ('<header role="banner"><h1>Harbour Fund</h1></header>', "Harbour Fund"),
        ('<div class="main"><ul><li><a href="/a">Harbour Fund</a></li></ul></div>', "• Harbour Fund"),
        ('<div class="navigation-study"><p>The Harbour Fund pays.</p></div>', "The Harbour Fund pays."),
    ],
)
def test_other_elements_are_read(part, text):
    assert lines(part)[0] == text
