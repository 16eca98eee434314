"""What is made of data files of the package, cached in `__pycache__` like compiled modules.

A cached value begins with the hash of what it was made from, so that an old one is never used.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections.abc import Callable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

ENDING = ".bin"
Made = TypeVar("Made")


def read_compiled(path: Path, digest: bytes, ending: str = ENDING) -> Any:  # noqa: ANN401 (its maker knows)
    """Return what was made of a file, or None where that is not there or was made from something else."""
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError, NotImplementedError):
        compiled = _compiled_path(path, ending).read_bytes()
        if compiled.startswith(digest):
            return marshal.loads(compiled[len(digest) :])  # noqa: S302 (as safe as the compiled modules in this folder)
    return None


def write_compiled(path: Path, digest: bytes, made: Any, ending: str = ENDING) -> None:  # noqa: ANN401
    """Keep what was made of a file, unless Python is set to write none, or the folder cannot be written to."""
    if sys.dont_write_bytecode:
        return
    from graph.text.atomic_file import write_atomically  # imported here: reading needs none of what it imports

    with contextlib.suppress(OSError, ValueError, NotImplementedError):  # read-only folder; a value such as a date
        compiled = _compiled_path(path, ending)
        compiled.parent.mkdir(exist_ok=True, parents=True)
        write_atomically(compiled, digest + marshal.dumps(made))


def read_or_make(path: Path, digest: bytes, make: Callable[[], Made], ending: str = ENDING) -> Made:
    """Return what was made of a file, or make it and keep it."""
    kept: Made | None = read_compiled(path, digest, ending)
    if kept is None:
        kept = make()
        write_compiled(path, digest, kept, ending)
    return kept


def can_keep(path: Path, ending: str = ENDING) -> bool:
    """Whether what is made of a file would be kept."""
    if sys.dont_write_bytecode:
        return False
    with contextlib.suppress(OSError, NotImplementedError):
        folder = _compiled_path(path, ending).parent
        folder.mkdir(exist_ok=True, parents=True)
        return os.access(folder, os.W_OK)
    return False


def _compiled_path(path: Path, ending: str) -> Path:
    """Return the path of the compiled form, in the folder of compiled modules."""
    return Path(cache_from_source(f"{path}.py")).with_suffix(ending)
