"""`accord model evaluate extraction`: compare what is read from documents with gold annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.commands.models.evaluate.extraction_scores import columns_of, format_kind, rows_of
from accord.messages import _, format_error
from accord.options import CommonOptions, with_common_options
from accord.output.metrics import format_metrics
from accord.output.progress import track, working
from accord.output.terminal import print_notes, write_output
from graph.errors import UnknownNameError, message

if TYPE_CHECKING:
    from loaders.evaluation.score import Judged


@click.command(
    name="extraction",
    help=_(
        "Read documents and compare the result with gold annotations: the facts that a person found in each document,"
        " as YAML or JSON in the same folder. Precision is the share of the facts read that are right, recall the share"
        " of the gold facts that were read."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate extraction gold/*.yaml"
    + "\n  accord model evaluate extraction gold/*.yaml --by-file --errors"
    + "\n  accord model evaluate extraction gold/*.yaml --reader model"
    + "\n  accord model evaluate extraction one.gold.json --format json",
)
@click.argument("files", nargs=-1, required=True, metavar=_("GOLD..."))
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar=_("KIND"),
    help=_("Only facts of this kind, such as partners; may be repeated."),
)
@click.option("--by-file", is_flag=True, help=_("Show the measures of each document as well."))
@click.option("--errors", is_flag=True, help=_("List missing and extra facts."))
@click.option(
    "--reader",
    type=click.Choice(["rules", "model"]),
    default="rules",
    show_default=True,
    help=_("Read by rules, or compare a language model with the rules."),
)
@click.option("--allow-remote", is_flag=True, help=_("Let the text go to a model that is not on this machine."))
@with_common_options(shown=("graph", "lang", "format", "output"))
def command(
    *, files: tuple[str, ...], kinds: tuple[str, ...], by_file: bool, errors: bool, reader: str, allow_remote: bool,
    common: CommonOptions,
) -> None:  # fmt: skip
    """Compare readings with gold annotations."""
    from loaders.evaluation.gold import Gold
    from loaders.evaluation.score import KINDS, evaluate, total

    for kind in kinds:
        if kind not in KINDS:
            raise UnknownNameError("There is no kind of fact “{typed}”.", KINDS, typed=kind)
    if reader == "model":
        from accord.commands.models.evaluate.model_reader import compare_readers

        golds = [Gold(Path(name)) for name in files]
        with working(message("Measuring")):
            compared = compare_readers(golds, kinds or KINDS, common, allow_remote=allow_remote)
        write_output(compared, common.output)
        return
    golds = [Gold(Path(name)) for name in files]
    judged = evaluate(track(golds, message("Measuring"), len(golds)), kinds or KINDS)
    together = total(judged)
    rows = [*(rows_of(together) if not by_file else ())]
    if by_file:
        for each in judged:
            rows += [{"file": each.document.name, **row} for row in rows_of(each.scores)]
        rows += [{"file": _("all"), **row} for row in rows_of(together)]
    print_notes(_failure_lines(judged))
    more = {"documents": len(judged), **({"errors": list(_list_errors(judged))} if errors else {})}
    text = format_metrics(columns_of(by_file=by_file), rows, common.format, **more)
    if errors and common.format in ("table", "md"):
        text += "\n" + "\n".join(_error_lines(judged)) + "\n"
    write_output(text, common.output)


def _failure_lines(judged: Sequence[Judged]) -> Iterator[str]:
    for each in judged:
        if each.failure:
            yield _("{file}: not read. {reason}").format(file=each.document.name, reason=format_error(each.failure))


def _list_errors(judged: Sequence[Judged]) -> Iterator[dict[str, Any]]:
    for each in judged:
        for kind, score in each.scores.items():
            for verdict, facts in (("missing", score.missing), ("extra", score.extra)):
                yield from (
                    {"file": each.document.name, "kind": kind, "error": verdict, "fact": list(fact)} for fact in facts
                )


def _error_lines(judged: Sequence[Judged]) -> Iterator[str]:
    words = {"missing": _("missing"), "extra": _("extra")}
    for each in _list_errors(judged):
        fact = " · ".join(part for part in each["fact"] if part)
        yield f"{each['file']}: {words[each['error']]}, {format_kind(each['kind'])}: {fact}"
