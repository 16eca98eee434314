"""Names that are chosen by a learnt model in free text, and what is inferred of them."""

from __future__ import annotations

import sys
from unittest.mock import patch

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from loaders.documents.prose import pipeline
from loaders.documents.prose.learnt import chooser
from loaders.documents.prose.learnt.candidates import collect
from loaders.documents.prose.learnt.chooser import FILE, choose, is_same, model
from loaders.documents.prose.learnt.forest import Forest
from tests.helpers.paths import ROOT
from tests.helpers.reading import read

MAX_BYTES = 3_000_000
TEXT = {
    "en": (
        "# Better crossings for the islands\n\n"
        "The Ministry of Ferries of Nova Scotia has looked at how people cross to the islands, and what they need to know. "
        "Many of them come early, and wait in the cold until the first boat leaves. Some turn back.\n\n"
        "## Harbour Board\n\n"
        "Our answer is Harbour Board, a page that says when the next boat leaves and how full it is. With Harbour Board, "
        "people see at home whether they will find a place. The team talked with forty travellers, and changed the page "
        "each week. Since then, Harbour Board has been opened eight thousand times, from telephones for the most part.\n\n"
        "## What comes next\n\n"
        "More harbours will follow when there is money for signs. We will also look at how people pay, since many still "
        "carry coins, and at what happens when a boat is late. Whoever wants to know more can write to us.\n"
    ),
    "fr": (
        "# De meilleures traversées vers les îles\n\n"
        "Le ministère des Traversiers de la Nouvelle-Écosse a regardé comment les gens vont aux îles et ce qu’ils veulent "
        "savoir. Beaucoup viennent tôt et attendent dans le froid le départ du premier bateau. Certains repartent.\n\n"
        "## Tableau du port\n\n"
        "Notre réponse est le Tableau du port, une page qui dit quand part le prochain bateau et combien il y reste de "
        "places. Avec le Tableau du port, on voit de chez soi si l’on trouvera une place. L’équipe a parlé avec quarante "
        "voyageurs et a changé la page chaque semaine. Depuis, le Tableau du port a été ouvert huit mille fois.\n\n"
        "## Et ensuite\n\n"
        "D’autres ports suivront quand il y aura de l’argent pour des panneaux. Nous regarderons aussi comment les gens "
        "paient, puisque beaucoup ont encore des pièces, et ce qui arrive quand un bateau est en retard.\n"
    ),
}
NAMES = {"en": "Harbour Board", "fr": "Tableau du port"}


def titles(text: str) -> list[str]:
    return [c.value or "" for c in read(None, text.encode(), "page.md").claims if c.predicate == "title"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_that_a_page_is_about_is_chosen(language):
    assert any(NAMES[language] in title for title in titles(TEXT[language]))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_is_chosen_once(language):
    assert sum(NAMES[language] in title for title in titles(TEXT[language])) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_learnt_is_not_stated_and_has_a_confidence(language):
    claims = read(None, TEXT[language].encode(), "page.md").claims
    learnt = [c for c in claims if c.rule in ("name-learnt", "name-salient", "learnt-lead", "learnt-date")]
    assert learnt
    for claim in learnt:
        assert not claim.stated
        if claim.predicate in ("kind", "title", "lead"):
            assert claim.confidence is not None
            assert 0 < claim.confidence <= 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_quotes_stand_in_the_document(language):
    text = " ".join(TEXT[language].split())
    for claim in read(None, TEXT[language].encode(), "page.md").claims:
        if claim.place.quote:
            assert claim.place.quote in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_document_is_read_the_same(language):
    assert read(None, TEXT[language].encode(), "a.md").claims == read(None, TEXT[language].encode(), "a.md").claims


def test_a_short_text_is_read_by_rules_only():
    short = "The Shared Buoy Registry is run by Nova Scotia. Many boats follow the Clean Harbours program."
    with patch.object(pipeline, "choose_names", side_effect=AssertionError("asked")):
        assert titles(short)


def test_a_document_in_which_nothing_is_chosen_is_read_by_rules():
    with patch.object(pipeline, "choose_names", return_value=[]):
        by_rules = titles(TEXT["en"])
    assert isinstance(by_rules, list)


def test_of_names_within_names_the_likeliest_is_chosen():
    pools = []
    with patch.object(chooser, "collect", side_effect=lambda *given: pools.append(collect(*given)) or pools[-1]):
        titles(TEXT["en"])
    pool = pools[0]
    chosen = choose(pool, [0.5] * len(pool.candidates), 0.4)
    for at, one in enumerate(chosen):
        assert not any(is_same(one.candidate, other.candidate) for other in chosen[:at])


# --- The model


def test_the_model_is_small_and_complete():
    assert FILE.stat().st_size < MAX_BYTES
    learnt = model()
    for forest in (learnt.names, learnt.texts, learnt.leads, learnt.partners, learnt.dates):
        assert len(forest.roots) > 10
        assert int(forest.feature.max()) < len(forest.features)
        probabilities = forest.probabilities([{}, dict.fromkeys(forest.features, 1.0)])
        assert ((probabilities > 0) & (probabilities < 1)).all()
    assert not any(name.startswith(("how ", "asserted")) for name in learnt.texts.features)


def test_trees_give_what_the_library_gives_that_fitted_them():
    sys.path.insert(0, str(ROOT / "tools" / "weights"))
    try:
        import prose_model
    finally:
        sys.path.pop(0)
    values = np.random.default_rng(0).normal(size=(400, 5)).astype(np.float32)
    right = (values[:, 0] * values[:, 1] + values[:, 2] > 0).astype(int)
    fitted = HistGradientBoostingClassifier(max_iter=20, max_leaf_nodes=6, early_stopping=False).fit(values, right)
    columns = [f"c{at}" for at in range(5)]
    arrays = {"t.features": np.array("\n".join(columns))}
    arrays |= {f"t.{key}": value for key, value in prose_model.nodes_of(fitted).items()}
    rows = [dict(zip(columns, map(float, row), strict=True)) for row in values]
    got = Forest.from_arrays(arrays, "t").probabilities(rows)
    assert np.allclose(got, fitted.predict_proba(values)[:, 1], atol=1e-6)
    assert Forest.from_arrays(arrays, "t").probabilities([]).shape == (0,)
