"""Themes by similar initiatives: each engine finds the same ones and suggests the same themes with the same scores."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from queries.themes.classify import read_themes
from queries.themes.similar import SimilarClassifier
from tests.contract.engines import OTHERS
from tests.helpers.sample import sample_readings

TEXTS = (
    "A digital wallet for citizens", "Identité numérique des entreprises", "Behavioural insights", "Service", "Zebra",
    "Life events: births, and one portal for newcomers to the province",
)  # fmt: skip
WITH_FULL_TEXT = "Neo4j"


@pytest.mark.parametrize("scheme", [None, "identity-and-trust"])
def test_the_same_themes_are_suggested(tmp_path, request, scheme):
    needed, opened = OTHERS[WITH_FULL_TEXT]
    server = request.getfixturevalue(needed)
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add(sample_readings(), "public")
    with (
        opened(server, store, "members") as other,
        store.view("members", "en") as one,
        other.view("members", "en") as two,
    ):
        here, there = (
            SimilarClassifier(view, read_themes(view, scheme), is_scheme=bool(scheme)) for view in (one, two)
        )
        assert any(here.suggest(text) for text in TEXTS)
        for text in TEXTS:
            assert here.suggest(text) == there.suggest(text)
