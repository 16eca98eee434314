"""A line that no document has is read to a limit; the rest is kept, without contact persons, and said."""

from __future__ import annotations

import pytest

from graph.claims import SourceHints
from loaders.layout.blocks import Grid
from loaders.layout.long_lines import MAX_HEADING_CHARACTERS, MAX_LINE_CHARACTERS, LongLines
from loaders.text.lines import Line
from tests.helpers.reading import read, read_all

TEXT = "Alberta leads the Portal with Ontario since 2021. "


def test_lines_within_the_limit_stay_as_they_are():
    blocks = [[Line("short", 1), Line("x" * MAX_LINE_CHARACTERS, 2)], Grid([[[Line("cell", 3)], None]])]
    long = LongLines()
    assert long.cut(blocks) == blocks
    assert long.rests == []


@pytest.mark.parametrize("heading", [0, 1])
def test_a_line_is_cut_at_a_word_and_its_rest_is_whole(heading):
    most = MAX_HEADING_CHARACTERS if heading else MAX_LINE_CHARACTERS
    line = Line("word " * most, 7, heading=heading)
    long = LongLines()
    ([kept],) = long.cut([[line]])
    (rest,) = long.rests
    assert most - 10 < len(kept.text) <= most
    assert kept.text.endswith("word")
    assert f"{kept.text} {rest.text}" == line.text
    assert rest.number == 7


def test_a_word_longer_than_the_limit_is_cut():
    long = LongLines()
    ([kept],) = long.cut([[Line("- " + "x" * (2 * MAX_LINE_CHARACTERS), 1)]])
    assert len(kept.text) == MAX_LINE_CHARACTERS
    assert len(long.rests[0].text) == MAX_LINE_CHARACTERS + 2


def test_the_rest_of_a_long_line_is_kept_without_contacts():
    whole = (
        TEXT * (MAX_LINE_CHARACTERS // len(TEXT) + 2)
        + "Contact: Jane Doe, 780-555-0100, jane.doe@gov.example. The end of it."
    )
    text = f"# News, 2021-03-01\n\n{whole}\n"
    (reading,) = read_all(text.encode(), "news.md", hints=SourceHints(sender="CA-AB"))
    (left,) = [each for each in reading.unplaced if "The end of it." in each.text]
    assert left.line == 3
    assert left.reported_by == "CA-AB"
    assert "555" not in left.text
    assert "jane" not in left.text.casefold()
    assert any("is too long" in each.template for each in reading.notes)
    assert reading.claims


def test_a_cell_as_long_as_a_file_is_cut():
    cell = "Ontario " * (MAX_LINE_CHARACTERS // 8 + 100)
    text = f"# Plan\n\n| Initiative | Lead |\n|---|---|\n| A portal | Alberta |\n| A register | {cell} |\n"
    reading = read(None, text.encode(), "plan.md")
    assert any(each.text.count("Ontario") == 100 for each in reading.unplaced)
