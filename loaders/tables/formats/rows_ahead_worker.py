"""Worker of `loaders.tables.formats.rows_ahead`: read the rows of a text table, and send them in batches."""

from __future__ import annotations

import marshal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from loaders.tables.formats.delimited import read_delimited
from loaders.tables.formats.rows import Broken
from loaders.text.remarks import is_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.process.client import Channel
    from loaders.tables.formats.rows import Row

ROWS_PER_BATCH: Final = 256  # some 50 kB


def send_rows(channel: Channel) -> None:
    """Send batches of rows behind the first ones, and at last an empty message.

    A batch is (bytes read of the file, rows); a row is its number, its cells, and whether they hold nothing that is
    private and something else; a broken one its number, its text and None.

    Raises:
        SourceError: the file cannot be read.
    """
    asked = channel.receive()
    path = Path(asked["file"])
    try:
        with path.open("rb") as file:
            sheet, _ = read_delimited(file, path.name)
            rows = islice(sheet.rows, asked["skip"], None)
            while batch := [_message(row) for row in islice(rows, ROWS_PER_BATCH)]:
                channel.send(marshal.dumps((file.tell(), batch)))
    except OSError as error:
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=error.strerror or error) from error
    channel.send(b"")


def _message(row: Row | Broken) -> tuple[int, Sequence[str] | str, bool | None]:
    if isinstance(row, Broken):
        return row.number, row.text, None
    text = "\n".join(row.cells)
    return row.number, row.cells, bool(text) and not text.isspace() and not is_private(text)
