"""Records: JSON arrays of objects, JSON Lines, and Parquet; their fields are the columns of a table."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from graph.errors import MissingExtraError, SourceError
from graph.process.install import install_command
from loaders.tables.formats.rows import Broken, Row, Sheet

PEEKED: Final = 1000  # records whose fields make the header; a field that comes later is met too late
BATCH: Final = 4096
WIDEST: Final = 2000
ITEM_SEPARATOR: Final = "\n"  # separates the items of a list, which mappings split again


def read_json(data: bytes, name: str) -> Sheet:
    """The records of a JSON file: an array of objects, or the one array of objects that an object holds.

    Raises:
        SourceError: it is no JSON, or holds no records.
    """
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SourceError("{file} is not JSON in UTF-8: {reason}.", file=name, reason=error) from error
    if isinstance(held, dict):
        arrays = [one for one in held.values() if _are_records(one)]
        held = arrays[0] if len(arrays) == 1 else held
    if not _are_records(held):
        raise SourceError("{file} holds no records: a table in JSON is an array of objects.", file=name)
    return Sheet(None, _rows((number, one) for number, one in enumerate(held, start=1)))


def _are_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value[:PEEKED])


def read_json_lines(data: bytes) -> Sheet:
    """The records of a file with one JSON object on each line; a line that is none is reported."""
    lines = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", errors="replace")
    return Sheet(None, _rows(_parsed(lines)))


def _parsed(lines: Iterable[str]) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(lines, start=1):
        if not line.isspace():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, line.rstrip("\n")


def read_parquet(data: bytes, name: str) -> Sheet:
    """The rows of a Parquet file, a batch at a time.

    Raises:
        MissingExtraError: pyarrow is not installed.
        SourceError: it is damaged.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            "Parquet needs pyarrow, which is not installed: {command}", command=install_command("parquet")
        ) from error
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        batches = file.iter_batches(batch_size=BATCH)
        records = (record for batch in batches for record in batch.to_pylist())
        first = list(islice(records, 1))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise SourceError("{file} is damaged: it is not a readable Parquet file.", file=name) from error
    return Sheet(None, _rows(enumerate(chain(first, records), start=1)))


def _rows(records: Iterator[tuple[int, object]] | Iterable[tuple[int, object]]) -> Iterator[Row | Broken]:
    """The header, which is row 0, then each record; fields of an object within are columns ``outer.inner``."""
    found = iter(records)
    first = list(islice(found, PEEKED))
    columns: dict[str, None] = {}
    for _, record in first:
        if isinstance(record, dict):
            columns.update(dict.fromkeys(_flat(record)))
    names = list(columns)[:WIDEST]
    yield Row(0, names)
    for number, record in chain(first, found):
        if isinstance(record, dict):
            flat = _flat(record)
            yield Row(number, [flat.get(column, "") for column in names])
        else:
            yield Broken(number, record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)[:1000])


def _flat(record: Mapping[str, Any], before: str = "") -> dict[str, str]:
    made: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict) and not before:
            made.update(_flat(value, f"{key}."))
        else:
            made[f"{before}{key}"] = _text(value)
    return made


def _text(value: Any) -> str:  # noqa: ANN401 (what a record holds)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ITEM_SEPARATOR.join(_text(one) for one in value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < 1e15 else str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
