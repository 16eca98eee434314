"""`accord review`: pairs that may be one and themes that may be meant, for a person to decide."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from accord.messages import _, ngettext
from accord.options import Common, common
from accord.output.answer import said, write
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.dedupe.judgements import Decision
    from graph.sqlite.store import SqliteStore

Two = tuple[str, str] | None


@click.command(
    name="review",
    short_help=_("Decide what is the same, and which themes are meant"),
    help=_(
        "Show pairs of initiatives and of jurisdictions that may be one, and initiatives beside themes that they may be"
        " about, with what makes them suspect; at a terminal, ask about each. What is decided is written to"
        " decisions.yaml, in the folder of the graph, and holds for each load from then on; an entry that is deleted"
        " there is undone at the next load."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review\n  accord review --format csv -o queue.csv\n  accord review --apply queue.csv"
    "\n  accord review --decided\n  accord review --undo 5d1c07e2"
    "\n  accord review --different CRA/chat CRA/chat-2\n  accord review --not-about CRA/chat privacy",
)
@click.option("--apply", "applied", metavar=_("FILE"),
              help=_("Take over a queue (CSV) whose column “decision” says same or different, of a theme about or"
                     " not-about."))  # fmt: skip
@click.option("--same", nargs=2, metavar=_("ONE OTHER"), help=_("Decide that two nodes are the same."))
@click.option("--different", nargs=2, metavar=_("ONE OTHER"), help=_("Decide that two nodes are different."))
@click.option("--about", nargs=2, metavar=_("INITIATIVE THEME"), help=_("Decide that an initiative is about a theme."))
@click.option("--not-about", nargs=2, metavar=_("INITIATIVE THEME"),
              help=_("Decide that an initiative is not about a theme."))  # fmt: skip
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why, for what is decided by name."))
@click.option("--undo", metavar=_("DECISION"), help=_("Take back a decision."))
@click.option("--decided", is_flag=True, help=_("List what was decided."))
@click.option("--merged", is_flag=True, help=_("List what was put together by rule or decision."))
@common()
def command(
    *, applied: str | None, same: Two, different: Two, about: Two, not_about: Two, reason: str, undo: str | None,
    decided: bool, merged: bool, common: Common,
) -> None:  # fmt: skip
    """Review the queue."""
    from accord.commands.review.queue import from_csv

    store = common.store()
    if undo:
        gone = store.undecide(undo)
        write(_("{one} and {other}: no longer decided.").format(one=gone.one, other=gone.other), common.output)
    elif applied:
        _decide(store, from_csv(applied), common)
    elif same or different or about or not_about:
        typed = [*_pairs(store, same, different, reason), *_themes(store, about, not_about, reason, common)]
        _decide(store, typed, common)
    elif decided:
        _list_decided(store, common)
    else:
        _review(store, common, merged=merged)


def _review(store: SqliteStore, common: Common, *, merged: bool) -> None:
    from accord.commands.review.queue import asked, listed_queue, shown_queue
    from graph.dedupe.judgements import read
    from queries.review import queue
    from queries.themes.review import READ, guesses_about_all

    made = frozenset(one.id for one in read(store.decisions))
    with store.view(common.audience, common.lang) as view:
        rows = queue(view, made, merged=merged)
        remarks = _remarks(store)
        if not merged and not guesses_about_all(view):
            remarks.append(_("Themes are guessed for the first {n} initiatives that have none.").format(n=READ))
    rows = rows if common.limit is None else rows[: common.limit]
    title = _("What was put together") if merged else _("What waits for a decision")
    asks = common.format == "table" and common.output == "-" and sys.stdin.isatty() and sys.stdout.isatty()
    if asks and not merged and rows:
        _decide(store, asked(rows, common), common)
        return
    if common.format == "table":
        write(shown_queue(rows, title, common), common.output)
    else:
        listed_queue(rows, title, common)
    said(remarks)


def _remarks(store: SqliteStore) -> list[str]:
    return [] if store.compares() else [
        _("The graph is too large to look for pairs; only what was decided is applied.")
    ]  # fmt: skip


def _pairs(store: SqliteStore, same: Two, different: Two, reason: str) -> Iterator[Decision]:
    from graph.dedupe.judgements import Decision

    for pair, yes in ((same, True), (different, False)):
        if pair:
            yield Decision(*pair, same=yes, kind=store.kind_of(*pair), reason=reason.strip())


def _themes(store: SqliteStore, about: Two, not_about: Two, reason: str, common: Common) -> Iterator[Decision]:
    """What was typed about themes: an initiative by identifier or title, a theme by any of its names.

    Raises:
        UnknownNameError: there is none that is called so.
        UsageError: a source states what is denied.
    """
    from graph.dedupe.judgements import Decision
    from queries.questions.parameters import initiative, theme
    from queries.statements import rows

    for pair, yes in ((about, True), (not_about, False)):
        if pair:
            with store.view(common.audience, common.lang) as view:
                one, other = initiative(view, pair[0]), theme(view, pair[1])
                stated = rows(view, "review/stated_themes", {"initiative": one, "theme": other})
            if stated and not yes:
                raise UsageError(
                    "A source states that {initiative} is about {theme}; decisions are on what was inferred. “accord"
                    " evidence {initiative}” shows where: correct it there, and load it again.",
                    initiative=one, theme=other,
                )  # fmt: skip
            yield Decision(one, other, same=yes, kind="theme", reason=reason.strip())


def _decide(store: SqliteStore, decided: list[Decision], common: Common) -> None:
    store.decide(decided)
    n = len(decided)
    line = ngettext("{n} decision written to {file}.", "{n} decisions written to {file}.", n)
    write(line.format(n=n, file=store.decisions) if n else _("Nothing was decided."), common.output)


def _list_decided(store: SqliteStore, common: Common) -> None:
    from accord.output.listing import header, listed
    from graph.dedupe.judgements import read
    from queries.questions.question import Column

    rows = [
        {"id": one.id, "decision": one.word, "kind": one.kind, "one": one.one, "other": one.other,
         "reason": one.reason}
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
    from graph.values import AUDIENCES
    from graph.vocabulary.jurisdictions import entries
    from graph.vocabulary.themes import concepts
    from queries.statements import rows

    if common.audience == AUDIENCES[-1]:
        return decided
    wanted = sorted({name for one in decided for name in (one.one, one.other)})
    with store.view(common.audience, common.lang) as view:
        seen = (
            {row["id"] for row in rows(view, "names/visible_ids", {"names": wanted})}
            | entries().keys()
            | concepts().keys()
        )
    return [one for one in decided if {one.one, one.other} <= seen]
