"""The files in a ZIP archive, as if it were a folder; nothing is ever written to disk.

An archive that is made to do harm is refused as a whole: names that lead out of it, links, more files or more
content than any member sends, archives within archives without end.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from graph.errors import SourceError
from loaders.formats.zip_parts import DAMAGE, open_zip
from loaders.inputs.paths import InputFile, SkippedFile, skip_reason
from loaders.sandbox.limits import MEGABYTES, limits

MAX_FILES: Final = 5_000
MAX_DEPTH: Final = 3  # archives within archives
CHUNK_BYTES: Final = 1 << 20
# ZIP archives that are documents have a first member of one of these names.
_DOCUMENT_PARTS: Final = ("[Content_Types].xml", "mimetype")


@dataclass(slots=True)
class Budget:
    """The remaining budget of bytes for a file and its content."""

    bytes: int
    files: int = MAX_FILES


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP archive, opened once.

    Attributes:
        file: as `zipfile` has it.
        name: its name, for messages and before those of its members.
    """

    file: zipfile.ZipFile
    name: str

    @classmethod
    def open(cls, data: bytes, name: str) -> Archive | None:
        """Return the archive that the bytes are; None where they are none, or a damaged one."""
        opened = open_zip(data) if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) else None
        return cls(opened, name) if opened else None

    @property
    def is_document(self) -> bool:
        """Whether it is a document, as DOCX and XLSX are, and no collection of files."""
        return any(name in self.file.NameToInfo for name in _DOCUMENT_PARTS)

    def files(self, budget: Budget | None = None, depth: int = 1) -> Iterator[InputFile | SkippedFile]:
        """Yield the files in the archive, those in archives within it too, in the order of their names.

        Raises:
            SourceError: it is damaged, protected, or made to do harm.
        """
        left = budget or Budget(limits().bytes)
        if depth > MAX_DEPTH:
            raise SourceError("{file} holds archives more than {most} deep within each other and was not read.",
                              file=self.name, most=MAX_DEPTH)  # fmt: skip
        try:
            members = sorted(self.file.infolist(), key=lambda member: member.filename)
            self._check_directory(members, left)
            for member in members:
                if not member.is_dir():
                    yield from self._member_files(member, left, depth)
        except DAMAGE as error:
            raise SourceError(
                "{file} is damaged: {reason}. Pack it again.", file=self.name, reason=str(error)
            ) from error

    def _member_files(self, member: zipfile.ZipInfo, left: Budget, depth: int) -> Iterator[InputFile | SkippedFile]:
        shown = f"{self.name}/{member.filename}"
        why = next(filter(None, map(skip_reason, PurePosixPath(member.filename).parts)), None)
        if why:
            yield SkippedFile(shown, why)
            return
        content = self._unpack(member, shown, left)
        inner = Archive.open(content, shown)
        if inner and not inner.is_document:
            yield from inner.files(left, depth + 1)
        else:
            yield InputFile(shown, lambda: content, root=self.name)

    def _check_directory(self, members: list[zipfile.ZipInfo], left: Budget) -> None:
        """Refuse the archive by what its directory says, before anything is unpacked."""
        left.files -= len(members)
        if left.files < 0:
            raise SourceError("{file} holds more than {most} files and was not read.", file=self.name, most=MAX_FILES)
        for member in members:
            path = member.filename
            if path.startswith("/") or ".." in PurePosixPath(path).parts or PureWindowsPath(path).drive or "\\" in path:
                raise SourceError("{file} holds “{member}”, a path that leads out of it; it was not read.",
                                  file=self.name, member=path)  # fmt: skip
            if stat.S_ISLNK(member.external_attr >> 16):
                raise SourceError("{file} holds “{member}”, a link to another file; it was not read.",
                                  file=self.name, member=path)  # fmt: skip
            if member.flag_bits & 1:
                raise SourceError(
                    "{file} is protected by a password. Unpack it and load what was in it.", file=self.name
                )

    def _unpack(self, member: zipfile.ZipInfo, shown: str, left: Budget) -> bytes:
        """Return what a member unpacks to, whatever size its directory gives."""
        made = io.BytesIO()
        with self.file.open(member) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                left.bytes -= len(chunk)
                if left.bytes < 0:
                    raise SourceError(
                        "{file} unpacks to more than {megabytes} megabytes and was not read. Set {variable} to a "
                        "larger number to read it.",
                        file=shown,
                        megabytes=limits().megabytes,
                        variable=MEGABYTES,
                    )
                made.write(chunk)
        return made.getvalue()
