"""The reader of documents: parse the format, then read the council's form or the free text in it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from graph.errors import message
from loaders.base import File, Reader, Sample
from loaders.documents.formats import DOCUMENT_FORMATS

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.layout.document import ParsedDocument
    from loaders.layout.omissions import LeftOut


class DocumentReader(Reader):
    """Reads documents of one format (`loaders.documents.formats`)."""

    reads = message("editions, initiatives, leads, partners, dates, needs, and who did not report")
    reads_prose = True

    def __init__(self, variant: str) -> None:
        """Create the reader of a format, which `variant` names as `DOCUMENT_FORMATS` does."""
        self.variant = variant
        self.format = DOCUMENT_FORMATS[variant]
        self.name = self.format.name
        self.media_type = self.format.media_type
        self.extensions = self.format.extensions
        self.guard_from = self.format.guard_from

    def accepts(self, sample: Sample) -> bool:
        """See `DocumentFormat.accepts`."""
        return self.format.accepts(sample)

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `DocumentFormat.parse`."""
        return self.format.parse(data, name, left)

    def prepare(self) -> None:
        """Import the parser of the format, and what reads its documents; make patterns and names ready."""
        for module in ("loaders.documents.dispatch", "loaders.documents.prose.pipeline", *self.format.modules):
            import_module(module)
        import_module("loaders.documents.prose.lexicon").keep_patterns()
        import_module("graph.names.recognizer").recognizer()

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.documents.dispatch.read_document`."""
        from loaders.documents.dispatch import read_document
        from loaders.layout.omissions import LeftOut

        left = LeftOut()
        return read_document(self.parse(data, file.name, left), self.of(file), left)

    def memo_as_json(self, data: bytes, file: File) -> bytes:
        """See `loaders.documents.prose.structure.memo.extract_memo`."""
        from loaders.documents.prose.structure.memo import extract_memo
        from loaders.layout.omissions import LeftOut

        return extract_memo(self.parse(data, file.name, LeftOut()).blocks, file.name).model_dump_json().encode()
