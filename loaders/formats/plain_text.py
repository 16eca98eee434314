"""Plain text, whose layout may show columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import SourceError
from loaders.formats.decode import decode
from loaders.formats.pdf.text_layout import layout_lines
from loaders.layout.document import ParsedDocument

if TYPE_CHECKING:
    from loaders.layout.omissions import LeftOut


def parse_text(data: bytes, name: str, left: LeftOut) -> ParsedDocument:  # noqa: ARG001 (plain text has no parts to omit)
    """Return the lines of a text file in reading order, as one block.

    Raises:
        SourceError: it holds no text.
    """
    lines = layout_lines(decode(data, name))
    if not lines:
        raise SourceError("{file} is empty.", file=name)
    return ParsedDocument([lines])
