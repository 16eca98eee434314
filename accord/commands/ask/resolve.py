"""`accord resolve`: which jurisdiction or organisation a name means, and how sure that is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _, ngettext
from accord.options import Common, common

if TYPE_CHECKING:
    from queries.known_jurisdictions import JurisdictionLookup

STDIN: Final = "-"


@click.command(
    name="resolve",
    short_help=_("Say which jurisdiction a name means"),
    help=_(
        "Say which jurisdiction or organisation each name means, how sure that is, and what else it may mean. A name"
        " that may mean several has no identifier: a wrong one costs more than none. It knows the vocabulary and,"
        " where there is a graph, what is loaded in it; - reads one name a line from standard input."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord resolve "Revenue Canada" SCC "Ville de Québec"\n  accord resolve --lang fr CSC'
    + "\n  accord resolve - --format csv",
)
@click.argument("names", nargs=-1, required=True, metavar=_("NAME..."))
@common()
@click.pass_context
def command(context: click.Context, *, names: tuple[str, ...], common: Common) -> None:
    """Resolve names."""
    from accord.output.listing import header, listed
    from queries.questions.question import Column

    hint = common.lang if _given(context, "lang") else None
    known = _known(common, named=_given(context, "graph"))
    rows = list(known.resolve(_typed(names), hint))
    if common.format in ("table", "md"):
        for row in rows:
            row["called"] = known.name_of(row["id"], common.lang) if row["id"] else None
    columns = [
        Column("name", header(_("Name"))),
        Column("id", header(_("Identifier"))),
        *([Column("called", header(_("Means")))] if common.format in ("table", "md") else ()),
        Column("codes", header(_("Codes")), table=False),
        Column("confidence", header(_("How sure"))),
        Column("how", header(_("Known by")), codes="how"),
        Column("alternatives", header(_("May also be"))),
    ]
    unsure = sum(row["id"] is None for row in rows)
    notes = [ngettext("{n} name is not sure.", "{n} names are not sure.", unsure).format(n=unsure)] if unsure else []
    listed("resolve", _("What names mean"), columns, rows, common, parameters={"names": list(names)}, notes=notes)


def _given(context: click.Context, option: str) -> bool:
    """Whether an option was typed, or set in the environment."""
    return context.get_parameter_source(option) not in (None, click.core.ParameterSource.DEFAULT)


def _typed(names: tuple[str, ...]) -> list[str]:
    """The names typed; in place of - the lines of standard input."""
    found: list[str] = []
    for name in names:
        if name == STDIN:
            text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
            found += text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
        else:
            found.append(name)
    return found


def _known(common: Common, *, named: bool) -> JurisdictionLookup:
    """The vocabulary, and the graph where there is one; one that was named must be there."""
    from queries.known_jurisdictions import JurisdictionLookup

    if not named and not Path(common.graph).is_file():
        return JurisdictionLookup()
    with common.view() as view:
        return JurisdictionLookup(view)
