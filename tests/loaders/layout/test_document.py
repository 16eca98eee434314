"""Properties of documents: what is recorded, and how dates of all formats become EDTF."""

from __future__ import annotations

import pytest

from loaders.layout.document import DocumentProperties, property_date


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2020-08-31", "2020-08-31"),
        ("2020-08", "2020-08"),
        ("2020", "2020"),
        ("2020-08-31T23:30:00-04:00", "2020-08-31"),
        ("2020-08-31 09:00:00 -0400", "2020-08-31"),
        ("D:20200831093000-04'00'", "2020-08-31"),
        ("D:20200831", "2020-08-31"),
        ("Mon, 3 Aug 2020 10:00:00 -0400", "2020-08-03"),
        ("August 2018", "2018-08"),
        ("3 août 2020", "2020-08-03"),
        ("2020-13-01", None),
        ("2020-02-31", None),
        ("Between May 2019 and then July 2020", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_of_all_formats_become_edtf(written, edtf):
    assert property_date(written) == edtf


@pytest.mark.parametrize("zero", ["1601-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "D:19800101000000"])
def test_the_zero_of_a_clock_is_not_the_date_of_a_file(zero):
    properties = DocumentProperties()
    properties.add("created", zero, "dcterms:created")
    assert properties.entries == []


def test_entries_keep_their_order_and_are_recorded_once():
    properties = DocumentProperties()
    for text in ("Bus feeds", "Bus  feeds", "A shared bus feed", "", None, " – "):
        properties.add("title", text, "title")
    assert [entry.value for entry in properties.all("title")] == ["Bus feeds", "A shared bus feed"]
    assert properties.first("author") is None


def test_an_endless_value_is_cut():
    properties = DocumentProperties()
    properties.add("title", "word " * 10_000, "title")
    assert len(properties.entries[0].value) <= 500
