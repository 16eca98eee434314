"""`accord load`: read documents and add what they say to the graph."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _, explained_note, ngettext, refusal
from accord.options import Common, common
from accord.output import write
from graph.errors import SourceError
from graph.sharing import APPROVALS, Approval

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.sqlite_store import Added

STDIN: Final = "-"
SLOW: Final = 2  # from this many files on, a bar shows how far it is


@click.command(
    name="load",
    short_help=_("Read documents and add what they say"),
    help=_(
        "Read documents and add what they say to the graph: council analyses in French or English (PDF or text), and"
        " graph documents (JSON). All of it is loaded or, when anything fails, nothing. A document that is there"
        " already adds nothing; - reads from standard input."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord load analysis-2022-winter.pdf\n  accord load analyse.txt --approval public\n"
    "  accord export | accord load - --graph copy.db",
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILE..."))
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
@common(shown=("graph", "lang", "format"))
def command(*, files: tuple[str, ...], approval: Approval | None, keep_both: bool, common: Common) -> None:
    """Load files into the graph."""
    readings = list(read_files(files))
    added = common.store(create=True).add(readings, approval, keep_both=keep_both)
    if common.format == "json":
        write(json.dumps(_report(readings, added), ensure_ascii=False, indent=2) + "\n", common.output)
    else:
        write("\n".join(_lines(readings, added)) + "\n", common.output)


def read_files(files: Sequence[str]) -> Iterable[Reading]:
    """What readers make of files, with a bar on stderr when there are several.

    Raises:
        SourceError: one of them cannot be read.
    """
    from loaders.sources import read_sources

    for name in _with_progress(files):
        if name == STDIN:
            yield from read_sources(sys.stdin.buffer.read(), "stdin")
        else:
            yield from read_sources(content_of(Path(name)), Path(name).name)


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise SourceError("{file} is a folder; name the files in it.", file=path) from error
    except OSError as error:
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=refusal(error)) from error


def _with_progress(files: Sequence[str]) -> Iterable[str]:
    if len(files) < SLOW or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, description=_("Reading"), console=Console(stderr=True), transient=True)


def _counts(reading: Reading) -> dict[str, int]:
    subjects = {(c.kind, c.subject) for c in reading.claims}
    counted = Counter(kind for kind, _subject in subjects)
    return {kind: counted[kind] for kind in ("initiative", "partnership", "need")}


def _report(readings: Sequence[Reading], added: Sequence[Added]) -> dict[str, Any]:
    return {
        "sources": [
            {
                "id": one.source, "name": one.name, "existed": one.existed, "replaced": one.replaced,
                "claims": one.claims, **_counts(reading),
                "unplaced": [u.model_dump(exclude_none=True) for u in reading.unplaced],
                "notes": [explained_note(note) for note in reading.notes],
            }
            for reading, one in zip(readings, added, strict=True)
        ]
    }  # fmt: skip


def _lines(readings: Sequence[Reading], added: Sequence[Added]) -> Iterable[str]:
    for reading, one in zip(readings, added, strict=True):
        if one.existed:
            yield _("{file}: already in the graph; nothing added.").format(file=one.name)
            continue
        counts = _counts(reading)
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
            yield f"  ? {where}: {_short(text.text)}"


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
