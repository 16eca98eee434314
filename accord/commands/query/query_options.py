"""What the commands share that ask a question typed in SQL or Cypher: their options, and how they print what comes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _

if TYPE_CHECKING:
    from accord.options import Command, Common
    from graph.adhoc.limits import Limits
    from graph.adhoc.result import QueryResult

SECONDS: Final = 30.0
ROWS: Final = 10_000
MEGABYTES: Final = 512


def limited(command: Command) -> Command:
    """Give a command `--param` and the options that bound a query, as one `limits` and one `given` argument."""
    from graph.adhoc.limits import Limits

    options = [
        click.option("-p", "--param", "pairs", multiple=True, metavar=_("NAME=VALUE"),
                     help=_("A value for a place of the query; again for each.")),
        click.option("--timeout", type=click.FloatRange(min=0.1, max=86_400), default=SECONDS, show_default=True,
                     metavar=_("SECONDS"), help=_("Stop the query after so long.")),
        click.option("--max-rows", type=click.IntRange(1, 1_000_000), default=ROWS, show_default=True,
                     metavar=_("N"), help=_("Read no more rows than these.")),
        click.option("--memory", type=click.IntRange(32, 65_536), default=MEGABYTES, show_default=True,
                     metavar=_("MB"), help=_("Stop the query when it needs more.")),
    ]  # fmt: skip

    def gathered(**values: Any) -> Any:  # noqa: ANN401 (click passes what each option holds)
        limits = Limits(values.pop("timeout"), values.pop("max_rows"), values.pop("memory"))
        return command(limits=limits, given=pairs_of(values.pop("pairs")), **values)

    gathered.__name__ = command.__name__
    gathered.__doc__ = command.__doc__
    vars(gathered)["__click_params__"] = list(getattr(command, "__click_params__", []))
    decorated: Callable[..., Any] = gathered
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def pairs_of(pairs: Iterable[str]) -> dict[str, object]:
    """The values of ``name=value`` pairs; a value that JSON knows as a number, a list and so on is one.

    Raises:
        UsageError: one is no pair.
    """
    from graph.adhoc.limits import parse_value
    from graph.errors import UsageError

    given = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError("“{given}” is no value for a name. Write -p name=value.", given=pair)
        given[name] = parse_value(value)
    return given


def text_of(typed: str) -> str:
    """What was typed, or what comes by standard input for "-"."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace") if typed == "-" else typed


def printed(
    found: QueryResult, command: str, text: str, given: dict[str, object], limits: Limits, common: Common
) -> None:
    """Print what a query found, as the common options ask."""
    from accord.output.listing import header, listed
    from graph.adhoc.result import to_json_value
    from queries.questions.question import Column

    rows = [[to_json_value(value) for value in row] for row in found.rows]
    if common.format in {"table", "md"}:  # a column without any value is shown all the same: it was asked for
        empty = [all(row[n] is None for row in rows) for n in range(len(found.columns))]
        rows = [["" if empty[n] else value for n, value in enumerate(row)] for row in rows]
    notes = [] if rows else [_("No row.")]
    if found.more:
        notes.append(_("There are more rows than these {n}: raise --max-rows.").format(n=limits.rows))
    listed(
        command, _("Rows that the query yields"),
        [Column(name, header(name)) for name in found.columns],
        [dict(zip(found.columns, row, strict=True)) for row in rows],
        common, parameters={"query": text.strip(), **given}, notes=notes,
    )  # fmt: skip
