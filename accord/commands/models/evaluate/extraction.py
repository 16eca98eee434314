"""`accord model evaluate extraction`: how well documents are read, beside gold that a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.messages import _, explained
from accord.options import Common, common
from accord.output.answer import said, write
from accord.output.metrics import figures
from graph.errors import UnknownNameError

if TYPE_CHECKING:
    from loaders.evaluation.score import Judged, Score


@click.command(
    name="extraction",
    short_help=_("How well documents are read"),
    help=_(
        "Read documents and compare what was read with their gold: what a person who read them wrote down, as YAML or"
        " JSON beside each document. Precision is the share of what was read that is right, recall the share of the"
        " gold that was read."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord model evaluate extraction gold/*.yaml"
    + "\n  accord model evaluate extraction gold/*.yaml --by-file --errors"
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
@click.option("--by-file", is_flag=True, help=_("Give the figures of each document as well."))
@click.option("--errors", is_flag=True, help=_("List the facts that are missing, and those that are extra."))
@common(shown=("lang", "format", "output"))
def command(*, files: tuple[str, ...], kinds: tuple[str, ...], by_file: bool, errors: bool, common: Common) -> None:
    """Compare readings with gold."""
    from loaders.evaluation.gold import Gold
    from loaders.evaluation.score import KINDS, evaluate, total

    for kind in kinds:
        if kind not in KINDS:
            raise UnknownNameError("There is no kind of fact “{typed}”.", KINDS, typed=kind)
    judged = evaluate([Gold(Path(name)) for name in files], kinds or KINDS)
    together = total(judged)
    rows = [*(_rows(together) if not by_file else ())]
    if by_file:
        for each in judged:
            rows += [{"file": each.document.name, **row} for row in _rows(each.scores)]
        rows += [{"file": _("all"), **row} for row in _rows(together)]
    said(_failures(judged))
    more = {"documents": len(judged), **({"errors": list(_listed(judged))} if errors else {})}
    text = figures(_columns(by_file=by_file), rows, common.format, **more)
    if errors and common.format in ("table", "md"):
        text += "\n" + "\n".join(_error_lines(judged)) + "\n"
    write(text, common.output)


def _columns(*, by_file: bool) -> dict[str, str]:
    first = {"file": _("document")} if by_file else {}
    return first | {
        "kind": _("facts"), "gold": _("gold"), "found": _("read"), "right": _("right"),
        "precision": _("precision"), "recall": _("recall"), "f1": "F1",
    }  # fmt: skip


def _rows(scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    return [
        {
            "kind": _named(kind), "gold": score.right + len(score.missing), "found": score.right + len(score.extra),
            "right": score.right, "precision": _rounded(score.precision), "recall": _rounded(score.recall),
            "f1": _rounded(score.f1),
        }
        for kind, score in scores.items()
        if score.right or score.missing or score.extra
    ]  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _named(kind: str) -> str:
    return {
        "initiatives": _("initiatives"), "components": _("components"), "leads": _("leads"),
        "partners": _("partners"), "external": _("other partners"), "dates": _("dates"), "status": _("status"),
        "parents": _("part of"), "needs": _("needs"), "submissions": _("submissions"), "edition": _("edition"),
    }[kind]  # fmt: skip


def _failures(judged: Sequence[Judged]) -> Iterator[str]:
    for each in judged:
        if each.failure:
            yield _("{file}: not read. {reason}").format(file=each.document.name, reason=explained(each.failure))


def _listed(judged: Sequence[Judged]) -> Iterator[dict[str, Any]]:
    for each in judged:
        for kind, score in each.scores.items():
            for verdict, facts in (("missing", score.missing), ("extra", score.extra)):
                yield from (
                    {"file": each.document.name, "kind": kind, "error": verdict, "fact": list(fact)} for fact in facts
                )


def _error_lines(judged: Sequence[Judged]) -> Iterator[str]:
    words = {"missing": _("missing"), "extra": _("extra")}
    for each in _listed(judged):
        fact = " · ".join(part for part in each["fact"] if part)
        yield f"{each['file']}: {words[each['error']]}, {_named(each['kind'])}: {fact}"
