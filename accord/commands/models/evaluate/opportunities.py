"""`accord model evaluate opportunities`: how good suggestions are, on history that they did not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _, spoken
from accord.options import Common, common
from accord.output.answer import said, write
from accord.output.metrics import figures
from graph.errors import UsageError

if TYPE_CHECKING:
    from queries.evaluation.links import LinkEvaluation

MODELS: Final = ("shipped", "learnt")


@click.command(
    name="opportunities",
    short_help=_("Whether suggested partners are those that came"),
    help=_(
        "Hide what came from a day on, suggest partners from what was known before, and compare with who did begin to"
        " work together. Asked for is each organisation that was active before and then has a new partner that was"
        " active before; its candidates are all others that were, but for its partners. hit@k is the share of them"
        " with a right one among the first k, mrr@50 the mean of 1/rank of the first right one. Beside the models"
        " stand single features as published: popularity, common neighbours, Adamic-Adar, resource allocation,"
        " themes in common. Intervals are of 95%, by bootstrap over organisations."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate opportunities --split 2021-01-01\n"
    "  accord model evaluate opportunities --split 2020-01-01 --until 2021-01-01 \\\n    --model shipped --format json",
)
@click.option("--split", required=True, metavar=_("DATE"), help=_("Hide what came from this day on."))
@click.option("--until", metavar=_("DATE"), help=_("Count what came before this day only."))
@click.option(
    "--model",
    "models",
    multiple=True,
    type=click.Choice(MODELS),
    help=_("The weights that come with Accord, or those learnt from before the split; both if not given."),
)
@common(shown=("graph", "lang", "format", "audience", "output"))
def command(*, split: str, until: str | None, models: tuple[str, ...], common: Common) -> None:
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
        raise UsageError("From {split} on, no two that were active before begin to work together: nothing to measure.",
                         split=first)  # fmt: skip
    more = {
        "split": first, "until": last, "organisations": measured.organisations, "candidates": measured.candidates,
        "pairs": measured.pairs, "gain_over_best_baseline": _bounded(measured.gains),
        "intervals": _bounded(measured.models), "weights": measured.learnt.weights if measured.learnt else None,
    }  # fmt: skip
    write(figures(_columns(), _rows(measured), common.format, **more), common.output)
    said(_notes(measured, models or MODELS))


def _columns() -> dict[str, str]:
    return {"model": _("model"), "hit@1": "hit@1", "hit@5": "hit@5", "hit@10": "hit@10", "hit@10_interval": "95%",
            "mrr@50": "mrr@50", "mrr@50_interval": "95%"}  # fmt: skip


def _rows(measured: LinkEvaluation) -> list[dict[str, Any]]:
    names = {
        "popularity": _("popularity"), "common_partners": _("common neighbours"), "adamic_adar": "Adamic-Adar",
        "resource_allocation": _("resource allocation"), "shared_themes": _("themes in common"),
        "shipped": _("Accord, as it comes"), "learnt": _("Accord, learnt"),
    }  # fmt: skip
    return [
        {"model": names[name], **{measure: round(value[0], 4) for measure, value in result.items()},
         **{f"{measure}_interval": _interval(result[measure]) for measure in ("hit@10", "mrr@50")}}
        for name, result in measured.models.items()
    ]  # fmt: skip


def _interval(value: tuple[float, float, float]) -> str:
    text = f"{value[1]:.3f} – {value[2]:.3f}"
    return text.replace(".", ",") if spoken() == "fr" else text


def _bounded(results: dict[str, dict[str, tuple[float, float, float]]]) -> dict[str, Any]:
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
            "shipped": _("As it comes, beside the best baseline: hit@10 {hit}, mrr@50 {mrr}."),
            "learnt": _("Learnt, beside the best baseline: hit@10 {hit}, mrr@50 {mrr}."),
        }[name]
        notes.append(template.format(hit=_percent(gain["hit@10"]), mrr=_percent(gain["mrr@50"])))
    if "learnt" in models and measured.learnt is None:
        notes.append(_("There is too little history before the split to learn weights from."))
    return notes


def _percent(value: tuple[float, float, float]) -> str:
    text = f"{value[0]:+.1%} ({value[1]:+.1%} – {value[2]:+.1%})"
    return text.replace(".", ",").replace("%", "\u00a0%") if spoken() == "fr" else text
