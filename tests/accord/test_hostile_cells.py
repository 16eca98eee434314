"""What documents say runs nowhere: each form of an answer and each export of texts that a program could obey."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from accord.options import ENDINGS as ANSWER_ENDINGS
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from viz.export.forms import ENDINGS as EXPORT_ENDINGS

EVIL = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "\t=1+1", "x;=1+1", "x;@SUM(A1)",
    "x\t=cmd|' /C calc'!A0", "'=1+1", "''=1+1", " =1+1", "\x1b[31mred", "\x9b2J", "\x1b]8;;http://x\x07y",
    "\u202e=1+1", "\u2066x\u2069", "\ufeff=1+1",
    "\u200b=1+1", "\u00a0=1+1", '=HYPERLINK("http://x","y")', "<script>alert(1)</script>",
)  # fmt: skip
ORDERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # what terminals obey
REORDERS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?(e[+-]?\d+)?$")
BEGINS = tuple("=+-@＝＋－＠\t\r")
ASKED = (
    ("initiatives",), ("initiatives", "--evidence"), ("show", "CRA"), ("themes",), ("partners", "CRA"), ("needs",),
    ("evidence", "CRA"), ("timeline",), ("opportunities",), ("sql", "SELECT * FROM initiative"), ("search", "sum"),
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """A graph each text of which is hostile, as no reader would pass them on."""
    writer = Writer()
    writer.submitted("CRA")
    for number, text in enumerate(EVIL, 1):
        date = f"2021-{number % 9 + 1:02}-05"
        whole = writer.initiative(
            "CRA", f"{text} {number}", "ai", partners=["CA-AB"] if number % 2 else [], summary=text, date=date
        )
        writer.add_claim("initiative", whole, "external_partner", value=text, by="CRA")
        writer.need(f"{text} {number}", "ai", by="CRA", initiative=whole)
    store = SqliteStore(tmp_path_factory.mktemp("hostile") / "g.db", create=True)
    store.add([writer.reading()])
    return store.path


def check_file(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        check_workbook(path)
    elif path.suffix == ".parquet":
        pyarrow.parquet.read_table(path)  # binary, typed: it runs nothing
    elif path.suffix != ".db":
        text = data.decode("utf-8-sig")
        assert not ORDERS.search(text), path.name
        if path.suffix == ".csv":
            check_cells(text)


def check_cells(text: str) -> None:
    """No cell is a formula, at whichever separator a program divides the lines."""
    for divided in ",;\t":
        for row in csv.reader(io.StringIO(text), delimiter=divided):
            bad = [cell for cell in row if cell.startswith(BEGINS) and not NUMBER.match(cell)]
            assert not bad, (divided, bad)


def check_workbook(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and ORDERS.search(cell.value)]
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            assert not re.search(rb"<f[ >]", archive.read(name)), name
            assert "externalLink" not in name


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_answer_is_obeyed_in_any_form(graph, run, tmp_path, lang):
    for number, asked in enumerate(ASKED):
        given = (*asked, "--graph", str(graph), "--lang", lang)
        for ending in [*ANSWER_ENDINGS, ".csv --plain"]:
            name, *more = ending.split()
            target = tmp_path / f"{number}{len(more)}{name}"
            done = run(*given, "-o", str(target), *more)
            if done.returncode == 0 and target.exists():
                check_file(target)
            else:
                assert done.returncode == 2, (asked, ending, done.stderr)
        printed = run(*given)
        assert not ORDERS.search(printed.stdout + printed.stderr), asked
        assert not REORDERS.search(printed.stdout + printed.stderr), asked


def test_no_export_is_obeyed(graph, run, tmp_path):
    for ending in EXPORT_ENDINGS:
        target = tmp_path / f"graph{ending}"
        done = run("export", "--graph", str(graph), "--audience", "members", "-o", str(target))
        assert done.returncode == 0, done.stderr
        for path in sorted(target.rglob("*")) if target.is_dir() else [target]:
            check_file(path)
