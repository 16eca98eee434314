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


@pytest.mark.parametrize(
    ("language", "text", "wanted", "refused"),
    [
        ("fr", "L’État va verser à la Ville une somme de 2 M$ pour la restauration du quai Nord.",
         "restauration du quai Nord", "verser"),
        ("fr", "Le Conseil prépare une plateforme de suivi appelée TroupoNet.", "plateforme de suivi", "appelée"),
        ("fr", "Le Conseil a validé le projet de quai ouvert à tous.", "projet de quai ouvert à tous", "validé"),
        ("en", "The agency will run it on the old quay and open a portal for divers.", "portal for divers", "it on"),
        ("en", "The town opened a portal for divers called DeepLog.", "portal for divers", "called"),
    ],
)  # fmt: skip
def test_a_name_is_no_sum_no_pronoun_and_has_no_other_name_in_it(language, text, wanted, refused):
    segment = Segment("text", join([Line(text, 1)], Hyphens((), (), ())))
    annotated = annotate(segment.passage, [], [])
    found = {text[one.start : one.end] for one in find_spans(segment, annotated, lexicon(language))}
    assert wanted in found
    assert not any(refused in one for one in found)
