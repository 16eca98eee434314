"""The logic of the page's scripts: run in Chromium without the page, and compared with its twin in Python."""

from __future__ import annotations

import csv
import io

import pytest

from viz.page.columnar import page_slug
from viz.page.render import PAGE_FOLDER, SCRIPT_ORDER
from viz.wording import PageWording, strings


@pytest.fixture(scope="module")
def script(browser):
    """Run a function of the scripts: `script("slugOf", "Été")`; `language` sets the reader's."""
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=en><title>scripts</title></html>")
    code = "\n".join(
        (PAGE_FOLDER / "script" / f"{name}.js").read_text("utf-8") for name in SCRIPT_ORDER if name != "main"
    )
    page.add_script_tag(content=f"{code}\nwindow.run = (name, values) => eval(name)(...values);")
    page.evaluate("strings => { DATA = { strings, language: 'en', start: {} }; }", strings())

    def run(name: str, *values: object, language: str = "en") -> object:
        page.evaluate("code => { language = code; }", language)
        return page.evaluate("([name, values]) => window.run(name, values)", [name, list(values)])

    yield run
    page.close()


DATES = ["2022", "2021-07", "2021-10-19", "2021-10-01", "2021-09/2021-11", "2021-12/2022-02", "2020/2021", "2020/"]
TITLES = ["Été à l’œuvre", "  Data – 2022!", "Ünïcode_and_more", "ıstanbul ĳssel", "日本", "A/B+C", "Straße"]


def test_identifiers_are_made_by_the_same_rule(script):
    for title in TITLES:
        assert script("slugOf", title) == page_slug(title), title


@pytest.mark.parametrize("language", ["en", "fr"])
def test_dates_numbers_and_editions_read_as_in_python(script, language):
    words = PageWording(language)
    for edtf in (
        "2022",
        "2021-07",
        "2021-10-19",
        "2021-10-01",
        "2021-09/2021-11",
        "2021-12/2022-02",
        "2020/2021",
        "2020/",
    ):
        assert script("dateText", edtf, language=language) == words.format_date(edtf)
    for number in (0, 1, 2, 2000, 1_234_567):
        counted = script("count", "count.initiatives", number, language=language)
        assert counted.replace("\u202f", "\u00a0") == words.plural_text("count.initiatives", number)
    for edition in ("2022-winter", "2021-fall", "round-7"):
        assert script("editionName", edition, language=language) == words.edition_name(edition)
    assert script("listing", ["A", "B", "C"], language=language) == words.join_names(["A", "B", "C"])


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("identity", "identity", 0),
        ("idenity", "identity", 1),
        ("identtiy", "identity", 1),
        ("idntty", "identity", 2),
        ("abc", "xyz", 3),
    ],
)
def test_slips_of_typing_are_counted(script, one, other, far):
    assert script("slips", one, other, 2) == far
    assert script("slips", other, one, 2) == far


def test_a_table_reads_back_as_it_was_and_holds_no_formula(script):
    rows = [["plain", 'with "quotes"', "two\nlines", "a,b", 7], ["=1+1", "+1", "-1", "@x", "\tx"]]
    text = script("csv", rows)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert read[0] == ["plain", 'with "quotes"', "two\nlines", "a,b", "7"]
    assert read[1] == [f"'{cell}" for cell in rows[1]]


@pytest.mark.parametrize("numbers", [[], [5], [0, 1, 2, 3], [7, 3, -1, 3]])
def test_steps_add_up(script, numbers):
    steps = [now - before for before, now in zip([0, *numbers], numbers, strict=False)]
    assert list(script("fromSteps", steps)) == numbers
