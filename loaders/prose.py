"""The readers of prose: each brings a format to lines, and the analysis reads those.

Each imports its parser when it reads: who loads a text pays for no PDF.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.errors import SourceError, message
from loaders.analysis import read_analysis
from loaders.decode import decode, looks_binary
from loaders.left_out import LeftOut
from loaders.lines import read_lines
from loaders.reader import PROSE, File, Reader, Sample

if TYPE_CHECKING:
    from graph.claims import Reading

_FIRST = r"!doctype\s+html|html|head|body|meta|h[1-6]|p|div|table|ul|ol"
_HTML = re.compile(rf"^[^<]{{0,16}}\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:{_FIRST})\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|\*\*\S.*\*\*|\|.*\|\s*\n\|[ :|-]+\|)", re.MULTILINE)
ANALYSIS = message("editions, initiatives, leads, partners, dates, needs, and who did not report")


class TextAnalysis(Reader):
    """The council's analysis as text, as extracted from PDF."""

    name = message("information-sharing analysis (text)")
    reads = ANALYSIS
    media_type = "text/plain"
    extensions = (".txt",)
    guard_from = PROSE

    def accepts(self, sample: Sample) -> bool:
        """Anything that is text and does not say that it is something else."""
        return not (
            looks_binary(sample.head) or sample.is_zip or b"%PDF-" in sample.head[:1024] or _HTML.search(_text(sample))
        )

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.analysis.read_analysis`."""
        lines = read_lines(decode(data, file.name))
        if not lines:
            raise SourceError("{file} is empty.", file=file.name)
        return read_analysis(lines, self.of(file))


class PdfAnalysis(Reader):
    """The council's analysis as PDF."""

    name = message("information-sharing analysis (PDF)")
    reads = ANALYSIS
    media_type = "application/pdf"
    extensions = (".pdf",)

    def accepts(self, sample: Sample) -> bool:
        """A file that says it is a PDF within its first kilobyte, as readers of PDF allow."""
        return b"%PDF-" in sample.head[:1024]

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.pdf.pdf_blocks` and `loaders.documents.read_document`."""
        from loaders.documents import read_document
        from loaders.pdf import pdf_blocks

        left = LeftOut()
        return read_document(pdf_blocks(data, file.name, left), self.of(file), left)


class DocxAnalysis(Reader):
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

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.docx.docx_blocks` and `loaders.documents.read_document`."""
        from loaders.documents import read_document
        from loaders.docx import docx_blocks

        left = LeftOut()
        return read_document(docx_blocks(data, file.name, left), self.of(file), left)


class HtmlAnalysis(Reader):
    """The council's analysis, or a submission, as a web page."""

    name = message("information-sharing analysis (HTML)")
    reads = ANALYSIS
    media_type = "text/html"
    extensions = (".html", ".htm", ".xhtml")

    def accepts(self, sample: Sample) -> bool:
        """Text whose first elements are those of a web page."""
        return bool(_HTML.search(_text(sample))) and not looks_binary(sample.head)

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.html.html_blocks` and `loaders.documents.read_document`."""
        from loaders.documents import read_document
        from loaders.html import html_blocks

        left = LeftOut()
        return read_document(html_blocks(data, file.name, left), self.of(file), left)


class MarkdownAnalysis(Reader):
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

    def read(self, data: bytes, file: File) -> Reading:
        """See `loaders.markdown.markdown_blocks` and `loaders.documents.read_document`."""
        from loaders.documents import read_document
        from loaders.markdown import markdown_blocks

        left = LeftOut()
        return read_document(markdown_blocks(decode(data, file.name), file.name, left), self.of(file), left)


def _text(sample: Sample) -> str:
    """The beginning of a file as text, for patterns in ASCII."""
    return sample.head.replace(b"\0", b"").decode("latin-1")
