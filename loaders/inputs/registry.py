"""The readers, in the order in which they are tried on a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.readers import DocumentReader
from loaders.interchange.graph_document import GraphDocumentReader
from loaders.interchange.graphml import GraphMl
from loaders.interchange.iati import IatiActivities
from loaders.interchange.round import RoundReader
from loaders.interchange.skos import READERS as SKOS_READERS
from loaders.tables.readers import TABLES
from loaders.templates.readers import TEMPLATES

if TYPE_CHECKING:
    from loaders.base import Reader, Sample

# What says itself what it is comes first, plain text last. A reader for another format joins by one entry.
READERS: Final[list[Reader]] = [
    *TEMPLATES,
    RoundReader(),
    *(DocumentReader(name) for name in ("pdf", "docx", "pptx", "odt", "eml")),
    GraphDocumentReader(),
    IatiActivities(),
    GraphMl(),
    *SKOS_READERS,
    DocumentReader("html"),
    *TABLES,
    DocumentReader("markdown"),
    DocumentReader("text"),
]


def accepting_readers(sample: Sample, readers: Sequence[Reader] | None = None) -> Iterator[Reader]:
    """Yield the readers that accept a file, in the order in which they are to be tried."""
    return (reader for reader in readers or READERS if reader.accepts(sample))
