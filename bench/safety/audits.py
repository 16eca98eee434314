"""Whether random graphs pass `accord audit`: many more of them than the tests have time for.

    python bench/safety/audits.py [GRAPHS] [--seed N] [--share N]

Each graph holds up to three random documents with random approvals and up to two decisions of people
(tests/helpers/reading_strategies.py), and is audited for the public or for members. With --share N each graph gives one
of N parts of the outputs, by what it holds, as in the tests; without, all of them. Prints how many graphs and outputs
were compared, each output that differs with its graph, and every tenth graph a line; the exit code is 1 where one
differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.helpers.reading_strategies import decisions, documents
from tests.viz.audit.random_audits import audit_share

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.dedupe.decisions import Decision
    from graph.values import Audience

AUDIENCES: tuple[Audience, ...] = ("public", "members")
EVERY = 10  # graphs for which a line is printed


def main() -> int:
    """Audit the graphs; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=int, default=1)
    given_arguments = parser.parse_args()
    compared: Counter[str] = Counter()
    different: list[str] = []
    graphs = 0
    began = time.process_time()

    @seed(given_arguments.seed)
    @settings(
        max_examples=given_arguments.graphs, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(documents(), st.lists(decisions(), max_size=2), st.sampled_from(AUDIENCES))
    def audit(readings: list[Reading], decided: list[Decision], audience: Audience) -> None:
        nonlocal graphs
        done = audit_share(readings, decided, audience, given_arguments.share)
        graphs += 1
        compared.update(done.outputs.keys())
        for each in done.differences:
            line = f"graph {graphs}, {audience}: {each.output} ({each.change}): {' | '.join(each.lines)}"
            different.append(line)
            print(line, flush=True)
        if graphs % EVERY == 0:
            seconds = time.process_time() - began
            print(
                f"{graphs} graphs, {compared.total():,} outputs compared, {len(different)} differ,"
                f" {seconds:.0f} s of processor",
                flush=True,
            )

    audit()
    print(
        f"{graphs} graphs, {compared.total():,} outputs of {len(compared):,} names compared in"
        f" {time.process_time() - began:.0f} s of processor: {len(different)} differ"
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
