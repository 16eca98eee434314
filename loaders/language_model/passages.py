"""Readers that bring a document only as far as its passages, for a language model to read.

They run where every reader runs, in the worker process with limits. The passages come back as the unplaced text of a
reading without claims; lines with contact persons are not among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.claims import Reading, ReadingSummary
from graph.model import Source, Unplaced
from loaders.documents.formats import DOCUMENT_FORMATS
from loaders.documents.prose.structure.document import read_structure
from loaders.documents.readers import DocumentReader
from loaders.layout.contacts import has_address
from loaders.text.lines import Line
from loaders.text.passages import STOP, Passage, join

if TYPE_CHECKING:
    from loaders.base import File
    from loaders.documents.prose.structure.segment import Segment
    from loaders.layout.document import ParsedDocument
    from loaders.text.passages import Hyphens


def read_passages(document: ParsedDocument, file: File) -> Reading:
    """A reading that holds the passages of a document as unplaced text, with its sender and its edition."""
    prose = read_structure(document.blocks, file, document.properties)
    made, front = prose.outline, prose.front
    sender = front.sender.value if front.sender else None
    passages = [
        Unplaced(
            source=file.id, page=segment.lines[0].page, line=segment.lines[0].number,
            text=text, reported_by=sender, edition=front.edition,
        )
        for segment in made.segments
        if segment.lines and (text := _without_contacts(segment, made.hyphens))
    ]  # fmt: skip
    source = Source(
        id=file.id, name=file.name, media_type=file.media_type, language=prose.rules.language, edition=front.edition
    )
    return Reading(source, [], remarks=ReadingSummary(passages, []))


def _without_contacts(segment: Segment, hyphens: Hyphens) -> str:
    """The text of a segment without the lines that name or address a contact person."""
    text = segment.text
    if has_address(text):
        text = join([line for line in segment.lines if not has_address(line.text)], hyphens).text
    return "" if has_address(text) else text.replace(STOP, " ").strip()


def passages_of(reading: Reading) -> list[Passage]:
    """The passages that such a reading holds, each on the line where it begins."""
    return [
        Passage(one.text, (0,), (Line(one.text, one.line or 1, one.page),))
        for one in reading.remarks.unplaced
        if one.text
    ]


class PassageReader(DocumentReader):
    """A reader of documents that stops at their passages."""

    def read(self, data: bytes, file: File) -> Reading:
        """See `read_passages`."""
        from loaders.layout.omissions import LeftOut

        return read_passages(self.parse(data, file.name, LeftOut()), self.of(file))


PASSAGE_READERS: Final = tuple(PassageReader(name) for name in DOCUMENT_FORMATS)
