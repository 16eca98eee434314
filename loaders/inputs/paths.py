"""Find the files of a path: itself, all in a folder, or standard input; in a fixed order."""

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
from graph.values import STDIO
from loaders.base import MappingText
from loaders.sandbox.limits import MEGABYTES, limits

if TYPE_CHECKING:
    from graph.claims import Note

SQLITE_MAGIC: Final = b"SQLite format 3\0"
WRITTEN_BY_ACCORD: Final = frozenset({"decisions.yaml"})
_ADDED_BY_ARCHIVERS: Final = frozenset({"__MACOSX"})
_SYSTEM_REASONS: Final = {
    errno.ENOENT: message("no such file or folder"),
    errno.EACCES: message("permission denied"),
    errno.EISDIR: message("it is a folder"),
}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be read.

    Attributes:
        name: its name for people, within its folder or archive.
        read: returns its bytes.
        path: where it lies, unless it is in an archive or comes from standard input.
        root: the folder or archive that was named, and in or below which it lies.
    """

    name: str
    read: Callable[[], bytes]
    path: Path | None = None
    root: str = ""

    @property
    def folder(self) -> str:
        """The folder or archive in which it lies."""
        return str(PurePosixPath(self.name).parent if self.path is None else self.path.parent)


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not read, and why."""

    name: str
    reason: Note


def find_files(paths: Sequence[str], stdin: BinaryIO) -> Iterator[InputFile | SkippedFile]:
    """Yield the files of paths: "-" is standard input, a folder means all files in it."""
    for path in paths:
        if path == STDIO:
            yield InputFile("stdin", lambda: _read_bounded(stdin, "stdin"))
        elif Path(path).is_dir():
            yield from _files_below(Path(path))
        else:
            yield _input_file(Path(path), Path(path).parent)


def _input_file(path: Path, root: Path) -> InputFile:
    return InputFile(str(path), lambda: read_file_bytes(path), path, str(root))


def _files_below(folder: Path) -> Iterator[InputFile | SkippedFile]:
    """Yield all files below a folder, by name; links to other folders are not followed, so that none is read twice."""
    for at, folders, names in os.walk(folder):
        folders.sort()
        hidden = [(name, reason) for name in folders if (reason := skip_reason(name))]
        for name, reason in hidden:
            folders.remove(name)
            yield SkippedFile(str(Path(at, name)), reason)
        for name in sorted(names):
            path = Path(at, name)
            why = skip_reason(name) or _content_skip_reason(path)
            yield SkippedFile(str(path), why) if why else _input_file(path, folder)


def skip_reason(name: str) -> Note | None:
    """Return why a file or folder of this name is not read; None where it is. Holds for members of archives too."""
    base = PurePosixPath(name).name
    if base.startswith("~$") or (base.startswith(".~lock.") and base.endswith("#")):
        return note("it only marks a document that is open")
    if base.startswith(".") or base in _ADDED_BY_ARCHIVERS:
        return note("it is hidden")
    return note("Accord wrote it") if base in WRITTEN_BY_ACCORD else None


def _content_skip_reason(path: Path) -> Note | None:
    """Return why a file in a folder is not read, by what it is; what cannot be examined fails when it is read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return note("it is not a regular file")
        with path.open("rb") as stream:
            head = stream.read(len(SQLITE_MAGIC))
    except OSError:
        return None
    if head == SQLITE_MAGIC or path.name.endswith(("-wal", "-shm")):
        return note("it is a database, such as a graph of Accord")
    return None


def read_file_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        SourceError: it cannot be read, or is larger than what may be read.
    """
    try:
        with path.open("rb") as stream:
            return _read_bounded(stream, str(path))
    except OSError as error:
        reason = _SYSTEM_REASONS.get(error.errno or 0) or error.strerror or str(error)
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=AccordError(reason)) from error


def read_mapping(path: Path) -> MappingText:
    """Return the text of a mapping file.

    Raises:
        SourceError: it cannot be read.
    """
    return MappingText(read_file_bytes(path).decode("utf-8-sig", "replace"), path.name, str(path.parent))


def _read_bounded(stream: BinaryIO, name: str) -> bytes:
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
