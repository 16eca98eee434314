"""`accord agenda`: plan the meetings of a council."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.commands.publish.chosen_edition import takes_edition
from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import output_folder, print_notes, write_bytes, write_output
from graph.errors import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.agenda.build import Agenda


@click.command(
    name="agenda",
    help=_(
        "Plan who meets whom, at which table and when: the suggestions for an edition that answer most needs for the"
        " best reasons, where everyone is at one table at a time, everyone who can has a meeting, and nobody has more"
        " than --max-per-member. The extension of the file gives the format: .docx, .html, .ics, .csv, .json or .md."
        " With the extra “planner”, a solver proves that small councils get the best plan; otherwise, the notes say how"
        " much better another plan could be at most."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord agenda --tables 6 --slots 3\n"
    "  accord agenda --edition 2022-winter --tables 4 -o agenda.docx --notes notes\n"
    "  accord agenda --start 2024-05-02T09:00 --minutes 20 -o agenda.ics",
)
@takes_edition(_("The edition, by default the latest."))
@click.option("--tables", type=click.IntRange(1, 100), default=6, show_default=True, metavar=_("N"),
              help=_("How many meetings can be held at the same time."))  # fmt: skip
@click.option("--slots", type=click.IntRange(1, 50), default=3, show_default=True, metavar=_("N"),
              help=_("How many rounds of meetings there are."))  # fmt: skip
@click.option("--max-per-member", type=click.IntRange(1), metavar=_("N"),
              help=_("How many meetings one member has at most."))  # fmt: skip
@click.option("--for", "among", multiple=True, metavar=_("JURISDICTION"),
              help=_("Only meetings with this jurisdiction; may be given several times."))  # fmt: skip
@click.option("--mix", multiple=True, type=click.Choice(["levels", "languages"]),
              help=_("Prefer meetings of several levels of government, or languages."))  # fmt: skip
@click.option("--start", metavar=_("TIME"), help=_("When the first slot begins: 2024-05-02T09:00."))
@click.option("--minutes", type=click.IntRange(5, 480), default=30, show_default=True, metavar=_("N"),
              help=_("How long a slot is, in minutes."))  # fmt: skip
@click.option("--notes", type=click.Path(path_type=Path), metavar=_("FOLDER"),
              help=_("Also write a note for each member into this folder, in its language."))  # fmt: skip
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
@shows_progress(message("Planning meetings"))
def command(*, edition: str | None, notes: Path | None, common: CommonOptions, **options: Any) -> None:  # noqa: ANN401
    """Plan meetings."""
    from accord.results.agenda import plan_meetings
    from queries.suggestions.agenda.plan import find_languages
    from viz.agenda.build import describe_quality
    from viz.agenda.render import is_document, render_agenda

    with common.view() as view:
        agenda = plan_meetings(view, edition, options)
        languages = find_languages(view)
    described = describe_quality(agenda.plan, common.lang) if any(agenda.plan.slots) else ""
    quality = [described] if described else []
    if notes is not None:
        quality.append(_write_notes(agenda, notes, languages, common))
    if is_document(common.output):
        made = render_agenda(agenda, common.lang, common.output)
        write_bytes(made, common.output) if isinstance(made, bytes) else write_output(made, common.output)
        print_notes(quality)
    else:
        _print_rows(agenda, common, quality)


def _write_notes(agenda: Agenda, folder: Path, languages: dict[str, str], common: CommonOptions) -> str:
    from viz.agenda.render import render_notes

    count = 0
    with output_folder(folder) as written:
        for name, content in render_notes(agenda, languages, common.lang):
            (written / name).write_bytes(content)
            count += 1
    return _("{n} notes for members are in {folder}.").format(n=count, folder=folder)


def _print_rows(agenda: Agenda, common: CommonOptions, notes: Sequence[str]) -> None:
    from accord.output.listing import header, print_listing
    from queries.questions.question import Column

    columns = [
        Column("slot", header(_("Slot"))),
        Column("time", header(_("Time")), codes="moment", table=agenda.start is not None),
        Column("table", header(_("Table"))),
        Column("member_names", header(_("Members"))),
        Column("members", header(_("Members")), table=False),
        Column("kind", header(_("Kind")), codes="opportunity_kind", table=False),
        Column("sentence", header(_("Why"))),
        Column("question", header(_("To open with")), table=False),
        Column("caution", header(_("Against")), table=False),
        Column("initiatives", header(_("Initiatives")), table=False),
        Column("need", header(_("Need")), table=False),
        Column("suggestion", header(_("Suggestion")), table=False),
    ]
    lang = common.lang
    rows = []
    for slot, meetings in enumerate(agenda.plan.slots):
        when = agenda.time_of(slot)
        for table, meeting in enumerate(meetings):
            row = meeting.row
            rows.append({
                "slot": slot + 1, "time": f"{when:%Y-%m-%dT%H:%M}" if when else None, "table": table + 1,
                "member_names": agenda.members_of(meeting, lang), "members": list(meeting.members),
                "kind": row["kind"], "sentence": row["sentence"], "question": row["question"],
                "caution": row["caution"], "initiatives": row["initiatives"], "need": row["need"],
                "suggestion": meeting.id, **({"evidence": row["evidence"]} if common.format == "json" else {}),
            })  # fmt: skip
    title = _("Agenda of meetings")
    if not rows:
        notes = [*notes, _("There is no meeting to plan: no suggestion is about an item of this edition.")]
    print_listing("agenda", title, columns, rows, common, parameters={"edition": agenda.edition}, notes=notes)
