"""Two editions of a council's graph, and one whose texts a spreadsheet or a terminal would obey."""

from __future__ import annotations

import pytest

from graph.claims import Approved
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import graph_of
from tests.helpers.two_editions import build

HOSTILE = '=HYPERLINK(1)\x1b[31m\x9b2J x;=1+1|a,"b"\nc <b>&\u202e'


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    return SqliteStore(build(tmp_path_factory.mktemp("council") / "accord.db"))


@pytest.fixture
def hostile():
    """A graph of one member that may be shared, every text of which is hostile."""
    writer = Writer()
    writer.submitted("CRA")
    whole = writer.initiative("CRA", HOSTILE, "ai", partners=["CA-AB"], summary=HOSTILE, date="2021-09/2021-11")
    writer.add_claim("initiative", whole, "external_partner", value=HOSTILE, by="CRA")
    writer.need(HOSTILE, "ai", by="CRA", initiative=whole)
    approvals = [Approved(jurisdiction=who, edition=EDITION, approval="public") for who in ("council", "CRA")]
    with graph_of(writer.reading(approvals)) as store:
        yield store
