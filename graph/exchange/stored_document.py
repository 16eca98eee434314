"""A graph document in temporary files: read as often as an export needs it, without being held in memory.

It is used as the dictionary of `export_document` is: each list can be iterated any number of times, and the nodes of a
list are found by their identifier.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.exchange.document import FORMAT, DocumentReader

if TYPE_CHECKING:
    from graph.store import View

Json = dict[str, Any]
Finder = Callable[[str | None], Json | None]


class StoredList:
    """The entries of one list of a graph document, a line of a file each.

    Args:
        path: the file, which is written.
        entries: the entries.
    """

    def __init__(self, path: Path, entries: Iterable[Json]) -> None:
        self._path = path
        self._places: dict[str, int] = {}  # where the node with an identifier begins
        self._length = 0
        digest = sha256()
        with path.open("wb") as file:
            for entry in entries:
                if isinstance(identifier := entry.get("id"), str):
                    self._places[identifier] = file.tell()
                self._length += 1
                line = json.dumps(entry).encode() + b"\n"
                digest.update(line)
                file.write(line)
        self.digest = digest.hexdigest()
        self._file = path.open("rb")

    def __iter__(self) -> Iterator[Json]:
        """Yield the entries in order."""
        with self._path.open("rb") as file:
            for line in file:
                yield json.loads(line)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return self._length

    def find(self, identifier: str | None) -> Json | None:
        """Return the node with an identifier, or None."""
        place = self._places.get(identifier) if identifier else None
        if place is None:
            return None
        self._file.seek(place)
        found: Json = json.loads(self._file.readline())
        return found

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@contextlib.contextmanager
def store_document(view: View, change: Callable[[Json], Json] | None = None) -> Iterator[Mapping[str, Any]]:
    """Yield the graph document of a view, whose lists are in files that are deleted afterwards.

    Args:
        view: the view of one audience.
        change: what becomes of each entry of a list before it is stored.
    """
    with tempfile.TemporaryDirectory(prefix="accord-") as folder, contextlib.ExitStack() as opened:
        document: dict[str, Any] = {"format": FORMAT, "audience": view.audience}
        for name, entries in DocumentReader(view).iter_lists():
            document[name] = StoredList(Path(folder) / name, map(change, entries) if change else entries)
            opened.callback(document[name].close)
        yield document


def node_finder(nodes: StoredList | Iterable[Json]) -> Finder:
    """Return a function that finds a node of a list by its identifier."""
    if isinstance(nodes, StoredList):
        return nodes.find
    by_id: Mapping[str | None, Json] = {node["id"]: node for node in nodes}
    return by_id.get
