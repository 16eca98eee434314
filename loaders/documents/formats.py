"""The file formats of documents: how each is recognised by its content, and which function parses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from graph.errors import message
from loaders.base import ALWAYS, MIN_ISOLATED_TEXT_BYTES, Sample
from loaders.formats.decode import looks_binary

if TYPE_CHECKING:
    from loaders.layout.document import ParsedDocument
    from loaders.layout.omissions import LeftOut

    Parser = Callable[[bytes, str, LeftOut], ParsedDocument]

_OPENING: Final = (
    r"^(?:---[ \t]*\r?\n.*?\n---[ \t]*\r?\n)?[^<]{0,16}\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<"  # of a page
)
_FIRST: Final = r"!doctype\s+html|html|head|body"
_ELEMENTS: Final = (
    r"address|article|aside|blockquote|center|details|div|dl|fieldset|figure|font|footer|form|h[1-6]|header|hgroup|hr|"
    r"img|link|main|meta|nav|ol|p|pre|script|section|span|strong|style|table|title|ul"
)  # that the part of a page begins with which systems of publication store
_PAGE: Final = re.compile(rf"{_OPENING}(?:{_FIRST})[\s/>]", re.IGNORECASE | re.DOTALL)
_FRAGMENT: Final = re.compile(rf"{_OPENING}(?:{_ELEMENTS})[\s/>]", re.IGNORECASE | re.DOTALL)
_ELEMENT: Final = re.compile(rf"<(?:{_ELEMENTS}|li|b|br|a|dt|dd|tr|td|th)[\s/>]", re.IGNORECASE)
MIN_ELEMENTS: Final = 5  # of a file named for HTML that begins with something else
_MARKDOWN: Final = re.compile(r"^(?:#{1,6} +\S|\*\*\S.*\*\*|\|.*\|\s*\n\|[ :|-]+\|)", re.MULTILINE)
_HEADER: Final = re.compile(r"[!-9;-~]+:")  # of a mail
_MAIL_HEADERS: Final = frozenset(
    {"mime-version", "message-id", "received", "content-type", "return-path", "x-mailer"}
)  # that only programs write
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A file format of documents.

    Attributes:
        name: for people, and a key of the translation.
        media_type: as IANA registers it.
        extensions: endings of file names, with their dots.
        accepts: whether a file may be of this format; decided by its content, and by its name only among those.
        parser: the function that parses it, as ``module:function``; imported when it is used, since who loads a text
            needs no parser of PDF.
        guard_from: see `loaders.base.Reader`.
        libraries: what the parser imports only when it is called.
    """

    name: str
    media_type: str
    extensions: tuple[str, ...]
    accepts: Callable[[Sample], bool]
    parser: str
    guard_from: int = ALWAYS
    libraries: tuple[str, ...] = ()

    @property
    def modules(self) -> tuple[str, ...]:
        """The module of the parser, and the libraries that it imports only when it is called."""
        return self.parser.partition(":")[0], *self.libraries

    def parse(self, data: bytes, name: str, left: LeftOut) -> ParsedDocument:
        """Return the blocks and the properties of a document; `left` takes what is left out.

        Raises:
            SourceError: it is damaged, or holds no text.
        """
        module, _, function = self.parser.partition(":")
        return cast("Parser", getattr(import_module(module), function))(data, name, left)


def _is_pdf(sample: Sample) -> bool:
    """A file that says it is a PDF within its first kilobyte, as readers of PDF allow."""
    return b"%PDF-" in sample.head[:1024]


def _is_docx(sample: Sample) -> bool:
    """A ZIP archive with the folder that Word keeps its text in."""
    return any(name.startswith("word/") for name in sample.members) or (
        sample.is_zip and not sample.members and sample.name.casefold().endswith((".docx", ".docm"))
    )


def _is_pptx(sample: Sample) -> bool:
    """A ZIP archive with the folder that PowerPoint keeps its slides in."""
    return any(name.startswith("ppt/") for name in sample.members)


def _is_odt(sample: Sample) -> bool:
    """A ZIP archive or an XML file that says it is an OpenDocument text."""
    media_type = _OPEN_DOCUMENT.encode()
    archive = "content.xml" in sample.members and media_type in sample.inside
    flat = b"<office:document" in sample.head and media_type in sample.head
    return archive or flat


def _is_mail(sample: Sample) -> bool:
    """Text that begins with the headers of a message, among them one that only programs write."""
    head = _text(sample).partition("\n\n")[0].replace("\r\n", "\n").partition("\n\n")[0]
    headers = {line.partition(":")[0].casefold() for line in head.split("\n") if _HEADER.match(line)}
    begins = bool(_HEADER.match(head.removeprefix("\ufeff")) or head.startswith("From "))
    is_named_so = sample.name.casefold().endswith(".eml")
    return begins and "from" in headers and (bool(headers & _MAIL_HEADERS) or is_named_so)


def _is_html(sample: Sample) -> bool:
    """Text whose first element is that of a web page or, unless it is named for Markdown, of a part of one."""
    return _is_markup(sample) and not looks_binary(sample.head)


def _is_markup(sample: Sample) -> bool:
    """Whether a text is a web page, a part of one, or a template of one, whose first line may be an instruction."""
    text = _text(sample)
    if _PAGE.match(text) or (not _is_named(sample, "markdown") and _FRAGMENT.match(text)):
        return True
    return _is_named(sample, "html") and len(_ELEMENT.findall(text)) >= MIN_ELEMENTS


def _is_named(sample: Sample, name: str) -> bool:
    """Whether the name of a file ends as those of a format do."""
    return sample.name.casefold().endswith(DOCUMENT_FORMATS[name].extensions)


def _is_markdown(sample: Sample) -> bool:
    """Text with a heading, an emphasis or a table as Markdown marks them, or a file named for it."""
    is_marked = _is_named(sample, "markdown") or bool(_MARKDOWN.search(_text(sample)))
    return is_marked and not (looks_binary(sample.head) or _is_markup(sample))


def _is_text(sample: Sample) -> bool:
    """Anything that is text and does not say that it is something else."""
    return not (looks_binary(sample.head) or sample.is_zip or _is_pdf(sample) or _is_markup(sample))


def _text(sample: Sample) -> str:
    """The beginning of a file as text, for patterns in ASCII."""
    return sample.head.replace(b"\0", b"").decode("latin-1")


# By the name under which `loaders.documents.readers` knows each.
DOCUMENT_FORMATS: Final[dict[str, DocumentFormat]] = {
    "pdf": DocumentFormat(
        message("information-sharing analysis (PDF)"), "application/pdf", (".pdf",), _is_pdf,
        "loaders.formats.pdf.reader:parse_pdf", libraries=("pypdfium2", "loaders.formats.pdf.content"),
    ),
    "docx": DocumentFormat(
        message("information-sharing analysis (Word)"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx", ".docm"), _is_docx,
        "loaders.formats.docx.reader:parse_docx",
    ),
    "pptx": DocumentFormat(
        message("presentation (PowerPoint)"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        (".pptx", ".pptm", ".ppsx", ".potx"), _is_pptx, "loaders.formats.pptx.reader:parse_pptx",
    ),
    "odt": DocumentFormat(
        message("document (OpenDocument)"), _OPEN_DOCUMENT, (".odt", ".ott", ".fodt"), _is_odt,
        "loaders.formats.odt:parse_odt",
    ),
    "eml": DocumentFormat(
        message("e-mail message"), "message/rfc822", (".eml",), _is_mail, "loaders.formats.eml.reader:parse_eml"
    ),
    "html": DocumentFormat(
        message("information-sharing analysis (HTML)"), "text/html", (".html", ".htm", ".xhtml"), _is_html,
        "loaders.formats.html:parse_html",
    ),
    "markdown": DocumentFormat(
        message("information-sharing analysis (Markdown)"), "text/markdown", (".md", ".markdown"), _is_markdown,
        "loaders.formats.markdown:parse_markdown",
    ),
    "text": DocumentFormat(
        message("information-sharing analysis (text)"), "text/plain", (".txt",), _is_text,
        "loaders.formats.plain_text:parse_text", MIN_ISOLATED_TEXT_BYTES,
    ),
}  # fmt: skip
