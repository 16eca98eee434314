"""A graph as CSV files for `neo4j-admin database import`, with the labels, types and properties of a server's copy.

They are made from the same plan as the copy (`graph/neo4j/copy_plan.yaml`), so that Cypher which runs on one runs on
the other. What only Accord's own questions read is left out: the index of words and names, folded identifiers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.neo4j.copy_plan import iter_steps
from graph.neo4j.patterns import KEYS, NodePattern, RelationshipPattern
from viz.export.cells import format_cell

if TYPE_CHECKING:
    from graph.neo4j.copy_plan import Step
    from graph.neo4j.patterns import Endpoint, Link
    from graph.sqlite.view import SqliteView

ARGUMENTS: Final = "import.args"  # the file with the arguments of neo4j-admin
ARRAY_MARK: Final = "|"  # between the entries of a list
_IN_LIST: Final = "\N{BROKEN BAR}"  # in place of the mark within an entry
INTERNAL: Final = frozenset(
    {"Word", "Name", "Alias", "CandidatePair", "FirstOnTheme", "FIRST_ON", "Approval", "USES_WORD"}
)
INTERNAL_PROPERTIES: Final = frozenset(
    {"id_hash", "searched", "start_en", "start_fr", "original_subject", "original_objects", "first_evidence"}
)
_TYPES: Final = {bool: "boolean", int: "long", float: "double", list: "string[]"}


@dataclass(slots=True)
class _File:
    """A file of nodes or relationships; its header is in a file of its own, since types are known in the end.

    Args:
        path: the file.
        keys: the header of its first columns, such as `:START_ID(Node)`.
        names: the properties in the columns after them.
    """

    path: Path
    keys: Sequence[str]
    names: Sequence[str]
    types: dict[str, str] = field(default_factory=dict)

    @property
    def header_path(self) -> Path:
        return self.path.with_name(f"{self.path.stem}-header.csv")

    def write(self, rows: Iterable[tuple[Sequence[object], Sequence[object]]]) -> None:
        """Write rows, given as keys and properties, and the header."""
        with self.path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for keys, values in rows:
                for name, value in zip(self.names, values, strict=True):
                    if value is not None:
                        self._learn(name, value)
                writer.writerow([*map(_format_key, keys), *map(_format_property, values)])
        with self.header_path.open("w", encoding="utf-8", newline="") as file:
            named = [f"{name}:{self.types.get(name, 'string')}" for name in self.names]
            csv.writer(file, lineterminator="\n").writerow([*self.keys, *named])

    def _learn(self, name: str, value: object) -> None:
        found = _TYPES.get(type(value), "string")
        known = self.types.setdefault(name, found)
        if known != found:
            self.types[name] = "double" if {known, found} == {"double", "long"} else "string"


def write_neo4j_import(en: SqliteView, fr: SqliteView, folder: Path) -> None:
    """Write the files of a graph, given as two views of it, and the arguments that import them.

    Args:
        en: the view in English.
        fr: the view in French.
        folder: where they are written.
    """
    nodes: dict[str, _File] = {}
    relationships: list[tuple[str, _File]] = []
    kinds = _KindOfNode()
    for step in iter_steps(en, fr):
        pattern = step.pattern
        if pattern.kind in INTERNAL:
            continue
        if isinstance(pattern, NodePattern):
            made = _write_nodes(step, pattern, folder, kinds)
            nodes[":".join(pattern.labels)] = made[0]
            relationships += made[1]
        elif isinstance(pattern, RelationshipPattern):
            relationships.append((pattern.kind, _write_relationships(step, pattern, folder)))
    lines = [f"--nodes={labels}={_files(file)}" for labels, file in nodes.items()]
    lines += [f"--relationships={kind}={_files(file)}" for kind, file in relationships]
    lines += ["--array-delimiter=U+007C", "--multiline-fields=true", "--trim-strings=false"]
    (folder / ARGUMENTS).write_text("\n".join(lines) + "\n", "utf-8")


class _KindOfNode:
    """What later steps look up: which nodes there are."""

    def __init__(self) -> None:
        self.known: dict[str, set[object]] = {label: set() for label in KEYS}


def _write_nodes(
    step: Step, pattern: NodePattern, folder: Path, kinds: _KindOfNode
) -> tuple[_File, list[tuple[str, _File]]]:
    """Write the nodes of a step, and the relationships that connect them to earlier ones."""
    group = pattern.lookup or pattern.kind
    columns = list(step.columns)
    numbered = None if pattern.lookup else count(1)
    key = columns.index(KEYS[pattern.lookup]) if pattern.lookup else -1
    properties = _properties(pattern.properties, columns)
    linked: dict[str, list[tuple[object, object]]] = {link.type: [] for link in pattern.links}

    def rows() -> Iterator[tuple[Sequence[object], Sequence[object]]]:
        for row in step.rows:
            own = next(numbered) if numbered else row[key]
            if pattern.lookup:
                kinds.known[pattern.lookup].add(own)
            for link in pattern.links:
                other = row[columns.index(link.endpoint.column)]
                if not link.optional or other in kinds.known[link.endpoint.lookup]:
                    linked[link.type].append((own, other))
            yield [own], [row[at] for at in properties.values()]

    file = _File(folder / f"{pattern.kind}.csv", [f":ID({group})"], list(properties))
    file.write(rows())
    return file, [(link.type, _write_links(link, linked[link.type], group, pattern.kind, folder))
                  for link in pattern.links]  # fmt: skip


def _write_links(
    link: Link, pairs: Iterable[tuple[object, object]], group: str, kind: str, folder: Path
) -> _File:  # fmt: skip
    other = link.endpoint.lookup
    ends = [(f":START_ID({group})", f":END_ID({other})"), (f":START_ID({other})", f":END_ID({group})")]
    file = _File(folder / f"{link.type}-{kind}.csv", ends[0] if link.outgoing else ends[1], [])
    file.write((pair if link.outgoing else pair[::-1], ()) for pair in pairs)
    return file


def _write_relationships(step: Step, pattern: RelationshipPattern, folder: Path) -> _File:
    columns = list(step.columns)
    start, end = columns.index(pattern.start.column), columns.index(pattern.end.column)
    properties = _properties(pattern.properties, columns)
    name = f"{pattern.kind}-{pattern.start.label}-{pattern.end.label}.csv"
    keys = [f":START_ID({_group(pattern.start)})", f":END_ID({_group(pattern.end)})"]
    file = _File(folder / name, keys, list(properties))
    file.write(((row[start], row[end]), [row[at] for at in properties.values()]) for row in step.rows)
    return file


def _group(endpoint: Endpoint) -> str:
    return endpoint.lookup


def _properties(names: Sequence[str], columns: Sequence[str]) -> dict[str, int]:
    """Return the index of the column of each property that is written."""
    return {name: columns.index(name) for name in names if name not in INTERNAL_PROPERTIES}


def _format_key(key: object) -> object:
    """Return an identifier: control characters cannot be in it, and an apostrophe would make it another."""
    return format_cell(key)


def _format_property(value: object) -> object:
    """Return the cell of a property; the entries of a list are separated by `ARRAY_MARK`."""
    if isinstance(value, list):
        return format_cell(ARRAY_MARK.join(str(each).replace(ARRAY_MARK, _IN_LIST) for each in value))
    return format_cell(value)


def _files(file: _File) -> str:
    return f"{file.header_path.name},{file.path.name}"
