"""Audits of random graphs, of which each gives a share of its outputs."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from accord.results.audit_outputs import command_outputs
from graph.errors import AccordError
from tests.helpers.graphs import graph_of
from viz.audit.compare import audit_graph
from viz.audit.probes import collect_probes

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.dedupe.decisions import Decision
    from graph.values import Audience
    from viz.audit.compare import Audit


def audit_share(readings: Sequence[Reading], decided: Sequence[Decision], audience: Audience, shares: int) -> Audit:
    """Compare one share of the outputs of a graph; which one depends on what the graph holds."""
    share = crc32(repr((readings, decided, audience)).encode()) % shares
    with graph_of(*readings) as store:
        for decision in decided:
            with contextlib.suppress(AccordError):  # a decision that contradicts another
                store.add_decisions([decision])
        return audit_graph(
            store, audience, probes=collect_probes(store, audience, most=1), more=[command_outputs],
            wanted=lambda name: crc32(name.encode()) % shares == share,
        )  # fmt: skip
