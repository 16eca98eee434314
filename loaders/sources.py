"""What a file carries: most are one source; a graph document carries all the sources it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from loaders.reading import HEAD, read

if TYPE_CHECKING:
    from graph.claims import Reading

MEDIA_TYPE: Final = "application/json"


def read_sources(data: bytes, name: str) -> list[Reading]:
    """One reading for each source that a file carries.

    Args:
        data: the content of the file.
        name: its name, for messages and as the name of the source.

    Raises:
        SourceError: the file cannot be read; says where it is wrong.
    """
    if is_graph_document(data[:HEAD]):
        return _from_graph_document(data, Path(name).name)
    return [read(None, data, name)]


def is_graph_document(head: bytes) -> bool:
    """Whether a file begins as a JSON object does, which none of the council's documents does."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def _from_graph_document(data: bytes, name: str) -> list[Reading]:
    from graph.document_claims import load_json, readings  # here: only graph documents pay for pydantic's checks
    from graph.model import Source

    carrier = Source(id=hashlib.sha256(data).hexdigest(), name=name, media_type=MEDIA_TYPE)
    return readings(load_json(data, name), carrier)
