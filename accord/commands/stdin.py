"""Read standard input where a command is given "-" in place of a file or text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from graph.values import STDIO


def read_lines() -> Iterator[str]:
    """Yield the lines that are not empty; bytes that are not UTF-8 become replacement characters."""
    for raw in sys.stdin.buffer:
        if line := raw.decode("utf-8", "replace").lstrip("\ufeff").strip():
            yield line


def read_file(file: str) -> tuple[bytes, str]:
    """Return the content of a file, or of standard input for "-", and a name for messages.

    Raises:
        SourceError: the file cannot be read.
    """
    from loaders.inputs.paths import read_file_bytes

    if file == STDIO:
        return sys.stdin.buffer.read(), "stdin"
    return read_file_bytes(Path(file)), Path(file).name
