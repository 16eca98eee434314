"""The parts of a document that is a ZIP archive (DOCX, PPTX, ODT), unpacked within bounds."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import Final

from graph.errors import SourceError
from loaders.sandbox.limits import MEGABYTES, limits

MAX_PART_BYTES: Final = 64_000_000  # unpacked
# What zipfile raises when an archive is damaged, protected, or packed by a method that it does not know.
DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


def open_zip(data: bytes) -> zipfile.ZipFile | None:
    """Return an opened ZIP archive; None where the bytes are none, or its directory is damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE:
        return None


class ZipParts:
    """An opened archive.

    Raises:
        SourceError: it is damaged, or unpacks to more than a file may.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as error:
            raise damaged(name, error) from error
        self.names = frozenset(self._archive.namelist())
        # no more than this comes out: zipfile stops reading a part at the size that the directory gives
        if sum(part.file_size for part in self._archive.infolist()) > limits().bytes:
            raise SourceError(
                "{file} unpacks to more than {megabytes} megabytes and was not read. Set {variable} to a larger "
                "number to read it.",
                file=name,
                megabytes=limits().megabytes,
                variable=MEGABYTES,
            )

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a part; None where there is none.

        Raises:
            SourceError: it is damaged, or too large for a part that holds text.
        """
        if path not in self.names:
            return None
        try:
            with self._archive.open(path) as stream:
                data = stream.read(MAX_PART_BYTES + 1)
        except DAMAGE as error:
            raise damaged(self.name, error) from error
        if len(data) > MAX_PART_BYTES:
            raise SourceError(
                "{file} unpacks to more than {most} megabytes and was not read.",
                file=self.name,
                most=MAX_PART_BYTES // 1_000_000,
            )
        return data


def damaged(name: str, reason: object) -> SourceError:
    """Return the error that a document is damaged."""
    return SourceError(
        "{file} is damaged: {reason}. Open it in the program that made it, save it again, and load that.",
        file=name,
        reason=str(reason),
    )
