"""Read the steps of `copy_plan.yaml` and the rows that each of them writes."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, starmap
from operator import add, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.patterns import parse_pattern
from graph.sqlite.derive.full_text import claim_text_number, register_functions
from graph.sqlite.schema.claim_numbers import read_claim_numbers
from graph.text.strings import fold, hash_text, index_prefix
from graph.text.yaml import load_yaml_file

if TYPE_CHECKING:
    from graph.neo4j.patterns import Pattern
    from graph.sqlite.view import SqliteView

BATCH_ROWS: Final = 5000  # in one transaction
CONVERTED_ROWS: Final = 1000  # at the same time, column by column
Row = Sequence[Any]
Stream = tuple[Sequence[str], Iterable[Row]]
Renumber = Callable[[int], int]
Column = Sequence[Any]
Conversion = tuple[int, Callable[[Column], Column]]  # the index of a column, and what makes another one of it
Changed = Mapping[str, Sequence[object]]  # identifiers of what changed, by kind; pairs of them for relations
_SOME: Final = "{expression} IN (SELECT value FROM json_each(:keys))"
_SOME_PAIRS: Final = "{expression} IN (SELECT value ->> 0, value ->> 1 FROM json_each(:keys))"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the copy.

    Args:
        pattern: What its rows are written as.
        columns: The columns of its rows.
        rows: An iterator over its rows.
        batch: The number of rows in one transaction.
        parent: The index of the column with the identifier of the node in whose transaction a row is written.
        kinds: After a change, the kinds of what its rows are read anew for; none if all rows are compared.
        owner: The column that identifies what changed; None for pairs.
    """

    pattern: Pattern
    columns: Sequence[str]
    rows: Iterator[Row]
    batch: int = BATCH_ROWS
    parent: int | None = None
    kinds: tuple[str, ...] = ()
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers in a copy, by those in the file; None where they are the same.

    `steps` are the distances of the claims of a mention, by the first of them.
    """

    claims: Renumber | None
    sources: Renumber | None
    unplaced: Renumber | None = None
    steps: Renumber = lambda _: 1


def read_plan() -> list[dict[str, Any]]:
    """Return the steps of the plan as its file has them."""
    loaded: list[dict[str, Any]] = load_yaml_file(Path(__file__).parent / "copy_plan.yaml")
    return loaded


def iter_steps(
    en: SqliteView, fr: SqliteView, numbers: Numbering | None = None, changed: Changed | None = None
) -> Iterator[Step]:
    """Yield each step of the copy of one graph, given as two views in English and in French.

    Args:
        en: The view in English.
        fr: The view in French.
        numbers: The numbers in the copy; if None, those of the file without gaps.
        changed: What changed: rows of other nodes are not read.
    """
    register_functions(en.connection)
    numbers = numbers or Numbering(_claim_numbers(en), _row_numbers(en, "source"), _row_numbers(en, "unplaced"))
    for step in read_plan():
        keys = _keys_of(step, changed)
        if keys is not None and not keys:
            continue
        columns, rows = _read(en, step, "read", keys)
        if "translated" in step:
            columns, rows = _merge_languages(columns, rows, _read(fr, step, "translated", keys))
        if parsed := [(columns.index(one), _parse_lists) for one in step.get("lists", ())]:
            rows = _convert(rows, parsed)
        if "numbers" in step:
            rows = _fill_gaps(columns, rows, step["lists"], partial(en.rows, step["numbers"]))
        pattern = parse_pattern(step, columns)
        conversions = list(_conversions(step, columns, _renumbered(pattern.kind, numbers)))
        yield Step(
            pattern, columns, _convert(rows, conversions) if conversions else iter(rows),
            step.get("batch", BATCH_ROWS), columns.index(step["parent"]) if "parent" in step else None,
            tuple(step["changed"]["kinds"]) if "changed" in step else (), _owner_of(step, columns),
        )  # fmt: skip


def _owner_of(step: Mapping[str, Any], columns: Sequence[str]) -> str | None:
    """Return the column that identifies what changed: that of the expression, which may be hidden."""
    changed = step.get("changed", {"of": ""})
    name = changed.get("column", changed["of"].rpartition(".")[2])
    return next((column for column in columns if column in (name, f"_{name}")), None)


def _keys_of(step: Mapping[str, Any], changed: Changed | None) -> list[object] | None:
    """Return the identifiers of what rows are read for; None if all rows are read."""
    if changed is None or "changed" not in step:
        return None
    return list(dict.fromkeys(key for kind in step["changed"]["kinds"] for key in changed.get(kind, ())))


def _read(view: SqliteView, step: Mapping[str, Any], name: str, keys: list[object] | None) -> Stream:
    """Return the columns and rows of a step, of some identifiers only if these are given."""
    condition = ""
    if keys is not None:
        expression = step["changed"]["of"]
        condition = (_SOME_PAIRS if expression.startswith("(") else _SOME).format(expression=expression)
    text = step[name].replace("{where}", f"WHERE {condition}" if condition else "")
    text = text.replace("{and}", f"AND {condition}" if condition else "").replace("{graph}", str(view.graph_number))
    columns, rows = view.stream(text, {"keys": json.dumps(keys)} if condition else {})
    return columns, rows


def _renumbered(kind: str, numbers: Numbering) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield the columns of a step that hold numbers, and the functions that renumber them."""
    number = {"Claim": numbers.claims, "Source": numbers.sources, "Unplaced": numbers.unplaced}.get(kind)
    for column, to in {
        "claim": numbers.claims, "lead_claim": numbers.claims, "other_claim": numbers.claims, "last": numbers.claims,
        "source": numbers.sources, "number": number,
    }.items():  # fmt: skip
        if to:
            yield column, to
    if numbers.claims:
        yield "claims", partial(_renumber_each, numbers.claims)
    if kind == "Claim":
        yield "step", numbers.steps
    if kind in ("Initiative", "Need"):
        yield "searched", partial(_number_text, kind.lower(), numbers.claims)


def _renumber_each(claims: Renumber, several: Sequence[int]) -> list[int]:
    """Return the numbers of several claims."""
    return [claims(claim) for claim in several]


def _number_text(kind: str, claims: Renumber | None, claim: int) -> int:
    """Return the number of the text of an initiative or a need, by the claim of its title or text."""
    return claim_text_number(kind, claims(claim) if claims else claim)


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


def _conversions(
    step: Mapping[str, Any], columns: Sequence[str], renumbered: Iterable[tuple[str, Callable[[Any], Any]]]
) -> Iterator[Conversion]:
    """Yield what the columns of a step are converted by: texts to their beginnings or hashes, numbers, booleans."""
    for one in step.get("prefixes", ()):
        yield columns.index(one), _cut_to_prefixes
    for one in step.get("hashes", ()):
        yield columns.index(one), _to_hashes
    for one, to in renumbered:
        if one in columns:
            yield columns.index(one), partial(_renumber, to)
    for one in step.get("booleans", ()):
        yield columns.index(one), _to_booleans


def _convert(rows: Iterable[Row], conversions: Sequence[Conversion]) -> Iterator[Row]:
    """Convert some columns of rows, many rows at a time, one column after another."""
    left = iter(rows)
    while some := list(islice(left, CONVERTED_ROWS)):
        columns: list[Column] = list(zip(*some, strict=True))
        for at, convert in conversions:
            columns[at] = convert(columns[at])
        yield from zip(*columns, strict=True)


def _renumber(to: Callable[[Any], Any], column: Column) -> Column:
    return [to(one) if one else one for one in column]  # a row without a claim has none


def _to_booleans(column: Column) -> Column:
    return [None if one is None else one == 1 for one in column]


def _merge_languages(columns: Sequence[str], rows: Iterable[Row], french: Stream) -> tuple[list[str], Iterator[Row]]:
    """Return rows with their translated columns in both languages, and with `name`, the caption in Neo4j Browser."""
    local, other = [columns.index(one) for one in french[0]], len(columns)
    kept = [at for at in range(len(columns)) if at not in local or columns[at] == "name"]
    made = [columns[at] for at in kept] + [f"{one}_{language}" for one in french[0] for language in ("en", "fr")]
    # their indexes in an English row followed by the French one
    pick = itemgetter(*kept, *chain.from_iterable(zip(local, range(other, other + len(local)), strict=True)))
    return made, map(pick, starmap(add, zip(rows, french[1], strict=True)))


def _cut_to_prefixes(column: Column) -> Column:
    """Return the beginnings of the folded forms of texts."""
    return [None if one is None else index_prefix(fold(one)) for one in column]


def _to_hashes(column: Column) -> Column:
    """Return the hashes of texts."""
    return list(map(hash_text, column))


def _parse_lists(column: Column) -> Column:
    """Return the lists that are given in JSON."""
    import orjson  # imported here because answers need no copy

    parsed: list[Any] = orjson.loads(f"[{','.join(one or 'null' for one in column)}]")
    return parsed


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
