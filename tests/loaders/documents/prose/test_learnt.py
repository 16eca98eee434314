"""Names that are chosen by a learnt model in free text, and what is inferred of them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from loaders.documents.prose import pipeline
from loaders.documents.prose.entities.strangers import find_strangers
from loaders.documents.prose.learnt import chooser
from loaders.documents.prose.learnt.candidates import Mention, Pool, collect
from loaders.documents.prose.learnt.chooser import choose, is_same
from loaders.documents.prose.learnt.models.forest import Forest, table_of
from loaders.documents.prose.learnt.models.linear import hashed
from loaders.documents.prose.learnt.models.model import FILE, Pair, model, of_pairs
from loaders.documents.prose.learnt.models.network import Network
from loaders.documents.prose.learnt.models.word_vectors import FILE as VECTORS
from loaders.documents.prose.learnt.models.word_vectors import mean_of, word_vectors
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


def pool_of(text: str) -> Pool:
    """The candidates of a document."""
    pools: list[Pool] = []
    with patch.object(chooser, "collect", side_effect=lambda *given: pools.append(collect(*given)) or pools[-1]):
        titles(text)
    return pools[0]


def test_of_names_within_names_the_likeliest_is_chosen():
    pool = pool_of(TEXT["en"])
    chosen = choose(pool, [0.5] * len(pool.candidates), 0.4, model().sameness)
    for at, one in enumerate(chosen):
        assert not any(is_same(one.candidate, other.candidate) for other in chosen[:at])


CROSSING = (
    "# Agreements\n\nThe Government of Iceland keeps a list of what it has signed, and reviews each of them with the "
    "other side every five years.\n\n- Memorandum of Understanding between Iceland and Chile on Student Exchange\n"
    "- Memorandum of Understanding between Iceland and Norway on Weather Satellites\n"
)


def test_of_names_that_cross_the_likeliest_is_chosen():
    pool = pool_of(CROSSING)
    crossing = {
        (a, b)
        for a, one in enumerate(pool.candidates)
        for b, other in enumerate(pool.candidates)
        if one.best.crosses(other.best)
    }
    assert crossing
    for pair in crossing:
        likely = [0.7 - 0.1 * pair.index(at) if at in pair else 0.0 for at in range(len(pool.candidates))]
        assert [one.candidate for one in choose(pool, likely, 0.4, model().sameness)] == [pool.candidates[pair[0]]]


@pytest.mark.parametrize(
    ("first", "second", "crosses"),
    [
        ((0, 0, 9), (0, 5, 14), True),
        ((0, 0, 9), (0, 9, 14), False),
        ((0, 0, 9), (0, 3, 6), False),
        ((0, 0, 9), (0, 0, 6), False),
        ((0, 0, 9), (0, 4, 9), False),
        ((0, 0, 9), (0, 0, 9), False),
        ((0, 0, 9), (1, 5, 14), False),
    ],
)
def test_names_cross_where_the_end_of_one_begins_the_other(first, second, crosses):
    one, other = Mention(*first, "one"), Mention(*second, "other")
    assert one.crosses(other) == other.crosses(one) == crosses


TABLES = {
    "en": "| Name | Location | Fund | Description | Federal funding |\n| --- | --- | --- | --- | --- |\n"
    "| Renewal of the Gull Bay sewage pond | Gull Bay | Small Works Fund | The pond will be larger. | $3,000,000 |\n"
    "| Construction of a youth centre in Cod Cove | Cod Cove | Small Works Fund | A new house. | $1,458,750 |\n",
    "fr": "| Nom | Localité | Fonds | Description | Financement fédéral |\n| --- | --- | --- | --- | --- |\n"
    "| Rénovation de l’étang d’épuration de Baie-aux-Mouettes | Baie-aux-Mouettes | Fonds des petits travaux | "
    "L’étang sera agrandi. | 3 000 000 $ |\n"
    "| Construction du centre des jeunes d’Anse-aux-Morues | Anse-aux-Morues | Fonds des petits travaux | "
    "Une maison neuve. | 1 458 750 $ |\n",
}
FUNDED = {
    "en": ["Renewal of the Gull Bay sewage pond", "Construction of a youth centre in Cod Cove"],
    "fr": [
        "Rénovation de l’étang d’épuration de Baie-aux-Mouettes",
        "Construction du centre des jeunes d’Anse-aux-Morues",
    ],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_rows_with_a_place_and_an_amount_are_work(language):
    found = titles(f"{TEXT[language]}\n\n{TABLES[language]}")
    assert set(FUNDED[language]) <= set(found)


def test_no_name_goes_on_into_the_next_cell():
    pools = []
    with patch.object(chooser, "collect", side_effect=lambda *given: pools.append(collect(*given)) or pools[-1]):
        titles(f"{EN}\n\n{TABLES['en']}")
    names = [mention.text for one in pools[0].candidates for mention in one.mentions]
    assert "Name Location Fund Description Federal" not in " ".join(names)
    assert not [name for name in names if "Gull Bay Gull Bay" in name or "Cod Cove Cod Cove" in name]
    for one in pools[0].candidates:  # a row is found where it stands
        for mention in one.mentions:
            text = pools[0].discourse.outline.segments[mention.segment].text
            assert text[mention.start : mention.end] == mention.text


def test_a_title_with_a_day_is_that_of_a_meeting():
    dated = EN.replace("## What we learned", "## Ferry Notice Steering Group 03/04/2024")
    assert not [title for title in titles(dated) if "2024" in title]


def test_a_french_name_ends_before_its_amount():
    text = FR.replace(
        "Les messages partent",
        "L’État finance le programme des quais d’un montant de 60 millions. Les messages partent",
    )
    pools = []
    with patch.object(chooser, "collect", side_effect=lambda *given: pools.append(collect(*given)) or pools[-1]):
        titles(text)
    names = [mention.text for one in pools[0].candidates for mention in one.mentions]
    assert "programme des quais" in names
    assert not [name for name in names if "montant de" in name]


def test_names_in_capitals_may_be_parties():
    text = "Le maire de Mably et CentraleSupélec ont signé avec l’Opheor. Demain vient. Smart Chicago’s team met Adur."
    found = {text[start:end]: opens for start, end, opens in find_strangers(text, [(12, 17)])}
    assert {"CentraleSupélec", "Opheor", "Smart Chicago", "Adur"} <= set(found)
    assert "Mably" not in found  # something else stands there
    assert found["Demain"]  # a word that opens a sentence, and no name
    assert not found["Opheor"]


# --- The model


def test_the_model_is_small_and_complete():
    assert FILE.stat().st_size + VECTORS.stat().st_size < MAX_BYTES
    learnt = model()
    size = 14 * word_vectors().vectors.shape[1]
    vectors = [np.zeros(size, dtype=np.float32), np.ones(size, dtype=np.float32)]
    for one in (learnt.names, learnt.leads, learnt.partners, learnt.dates):
        assert len(one.trees.roots) > 10
        assert int(one.trees.feature.max()) < len(one.trees.features)
        assert one.network.hidden.shape[1] == len(one.trees.features) + size
        rows = [{}, dict.fromkeys(one.trees.features, 1.0)]
        table = one.trees.table(rows)
        for likely in (one.trees.of_table(table), one.network.probabilities(table, vectors)):
            assert ((likely > 0) & (likely < 1)).all()
    assert ((learnt.sameness.probabilities([{}]) > 0) & (learnt.sameness.probabilities([{}]) < 1)).all()
    for relation in (learnt.leads, learnt.partners, learnt.dates):
        pairs = [
            Pair(0, "CA", {}, [], vectors[0]),
            Pair(0, "CA", {"same sentence": 1.0}, hashed(("b<with", "r:on")), vectors[1]),
        ]
        assert all(0 < each < 1 for each in of_pairs(pairs, relation)[0])
        assert of_pairs([], relation) == [[]]


@pytest.mark.parametrize(
    ("english", "french", "other"),
    [("strategy", "stratégie", "dog"), ("health", "santé", "telegram"), ("ministry", "ministère", "yellow")],
)
def test_words_of_like_meaning_are_near_in_both_languages(english, french, other):
    a, b, c = (mean_of(word, 1) for word in (english, french, other))
    assert all(each.any() for each in (a, b))

    def cosine(one, two):
        return float(one @ two) / (float(np.linalg.norm(one) * np.linalg.norm(two)) or 1.0)

    assert cosine(a, b) > cosine(a, c)
    assert cosine(a, b) > cosine(b, c)


def test_a_word_that_nobody_knows_has_no_vector():
    known = word_vectors()
    assert not mean_of("Xqzwv", 1).any()
    assert np.allclose(mean_of("Xqzwv strategy", 2), mean_of("strategy", 1))
    assert known.first(["xqzwv", "strategy"], 3).reshape(3, -1).any(axis=1).tolist() == [False, True, False]


@pytest.fixture
def fitting(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools" / "weights"))
    return importlib.import_module("prose.fitting")


def test_trees_give_what_the_library_gives_that_fitted_them(fitting):
    values = np.random.default_rng(0).normal(size=(400, 5)).astype(np.float32)
    right = (values[:, 0] * values[:, 1] + values[:, 2] > 0).astype(int)
    fitted = HistGradientBoostingClassifier(max_iter=20, max_leaf_nodes=6, early_stopping=False).fit(values, right)
    columns = [f"c{at}" for at in range(5)]
    arrays = {"t.features": np.array("\n".join(columns))}
    arrays |= {f"t.{key}": value for key, value in fitting.nodes_of(fitted).items()}
    rows = [dict(zip(columns, map(float, row), strict=True)) for row in values]
    got = Forest.from_arrays(arrays, "t").probabilities(rows)
    assert np.allclose(got, fitted.predict_proba(values)[:, 1], atol=1e-6)
    assert Forest.from_arrays(arrays, "t").probabilities([]).shape == (0,)


def test_networks_give_what_the_library_gives_that_fitted_them(fitting):
    values = np.random.default_rng(0).normal(size=(600, 5)).astype(np.float32)
    right = (values[:, 0] * values[:, 1] + values[:, 2] > 0).astype(int)
    rows = [{"a": float(one[0]), "b": float(one[1])} for one in values]
    vectors = [one[2:] for one in values]
    fitted = fitting.fit_networks(["a", "b"], rows, vectors, list(right), [1.0] * len(rows))
    table = table_of(["a", "b"], rows)
    got = Network.from_arrays(fitted.arrays("t"), "t").probabilities(table, vectors)
    assert np.allclose(got, fitted.probabilities(rows, vectors), atol=1e-2)  # its weights are kept in 16 bits
    assert np.ptp(got) > 0.2
    assert Network.from_arrays(fitted.arrays("t"), "t").probabilities(table[:0], []).shape == (0,)
