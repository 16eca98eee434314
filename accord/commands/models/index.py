"""`accord model index`: the index of semantic search of a graph."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.interruption import set_what_stands
from accord.output.metrics import format_metrics
from accord.output.progress import working
from accord.output.terminal import write_output
from graph.errors import message


@click.command(
    name="index",
    help=_(
        "Show how many of the texts that the audience may see are indexed for semantic search; with --semantic, index"
        " the others. The vector of each text is computed once and kept in a file next to the graph; “accord search"
        " --semantic” then finds texts with the same meaning in other words or in the other language. Run the command"
        " again after loading documents. For the secretariat, which sees everything, vectors of texts no longer in"
        " the graph are removed."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model index\n  accord model index --semantic --audience secretariat",
)
@click.option("--semantic", is_flag=True, help=_("Index the texts that are not indexed yet."))
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
def command(*, semantic: bool, common: CommonOptions) -> None:
    """Compute the missing vectors and print how many there are."""
    from graph.errors import UsageError
    from graph.values import is_server
    from queries.search import vectors
    from queries.search.embedder import get_embedder
    from queries.search.semantic import find_vectors_path, read_texts

    if is_server(common.graph):
        raise UsageError("The semantic index belongs to a graph file. Name it with --graph FILE.")
    with common.view() as view:
        path, texts = find_vectors_path(view), list(dict.fromkeys(text for _node, _kind, text in read_texts(view)))
    if semantic:
        get_embedder()  # report a missing extra first
    found = vectors.read_vectors(path, texts)
    new = [text for text in texts if text not in found]
    if semantic and path and new:
        set_what_stands(message("Interrupted; the texts that were indexed until then are kept."))
        with working(message("Indexing texts"), len(new)) as indexing:
            for batch in vectors.compute_vectors(new):
                vectors.save_vectors(path, batch)
                indexing.advance(len(batch))
    gone = vectors.delete_other_vectors(path, texts) if semantic and path and common.audience == "secretariat" else 0
    made = len(new) if semantic else 0
    columns = {"texts": _("texts"), "indexed": _("indexed"), "new": _("new"), "removed": _("removed")}
    row = {"texts": len(texts), "indexed": len(found) + made, "new": made, "removed": gone}
    write_output(format_metrics(columns, [row], common.format, audience=common.audience, file=str(path)), common.output)
