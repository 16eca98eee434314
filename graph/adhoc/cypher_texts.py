"""The text of a Cypher query: what of it is code, and what an engine wants in quotation marks."""

from __future__ import annotations

import re
from typing import Final

_NO_CODE: Final = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
# the one property that KGLite, unlike Neo4j, takes only in backticks
_RESERVED: Final = re.compile(r"(?<=\.)end\b|(?<=[{,\s])end(?=\s*:)")


def blank_texts(text: str) -> str:
    """Return a query with blanks in place of its texts and comments, so that positions hold."""
    return _NO_CODE.sub(lambda found: " " * len(found[0]), text)


def quote_reserved(text: str) -> str:
    """Return a query with backticks around the properties that are words of the language in KGLite (`d.end`)."""
    for found in reversed(list(_RESERVED.finditer(blank_texts(text)))):
        text = f"{text[: found.start()]}`{found[0]}`{text[found.end() :]}"
    return text
