"""A memo gets the same verdicts from every store."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from loaders.inputs.memos import read_memo
from queries.verification.verify import verify
from tests.helpers.files.council_round import as_json, build_round, memos


@pytest.mark.parametrize("audience", ["public", "members"])
def test_a_memo_is_verified_alike(engine, tmp_path, audience):
    store = SqliteStore(build_round(tmp_path / "accord.db"))
    with engine(store, audience) as other:
        for path in memos():
            memo = read_memo(path.read_bytes(), path.name)
            for edition in (None, "2023-fall"):
                with store.view(audience, "en") as one, other.view(audience, "en") as two:
                    left, right = (verify(view, memo, edition).to_dict() for view in (one, two))
                assert as_json(left) == as_json(right), path.name
