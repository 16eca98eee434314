"""Readers that bring a document only as far as its passages, for a language model to read.

They run where every reader runs, in the worker process with limits. The passages come back as the unplaced text of a
reading without claims; lines with contact persons are not among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.claims import Reading, ReadingSummary
from graph.model import Source, Unplaced
from loaders.documents.prose.entities.parties import read_names
from loaders.documents.prose.lexicon import lexicon
from loaders.documents.prose.structure.front import read_front
from loaders.documents.prose.structure.segments import outline
from loaders.documents.readers import (
    DocumentReader,
    DocxAnalysis,
    EmailAnalysis,
    HtmlAnalysis,
    MarkdownAnalysis,
    OdtAnalysis,
    PdfAnalysis,
    PptxAnalysis,
    TextAnalysis,
)
from loaders.layout.contacts import has_address
from loaders.layout.document import DocumentProperties
from loaders.text.lines import Line
from loaders.text.passages import STOP, Passage, join
from loaders.text.rules import language_of, rules

if TYPE_CHECKING:
    from loaders.base import File, Reader
    from loaders.documents.prose.structure.segment import Segment
    from loaders.layout.blocks import Block
    from loaders.text.passages import Hyphens


def passage_reading(blocks: Sequence[Block], properties: DocumentProperties, file: File) -> Reading:
    """A reading that holds the passages of a document as unplaced text, with its sender and its edition."""
    whole = "\n".join(line.text for block in blocks if isinstance(block, list) for line in block)
    language = file.hints.language or language_of(whole or " ")
    known, words = rules(language), lexicon(language)
    made = outline(blocks, known, words)
    names = read_names([each.text for each in made.segments], known)
    front = read_front(made, properties, file.hints, known, words, names)
    sender = front.sender.value if front.sender else None
    passages = [
        Unplaced(
            source=file.id, page=segment.lines[0].page, line=segment.lines[0].number,
            text=text, reported_by=sender, edition=front.edition,
        )
        for segment in made.segments
        if segment.lines and (text := _without_contacts(segment, made.hyphens))
    ]  # fmt: skip
    source = Source(id=file.id, name=file.name, media_type=file.media_type, language=language, edition=front.edition)
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


class _Passages(DocumentReader):
    """A reader of documents that stops at their passages."""

    def read(self, data: bytes, file: File) -> Reading:
        """See `passage_reading`."""
        from loaders.layout.omissions import LeftOut

        parsed = self.parse(data, file.name, LeftOut())
        return passage_reading(parsed.blocks, parsed.properties, self.of(file))


class PdfPassages(_Passages, PdfAnalysis):
    """The passages of a PDF file."""


class DocxPassages(_Passages, DocxAnalysis):
    """The passages of a Word document."""


class PptxPassages(_Passages, PptxAnalysis):
    """The passages of a presentation."""


class OdtPassages(_Passages, OdtAnalysis):
    """The passages of an OpenDocument text."""


class EmailPassages(_Passages, EmailAnalysis):
    """The passages of an e-mail message."""


class HtmlPassages(_Passages, HtmlAnalysis):
    """The passages of a web page."""


class MarkdownPassages(_Passages, MarkdownAnalysis):
    """The passages of a Markdown file."""


class TextPassages(TextAnalysis):
    """The passages of a text file."""

    def read(self, data: bytes, file: File) -> Reading:
        """See `passage_reading`."""
        from loaders.formats.decode import decode
        from loaders.formats.pdf.text_layout import layout_lines

        return passage_reading([layout_lines(decode(data, file.name))], DocumentProperties(), self.of(file))


PASSAGE_READERS: Final[tuple[Reader, ...]] = (
    PdfPassages(), DocxPassages(), PptxPassages(), OdtPassages(), EmailPassages(), HtmlPassages(), MarkdownPassages(),
    TextPassages(),
)  # fmt: skip
