"""The process that reads files for `loaders.sandbox.client`: no more memory than it is told, and no file is written.

Each request is a line of JSON and the bytes of a file; each answer is its length on a line, the kind of answer on the
next, and the answer.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from graph.errors import AccordError, told
from graph.process_worker import answers, forbid, limit_memory
from loaders.base import File, SourceHints


def main() -> None:
    """Answer requests until there are no more."""
    requests = sys.stdin.buffer
    with answers() as pipe:
        forbid("RLIMIT_FSIZE")
        while line := requests.readline():
            asked = json.loads(line)
            data = requests.read(asked["size"])
            _answer(pipe, *_done(asked["task"], asked["reader"], data, _file(asked["file"]), asked["bytes"]))


def _file(fields: dict[str, Any]) -> File:
    return File(**{**fields, "folders": tuple(fields["folders"]), "hints": SourceHints(**fields["hints"])})


def _answer(pipe: BinaryIO, kind: str, body: bytes) -> None:
    answer = kind.encode() + b"\n" + body
    pipe.write(f"{len(answer)}\n".encode() + answer)
    pipe.flush()


def _done(task: str, name: str, data: bytes, file: File, most: int) -> tuple[str, bytes]:
    tasks: dict[str, Callable[[str, bytes, File], bytes]] = {"read": _read, "check": _check}
    try:
        limit_memory(most)
        return "made", tasks[task](name, data, file)
    except MemoryError:
        return "memory", b""
    except AccordError as error:
        return "error", json.dumps(told(error)).encode()
    except RecursionError:
        return "deep", b""
    except Exception as error:  # noqa: BLE001 (whatever a parser raises is said of the file, and the next one read)
        return "other", f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace")
    finally:
        limit_memory(None)
        gc.collect()


def _read(name: str, data: bytes, file: File) -> bytes:
    from loaders.inputs.registry import READERS, as_list
    from loaders.sandbox.serialization import packed
    from loaders.tables.readers import TableReader

    reader = next(reader for reader in READERS if reader.name == name)
    made = reader.stream(data, file) if isinstance(reader, TableReader) else reader.read(data, file)
    return packed(as_list(made))


def _check(name: str, data: bytes, file: File) -> bytes:
    from pydantic import TypeAdapter

    from loaders.templates.form_data import Checked
    from loaders.templates.readers import TEMPLATES

    reader = next(reader for reader in TEMPLATES if reader.name == name)
    return TypeAdapter(Checked).dump_json(reader.check(data, file.name))


if __name__ == "__main__":
    main()
