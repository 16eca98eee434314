"""Which piece of work a party or a date belongs to by where names stand, and the date that stands before the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from loaders.documents.prose import pipeline
from loaders.documents.prose.initiative_candidates import DateFact
from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.pairs.inferred_dates import DATES, DATES_BY_RULE, DATES_PROPOSED
from loaders.documents.prose.learnt.pairs.likelihoods import ELSEWHERE
from loaders.documents.prose.learnt.pairs.proximity import Proximity
from loaders.documents.prose.learnt.relations import Relator
from loaders.documents.prose.learnt.roles import refine
from loaders.documents.prose.learnt.scene import Scene
from loaders.inputs.read import FileLoader
from tests.loaders.documents.prose.test_learnt import NAMES, TEXT

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Work

OTHER = {
    "en": "The Harbour Map Project began in March 2018 in New Brunswick. It shows every pier and every crane.",
    "fr": "Le Projet de carte des ports a commencé en mars 2018 au Nouveau-Brunswick. Il montre chaque quai.",
}
OTHER_NAME = {"en": "Harbour Map", "fr": "carte des ports"}


def read(text: str) -> tuple[Discourse, list[Work]]:
    """A document as it is read again, with its pieces of work before anything is inferred of them."""
    given: list[Any] = []
    with patch.object(
        pipeline, "refine", side_effect=lambda discourse, works, *_, **__: given.append((discourse, works))
    ):
        FileLoader(isolate=False).load_bytes(text.encode(), "page.md")
    discourse, works = given[0]
    return discourse, [work for work in works if not work.is_component]


def with_other(language: str) -> str:
    return f"{TEXT[language]}\n## 2018\n\n{OTHER[language]}\n"


def scene_with_other(language: str) -> tuple[Scene, int, int]:
    """A document of two pieces of work, and the number of each."""
    discourse, works = read(with_other(language))
    one = next(at for at, work in enumerate(works) if NAMES[language] in work.title)
    other = next(at for at, work in enumerate(works) if OTHER_NAME[language] in work.title)
    return Scene.of(discourse, works), one, other


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_place_belongs_to_the_name_that_is_nearest_and_was_named_last(language):
    scene, one, other = scene_with_other(language)
    dates = Proximity.of(scene.names, scene.dates, scene.discourse.outline)
    parties = Proximity.of(scene.names, scene.parties, scene.discourse.outline)
    assert (dates.is_elsewhere(one, "2018-03"), dates.is_elsewhere(other, "2018-03")) == (True, False)
    assert not parties.is_elsewhere(other, "CA-NB")
    assert not parties.is_elsewhere(one, "CA-NS")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_works_and_dates_that_are_nearer_are_counted(language):
    scene, one, other = scene_with_other(language)
    dates = Proximity.of(scene.names, scene.dates, scene.discourse.outline)
    far, near = dates.describe(one, "2018-03"), dates.describe(other, "2018-03")
    assert (far["owned"], near["owned"]) == (0.0, 1.0)
    assert far["works nearer"] >= 1.0
    assert (near["works nearer"], near["others nearer"]) == (0.0, 0.0)
    assert 0.0 <= near["distance"] < far["distance"]
    assert dates.describe(one, "2021-02-01") == {"unplaced": 1.0}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_has_no_place_is_nowhere_else(language):
    discourse, works = read(TEXT[language])
    scene = Scene.of(discourse, works)
    assert scene.dates["2021-02-01"] == []  # it stands in no sentence
    assert not Proximity.of(scene.names, scene.dates, discourse.outline).is_elsewhere(0, "2021-02-01")
    assert not Proximity.of([], scene.dates, discourse.outline).owned.size


def test_many_places_are_compared_some_at_a_time():
    text = with_other("en") + "\n" + "\n\n".join(f"It was shown again on {day} May 2018." for day in range(1, 29))
    discourse, works = read(text)
    scene = Scene.of(discourse, works)
    whole = Proximity.of(scene.names, scene.dates, discourse.outline)
    with patch("loaders.documents.prose.learnt.pairs.proximity.AT_ONCE", 3):
        by_few = Proximity.of(scene.names, scene.dates, discourse.outline)
    assert (by_few.owned == whole.owned).all()
    assert (by_few.distances == whole.distances).all()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_date_before_the_text_may_be_that_of_the_work(language):
    discourse, works = read(TEXT[language])
    pairs = [pair for pair in Relator(Scene.of(discourse, works)).dates() if pair.key == "2021-02-01"]
    assert len(pairs) == len(works)
    assert all(pair.row["is written"] and not pair.row["spots"] for pair in pairs)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_evidence_of_the_date_before_the_text_stands_there(language):
    discourse, works = read(TEXT[language])
    with patch("loaders.documents.prose.learnt.pairs.inferred_dates.DATES", DATES_PROPOSED):
        refine(discourse, works, model())
    found = [fact for work in works for fact in work.dates if fact.edtf == "2021-02-01"]
    assert found
    for fact in found:
        assert not fact.stated
        assert "2021-02-01" in (fact.place.quote or "")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_date_of_other_work_is_less_likely(language):
    discourse, works = read(with_other(language))
    with patch("loaders.documents.prose.learnt.roles._likely") as likely:
        days = {at: {"2018-03": DATES + 0.1} for at in range(len(works))}
        likely.side_effect = [[{}, {}], [days]]
        for work in works:
            work.dates = []
        refine(discourse, works, model())
    assert DATES + 0.1 < DATES / ELSEWHERE
    for work in works:
        assert (OTHER_NAME[language] in work.title) == any(fact.edtf == "2018-03" for fact in work.dates)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_date_that_a_rule_finds_is_as_likely_wherever_other_work_is_named(language):
    discourse, works = read(with_other(language))
    mention = Scene.of(discourse, works).dates["2018-03"][0]
    for work in works:
        work.dates = [
            DateFact("2018-03", "start", mention.passage, mention.start, mention.end, "date-start", stated=True)
        ]
    with patch("loaders.documents.prose.learnt.roles._likely") as likely:
        likely.side_effect = [[{}, {}], [{at: {"2018-03": DATES_BY_RULE + 0.05} for at in range(len(works))}]]
        refine(discourse, works, model())
    assert DATES_BY_RULE + 0.05 < DATES_BY_RULE / ELSEWHERE
    assert all([fact.edtf for fact in work.dates] == ["2018-03"] for work in works)
