"""`accord config list`: the value of each setting, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from accord.messages import _
from accord.options import DEFAULT_GRAPH, CommonOptions, with_common_options
from graph.values import DEFAULT_AUDIENCE


@click.command(
    name="list",
    help=_(
        "Show the settings that commands use here, and where each comes from: an option of this command line, a"
        " variable of the environment, the file accord.toml of this folder or of the nearest one above it, or the"
        " default, in this order."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord config\n  accord config list --format json",
)
@with_common_options(shown=("lang", "format", "output"))
@click.pass_context
def command(context: click.Context, /, *, common: CommonOptions) -> None:
    """Show the settings."""
    from accord.output.listing import header, print_listing
    from accord.settings import find_settings
    from queries.questions.question import Column

    found = find_settings(Path())
    rows = _rows(common, found.values, found.path, _typed(context))
    columns = [
        Column("setting", header(_("Setting"))), Column("value", header(_("Value"))),
        Column("from", header(_("From"))), Column("variable", header(_("Variable"))),
    ]  # fmt: skip
    notes = [_("File: {file}").format(file=found.path)] if found.path else [
        _("There is no accord.toml in this folder or above it. “accord config set” writes one.")
    ]  # fmt: skip
    print_listing("config", _("Settings"), columns, rows, common, notes=notes)


def _rows(
    common: CommonOptions, values: Mapping[str, str], path: Path | None, typed: Collection[str]
) -> list[dict[str, str]]:
    from accord.settings import KEYS, VARIABLES

    used = {
        "graph": common.graph, "audience": common.audience, "language": common.lang, "format": common.default_format,
        "questions": os.environ.get("ACCORD_QUESTIONS") or values.get("questions", ""),
    }  # fmt: skip
    defaults = {"graph": DEFAULT_GRAPH, "audience": DEFAULT_AUDIENCE, "format": "table", "questions": ""}
    rows = []
    for key in KEYS:
        variable = VARIABLES[key]
        if key in typed:
            origin = _("an option")
        elif os.environ.get(variable):
            origin = variable
        elif key in values:
            origin = str(path)
        else:
            origin = _("the default") if key in defaults else _("the locale")
        rows.append({"setting": key, "value": used[key], "from": origin, "variable": variable})
    return rows


def _typed(context: click.Context) -> set[str]:
    """Return the settings that options of this command line give."""
    options = {"graph": "graph", "audience": "audience", "lang": "language", "format_": "format"}
    given = click.core.ParameterSource.COMMANDLINE
    return {key for name, key in options.items() if context.get_parameter_source(name) is given}
