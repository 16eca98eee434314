"""`accord load`: read documents and add what they say to the graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.commands.load.outcomes import failure_lines, outcomes_as_json, shorten, skipped_lines
from accord.messages import _, explained_note, ngettext
from accord.options import Common, common
from accord.output.answer import said, write
from accord.output.json import pieces
from accord.output.progress import track
from graph.errors import SourceError
from graph.values import APPROVALS, Approval

if TYPE_CHECKING:
    from accord.commands.load.counts import Counted
    from graph.claims import Reading
    from graph.store import Added
    from loaders.inputs.read import FileLoader, Outcome

    _Done = tuple[Reading, Added, Counted]

SLOW: Final = 2  # from this many files on, a bar shows how far it is


@click.command(
    name="load",
    short_help=_("Read documents and add what they say"),
    help=_(
        "Read documents and add what they say to the graph: council analyses in French or English (PDF, Word, HTML,"
        " Markdown or text), slides, mail, tables, graph documents, and all others that “accord readers” lists. A"
        " folder or ZIP archive stands for all files in it, - for standard input. All of it is loaded or, when anything"
        " fails, nothing. A document that is there already adds nothing. What sources.csv says of the files in its"
        " folder (“accord source template” writes one), and what --from, --when and --edition say of the others,"
        " counts more than what documents say of themselves."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord load analysis-2022-winter.pdf\n  accord load analyse.txt --approval public\n"
    "  accord load release.html --from Yukon --when 2020-08\n  accord load submissions/ --dry-run\n"
    "  accord load submissions.zip --skip-unreadable\n"
    "  accord load inventory.xlsx --map mapping.yaml\n  accord export | accord load - --graph copy.db",
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILE|FOLDER|-..."))
@click.option(
    "--from",
    "sender",
    metavar=_("JURISDICTION"),
    help=_("Who sent the documents, where sources.csv does not say so."),
)
@click.option("--when", metavar=_("DATE"), help=_("When they were written, likewise: 2020-08-31, 2020-08, 2020."))
@click.option("--edition", metavar=_("EDITION"), help=_("Which edition they belong to, likewise: 2022-winter."))
@click.option(
    "--approval",
    type=click.Choice(APPROVALS),
    help=_("Who may see submissions about which nothing was decided yet (members)."),
)
@click.option(
    "--keep-both",
    is_flag=True,
    help=_("Keep the earlier version beside a corrected one, in place of replacing it."),
)
@click.option("--map", "mapping", metavar=_("FILE"), help=_("What the columns of tables mean (YAML)."))
@click.option("--skip-unreadable", is_flag=True, help=_("Load what can be read, and say what cannot."))
@click.option("--dry-run", is_flag=True, help=_("Show what would be loaded, and change nothing."))
@common(shown=("graph", "lang", "format", "limit", "output"))
def command(
    *, files: tuple[str, ...], sender: str | None, when: str | None, edition: str | None, approval: Approval | None,
    keep_both: bool, mapping: str | None, skip_unreadable: bool, dry_run: bool, common: Common,
) -> None:  # fmt: skip
    """Load files into the graph."""
    from loaders.inputs.hints import parse_hints
    from loaders.inputs.paths import read_mapping
    from loaders.inputs.read import FileLoader

    hints = parse_hints({"sender": sender, "date": when, "edition": edition})
    loader = FileLoader(read_mapping(Path(mapping)) if mapping else None, hints)
    outcomes = list(_outcomes(files, loader))
    said(skipped_lines(outcomes))
    failed = [outcome for outcome in outcomes if outcome.error]
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    if dry_run:
        from accord.commands.load.preview import preview

        preview(outcomes, common)
    elif failed and not (skip_unreadable and readings):
        _refuse(failed, sum(outcome.skipped is None for outcome in outcomes))
    elif not readings:
        raise SourceError("There is nothing to load in {files}.", files=", ".join(files))
    else:
        from accord.commands.load.counts import counted

        passing, counts = counted(readings)
        added = common.target().add(passing, approval, keep_both=keep_both)
        every = list(zip(readings, added, counts, strict=True))
        if common.format == "json":
            write(pieces(_report(every, outcomes)), common.output)
        else:
            write("\n".join(_lines(every)) + "\n", common.output)
    if failed:
        said(failure_lines(failed))


def _outcomes(files: Sequence[str], loader: FileLoader) -> Iterable[Outcome]:
    """What becomes of each file, with a bar on stderr when there are several."""
    outcomes = loader.load_paths(files)
    several = len(files) >= SLOW or any(Path(file).is_dir() for file in files)
    return track(outcomes, _("Reading")) if several else outcomes


def _refuse(failed: Sequence[Outcome], files: int) -> None:
    """Say of all files at once why they cannot be read."""
    if len(failed) == files == 1 and failed[0].error:
        raise failed[0].error
    said(failure_lines(failed))
    raise SourceError(
        "{failed} of {files} files cannot be read; nothing was loaded. --skip-unreadable loads the others.",
        failed=len(failed),
        files=files,
    )


def _report(every: Sequence[_Done], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "sources": [
            {
                "id": one.source, "name": one.name, "existed": one.existed, "replaced": one.replaced,
                "claims": one.claims, **count.counts,
                "unplaced": [u.model_dump(exclude_none=True) for u in reading.unplaced],
                "notes": [explained_note(note) for note in reading.notes],
            }
            for reading, one, count in every
        ],
        **outcomes_as_json(outcomes),
    }  # fmt: skip


def _lines(every: Sequence[_Done]) -> Iterable[str]:
    for reading, one, count in every:
        if one.existed:
            yield _("{file}: already in the graph; nothing added.").format(file=one.name)
            continue
        counts = count.counts
        parts = [
            ngettext("{n} initiative", "{n} initiatives", counts["initiative"]).format(n=counts["initiative"]),
            ngettext("{n} partnership", "{n} partnerships", counts["partnership"]).format(n=counts["partnership"]),
            ngettext("{n} need", "{n} needs", counts["need"]).format(n=counts["need"]),
            ngettext("{n} passage not placed", "{n} passages not placed", one.unplaced).format(n=one.unplaced),
        ]
        yield _("{file}: {counts}").format(file=one.name, counts=", ".join(parts))
        if one.replaced:
            yield "  " + _("It takes the place of an earlier version ({hash}); --keep-both keeps both.").format(
                hash=one.replaced[:8]
            )
        yield from (f"  {explained_note(note)}" for note in reading.notes)
        for text in reading.unplaced:
            where = _("line {n}").format(n=text.line) if text.line else "-"
            yield f"  ? {where}: {shorten(text.text)}"
