"""`accord round remind`: the texts of reminders to the members that have not reported."""

from __future__ import annotations

from pathlib import Path

import click

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import output_folder, print_notes, write_output
from graph.values import STDIO


@click.command(
    name="remind",
    help=_(
        "Write a reminder to each member of a round whose report is missing, in each of its languages: to the terminal,"
        " or into a folder with -o. Nothing is sent. That members were reminded is kept with the round, unless"
        " --dry-run only shows the texts."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord round remind 2026-fall -o reminders/\n  accord round remind --member CA-QC --dry-run",
)
@click.argument("edition", metavar=_("[EDITION]"), required=False)
@click.option("--member", "only", multiple=True, metavar=_("JURISDICTION"), help=_("Only for this member."))
@click.option("--on", metavar=_("DATE"), help=_("As of this day instead of today."))
@click.option("--dry-run", is_flag=True, help=_("Show the texts only."))
@with_common_options(shown=("graph", "lang", "output"))
def command(
    *, edition: str | None, only: tuple[str, ...], on: str | None, dry_run: bool, common: CommonOptions
) -> None:  # fmt: skip
    """Write reminders."""
    from accord.commands.round.letters import letter_name, reminder_text, template_name
    from accord.commands.round.members import chosen_members, open_round
    from accord.results.rounds import EXPECTED, OVERDUE, parse_day, read_states, today
    from accord.results.template import jurisdiction_name
    from graph.dates.rounds import REMINDED, append_log
    from loaders.templates.names import jurisdiction_label
    from queries.questions.question import format_value

    store, made = open_round(common, edition)
    day = parse_day(on) if on else today()
    made, states = read_states(store, made.edition, day)
    letters: list[tuple[str, str]] = []
    with store.view("secretariat", common.lang) as view:
        wanted = {one.jurisdiction for one in chosen_members(made, view, only)}
        missing = [one for one in states if one.state in (EXPECTED, OVERDUE) and one.jurisdiction in wanted]
        for one in missing:
            for language in one.languages:
                given = jurisdiction_name(view, one.jurisdiction, language)
                letters.append(
                    (
                        letter_name(made.edition, one.jurisdiction, language, "reminder"),
                        reminder_text(
                            jurisdiction_label(one.jurisdiction, language, given),
                            str(format_value("edition", made.edition, language)), made.due,
                            template_name(made.edition, one.jurisdiction, language, ""), language, day,
                        ),
                    )
                )  # fmt: skip
    if common.output == STDIO or dry_run:
        write_output(f"\n{'─' * 40}\n\n".join(text for _name, text in letters), STDIO)
    else:
        folder = Path(common.output)
        with output_folder(folder) as written:
            for name, text in letters:
                (written / name).write_text(text, "utf-8")
        write_output("".join(f"{folder / name}\n" for name, _text in letters), STDIO)
    if missing and not dry_run:
        event = {"what": REMINDED, "day": day.isoformat(), "members": [one.jurisdiction for one in missing]}
        append_log(store.path.parent, made.edition, [event])
    n = len(missing)
    print_notes(
        [ngettext("{n} member has shared no report yet.", "{n} members have shared no report yet.", n).format(n=n)]
    )
