"""From bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from graph.errors import SourceError

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE: Final = 4096
MUCH: Final = 0.3  # share of NUL bytes at odd (or even) places above which Latin text is UTF-16
# Letters that fonts draw as one, which text from PDF keeps as one character each
LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LIKELY: Final = "àâçèéêëîïôùûüÿæœÀÂÇÈÉÊËÎÏÔÙÛÜŸÆŒ’‘“”«»–—…•\u00a0"  # in French, and in English set with care
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x08"))


def decode(data: bytes, name: str, *, as_written: bool = False) -> str:
    """The text of the bytes, accents composed (NFC) and ligatures spelt out.

    `as_written`: ligatures stay, where a person filled in the text and no printer's software did.

    The encoding is that of their byte order mark, else UTF-8, UTF-16, Windows-1252 or, where that makes better text,
    Mac Roman.

    Raises:
        SourceError: they hold no text.
    """
    text = unicodedata.normalize("NFC", _decoded(data, name))
    return text if as_written else text.translate(LIGATURES)


def _decoded(data: bytes, name: str) -> str:
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise SourceError("{file} is empty.", file=name)
    if looks_binary(data[:SAMPLE]):
        raise SourceError("{file} holds binary data, not text.", file=name)
    for encoding in (_encoding(data), "utf-8"):
        if encoding:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    windows, mac = data.decode("cp1252", errors="replace"), data.decode("mac_roman")
    return mac if _likely(mac) > _likely(windows) else windows


def _likely(text: str) -> int:
    """The number of letters and marks used in French or English: a wrong encoding gives fewer."""
    return sum(map(text.count, _LIKELY))


def looks_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are no text in any encoding that `decode` knows."""
    if _encoding(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls > len(head) * 0.01 + 1


def _encoding(data: bytes) -> str | None:
    """The encoding shown by a byte order mark or by the places of NUL bytes."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    head = data[: SAMPLE - SAMPLE % 2]
    odd, even = head[1::2].count(0), head[::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > MUCH * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > MUCH * half and not odd else None
