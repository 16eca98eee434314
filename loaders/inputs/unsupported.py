"""Advice for files that no reader accepts but whose kind is recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.errors import SourceError

if TYPE_CHECKING:
    from loaders.base import Sample

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def advice(sample: Sample) -> SourceError | None:
    """An error that says how to mend it; None where the kind of file is not known."""
    head, members = sample.head, sample.members
    if head.startswith(_OLE):
        return SourceError(
            "{file} is an Office file of the old kind (DOC, XLS, PPT, MSG), or protected by a password. Save it as "
            "DOCX, XLSX, PPTX or EML, without a password, and load that.",
            file=sample.name,
        )
    if "mimetype" in members and "content.xml" in members:
        return SourceError("{file} is an OpenDocument file other than a text. Save it as XLSX or PPTX and load that.",
                           file=sample.name)  # fmt: skip
    if "xl/workbook.bin" in members:
        return SourceError("{file} is a binary Excel file (XLSB). Save it as XLSX and load that.", file=sample.name)
    if head.startswith(_IMAGES):
        return SourceError("{file} is an image. Have its text recognised (OCR) and load that.", file=sample.name)
    if sample.is_zip and not members:
        return SourceError("{file} is a damaged ZIP archive or Office file, or an empty one. Save it again.",
                           file=sample.name)  # fmt: skip
    return None


def unknown_format(name: str) -> SourceError:
    """The error for a file that no reader accepts and about which there is no advice."""
    return SourceError("{file} is of no format that Accord reads. “accord readers” lists them.", file=name)
