"""`accord resolve`: find the jurisdiction or organisation that a name refers to, with a confidence."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from graph.values import STDIO, is_server

if TYPE_CHECKING:
    from queries.known_jurisdictions import JurisdictionLookup


@click.command(
    name="resolve",
    help=_(
        "Find the jurisdiction or organisation that each name refers to, with a confidence and the alternatives. An"
        " ambiguous name gets no identifier: a wrong one costs more than none. Names are looked up in the vocabulary"
        " and in the graph, if there is one; - reads one name per line from standard input."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord resolve "Revenue Canada" SCC "Ville de Québec"\n  accord resolve --lang fr CSC'
    + "\n  accord resolve - --format csv",
)
@click.argument("names", nargs=-1, required=True, metavar=_("NAME..."))
@with_common_options()
@click.pass_context
def command(context: click.Context, *, names: tuple[str, ...], common: CommonOptions) -> None:
    """Resolve names."""
    from accord.output.listing import header, print_listing
    from queries.questions.question import Column

    hint = common.lang if _was_given(context, "lang") else None
    known = _load_names(common, named=_was_typed(context, "graph"))
    rows = list(known.resolve(_read_names(names), hint))
    if common.format in ("table", "md"):
        for row in rows:
            row["called"] = known.name_of(row["id"], common.lang) if row["id"] else None
    columns = [
        Column("name", header(_("Name"))),
        Column("id", header(_("Identifier"))),
        *([Column("called", header(_("Refers to")))] if common.format in ("table", "md") else ()),
        Column("codes", header(_("Codes")), table=False),
        Column("confidence", header(_("Confidence"))),
        Column("how", header(_("Method")), codes="how"),
        Column("alternatives", header(_("May also be"))),
    ]
    unsure = sum(row["id"] is None for row in rows)
    notes = (
        [ngettext("{n} name is ambiguous or unknown.", "{n} names are ambiguous or unknown.", unsure).format(n=unsure)]
        if unsure
        else []
    )
    print_listing(
        "resolve", _("What names refer to"), columns, rows, common, parameters={"names": list(names)}, notes=notes
    )


def _was_given(context: click.Context, option: str) -> bool:
    """Return whether an option was typed or set in the environment."""
    return context.get_parameter_source(option) not in (None, click.core.ParameterSource.DEFAULT)


def _was_typed(context: click.Context, option: str) -> bool:
    """Return whether an option was typed, rather than set in the environment."""
    return context.get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE


def _read_names(names: tuple[str, ...]) -> list[str]:
    """Return the names typed; - means the lines of standard input."""
    found: list[str] = []
    for name in names:
        if name == STDIO:
            text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
            found += text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
        else:
            found.append(name)
    return found


def _load_names(common: CommonOptions, *, named: bool) -> JurisdictionLookup:
    """Return the names of the vocabulary and of the graph; a graph that was typed must exist, a usual one need not."""
    from queries.known_jurisdictions import JurisdictionLookup

    if not named and not is_server(common.graph) and not Path(common.graph).is_file():
        return JurisdictionLookup()
    with common.view() as view:
        return JurisdictionLookup(view)
