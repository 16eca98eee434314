"""Office files without the time of their creation, so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from typing import Final

EPOCH: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (the libraries want it without a time zone)
_FIRST_PART: Final = "[Content_Types].xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def make_reproducible(data: bytes, modified: dt.datetime = EPOCH) -> bytes:
    """Return an OOXML package with fixed dates and its parts in alphabetical order.

    Args:
        data: the package.
        modified: the date of the last change in its properties.
    """
    date = rf"\g<1>{modified:%Y-%m-%dT%H:%M:%SZ}\g<2>".encode()
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(package.namelist(), key=lambda name: (name != _FIRST_PART, name)):
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(date, package.read(name))
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
                continue
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.file_size = package.getinfo(name).file_size
            with package.open(name) as part, archive.open(info, "w") as target:
                shutil.copyfileobj(part, target)  # the sheets of a large graph are hundreds of megabytes
    return result.getvalue()
