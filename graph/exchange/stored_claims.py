"""The readings of a graph document that is in files: their claims are in files, too, and none is held in memory."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.claims import Claim, Place, Reading
from graph.exchange.document_claims import Node, arrange_readings, iter_claims, own_identifiers, with_own_sources
from graph.model import GraphDocument, Initiative, Jurisdiction, Need, Partnership, Source, Theme

_PENDING: Final = 20_000  # claims that are in memory before they are written
_HEAD: Final = ("editions", "sources", "approvals", "unplaced")
_STREAMED: Final[Mapping[str, type[Node]]] = {
    "jurisdictions": Jurisdiction, "themes": Theme, "initiatives": Initiative, "partnerships": Partnership,
    "needs": Need,
}  # fmt: skip


def stored_readings(document: Mapping[str, Any], carrier: Source, folder: Path) -> list[Reading]:
    """Return the readings of a graph document that we wrote, as `document_readings` does.

    Args:
        document: what `graph.exchange.stored_document.store_document` yields.
        carrier: the file that the document stands for.
        folder: where the claims are kept; the caller deletes it when the readings are not needed any more.
    """
    parts = {name: list(document[name]) for name in _HEAD}
    head = GraphDocument.model_validate({"audience": document["audience"], **parts})
    own = own_identifiers(head, carrier)
    head = with_own_sources(head, carrier)
    known = {source.id: source for source in head.sources}
    claims = _ClaimFiles(folder)
    for node in _iter_nodes(document, head, own):
        for source, claim in iter_claims(node, known, carrier):
            claims.add(source, claim)
    return arrange_readings(head, claims.close(), carrier)


def _iter_nodes(document: Mapping[str, Any], head: GraphDocument, own: Mapping[str, str]) -> Iterator[Node]:
    """Yield the nodes in the order of `document_readings`, whose sources have their own identifiers."""
    for name, model in _STREAMED.items():
        if name == "initiatives":
            yield from head.editions
        for node in document[name]:
            for entry in node["evidence"]:
                entry["source"] = own.get(entry["source"], entry["source"])
            yield model.model_validate(node)


class ClaimFile:
    """The claims of one source in a file, which can be iterated any number of times.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[Claim]:
        """Yield the claims in order."""
        with self._path.open("rb") as file:
            while True:
                try:
                    claims = marshal.load(file)  # noqa: S302 (written below)
                except EOFError:
                    return
                for kind, subject, predicate, place, *others in claims:
                    yield Claim(kind, subject, predicate, Place(*place), *others)


class _ClaimFiles:
    """Writes claims to files of a folder, one for each source."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pending: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._count = 0
        self._paths: dict[str, Path] = {}

    def add(self, source: str, claim: Claim) -> None:
        """Add a claim after the others of its source."""
        kind, subject, predicate, place, *others = claim
        self._pending[source].append((kind, subject, predicate, tuple(place), *others))
        self._count += 1
        if self._count == _PENDING:
            self._write()

    def close(self) -> dict[str, ClaimFile]:
        """Write what is in memory, and return the claims of each source."""
        self._write()
        return {source: ClaimFile(path) for source, path in self._paths.items()}

    def _write(self) -> None:
        for source, claims in self._pending.items():
            path = self._paths.setdefault(source, self._folder / str(len(self._paths)))
            with path.open("ab") as file:
                marshal.dump(claims, file)
        self._pending.clear()
        self._count = 0
