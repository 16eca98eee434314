"""Rows that a second process reads ahead are those of the file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims import SourceHints, claims_adapter
from graph.errors import SourceError
from graph.process.client import WorkerProcess
from loaders.base import MappingText
from loaders.tables.formats import rows_ahead
from loaders.tables.formats.delimited import read_delimited
from loaders.tables.formats.rows import Broken
from loaders.tables.formats.rows_ahead import DEFAULT_LIMITS, AheadLimits, RowsAhead
from loaders.tables.streaming import stream_table

if TYPE_CHECKING:
    from pathlib import Path

MAPPING = MappingText("key: {column: Nr}\ntitle: Title\nlead: Lead\nstatus: Status\nsummary: About\n")
SOON = AheadLimits(0, 1, 2)
HEADER = "Nr,Title,Lead,Status,About\n"
ODD = [
    ",,,,\n",
    '7,"Map of\nharbours",CRA,active,\n',
    "8,Broken,CRA,active,one,too many\n",
    "9,Parcels,CA-AB,active,Contact: maps@example.org\n",
    "10,Wells,CA-BC,active,Please do not share this before June.\n",
    "11,Fish\0eries,CA-BC,active,Été\n",
]
LINES = st.lists(
    st.one_of(st.sampled_from(ODD), st.integers(100, 999).map(lambda number: f"{number},Title {number},CRA,active,\n")),
    min_size=1, max_size=60,
)  # fmt: skip


def plain(rows):
    return [(one.number, one.text) if isinstance(one, Broken) else (one.number, list(one.cells)) for one in rows]


def rows_of(path: Path):
    sheet, _ = read_delimited(io.BytesIO(path.read_bytes()), path.name)
    return sheet.rows


def claims_and_notes(path: Path, limits: AheadLimits = DEFAULT_LIMITS):
    reading = stream_table(path, MAPPING, SourceHints(), limits)
    claims = claims_adapter().dump_python(list(reading.claims), mode="json")
    return claims, reading.remarks.notes, reading.remarks.unplaced


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_a_table_read_ahead_is_the_table(tmp_path, lines):
    path = tmp_path / "table.csv"
    path.write_text(HEADER + "".join(lines), "utf-8")
    ahead = RowsAhead(path, rows_of(path), SOON)
    assert plain(ahead) == plain(rows_of(path))
    assert ahead.position in (0, path.stat().st_size)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_its_claims_and_notes_are_the_same(tmp_path, encoding):
    path = tmp_path / "table.csv"
    path.write_text(HEADER + "".join(ODD * 3) + "".join(f"{n},Title {n},CRA,active,\n" for n in range(600)), encoding)
    whole = claims_and_notes(path)
    assert claims_and_notes(path, SOON) == whole
    assert whole[1]
    assert not any("example.org" in str(claim) or "share" in str(claim) for claim in whole[0])


def test_what_is_wrong_meanwhile_is_an_error_of_the_file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(HEADER + "".join(f"{n},Title {n},CRA,active,\n" for n in range(9)), "utf-8")
    rows = iter(RowsAhead(path, rows_of(path), SOON))
    next(rows)
    path.unlink()
    with pytest.raises(SourceError, match=r"table\.csv cannot be read: No such file"):
        list(rows)
    path.write_text(HEADER * 9, "utf-8")
    with pytest.raises(SourceError, match=r"table\.csv was not read to its end"):
        list(RowsAhead(path, rows_of(path), SOON, "tests.helpers.workers:end"))


def test_the_second_process_ends_with_whoever_reads(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    path.write_text(HEADER + "1,Title,CRA,active,\n" * 200_000, "utf-8")
    started: list[WorkerProcess] = []

    class Noted(WorkerProcess):
        def __init__(self, *given: str) -> None:
            super().__init__(*given)
            started.append(self)

    monkeypatch.setattr(rows_ahead, "WorkerProcess", Noted)
    rows = iter(RowsAhead(path, rows_of(path), SOON))
    next(rows)
    assert not started
    for _ in range(10):
        next(rows)
    (worker,) = started
    assert worker.is_running
    rows.close()
    assert not worker.is_running
