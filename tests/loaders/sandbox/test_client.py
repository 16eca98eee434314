"""A file that takes too much time or memory, or breaks its reader down, costs that file and no other."""

from __future__ import annotations

import io
import threading

import pytest
from fpdf import FPDF

from graph.errors import SourceError, UsageError
from loaders.base import ALWAYS, MIN_ISOLATED_TEXT_BYTES
from loaders.documents.formats import DOCUMENT_FORMATS
from loaders.sandbox import client
from loaders.sandbox.limits import MEGABYTES, SECONDS
from tests.helpers.files import docx as w
from tests.helpers.reading import read_all

ROWS = [("YUKON", ["Road Desk. A desk for roads, which the territory shares with Nunavut."])]


def ruled(pages: int) -> bytes:
    """A PDF full of lines, which takes its reader a while."""
    pdf = FPDF()
    pdf.set_font("helvetica", size=6)
    for _ in range(pages):
        pdf.add_page()
        for at in range(60):
            pdf.line(5, 4 * at, 200, 4 * at)
            pdf.line(3 * at, 5, 3 * at, 280)
            pdf.set_xy(5, 4 * at)
            pdf.cell(text="word " * 30)
    return bytes(pdf.output())


def test_one_process_reads_many_files():
    data = w.analysis(ROWS)
    client.close()
    first = read_all(data, "a.docx")
    process = client._running[0]
    assert read_all(data, "b.docx")[0].claims == first[0].claims
    assert client._running[0] is process
    process._process.kill()  # not by us
    process._process.wait()
    assert read_all(data, "a.docx") == first


def test_what_a_reader_says_of_a_file_comes_through():
    with pytest.raises(SourceError, match=r"x\.pdf is damaged") as caught:
        read_all(b"%PDF-1.7\n" + bytes(range(256)), "x.pdf")
    assert caught.value.values["file"] == "x.pdf"


def test_the_deadline_holds_and_the_next_file_is_read(monkeypatch):
    slow = ruled(100)
    monkeypatch.setenv(SECONDS, "1")
    with pytest.raises(SourceError, match=r"longer than 1 seconds .* ACCORD_READ_SECONDS"):
        read_all(slow, "slow.pdf")
    monkeypatch.delenv(SECONDS)
    assert read_all(w.analysis(ROWS), "a.docx")[0].source.edition == "2022-winter"


def test_memory_is_limited_and_the_next_file_is_read(monkeypatch):
    large = w.word(w.p("word ") * 1_500_000)
    assert len(large) < 1_000_000
    monkeypatch.setenv(MEGABYTES, "60")
    with pytest.raises(SourceError, match="60 megabytes"):
        read_all(large, "large.docx")
    monkeypatch.delenv(MEGABYTES)
    assert read_all(w.analysis(ROWS), "a.docx")[0].source.edition == "2022-winter"


@pytest.mark.parametrize("given", ["0", "-1", "many", "1e3", "９"])
def test_a_limit_that_is_no_number_is_refused(monkeypatch, given):
    monkeypatch.setenv(SECONDS, given)
    with pytest.raises(UsageError, match="whole number"):
        read_all(w.analysis(ROWS), "a.docx")


def test_a_template_is_checked_within_the_limits(monkeypatch):
    from openpyxl import Workbook

    from loaders.templates.readers import check_template, reader_of

    book, made = Workbook(), io.BytesIO()
    sheet = book.active
    sheet["A1"] = "accord-template/1 en CA-AB"
    sheet.append(["Edition", "winter of 2022 or so"])
    for number in range(20_000):
        sheet.append([f"Nobody knows field {number}", "x"])
    book.save(made)
    data = made.getvalue()
    found = check_template(data, "alberta.xlsx")
    assert found == reader_of(data, "alberta.xlsx").check(data, "alberta.xlsx")  # the same as without limits
    assert found.problems
    monkeypatch.setenv(SECONDS, "1")
    client.close()
    client.start("tests.helpers.workers:sleep")
    with pytest.raises(SourceError, match="longer than 1 seconds"):
        check_template(data, "alberta.xlsx")
    client.close()


@pytest.mark.parametrize(("raised", "message"), [(RecursionError(), "nested too deep"), (KeyError("x"), "KeyError")])
def test_what_a_reader_of_plain_text_raises_costs_its_file(monkeypatch, raised: Exception, message: str):
    monkeypatch.delenv("ACCORD_DEBUG", raising=False)

    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr("loaders.documents.readers.DocumentReader.read", fail)
    with pytest.raises(SourceError, match=message):
        read_all(b"Alberta and Ontario launched a portal for benefits in 2021.", "short.txt")


def test_a_long_plain_text_is_read_in_the_worker(monkeypatch):
    monkeypatch.setattr("loaders.documents.readers.DocumentReader.read", None)  # in this process
    text = "Alberta launched a portal for benefits.\n\n" * 2_000
    assert len(text) > MIN_ISOLATED_TEXT_BYTES
    assert read_all(text.encode(), "long.txt")


def test_documents_that_the_worker_always_reads_start_it_early():
    isolated = {variant: each.extensions for variant, each in DOCUMENT_FORMATS.items() if each.guard_from == ALWAYS}
    assert isolated == client.DOCUMENT_ENDINGS
    client.close()
    client.start_early(["table.csv"])
    assert not client._running
    client.start_early(["REPORT.DOCX"])
    (process,) = client._running
    assert read_all(w.analysis(ROWS), "a.docx")[0].source.edition == "2022-winter"
    assert client._running == [process]


def test_other_work_is_done_once_while_the_first_document_is_read():
    done: list[str] = []
    client.close()
    ready = threading.Event()

    def get_ready() -> None:
        done.append(threading.current_thread().name)
        ready.set()

    client.start_early(["table.csv"], get_ready)  # which no worker reads
    client.start_early(["report.docx"], get_ready)
    assert not done
    for name in ("a.docx", "b.docx"):
        assert read_all(w.analysis(ROWS), name)[0].source.edition == "2022-winter"
    assert ready.wait(10)
    assert len(done) == 1
    assert done[0] != threading.current_thread().name
