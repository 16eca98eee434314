"""The readers of prose: each brings a format to lines, and the analysis reads those.

Each imports its parser when it reads: who loads a text pays for no PDF.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING

from graph.errors import SourceError, message
from loaders.base import MIN_ISOLATED_TEXT_BYTES, File, Reader, Sample
from loaders.formats.decode import decode, looks_binary

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.layout.document import ParsedDocument
    from loaders.layout.omissions import LeftOut
    from loaders.text.lines import Line

_FIRST = r"!doctype\s+html|html|head|body|meta|h[1-6]|p|div|table|ul|ol"
_HTML = re.compile(rf"^[^<]{{0,16}}\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:{_FIRST})\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|\*\*\S.*\*\*|\|.*\|\s*\n\|[ :|-]+\|)", re.MULTILINE)
_HEADER = re.compile(r"[!-9;-~]+:")  # of a mail
_MAIL_HEADERS = frozenset({"mime-version", "message-id", "received", "content-type", "return-path", "x-mailer"})
ANALYSIS = message("editions, initiatives, leads, partners, dates, needs, and who did not report")


class TextAnalysis(Reader):
    """The council's analysis as text, as extracted from PDF."""

    name = message("information-sharing analysis (text)")
    reads = ANALYSIS
    media_type = "text/plain"
    extensions = (".txt",)
    guard_from = MIN_ISOLATED_TEXT_BYTES
    reads_prose = True

    def accepts(self, sample: Sample) -> bool:
        """Anything that is text and does not say that it is something else."""
        return not (
            looks_binary(sample.head) or sample.is_zip or b"%PDF-" in sample.head[:1024] or _HTML.search(_text(sample))
        )

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.documents.dispatch`; text with a layout goes through `text_layout`."""
        from loaders.documents.dispatch import read_form_or_prose

        return read_form_or_prose([_layout_lines(data, file)], self.of(file))

    def passages_as_json(self, data: bytes, file: File) -> bytes:
        """See `loaders.documents.prose.structure.passages.read_passages`."""
        from loaders.documents.prose.structure.passages import read_passages

        return read_passages([_layout_lines(data, file)], file.name).model_dump_json().encode()


class DocumentReader(Reader):
    """The base of readers of documents with a layout; a format implements `parse`."""

    reads_prose = True

    @abstractmethod
    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """Return the blocks and the properties of a document; `left` takes what is left out.

        Raises:
            SourceError: it is damaged, or holds no text.
        """

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.documents.dispatch.read_document`."""
        from loaders.documents.dispatch import read_document
        from loaders.layout.omissions import LeftOut

        left = LeftOut()
        return read_document(self.parse(data, file.name, left), self.of(file), left)

    def passages_as_json(self, data: bytes, file: File) -> bytes:
        """See `loaders.documents.prose.structure.passages.read_passages`."""
        from loaders.documents.prose.structure.passages import read_passages
        from loaders.layout.omissions import LeftOut

        return read_passages(self.parse(data, file.name, LeftOut()).blocks, file.name).model_dump_json().encode()


class PdfAnalysis(DocumentReader):
    """The council's analysis as PDF."""

    name = message("information-sharing analysis (PDF)")
    reads = ANALYSIS
    media_type = "application/pdf"
    extensions = (".pdf",)

    def accepts(self, sample: Sample) -> bool:
        """A file that says it is a PDF within its first kilobyte, as readers of PDF allow."""
        return b"%PDF-" in sample.head[:1024]

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `loaders.formats.pdf.reader.parse_pdf`."""
        from loaders.formats.pdf.reader import parse_pdf

        return parse_pdf(data, name, left)


class DocxAnalysis(DocumentReader):
    """The council's analysis, or a submission, as a Word document."""

    name = message("information-sharing analysis (Word)")
    reads = ANALYSIS
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    extensions = (".docx", ".docm")

    def accepts(self, sample: Sample) -> bool:
        """A ZIP archive with the folder that Word keeps its text in."""
        return any(name.startswith("word/") for name in sample.members) or (
            sample.is_zip and not sample.members and sample.name.casefold().endswith(self.extensions)
        )

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `loaders.formats.docx.reader.parse_docx`."""
        from loaders.formats.docx.reader import parse_docx

        return parse_docx(data, name, left)


class PptxAnalysis(DocumentReader):
    """The text of a presentation."""

    name = message("presentation (PowerPoint)")
    reads = ANALYSIS
    media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    extensions = (".pptx", ".pptm", ".ppsx", ".potx")

    def accepts(self, sample: Sample) -> bool:
        """A ZIP archive with the folder that PowerPoint keeps its slides in."""
        return any(name.startswith("ppt/") for name in sample.members)

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `loaders.formats.pptx.reader.parse_pptx`."""
        from loaders.formats.pptx.reader import parse_pptx

        return parse_pptx(data, name, left)


class OdtAnalysis(DocumentReader):
    """A document of LibreOffice and other programs that write OpenDocument text."""

    name = message("document (OpenDocument)")
    reads = ANALYSIS
    media_type = "application/vnd.oasis.opendocument.text"
    extensions = (".odt", ".ott", ".fodt")

    def accepts(self, sample: Sample) -> bool:
        """A ZIP archive or an XML file that says it is an OpenDocument text."""
        archive = "content.xml" in sample.members and self.media_type.encode() in sample.inside
        flat = b"<office:document" in sample.head and self.media_type.encode() in sample.head
        return archive or flat

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `loaders.formats.odt.parse_odt`."""
        from loaders.formats.odt import parse_odt

        return parse_odt(data, name, left)


class EmailAnalysis(DocumentReader):
    """The body of an e-mail message."""

    name = message("e-mail message")
    reads = ANALYSIS
    media_type = "message/rfc822"
    extensions = (".eml",)

    def accepts(self, sample: Sample) -> bool:
        """Text that begins with the headers of a message, among them one that only programs write."""
        head = _text(sample).partition("\n\n")[0].replace("\r\n", "\n").partition("\n\n")[0]
        headers = {line.partition(":")[0].casefold() for line in head.split("\n") if _HEADER.match(line)}
        begins = bool(_HEADER.match(head.removeprefix("\ufeff")) or head.startswith("From "))
        return begins and "from" in headers and (bool(headers & _MAIL_HEADERS) or self._is_named_so(sample))

    def _is_named_so(self, sample: Sample) -> bool:
        return sample.name.casefold().endswith(self.extensions)

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `loaders.formats.eml.reader.parse_eml`."""
        from loaders.formats.eml.reader import parse_eml

        return parse_eml(data, name, left)


class HtmlAnalysis(DocumentReader):
    """The council's analysis, or a submission, as a web page."""

    name = message("information-sharing analysis (HTML)")
    reads = ANALYSIS
    media_type = "text/html"
    extensions = (".html", ".htm", ".xhtml")

    def accepts(self, sample: Sample) -> bool:
        """Text whose first elements are those of a web page."""
        return bool(_HTML.search(_text(sample))) and not looks_binary(sample.head)

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `loaders.formats.html.parse_html`."""
        from loaders.formats.html import parse_html

        return parse_html(data, name, left)


class MarkdownAnalysis(DocumentReader):
    """The council's analysis, or a submission, in Markdown."""

    name = message("information-sharing analysis (Markdown)")
    reads = ANALYSIS
    media_type = "text/markdown"
    extensions = (".md", ".markdown")

    def accepts(self, sample: Sample) -> bool:
        """Text with a heading, an emphasis or a table as Markdown marks them."""
        text = _text(sample)
        named = sample.name.casefold().endswith(self.extensions)
        return (named or bool(_MARKDOWN.search(text))) and not (looks_binary(sample.head) or _HTML.search(text))

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """See `loaders.formats.markdown.parse_markdown`."""
        from loaders.formats.markdown import parse_markdown

        return parse_markdown(decode(data, name), name, left)


def _layout_lines(data: bytes, file: File) -> list[Line]:
    """The lines of a text file, its layout read.

    Raises:
        SourceError: it holds no text.
    """
    from loaders.formats.pdf.text_layout import layout_lines

    lines = layout_lines(decode(data, file.name))
    if not lines:
        raise SourceError("{file} is empty.", file=file.name)
    return lines


def _text(sample: Sample) -> str:
    """The beginning of a file as text, for patterns in ASCII."""
    return sample.head.replace(b"\0", b"").decode("latin-1")
