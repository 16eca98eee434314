"""Write a file completely or not at all: under another name beside it, which takes its place when all is written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def open_atomically(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to write bytes to; it takes the place of `path` at the end, unless an error ends the block.

    A link is followed, and the permissions of a file that is there are kept. What is no file of its own, such as
    ``/dev/stdout`` or a named pipe, is written to directly.

    Raises:
        OSError: it cannot be written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    if target.exists() and not os.access(target, os.W_OK):
        with target.open("r+b"):  # a file that is protected stays as it is, though its folder is not
            pass
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        unfinished.chmod(mode)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write bytes, or pieces of them, as a file; see `open_atomically`."""
    with open_atomically(path) as file:
        file.writelines([data] if isinstance(data, bytes) else data)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
