"""What is written when a graph is copied: the steps of `neo4j_copy.yaml`, their Cypher and their rows."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.text import fold, start
from graph.yaml_text import load_yaml

if TYPE_CHECKING:
    from graph.sqlite.view import SqliteView

HERE: Final = Path(__file__).parent
BATCH: Final = 5000  # rows in one transaction
CREATED: Final = re.compile(
    r"\(n:([\w:]+)\)(.*?) SET n = row, n\.generation = \$generation( SET n\.(\w+) = (.+?)(?= WITH |$))?"
)
Row = Sequence[Any]
Stream = tuple[Sequence[str], Iterable[Row]]
Renumber = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the copy.

    Args:
        name: the label or the type of relationship that it writes.
        text: its Cypher, in which `row` is a dictionary.
        columns: of its rows.
        rows: what it writes, in a stream.
        batch: how many rows go into one transaction.
        of: where the identifier stands of what its rows belong to, if they go into the transaction that creates it.
    """

    name: str
    text: str
    columns: Sequence[str]
    rows: Iterator[Row]
    batch: int = BATCH
    of: int | None = None


def steps(en: SqliteView, fr: SqliteView) -> Iterator[Step]:
    """Each step of the copy of what two views show of one graph, in English and in French."""
    claims, sources, unplaced = _claims(en), _gapless(en, "source"), _gapless(en, "unplaced")
    for told in load_yaml((HERE / "copy_plan.yaml").read_text("utf-8")):
        kind = re.search(r"\(n:(?:Node:)?(\w+)\)|\[:(\w+)", told["write"])
        name = (kind[1] or kind[2]) if kind else ""
        rows: Iterator[Row]
        columns, rows = en.stream(told["read"])
        if "named" in told:
            columns, rows = _both(columns, rows, fr.stream(told["named"]))
        if "starts" in told:
            rows = _starting(rows, [columns.index(one) for one in told["starts"]])
        if "lists" in told:
            rows = _listed(rows, [columns.index(one) for one in told["lists"]])
        if "numbers" in told:
            rows = _filled(columns, rows, told["lists"], partial(en.rows, told["numbers"]))
        number = {"Claim": claims, "Source": sources, "Unplaced": unplaced}.get(name)
        new = {"claim": claims, "last": claims, "source": sources, "number": number}
        changed = [(columns.index(one), to) for one, to in new.items() if one in columns and to]
        text = told["write"].replace("SET n = row", "SET n = row, n.generation = $generation", 1)
        yield Step(
            name, f"UNWIND $rows AS row {text}", columns, _renumbered(rows, changed) if changed else iter(rows),
            told.get("batch", BATCH), columns.index(told["of"]) if "of" in told else None,
        )  # fmt: skip


def grouped(all_steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Steps with those that follow and belong to what they create."""
    group: list[Step] = []
    for step in all_steps:
        if step.of is None and group:
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def created(text: str, values: Mapping[str, str]) -> str:
    """A step that names each property of the nodes that it creates, in place of `SET n = row`.

    Args:
        text: the step.
        values: what each column becomes.
    """

    def named(found: re.Match[str]) -> str:
        properties = {name: value for name, value in values.items() if not name.startswith("_")}
        properties["generation"] = "$generation"
        if found[4]:
            properties[found[4]] = found[5]
        listed = ", ".join(f"`{name}`: {value}" for name, value in properties.items())
        return f"(n:{found[1]} {{{listed}}}){found[2]}"

    return CREATED.sub(named, text)


def batches(step: Step) -> Iterator[list[Row]]:
    """The rows of a step in lists of as many as one transaction takes."""
    while batch := list(islice(step.rows, step.batch)):
        yield batch


def _claims(view: SqliteView) -> Renumber | None:
    """New numbers for claims, without gaps: a gap would tell how much an audience does not see.

    None where there is no gap, so that a graph of which all is seen costs no memory. Whole mentions are seen or not,
    so the numbers of their first claims tell those of the others.
    """
    seen = view.rows("SELECT coalesce(sum(last - first + 1), 0) AS n, coalesce(max(last), 0) AS last FROM mention")[0]
    if seen["n"] == seen["last"]:
        return None
    firsts, new, left = array("q"), array("q"), 1
    for first, last in view.stream("SELECT first, last FROM mention ORDER BY first")[1]:
        firsts.append(first)
        new.append(left)
        left += last - first + 1

    def renumber(number: int) -> int:
        at = bisect_right(firsts, number) - 1
        return new[at] + number - firsts[at]

    return renumber


def _gapless(view: SqliteView, table: str) -> Renumber | None:
    """New numbers for the rows of a table, without gaps; None where there is none."""
    seen = view.rows(f"SELECT count(*) AS n, coalesce(max(number), 0) AS last FROM {table}")[0]
    if seen["n"] == seen["last"]:
        return None
    numbers = (number for (number,) in view.stream(f"SELECT number FROM {table} ORDER BY number")[1])
    return {number: new for new, number in enumerate(numbers, start=1)}.__getitem__


def _renumbered(rows: Iterable[Row], changed: Sequence[tuple[int, Renumber]]) -> Iterator[Row]:
    for row in rows:
        made = list(row)
        for at, to in changed:
            if made[at]:  # what is said of no claim has none
                made[at] = to(made[at])
        yield made


def _both(columns: Sequence[str], rows: Iterable[Row], french: Stream) -> tuple[list[str], Iterator[Row]]:
    """Rows with what depends on the language in both, and the name that Neo4j Browser and Bloom write on a node."""
    local, other = [columns.index(one) for one in french[0]], len(columns)
    kept = [at for at in range(len(columns)) if at not in local or columns[at] == "name"]
    made = [columns[at] for at in kept] + [f"{one}_{language}" for one in french[0] for language in ("en", "fr")]
    # where they stand in a row of the one language with that of the other after it
    pick = itemgetter(*kept, *chain.from_iterable(zip(local, range(other, other + len(local)), strict=True)))
    return made, (pick((*one, *two)) for one, two in zip(rows, french[1], strict=True))


def _starting(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    """Rows with how texts begin when they are folded, in place of the texts."""
    for row in rows:
        made = list(row)
        for at in places:
            if made[at] is not None:
                made[at] = start(fold(made[at]))
        yield made


def _listed(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    """Rows with lists in place of their JSON."""
    for row in rows:
        made = list(row)
        for at in places:
            made[at] = json.loads(made[at]) if made[at] else None
        yield made


def _filled(
    columns: Sequence[str], rows: Iterable[Row], lists: Sequence[str], numbers: Callable[[Any], list[dict[str, Any]]]
) -> Iterator[Row]:
    """Rows with an empty text for each number that is missing, so that the place of a line tells its number."""
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
                there = dict(zip(known, row[place], strict=True))
                made[place] = [there.get(one, "") for one in range(row[number], row[last] + 1)]
        yield made
