"""What comes by standard input, a text a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator


def lines() -> Iterator[str]:
    """The lines of standard input that hold anything; bytes that are no text become question marks."""
    for raw in sys.stdin.buffer:
        if line := raw.decode("utf-8", "replace").lstrip("\ufeff").strip():
            yield line
