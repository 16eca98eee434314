"""The process that reads files for `loaders.sandbox`: no more memory than it is told, and no file is written.

Each request is a line of JSON and the bytes of a file; each answer is its length on a line, the kind of answer on the
next, and the answer. Where the system knows no such limits (macOS knows some of them), the deadline still holds.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from graph.errors import AccordError
from loaders.reader import File

STATM: Final = Path("/proc/self/statm")


def main() -> None:
    """Answer requests until there are no more."""
    requests = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a parser prints is no answer
        _write_nothing()
        while line := requests.readline():
            told = json.loads(line)
            data = requests.read(told["size"])
            _answer(answers, *_done(told["task"], told["reader"], data, File(**told["file"]), told["bytes"]))


def _answer(answers: BinaryIO, kind: str, body: bytes) -> None:
    answer = kind.encode() + b"\n" + body
    answers.write(f"{len(answer)}\n".encode() + answer)
    answers.flush()


def _done(task: str, name: str, data: bytes, file: File, most: int) -> tuple[str, bytes]:
    tasks: dict[str, Callable[[str, bytes, File], bytes]] = {"read": _read, "check": _check}
    try:
        _limit_memory(most)
        return "made", tasks[task](name, data, file)
    except MemoryError:
        return "memory", b""
    except AccordError as error:
        values = {key: value if isinstance(value, int) else str(value) for key, value in error.values.items()}
        told = {"kind": type(error).__name__, "template": error.template, "values": values}
        return "error", json.dumps(told).encode()
    except RecursionError:
        return "deep", b""
    except Exception as error:  # noqa: BLE001 (whatever a parser raises is said of the file, and the next one read)
        return "other", f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace")
    finally:
        _limit_memory(None)
        gc.collect()


def _read(name: str, data: bytes, file: File) -> bytes:
    from loaders.handed import packed
    from loaders.reading import READERS, as_list
    from loaders.spreadsheets.readers import TableReader

    reader = next(reader for reader in READERS if reader.name == name)
    made = reader.stream(data, file) if isinstance(reader, TableReader) else reader.read(data, file)
    return packed(as_list(made))


def _check(name: str, data: bytes, file: File) -> bytes:
    from pydantic import TypeAdapter

    from loaders.templates.filled import Checked
    from loaders.templates.readers import TEMPLATES

    reader = next(reader for reader in TEMPLATES if reader.name == name)
    return TypeAdapter(Checked).dump_json(reader.check(data, file.name))


def _limit_memory(most: int | None) -> None:
    """Allow so many bytes beyond what is taken already; None: as many as there are."""
    try:
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        taken = int(STATM.read_text("ascii").split()[0]) * resource.getpagesize() if STATM.exists() else 0
        resource.setrlimit(resource.RLIMIT_AS, (hard if most is None else taken + most, hard))
    except (ImportError, ValueError, OSError):
        return


def _write_nothing() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    main()
