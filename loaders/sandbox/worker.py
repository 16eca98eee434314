"""Worker of `loaders.sandbox.client`: read files within limits of memory, and without writing any file.

A request is a JSON value that names the task, the reader, the file and its limit of memory, and then the bytes of the
file. The answer is the result as bytes, an `AccordError`, or a JSON value that says how reading failed.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graph.errors import AccordError
from graph.process_worker import forbid_resources, limit_memory
from loaders.base import File, SourceHints

if TYPE_CHECKING:
    from graph.process import Channel, Message


def serve(channel: Channel) -> None:
    """Answer requests until the other process ends."""
    forbid_resources("RLIMIT_FSIZE")
    while True:
        request, data = channel.receive(), channel.receive()
        try:
            answer = _run(request, data)
        except AccordError as error:
            channel.send_error(error)
        else:
            channel.send(answer)


def _run(request: dict[str, Any], data: bytes) -> Message:
    """Run a task within its limit of memory; return its result, or how it failed."""
    tasks: dict[str, Callable[[str, bytes, File], bytes]] = {"read": _read, "check": _check}
    try:
        limit_memory(request["bytes"])
        return tasks[request["task"]](request["reader"], data, _file(request["file"]))
    except MemoryError:
        return {"failure": "memory"}
    except AccordError:
        raise
    except RecursionError:
        return {"failure": "depth"}
    except Exception as error:  # noqa: BLE001 (whatever a parser raises concerns this file only)
        return {"failure": "error", "reason": f"{type(error).__name__}: {error}"[:500]}
    finally:
        limit_memory(None)
        gc.collect()


def _file(fields: dict[str, Any]) -> File:
    return File(**{**fields, "folders": tuple(fields["folders"]), "hints": SourceHints(**fields["hints"])})


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
