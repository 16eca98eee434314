"""Office documents without the time of their making: the same in, the same out."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Final

EPOCH: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (the libraries want it without a time zone)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def settled(data: bytes) -> bytes:
    """The same archive, each part of it dated alike."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
        for info in archive.infolist():
            content = archive.read(info)
            if info.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            anew.writestr(zipfile.ZipInfo(info.filename), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
