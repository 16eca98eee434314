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
