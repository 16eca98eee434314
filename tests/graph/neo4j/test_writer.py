"""The rows of one transaction, and the Cypher that is sent."""

from __future__ import annotations

import pytest

from graph.neo4j.copy_plan import Step, group_steps
from graph.neo4j.patterns import Endpoint, Link, NodePattern, RelationshipPattern
from graph.neo4j.sending.writer import BoltForm, Rows, iter_transactions

NODES = ["a", "b", "é", "z", "ﬀ", "😀"]  # in the order of their bytes, as the file has them
ENDS = [("a", 1), ("a", 2), ("b", 3), ("é", 4), ("ﬀ", 5), ("ﬀ", 6), ("ﬀ", 7), ("😀", 8)]
NODE = NodePattern(("Node", "Initiative"), ("id",))
LEADS = RelationshipPattern("LEADS", Endpoint("Jurisdiction", "lead"), Endpoint("Initiative", "node"), ("claim",))
WORD = NodePattern(("Word",), ("number",))


def steps(batch, read):
    node = Step(NODE, ("id",), iter([[one] for one in sorted(NODES)]), batch)
    return [node, Step(LEADS, ("node", "claim"), iter(sorted(ENDS)), read, parent=0), Step(WORD, (), iter([]))]


@pytest.mark.parametrize("batch", [1, 2, 5, 6, 100])
@pytest.mark.parametrize("read", [1, 3, 100])
def test_what_hangs_on_a_node_goes_with_it(batch, read):
    group, other = group_steps(steps(batch, read))
    assert [step.pattern.kind for step in group + other] == ["Initiative", "LEADS", "Word"]
    sent = list(iter_transactions(group))
    assert [one for nodes, _ in sent for (one,) in nodes] == sorted(NODES)
    assert [one for _, ends in sent for one in ends] == sorted(ENDS)
    assert all({node for node, _ in ends} <= {one for (one,) in nodes} for nodes, ends in sent)
    assert max(len(nodes) for nodes, _ in sent) == min(batch, len(NODES))


def test_nodes_are_found_by_the_number_that_replaces_their_key():
    form = BoltForm(Step(LEADS, ("lead", "node", "claim"), iter(()), parent=1), {"Node": {"CRA": 7}})
    assert LEADS.cypher(form) == (
        "UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] MATCH (b) WHERE id(b) = row[1]"
        " CREATE (a)-[:LEADS {`claim`: row[2]}]->(b)"
    )
    assert form.width == 3
    assert [lookup.numbers for lookup in form.lookups] == [{"CRA": 7}, None]  # the second is created with the row


def test_a_key_that_is_a_property_too_is_sent_with_the_number():
    claim = NodePattern(
        ("Claim",), ("source", "stated"),
        (Link("IN", Endpoint("Source", "source"), outgoing=True),
         Link("SUPPORTS", Endpoint("Node", "subject"), outgoing=True, optional=True)),
    )  # fmt: skip
    form = BoltForm(Step(claim, ("source", "stated", "subject"), iter(())), {"Node": {}, "Source": {}})
    assert claim.cypher(form) == (
        "UNWIND $rows AS row MATCH (e0) WHERE id(e0) = row[3]"
        " CREATE (n:Claim {`source`: row[0], `stated`: row[1], `generation`: $generation}), (n)-[:IN]->(e0)"
        " WITH n, row MATCH (o) WHERE id(o) = row[2] CREATE (n)-[:SUPPORTS]->(o)"
    )
    assert form.width == 4


def test_what_is_sent_is_not_spelled_out_for_a_log():
    assert "secret" not in repr({"rows": Rows([["secret"]])})
