"""Themes by similar initiatives: each engine finds the same ones and suggests the same themes with the same scores."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from queries.themes.classify import read_themes
from queries.themes.similar import SimilarClassifier
from tests.contract.engines import OTHERS
from tests.helpers.claim_writer import Writer

KINDS = {"privacy": "Consent form", "ai": "Robot of the harbour", "digital-credentials": "Digital wallet"}
TEXTS = ("A harbour", "Portefeuille numérique", "Consent to robots", "form 7", "Zebra")
WITH_FULL_TEXT = "Neo4j"


@pytest.mark.parametrize("scheme", [None, "privacy"])
def test_the_same_themes_are_suggested(tmp_path, request, scheme):
    needed, opened = OTHERS[WITH_FULL_TEXT]
    server = request.getfixturevalue(needed)
    store = SqliteStore(tmp_path / "accord.db", create=True)
    book = Writer("winter.txt", "en", "2022-winter")
    book.submitted("CA-AB", "CA-BC")
    for n in range(30):
        for at, (theme, title) in enumerate(KINDS.items()):
            who = ("CA-AB", "CA-BC")[(n + at) % 2]
            book.add_claim("initiative", book.initiative(who, f"{title} {n}"), "theme", theme, by=who)
    store.add([book.reading()], "public")
    with (
        opened(server, store, "members") as other,
        store.view("members", "en") as one,
        other.view("members", "en") as two,
    ):
        here, there = (
            SimilarClassifier(view, read_themes(view, scheme), is_scheme=bool(scheme)) for view in (one, two)
        )
        assert here.suggest(TEXTS[0 if scheme is None else 2])[0].score > 0.9
        for text in TEXTS:
            assert here.suggest(text) == there.suggest(text)
