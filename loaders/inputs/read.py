"""What files carry: most are one source; a graph document carries all that it was made from, an archive many files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graph.errors import AccordError, SourceError
from loaders.base import HEAD, Sample
from loaders.inputs.archive import is_archive, unpacked
from loaders.inputs.paths import Found, Skipped, found
from loaders.inputs.registry import first_reader, read_all
from loaders.sandbox.limits import limits
from loaders.tables.readers import DelimitedTable

if TYPE_CHECKING:
    from graph.claims import Note, Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: what it states, or why it was left alone, or why it cannot be read."""

    name: str
    readings: list[Reading] = field(default_factory=list)
    skipped: Note | None = None
    error: AccordError | None = None


def read_sources(data: bytes, name: str, mapping: str | None = None, folders: Sequence[str] = ()) -> list[Reading]:
    """One reading for each source that a file carries.

    Args:
        data: the content of the file; of a ZIP archive, all the files in it.
        name: its name, for messages and as the name of the source.
        mapping: what its columns mean, as the text of a mapping (YAML).
        folders: where files lie that the mapping may name.

    Raises:
        SourceError: the file cannot be read; says where it is wrong.
    """
    if not is_archive(data):
        return read_all(data, name, mapping=mapping, folders=folders)
    return [one for each in unpacked(data, name) if isinstance(each, Found)
            for one in read_all(each.content(), each.name, mapping=mapping, folders=folders)]  # fmt: skip


def read_files(
    paths: Sequence[str],
    mapping: str | None = None,
    *,
    folders: Sequence[str] = (),
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """What became of each file that the paths stand for; one that cannot be read does not keep the others from it.

    Args:
        paths: files, folders, archives, or "-" for standard input.
        mapping: what the columns of tables mean, as the text of a mapping (YAML).
        folders: where files lie that the mapping may name, besides those of the files themselves.
        stdin: where "-" reads from.
    """
    for each in found(paths, stdin or sys.stdin.buffer):
        yield from _outcomes(each, mapping, folders)


def _outcomes(each: Found | Skipped, mapping: str | None, folders: Sequence[str]) -> Iterator[Outcome]:
    if isinstance(each, Skipped):
        yield Outcome(each.name, skipped=each.why)
        return
    try:
        beside = (*folders, str(Path(each.name).parent)) if mapping else ()
        if mapping and each.path and _may_stream(each.path):
            from loaders.tables.streaming import streamed

            yield Outcome(each.name, [streamed(each.path, mapping, beside)])
            return
        data = each.content()
        if not is_archive(data):
            yield Outcome(each.name, read_all(data, each.name, mapping=mapping, folders=beside))
            return
        inside = list(unpacked(data, each.name))
    except AccordError as error:
        yield Outcome(each.name, error=error)
        return
    if not any(isinstance(one, Found) for one in inside):
        yield Outcome(each.name, error=SourceError("{file} is an archive with no documents in it.", file=each.name))
    for one in inside:
        yield from _outcomes(one, mapping, folders)


def _may_stream(path: Path) -> bool:
    """Whether a file is a text table of a size that may be read, so that it need not be in memory as a whole."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if path.stat().st_size > limits().bytes or not head.strip(b"\0 \t\r\n\f\v"):
            return False
    except OSError:
        return False
    sample = Sample(head, path.name)
    return not sample.is_zip and isinstance(first_reader(sample), DelimitedTable)
