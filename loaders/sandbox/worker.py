"""Worker of `loaders.sandbox.client`: read files within limits of memory, and without writing any file.

A request is a JSON value that names the task, the reader, the file and its limit of memory, and then the bytes of the
file. The answer is the result as bytes, an `AccordError`, or a JSON value that says how reading failed.
"""

from __future__ import annotations

import contextlib
import gc
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from graph.claims import SourceHints
from graph.errors import AccordError
from graph.process.worker import forbid_resources, limit_memory
from loaders.base import File, MappingText, Reader
from loaders.sandbox.client import as_list
from loaders.sandbox.serialization import dump_readings

if TYPE_CHECKING:
    from graph.process.client import Channel, Message

READER_PACKAGE: Final = "loaders."
MAX_REASON_CHARACTERS: Final = 500
OBJECTS_PER_COLLECTION: Final = 200_000  # with the usual 700, a reading is searched for cycles over and over


def serve(channel: Channel, first_reader: str = "", variant: str = "") -> None:
    """Answer requests until the other process ends.

    Args:
        channel: the connection to the other process.
        first_reader: the reader that it will ask for first; what reading needs is imported meanwhile.
        variant: that of this reader.
    """
    gc.set_threshold(OBJECTS_PER_COLLECTION)
    if first_reader:
        _prepare(first_reader, variant)
        gc.freeze()  # what stays for good is searched for cycles no more
    is_limited = False
    while True:
        request, data = channel.receive(), channel.receive()
        if not is_limited:
            _prepare(request["reader"], request["variant"])
            forbid_resources("RLIMIT_FSIZE")
            is_limited = True
        try:
            answer = _run(request, data)
        except AccordError as error:
            channel.send_error(error)
        else:
            channel.send(answer)
        gc.collect()  # while nobody waits


def _prepare(kind: str, variant: str) -> None:
    """Import what a reader needs."""
    with contextlib.suppress(Exception):  # whatever it is, reading fails of it as well, and says so
        import_reader(kind, variant).prepare()


def _run(request: dict[str, Any], data: bytes) -> Message:
    """Run a task within its limit of memory; return its result, or how it failed."""
    try:
        limit_memory(request["bytes"])
        return _run_task(request, data)
    except MemoryError:
        return {"failure": "memory"}
    except AccordError:
        raise
    except RecursionError:
        return {"failure": "depth"}
    except Exception as error:  # noqa: BLE001 (whatever a parser raises concerns this file only)
        return {"failure": "error", "reason": f"{type(error).__name__}: {error}"[:MAX_REASON_CHARACTERS]}
    finally:
        limit_memory(None)


def _run_task(request: dict[str, Any], data: bytes) -> bytes:
    reader, file = import_reader(request["reader"], request["variant"]), _file_from(request["file"])
    if request["task"] == "check":
        return reader.check_as_json(data, file)
    if request["task"] == "memo":
        return reader.memo_as_json(data, file)
    return dump_readings(as_list(reader.stream(data, file)))


def import_reader(kind: str, variant: str = "") -> Reader:
    """Return a reader by its module and class, as ``loaders.documents.readers:DocumentReader``, and its variant.

    Raises:
        TypeError: it is no reader of Accord.
    """
    module, _, name = kind.partition(":")
    reader_class = getattr(import_module(module), name) if module.startswith(READER_PACKAGE) else None
    made = reader_class and (reader_class(variant) if variant else reader_class())
    if not isinstance(made, Reader):
        raise TypeError(f"{kind} is no reader")
    return made


def _file_from(fields: dict[str, Any]) -> File:
    mapping = MappingText(**fields["mapping"]) if fields["mapping"] else None
    return File(**{**fields, "mapping": mapping, "hints": SourceHints(**fields["hints"])})
