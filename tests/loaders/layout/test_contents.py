"""Tables of contents are known by their dots and page numbers."""

from __future__ import annotations

from loaders.layout.blocks import flat
from loaders.layout.contents import omit_contents
from loaders.layout.omissions import CONTENTS, LeftOut
from loaders.text.lines import Line

ENTRIES = ["1. Context .......... 3", "Annexe A. . . . . . 12", "Foreword ........ iv"]


def kept(texts: list[str]) -> tuple[list[str], LeftOut]:
    left = LeftOut()
    blocks = omit_contents([[Line(text, number) for number, text in enumerate(texts, 1)]], left)
    return [line.text for block in blocks for line in flat(block)], left


def test_entries_are_omitted_and_reported():
    lines, left = kept(["Alberta begins in May.", *ENTRIES, "Yukon follows in 2021."])
    assert lines == ["Alberta begins in May.", "Yukon follows in 2021."]
    assert left.texts[CONTENTS] == ENTRIES


def test_a_line_or_two_with_dots_are_text():
    texts = ["It took long ........ 3", "and then … 2020"]
    assert kept(texts)[0] == texts
