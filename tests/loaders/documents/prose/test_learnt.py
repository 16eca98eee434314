"""Names that are chosen by a learnt model in free text, and what is inferred of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from loaders.documents.prose import pipeline
from loaders.documents.prose.learnt import chooser
from loaders.documents.prose.learnt.candidates import collect
from loaders.documents.prose.learnt.chooser import choose, is_same
from loaders.documents.prose.learnt.model import FILE, Forest, Pair, hashed, model
from loaders.documents.prose.learnt.strangers import find_strangers
from loaders.inputs.read import FileLoader
from tests.helpers.paths import ROOT

if TYPE_CHECKING:
    from graph.claims import Claim

MAX_BYTES = 3_000_000
EN = """\
---
title: Ferry Notice reaches beta
date: 2021-02-01
---

In the fall of 2019, the Digital Service of Nova Scotia set out to build a notification platform for people who cross to
the islands. Ferry Notice is a simple tool: it tells travellers by text message when the next boat leaves and how full
it is.

## What is Ferry Notice?

Ferry Notice lets harbour staff send messages without buying software of their own. Using Ferry Notice, a team of two
wrote to forty thousand travellers in one winter. Messages are sent in both languages, and nobody has to open an account
to receive them.

## What we learned

People read a message when it comes at the right time. We tested Ferry Notice with travellers on three piers, changed
its words each week, and wrote down what they asked. Since then the number of calls has fallen by half.

## Get in touch

If your team would like to try Ferry Notice, write to us. We are glad to show what it can do.
"""
FR = """\
---
title: Avis traversier passe en version bêta
date: 2021-02-01
---

À l’automne 2019, le Service numérique de la Nouvelle-Écosse a lancé le Programme de notification des traversées, une
plateforme pour les gens qui vont aux îles. Le Programme de notification des traversées dit par message texte quand part
le prochain bateau et combien il y reste de places.

## Ce que le programme change

Avec le Programme de notification des traversées, le personnel des ports envoie des messages sans acheter de logiciel.
Une équipe de deux personnes a ainsi écrit à quarante mille voyageurs en un hiver. Les messages partent dans les deux
langues, et personne n’a besoin de compte pour les recevoir.

## Ce que nous avons appris

Les gens lisent un message quand il arrive au bon moment. Nous avons mis le programme à l’essai sur trois quais, changé
ses mots chaque semaine et noté ce que les voyageurs demandaient. Depuis, le nombre d’appels a baissé de moitié.
"""
TEXT = {"en": EN, "fr": FR}
NAMES = {"en": "Ferry Notice", "fr": "Programme de notification des traversées"}


def claims_of(text: str) -> list[Claim]:
    return list(FileLoader(isolate=False).load_bytes(text.encode(), "page.md")[0].claims)


def titles(text: str) -> list[str]:
    return [c.value or "" for c in claims_of(text) if c.predicate == "title"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_that_a_page_is_about_is_chosen(language):
    assert any(NAMES[language] in title for title in titles(TEXT[language]))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_is_chosen_once(language):
    assert sum(NAMES[language] in title for title in titles(TEXT[language])) == 1


def test_what_is_learnt_is_not_stated_and_has_a_confidence():
    claims = claims_of(TEXT["en"])
    learnt = [
        c for c in claims if c.rule in ("name-learnt", "name-salient", "learnt-lead", "learnt-partner", "learnt-date")
    ]
    assert learnt
    for claim in learnt:
        assert not claim.stated
        if claim.predicate in ("kind", "title", "lead"):
            assert claim.confidence is not None
            assert 0 < claim.confidence <= 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_quotes_stand_in_the_document(language):
    text = " ".join(TEXT[language].split())
    for claim in claims_of(TEXT[language]):
        if claim.place.quote:
            assert claim.place.quote in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_same_document_is_read_the_same(language):
    assert claims_of(TEXT[language]) == claims_of(TEXT[language])


def test_a_short_text_is_read_by_rules_only():
    short = "The Shared Buoy Registry is run by Nova Scotia. Many boats follow the Clean Harbours program."
    with patch.object(pipeline, "choose_names", side_effect=AssertionError("asked")):
        assert titles(short)


def test_a_document_in_which_nothing_is_chosen_is_read_by_rules():
    with patch.object(pipeline, "choose_names", return_value=[]):
        by_rules = titles(EN)
    assert by_rules
    assert by_rules != titles(EN)


def test_of_names_within_names_the_likeliest_is_chosen():
    pools = []
    with patch.object(chooser, "collect", side_effect=lambda *given: pools.append(collect(*given)) or pools[-1]):
        titles(TEXT["en"])
    pool = pools[0]
    chosen = choose(pool, [0.5] * len(pool.candidates), 0.4, model().sameness)
    for at, one in enumerate(chosen):
        assert not any(is_same(one.candidate, other.candidate) for other in chosen[:at])


def test_names_in_capitals_may_be_parties():
    text = "Le maire de Mably et CentraleSupélec ont signé avec l’Opheor. Nous aidons. Smart Chicago’s team met Adur."
    found = {text[start:end]: opens for start, end, opens in find_strangers(text, [(12, 17)])}
    assert {"CentraleSupélec", "Opheor", "Smart Chicago", "Adur"} <= set(found)
    assert "Mably" not in found  # something else stands there
    assert found["Nous"]  # a word that opens a sentence, and no name
    assert not found["Opheor"]


# --- The model


def test_the_model_is_small_and_complete():
    assert FILE.stat().st_size < MAX_BYTES
    learnt = model()
    relations = (learnt.leads, learnt.partners, learnt.dates)
    for forest in (learnt.names, learnt.sameness, *(relation.trees for relation in relations)):
        assert len(forest.roots) > 10
        assert int(forest.feature.max()) < len(forest.features)
        probabilities = forest.probabilities([{}, dict.fromkeys(forest.features, 1.0)])
        assert ((probabilities > 0) & (probabilities < 1)).all()
    for relation in relations:
        likely = relation.probabilities(
            [Pair(0, "CA", {}, []), Pair(0, "CA", {"same sentence": 1.0}, hashed(("b<with", "r:on")))]
        )
        assert all(0 < each < 1 for each in likely)
        assert relation.probabilities([]) == []


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
