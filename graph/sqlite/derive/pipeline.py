"""Derive the graph of each audience from the claims: all derived tables of the schema, from `same_as` on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.dedupe.decided_claims import take_back
from graph.dedupe.decisions import APPLIED_KEY, digest_decisions, read_decisions
from graph.dedupe.fact_decisions import apply_facts
from graph.dedupe.merge import is_comparable, resolve_duplicates
from graph.dedupe.proposal_decisions import apply_proposals
from graph.dedupe.theme_decisions import apply_themes
from graph.errors import message
from graph.process.progress import step
from graph.sqlite.derive import nodes
from graph.sqlite.derive.collaboration import insert_collaboration
from graph.sqlite.derive.full_text import fill_search_tables, fill_title_table
from graph.sqlite.derive.relations import insert_inferred, insert_stated
from graph.sqlite.derive.theme_counts import ThemeTotals, insert_works_on, update_submissions, update_themes
from graph.sqlite.derive.visible_claims import create_visible_claims, drop_visible_claims
from graph.sqlite.schema.schema import DERIVED_TABLES, INDEXED_CLAIM_TABLES, create_indexes, drop_indexes, run_script
from graph.sqlite.schema.server_copies import forget_copies
from graph.values import APPROVALS, AUDIENCES, source_numbers

if TYPE_CHECKING:
    from graph.dedupe.decisions import Decision
    from graph.sqlite.derive.parallel import ParallelBuilder
    from graph.sqlite.schema.driver import Connection

HERE = Path(__file__).parent
# what a load shows while it derives, one after the other
NODES = message("Putting initiatives, needs and partnerships together")
RELATIONS = message("Inferring relations")
COUNTS = message("Counting by theme, jurisdiction and pair")
TEXTS = message("Indexing names and texts")
# each claim is of a submission that has an approval (claim_writer.py)
_HAS_OWN_CLAIMS = "SELECT EXISTS (SELECT 1 FROM approval WHERE approval = ?)"
_SOURCE_VISIBILITY = """
UPDATE source SET visible_from = CASE
    WHEN EXISTS (SELECT 1 FROM mention WHERE number BETWEEN :first AND :last AND visible_from = 0)
        OR EXISTS (SELECT 1 FROM proposed_claim WHERE number BETWEEN :first AND :last AND visible_from = 0) THEN 0
    WHEN EXISTS (SELECT 1 FROM mention WHERE number BETWEEN :first AND :last AND visible_from = 1)
        OR EXISTS (SELECT 1 FROM proposed_claim WHERE number BETWEEN :first AND :last AND visible_from = 1) THEN 1
    ELSE 2 END
WHERE number = :source
"""
_THEME_WITHIN = """
INSERT INTO theme_within
WITH RECURSIVE up (theme, broader) AS (
    SELECT id, id FROM theme WHERE audience = :audience
    UNION
    SELECT u.theme, t.broader FROM up AS u JOIN theme AS t ON t.audience = :audience AND t.id = u.broader
    WHERE t.broader IS NOT NULL)
SELECT :audience, theme, broader FROM up ORDER BY broader, theme
"""
# tables that are indexed once they are filled, with what is counted
_COUNTED = frozenset({"works_on", "jurisdiction_word"})


def derive_graphs(connection: Connection, decisions: Path, builder: ParallelBuilder | None = None) -> None:
    """Derive each audience's graph from its visible claims, within the caller's transaction.

    An audience that sees no more claims than the one before it shares that graph.

    Args:
        connection: a connection with an open transaction.
        decisions: the file of human decisions on the graph; it may be missing.
        builder: builds some tables in parallel, if no one else reads the file and it is discarded on failure (a bulk
            load): then intermediate states are committed.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
        StoreError: when the file of decisions cannot be understood.
    """
    decided = read_decisions(decisions)
    if not builder or _looks_claims_up(connection, decided):
        create_indexes(connection, INDEXED_CLAIM_TABLES)
    forget_copies(connection)
    drop_indexes(connection, DERIVED_TABLES)
    for table in DERIVED_TABLES:
        connection.execute(f"DELETE FROM {table}")
    with step(message("Looking for duplicates")):
        graphs = resolve_all_duplicates(connection, decided)
    if builder:
        _derive_in_parallel(connection, graphs, builder)
        return
    with step(NODES):
        for audience in graphs:
            create_visible_claims(connection, audience)
            nodes.build_nodes(connection, audience)
            insert_stated(connection, audience)
    with step(RELATIONS):
        _insert_inferred(connection, graphs)
    _create_indexes(connection)
    with step(COUNTS):
        _insert_lookup_tables(connection, graphs)
        totals = [insert_works_on(connection, audience) for audience in graphs]
        _insert_statistics(connection, graphs, totals)
    with step(TEXTS):
        fill_title_table(connection, graphs)
        fill_search_tables(connection)
    update_themes(connection, totals)


def _derive_in_parallel(connection: Connection, graphs: Sequence[int], builder: ParallelBuilder) -> None:
    """Derive the graphs, which have no duplicates any more, while another process builds some of their tables.

    What each of the two does takes about as long: what waits for nodes and relations is begun once these are there,
    and indexes that nothing waits for are created meanwhile.
    """
    builder.start(connection, graphs, "relations")
    with step(NODES):
        for audience in graphs:
            create_visible_claims(connection, audience)
            nodes.build_nodes(connection, audience)
    builder.start(connection, graphs, "titles")
    with step(RELATIONS):
        builder.collect(connection, "relations")
        _insert_inferred(connection, graphs)
        create_indexes(connection, {"name"})
    builder.start(connection, graphs, "counts", "texts")
    _create_indexes(connection)
    with step(COUNTS):
        _insert_lookup_tables(connection, graphs)
        totals = builder.collect(connection, "counts")
        _insert_statistics(connection, graphs, totals)
    with step(TEXTS):
        builder.collect(connection, "titles")
        builder.collect(connection, "texts")
    update_themes(connection, totals)


def _looks_claims_up(connection: Connection, decided: Sequence[Decision]) -> bool:
    """Whether claims on single nodes are looked up to find duplicates, for which claims have to be indexed before."""
    (several,) = connection.execute("SELECT count(*) > 1 FROM source").fetchone()
    return bool(decided or several or any(is_comparable(connection, one) for one in _with_own_claims(connection)))


def _with_own_claims(connection: Connection) -> list[int]:
    """Return the audiences that see claims which the one before does not see."""
    return [
        audience
        for audience in range(len(AUDIENCES))
        if connection.execute(_HAS_OWN_CLAIMS, (APPROVALS[audience],)).fetchone()[0]
    ]


def resolve_all_duplicates(connection: Connection, decided: Sequence[Decision]) -> list[int]:
    """Apply decisions and resolve duplicates; return the audiences that have a graph of their own."""
    take_back(connection)
    apply_proposals(connection, decided)
    graphs = _with_own_claims(connection)
    for audience, name in enumerate(AUDIENCES):
        if audience in graphs:
            resolve_duplicates(connection, audience, decided)
        graph = max((one for one in graphs if one <= audience), default=0)
        connection.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?)", (f"graph of {name}", str(graph)))
    apply_themes(connection, decided)
    apply_facts(connection, decided, graphs)
    connection.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?)", (APPLIED_KEY, digest_decisions(decided)))
    return graphs


def _insert_inferred(connection: Connection, graphs: Sequence[int]) -> None:
    """Insert the inferred relations of each audience, and what themes are within."""
    for audience in graphs:
        create_visible_claims(connection, audience)
        insert_inferred(connection, audience)
        insert_theme_within(connection, audience)
    drop_visible_claims(connection)
    connection.execute("DROP TABLE IF EXISTS temp.rejected_node")


def insert_lookup_tables(connection: Connection, audience: int, initiatives: str = "", partnerships: str = "") -> None:
    """Fill the lookup tables of an audience whose relations are inserted and indexed.

    Args:
        connection: a connection with an open transaction, and the views of the audience.
        audience: the number of the audience.
        initiatives: an SQL condition on the initiatives `i`.
        partnerships: an SQL condition on the partnerships `p`.
    """
    script = (HERE / "lookup_tables.sql").read_text("utf-8")
    for name, condition in {"{initiatives}": initiatives, "{partnerships}": partnerships}.items():
        script = script.replace(name, condition)
    run_script(connection, script, {"audience": audience})


def insert_theme_within(connection: Connection, audience: int) -> None:
    """Fill `theme_within` for an audience whose themes are inserted."""
    connection.execute(_THEME_WITHIN, {"audience": audience})


def _insert_lookup_tables(connection: Connection, graphs: Sequence[int]) -> None:
    """Fill the lookup tables of each audience."""
    for audience in graphs:
        create_visible_claims(connection, audience)
        insert_lookup_tables(connection, audience)
    drop_visible_claims(connection)


def _create_indexes(connection: Connection) -> None:
    """Index the claims, and the derived tables that are filled."""
    with step(message("Creating indexes")):
        create_indexes(connection, (frozenset(DERIVED_TABLES) - _COUNTED) | INDEXED_CLAIM_TABLES)


def _insert_statistics(connection: Connection, graphs: Sequence[int], totals: Sequence[ThemeTotals]) -> None:
    """Fill the tables of statistics once `works_on` is filled."""
    update_submissions(connection, totals)
    create_indexes(connection, {"works_on"})
    for audience in graphs:
        insert_collaboration(connection, audience)
    create_indexes(connection, _COUNTED)
    update_sources(connection, [number for (number,) in connection.execute("SELECT number FROM source")])


def update_sources(connection: Connection, sources: Iterable[int]) -> None:
    """Update from which audience on sources are visible, given their numbers."""
    for source in sorted(sources):
        first, last = source_numbers(source)
        connection.execute(_SOURCE_VISIBILITY, {"source": source, "first": first, "last": last})
