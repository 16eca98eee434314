"""A text table of any length, told one claim after another: nothing is kept but the names that were met."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from loaders.mapping_file import load_mapping
from loaders.spreadsheets.delimited import read_delimited
from loaders.spreadsheets.readers import DelimitedTable, source_of
from loaders.spreadsheets.rows import Log
from loaders.spreadsheets.telling import tell_sheets

if TYPE_CHECKING:
    from graph.claims import Claim
    from graph.model import Source

BLOCK: Final = 1 << 20


@dataclass(slots=True)
class Stream:
    """A table that is being read: its source, its claims as they are told, and what could not be placed so far."""

    source: Source
    claims: Iterator[Claim]
    log: Log


def stream(path: Path, mapping: Path) -> Stream:
    """The claims of a CSV or TSV file, read as they are asked for.

    Args:
        path: the file.
        mapping: the file that says what its columns mean.

    Raises:
        SourceError: a file cannot be read, or the mapping is wrong; of the table itself, when it is read.
    """
    given = load_mapping(mapping)
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError as error:
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=error.strerror or error) from error
    log = Log(digest.hexdigest())
    source = source_of(given, log.source, path.name, DelimitedTable.media_type)

    def claims() -> Iterator[Claim]:
        with path.open("rb") as file:
            sheet, _ = read_delimited(file, path.name)
            yield from tell_sheets(iter([sheet]), given, log, path.name, (mapping.parent, path.parent))

    return Stream(source, claims(), log)
