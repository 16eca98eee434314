"""A text table of any length, told one claim after another: nothing is kept but the names that were met."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import Reading
from graph.errors import SourceError
from loaders.base import MappingText
from loaders.mapping.file import parse_mapping
from loaders.tables.formats.rows import Log
from loaders.tables.readers import DelimitedTable, source_of
from loaders.tables.sheets import tell_sheets

if TYPE_CHECKING:
    from graph.claims import Claim
    from loaders.mapping.file import MappingFile

BLOCK: Final = 1 << 20


@dataclass(slots=True)
class Telling:
    """The claims of a CSV or TSV file: read anew each time they are gone through, as they are asked for.

    Args:
        path: the file.
        mapping: what its columns mean.
        log: takes what is not placed; complete at the end of each time, and begun anew with the next.
        folders: where the files lie that the mapping names.
    """

    path: Path
    mapping: MappingFile
    log: Log
    folders: Sequence[Path]

    def __iter__(self) -> Iterator[Claim]:
        self.log.begin()
        with self.path.open("rb") as file:
            sheets = DelimitedTable().sheets_of(file, self.path.name, self.log)
            yield from tell_sheets(sheets, self.mapping, self.log, self.path.name, self.folders)
        self.log.end()

    def begin(self) -> None:
        """Read as far as the first claim, so that what is wrong with the table or its mapping is said at once."""
        claims = iter(self)
        next(claims, None)
        claims.close()  # type: ignore[attr-defined]  # it is a generator


def streamed(path: Path, mapping: str, folders: Sequence[str]) -> Reading:
    """The reading of a CSV or TSV file whose claims are a stream.

    Args:
        path: the file.
        mapping: what its columns mean, as the text of a mapping (YAML).
        folders: where the files lie that the mapping names, besides the folder of the file.

    Raises:
        SourceError: the file cannot be read, or the mapping is wrong or does not fit it.
    """
    named = mapping.name if isinstance(mapping, MappingText) else "mapping.yaml"
    given = parse_mapping(mapping.encode(), named)
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(BLOCK):
                digest.update(block)
    except OSError as error:
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=error.strerror or error) from error
    log = Log(digest.hexdigest())
    telling = Telling(path, given, log, [*map(Path, folders), path.parent])
    telling.begin()
    source = source_of(given, log.source, path.name, DelimitedTable.media_type)
    # made unchecked, so that what the log takes later is seen here: a check would copy its lists
    return Reading.model_construct(source=source, claims=telling, approvals=[], unplaced=log.unplaced, notes=log.notes)
