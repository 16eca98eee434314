"""`accord load`: read documents and add their claims to the graph."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.commands.load.model_reading import ModelOptions, load_with_model
from accord.commands.load.outcomes import failure_lines, outcomes_as_json, skipped_lines, with_path
from accord.commands.load.ready import get_ready
from accord.commands.load.sharing import narrower_lines
from accord.commands.load.unplaced import count_unplaced, hint_lines, unplaced_lines
from accord.messages import _, format_note, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.interruption import set_what_stands
from accord.output.json import iter_json
from accord.output.progress import track, working
from accord.output.terminal import print_notes, write_output
from graph.errors import SourceError, UsageError, message
from graph.values import APPROVALS, STDIO, Approval, is_server

if TYPE_CHECKING:
    from accord.commands.load.counts import CountedClaims
    from graph.claims import Reading
    from graph.store import Added, Store
    from loaders.inputs.read import FileLoader, Outcome

    _Done = tuple[Reading, Added, CountedClaims]

RULES: Final = "rules"
MODEL: Final = "model"
READERS: Final = (RULES, MODEL)
MAX_QUICK_BYTES: Final = 50_000  # of documents that are read within seconds


@click.command(
    name="load",
    help=_(
        "Read documents and add what they state to the graph: council analyses in English or French (PDF, Word, HTML,"
        " Markdown or text), slides, e-mail, tables, graph documents, and all other formats that “accord readers”"
        " lists. A folder or ZIP archive means all files in it, - for standard input. All of it is loaded or, if"
        " anything fails, none. A document that is already in the graph adds nothing. The entries of sources.csv for"
        " the files of its folder (“accord source template” writes one) take precedence over --from, --when and"
        " --edition, and these over what documents state about themselves."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord load analysis-2022-winter.pdf\n  accord load analyse.txt --approval public\n"
    "  accord load release.html --from Yukon --when 2020-08\n  accord load submissions/ --dry-run\n"
    "  accord load submissions.zip --skip-unreadable\n"
    "  accord load release.html --reader model --show-rejected\n"
    "  accord load inventory.xlsx --map mapping.yaml\n  accord export | accord load - --graph copy.db",
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILE|FOLDER|-..."))
@click.option(
    "--from",
    "sender",
    metavar=_("JURISDICTION"),
    help=_("Sender of the documents, unless sources.csv gives one."),
)
@click.option("--when", metavar=_("DATE"), help=_("When they were written, likewise: 2020-08-31, 2020-08, 2020."))
@click.option("--edition", metavar=_("EDITION"), help=_("The edition they belong to, likewise: 2022-winter."))
@click.option(
    "--approval",
    type=click.Choice(APPROVALS),
    help=_("Who may see submissions that have no approval yet (members)."),
)
@click.option(
    "--keep-both",
    is_flag=True,
    help=_("Keep the earlier version of a corrected document, and other reports of the same member and edition."),
)
@click.option(
    "--replace", is_flag=True, help=_("Put a report in the place of the other one of the same member and edition.")
)
@click.option(
    "--received",
    metavar=_("DATE"),
    help=_("The day on which reports of a round came in, if it was not today (“accord round status”)."),
)
@click.option("--map", "mapping", metavar=_("FILE"), help=_("The meaning of the columns of tables (YAML)."))
@click.option("--skip-unreadable", is_flag=True, help=_("Load what can be read, and report the rest."))
@click.option("--dry-run", is_flag=True, help=_("Show what would be loaded, and change nothing."))
@click.option(
    "--show-unplaced",
    is_flag=True,
    help=_("List all passages of which nothing was made, not only up to three of a file."),
)
@click.option(
    "--reader",
    type=click.Choice(READERS),
    default=RULES,
    show_default=True,
    help=_("Read prose by rules, or with the language model that ACCORD_MODEL_URL and ACCORD_MODEL name."),
)
@click.option("--allow-remote", is_flag=True, help=_("Let the text go to a model that is not on this machine."))
@click.option("--accept-verified", is_flag=True, help=_("Take what is verified of the model without a review."))
@click.option("--show-rejected", is_flag=True, help=_("List the model’s answers that the document does not support."))
@with_common_options(shown=("graph", "lang", "format", "limit", "output", "quiet"))
def command(
    *, files: tuple[str, ...], sender: str | None, when: str | None, edition: str | None, approval: Approval | None,
    keep_both: bool, replace: bool, received: str | None, mapping: str | None, skip_unreadable: bool, dry_run: bool,
    show_unplaced: bool, reader: str, allow_remote: bool, accept_verified: bool, show_rejected: bool,
    common: CommonOptions,
) -> None:  # fmt: skip
    """Load files into the graph."""
    from loaders.sandbox.client import start_early

    start_early(files if reader == RULES else (), None if dry_run or is_server(common.graph) else get_ready)
    from accord.results.rounds import parse_day
    from loaders.inputs.hints import parse_hints
    from loaders.inputs.paths import read_mapping
    from loaders.inputs.read import FileLoader

    _check_early(() if skip_unreadable or dry_run else files)
    day = parse_day(received) if received else None
    hints = parse_hints({"sender": sender, "date": when, "edition": edition})
    loader = FileLoader(read_mapping(Path(mapping)) if mapping else None, hints)
    if reader == MODEL:
        options = ModelOptions(allow_remote=allow_remote, accept=accept_verified, show_rejected=show_rejected)
        outcomes = load_with_model(files, loader, options, common.graph, approval)
    elif allow_remote or accept_verified or show_rejected:
        raise UsageError("--allow-remote, --accept-verified and --show-rejected go with --reader {model}.", model=MODEL)
    else:
        outcomes = list(_read_files(files, loader))
    print_notes(skipped_lines(outcomes))
    failed = [outcome for outcome in outcomes if outcome.error]
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    if dry_run:
        from accord.commands.load.preview import print_preview

        print_preview(outcomes, common, keep_both=keep_both, show_unplaced=show_unplaced)
    elif failed and not (skip_unreadable and readings):
        _raise_unreadable(failed, sum(outcome.skipped is None for outcome in outcomes))
    elif not readings:
        raise SourceError("There is nothing to load in {files}.", files=", ".join(files))
    else:
        from accord.commands.load.counts import count_readings

        passing, counts = count_readings(readings)
        target = common.target()
        if not (keep_both or replace):
            replace = _ask_to_replace(target, readings)
        with working(message("Adding statements to {graph}"), graph=common.graph) as adding:
            for each in counts:
                each.step = adding
            added = target.add(passing, approval, keep_both=keep_both, replace=replace)
        _note_arrivals(target, added, day)
        narrower = {} if approval else narrower_lines(target, readings, added)
        set_what_stands(message("Interrupted; the documents are in the graph."))
        every = list(zip(readings, added, counts, strict=True))
        if common.format == "json":
            write_output(iter_json(_as_json(every, outcomes, narrower)), common.output)
        else:
            paths = {id(reading): one.path for one in outcomes for reading in one.readings if one.path}
            lines = _summary_lines(every, paths, narrower, show_unplaced=show_unplaced)
            write_output("\n".join(lines) + "\n", common.output)
    if failed:
        print_notes(failure_lines(failed))


def _note_arrivals(target: Store, added: Sequence[Added], day: date | None) -> None:
    """Note in the rounds next to the graph which reports came in."""
    from graph.sqlite.store import SqliteStore

    if isinstance(target, SqliteStore):
        from accord.results.rounds import record_arrivals

        record_arrivals(target, added, day)


def _ask_to_replace(target: Store, readings: Sequence[Reading]) -> bool:
    """Ask at a terminal whether reports take the place of others of the same members; elsewhere both are kept."""
    from graph.sqlite.store import SqliteStore

    if not (isinstance(target, SqliteStore) and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    same = target.same_reports(readings)
    for name, other in same:
        text = _("{file}: another report of the same member and edition is here: {other}.")
        click.echo(text.format(file=name, other=other), err=True)
    return bool(same) and click.confirm(_("Put the new ones in their place?"), default=False, err=True)


def _read_files(files: Sequence[str], loader: FileLoader) -> Iterable[Outcome]:
    """Yield the outcome of each file, while progress shows how many were read."""
    several = any(Path(file).is_dir() or file == STDIO or file.endswith(".zip") for file in files)
    return track(loader.load_paths(files), message("Reading documents"), None if several else len(files))


def _check_early(files: Sequence[str]) -> None:
    """Report the files that cannot be read, where that is known before the others are read, which may take minutes.

    Where the others are short, all are read first, so that all that fails is reported together.

    Raises:
        SourceError: there are such files, and longer ones.
    """
    from loaders.inputs.early import find_unreadable
    from loaders.inputs.read import Outcome

    found = find_unreadable(files)
    if found.failed and found.bytes_left > MAX_QUICK_BYTES:
        print_notes(failure_lines([Outcome(file.name, error=error) for file, error in found.failed]))
        raise SourceError(
            "{failed} of {files} files cannot be read; the others were not read, and nothing was loaded."
            " --skip-unreadable loads them.",
            failed=len(found.failed),
            files=found.files,
        )


def _raise_unreadable(failed: Sequence[Outcome], files: int) -> None:
    """Report why files cannot be read, all at once."""
    if len(failed) == files == 1 and failed[0].error:
        raise failed[0].error
    print_notes(failure_lines(failed))
    raise SourceError(
        "{failed} of {files} files cannot be read; nothing was loaded. --skip-unreadable loads the others.",
        failed=len(failed),
        files=files,
    )


def _as_json(every: Sequence[_Done], outcomes: Sequence[Outcome], narrower: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "sources": [
            {
                "id": one.source, "name": one.name, "existed": one.existed, "replaced": one.replaced,
                "other_report": one.other_report,
                "claims": one.claims, "proposed": one.proposed, **count.counts,
                "unplaced": [u.model_dump(exclude_none=True) for u in reading.unplaced],
                "notes": [*(format_note(note) for note in reading.notes), *narrower.get(one.source, ())],
            }
            for reading, one, count in every
        ],
        **outcomes_as_json(outcomes),
    }  # fmt: skip


def _summary_lines(
    every: Sequence[_Done], paths: Mapping[int, Path], narrower: Mapping[str, list[str]], *, show_unplaced: bool
) -> Iterable[str]:
    """Yield what was loaded.

    Args:
        every: the readings, and what became of each.
        paths: the files of readings, by the identity of each.
        narrower: by source, what it says of who may see it where the approval in the graph is narrower.
        show_unplaced: whether all passages that were not placed are listed.
    """
    for reading, one, count in every:
        if one.existed:
            yield _("{file}: already in the graph; nothing added.").format(file=one.name)
            continue
        parts = [*_counted_parts(count.counts), count_unplaced(one.unplaced)]
        yield _("{file}: {counts}").format(file=one.name, counts=", ".join(parts))
        if one.replaced:
            yield "  " + _("It replaces {file} ({hash}); --keep-both keeps both.").format(
                file=one.replaced_name, hash=one.replaced[:8]
            )
        if one.other_report:
            alike = _("{file} seems to be the same report in another format; both are kept.")
            other = _("{file} is a report of the same member and edition, too; both are kept.")
            other_text = (alike if one.other_alike else other).format(file=one.other_report)
            yield f"  {other_text} {_('--replace keeps this one only.')}"
        if one.proposed:
            yield "  " + ngettext(
                "{n} statement is likely but not sure; “accord review” asks about it.",
                "{n} statements are likely but not sure; “accord review” asks about them.",
                one.proposed,
            ).format(n=one.proposed)
        yield from (f"  {format_note(with_path(note, paths.get(id(reading))))}" for note in reading.notes)
        yield from (f"  {line}" for line in narrower.get(one.source, ()))
        yield from unplaced_lines(reading, every=show_unplaced)
    yield from hint_lines([reading for reading, one, _count in every if not one.existed], every=show_unplaced)


def _counted_parts(counts: Mapping[str, int]) -> list[str]:
    """Return the numbers of what a file describes: work, or organisations and themes where there is none."""
    organizations, themes = counts["jurisdiction"], counts["theme"]
    if not any(counts[kind] for kind in ("initiative", "partnership", "need")) and (organizations or themes):
        named = [
            (organizations, ngettext("{n} organisation", "{n} organisations", organizations)),
            (themes, ngettext("{n} theme", "{n} themes", themes)),
        ]
        return [text.format(n=n) for n, text in named if n]
    return [
        _count_initiatives(counts["initiative"], counts["component"]),
        ngettext("{n} partnership", "{n} partnerships", counts["partnership"]).format(n=counts["partnership"]),
        ngettext("{n} need", "{n} needs", counts["need"]).format(n=counts["need"]),
    ]


def _count_initiatives(every: int, parts: int) -> str:
    """Return the number of initiatives; components count in what they are part of, as in answers.

    Args:
        every: the number of initiatives and components.
        parts: the number of components.
    """
    wholes = every - parts
    if not wholes and parts:
        return ngettext("{n} component", "{n} components", parts).format(n=parts)
    initiatives = ngettext("{n} initiative", "{n} initiatives", wholes).format(n=wholes)
    if not parts:
        return initiatives
    return ngettext(
        "{initiatives} (with {n} component in them)", "{initiatives} (with {n} components in them)", parts
    ).format(initiatives=initiatives, n=parts)
