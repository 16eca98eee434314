"""`accord model evaluate verification`: measure verdicts on memos whose right verdicts are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.messages import _, current_language
from accord.options import CommonOptions, with_common_options
from accord.output.metrics import format_metrics
from accord.output.progress import track
from accord.output.terminal import write_output
from graph.errors import message
from queries.questions.question import format_value

if TYPE_CHECKING:
    from queries.evaluation.verification import Scores


@click.command(
    name="verification",
    help=_(
        "Verify memos whose right verdicts are known, and count: for each right verdict the verdicts that were given,"
        " the planted errors that were found, and false contradictions. Each gold file is YAML beside a memo of the"
        " same name: “statements” is a list of [words of the sentence, predicate, object, right verdict, kind of"
        " planted error]."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate verification gold/*.yaml\n  accord model evaluate verification memo.yaml --errors",
)
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar=_("GOLD..."))
@click.option("--errors", is_flag=True, help=_("List what was judged wrongly."))
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
def command(*, gold: tuple[str, ...], errors: bool, common: CommonOptions) -> None:
    """Measure verification."""
    from loaders.inputs.memos import read_memo
    from loaders.inputs.paths import read_file_bytes
    from queries.evaluation.verification import Scores, find_memo, read_gold, score_memo
    from queries.verification.verify import verify

    scores = Scores()
    with common.view() as view:
        for name in track(gold, message("Measuring"), len(gold)):
            path = Path(name)
            memo = find_memo(path)
            answer = verify(view, read_memo(read_file_bytes(memo), memo.name))
            scores.add(score_memo(answer.rows, read_gold(path), memo.name))
    columns = {"right": _("right verdict"), "given": _("verdict given"), "n": _("statements")}
    rows = [
        {"right": _label(right, common), "given": _label(given, common), "n": n}
        for (right, given), n in sorted(scores.verdicts.items())
    ]
    measures = {
        "statements": scores.verdicts.total(), "right": round(scores.share_right, 3), "planted": scores.planted.total(),
        "found": round(scores.share_found, 3), "verdicts": scores.judged,
        "false_contradictions": round(scores.share_false_contradictions, 4),
        **({"errors": scores.wrong} if errors else {}),
    }  # fmt: skip
    made = format_metrics(columns, rows, common.format, **measures)
    if common.format in ("table", "md"):
        made += "\n" + "\n\n".join(_summary(scores, errors=errors)) + "\n"
    write_output(made, common.output)


def _label(verdict: str, common: CommonOptions) -> str:
    if common.format in ("json", "csv"):
        return verdict
    return str(format_value("verdict", verdict, common.lang))


def _summary(scores: Scores, *, errors: bool) -> list[str]:
    """Return the measures in words."""
    lines = [
        _("Right: {percent} of {n} statements.").format(
            percent=_percent(scores.share_right), n=scores.verdicts.total()
        ),
        _("Planted errors found: {percent} of {n}.").format(
            percent=_percent(scores.share_found), n=scores.planted.total()
        ),
        _("False contradictions: {percent} of {n} verdicts.").format(
            percent=_percent(scores.share_false_contradictions), n=scores.judged
        ),
    ]
    return [*lines, *(scores.wrong if errors else ())]


def _percent(share: float) -> str:
    text = f"{100 * share:.1f}\u00a0%" if current_language() == "fr" else f"{100 * share:.1f}%"
    return text.replace(".", ",") if current_language() == "fr" else text
