"""The part of the Python API that gives the graph away: as frames, page, brief, files and graphs of other libraries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.results.answer import Answer
from accord.results.opened import OpenedGraph
from graph.errors import UsageError
from graph.text.atomic_file import write_atomically
from graph.values import STDIO

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from accord.results.page import Page
    from graph.values import Audience


class ExportMethods(OpenedGraph):
    """Methods of a graph that return or write all of it, for an audience."""

    def nodes(self, kind: str | None = None, *, lang: str | None = None, audience: Audience | None = None) -> Answer:
        """Return the nodes of the graph with their evidence, for data frames: `graph.nodes("initiative").to_pandas()`.

        Args:
            kind: only jurisdiction, theme, edition, initiative, partnership or need.
            lang: the language of the column `label`.
            audience: who will see them.

        Raises:
            UsageError: there is no such kind.
        """
        from graph.exchange.document import export_document
        from viz.export.frames import KINDS, NODE_COLUMNS, node_rows

        if kind is not None and kind not in KINDS.values():
            raise UsageError("“{given}” is not a kind of node. Use one of: {known}.", given=kind,
                             known=", ".join(KINDS.values()))  # fmt: skip
        with self._view(audience, lang) as view:
            rows = node_rows(export_document(view), view.language, kind)
            return Answer("nodes", {"kind": kind}, view.audience, view.language, list(NODE_COLUMNS), rows)

    def edges(
        self, relation: str | None = None, *, lang: str | None = None, audience: Audience | None = None
    ) -> Answer:
        """Return the relationships of the graph with their evidence, for data frames.

        Args:
            relation: only those of this type, such as "LEADS"; `accord schema` lists them.
            lang: the language of the labels.
            audience: who will see them.
        """
        from graph.exchange.document import export_document
        from viz.export.frames import EDGE_COLUMNS, edge_rows

        with self._view(audience, lang) as view:
            rows = edge_rows(export_document(view), view.language, relation)
            return Answer("edges", {"relation": relation}, view.audience, view.language, list(EDGE_COLUMNS), rows)

    def view(self, *, title: str | None = None, lang: str | None = None, audience: Audience | None = None) -> Page:
        """Return the explorer page, which a notebook shows in a frame; `save` writes it to a file.

        Args:
            title: its heading.
            lang: the language that it opens in.
            audience: who will see it.
        """
        from accord.results.page import Page
        from queries.questions.question import load_codes
        from viz.page.render import render_page
        from viz.page.source import load_changes, load_page_document, load_suggestions

        with self._view(audience, lang) as view:
            document = load_page_document(view)
            html = render_page(
                document, load_suggestions(view, document), language=view.language, title=title,
                rules=load_codes()["rule"], changes=load_changes(view, document),
            )  # fmt: skip
            return Page(html, view.audience)

    def export(
        self, path: str | Path, *, base: str | None = None, lang: str | None = None, audience: Audience | None = None
    ) -> None:
        """Write the whole graph in the format of the ending, as `accord export -o` does, for the audience of the graph.

        Args:
            path: the file, or for .neo4j and .gephi the folder.
            base: what the identifiers of linked data begin with.
            lang: the language of labels and headers.
            audience: who will see it.

        Raises:
            UsageError: nothing is exported with this ending.
        """
        from viz.export.forms import export_form, write_export

        form = export_form(str(path))
        with self._view(audience, lang) as view:
            write_export(view.open_local(), form, Path(path), base)

    def document(self, *, audience: Audience | None = None) -> dict[str, Any]:
        """Return the graph document, ready for JSON."""
        from graph.exchange.document import export_document

        with self._view(audience, None) as view:
            return export_document(view)

    def brief(
        self, path: str | Path | None = None, *, edition: str | None = None, title: str | None = None,
        lang: str | None = None, audience: Audience | None = None,
    ) -> str | bytes:  # fmt: skip
        """Write the analysis document of an edition, as `accord brief` does.

        Args:
            path: a file to write to; its extension gives the format: .docx, .html, .pdf or .md.
            edition: the edition, by default the latest.
            title: its title in place of the usual one; the name of the edition is added to it.
            lang: the language of the brief.
            audience: who will see the brief.

        Returns:
            The brief as text or bytes; Markdown if there is no path.

        Raises:
            UsageError: there is no such edition, or the extension is unknown.
        """
        from viz.brief.render import brief_format, render_brief

        kind = brief_format(STDIO if path is None else str(path))
        with self._view(audience, lang) as view:
            made = render_brief(view, edition, kind, title)
        if path is not None:
            write_atomically(Path(path), made if isinstance(made, bytes) else made.encode("utf-8"))
        return made

    def to_networkx(
        self, *, audience: Audience | None = None, lang: str | None = None, evidence: bool = True
    ) -> nx.MultiDiGraph[str]:
        """Return the graph as a typed directed multigraph of NetworkX.

        Args:
            audience: who will see it.
            lang: the language of labels.
            evidence: whether nodes and edges have `evidence`, as JSON, so that the graph can be written as GraphML.
        """
        from graph.exchange.networkx import to_networkx

        with self._view(audience, lang) as view:
            return to_networkx(view, evidence=evidence)

    def to_pyvis(self, *, audience: Audience | None = None, lang: str | None = None) -> Network:
        """Return who works with whom as a pyvis `Network`, whose page runs no script from the data."""
        from viz.network.pyvis import to_pyvis
        from viz.page.model import build_page_data
        from viz.page.source import load_page_document, load_suggestions

        with self._view(audience, lang) as view:
            document = load_page_document(view)
            return to_pyvis(build_page_data(document, load_suggestions(view, document)), view.language)
