"""Rows of a large text table, read by a second process while this one makes claims of those before them."""

from __future__ import annotations

import marshal
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.errors import SourceError
from graph.process.client import WorkerEndedError, WorkerProcess
from loaders.tables.formats.rows import Broken, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKER: Final = "loaders.tables.formats.rows_ahead_worker:send_rows"


class AheadLimits(NamedTuple):
    """When rows are read ahead.

    Attributes:
        min_bytes: of a file; a smaller one is read before a second process would help.
        first_rows: after which the second process starts: whoever looks at the beginning of a file needs none.
        rows_meanwhile: that are read by this process while it starts.
    """

    min_bytes: int = 8_000_000
    first_rows: int = 200
    rows_meanwhile: int = 4_000


DEFAULT_LIMITS: Final = AheadLimits()


class RowsAhead:
    """The rows of a file. After the first ones a second process reads it, and finds out which rows are worth a look.

    Args:
        path: the file.
        rows: its rows as this process reads them, of which only the first are taken.
        limits: how many these are.
        worker_function: what the second process runs, if not `WORKER`.

    Attributes:
        position: how many bytes the second process had read for the last row; 0 before its first.
    """

    def __init__(
        self, path: Path, rows: Iterator[Row | Broken], limits: AheadLimits = DEFAULT_LIMITS,
        worker_function: str = WORKER,
    ) -> None:  # fmt: skip
        self._path, self._rows, self._limits = path, rows, limits
        self._worker_function = worker_function
        self.position = 0

    def __iter__(self) -> Iterator[Row | Broken]:
        """Yield the rows in order.

        Raises:
            SourceError: the file cannot be read to its end.
        """
        _, first, meanwhile = self._limits
        yield from islice(self._rows, first)
        with WorkerProcess(self._worker_function) as worker:
            worker.send({"file": str(self._path), "skip": first + meanwhile})
            yield from islice(self._rows, meanwhile)
            while batch := self._receive(worker):
                self.position, rows = marshal.loads(batch)  # noqa: S302 (sent by the process that was started here)
                for number, text, is_plain in rows:
                    yield Broken(number, text) if is_plain is None else Row(number, text, 0, is_plain)

    def _receive(self, worker: WorkerProcess) -> bytes:
        try:
            received: bytes = worker.receive()
        except WorkerEndedError:
            raise SourceError(
                "{file} was not read to its end: the process that reads it was ended. It may have run out of memory.",
                file=self._path.name,
            ) from None
        return received
