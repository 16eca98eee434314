"""The files in a ZIP archive, as if it were a folder; nothing is ever written to disk.

An archive that is made to do harm is refused as a whole: names that lead out of it, links, more files or more
content than any member sends, archives within archives without end.
"""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from graph.errors import SourceError
from loaders.inputs.paths import Found, Skipped, why_skipped
from loaders.sandbox.limits import MEGABYTES, limits

MOST_FILES: Final = 5_000
DEEPEST: Final = 3  # archives within archives
CHUNK: Final = 1 << 20
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
# ZIP archives that are documents: they say so by a first member of this name
_DOCUMENTS: Final = ("[Content_Types].xml", "mimetype")


@dataclass(slots=True)
class Budget:
    """What may still come out of a file and all that is in it."""

    bytes: int
    files: int = MOST_FILES


def is_archive(data: bytes) -> bool:
    """Whether a file is a ZIP archive that is not itself a document, as DOCX and XLSX are."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not any(name in archive.NameToInfo for name in _DOCUMENTS)
    except _DAMAGE:
        return False


def unpacked(data: bytes, name: str, budget: Budget | None = None, depth: int = 1) -> Iterator[Found | Skipped]:
    """The files in an archive, those in archives within it too, in the order of their names.

    Raises:
        SourceError: it is damaged, protected, or made to do harm.
    """
    left = budget or Budget(limits().bytes)
    if depth > DEEPEST:
        raise SourceError("{file} holds archives more than {most} deep within each other and was not read.",
                          file=name, most=DEEPEST)  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
            _check(members, name, left)
            for member in members:
                if not member.is_dir():
                    yield from _member(archive, member, name, left, depth)
    except _DAMAGE as error:
        raise SourceError("{file} is damaged: {reason}. Pack it again.", file=name, reason=str(error)) from error


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: Budget, depth: int
) -> Iterator[Found | Skipped]:
    shown = f"{name}/{member.filename}"
    why = next(filter(None, map(why_skipped, PurePosixPath(member.filename).parts)), None)
    if why:
        yield Skipped(shown, why)
        return
    content = _content(archive, member, shown, left)
    if is_archive(content):
        yield from unpacked(content, shown, left, depth + 1)
    else:
        yield Found(shown, lambda: content)


def _check(members: list[zipfile.ZipInfo], name: str, left: Budget) -> None:
    """Refuse an archive by what its directory says, before anything is unpacked."""
    left.files -= len(members)
    if left.files < 0:
        raise SourceError("{file} holds more than {most} files and was not read.", file=name, most=MOST_FILES)
    for member in members:
        path = member.filename
        if path.startswith("/") or ".." in PurePosixPath(path).parts or PureWindowsPath(path).drive or "\\" in path:
            raise SourceError("{file} holds “{member}”, a path that leads out of it; it was not read.",
                              file=name, member=path)  # fmt: skip
        if stat.S_ISLNK(member.external_attr >> 16):
            raise SourceError("{file} holds “{member}”, a link to another file; it was not read.",
                              file=name, member=path)  # fmt: skip
        if member.flag_bits & 1:
            raise SourceError("{file} is protected by a password. Unpack it and load what was in it.", file=name)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, left: Budget) -> bytes:
    """What a member unpacks to; what its directory says of its size is not believed."""
    made = io.BytesIO()
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            left.bytes -= len(chunk)
            if left.bytes < 0:
                raise SourceError(
                    "{file} unpacks to more than {megabytes} megabytes and was not read. Set {variable} to a larger "
                    "number to read it.",
                    file=shown,
                    megabytes=limits().megabytes,
                    variable=MEGABYTES,
                )
            made.write(chunk)
    return made.getvalue()
