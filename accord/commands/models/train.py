"""`accord model train`: fit the weights of suggestions to the history of a graph."""

from __future__ import annotations

from pathlib import Path

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.metrics import format_metrics
from accord.output.progress import shows_progress
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError, message


@click.command(
    name="train",
    help=_(
        "Fit the weights of suggestions to the partnerships in the graph: the features are computed as they were one"
        " year before the latest date, and weighted so that the pairs that then began to work together rank first. The"
        " weights are written to a readable file next to the graph, which “accord opportunities” uses from then on for"
        " the same audience and for those that see more. “accord model evaluate opportunities” measures whether they"
        " help."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model train\n  accord model train --as-of 2021-01-01 --graph inventory.db",
)
@click.option("--as-of", metavar=_("DATE"), help=_("Use only what was known before this day."))
@with_common_options(shown=("graph", "lang", "format", "audience"))
@shows_progress(message("Fitting the weights"))
def command(*, as_of: str | None, common: CommonOptions) -> None:
    """Fit the weights and write them to a file next to the graph."""
    from queries.link_prediction.training import MIN_ORGANISATIONS, MIN_PAIRS, train_weights
    from queries.questions import parameters
    from queries.questions.parameters import first_day
    from queries.suggestions.weights import format_weights, read_learnt_from, weights_path

    store = common.store()
    with store.view(common.audience, common.lang) as view:
        learnt = train_weights(view, first_day(parameters.check_date(view, as_of)) if as_of else None)
        learnt_from = read_learnt_from(view, common.audience)
    if learnt is None:
        raise UsageError(
            "There is too little history: training needs {pairs} new pairs of partners of {organisations} organisations"
            " within a year, with dates to the day. The weights that come with Accord stay in use.",
            pairs=MIN_PAIRS, organisations=MIN_ORGANISATIONS,
        )  # fmt: skip
    path = weights_path(Path(store.path))
    write_output(format_weights(learnt, common.audience, Path(store.path).name, learnt_from), str(path))
    summary = _(
        "Fitted to {pairs} new pairs between {since} and {until}: {organisations} organisations, {candidates}"
        " candidates. Written to {file}."
    ).format(
        pairs=learnt.pairs, since=learnt.since, until=learnt.until, organisations=learnt.organisations,
        candidates=learnt.candidates, file=path,
    )  # fmt: skip
    rows = [{"feature": name, "weight": w} for name, w in sorted(learnt.weights.items(), key=lambda i: (-i[1], i[0]))]
    columns = {"feature": _("feature"), "weight": _("weight")}
    write_output(
        format_metrics(columns, rows, common.format, since=learnt.since, until=learnt.until, pairs=learnt.pairs),
        common.output,
    )
    print_notes([summary])
