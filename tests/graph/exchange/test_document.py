"""The graph document: out and back in without loss, the same bytes each time, refused with the place of the fault."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import Approved
from graph.errors import SourceError
from graph.exchange.document_claims import document_readings, load_document
from graph.model import GraphDocument, Source
from graph.values import AUDIENCES
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import document, graph_of
from tests.helpers.paths import ROOT
from tests.helpers.reading_strategies import documents

moderately = settings(max_examples=40, deadline=None, derandomize=True)
CARRIER = Source(id="f" * 64, name="graph.json", media_type="application/json")


def encoded(exported) -> bytes:
    return json.dumps(exported, ensure_ascii=False, indent=2).encode()


def lines(exported) -> list[str]:
    """A document as lines, so that pytest shows the one that differs.

    The numbers of documents are left out: a copy does not hold those of which an audience sees no more than proposals.
    """
    return re.sub(r'"([Dd]ocument[- ])\d+"', r'"\1"', encoded(exported).decode()).splitlines()


def loaded(data: bytes):
    return document_readings(load_document(data, "graph.json"), CARRIER)


@moderately
@given(documents(), st.sampled_from(AUDIENCES))
def test_a_document_is_valid_and_loads_into_the_same_graph(made, audience):
    with graph_of(*made) as store:
        exported = document(store, audience)
    GraphDocument.model_validate_json(encoded(exported))
    with graph_of(*loaded(encoded(exported))) as copy:
        assert lines(document(copy, audience)) == lines(exported)


@moderately
@given(documents())
def test_what_was_withheld_stays_withheld_in_a_copy(made):
    with graph_of(*made) as store:
        expected = {audience: document(store, audience) for audience in AUDIENCES}
    with graph_of(*loaded(encoded(expected["secretariat"]))) as copy:
        for audience in AUDIENCES:
            assert lines(document(copy, audience)) == lines(expected[audience])


def council() -> Writer:
    writer = Writer()
    writer.submitted("CRA", "CA-AB")
    writer.missing("CA-ON")
    wallet = writer.initiative(
        "CA-AB", "Wallet", "digital-identity", partners=["CRA"], status="launched", date="2021-09/2021-11",
        summary="A “wallet” for all",
    )  # fmt: skip
    writer.initiative("CA-AB", "Step 1", part_of=wallet)
    writer.need("How others test wallets", "digital-identity", by="CRA", initiative=wallet)
    writer.add_claim("edition", EDITION, "priority", value="Trust", qualifier="1")
    return writer


def test_each_attribute_names_its_evidence():
    with graph_of(council().reading()) as store:
        exported = document(store)
    wallet = next(i for i in exported["initiatives"] if i["id"] == "CA-AB/wallet")
    supported = {name: e["line"] for e in wallet["evidence"] for name in e["supports"]}
    assert set(supported) == {
        "kind", "title:en", "lead", "theme:digital-identity", "summary:en", "status", "date:launch:2021-09/2021-11",
    }  # fmt: skip
    assert len(set(supported.values())) == len(supported)
    assert wallet["dates"] == [{"kind": "launch", "edtf": "2021-09/2021-11", "start": "2021-09", "end": "2021-11"}]
    assert wallet["partners"] == ["CRA"]
    assert not any("says" in e for e in wallet["evidence"])


def test_an_earlier_status_comes_back_as_it_was_stated_then():
    first, second = Writer("one.txt", edition="2021-fall"), Writer("two.txt", edition=EDITION)
    first.initiative("CRA", "Portal", status="planned")
    second.initiative("CRA", "Portal", status="launched")
    with graph_of(first.reading(), second.reading()) as store:
        exported = document(store)
    (portal,) = exported["initiatives"]
    assert portal["status"] == "launched"
    assert [e["says"] for e in portal["evidence"] if "says" in e] == [{"status": "planned"}]
    statuses = [(c.edition, c.value) for r in loaded(encoded(exported)) for c in r.claims if c.predicate == "status"]
    assert statuses == [("2021-fall", "planned"), (EDITION, "launched")]


def test_a_hidden_title_is_not_attributed_to_another():
    """The secretariat's document has the withheld title; a copy shows members the one they were given."""
    writer = Writer()
    subject = writer.initiative("CRA", "Portal")
    later = Writer("two.txt", edition="2022-fall")
    later.add_claim("initiative", subject, "title", value="Secret portal", by="CRA")
    withheld = Approved(jurisdiction="CRA", edition="2022-fall", approval="withheld")
    with graph_of(writer.reading(), later.reading(approvals=[withheld])) as store:
        exported = document(store)
    assert exported["initiatives"][0]["titles"] == {"en": "Secret portal"}
    with graph_of(*loaded(encoded(exported))) as copy:
        assert document(copy, "members")["initiatives"][0]["titles"] == {"en": "Portal"}


SCRIPT = """
import json, sys
from tests.helpers.graphs import document, graph_of
from tests.graph.exchange.test_document import council
with graph_of(council().reading()) as store:
    sys.stdout.write(json.dumps([document(store, a) for a in ("public", "members", "secretariat")]))
"""


def test_the_same_sources_give_the_same_bytes_in_any_process():
    made = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], check=True, capture_output=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(made) == 1
    assert b"Wallet" in made.pop()


FOREIGN = {
    "format": "accord-graph/1",
    "audience": "secretariat",
    "editions": [{
        "id": "2023-spring", "language": "en", "priorities": ["Trust"], "missing": ["CA-ON"],
        "submissions": [{"jurisdiction": "CRA", "received": True, "approval": "public"}],
    }],
    "initiatives": [{
        "id": "CRA/portal", "titles": {"en": "Portal", "fr": "Portail"}, "lead": "CRA", "partners": ["CA-AB", "TBS"],
        "themes": ["digital-identity", "tree-planting"], "status": "launched", "external_partners": ["Acme: Ltd"],
        "dates": [{"kind": "launch", "edtf": "2022-03", "start": "2022-03", "end": "2022-03"}],
    }],
    "needs": [
        {"id": "n1", "kind": "ask", "by": "CRA", "texts": {"en": "How?"}, "edition": "2023-spring", "themes": ["ai"]}
    ],
}  # fmt: skip


def test_a_document_by_somebody_else_needs_no_evidence():
    with graph_of(*loaded(encoded(FOREIGN))) as store:
        exported = document(store)
    (portal,), (need,), (edition,) = exported["initiatives"], exported["needs"], exported["editions"]
    for name, value in FOREIGN["initiatives"][0].items():
        assert portal[name] == value
    assert {e["source"] for e in portal["evidence"]} == {CARRIER.id}
    (together,) = exported["partnerships"]
    assert [m["jurisdiction"] for m in together["members"]] == ["CA-AB", "CRA", "TBS"]
    assert (need["by"], need["themes"], need["texts"]) == ("CRA", ["ai"], {"en": "How?"})
    assert (edition["priorities"], edition["missing"]) == (["Trust"], ["CA-ON"])
    assert {s["jurisdiction"]: s["received"] for s in edition["submissions"]} == {"CRA": True, "CA-ON": False}
    assert [s["id"] for s in exported["sources"]] == [CARRIER.id]


def test_evidence_that_names_no_attribute_supports_all():
    cited = {"source": "a" * 64, "line": 7, "quote": "We have a portal.", "rule": "read-by-hand"}
    given = {
        **FOREIGN,
        "sources": [{"id": "a" * 64, "name": "report.pdf", "media_type": "application/pdf"}],
        "initiatives": [{**FOREIGN["initiatives"][0], "evidence": [cited]}],
    }
    with graph_of(*loaded(encoded(given))) as store:
        exported = document(store)
    (portal,) = exported["initiatives"]
    assert {(e["source"], e["line"], e["quote"]) for e in portal["evidence"]} == {("a" * 64, 7, cited["quote"])}
    assert exported["partnerships"][0]["evidence"][0]["line"] == 7


def test_a_document_for_members_says_so():
    with graph_of(council().reading()) as store:
        (first, *_) = loaded(encoded(document(store, "members")))
    assert [n.values for n in first.notes] == [{"audience": "members"}]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{}", "not JSON in UTF-8"),
        (b"{", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"a":' * 200_000, "not JSON"),
        (b"[]", "its beginning"),
        (b"null", "its beginning"),
        (b"{}", "at audience"),
        (encoded({**FOREIGN, "format": "accord-graph/9"}), "at format"),
        (encoded({**FOREIGN, "audience": "everyone"}), "at audience"),
        (encoded({**FOREIGN, "extra": 1}), "at extra"),
        (encoded({**FOREIGN, "initiatives": {}}), "at initiatives"),
        (encoded({**FOREIGN, "initiatives": [{"id": "x"}]}), "at initiatives.0.titles"),
        (encoded({**FOREIGN, "initiatives": [{"id": "two words", "titles": {"en": "x"}}]}), "at initiatives.0.id"),
        (encoded({**FOREIGN, "initiatives": [{"id": 1, "titles": {"en": "x"}}]}), "at initiatives.0.id"),
        (encoded({**FOREIGN, "initiatives": [{"id": "x", "titles": {"English": "x"}}]}), "at initiatives.0.titles"),
        (encoded({**FOREIGN, "editions": [{"id": "e", "published": "last week"}]}), "at editions.0.published"),
    ],
)  # fmt: skip
def test_a_malformed_document_is_refused_with_the_place_of_the_fault(data, place):
    with pytest.raises(SourceError) as error:
        load_document(data, "graph.json")
    assert "graph.json" in str(error.value)
    assert place in str(error.value)
    assert error.value.exit_code == 3


@pytest.mark.parametrize("lone", ["\\ud800", "\\udfff x"])
def test_text_that_no_file_can_hold_is_refused(lone):
    data = encoded(FOREIGN).replace(b"Portail", lone.encode())
    with pytest.raises(SourceError, match=r"graph\.json"), graph_of(*loaded(data)):
        pass
