"""A graph of two editions, and a short way to ask it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from queries.ask import ask as answer_to
from queries.questions.answer import Answer
from queries.questions.question import load_question
from tests.helpers.two_editions import build

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    return SqliteStore(build(tmp_path_factory.mktemp("council") / "accord.db"))


@pytest.fixture(scope="session")
def graph(store: SqliteStore) -> Path:
    return store.path


@pytest.fixture
def ask(store: SqliteStore) -> Ask:
    def asked(name: str, *, audience="members", lang="en", limit=None, **given: object) -> Answer:
        with store.view(audience, lang) as view:
            return answer_to(view, load_question(name), {k.rstrip("_"): v for k, v in given.items()}, limit)

    return asked
