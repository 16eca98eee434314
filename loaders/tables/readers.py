"""Readers of tables: each format comes down to sheets of rows; one mapping says what the rows are."""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from graph.claims import ClaimStream, Reading, ReadingSummary, note
from graph.errors import SourceError, message
from graph.model import Source
from loaders.base import NEVER, SAMPLE_BYTES, Reader, Sample
from loaders.formats.decode import looks_binary
from loaders.formats.sample import sample_of
from loaders.tables.formats.rows import Log, Sheet

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, Note
    from loaders.base import File
    from loaders.mapping.file import MappingFile
    from loaders.mapping.packaged_mappings import PackagedMapping


class TableReader(Reader):
    """The base of readers of tables; a format implements `sheets`."""

    @abstractmethod
    def sheets(self, data: bytes, name: str, log: Log, only: Sequence[str] = ()) -> Iterator[Sheet]:
        """The sheets of the file.

        Args:
            data: its bytes.
            name: its name, for messages.
            log: takes notes of what is not read.
            only: the names of sheets that a mapping asks for.

        Raises:
            SourceError: it is not what it claims to be.
        """

    def is_sure_of(self, file: File) -> bool:
        """A file with the extension of a table, or with a mapping, is not prose."""
        return file.mapping is not None or file.name.lower().endswith(self.extensions)

    def read(self, data: bytes, file: File) -> Reading:
        """The claims of the rows of all sheets; see `loaders.tables.sheets`."""
        made = self.stream(data, file)
        return replace(made, claims=list(made.claims))

    def stream(self, data: bytes, file: File) -> Reading:
        """As `read`, but the claims are generated while they are iterated, and errors are raised then."""
        from loaders.mapping.file import parse_mapping_text
        from loaders.tables.detection.columns import recognised_batches
        from loaders.tables.sheets import sheet_batches

        folders = [Path(folder) for folder in file.folders]
        given = parse_mapping_text(file.mapping, file.hints) if file.mapping is not None else None

        def generate() -> Generator[Sequence[ClaimGroup], None, ReadingSummary]:
            log = Log(file.id)
            if given is None:
                yield from recognised_batches(self.sheets(data, file.name, log), log, file.name, file.hints)
            else:
                sheets = self.sheets(data, file.name, log, given.mapping.sheet)
                yield from sheet_batches(sheets, given, log, file.name, folders)
            return log.summary()

        claims = ClaimStream(generate)
        if given is None:
            source = Source(
                id=file.id, name=file.name, media_type=self.media_type, language=file.hints.language,
                edition=file.hints.edition,
            )  # fmt: skip
        else:
            source = source_of(given, file.id, file.name, self.media_type)
        return Reading(source, claims, remarks=claims)


def source_of(given: MappingFile, identifier: str, name: str, media_type: str) -> Source:
    """The source that a table is, with the language and the edition that its mapping gives all of it."""
    mapping = given.mapping
    language = mapping.language if isinstance(mapping.language, str) else None
    edition = mapping.edition.fixed if mapping.edition else None
    return Source(id=identifier, name=name, media_type=media_type, language=language, edition=edition)


class WorkbookTable(TableReader):
    """XLSX, and XLSM without what it would run."""

    name = message("workbook (XLSX)")
    reads = message("tables in workbooks, all visible sheets; macros and links to other files are left alone")
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    extensions: tuple[str, ...] = (".xlsx", ".xlsm")

    def accepts(self, sample: Sample) -> bool:
        """A ZIP archive with a workbook in it, or a damaged one with the extension of a workbook."""
        called = sample.name.lower().endswith(self.extensions)
        return sample.is_zip and ("xl/workbook.xml" in sample.members or called)

    def sheets(self, data: bytes, name: str, log: Log, only: Sequence[str] = ()) -> Iterator[Sheet]:
        """Its visible sheets, and those that the mapping names."""
        from loaders.tables.formats.xlsx import read_workbook

        return read_workbook(data, name, log, only)


class JsonTable(TableReader):
    """An array of objects."""

    name = message("records (JSON)")
    reads = message("tables in JSON: an array of objects")
    media_type = "application/json"
    extensions: tuple[str, ...] = (".json",)
    guard_from = NEVER

    def accepts(self, sample: Sample) -> bool:
        """A file that begins as an array of objects, or as an object that may hold one."""
        start = sample.start
        if b'"accord-graph/' in sample.head:
            return False
        return start.startswith(b"{") or (start.startswith(b"[") and start[1:].lstrip()[:1] in (b"{", b""))

    def sheets(self, data: bytes, name: str, log: Log, only: Sequence[str] = ()) -> Iterator[Sheet]:  # noqa: ARG002
        """The one sheet."""
        from loaders.tables.formats.records import read_json

        yield read_json(data, name)


class JsonLinesTable(TableReader):
    """One object a line."""

    name = message("records (JSON Lines)")
    reads = message("tables in JSON Lines: an object on each line")
    media_type = "application/jsonl"
    extensions: tuple[str, ...] = (".jsonl", ".ndjson")
    guard_from = NEVER

    def accepts(self, sample: Sample) -> bool:
        """A file with the extension, or whose first line is a complete object while more lines follow."""
        first, _, rest = sample.start.partition(b"\n")
        whole = first.startswith(b"{") and first.rstrip().endswith(b"}")
        return whole and (bool(rest.strip()) or sample.name.lower().endswith(self.extensions))

    def sheets(self, data: bytes, name: str, log: Log, only: Sequence[str] = ()) -> Iterator[Sheet]:  # noqa: ARG002
        """The one sheet."""
        from loaders.tables.formats.records import read_json_lines

        yield read_json_lines(data)


class ParquetTable(TableReader):
    """Parquet, where pyarrow is installed."""

    name = message("table (Parquet)")
    reads = message("tables in Parquet")
    media_type = "application/vnd.apache.parquet"
    extensions: tuple[str, ...] = (".parquet",)
    extra: str | None = "parquet"
    module: str | None = "pyarrow"

    def accepts(self, sample: Sample) -> bool:
        """A file with the signature in its first four bytes."""
        return sample.head.startswith(b"PAR1")

    def sheets(self, data: bytes, name: str, log: Log, only: Sequence[str] = ()) -> Iterator[Sheet]:  # noqa: ARG002
        """The one sheet."""
        from loaders.tables.formats.records import read_parquet

        yield read_parquet(data, name)


class DelimitedTable(TableReader):
    """CSV, TSV and their kin."""

    name = message("table (CSV, TSV)")
    reads = message("tables as text: CSV or TSV, any delimiter, in UTF-8, UTF-16 or Windows-1252")
    media_type = "text/csv"
    extensions: tuple[str, ...] = (".csv", ".tsv", ".tab")
    guard_from = NEVER  # it needs no more time and memory than the file is long

    def accepts(self, sample: Sample) -> bool:
        """Text that is called a table, or that is cut into the same number of cells line after line."""
        if looks_binary(sample.head) or sample.is_zip or sample.head.startswith(b"%PDF-"):
            return False
        return sample.name.lower().endswith(self.extensions) or _cut(sample.head)

    def sheets(self, data: bytes, name: str, log: Log, only: Sequence[str] = ()) -> Iterator[Sheet]:  # noqa: ARG002
        """The one sheet."""
        return self.sheets_of(io.BytesIO(data), name, log)

    def sheets_of(self, file: IO[bytes], name: str, log: Log) -> Iterator[Sheet]:
        """The one sheet of an open file, which is read as its rows are asked for."""
        from loaders.tables.formats.delimited import read_delimited

        sheet, encoding = read_delimited(file, name)
        if encoding not in ("utf-8", "utf-8-sig"):
            log.notes.append(note("It was read as {encoding}, not as UTF-8.", encoding=encoding))
        yield sheet


def _cut(head: bytes) -> bool:
    """Whether text with another extension is a table: at least three lines, each with two or more of one delimiter."""
    every = head.splitlines() if len(head) < SAMPLE_BYTES else head.splitlines()[:-1]
    lines = [line for line in every if line.strip()][:10]
    counts = [[line.count(mark) for line in lines] for mark in (b"\t", b";", b"|")]
    return len(lines) >= 3 and any(min(each) >= 2 and len(set(each)) == 1 for each in counts)


TABLES: Final[list[TableReader]] = [WorkbookTable(), ParquetTable(), JsonLinesTable(), JsonTable(), DelimitedTable()]


def propose_for(data: bytes, name: str, translate: Callable[[Note], str]) -> tuple[str, list[Note]]:
    """The text of a mapping file for a table, and notes on what of it was not read.

    Args:
        data: its bytes.
        name: its name.
        translate: returns the text of a note in the language of the user.

    Raises:
        SourceError: it is no table, or a damaged one.
    """
    from loaders.tables.detection.proposal import propose

    log = Log(name)
    return propose(_reader_of(data, name).sheets(data, name, log), name, translate), log.notes


def packaged_for(
    data: bytes, name: str, packaged: PackagedMapping, folder: Path | None, translate: Callable[[Note], str]
) -> tuple[str, list[Note]]:
    """The text of a mapping file for a table, from a mapping of the package; and notes on what it lacks.

    Args:
        data: its bytes.
        name: its name.
        packaged: the mapping of the package.
        folder: where the file lies, and a second one may that its rows are joined with.
        translate: returns the text of a note in the language of the user.

    Raises:
        SourceError: it is no table, a damaged one, or not one that the mapping is for.
    """
    from loaders.tables.detection.packaged import packaged_text

    log = Log(name)
    text, notes = packaged_text(_reader_of(data, name).sheets(data, name, log), name, packaged, folder, translate)
    return text, [*log.notes, *notes]


def _reader_of(data: bytes, name: str) -> TableReader:
    sample = sample_of(data, name)
    reader = next((one for one in TABLES if one.accepts(sample)), None)
    if reader is None or not data.strip():
        raise SourceError("{file} is not a table. Tables are CSV, XLSX, JSON, JSON Lines and Parquet files.", file=name)
    return reader
