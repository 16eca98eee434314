"""`accord review`: pairs that may be one, for a person to decide."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from accord.messages import _, ngettext
from accord.options import Common, common
from accord.output import said, write
from graph.errors import SourceError

if TYPE_CHECKING:
    from graph.decisions import Decision
    from graph.sqlite_store import SqliteStore

COLUMNS: Final = (
    *("id", "decision", "reason", "kind", "rule", "score", "one", "other", "title_one", "title_other", "lead_one"),
    *("lead_other", "editions_one", "editions_other", "dates_one", "dates_other", "partners_one", "partners_other"),
)
SAME: Final = frozenset(("same", "s", "y", "yes", "m", "meme", "identique", "o", "oui"))
DIFFERENT: Final = frozenset(("different", "d", "n", "no", "distinct", "non"))
Rows = Sequence[dict[str, Any]]


@click.command(
    name="review",
    short_help=_("Decide which nodes are the same"),
    help=_(
        "Show pairs of initiatives and of jurisdictions that may be one, side by side, with what makes them suspect;"
        " at a terminal, ask about each. What is decided is written to decisions.yaml, in the folder of the graph, and"
        " holds for each load from then on; an entry that is deleted there is undone at the next load."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review\n  accord review --format csv -o queue.csv\n  accord review --apply queue.csv"
    "\n  accord review --decided\n  accord review --undo 5d1c07e2"
    "\n  accord review --different CRA/chat CRA/chat-2",
)
@click.option("--apply", "applied", metavar=_("FILE"),
              help=_("Take over a queue (CSV) whose column “decision” says same or different."))  # fmt: skip
@click.option("--same", nargs=2, metavar=_("ONE OTHER"), help=_("Decide that two nodes are the same."))
@click.option("--different", nargs=2, metavar=_("ONE OTHER"), help=_("Decide that two nodes are different."))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why, for --same and --different."))
@click.option("--undo", metavar=_("DECISION"), help=_("Take back a decision."))
@click.option("--decided", is_flag=True, help=_("List what was decided."))
@click.option("--merged", is_flag=True, help=_("List what was put together by rule or decision."))
@common()
def command(
    *, applied: str | None, same: tuple[str, str] | None, different: tuple[str, str] | None, reason: str,
    undo: str | None, decided: bool, merged: bool, common: Common,
) -> None:  # fmt: skip
    """Review the queue."""
    store = common.store()
    if undo:
        gone = store.undecide(undo)
        write(_("{one} and {other}: no longer decided.").format(one=gone.one, other=gone.other), common.output)
    elif applied:
        _decide(store, _from_csv(applied), common)
    elif same or different:
        _decide(store, _typed(store, same, different, reason), common)
    elif decided:
        _list_decided(store, common)
    else:
        _review(store, common, merged=merged)


def _review(store: SqliteStore, common: Common, *, merged: bool) -> None:
    from queries.review import queue

    with store.view(common.audience, common.lang) as view:
        rows = queue(view, merged=merged)
    rows = rows if common.limit is None else rows[: common.limit]
    asks = common.format == "table" and common.output == "-" and sys.stdin.isatty() and sys.stdout.isatty()
    if asks and not merged and rows:
        _decide(store, _asked(rows, common), common)
    elif common.format == "table":
        write("\n".join(_shown(rows, common)) + "\n", common.output)
        said(_remarks(store))
    else:
        _list(rows, common)
        said(_remarks(store))


def _remarks(store: SqliteStore) -> list[str]:
    return [] if store.compares() else [
        _("The graph is too large to look for pairs; only what was decided is applied.")
    ]  # fmt: skip


def _list(rows: Rows, common: Common) -> None:
    from accord.listing import header, listed
    from queries.question import Column

    columns = [Column(name, header(name), codes="same_rule" if name == "rule" else None) for name in COLUMNS]
    full = [{"decision": "", "reason": "", **row} for row in rows]
    listed("review", _("Pairs that may be one"), columns, full, common)


def _shown(rows: Rows, common: Common) -> list[str]:
    """The queue as text, each pair side by side."""
    lines = [_("Pairs that may be one"), ""]
    for number, row in enumerate(rows, start=1):
        lines += [*_pair(row, common, f"{number}/{len(rows)}"), ""]
    if not rows:
        lines.append(_("Nothing waits for a decision."))
    return lines


def _pair(row: dict[str, Any], common: Common, number: str) -> list[str]:
    from accord.output import terminal_width
    from accord.tables import table, wrapped
    from queries.question import worded

    labels = {
        "title": _("Title"), "lead": _("Lead"), "editions": _("Editions"), "dates": _("Dates"),
        "partners": _("Partners"),
    }  # fmt: skip
    cells = [[label, row[f"{field}_one"], row[f"{field}_other"]] for field, label in labels.items()]
    why = worded("same_rule", row["rule"], common.lang)
    heading = _("{number}  [{id}] {why} ({score}%)").format(
        number=number, id=row["id"], why=why, score=round(row["score"] * 100)
    )
    body = table(
        ["", row["one"], row["other"]],
        [cell for cell in cells if any(cell[1:])],
        right=[False] * 3,
        width=terminal_width(),
    )
    return [*wrapped(heading, terminal_width()), *body]


def _asked(rows: Rows, common: Common) -> list[Decision]:
    """What a person answers about each pair; an end of input ends it, and what was answered holds."""
    decided = []
    for number, row in enumerate(rows, start=1):
        click.echo("\n".join(_pair(row, common, f"{number}/{len(rows)}")))
        try:
            answer = click.prompt(
                _("The same? y yes, n no, Enter skips, q ends"), default="", show_default=False, prompt_suffix=" "
            )
        except click.Abort:
            click.echo()
            break
        word = _word(answer)
        if word == "q":
            break
        if word in SAME | DIFFERENT:
            why = click.prompt(_("Why (Enter: no reason)"), default="", show_default=False, prompt_suffix=" ")
            decided.append(_decision(row, same=word in SAME, reason=why))
    return decided


def _word(answer: str) -> str:
    from graph.text import fold

    return fold(answer)


def _decision(row: dict[str, Any], *, same: bool, reason: str) -> Decision:
    from graph.decisions import Decision

    titles = tuple(str(row.get(f"title_{side}") or "") for side in ("one", "other"))
    kind: Literal["initiative", "jurisdiction"] = "initiative"
    if row.get("kind") == "jurisdiction":
        kind = "jurisdiction"
    return Decision(row["one"], row["other"], same, kind, titles if any(titles) else (), reason.strip())


def _from_csv(name: str) -> list[Decision]:
    """The decisions in a queue that was written as CSV and filled in.

    Raises:
        SourceError: it is no such queue, or a row says neither same nor different.
    """
    from loaders.decode import decode
    from loaders.files import content_of

    text = sys.stdin.buffer.read() if name == "-" else content_of(Path(name))
    reader = csv.DictReader(io.StringIO(decode(text, name), newline=""))
    if not {"one", "other", "decision"} <= set(reader.fieldnames or ()):
        raise SourceError("{file} has no columns one, other and decision. “accord review --format csv” writes such a"
                          " file.", file=name)  # fmt: skip
    decided = []
    for number, row in enumerate(reader, start=2):
        word = _word(row["decision"] or "")
        if word and word not in SAME | DIFFERENT:
            raise SourceError(
                "{file}, line {n}: “{said}” is no decision. Write same or different, or leave it empty.",
                file=name, n=number, said=row["decision"],
            )  # fmt: skip
        if word:
            plain = {key: _unguarded(value) for key, value in row.items() if isinstance(value, str)}
            decided.append(_decision(plain, same=word in SAME, reason=plain.get("reason", "")))
    return decided


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def _typed(
    store: SqliteStore, same: tuple[str, str] | None, different: tuple[str, str] | None, reason: str
) -> list[Decision]:
    from graph.decisions import Decision

    decided = []
    for pair, is_same in ((same, True), (different, False)):
        if pair:
            decided.append(Decision(*pair, same=is_same, kind=store.kind_of(*pair), reason=reason))
    return decided


def _decide(store: SqliteStore, decided: list[Decision], common: Common) -> None:
    store.decide(decided)
    n = len(decided)
    line = ngettext("{n} decision written to {file}.", "{n} decisions written to {file}.", n)
    write(line.format(n=n, file=store.decisions) if n else _("Nothing was decided."), common.output)


def _list_decided(store: SqliteStore, common: Common) -> None:
    from accord.listing import header, listed
    from graph.decisions import read
    from queries.question import Column

    rows = [
        {"id": one.id, "decision": "same" if one.same else "different", "kind": one.kind, "one": one.one,
         "other": one.other, "reason": one.reason}
        for one in _seen(store, read(store.decisions), common)
    ]  # fmt: skip
    columns = [
        Column("id", header(_("Decision"))),
        Column("decision", header(_("Decided")), codes="decision"),
        Column("kind", header(_("Kind")), codes="node_kind"),
        Column("one", header(_("One"))),
        Column("other", header(_("Other"))),
        Column("reason", header(_("Reason"))),
    ]
    notes = [] if rows else [_("Nothing was decided yet.")]
    listed("review", _("What was decided"), columns, rows, common, notes=notes)


def _seen(store: SqliteStore, decided: list[Decision], common: Common) -> list[Decision]:
    """The decisions about what the audience may see; the secretariat sees those about what is not loaded, too."""
    from graph.jurisdictions import entries
    from graph.sharing import AUDIENCES
    from queries.statements import rows

    if common.audience == AUDIENCES[-1]:
        return decided
    wanted = sorted({name for one in decided for name in (one.one, one.other)})
    with store.view(common.audience, common.lang) as view:
        seen = {row["id"] for row in rows(view, "names_seen", {"names": wanted})} | entries().keys()
    return [one for one in decided if {one.one, one.other} <= seen]
