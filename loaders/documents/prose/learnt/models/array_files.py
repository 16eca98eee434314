"""Files of arrays, as numpy writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np

_LOCK: Final = Lock()


@contextmanager
def open_arrays(file: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the arrays of a file by name; each is read when it is asked for.

    One file is open at a time: numpy parses the head of each array with `ast`, and CPython 3.11 and 3.12 may raise
    SystemError where two threads do so (https://github.com/python/cpython/issues/106905).

    Raises:
        OSError: the file cannot be read.
    """
    with _LOCK, np.load(file) as arrays:
        yield arrays
