"""Which files a path stands for: itself, all in a folder, or all in a ZIP archive; in an order that stays the same."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final

from graph.claims import note
from graph.errors import AccordError, SourceError, message
from loaders.base import MappingText
from loaders.sandbox.limits import MEGABYTES, limits

if TYPE_CHECKING:
    from graph.claims import Note

STDIN: Final = "-"
DATABASE: Final = b"SQLite format 3\0"
OURS: Final = frozenset({"decisions.yaml"})  # what Accord itself keeps beside a graph
_UNPACKED: Final = frozenset({"__MACOSX"})  # what macOS adds to archives
USUAL: Final = {
    errno.ENOENT: message("no such file or folder"),
    errno.EACCES: message("permission denied"),
    errno.EISDIR: message("it is a folder"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: its name for people (within its folder or archive), and how to get at its bytes.

    `path` is where it lies, unless it is in an archive or comes from standard input.
    """

    name: str
    content: Callable[[], bytes]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is left alone, and why."""

    name: str
    why: Note


def found(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Found | Skipped]:
    """The files that paths stand for: "-" is standard input, a folder all that is in it."""
    for path in paths:
        if path == STDIN:
            yield Found("stdin", lambda: _bounded(stdin, "stdin"))
        elif Path(path).is_dir():
            yield from _in_folder(Path(path))
        else:
            yield Found(path, _reader_of(Path(path)), Path(path))


def _in_folder(folder: Path) -> Iterator[Found | Skipped]:
    """All files below a folder, by name; links to other folders are not followed, so that none is read twice."""
    for at, folders, names in os.walk(folder):
        folders.sort()
        hidden = [name for name in folders if why_skipped(name)]
        for name in hidden:
            folders.remove(name)
            yield Skipped(str(Path(at, name)), why_skipped(name) or note("it is hidden"))
        for name in sorted(names):
            path = Path(at, name)
            why = why_skipped(name) or _why_left(path)
            yield Skipped(str(path), why) if why else Found(str(path), _reader_of(path), path)


def why_skipped(name: str) -> Note | None:
    """Why a file or folder of this name is left alone, if it is; for the members of archives too."""
    base = PurePosixPath(name).name
    if base.startswith("~$") or (base.startswith(".~lock.") and base.endswith("#")):
        return note("it only marks a document that is open")
    if base.startswith(".") or base in _UNPACKED:
        return note("it is hidden")
    return note("Accord wrote it") if base in OURS else None


def _why_left(path: Path) -> Note | None:
    """Why a file in a folder is left alone, by what it is; one that cannot be looked at is an error later."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return note("it is no file")
        with path.open("rb") as stream:
            head = stream.read(len(DATABASE))
    except OSError:
        return None
    if head == DATABASE or path.name.endswith(("-wal", "-shm")):
        return note("it is a database, such as a graph of Accord")
    return None


def _reader_of(path: Path) -> Callable[[], bytes]:
    return lambda: content_of(path)


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        SourceError: it cannot be read, or is larger than what may be read.
    """
    try:
        with path.open("rb") as stream:
            return _bounded(stream, str(path))
    except OSError as error:
        reason = USUAL.get(error.errno or 0) or error.strerror or str(error)
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=AccordError(reason)) from error


def mapping_of(path: Path) -> MappingText:
    """The text of a mapping file.

    Raises:
        SourceError: it cannot be read.
    """
    return MappingText(content_of(path).decode("utf-8-sig", "replace"), path.name)


def _bounded(stream: BinaryIO, name: str) -> bytes:
    most = limits()
    data = stream.read(most.bytes + 1)
    if len(data) > most.bytes:
        raise SourceError(
            "{file} is larger than {megabytes} megabytes and was not read. Set {variable} to a larger number to "
            "read it.",
            file=name,
            megabytes=most.megabytes,
            variable=MEGABYTES,
        )
    return data
