"""`accord round new`: open a round of reporting for an edition."""

from __future__ import annotations

import click

from accord.commands.round.members import rounds_folder
from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import write_output
from graph.errors import UsageError


@click.command(
    name="new",
    help=_(
        "Open a round of reporting: the edition, the members whose reports are expected, the languages of each, and the"
        " last day. The list of members is YAML, CSV or a workbook with a column of names or identifiers and, if they"
        " differ, one of languages (en, fr, both); others are not read, so that no address is kept. The round is the"
        " file rounds/EDITION.yaml next to the graph, which may be corrected by hand."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord round new 2026-fall --members members.yaml --due 2026-10-15"
    + "\n  accord round new 2026-fall --members membres.xlsx --due 2026-10-15 --lang fr",
)
@click.argument("edition", metavar=_("EDITION"))
@click.option("--members", required=True, metavar=_("FILE"), help=_("The list of members."))
@click.option("--due", required=True, metavar=_("DATE"), help=_("The last day for reports, such as 2026-10-15."))
@click.option("--replace", is_flag=True, help=_("Put this list and day in the place of those of an open round."))
@with_common_options(shown=("graph", "lang"))
def command(*, edition: str, members: str, due: str, replace: bool, common: CommonOptions) -> None:
    """Open a round."""
    from accord.commands.stdin import read_file
    from accord.results.rounds import parse_day
    from accord.results.template import parse_edition
    from graph.dates.rounds import Round, closed_on, round_path, write_round
    from loaders.templates.members import read_members

    folder, name = rounds_folder(common), parse_edition(edition)
    path = round_path(folder, name)
    if path.exists() and (not replace or closed_on(folder, name)):
        raise UsageError(
            "There is a round {edition} already: {file}. Change it there, or use --replace while it is open.",
            edition=name, file=path,
        )  # fmt: skip
    data, file = read_file(members)
    made = Round(name, parse_day(due), read_members(data, file, common.lang))
    write_round(folder, made)
    n = len(made.members)
    line = ngettext(
        "{file}: {n} member, due on {day}. Next: accord round templates {edition} -o {folder}/",
        "{file}: {n} members, due on {day}. Next: accord round templates {edition} -o {folder}/",
        n,
    )
    write_output(line.format(file=path, n=n, day=made.due, edition=name, folder=name), common.output)
