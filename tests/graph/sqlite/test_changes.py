"""After any sequence of changes a graph is what a rebuild from its claims, or a load of its sources anew, makes."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.dedupe.judgements import Judgement
from graph.errors import AccordError
from graph.sqlite.store import SqliteStore
from graph.sqlite.verify import compare_with_rebuild
from graph.values import APPROVALS
from tests.helpers.graphs import SCRATCH
from tests.helpers.reading_strategies import EDITIONS, JURISDICTIONS, THEMES, TITLES, documents

ACTIONS = ("load", "load", "correct", "unload", "approve", "approve", "judge", "undo", "reload")
INITIATIVES = tuple(f"{who}/{slug}" for who in JURISDICTIONS[:3] for slug in ("digital-identity", "portal", "cyber"))
# no shrinking: a sequence takes seconds
sequences = settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


@st.composite
def _judgements(draw):
    kind = draw(st.sampled_from(("initiative", "jurisdiction", "theme", "proposal", "partner")))
    about = draw(st.sampled_from(INITIATIVES))
    same = draw(st.booleans())
    match kind:
        case "initiative":
            return Judgement(about, draw(st.sampled_from([one for one in INITIATIVES if one != about])), same)
        case "jurisdiction":
            one, other = draw(st.lists(st.sampled_from(JURISDICTIONS), min_size=2, max_size=2, unique=True))
            return Judgement(one, other, same, "jurisdiction")
        case "theme":
            return Judgement(about, draw(st.sampled_from(THEMES)), same, "theme")
        case "partner":
            return Judgement(about, draw(st.sampled_from(JURISDICTIONS)), same, "partner", is_proposal=True)
        case _:
            return Judgement(about, draw(st.sampled_from(TITLES)), same, "initiative", is_proposal=True)


@st.composite
def _changes(draw):
    """Changes of a graph: what to do, with all that it may need."""
    steps = []
    for _ in range(draw(st.integers(2, 7))):
        readings = draw(documents(most=2))
        if draw(st.booleans()):
            readings = [replace(one, approvals=[]) for one in readings]
        steps.append(
            (
                draw(st.sampled_from(ACTIONS)), readings, draw(st.sampled_from(("council", *JURISDICTIONS[:4]))),
                draw(st.sampled_from(EDITIONS)), draw(st.sampled_from(APPROVALS)), draw(_judgements()),
            )
        )  # fmt: skip
    return steps


def _renamed(readings, number):
    """The readings under other names, so that they are loaded next to those of other steps."""
    return [
        replace(one, source=one.source.model_copy(update={"id": f"{number:08x}{one.source.id[8:]}",
                                                          "name": f"{number}-{one.source.name}"}))
        for one in readings
    ]  # fmt: skip


def _change(store: SqliteStore, number, action, readings, who, edition, approval, judgement):
    sources = list(store.sources().items())
    match action:
        case "load":
            store.add(_renamed(readings, number), approval)
        case "correct":  # the same name with other content
            identifiers = {"id": f"{number:08x}{readings[0].source.id[8:]}"}
            store.add([replace(readings[0], source=readings[0].source.model_copy(update=identifiers))], approval)
        case "reload" if sources:
            again = readings[0].source.model_copy(update={"id": sources[0][0], "name": sources[0][1]})
            store.replace_readings([replace(readings[0], source=again)])
        case "unload" if sources:
            store.delete_source(sources[number % len(sources)][0])
        case "approve":
            store.approve(who, edition, approval)
        case "judge":
            store.add_judgements([judgement])
        case "undo":
            store.remove_judgement(judgement.id)


@sequences
@given(_changes())
def test_changes_derive_what_a_rebuild_derives(steps):
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        store = SqliteStore(Path(folder) / "graph.db", create=True)
        for number, step in enumerate(steps):
            with contextlib.suppress(AccordError):  # nothing to approve or undo, or one identifier for two nodes
                _change(store, number, *step)
            assert compare_with_rebuild(store) == [], step[0]
