"""Whatever is fed to the reader, it reads or refuses with a sentence, and quotes only what stands in the source."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import AccordError, SourceError
from loaders.formats.decode import LIGATURES
from loaders.text.passages import CUT
from tests.helpers.paths import DOCUMENTS
from tests.helpers.reading import read

SOURCES = sorted(DOCUMENTS.glob("*.txt"))
HEAD = "PSSDC Information-Sharing Analysis\nWinter 2022\n\nJurisdictions Key Achievements\n\n"
SPACE_AND_HYPHEN = re.compile(r"[\s\-\u00ad\ufeff\u200b-\u200f\u2060\x00]+")


def squeezed(text: str) -> str:
    """Text without spaces, hyphens and invisible characters."""
    return SPACE_AND_HYPHEN.sub("", text)


def check_quotes(reading, text: str) -> None:
    """Every quote stands in the text, and begins on the line that its place names."""
    source = squeezed(text)
    lines = re.split(r"\r\n|[\n\r\x0b\x85\u2028\u2029]", text)
    for claim in reading.claims:
        parts = [squeezed(part) for part in (claim.place.quote or "").split(CUT)]
        assert not [part for part in parts if part not in source]
        assert parts[0][:3] in squeezed("".join(lines[claim.place.line - 1 : claim.place.line + 1]))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_quotes_and_lines_of_documents(path):
    text = path.read_text(encoding="utf-8")
    check_quotes(read(path, text.encode(), path.name), text)


def test_quotes_and_lines_of_the_seed(shared):
    path = shared / "seed" / "cpssp-2022-hiver.fr.txt"
    text = path.read_text(encoding="utf-8")
    check_quotes(read(path, text.encode(), path.name), text)


FRAGMENTS = """ONTARIO|VILLE DE QUÉBEC|(ESDC)|- Digital identity. It was launched in May 2021.|- |•|o part
Issues and Needs:|Background:|Contexte :|Priorité de la chose|Page 3 of 8|pro-|gramme|in partnership with Alberta and
British Columbia|3 jurisdictions did not submit a report (Yukon, X and Y).|please contact:|contact@example.org|- List:
As part of the|A total of 4 documents were received|La Ville souhaite apprendre|depuis le 31 février 2021|Winter 2022
B.C. The|: : :|…
Contacts : Personne|; mais pas avec l’Ontario
the partnership between Yukon and Quebec|Administrations|- Title : text|1) first"""
PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from([piece for line in FRAGMENTS.split("\n") for piece in line.split("|")]),
    st.sampled_from(["\f", "", "\u00ad", "\u2028", "\u00a0", "\t"]),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40), st.sampled_from(["\n", "\n\n", " ", "\r\n"]))
def test_any_text_is_read_or_refused(pieces, joint):
    text = HEAD + joint.join(pieces)
    try:
        reading = read(None, text.encode("utf-8", "surrogatepass"), "any.txt")
    except AccordError:
        return
    source = squeezed(text.translate(LIGATURES))
    quotes = [part for claim in reading.claims for part in (claim.place.quote or "").split(CUT)]
    assert not [quote for quote in quotes if squeezed(quote) not in source]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(AccordError):
        assert read(None, data, "any").source.id


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\0" * 1000, "is empty"),
        (b" \n\r\n\t", "is empty"),
        ("\ufeff".encode("utf-16"), "is empty"),
        (b"a" * 5_000_000, "no known or named government"),
        (b"\n" * 300_000 + b"word", "no known or named government"),
        (
            b"Information-Sharing Analysis\n\nIssues and Needs:\n\nA Need\n\n- Text.\n",
            "neither its season nor its date",
        ),
    ],
)
def test_what_is_no_analysis_is_refused(data, says):
    with pytest.raises(SourceError, match=says):
        read(None, data, "file.txt")


def test_binary_data_is_refused_in_one_sentence():
    with pytest.raises(SourceError, match=r"file\.bin is of no format that Accord reads"):
        read(None, bytes(range(256)) * 50, "file.bin")


@pytest.mark.parametrize(
    "body",
    [
        "ONTARIO\n\n- Title. " + "word " * 1_000_000,
        "ONTARIO\n\n" + "- Item. A text about Alberta.\n" * 4000,
        "ONTARIO\n\n" + "".join(f"- Item {n} that is cut in the\n\n" for n in range(3000)),
        "ONTARIO\n\n- Cut\n\n" + "more text\n\n" * 8000,
        "ABC DEFG\n\n" * 8000,
        "ONTARIO\n\n- " + ". " * 100_000,
        "ONTARIO\n\n- " + "A. B. " * 20_000,
        "ONTARIO\n\n- Title. in partnership with " + "Alberta, Quebec, " * 10_000,
        "ONTARIO\n\n- Title. " + "launched in May 2021 " * 4000,
        "ONTARIO\n\n- Title. " + "(" * 100_000,
        "Background:\n\n3 jurisdictions did not submit (" + "Alberta, " * 10_000,
        "Background:\n\n" + "x@" * 100_000,
    ],
    ids=lambda body: body[-24:].strip(),
)
def test_long_input_takes_no_more_than_its_length(body):
    reading = read(None, (HEAD + body).encode(), "long.txt")
    assert reading.source.edition == "2022-winter"


def test_broken_utf_8_is_read_as_windows_text():
    data = HEAD.encode() + b"ONTARIO\n\n- Caf\xe9 num\xe9rique. Un texte \x93cit\xe9\x94 \xff.\n"
    reading = read(None, data, "old.txt")
    assert "Café numérique" in [claim.value for claim in reading.claims if claim.predicate == "title"]


def test_the_same_bytes_are_the_same_source_under_any_name():
    path = SOURCES[0]
    one, two = read(path, path.read_bytes(), "x"), read(None, path.read_bytes(), "elsewhere.txt")
    assert one.source.id == two.source.id
    assert one.source.name == path.name
    assert one.claims == two.claims


def test_an_ambiguous_lead_is_kept_unplaced_with_a_note():
    text = HEAD + "VICTORIA\n\n- Harbour Lights. Lamps for the harbour.\n\nYUKON\n\n- Road Desk. A desk.\n"
    reading = read(None, text.encode(), "x.txt")
    assert [claim.object for claim in reading.claims if claim.predicate == "submitted"] == ["CA-YT"]
    assert {each.text for each in reading.unplaced} == {"VICTORIA", "Harbour Lights. Lamps for the harbour."}
    assert [note.values["name"] for note in reading.notes] == ["VICTORIA"]


def test_a_table_without_any_heading_is_still_found():
    text = "February 2022\n\nYUKON\n\n- Road Desk. A desk for roads.\n\n- River Desk. A desk for rivers.\n"
    reading = read(None, text.encode(), "x.txt")
    assert reading.source.edition == "2022-winter"
    titles = [claim.value for claim in reading.claims if claim.predicate == "title"]
    assert titles == ["Road Desk", "River Desk"]
