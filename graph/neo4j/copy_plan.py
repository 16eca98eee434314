"""Read the steps of `copy_plan.yaml` and the rows that each of them writes."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.patterns import parse_pattern
from graph.sqlite.derive.full_text import text_number
from graph.sqlite.schema.claim_numbers import read_claim_numbers
from graph.text.strings import fold, index_prefix
from graph.text.yaml import load_yaml_file

if TYPE_CHECKING:
    from graph.neo4j.patterns import Pattern
    from graph.sqlite.view import SqliteView

BATCH_ROWS: Final = 5000  # in one transaction
Row = Sequence[Any]
Stream = tuple[Sequence[str], Iterable[Row]]
Renumber = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the copy.

    Args:
        pattern: What its rows are written as.
        columns: The columns of its rows.
        rows: An iterator over its rows.
        batch: The number of rows in one transaction.
        parent: The index of the column with the identifier of the node in whose transaction a row is written.
    """

    pattern: Pattern
    columns: Sequence[str]
    rows: Iterator[Row]
    batch: int = BATCH_ROWS
    parent: int | None = None


def read_plan() -> list[dict[str, Any]]:
    """Return the steps of the plan as its file has them."""
    loaded: list[dict[str, Any]] = load_yaml_file(Path(__file__).parent / "copy_plan.yaml")
    return loaded


def iter_steps(en: SqliteView, fr: SqliteView) -> Iterator[Step]:
    """Yield each step of the copy of one graph, given as two views in English and in French."""
    en.connection.create_function("text_number", 2, text_number, deterministic=True)
    claims, sources, unplaced = _claim_numbers(en), _row_numbers(en, "source"), _row_numbers(en, "unplaced")
    for step in read_plan():
        rows: Iterator[Row]
        columns, rows = en.stream(step["read"])
        if "translated" in step:
            columns, rows = _merge_languages(columns, rows, fr.stream(step["translated"]))
        if "prefixes" in step:
            rows = _cut_to_prefixes(rows, [columns.index(one) for one in step["prefixes"]])
        if "lists" in step:
            rows = _parse_lists(rows, [columns.index(one) for one in step["lists"]])
        if "numbers" in step:
            rows = _fill_gaps(columns, rows, step["lists"], partial(en.rows, step["numbers"]))
        pattern = parse_pattern(step, columns)
        number = {"Claim": claims, "Source": sources, "Unplaced": unplaced}.get(pattern.kind)
        renumber = {
            "claim": claims,
            "lead_claim": claims,
            "other_claim": claims,
            "last": claims,
            "source": sources,
            "number": number,
        }
        changed = [(columns.index(one), to) for one, to in renumber.items() if one in columns and to]
        yield Step(
            pattern, columns, _renumber(rows, changed) if changed else iter(rows), step.get("batch", BATCH_ROWS),
            columns.index(step["parent"]) if "parent" in step else None,
        )  # fmt: skip


def group_steps(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Group each step with the steps after it whose rows belong to the nodes that it creates."""
    group: list[Step] = []
    for step in steps:
        if step.parent is None and group:
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def iter_batches(step: Step) -> Iterator[list[Row]]:
    """Yield the rows of a step in lists, one for each transaction."""
    while batch := list(islice(step.rows, step.batch)):
        yield batch


def _claim_numbers(view: SqliteView) -> Renumber | None:
    """Return the new numbers of claims; None if there is no gap, so that a graph visible as a whole takes no memory."""
    visible = view.rows("SELECT coalesce(sum(last - first + 1), 0) AS n, coalesce(max(last), 0) AS last FROM mention")[
        0
    ]
    return None if visible["n"] == visible["last"] else read_claim_numbers(view).in_copy


def _row_numbers(view: SqliteView, table: str) -> Renumber | None:
    """Return the new numbers of the rows of a table, without gaps; None if there is no gap."""
    visible = view.rows(f"SELECT count(*) AS n, coalesce(max(number), 0) AS last FROM {table}")[0]
    if visible["n"] == visible["last"]:
        return None
    numbers = array("q", (number for (number,) in view.stream(f"SELECT number FROM {table} ORDER BY number")[1]))
    return lambda number: bisect_right(numbers, number)


def _renumber(rows: Iterable[Row], changed: Sequence[tuple[int, Renumber]]) -> Iterator[Row]:
    for row in rows:
        made = list(row)
        for at, to in changed:
            if made[at]:  # a row without a claim has none
                made[at] = to(made[at])
        yield made


def _merge_languages(columns: Sequence[str], rows: Iterable[Row], french: Stream) -> tuple[list[str], Iterator[Row]]:
    """Return rows with their translated columns in both languages, and with `name`, the caption in Neo4j Browser."""
    local, other = [columns.index(one) for one in french[0]], len(columns)
    kept = [at for at in range(len(columns)) if at not in local or columns[at] == "name"]
    made = [columns[at] for at in kept] + [f"{one}_{language}" for one in french[0] for language in ("en", "fr")]
    # their indexes in an English row followed by the French one
    pick = itemgetter(*kept, *chain.from_iterable(zip(local, range(other, other + len(local)), strict=True)))
    return made, (pick((*one, *two)) for one, two in zip(rows, french[1], strict=True))


def _cut_to_prefixes(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    """Replace texts by the beginnings of their folded forms."""
    for row in rows:
        made = list(row)
        for at in places:
            if made[at] is not None:
                made[at] = index_prefix(fold(made[at]))
        yield made


def _parse_lists(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    """Replace lists in JSON by lists."""
    for row in rows:
        made = list(row)
        for at in places:
            made[at] = json.loads(made[at]) if made[at] else None
        yield made


def _fill_gaps(
    columns: Sequence[str], rows: Iterable[Row], lists: Sequence[str], numbers: Callable[[Any], list[dict[str, Any]]]
) -> Iterator[Row]:
    """Insert an empty text for each missing number, so that the position of a line gives its number."""
    number, last = columns.index("number"), columns.index("last")
    places = [columns.index(one) for one in lists]
    for row in rows:
        if len(row[places[0]] or ()) == row[last] - row[number] + 1:
            yield row
            continue
        made, bounds = list(row), {"first": row[number], "last": row[last]}
        known = [one["number"] for one in numbers(bounds)]
        for place in places:
            if row[place] is not None:
                by_number = dict(zip(known, row[place], strict=True))
                made[place] = [by_number.get(one, "") for one in range(row[number], row[last] + 1)]
        yield made
