"""What goes to a server in one transaction."""

from __future__ import annotations

import pytest

from graph.neo4j.copy_plan import Step, grouped
from graph.neo4j.writer import Rows, together

NODES = ["a", "b", "é", "z", "ﬀ", "😀"]  # in the order of their bytes, as the file has them
ENDS = [("a", 1), ("a", 2), ("b", 3), ("é", 4), ("ﬀ", 5), ("ﬀ", 6), ("ﬀ", 7), ("😀", 8)]


def steps(batch, read):
    node = Step("Node", "", ("id",), iter([[one] for one in sorted(NODES)]), batch)
    return [node, Step("LEADS", "", ("node", "claim"), iter(sorted(ENDS)), read, of=0), Step("Word", "", (), iter([]))]


@pytest.mark.parametrize("batch", [1, 2, 5, 6, 100])
@pytest.mark.parametrize("read", [1, 3, 100])
def test_what_hangs_on_a_node_goes_with_it(batch, read):
    group, other = grouped(steps(batch, read))
    assert [step.name for step in group + other] == ["Node", "LEADS", "Word"]
    sent = list(together(group))
    assert [one for nodes, _ in sent for (one,) in nodes] == sorted(NODES)
    assert [one for _, ends in sent for one in ends] == sorted(ENDS)
    assert all({node for node, _ in ends} <= {one for (one,) in nodes} for nodes, ends in sent)
    assert max(len(nodes) for nodes, _ in sent) == min(batch, len(NODES))


def test_what_is_sent_is_not_spelled_out_for_a_log():
    assert "secret" not in repr({"rows": Rows([["secret"]])})
