"""Which lines of a page go on, and which begin a paragraph."""

from __future__ import annotations

from loaders.documents.prose.structure.paragraphs import read_parts
from loaders.text.lines import Line
from loaders.text.passages import Hyphens

NARROW = (  # beside a picture: each line ends before the width of those below
    "Young sturgeon released into the lake (Dec. 17): The",
    "U.S. Fish Service and the ports of the lake, along with",
    "Ottawa and the Lake Board, released some young fish at",
    "Kingston and below the locks of the canal, so that all",
    "experts learn how they live there.",
    "Wells looked after in all ports of the great lake (Dec.",
    "16): The Lake Board published a guide for the owners of",
    "private wells along the shore of the lake. The guide says which wells are looked after first, and by whom",
)
LIST = ("Ministry of Ports", "Lake Board", "Department of Rivers", "Harbour Council")


def parts(*texts: str, gaps: tuple[int, ...] = ()) -> list[str]:
    lines = [Line(text, at, page=1, after_gap=at in gaps) for at, text in enumerate(texts, 1)]
    return [part.text.replace("\u2029", "").strip() for part in read_parts([lines], Hyphens((), (), ()))]


def test_narrow_lines_are_one_paragraph():
    found = parts(*NARROW, gaps=(1, 6))
    assert [each[:20] for each in found] == ["Young sturgeon relea", "Wells looked after i"]
    assert "released some young fish at Kingston" in found[0]
    assert "(Dec. 16): The Lake Board" in found[1]


def test_short_lines_of_a_list_are_several():
    width = "They meet twice in each year to agree on the levels of the water, on ferries and on the fees of all ports."
    assert parts(*LIST, width)[: len(LIST)] == list(LIST)


TREATY = (
    "AGREEMENT BETWEEN THE GOVERNMENT OF THE REPUBLIC",
    "OF ICELAND AND THE GOVERNMENT OF CANADA ON THE",
    "SALT OF PIERS",
    "The Government of Iceland and the Government of Canada, which both look after piers in salt water, agree:",
)
RELEASE = (
    "MINISTRY OF PIERS AND HARBOURS OF THE PROVINCE",
    "PRESS RELEASE",
    "NEW PIERS BETWEEN THE LIGHTHOUSE AND THE TOWN",
    "The ministry opened new piers today, which is why the lighthouse is closed to all visitors until the end of May.",
)


def test_the_title_of_an_agreement_in_capitals_may_take_several_lines():
    assert parts(*TREATY)[0] == " ".join(TREATY[:3])


def test_other_lines_in_capitals_are_several():
    assert parts(*RELEASE)[:3] == list(RELEASE[:3])


def test_lines_within_a_link_are_one_paragraph():
    lines = [Line("The board of the lake has a Plan to Clean", 1), Line("Harbours for all.", 2, within=True)]
    (part,) = read_parts([lines], Hyphens((), (), ()))
    assert part.text == "The board of the lake has a Plan to Clean Harbours for all."


def test_a_label_within_bold_text_begins_a_paragraph():
    lines = [Line("Lead: Ministry of Ports", 1), Line("Partners: Lake Board", 2, within=True)]
    assert len([*read_parts([lines], Hyphens((), (), ()))]) == len(lines)
