"""`accord source reload`: read the documents of the graph again, with the readers of this version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.progress import track, working
from accord.output.terminal import write_output
from graph.errors import SourceError, message

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.store import Added
    from loaders.inputs.read import FileLoader


@click.command(
    name="reload",
    help=_(
        "Read the documents of the graph again and replace what was read from them before: after an update of Accord,"
        " for example, or with a corrected mapping. Documents are recognized by their content, whatever their names. Of"
        " a folder, all files are tried; without arguments, those in the folder of the graph. Decisions are kept, and"
        " so is what was said of a document when it was loaded (--from, sources.csv), unless sources.csv now says"
        " something else."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord source reload\n  accord source reload documents/"
    + "\n  accord source reload member.xlsx --map mapping.yaml",
)
@click.argument("files", nargs=-1, metavar=_("[FILE|FOLDER...]"))
@click.option("--map", "mapping", metavar=_("FILE"), help=_("The meaning of the columns of tables (YAML)."))
@with_common_options(shown=("graph", "lang", "quiet"))
def command(*, files: tuple[str, ...], mapping: str | None, common: CommonOptions) -> None:
    """Read sources again."""
    from loaders.inputs.paths import read_mapping
    from loaders.inputs.read import FileLoader

    store = common.store()
    known = store.sources()
    loader = FileLoader(read_mapping(Path(mapping)) if mapping else None, stored_hints=store.hints())
    places = [Path(file) for file in files] or sorted(p for p in Path(common.graph).parent.iterdir() if p.is_file())
    skipped: list[str] = []
    readings = list(
        track(_reread_files(places, known, loader, skipped, named=bool(files)), message("Reading documents"))
    )
    with working(message("Adding statements to {graph}"), graph=common.graph):
        done = store.replace_readings(readings)
    lines = [_format_change(before, now) for before, now in done]
    missing = [name for identifier, name in known.items() if identifier not in {now.source for _before, now in done}]
    lines += [
        _("{file}: not read again. Name it, and its mapping if it has one.").format(file=name) for name in skipped
    ]
    if missing := [name for name in missing if name not in skipped]:
        lines.append(_("Not found: {names}.").format(names=", ".join(missing)))
    write_output("\n".join(lines) + "\n", common.output)


def _reread_files(
    places: Sequence[Path], known: dict[str, str], loader: FileLoader, skipped: list[str], *, named: bool
) -> Iterator[Reading]:
    """Yield new readings of the documents that are in the graph.

    Args:
        places: files and folders.
        known: the name of each source by its hash.
        loader: reads them, with what was said of them when they were loaded.
        skipped: receives the names of tables that are not read again because they were not named.
        named: whether the files and folders were typed.

    Raises:
        SourceError: a file cannot be read, or is named and not in the graph.
    """
    from loaders.inputs.paths import read_file_bytes

    known_sources: set[str] = set()
    for path in places:
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            data = read_file_bytes(file)
            inside = hashlib.sha256(data).hexdigest() in known
            if not inside and (path.is_dir() or not named):
                continue
            try:
                readings = [one for one in loader.load_path(file) if one.source.id in known]
            except SourceError:
                if not inside or loader.mapping or (named and not path.is_dir()):
                    raise
                skipped.append(known[hashlib.sha256(data).hexdigest()])
                continue
            if not readings and not inside:
                raise SourceError("{file} is not in the graph. “accord load” adds it.", file=file)
            if loader.mapping is None and (path.is_dir() or not named) and _has_table(readings):
                skipped.append(known[hashlib.sha256(data).hexdigest()])
                continue
            for reading in readings:  # keep the name under which it was loaded
                if reading.source.id not in known_sources:
                    known_sources.add(reading.source.id)
                    source = reading.source.model_copy(update={"name": known[reading.source.id]})
                    yield replace(reading, source=source)


def _format_change(before: int, now: Added) -> str:
    count = ngettext("{n} statement", "{n} statements", now.claims).format(n=now.claims)
    if before == now.claims:
        return _("{file}: read again, {count}.").format(file=now.name, count=count)
    return _("{file}: read again, {count} (before: {before}).").format(file=now.name, count=count, before=before)


def _has_table(readings: Sequence[Reading]) -> bool:
    """Return whether a table was read: its mapping may have been given when it was loaded."""
    from graph.values import TABLE_RULE

    return any(claim.rule == TABLE_RULE for reading in readings for claim in reading.claims)
