"""`accord model evaluate search`: measure search for titles across the two languages."""

from __future__ import annotations

from functools import partial

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.metrics import format_metrics
from accord.output.progress import shows_progress
from accord.output.terminal import write_output
from graph.errors import UsageError, message

MIN_PAIRS = 20


@click.command(
    name="search",
    help=_(
        "Search for each title that a graph has in both languages among the titles of the other language. Translations"
        " are learned from titles by cross-validation, never from the title that is searched for."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate search\n  accord model evaluate search --every 10 --no-learning --format json"
    + "\n  accord model evaluate search --every 6 --semantic",
)
@click.option("--folds", type=click.IntRange(2, 20), default=5, show_default=True, metavar=_("N"),
              help=_("Number of folds of the cross-validation."))  # fmt: skip
@click.option("--every", type=click.IntRange(1), default=1, show_default=True, metavar=_("N"),
              help=_("Use one title in so many."))  # fmt: skip
@click.option(
    "--learning/--no-learning", default=True, help=_("Learn translations from the titles of the other folds.")
)
@click.option("--semantic", is_flag=True, help=_("Also measure semantic search, and both together."))
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
@shows_progress(message("Measuring"))
def command(*, folds: int, every: int, learning: bool, semantic: bool, common: CommonOptions) -> None:
    """Measure search across languages."""
    from queries.evaluation.search import evaluate_search, read_title_pairs
    from queries.search.embedder import get_embedder
    from queries.search.semantic import create_title_search, find_vectors_path

    if semantic:
        get_embedder()  # report a missing extra before anything is measured
    with common.view() as view:
        pairs = read_title_pairs(view)
        path = find_vectors_path(view)
    if len(pairs) < MIN_PAIRS:
        raise UsageError(
            "Only {n} titles that this audience may see are in both languages; 20 are needed to measure search.",
            n=len(pairs),
        )
    meaning = partial(create_title_search, path=path) if semantic else None
    rows = evaluate_search(pairs, folds, every=every, learning=learning, semantic=meaning)
    columns = {"from": _("from"), "to": _("to"), "by": _("by"), "queries": _("queries"), "titles": _("titles"),
               "r1": "R@1", "r10": "R@10", "mrr": "MRR"}  # fmt: skip
    if common.format in {"table", "md"}:
        ways = {"words": _("words"), "meaning": _("meaning"), "both": _("both")}
        rows = [{**row, "by": ways[row["by"]]} for row in rows]
    write_output(format_metrics(columns, rows, common.format, folds=folds, learning=learning), common.output)
