"""`accord model evaluate suggestions`: measure suggestions on judgements of readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.metrics import format_metrics
from accord.output.progress import shows_progress
from accord.output.terminal import write_output
from graph.errors import message

if TYPE_CHECKING:
    from queries.evaluation.suggestions import SuggestionMeasures


@click.command(
    name="suggestions",
    help=_(
        "Compare the first suggestions with judgements of readers in GOLD (YAML): pairs of initiatives, or of a need"
        " and an initiative, that are useful, trivial or wrong to bring together. A suggestion is wrong if any of its"
        " pairs is wrong, and useful if none is and at least one is useful. Shares are over judged suggestions; “found”"
        " is the share of the useful pairs that the suggestions name."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate suggestions judged.yaml\n"
    "  accord model evaluate suggestions judged.yaml --top 10 --format json",
)
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option("--top", type=click.IntRange(1), default=5, show_default=True, metavar=_("N"),
              help=_("How many suggestions of each list to measure."))  # fmt: skip
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
@shows_progress(message("Measuring"))
def command(*, gold: Path, top: int, common: CommonOptions) -> None:
    """Measure suggestions on judgements."""
    from queries.evaluation.suggestions import evaluate_suggestions, read_gold

    judged = read_gold(gold)
    with common.view() as view:
        rows = [_to_row(one) for one in evaluate_suggestions(view, judged, top)]
    if common.format in {"table", "md"}:
        names = {"all": _("of all"), "each": _("of each member")}
        rows = [{**row, "lists": names[row["lists"]]} for row in rows]
    columns = {"lists": _("list"), "suggestions": _("suggestions"), "judged": _("judged"), "useful": _("useful"),
               "trivial": _("trivial"), "wrong": _("wrong"), "found": _("found")}  # fmt: skip
    write_output(format_metrics(columns, rows, common.format, top=top, judgements=len(judged.labels)), common.output)


def _to_row(measured: SuggestionMeasures) -> dict[str, Any]:
    return {
        "lists": measured.lists, "suggestions": sum(measured.counts.values()), "judged": measured.judged,
        **{label: round(measured.share(label), 3) for label in ("useful", "trivial", "wrong")},
        "found": round(measured.found, 3),
    }  # fmt: skip
