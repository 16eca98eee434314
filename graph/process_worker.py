"""What a process of our own does on its side (see `graph.process`): where its answers go, and what it may take.

Where the system knows no such limits (macOS knows some of them), the deadline of who asks still holds.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_STATM: Final = Path("/proc/self/statm")


@contextlib.contextmanager
def answers() -> Iterator[BinaryIO]:
    """The pipe for answers: the output as it was when the process began; what a library prints is no answer."""
    with os.fdopen(os.dup(1), "wb") as pipe:
        os.dup2(2, 1)
        yield pipe


def limit_memory(most: int | None) -> None:
    """Allow so many bytes beyond what is taken already; None: as many as there are."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = hard
        if most is not None:
            taken = int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize() if _STATM.exists() else 0
            soft = taken + most if hard == resource.RLIM_INFINITY else min(taken + most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def forbid(*what: str) -> None:
    """Set limits of the system (`RLIMIT_…`, named in full) to nothing from here on: files to write, or to open."""
    for name in what:
        with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
            import resource

            resource.setrlimit(getattr(resource, name), (0, 0))
