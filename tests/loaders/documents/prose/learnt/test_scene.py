"""Where a document names parties, also within names of pieces of work and by their abbreviations."""

from __future__ import annotations

from dataclasses import replace

from loaders.documents.prose.learnt.scene import Scene
from tests.loaders.documents.prose.learnt.test_proximity import read
from tests.loaders.documents.prose.test_learnt import TEXT

ADDED = """
## Maps

The Harbour Map Agreement with Iceland was signed in 2019. The Old Sailors Circle (OSC) prints it in the house of OSC.
The Shared Pier List is of other people. The harbour of Xavier Qwertz and the Dune Circle print it as well. So did
Lakeview Sheriff's Office.
"""


def scene_of(*titles: str) -> Scene:
    """The scene of a document, as if pieces of work had these names."""
    discourse, works = read(TEXT["en"] + ADDED)
    made = []
    for title in titles:
        segment = next(one for one in discourse.outline.segments if title in one.text)
        start = segment.text.index(title)
        place = {"passage": segment.passage, "start": start, "end": start + len(title)}
        made.append(replace(works[0], title=title, aliases=set(), **place))
    return Scene.of(discourse, made)


def test_a_party_within_a_name_matters_to_that_work_only():
    scene = scene_of("Harbour Map Agreement with Iceland", "Shared Pier List")
    inside = scene.parties.pop("ICELAND")
    scene.within["ICELAND"] = inside
    assert scene.spots_of("ICELAND", 0) == inside
    assert scene.spots_of("ICELAND", 1) == []


def test_an_unknown_abbreviation_in_brackets_is_the_party_before_it():
    scene = scene_of("Harbour Map Agreement with Iceland")
    assert "OSC" not in scene.parties
    assert len(scene.parties["OLD-SAILORS-CIRCLE"]) == 3


def test_the_party_in_whose_genitive_a_name_begins_is_its_owner():
    scene = scene_of("Harbour Map Agreement with Iceland", "Shared Pier List")
    (spot,) = scene.parties.pop("ICELAND")
    assert scene.owner_of(0) is None
    name = scene.names[1][0]
    for text, start, owner in (
        ("Iceland’s Shared Pier List", 0, "ICELAND"),
        ("the Iceland's Shared Pier List", 4, "ICELAND"),
        ("Iceland Shared Pier List", 0, None),
        ("List of Iceland's piers", 8, None),
    ):
        passage = replace(name.passage, text=text)
        scene.names[1] = [replace(name, passage=passage, start=0, end=len(text))]
        scene.within["ICELAND"] = [
            replace(spot, segment=name.segment, passage=passage, start=start, end=start + len("Iceland"))
        ]
        assert scene.owner_of(1) == owner, text


def test_a_given_name_and_an_unknown_word_are_no_party():
    keys = scene_of("Shared Pier List").parties.keys()
    assert "DUNE-CIRCLE" in keys
    assert not [key for key in keys if "QWERTZ" in key]


def test_an_unknown_name_of_a_police_or_of_schools_is_a_body():
    scene = scene_of("Shared Pier List")
    ids = {key: spots[0].party.id for key, spots in scene.parties.items() if spots[0].party is not None}
    assert ids["LAKEVIEW-SHERIFF-S-OFFICE"] == "LAKEVIEW-SHERIFF-S-OFFICE"
    assert ids["DUNE-CIRCLE"] is None
