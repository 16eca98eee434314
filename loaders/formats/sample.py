"""The sample of a file by which readers recognise its format."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from loaders.base import SAMPLE_BYTES, Sample
from loaders.formats.zip_parts import open_zip

if TYPE_CHECKING:
    import zipfile

MAX_MEMBERS_LISTED: Final = 10_000  # names of a ZIP archive that readers get
# Parts that identify the format of an archive, and those with the first text of a workbook or a Word document.
IDENTIFYING_PARTS: Final = (
    "mimetype",
    "docProps/core.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    "word/document.xml",
)


def sample_of(data: bytes, name: str, archive: zipfile.ZipFile | None = None) -> Sample:
    """Return the sample of a file.

    Args:
        data: its bytes.
        name: its name.
        archive: the same file as an open ZIP archive, if it is open already.
    """
    sample = Sample(data[:SAMPLE_BYTES], name)
    if not sample.is_zip:
        return sample
    archive = archive or open_zip(data)
    return sample if archive is None else Sample(sample.head, name, *_sample_archive(archive))


def _sample_archive(archive: zipfile.ZipFile) -> tuple[frozenset[str], bytes]:
    """Return the names in an archive and the first bytes of identifying parts; readers report damaged ones."""
    inside = b""
    for name in IDENTIFYING_PARTS:
        with contextlib.suppress(Exception), archive.open(name) as part:
            inside += part.read(SAMPLE_BYTES * 2)
    return frozenset(archive.namelist()[:MAX_MEMBERS_LISTED]), inside
