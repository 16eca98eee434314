"""Text and tables from an e-mail message (EML): its body, in HTML where it has that, else as plain text.

Earlier messages that a reply quotes, and signatures, are omitted and reported; so are attachments. In a forwarded
message what it forwards is text. Lines are counted in the body, after those of the header.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from typing import TYPE_CHECKING, Final, cast

from graph.claims import note
from graph.errors import SourceError
from loaders.formats.decode import decode
from loaders.formats.eml.quotes import drop_quoted_elements, split_message
from loaders.formats.html import markup_blocks_of, parse_markup, text_of
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.document import DocumentProperties, ParsedDocument
from loaders.text.legibility import is_legible
from loaders.text.lines import read_lines

if TYPE_CHECKING:
    from loaders.layout.omissions import LeftOut

MAX_PARTS: Final = 1_000
MAX_HEADER_CHARACTERS: Final = 8_000  # of a header that are parsed: the time for it grows faster than its length
MAX_ATTACHMENTS_LISTED: Final = 12
_ENCRYPTED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_FORWARDED: Final = re.compile(r"\s*(?:fwd?|tr|wg)\s*:", re.IGNORECASE)
_HEADER_LINE: Final = re.compile(rb"([!-9;-~]+)[ \t]*:")


class _BoundedHeaders(email.policy.EmailPolicy):
    """Parses the beginning of each header only."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MAX_HEADER_CHARACTERS]


_POLICY: Final = _BoundedHeaders()


def parse_eml(data: bytes, name: str, left: LeftOut) -> ParsedDocument:
    """Return the body of a message, and its sender, date and subject as properties.

    Raises:
        SourceError: it is encrypted, nested too deep, or holds no text.
    """
    try:
        message = cast("EmailMessage", email.message_from_bytes(data, _class=EmailMessage, policy=_POLICY))
        parts = list(_parts(message, name))
    except RecursionError as error:
        raise SourceError("{file} is nested too deep to be read.", file=name) from error
    if any(part.get_content_type() in _ENCRYPTED for part in parts):
        raise SourceError("{file} is encrypted. Decrypt it, save the message again, and load that.", file=name)
    lines = _header_lines(data)
    properties = _properties(message, lines)
    body = _body(parts)
    _report_attachments([part for part in parts if part is not body], left)
    is_forwarded = bool(_FORWARDED.match(_header(message, "Subject")))
    after = max(lines.values(), default=0) + 1
    blocks = _blocks(body, name, left, after=after, is_forwarded=is_forwarded) if body is not None else []
    if not any(char.isalnum() for block in blocks for line in flat(block) for char in line.text):
        raise SourceError("{file} holds no text. Attachments are loaded by themselves.", file=name)
    if not is_legible(line.text for block in blocks for line in flat(block)):
        raise SourceError(
            "{file} holds text that cannot be read as words; it seems to be copied from a PDF whose fonts do not say"
            " which characters they show. Have the text of that recognised (OCR), and load it.", file=name,
        )  # fmt: skip
    return ParsedDocument(blocks, properties)


def _parts(message: EmailMessage, name: str) -> Iterator[MIMEPart]:
    """Yield the parts that hold content; a message within the message is one part, which is not opened."""
    waiting: list[MIMEPart] = [message]
    count = 0
    while waiting:
        part = waiting.pop(0)
        count += 1
        if count > MAX_PARTS:
            raise SourceError("{file} has more than {most} parts and was not read.", file=name, most=MAX_PARTS)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = part.iter_parts()
        else:
            yield part


def _header_lines(data: bytes) -> dict[str, int]:
    """Return the line of each header, by its name in lower case; under "" that of the last line of the header."""
    lines: dict[str, int] = {}
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            break
        lines[""] = number
        if found := _HEADER_LINE.match(line):
            lines.setdefault(found[1].decode("ascii").casefold(), number)
    return lines


def _header(message: EmailMessage, name: str) -> str:
    """Return the decoded text of a header; empty where it is missing or cannot be parsed."""
    try:
        return " ".join(str(message[name] or "").split())
    except Exception:  # noqa: BLE001 (the parsers of headers fail in many ways on what is malformed)
        return ""


def _properties(message: EmailMessage, lines: dict[str, int]) -> DocumentProperties:
    properties = DocumentProperties()
    properties.add("title", _header(message, "Subject"), "Subject", lines.get("subject"))
    for key in ("From", "Sender"):
        for shown, address in getaddresses([_header(message, key)]):
            if "@" not in shown:
                properties.add("sender", shown, key, lines.get(key.casefold()))
            properties.add("sender_domain", address.rpartition("@")[2], key, lines.get(key.casefold()))
    properties.add("organization", _header(message, "Organization"), "Organization", lines.get("organization"))
    properties.add("published", _header(message, "Date"), "Date", lines.get("date"))
    language = _header(message, "Content-Language")
    properties.add("language", language, "Content-Language", lines.get("content-language"))
    return properties


def _body(parts: list[MIMEPart]) -> MIMEPart | None:
    """Return the part that is the text of the message: the first in HTML, else the first in plain text."""
    texts = [part for part in parts if part.get_content_disposition() != "attachment" and not part.get_filename()]
    for kind in ("text/html", "text/plain"):
        for part in texts:
            if part.get_content_type() == kind and _content(part).strip():
                return part
    return None


def _content(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _report_attachments(parts: list[MIMEPart], left: LeftOut) -> None:
    """Note the attachments by name; pictures within the text are counted, another form of the text is not mentioned."""
    names = []
    for part in parts:
        name = " ".join((part.get_filename() or "").split())
        if part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
            left.pictures += 1
        elif name or part.get_content_maintype() != "text":
            names.append(name or part.get_content_type())
    if names:
        shown = [*names[:MAX_ATTACHMENTS_LISTED], *(["…"] if len(names) > MAX_ATTACHMENTS_LISTED else [])]
        left.notes.append(
            note("Attachments were not read; save and load them by themselves: {names}.", names=", ".join(shown))
        )


def _blocks(part: MIMEPart, name: str, left: LeftOut, *, after: int, is_forwarded: bool) -> list[Block]:
    text = _text(part, name)
    if part.get_content_type() == "text/html":
        root = parse_markup(text, name)
        if root is not None and not is_forwarded:
            drop_quoted_elements(root, left)
        blocks = markup_blocks_of(root, name, left, after=after)
    else:
        blocks = [[replace(line, number=line.number + after, follows=line.follows and line.follows + after)
                   for line in read_lines(text)]]  # fmt: skip
    lines = [line for block in blocks for line in flat(block)]
    kept = {line.number for line in split_message(lines, left, is_forwarded=is_forwarded)}
    return [_only(block, kept) for block in blocks]


def _only(block: Block, numbers: set[int]) -> Block:
    """Return a block with the lines of these numbers."""
    if isinstance(block, Grid):
        rows = [[cell and [line for line in cell if line.number in numbers] for cell in row] for row in block.rows]
        return Grid([row for row in rows if any(row)])
    return [line for line in block if line.number in numbers]


def _text(part: MIMEPart, name: str) -> str:
    """Return the text of a part in the character set that it declares, else in that of its content."""
    content, declared = _content(part), part.get_content_charset()
    if declared:
        try:
            return content.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return text_of(content, name) if part.get_content_type() == "text/html" else decode(content, name)
