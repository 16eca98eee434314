"""Compare what an audience gets out of a graph with what it would get without what it may not see."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from graph.errors import message
from graph.process.progress import step
from viz.audit.outputs import iter_outputs
from viz.audit.probes import Probes, collect_probes
from viz.audit.reduced import CANARY, Change, write_reduced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.sqlite.store import SqliteStore
    from graph.values import Audience
    from viz.audit.outputs import MakersOf

CHANGES: Final[tuple[Change, ...]] = get_args(Change)
MAX_SHOWN_LINES: Final = 3  # of an output that differs


@dataclass(frozen=True, slots=True)
class Difference:
    """An output that depends on what is hidden: what was changed, and the first lines that differ."""

    output: str
    change: Change
    lines: tuple[str, ...]


@dataclass(slots=True)
class Audit:
    """What was compared, by name: the SHA-256 of each output; and what differs."""

    audience: Audience
    outputs: dict[str, str] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return bool(self.outputs) and not self.differences


def audit_graph(
    store: SqliteStore,
    audience: Audience,
    *,
    probes: Probes | None = None,
    wanted: Callable[[str], bool] = lambda _: True,
    more: Sequence[MakersOf] = (),
) -> Audit:
    """Compare each output for an audience with those of two graphs that are derived anew.

    In one of them, what the audience may not see is removed; in the other, its words and names are replaced.

    Args:
        store: the graph file.
        audience: whose outputs are compared.
        probes: the names that questions are asked with; by default those of what is hidden, and of what is not.
        wanted: whether an output is compared, by its name; a certificate has all.
        more: what makes outputs of other packages from a view.
    """
    probes = probes or collect_probes(store, audience)
    made = Audit(audience)
    count = _count_outputs(store, audience, probes, wanted, more)
    compared = step(message("Comparing what the audience gets"), count * (len(CHANGES) + 1))
    with tempfile.TemporaryDirectory() as folder, compared as comparing:

        def advances(name: str) -> bool:
            if not wanted(name):
                return False
            comparing.advance()
            return True

        contents = dict(iter_outputs(store, audience, probes, advances, more))
        made.outputs = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        for change in CHANGES:
            reduced = write_reduced(store, audience, Path(folder), change)
            others = dict(iter_outputs(reduced, audience, probes, advances, more))
            for name in contents.keys() | others.keys():
                one, other = contents.get(name, b""), others.get(name, b"")
                if one != other or CANARY.encode() in other:
                    made.differences.append(Difference(name, change, _first_difference(one, other)))
    made.differences.sort(key=lambda each: (each.output, each.change))
    return made


def _count_outputs(
    store: SqliteStore,
    audience: Audience,
    probes: Probes,
    wanted: Callable[[str], bool],
    more: Sequence[MakersOf],
) -> int:
    """Return how many outputs are made of the graph, by making none."""
    names: list[str] = []

    def note_name(name: str) -> bool:
        if wanted(name):
            names.append(name)
        return False

    for _ in iter_outputs(store, audience, probes, note_name, more):
        pass
    return len(names)


def _first_difference(one: bytes, other: bytes) -> tuple[str, ...]:
    """Return the first lines of an output that the other does not have, and the other way round."""
    lines, others = one.decode("utf-8", "replace").splitlines(), other.decode("utf-8", "replace").splitlines()
    only = [f"- {line}" for line in lines if line not in set(others)][:MAX_SHOWN_LINES]
    return (*only, *[f"+ {line}" for line in others if line not in set(lines)][:MAX_SHOWN_LINES])
