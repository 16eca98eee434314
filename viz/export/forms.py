"""The forms of `accord export`: by the ending of the file or folder, what is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import UsageError
from graph.exchange.document import export_document
from graph.text.atomic_file import write_atomically
from graph.values import STDIO
from viz.export.cells import clean_document

if TYPE_CHECKING:
    from graph.store import SqlView

ENDINGS: Final[Mapping[str, str]] = {
    ".json": "json", ".graphml": "graphml", ".gexf": "gexf", ".ttl": "ttl", ".jsonld": "jsonld", ".xlsx": "xlsx",
    ".db": "db", ".neo4j": "neo4j", ".gephi": "gephi",
}  # fmt: skip
_BEYOND_ASCII: Final = re.compile("[\x7f-\x9f]")


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
    """Return what a view shows in one of the forms of `ENDINGS`; a folder as its files by name.

    Args:
        view: the view of one audience.
        form: the form.
        base: for linked data, what the identifiers of nodes begin with.
    """
    match form:
        case "graphml" | "gexf" | "gephi":
            return _encode_network(view, form)
        case "neo4j":
            return _encode_neo4j(view)
    document = export_document(view)
    match form:
        case "json":
            return format_json(document).encode("utf-8", "surrogatepass")
        case "db":
            from viz.export.graph_file import format_graph_file

            return format_graph_file(document)
        case "xlsx":
            from viz.export.workbook import format_graph_workbook

            return format_graph_workbook(clean_document(document), view.language)
    from viz.export.linked_data import BASE, format_json_ld, format_turtle

    write = format_turtle if form == "ttl" else format_json_ld
    return write(clean_document(document), base or BASE)


def write_export(made: bytes | Mapping[str, bytes], form: str, path: Path) -> None:
    """Write what `encode_export` made: a file, or a folder, which is made if it is missing.

    Raises:
        UsageError: a graph file would replace one that is no export.
        OSError: it cannot be written.
    """
    if isinstance(made, Mapping):
        path.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            write_atomically(path / name, data)
    elif form == "db":
        from viz.export.graph_file import write_graph_file

        write_graph_file(made, path)
    else:
        write_atomically(path, made)


def format_json(document: Mapping[str, Any]) -> str:
    """Return a graph document as JSON without control characters: JSON itself escapes only those of ASCII."""
    written = json.dumps(document, ensure_ascii=False, indent=1)
    return _BEYOND_ASCII.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n"


def _encode_network(view: SqlView, form: str) -> bytes | dict[str, bytes]:
    from graph.exchange.networkx import to_networkx

    network = to_networkx(view, evidence=True)
    if form == "graphml":
        from viz.export.graphml import format_graphml

        return format_graphml(network)
    if form == "gexf":
        from viz.export.gexf import format_gexf

        return format_gexf(network)
    from viz.export.gephi import format_gephi

    return format_gephi(network)


def _encode_neo4j(view: SqlView) -> dict[str, bytes]:
    """Return the files of `neo4j-admin`; they take both languages, and so two views of the same file."""
    import tempfile

    from graph.sqlite.store import SqliteStore
    from viz.export.neo4j_import import write_neo4j_import

    store = SqliteStore(view.path)
    with (
        tempfile.TemporaryDirectory() as folder,
        store.view(view.audience, "en") as en,
        store.view(view.audience, "fr") as fr,
    ):
        write_neo4j_import(en, fr, Path(folder))
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
