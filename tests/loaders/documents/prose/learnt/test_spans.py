"""Spans of a text that may be names of pieces of work."""

from __future__ import annotations

import pytest

from loaders.documents.prose.annotate import annotate
from loaders.documents.prose.learnt.spans import find_spans
from loaders.documents.prose.lexicon import lexicon
from loaders.documents.prose.structure.segment import Segment
from loaders.text.lines import Line
from loaders.text.passages import Hyphens, join


@pytest.mark.parametrize("when", ["le 3 mai 2021", "le 1er juin", "en 2021"])
def test_a_french_name_ends_before_a_date(when: str):
    text = f"Le ministère a lancé le réseau de données côtières {when}."
    segment = Segment("text", join([Line(text, 1)], Hyphens((), (), ())))
    found = {text[one.start : one.end] for one in find_spans(segment, annotate(segment.passage, [], []), lexicon("fr"))}
    assert "réseau de données côtières" in found
    assert not any(when in one for one in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "They met at the Donors’ Conference for Harbours.",
            {"Donors’ Conference for Harbours", "Conference for Harbours"},
        ),
        ("It opened Women's Harbour Strategy.", {"Women's Harbour Strategy", "Harbour Strategy"}),
    ],
)
def test_a_name_with_a_genitive_may_be_one_as_a_whole_or_without_it(text: str, wanted: set[str]):
    segment = Segment("text", join([Line(text, 1)], Hyphens((), (), ())))
    found = {text[one.start : one.end] for one in find_spans(segment, annotate(segment.passage, [], []), lexicon("en"))}
    assert wanted <= found
