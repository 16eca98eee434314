"""`accord model evaluate opportunities`: measure suggestions on a split in time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.commands.models.evaluate.reliability import draw_reliability
from accord.messages import _, current_language
from accord.options import CommonOptions, with_common_options
from accord.output.metrics import format_metrics
from accord.output.progress import shows_progress
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError, message

if TYPE_CHECKING:
    from queries.evaluation.calibration import Reliability
    from queries.evaluation.links import LinkEvaluation

MODELS: Final = ("shipped", "learnt")


@click.command(
    name="opportunities",
    help=_(
        "Hide everything from a day on, suggest partners from what was known before, and compare with the pairs that"
        " then began to work together. Suggestions are made for each organisation that was active before and then has"
        " a new partner that was active before; its candidates are all other active organisations that are not its"
        " partners yet. hit@k is the share of organisations with a new partner among the first k, mrr@50 the mean of"
        " 1/rank of the first one. The baselines come from the literature: popularity, common neighbours, Adamic-Adar,"
        " resource allocation, themes in common, resource allocation and Adamic-Adar over weighted ties, and a mix of"
        " three set by hand. Intervals are of 95%, by bootstrap over organisations. With the shipped weights, and where"
        " history is thick enough, the notes say how well calibrated odds hold: probabilities fitted on as long a time"
        " before the split, the Brier score beside that of the same share for all, and --curve draws the reliability"
        " curve."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate opportunities --split 2021-01-01\n"
    "  accord model evaluate opportunities --split 2020-01-01 --until 2021-01-01 \\\n    --model shipped --format json",
)
@click.option("--split", required=True, metavar=_("DATE"), help=_("Hide everything from this day on."))
@click.option("--until", metavar=_("DATE"), help=_("Count only what came before this day."))
@click.option(
    "--model",
    "models",
    multiple=True,
    type=click.Choice(MODELS),
    help=_(
        "The weights that come with Accord (shipped), or those fitted to what was known before the split (learnt); by"
        " default both."
    ),
)
@click.option("--curve", type=click.Path(path_type=Path), metavar=_("FILE"),
              help=_("Also draw the reliability of calibrated odds into this file (SVG)."))  # fmt: skip
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
@shows_progress(message("Measuring"))
def command(
    *, split: str, until: str | None, models: tuple[str, ...], curve: Path | None, common: CommonOptions
) -> None:
    """Measure suggestions on a split in time."""
    from queries.evaluation.links import evaluate_links
    from queries.questions import parameters
    from queries.questions.parameters import first_day
    from queries.suggestions.weights import load_shipped_weights

    with common.view() as view:
        first, last = (
            first_day(parameters.check_date(view, split)),
            first_day(parameters.check_date(view, until)) if until else None,
        )
        if last is not None and last <= first:
            raise UsageError(
                "--until has to be later than --split: {until} is not after {split}.", until=last, split=first
            )
        measured = evaluate_links(view, first, last, load_shipped_weights()["history"], models or MODELS)
    if not measured.organisations:
        raise UsageError(
            "There is nothing to measure: from {split} on, no two organisations that were active before begin to work"
            " together.",
            split=first,
        )
    more = {
        "split": first, "until": last, "organisations": measured.organisations, "candidates": measured.candidates,
        "pairs": measured.pairs, "gain_over_best_baseline": _with_bounds(measured.gains),
        "intervals": _with_bounds(measured.models), "weights": measured.learnt.weights if measured.learnt else None,
        "reliability": _describe_reliability(measured.reliability),
    }  # fmt: skip
    write_output(format_metrics(_columns(), _rows(measured), common.format, **more), common.output)
    print_notes(_notes(measured, models or MODELS))
    if curve is not None and measured.reliability is not None:
        write_output(draw_reliability(measured.reliability.bins, common.lang), str(curve))


def _columns() -> dict[str, str]:
    return {"model": _("model"), "hit@1": "hit@1", "hit@5": "hit@5", "hit@10": "hit@10", "hit@10_interval": "95%",
            "mrr@50": "mrr@50", "mrr@50_interval": "95%"}  # fmt: skip


def _rows(measured: LinkEvaluation) -> list[dict[str, Any]]:
    names = {
        "popularity": _("popularity"), "common_partners": _("common neighbours"), "adamic_adar": "Adamic-Adar",
        "resource_allocation": _("resource allocation"), "shared_themes": _("themes in common"),
        "weighted_allocation": _("weighted resource allocation"), "sized_adamic_adar": _("Adamic-Adar by size"),
        "hand_mix": _("mix set by hand"),
        "shipped": _("Accord, shipped weights"), "learnt": _("Accord, fitted weights"),
    }  # fmt: skip
    return [
        {"model": names[name], **{measure: round(value[0], 4) for measure, value in result.items()},
         **{f"{measure}_interval": _format_interval(result[measure]) for measure in ("hit@10", "mrr@50")}}
        for name, result in measured.models.items()
    ]  # fmt: skip


def _format_interval(value: tuple[float, float, float]) -> str:
    text = f"{value[1]:.3f} – {value[2]:.3f}"
    return text.replace(".", ",") if current_language() == "fr" else text


def _with_bounds(results: dict[str, dict[str, tuple[float, float, float]]]) -> dict[str, Any]:
    return {
        name: {measure: {"value": round(v, 4), "low": round(low, 4), "high": round(high, 4)}
               for measure, (v, low, high) in result.items()}
        for name, result in results.items()
    }  # fmt: skip


def _notes(measured: LinkEvaluation, models: tuple[str, ...]) -> list[str]:
    notes = [
        _("{organisations} organisations with {pairs} new pairs; {candidates} candidates.").format(
            organisations=measured.organisations, pairs=measured.pairs, candidates=measured.candidates
        )
    ]
    for name, gain in measured.gains.items():
        template = {
            "shipped": _("Shipped weights, compared with the best baseline: hit@10 {hit}, mrr@50 {mrr}."),
            "learnt": _("Fitted weights, compared with the best baseline: hit@10 {hit}, mrr@50 {mrr}."),
        }[name]
        notes.append(template.format(hit=_format_gain(gain["hit@10"]), mrr=_format_gain(gain["mrr@50"])))
    if "learnt" in models and measured.learnt is None:
        notes.append(_("There is too little history before the split to fit weights."))
    if "shipped" in models:
        notes.append(_note_odds(measured.reliability))
    return notes


def _note_odds(measured: Reliability | None) -> str:
    if measured is None:
        return _("There is too little history before the split for odds: no probability is given.")
    return _(
        "Calibrated odds of {n} suggestions: Brier score {brier}, against {reference} for the same share for all."
    ).format(n=measured.count, brier=_format_score(measured.brier), reference=_format_score(measured.reference))


def _format_score(value: float) -> str:
    text = f"{value:.4f}"
    return text.replace(".", ",") if current_language() == "fr" else text


def _describe_reliability(measured: Reliability | None) -> dict[str, Any] | None:
    if measured is None:
        return None
    bins = [{"stated": round(b.stated, 4), "came_true": round(b.came_true, 4), "n": b.n} for b in measured.bins]
    return {"brier": round(measured.brier, 5), "brier_of_same_share": round(measured.reference, 5),
            "suggestions": measured.count, "fitted_on": measured.fitted_on, "bins": bins}  # fmt: skip


def _format_gain(value: tuple[float, float, float]) -> str:
    text = f"{value[0]:+.1%} ({value[1]:+.1%} – {value[2]:+.1%})"
    return text.replace(".", ",").replace("%", "\u00a0%") if current_language() == "fr" else text
