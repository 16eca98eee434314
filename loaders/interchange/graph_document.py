"""The reader of Accord's own graph documents, which carry all the sources that they were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.errors import message
from loaders.base import NEVER, File, Reader, Sample

if TYPE_CHECKING:
    from graph.claims import Reading

_MARKS: Final = (b'"format"', b'"audience"', b'"jurisdictions"', b'"initiatives"', b'"editions"')


class GraphDocumentReader(Reader):
    """Graph documents, as `accord export` writes them."""

    name = message("graph document")
    reads = message("all that a graph holds, with its sources and decisions on sharing")
    media_type = "application/json"
    extensions = (".json",)
    guard_from = NEVER

    def accepts(self, sample: Sample) -> bool:
        """A JSON object whose beginning has one of the keys that only a graph document has."""
        return sample.start[:1] == b"{" and any(mark in sample.head for mark in _MARKS)

    def read(self, data: bytes, file: File) -> list[Reading]:
        """One reading for each source that it carries."""
        from graph.exchange.document_claims import document_readings, load_document
        from graph.model import Source

        carrier = Source(id=file.id, name=file.name, media_type=self.media_type)
        return document_readings(load_document(data, file.name), carrier)
