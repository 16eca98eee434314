"""Rows of a large text table, read by a second process while this one makes claims of those before them."""

from __future__ import annotations

import marshal
from itertools import islice
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.process.client import WorkerEndedError, WorkerProcess
from loaders.tables.formats.rows import Broken, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKER: Final = "loaders.tables.formats.rows_ahead_worker:send_rows"
MIN_BYTES: Final = 8_000_000  # of a file; a smaller one is read before a second process would help
FIRST_ROWS: Final = 200  # after which the second process starts: whoever looks at the beginning of a file needs none
ROWS_MEANWHILE: Final = 4_000  # that are read here while it starts


class RowsAhead:
    """The rows of a file. After the first ones a second process reads it, and finds out which rows are worth a look.

    Args:
        path: the file.
        rows: its rows as this process reads them, of which only the first are taken.

    Attributes:
        position: how many bytes the second process had read for the last row; 0 before its first.
    """

    def __init__(self, path: Path, rows: Iterator[Row | Broken]) -> None:
        self._path = path
        self._rows = rows
        self.position = 0

    def __iter__(self) -> Iterator[Row | Broken]:
        """Yield the rows in order.

        Raises:
            SourceError: the file cannot be read to its end.
        """
        yield from islice(self._rows, FIRST_ROWS)
        with WorkerProcess(WORKER) as worker:
            worker.send({"file": str(self._path), "skip": FIRST_ROWS + ROWS_MEANWHILE})
            yield from islice(self._rows, ROWS_MEANWHILE)
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
