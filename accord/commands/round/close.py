"""`accord round close`: freeze an edition, and write its briefs and page."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.messages import _, audience_name, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from accord.output.terminal import output_folder, print_notes, write_output
from graph.errors import UsageError, message
from graph.values import STDIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.results.rounds import MemberState
    from graph.dates.rounds import Round
    from graph.sqlite.store import SqliteStore


@click.command(
    name="close",
    help=_(
        "Close a round: its list of members becomes a source, so that answers say who shared no report; the brief of"
        " the edition is written in each language of the members, and its page, for the audience that is named; and"
        " later reports for the edition are refused until “accord round reopen”. Decisions and approvals are taken as"
        " before: a consent can always be withdrawn. Before, it names who reported late or not at all and how many"
        " entries wait in “accord review”, and asks; --yes in scripts."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord round close 2026-fall -o published/"
    + "\n  accord round close 2026-fall -o published/ --audience public --yes",
)
@click.argument("edition", metavar=_("EDITION"))
@click.option("--on", metavar=_("DATE"), help=_("As of this day instead of today."))
@click.option("--yes", is_flag=True, help=_("Do not ask, even if reports are missing or decisions wait."))
@with_common_options(shown=("graph", "lang", "audience", "output"), audience_from_settings=False)
def command(*, edition: str, on: str | None, yes: bool, common: CommonOptions) -> None:
    """Close a round."""
    from accord.commands.round.members import open_round
    from accord.results.decisions import reviewer
    from accord.results.rounds import parse_day, read_states, record_closed, today
    from graph.dates.rounds import closed_on

    if common.output == STDIO:
        raise UsageError("Name a folder for the briefs and the page: -o {edition}/", edition=edition)
    store, made = open_round(common, edition)
    day = parse_day(on) if on else today()
    if closed := closed_on(store.path.parent, made.edition):
        raise UsageError("The round {edition} was closed on {day}. “accord round reopen” opens it again.",
                         edition=made.edition, day=closed)  # fmt: skip
    made, states = read_states(store, made.edition, day)
    if not any(one.approval for one in states):
        raise UsageError("No report of the round {edition} is here. Load the reports before you close it.",
                         edition=made.edition)  # fmt: skip
    _confirm(store, states, common.lang, yes=yes)
    _load_members(store, made)
    with working(message("Writing the briefs and the page")), output_folder(Path(common.output)) as folder:
        files = dict(_write(made, common, folder))
    record_closed(store, made.edition, day, reviewer(), files)
    write_output("".join(f"{Path(common.output) / name}\n" for name in files), STDIO)
    print_notes([
        _("The round {edition} is closed. Made for {audience}.").format(
            edition=made.edition, audience=audience_name(common.audience)
        )
    ])  # fmt: skip


def _confirm(store: SqliteStore, states: list[MemberState], language: str, *, yes: bool) -> None:
    """Say what is missing, late or undecided, and ask whether to close all the same.

    Raises:
        UsageError: the answer is no, or nobody can be asked.
    """
    from accord.commands.review.entries import read_entries
    from accord.results.rounds import LATE, member_names

    with store.view("secretariat", language) as view:
        names = member_names(view, [one.jurisdiction for one in states])
        waiting = len(read_entries(store, view))
    missing = [names[one.jurisdiction] for one in states if not one.approval]
    late = [names[one.jurisdiction] for one in states if one.state == LATE]
    notes = []
    if missing:
        text = ngettext("{n} member shared no report: {names}.", "{n} members shared no report: {names}.", len(missing))
        notes.append(text.format(n=len(missing), names=", ".join(missing)))
    if late:
        text = ngettext("{n} member reported late: {names}.", "{n} members reported late: {names}.", len(late))
        notes.append(text.format(n=len(late), names=", ".join(late)))
    if waiting:
        text = ngettext(
            "{n} entry of any edition waits for a decision: accord review --audience secretariat",
            "{n} entries of any edition wait for a decision: accord review --audience secretariat",
            waiting,
        )
        notes.append(text.format(n=waiting))
    print_notes(notes)
    if not notes or yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("Close it all the same with --yes.")
    if not click.confirm(_("Close the round all the same?"), default=False, err=True):
        raise UsageError("Nothing was changed.")


def _load_members(store: SqliteStore, made: Round) -> None:
    """Load the list of members: who is on it and did not report is then known not to have reported."""
    from graph.dates.rounds import round_path
    from loaders.inputs.read import FileLoader

    readings = []
    for outcome in FileLoader(None).load_paths([str(round_path(store.path.parent, made.edition))]):
        if outcome.error:
            raise outcome.error
        readings += outcome.readings
    store.add(readings)


def _write(made: Round, common: CommonOptions, folder: Path) -> Iterator[tuple[str, str]]:
    """Write the briefs and the page; yield the name and the hash of each."""
    from accord.commands.publish.view import render_page
    from viz.brief.render import render_brief

    languages = {language for member in made.members for language in member.languages}
    word = {"en": "brief", "fr": "analyse"}
    for language in sorted(languages):
        for ending in ("docx", "pdf"):
            with common._replace(lang=language).view() as view:
                brief = render_brief(view, made.edition, ending)
            content = brief.encode("utf-8") if isinstance(brief, str) else brief
            yield _save(folder / f"{made.edition} {word[language]}.{ending}", content)
    page, _is_empty = render_page(common, given={"edition": made.edition})
    yield _save(folder / f"{made.edition} page.html", page.encode("utf-8"))


def _save(path: Path, content: bytes) -> tuple[str, str]:
    path.write_bytes(content)
    return path.name, sha256(content).hexdigest()
