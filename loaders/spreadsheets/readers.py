"""Readers of tables: each format comes down to sheets of rows; one mapping says what the rows are."""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from graph.claims import Reading, note
from graph.errors import message
from graph.model import Source
from loaders.decode import looks_binary
from loaders.reader import NEVER, Reader, Sample
from loaders.spreadsheets.rows import Log, Sheet

if TYPE_CHECKING:
    from loaders.mapping_file import MappingFile
    from loaders.reader import File

MAPPING: Final = "mapping.yaml"


class TableReader(Reader):
    """What readers of tables share: `sheets` is all that a format has to say."""

    @abstractmethod
    def sheets(self, data: bytes, name: str, log: Log) -> Iterator[Sheet]:
        """The sheets of the file.

        Raises:
            SourceError: it is not what it claims to be.
        """

    def read(self, data: bytes, file: File) -> Reading:
        """The claims of the rows of all sheets; see `loaders.spreadsheets.telling`."""
        from loaders.mapping_file import parse_mapping
        from loaders.spreadsheets.recognise import tell_recognised
        from loaders.spreadsheets.telling import tell_sheets

        log = Log(file.id)
        sheets = self.sheets(data, file.name, log)
        folders = [Path(folder) for folder in file.folders]
        if file.mapping is None:
            claims = list(tell_recognised(sheets, log, file.name))
            source = Source(id=file.id, name=file.name, media_type=self.media_type)
        else:
            given = parse_mapping(file.mapping.encode(), MAPPING)
            claims = list(tell_sheets(sheets, given, log, file.name, folders))
            source = _source(given, file, self.media_type)
        if log.beyond:
            log.notes.append(note("{n} more rows or cells were not placed.", n=log.beyond))
        return Reading(source=source, claims=claims, unplaced=log.unplaced, notes=log.notes)


def _source(given: MappingFile, file: File, media_type: str) -> Source:
    mapping = given.mapping
    language = mapping.language if isinstance(mapping.language, str) else None
    edition = mapping.edition.fixed if mapping.edition else None
    return Source(id=file.id, name=file.name, media_type=media_type, language=language, edition=edition)


class DelimitedTable(TableReader):
    """CSV, TSV and their kin."""

    name = message("table (CSV, TSV)")
    reads = message("tables as text: CSV or TSV, any delimiter, in UTF-8, UTF-16 or Windows-1252")
    media_type = "text/csv"
    extensions: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".tab")
    guard_from = NEVER  # it needs no more time and memory than the file is long

    def accepts(self, sample: Sample) -> bool:
        """Text that is called a table, or that is cut into the same number of cells line after line."""
        if looks_binary(sample.head) or sample.is_zip or sample.head.startswith(b"%PDF-"):
            return False
        return sample.name.lower().endswith(self.extensions) or _cut(sample.head)

    def sheets(self, data: bytes, name: str, log: Log) -> Iterator[Sheet]:
        """The one sheet."""
        from loaders.spreadsheets.delimited import read_delimited

        sheet, encoding = read_delimited(io.BytesIO(data), name)
        if encoding not in ("utf-8", "utf-8-sig"):
            log.notes.append(note("It was read as {encoding}, not as UTF-8.", encoding=encoding))
        yield sheet


def _cut(head: bytes) -> bool:
    """Whether text without a telling name is a table: at least three lines, each with two or more of one delimiter."""
    lines = [line for line in head.splitlines()[:-1] if line.strip()][:10]
    counts = [[line.count(mark) for line in lines] for mark in (b"\t", b";", b"|")]
    return len(lines) >= 3 and any(min(each) >= 2 and len(set(each)) == 1 for each in counts)
