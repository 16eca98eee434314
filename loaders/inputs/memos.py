"""Read a memo with the readers that load documents, within the same limits of time and memory."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from graph.errors import AccordError, SourceError
from graph.exchange.memo import Memo
from loaders.base import File
from loaders.formats.sample import sample_of
from loaders.inputs.registry import accepting_readers
from loaders.inputs.unsupported import advice
from loaders.sandbox.client import run_task

if TYPE_CHECKING:
    from loaders.base import Reader

BLANK: Final = b"\0 \t\r\n\f\v"
TASK: Final = "memo"


def read_memo(data: bytes, name: str, *, isolate: bool = True) -> Memo:
    """Return the passages of a document of any format that is read as prose.

    Args:
        data: its content.
        name: its name, for messages.
        isolate: whether readers of formats that can do harm run in the worker process, within limits.

    Raises:
        SourceError: it is of another format, is empty or damaged, or takes too much time or memory.
    """
    if not data.strip(BLANK):
        raise SourceError("{file} is empty.", file=name)
    file, sample = File(hashlib.sha256(data).hexdigest(), name), sample_of(data, name)
    tried: AccordError | None = None
    for reader in accepting_readers(sample):
        if not reader.reads_prose:
            continue
        try:
            return _read(reader, data, file, isolate=isolate)
        except AccordError as error:
            if reader.is_sure_of(file):
                raise
            tried = tried or error
    raise (
        tried
        or advice(sample)
        or SourceError(
            "{file} is not a document of text. Verification reads Word, PDF, OpenDocument, PowerPoint, HTML, Markdown,"
            " e-mail and plain text.",
            file=name,
        )
    )


def _read(reader: Reader, data: bytes, file: File, *, isolate: bool) -> Memo:
    guarded = isolate and len(data) >= reader.guard_from
    made = run_task(TASK, reader, data, file) if guarded else reader.memo_as_json(data, file)
    return Memo.model_validate_json(made)
