"""Read a text table of any size in a stream; only resolved names are kept in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import ClaimStream, Reading, ReadingSummary
from graph.errors import SourceError, message
from graph.process.progress import step
from loaders.mapping.file import parse_mapping_text
from loaders.tables.formats.rows import Log
from loaders.tables.formats.rows_ahead import DEFAULT_LIMITS, RowsAhead
from loaders.tables.readers import DelimitedTable, source_of
from loaders.tables.sheets import sheet_batches

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, SourceHints
    from loaders.base import MappingText
    from loaders.tables.formats.rows_ahead import AheadLimits

BLOCK_BYTES: Final = 1 << 20


def stream_table(
    path: Path, mapping: MappingText, hints: SourceHints, ahead_limits: AheadLimits = DEFAULT_LIMITS
) -> Reading:
    """Return the reading of a CSV or TSV file whose claims are a stream.

    Args:
        path: the file.
        mapping: what its columns mean.
        hints: what the user says of the source.
        ahead_limits: when a second process reads its rows ahead.

    Raises:
        SourceError: the file cannot be read, or the mapping is wrong or does not fit it.
    """
    given = parse_mapping_text(mapping, hints)
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(BLOCK_BYTES):
                digest.update(block)
    except OSError as error:
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=error.strerror or error) from error
    identifier = digest.hexdigest()
    folders = [*([Path(mapping.folder)] if mapping.folder else []), path.parent]

    def generate() -> Generator[Sequence[ClaimGroup], None, ReadingSummary]:
        log = Log(identifier)
        size = path.stat().st_size
        with path.open("rb") as file, step(message("Reading {file}"), size, is_share=True, file=path.name) as reading:
            (sheet,) = DelimitedTable().sheets_of(file, path.name, log)
            ahead = RowsAhead(path, sheet.rows, ahead_limits)
            if size >= ahead_limits.min_bytes:
                sheet.rows = iter(ahead)
            for batch in sheet_batches(iter([sheet]), given, log, path.name, folders):
                reading.done = ahead.position or file.tell()
                yield batch
        return log.summary()

    first = generate()  # what is wrong with the table or its mapping is raised at once
    next(first, None)
    first.close()
    claims = ClaimStream(generate)
    source = source_of(given, identifier, path.name, DelimitedTable.media_type)
    return Reading(source, claims, remarks=claims)
