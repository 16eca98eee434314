"""Keys that differ are initiatives that differ, whatever a slug makes of them and in whatever order they come."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.tables.keys import key_slug
from tests.helpers.files.table import claim_values, csv_of, notes, read

MAPPING = "collection: inventory\nkey: id\ntitle: title\nlead: lead\n"
KEYS = st.text("aAbBéÉ19-./_() ", min_size=1, max_size=8).map(lambda text: " ".join(text.split())).filter(bool)


def identifiers(keys: list[str]) -> dict[str, str]:
    """The identifier of each key of a table, by the titles of its rows."""
    table = csv_of([["id", "title", "lead"], *([key, f"Portal {key}.", "Alberta"] for key in keys)])
    titles = claim_values(read(table, mapping=MAPPING), "initiative", "title")
    return {title: subject for subject, found in titles.items() for title in found}


@settings(max_examples=60, deadline=None)
@given(keys=st.lists(KEYS, unique=True, min_size=2, max_size=6), data=st.data())
def test_no_two_keys_are_one_initiative_in_whatever_order(keys: list[str], data: st.DataObject):
    found = identifiers(keys)
    assert len(set(found.values())) == len(keys)
    assert identifiers(data.draw(st.permutations(keys))) == found
    assert identifiers(keys[:1]).items() <= found.items()  # other rows change nothing


@given(keys=st.lists(st.text(min_size=1), unique_by=str.strip, min_size=2, max_size=4))
def test_no_two_texts_have_one_slug(keys: list[str]):
    assert len(set(map(key_slug, keys))) == len(keys)


def test_usual_keys_keep_their_slugs():
    keys = ["C-ISC-1018", "P123456", "1.2", "2021-001", "101057437", "aafc-aac", "9ced415c-3060-4d20-ab3c-302f38367037"]
    assert [key_slug(key) for key in keys] == [key.lower().replace("1.2", "1-2") for key in keys]


def test_keys_that_look_alike_are_noted():
    rows = "".join(f"{key},Client portal,Alberta\n" for key in ("C-ISC-1018", "c-isc-1018", "É1", "E1", "7"))
    reading = read(f"id,title,lead\n{rows}", mapping=MAPPING)
    note = "2 keys differ from others in case, accents or separators alone, and are other initiatives:"
    assert f"{note} “E1” → É1, “c-isc-1018” → C-ISC-1018." in notes(reading)
