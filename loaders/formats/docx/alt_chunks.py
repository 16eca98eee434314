"""Parts of a Word document in other formats (w:altChunk), which Word converts when it opens the document."""

from __future__ import annotations

import email
import email.policy
from html import escape
from typing import TYPE_CHECKING

from graph.claims import note
from loaders.formats.decode import decode, looks_binary
from loaders.formats.html import markup_blocks, text_of

if TYPE_CHECKING:
    from loaders.layout.blocks import Block
    from loaders.layout.omissions import LeftOut


def read_alt_chunk(data: bytes, name: str, left: LeftOut, *, after: int) -> list[Block]:
    """The blocks of a web page (also one packed as MHTML) or a plain text; of another format, a note.

    Args:
        data: the part.
        name: that of the document, for messages.
        left: takes what is left out.
        after: the number of the line that its first one follows.
    """
    if not data.strip(b"\0 \t\r\n\f\v"):
        return []
    start = data[:1024].lower()
    if data.startswith(b"{\\rtf") or looks_binary(data[:1024]):
        left.notes.append(
            note(
                "A part that was put in from another file was not read. Open it in Word, save it again, and load that."
            )
        )
        return []
    if b"mime-version:" in start:
        return markup_blocks(_unpacked(data, name), name, left, after=after)
    if b"<html" in start or b"<!doctype" in start or b"<body" in start:
        return markup_blocks(text_of(data, name), name, left, after=after)
    return markup_blocks(_paragraphs(decode(data, name)), name, left, after=after)


def _unpacked(data: bytes, name: str) -> str:
    """The web page in a packed one (MHTML), or its plain text."""
    packed = email.message_from_bytes(data, policy=email.policy.default)
    part = packed.get_body(("html", "plain")) or packed
    content = part.get_payload(decode=True)
    text = text_of(content, name) if isinstance(content, bytes) and content.strip() else ""
    return text if part.get_content_type() == "text/html" else _paragraphs(text)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
