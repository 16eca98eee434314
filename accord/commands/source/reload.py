"""`accord source reload`: read the documents of the graph again, with the readers of this version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.messages import _, ngettext
from accord.options import Common, common
from accord.output.answer import write
from graph.errors import SourceError

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.store import Added
    from loaders.base import MappingText


@click.command(
    name="reload",
    short_help=_("Read the documents again"),
    help=_(
        "Read the documents of the graph again and replace what was read from them before: after an update of Accord,"
        " for example, or with a corrected mapping. Documents are recognized by their content, whatever their names. Of"
        " a folder, all files are tried; without arguments, those in the folder of the graph. Decisions are kept."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord source reload\n  accord source reload documents/"
    + "\n  accord source reload member.xlsx --map mapping.yaml",
)
@click.argument("files", nargs=-1, metavar=_("[FILE|FOLDER...]"))
@click.option("--map", "mapping", metavar=_("FILE"), help=_("What the columns of tables mean (YAML)."))
@common(shown=("graph", "lang"))
def command(*, files: tuple[str, ...], mapping: str | None, common: Common) -> None:
    """Read sources again."""
    from loaders.inputs.paths import read_mapping

    store = common.store()
    known = store.sources()
    meaning = read_mapping(Path(mapping)) if mapping else None
    places = [Path(file) for file in files] or sorted(p for p in Path(common.graph).parent.iterdir() if p.is_file())
    left: list[str] = []
    readings = list(_found(places, known, meaning, left, named=bool(files)))
    done = store.replace_readings(readings)
    lines = [_line(before, now) for before, now in done]
    missing = [name for identifier, name in known.items() if identifier not in {now.source for _before, now in done}]
    lines += [_("{file}: left as it was. Name it, and its mapping if it has one.").format(file=name) for name in left]
    if missing := [name for name in missing if name not in left]:
        lines.append(_("Not found: {names}.").format(names=", ".join(missing)))
    write("\n".join(lines) + "\n", common.output)


def _found(
    places: Sequence[Path], known: dict[str, str], mapping: MappingText | None, left: list[str], *, named: bool
) -> Iterator[Reading]:
    """What the documents say now that are in the graph.

    Args:
        places: files and folders.
        known: the name of each source by its hash.
        mapping: what the columns of tables mean.
        left: receives the names of the tables that were not typed: they are left as they were.
        named: whether the places were typed.

    Raises:
        SourceError: one cannot be read, or is named and not in the graph.
    """
    from loaders.inputs.paths import read_file_bytes

    seen: set[str] = set()
    for path in places:
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            data = read_file_bytes(file)
            inside = hashlib.sha256(data).hexdigest() in known
            if not inside and (path.is_dir() or not named):
                continue
            try:
                readings = [one for one in _read(data, file, mapping) if one.source.id in known]
            except SourceError:
                if not inside or mapping or (named and not path.is_dir()):
                    raise
                left.append(known[hashlib.sha256(data).hexdigest()])
                continue
            if not readings and not inside:
                raise SourceError("{file} is not in the graph. “accord load” adds it.", file=file)
            if mapping is None and (path.is_dir() or not named) and _guesses(readings):
                left.append(known[hashlib.sha256(data).hexdigest()])
                continue
            for reading in readings:  # what a file is called now is no news about what it says
                if reading.source.id not in seen:
                    seen.add(reading.source.id)
                    source = reading.source.model_copy(update={"name": known[reading.source.id]})
                    yield replace(reading, source=source)


def _line(before: int, now: Added) -> str:
    count = ngettext("{n} statement", "{n} statements", now.claims).format(n=now.claims)
    if before == now.claims:
        return _("{file}: read again, {count}.").format(file=now.name, count=count)
    return _("{file}: read again, {count} (before: {before}).").format(file=now.name, count=count, before=before)


def _read(data: bytes, file: Path, mapping: MappingText | None) -> list[Reading]:
    from loaders.inputs.read import FileLoader

    return FileLoader(mapping).load_bytes(data, file.name, str(file.parent))


def _guesses(readings: Sequence[Reading]) -> bool:
    """Whether there is a table among what was read: what its columns mean may have been told when it was loaded."""
    from loaders.tables.entities import RULE

    return any(claim.rule == RULE for reading in readings for claim in reading.claims)
