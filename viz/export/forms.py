"""The forms of `accord export`: by the ending of the file or folder, what is written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import UsageError
from graph.exchange.document import FORMAT, DocumentReader
from graph.exchange.stored_document import store_document
from graph.text.atomic_file import open_atomically
from graph.text.atomic_folder import open_folder_atomically
from graph.values import STDIO
from viz.export.cells import clean_document, write_json
from viz.export.networks.reader import NetworkReader

if TYPE_CHECKING:
    from typing import BinaryIO

    from graph.store import SqlView

ENDINGS: Final[Mapping[str, str]] = {
    ".json": "json", ".graphml": "graphml", ".gexf": "gexf", ".ttl": "ttl", ".jsonld": "jsonld", ".xlsx": "xlsx",
    ".db": "db", ".neo4j": "neo4j", ".gephi": "gephi",
}  # fmt: skip


def export_form(output: str) -> str:
    """Return the form that the ending of an output asks for; JSON for standard output and for a name without one.

    Raises:
        UsageError: nothing is exported with this ending; names those that are.
    """
    ending = Path(output).suffix.lower()
    if output == STDIO or not ending:
        return "json"
    if ending not in ENDINGS:
        raise UsageError(
            "{file}: a graph is not exported as {ending}. Use one of: {known}.",
            file=output, ending=ending, known=", ".join(ENDINGS),
        )  # fmt: skip
    return ENDINGS[ending]


def encode_export(view: SqlView, form: str, base: str | None = None) -> bytes | dict[str, bytes]:
    """Return what `write_export` writes; a folder as its files by name."""
    with tempfile.TemporaryDirectory(prefix="accord-") as folder:
        path = Path(folder) / "export"
        write_export(view, form, path, base)
        if path.is_dir():
            return {each.name: each.read_bytes() for each in sorted(path.iterdir())}
        return path.read_bytes()


def write_export(view: SqlView, form: str, path: Path, base: str | None = None) -> None:
    """Write what a view shows in one of the forms of `ENDINGS`, without holding it in memory.

    A file is there only when it is whole, and so are those of a folder, which is made if it is missing.

    Args:
        view: the view of one audience.
        form: the form.
        path: the file or folder.
        base: for linked data, what the identifiers of nodes begin with.

    Raises:
        UsageError: a graph file would replace one that is no export.
        OSError: it cannot be written.
    """
    if form in ("neo4j", "gephi"):
        with open_folder_atomically(path) as folder:
            (_write_neo4j if form == "neo4j" else _write_gephi)(view, folder)
        return
    if form == "db":
        from viz.export.graph_file import write_graph_file

        with store_document(view) as document:
            write_graph_file(document, path)
        return
    with open_atomically(path) as file:
        _write_file(view, form, file, base)


def _write_file(view: SqlView, form: str, file: BinaryIO, base: str | None) -> None:
    if form in ("graphml", "gexf"):
        from viz.export.networks.gexf import write_gexf
        from viz.export.networks.graphml import write_graphml

        with store_document(view) as document:
            (write_gexf if form == "gexf" else write_graphml)(NetworkReader(view, document), file)
        return
    if form == "json":
        head = [("format", FORMAT), ("audience", view.audience)]
        write_json(chain(head, DocumentReader(view).iter_lists()), file)
        return
    with store_document(view, clean_document) as document:
        if form == "xlsx":
            from viz.export.workbook import format_graph_workbook

            file.write(format_graph_workbook(document, view.language))
            return
        from viz.export.linked_data import BASE, write_json_ld, write_turtle

        (write_turtle if form == "ttl" else write_json_ld)(document, file, base or BASE)


def _write_gephi(view: SqlView, folder: Path) -> None:
    from viz.export.networks.gephi import write_gephi

    with store_document(view) as document:
        write_gephi(NetworkReader(view, document), folder)


def _write_neo4j(view: SqlView, folder: Path) -> None:
    """Write the files of `neo4j-admin`; they take both languages, and so two views of the same file."""
    from graph.sqlite.store import SqliteStore
    from viz.export.neo4j_import import write_neo4j_import

    store = SqliteStore(view.path)
    with store.view(view.audience, "en") as en, store.view(view.audience, "fr") as fr:
        write_neo4j_import(en, fr, folder)
