"""The engines that are held to the contract."""

from __future__ import annotations

import pytest

from tests.contract.engines import OTHERS


@pytest.fixture(scope="module", params=OTHERS)
def engine(request):
    """Opens a graph of SQLite in another engine."""
    needed, opened = OTHERS[request.param]
    server = request.getfixturevalue(needed)
    return lambda store, audience: opened(server, store, audience)
