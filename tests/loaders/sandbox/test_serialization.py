"""Readings that one process hands to another: the same on the other side, checked, and a long one as a stream."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from pydantic import ValidationError

from graph.claims import ClaimStream, Reading, ReadingSummary, iter_batches
from graph.model import Approved, Unplaced
from loaders.sandbox.serialization import CLAIMS_PER_BLOCK, ClaimBlocks, dump_readings, load_readings
from tests.helpers.claim_writer import Writer
from tests.helpers.reading_strategies import documents


def long(claims: int) -> Reading:
    writer = Writer()
    while len(writer.claims) < claims:
        writer.initiative("CRA", f"Portal {len(writer.claims)}\nof two lines", "digital-identity", status="launched")
    return writer.reading(approvals=[Approved(jurisdiction="CRA", edition="2022-winter", approval="public")])


@given(documents())
def test_what_comes_back_is_what_was_passed(made: Reading):
    readings = made if isinstance(made, list) else [made]
    assert load_readings(dump_readings(readings)) == readings


def test_a_long_reading_is_a_stream_that_begins_anew():
    short, whole = long(5), long(2 * CLAIMS_PER_BLOCK)
    back, before = load_readings(dump_readings([whole, short]))
    assert isinstance(back.claims, ClaimBlocks)
    for _ in range(2):
        assert list(back.claims) == list(whole.claims)
    assert replace(back, claims=[]) == replace(whole, claims=[])
    assert before == short


def test_what_is_known_at_the_end_of_a_stream_is_passed_with_it():
    whole = long(10)

    def generate():
        yield from iter_batches(whole.claims)
        return ReadingSummary([Unplaced(source="a" * 64, text="at the end")])

    stream = ClaimStream(generate)
    made = Reading(whole.source, stream, remarks=stream)
    assert [one.text for one in made.unplaced] == ["at the end"]
    (back,) = load_readings(dump_readings([made]))
    assert [one.text for one in back.unplaced] == ["at the end"]


@pytest.mark.parametrize("broken", [b'[{"kind": "initiative"}]', b'[{"kind": 7}]', b"7", b"["])
@pytest.mark.parametrize("block", [1, 2])
def test_each_block_is_checked_before_anything_is_believed(broken: bytes, block: int):
    lines = dump_readings([long(2 * CLAIMS_PER_BLOCK)]).split(b"\n")
    lines[block] = broken
    with pytest.raises(ValidationError):
        load_readings(b"\n".join(lines))


def test_the_head_is_checked_too():
    head, *blocks = dump_readings([long(5)]).split(b"\n")
    fields = json.loads(head)
    fields[0]["source"]["id"] = ""
    with pytest.raises(ValidationError):
        load_readings(b"\n".join([json.dumps(fields).encode(), *blocks]))
