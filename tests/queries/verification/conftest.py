"""A round of three editions, and a way to verify a text against it."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from loaders.inputs.memos import read_memo
from queries.verification.verify import verify
from tests.helpers.files.council_round import build_round


@pytest.fixture(scope="session")
def council(tmp_path_factory) -> SqliteStore:
    return SqliteStore(build_round(tmp_path_factory.mktemp("round") / "accord.db"))


@pytest.fixture
def check(council):
    """Verifies a text, or a Markdown document."""

    def checked(text, *, audience="members", language="en", edition=None, name="memo.md", store=council):
        with store.view(audience, language) as view:
            return verify(view, read_memo(text.encode(), name), edition)

    return checked
