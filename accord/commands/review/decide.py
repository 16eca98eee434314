"""`accord review decide`: record a decision about two nodes, or about an initiative and a theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from accord.output.terminal import write_output
from graph.errors import UsageError, message

if TYPE_CHECKING:
    from graph.dedupe.decisions import Decision
    from graph.sqlite.store import SqliteStore

Pair = tuple[str, str] | None
MAX_NAMED: Final = 20  # decisions that the answer names


@click.command(
    name="decide",
    help=_(
        "Decide that two initiatives or two jurisdictions are the same or different, or that an initiative is or is not"
        " about a theme, whether the queue lists the pair or not. An initiative is named by its identifier or title, a"
        " theme by any of its names."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review decide CRA/chat CRA/chat-2 --different\n  accord review decide CRA/chat privacy --not-about"
    + '\n  accord review decide CRA/chat "contact centres" --about \\\n    --reason "it replaces one"',
)
@click.argument("one", metavar=_("ONE"))
@click.argument("other", metavar=_("OTHER"))
@click.option("--same", "decision", flag_value="same", help=_("The two are the same."))
@click.option("--different", "decision", flag_value="different", help=_("The two are different."))
@click.option("--about", "decision", flag_value="about", help=_("The initiative is about the theme."))
@click.option("--not-about", "decision", flag_value="not-about", help=_("The initiative is not about the theme."))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
@with_common_options(shown=("graph", "lang", "audience"))
def command(*, one: str, other: str, decision: str | None, reason: str, common: CommonOptions) -> None:
    """Record a decision."""
    if decision is None:
        raise UsageError("Say what is decided: --same, --different, --about or --not-about.")
    decide_pairs({decision: (one, other)}, reason, common)


def decide_pairs(pairs: Mapping[str, Pair], reason: str, common: CommonOptions) -> None:
    """Record decisions by name.

    Args:
        pairs: two names by decision: "same", "different", "about" or "not-about".
        reason: why.
        common: the graph, audience and language.

    Raises:
        UsageError: a name means nothing here, the two are of different kinds, or a source states what is denied.
    """
    store = common.store()
    given = {word: pair for word, pair in pairs.items() if pair}
    write_decisions(store, list(_decisions(store, given, reason.strip(), common)), common)


def write_decisions(store: SqliteStore, decisions: list[Decision], common: CommonOptions) -> None:
    """Write decisions, with who takes them and when, to the file of the graph, and print which they are."""
    from accord.results.decisions import reviewer

    today, who = datetime.now(UTC).date().isoformat(), reviewer()
    with working(message("Applying decisions")):
        store.add_decisions([replace(one, by=who, date=today) for one in decisions])
    n = len(decisions)
    if not n:
        write_output(_("There are no decisions to write."), common.output)
        return
    lines = [ngettext("{n} decision written to {file}.", "{n} decisions written to {file}.", n)]
    lines[0] = lines[0].format(n=n, file=store.decisions_path)
    lines += [f"  {_describe(one, common.lang)}" for one in decisions[:MAX_NAMED]]
    if n > MAX_NAMED:
        lines.append(_("  · and {n} more").format(n=n - MAX_NAMED))
    write_output("\n".join(lines) + "\n", common.output)


def _describe(decision: Decision, language: str) -> str:
    """Return what was decided, about which two nodes or which fact, behind the identifier that takes it back."""
    from accord.commands.review.log import outcome, value_in_words
    from queries.questions.question import format_value

    kind = format_value("judged", decision.kind, language)
    line = _("[{id}] {kind}, {one}: {other} – {decided}").format(
        id=decision.id, kind=kind, one=decision.one,
        other=value_in_words(decision.kind, decision.other, language),
        decided=format_value("decision", outcome(decision), language),
    )  # fmt: skip
    return f"{line} ({value_in_words(decision.kind, decision.to, language)})" if decision.to else line


def _decisions(
    store: SqliteStore, pairs: Mapping[str, tuple[str, str]], reason: str, common: CommonOptions
) -> Iterator[Decision]:
    from graph.dedupe.decisions import Decision

    for word, pair in pairs.items():
        if word in ("same", "different"):
            yield Decision(*pair, same=word == "same", kind=store.kind_of(*pair), reason=reason)
        else:
            one, other = _initiative_and_theme(store, pair, common, applies=word == "about")
            yield Decision(one, other, same=word == "about", kind="theme", reason=reason)


def _initiative_and_theme(
    store: SqliteStore, pair: tuple[str, str], common: CommonOptions, *, applies: bool
) -> tuple[str, str]:
    """Return the identifiers of an initiative and a theme.

    Raises:
        UnknownNameError: there is none of that name.
        UsageError: a source states the theme that is denied.
    """
    from queries.questions.parameters import resolve_initiative, resolve_theme
    from queries.statements import fetch_rows

    with store.view(common.audience, common.lang) as view:
        one, other = resolve_initiative(view, pair[0]), resolve_theme(view, pair[1])
        stated = fetch_rows(view, "review/stated_themes", {"initiative": one, "theme": other})
    if stated and not applies:
        raise UsageError(
            "A source states that {initiative} is about {theme}; only inferred themes can be decided. “accord evidence"
            " {initiative}” shows where it is stated: correct the source and load it again.",
            initiative=one, theme=other,
        )  # fmt: skip
    return one, other
