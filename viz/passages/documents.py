"""Find the documents that a graph was made from among files, by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.errors import SourceError

MAX_BYTES: Final = 100_000_000  # of a file that is looked at


def find_documents(paths: Iterable[Path], wanted: Mapping[str, int]) -> dict[int, bytes]:
    """Return the content of PDF documents by the place of their source.

    Args:
        paths: files, and folders in which all PDF files are looked at.
        wanted: the places of sources by the SHA-256 of their content.

    Raises:
        SourceError: a file cannot be read.
    """
    found: dict[int, bytes] = {}
    for path in _pdf_files(paths):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SourceError("{file} cannot be read: {reason}.", file=path, reason=error) from error
        place = wanted.get(hashlib.sha256(data).hexdigest())
        if place is not None and data.startswith(b"%PDF"):
            found[place] = data
    return found


def _pdf_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (one for one in sorted(path.rglob("*.pdf")) if one.stat().st_size <= MAX_BYTES)
        else:
            yield path


def places_of(sources: list[dict[str, Any]], named: Mapping[str, str]) -> dict[str, int]:
    """Return the places of sources by the SHA-256 of their content.

    Args:
        sources: the sources of a graph document, as its audience sees them.
        named: the SHA-256 by the identifier that this audience knows a source by.
    """
    return {named[row["id"]]: place for place, row in enumerate(sources) if row["id"] in named}
