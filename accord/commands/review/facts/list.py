"""`accord review facts`: what sources state and rules infer of a node, and what people refused or corrected of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options

COLUMNS: Final = (
    "id", "decision", "reason", "kind", "one", "title_one", "other", "title_other", "to", "stated", "rule", "quote",
    "source", "status", "by", "date",
)  # fmt: skip
MAX_TEXT: Final = 80  # characters of a text that a table shows


@click.command(
    name="facts",
    help=_(
        "List the facts of an initiative or a need, or of all: its lead, partners, dates, status, themes, titles. Each"
        " has an identifier for “accord review refuse” and “accord review correct”, and says whether a source states it"
        " or a rule infers it. Below are those that people refused or corrected, with the words of the source. As CSV"
        " it has the columns “decision” (refuse or correct), “to” (what is right) and “reason” to fill in; “accord"
        " review apply” takes them over."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review facts CRA/chat\n  accord review facts --refused --audience secretariat"
    + "\n  accord review facts --format csv -o facts.csv",
)
@click.argument("node", metavar=_("NODE"), required=False)
@click.option("--refused", is_flag=True, help=_("Only facts that people refused or corrected."))
@with_common_options()
def command(*, node: str | None, refused: bool, common: CommonOptions) -> None:
    """List facts."""
    from accord.output.listing import header, print_listing
    from accord.results.decisions import find_node
    from queries.questions.question import Column
    from queries.review.facts import describe_refused, read_facts

    store = common.store()
    with store.view(common.audience, common.lang) as view:
        wanted = find_node(view, node) if node else None
        held = [] if refused else read_facts(view, wanted)
        decided = describe_refused(view, store.refused_facts(common.audience), wanted)
    _note_corrections(held, decided)
    if common.format == "csv" and not refused:  # to be filled in: what was decided stays as it is
        decided = []
    if common.format == "table":
        _print_table(held, decided, common)
        return
    rows = [_row(fact) for fact in (*held, *decided)]
    columns = [Column(name, header(name)) for name in COLUMNS]
    print_listing("facts", _("Facts"), columns, rows, common, parameters={"node": wanted})


def _note_corrections(held: Sequence[dict[str, Any]], decided: Sequence[dict[str, Any]]) -> None:
    """Add to each fact that holds because people corrected another the decision that they took."""
    decisions = {(one["kind"], one["one"], _corrected_to(one)): one for one in decided if one["to"]}
    for fact in held:
        if decision := decisions.get((fact["kind"], fact["one"], fact["other"])):
            fact["correction"] = decision


def _corrected_to(decision: dict[str, Any]) -> str:
    """Return what holds since a correction, as the fact has it: a date has its kind before it."""
    to = str(decision["to"])
    if decision["kind"] == "date" and " " not in to:
        return f"{decision['other'].partition(' ')[0]} {to}"
    return to


def _row(fact: dict[str, Any]) -> dict[str, Any]:
    """Return a fact as a row of data."""
    from accord.commands.review.proposals import format_sources

    first = fact["evidence"][0] if fact["evidence"] else {}
    return {
        **dict.fromkeys(COLUMNS, ""), **{key: fact[key] for key in COLUMNS if key in fact},
        "stated": _basis(fact), "rule": first.get("rule", ""),
        "quote": first.get("quote", ""), "source": format_sources(fact), "status": _status(fact),
    }  # fmt: skip


def _basis(fact: dict[str, Any]) -> str:
    if "correction" in fact and not fact["stated"]:
        return "corrected"
    return "stated" if fact["stated"] else "inferred"


def _status(fact: dict[str, Any]) -> str:
    return ("corrected" if fact["to"] else "refused") if "to" in fact else "holds"


def _print_table(held: Sequence[dict[str, Any]], decided: Sequence[dict[str, Any]], common: CommonOptions) -> None:
    """Print facts as people read them: those that hold by node, then those that people refused or corrected."""
    from accord.output.table import format_table, wrap_text
    from accord.output.terminal import terminal_width, write_output
    from queries.questions.question import format_value

    width = terminal_width()
    shown = held if common.limit is None else held[: common.limit]
    lines = []
    for _node, group in groupby(shown, key=lambda fact: fact["one"]):
        facts = list(group)
        lines += [*wrap_text(_describe_node(facts[0]), width), ""]
        cells = [
            [fact["id"], str(format_value("fact", fact["kind"], common.lang)),
             _format_value(fact, "other", common.lang), str(format_value("stated", _basis(fact), common.lang)),
             _origin(fact, common.lang)]
            for fact in facts
        ]  # fmt: skip
        heads = [_("Fact"), _("Kind"), _("What"), _("Basis"), _("Where")]
        lines += [*format_table(heads, cells, right=[False] * 5, width=width), ""]
    if decided:
        lines += [_("Refused or corrected"), ""]
        cells = [
            [fact["id"], f"{fact['one']}: {format_value('fact', fact['kind'], common.lang)}",
             _format_value(fact, "other", common.lang), _format_value(fact, "to", common.lang),
             " · ".join(one for one in (fact["by"], fact["date"], fact["reason"]) if one), _quote(fact)]
            for fact in decided
        ]  # fmt: skip
        heads = [_("Fact"), _("Kind"), _("What"), _("Instead"), _("Decision"), _("Source")]
        lines += [*format_table(heads, cells, right=[False] * 6, width=width), ""]
    if not lines:
        lines.append(_("There is no such fact."))
    write_output("\n".join(lines) + "\n", common.output)


def _describe_node(fact: dict[str, Any]) -> str:
    return f"{_first_title(fact['title_one'])} ({fact['one']})"


def _first_title(title: str) -> str:
    """Return the first of the titles of a node: that of the language of the output, where there is one."""
    return _shorten(title.split(" / ")[0])


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT].rstrip()} …"


def _format_value(fact: dict[str, Any], side: str, language: str) -> str:
    """Return what a fact says, or what is right in its place, as people read it."""
    from queries.questions.question import format_value

    value, title = fact[side], fact["title_other"] if side == "other" else ""
    if fact["kind"] == "date" and value:
        kind, _space, day = value.rpartition(" ")
        return f"{format_value('date', day, language)} ({format_value('date_kind', kind, language)})"
    if fact["kind"] == "status" and value:
        return str(format_value("status", value, language))
    return f"{_first_title(title)} ({value})" if title and title != value else _shorten(value)


def _place(fact: dict[str, Any]) -> str:
    from accord.commands.review.proposals import format_sources

    return format_sources(fact)


def _origin(fact: dict[str, Any], language: str) -> str:
    """Return where a fact is stated; of a corrected one who decided, when, and what its source says."""
    if _basis(fact) != "corrected":
        return _place(fact)
    decision = fact["correction"]
    who = ", ".join(one for one in (decision["by"], decision["date"]) if one)
    value = _format_value(decision, "other", language)
    return _("{who}; the source says {value}: {place}").format(who=who, value=value, place=_place(decision))


def _quote(fact: dict[str, Any]) -> str:
    """Return the words of the first source that says what was refused, and where they are."""
    quote = fact["evidence"][0].get("quote", "") if fact["evidence"] else ""
    return f"“{_shorten(quote)}” {_place(fact)}".strip() if quote else _place(fact)
