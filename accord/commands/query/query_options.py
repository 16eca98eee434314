"""Options and output that the SQL and Cypher commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _
from accord.options import parse_parameters
from graph.values import STDIO

if TYPE_CHECKING:
    from accord.options import Command, CommonOptions
    from graph.adhoc.limits import Limits
    from graph.adhoc.result import QueryResult

DEFAULT_TIMEOUT_SECONDS: Final = 30.0
DEFAULT_MAX_ROWS: Final = 10_000
DEFAULT_MEMORY_MEGABYTES: Final = 512


def with_query_options(command: Command) -> Command:
    """Give a command `--param` and limits, as one `limits` and one `given` argument."""
    from graph.adhoc.limits import Limits

    options = [
        click.option("-p", "--param", "pairs", multiple=True, metavar=_("NAME=VALUE"),
                     help=_("The value of a query parameter; may be repeated.")),
        click.option("--timeout", type=click.FloatRange(min=0.1, max=86_400), default=DEFAULT_TIMEOUT_SECONDS,
                     show_default=True, metavar=_("SECONDS"), help=_("Stop the query after this time.")),
        click.option("--max-rows", type=click.IntRange(1, 1_000_000), default=DEFAULT_MAX_ROWS, show_default=True,
                     metavar=_("N"), help=_("Return at most this many rows.")),
        click.option("--memory", type=click.IntRange(32, 65_536), default=DEFAULT_MEMORY_MEGABYTES, show_default=True,
                     metavar=_("MB"), help=_("Stop the query if it needs more memory.")),
    ]  # fmt: skip

    def gathered(**values: Any) -> Any:  # noqa: ANN401 (click passes what each option holds)
        limits = Limits(values.pop("timeout"), values.pop("max_rows"), values.pop("memory"))
        return command(limits=limits, given=parse_parameters(values.pop("pairs")), **values)

    gathered.__name__ = command.__name__
    gathered.__doc__ = command.__doc__
    vars(gathered)["__click_params__"] = list(getattr(command, "__click_params__", []))
    decorated: Callable[..., Any] = gathered
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def read_query(typed: str) -> str:
    """Return the query typed, or standard input for "-"."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace") if typed == STDIO else typed


def print_result(
    found: QueryResult, command: str, text: str, given: dict[str, object], limits: Limits, common: CommonOptions
) -> None:
    """Print the rows of a query as the common options ask."""
    from accord.output.listing import header, print_listing
    from graph.adhoc.result import to_json_value
    from queries.questions.question import Column

    rows = [[to_json_value(value) for value in row] for row in found.rows]
    if common.format in {"table", "md"}:  # show columns without values, since the query asks for them
        empty = [all(row[n] is None for row in rows) for n in range(len(found.columns))]
        rows = [["" if empty[n] else value for n, value in enumerate(row)] for row in rows]
    notes = [] if rows else [_("No rows.")]
    if found.more:
        notes.append(_("There are more rows than {n}: raise --max-rows.").format(n=limits.rows))
    print_listing(
        command, _("Result of the query"),
        [Column(name, header(name)) for name in found.columns],
        [dict(zip(found.columns, row, strict=True)) for row in rows],
        common, parameters={"query": text.strip(), **given}, notes=notes,
    )  # fmt: skip
