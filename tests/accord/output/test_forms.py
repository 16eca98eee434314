"""Each form of an answer is opened by what people open it with, and holds what the answer holds."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import icalendar
import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from accord.options import ENDINGS
from accord.output.answer import format_answer
from accord.output.calendar import format_calendar
from accord.output.csv import format_csv, format_excel_csv
from accord.output.workbook import format_workbook
from graph.text.strings import escape_formula, unescape_formula
from graph.values import Audience
from queries.questions.answer import Answer
from queries.questions.question import Column, Question, load_question

HOSTILE = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "x;=1+1",
    "\tx",
    "\x1b[31mred\x1b[0m",
    "a\nb",
    '"',
    "<b>&",
    "’é🍁",
]


def answers(run, tmp_path: Path, ending: str, *arguments: str) -> tuple[Path, list[dict]]:
    """The file of an answer and its rows as JSON."""
    target = tmp_path / f"answer{ending}"
    done = run(*arguments, "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    return target, json.loads(run(*arguments, "--format", "json").stdout)["rows"]


def made(**row: object) -> tuple[Answer, Question]:
    columns = tuple(Column(name, {"en": name, "fr": name}) for name in row)
    question = Question("made", {"en": "Made", "fr": "Fait"}, {}, (), columns, (), (), {}, None)
    return Answer("made", {}, "members", "en", list(row), [{**row, "evidence": []}]), question


def test_an_ending_that_is_not_written_is_refused_with_those_that_are(run, tmp_path):
    for name in ("answer.docx", "answer.xls", "answer.CSV.gz"):
        done = run("who", "ai", "-o", str(tmp_path / name))
        assert done.returncode == 2
        assert all(ending in done.stderr for ending in ENDINGS)
        assert not list(tmp_path.glob("answer*"))
    assert run("who", "ai", "-o", str(tmp_path / "answer.JSON")).returncode == 0
    assert json.loads((tmp_path / "answer.JSON").read_text("utf-8"))["question"] == "who"


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("view",), ".html, .htm"), (("map", "TABLE"), ".yaml, .yml"), (("map", "--list"), ".txt"),
        (("status",), ".txt"), (("export",), ".json, .graphml"), (("brief",), ".docx, .html"),
        (("sql", "SELECT 1"), ".txt, .json"),
        (("review",), ".txt, .json"), (("network",), ".txt, .json"),
    ],
)  # fmt: skip
def test_no_command_writes_another_form_than_the_ending_says(run, tmp_path, arguments, known):
    table = tmp_path / "table.csv"
    table.write_text("title,lead\nA register of trees,Ontario\n")
    asked = [str(table) if one == "TABLE" else one for one in arguments]
    for ending in (".xls", ".pptx"):
        target = tmp_path / f"answer{ending}"
        done = run(*asked, "-o", str(target))
        assert done.returncode == 2
        assert known in done.stderr
        assert not target.exists()


def test_what_is_not_rows_says_which_forms_it_has(run, tmp_path):
    done = run("model", "train", "-o", str(tmp_path / "measures.xlsx"))
    assert done.returncode != 0
    assert not (tmp_path / "measures.xlsx").exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_workbook_is_typed_with_its_header_frozen_and_its_evidence_on_a_second_sheet(run, tmp_path, lang):
    target, rows = answers(run, tmp_path, ".xlsx", "timeline", "--lang", lang)
    book = openpyxl.load_workbook(target)
    answer, evidence, about = book.worksheets
    assert [answer.title, evidence.title] == {"en": ["Answer", "Evidence"], "fr": ["Réponse", "Preuves"]}[lang]
    assert answer.freeze_panes == "A2"
    header = [cell.value for cell in answer[1]]
    assert header[1] == "Date"
    assert answer.max_row == len(rows) + 1
    days = [cell.value for cell in answer["B"][1:] if isinstance(cell.value, dt.datetime)]
    assert [day.date() for day in days] == [dt.date(2021, 10, 19)]
    assert evidence.max_row == 1 + sum(len(row["evidence"]) for row in rows)
    assert {row[0].value for row in evidence.iter_rows(min_row=2)} == set(range(1, len(rows) + 1))
    assert about["B2"].value.startswith({"en": "Dates of initiatives", "fr": "Dates des initiatives"}[lang])
    frame = pd.read_excel(target, sheet_name=0)
    assert len(frame) == len(rows)
    assert target.read_bytes() == answers(run, tmp_path, ".xlsx", "timeline", "--lang", lang)[0].read_bytes()


def test_numbers_are_numbers_in_a_workbook(run, tmp_path):
    target, rows = answers(run, tmp_path, ".xlsx", "themes")
    frame = pd.read_excel(target)
    assert list(frame["Initiatives"]) == [row["initiatives"] for row in rows]
    assert frame["Initiatives"].dtype == "int64"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_form_runs_what_a_document_says(text):
    answer, question = made(title=text, n=1.5)
    sheet = openpyxl.load_workbook(io.BytesIO(format_workbook(answer, question, text))).worksheets[0]
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].value == re.sub("[\x00-\x08\x0b-\x1f]", "\ufffd", text)
    for language, separator in (("en", ","), ("fr", ";")):
        written = format_excel_csv(["title"], [[text]], language).removeprefix("\ufeff")
        for divided in {separator, ",", ";", "\t"}:
            for cell in [one for row in csv.reader(io.StringIO(written), delimiter=divided) for one in row]:
                assert not cell.startswith(("=", "@", "＝", "+1", "-1")), (language, divided)


@given(st.text(alphabet=st.sampled_from("=+-@'; \t\r＝ax1(\"")))
def test_escaped_cells_come_back(text):
    assert unescape_formula(escape_formula(text)) == text


def test_excel_opens_csv_in_the_language_of_the_user(run, tmp_path):
    target, rows = answers(run, tmp_path, ".csv", "opportunities", "--lang", "fr")
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbffor;for_name;")
    frame = pd.read_csv(target, sep=";", decimal=",")
    assert [round(one, 6) for one in frame["score"]] == [round(row["score"], 6) for row in rows]
    english, _ = answers(run, tmp_path, ".csv", "opportunities")
    assert english.read_bytes().startswith(b"\xef\xbb\xbffor,for_name,")
    plain, _ = answers(run, tmp_path, ".csv", "opportunities", "--lang", "fr", "--plain")
    assert plain.read_bytes().startswith(b"for,for_name,")
    piped = run("opportunities", "--lang", "fr", "--format", "csv").stdout
    assert [*csv.reader(io.StringIO(plain.read_text("utf-8")))] == [*csv.reader(io.StringIO(piped))]


def test_parquet_is_read_by_pandas_and_polars_with_its_evidence(run, tmp_path):
    target, rows = answers(run, tmp_path, ".parquet", "opportunities")
    frame = pl.read_parquet(target)
    assert frame.columns[-1] == "evidence"
    assert frame["score"].dtype == pl.Float64
    assert frame["rank"].dtype == pl.Int64
    assert frame["for"].to_list() == [row["for"] for row in rows]
    quotes = [[one["quote"] for one in listed] for listed in frame["evidence"].to_list()]
    assert quotes == [[one.get("quote") for one in row["evidence"]] for row in rows]
    assert list(pd.read_parquet(target)["with"]) == [row["with"] for row in rows]


def test_json_lines_has_a_row_a_line(run, tmp_path):
    target, rows = answers(run, tmp_path, ".jsonl", "who", "ai")
    assert [json.loads(line) for line in target.read_text("utf-8").splitlines()] == rows
    assert len(pd.read_json(target, lines=True)) == len(rows)


def test_html_is_a_table_with_its_evidence_folded_and_no_script(run, tmp_path):
    target, rows = answers(run, tmp_path, ".html", "partners", "--lang", "fr")
    page = html.document_fromstring(target.read_bytes())
    assert page.get("lang") == "fr"
    assert len(page.xpath("//tbody/tr")) == len(rows)
    assert len(page.xpath("//details//li")) == sum(len(row["evidence"]) for row in rows)
    assert not page.xpath("//script | //*[@src] | //*[@href] | //*[starts-with(name(@*), 'on')]")


def test_a_calendar_is_read_back_with_the_days_that_a_date_may_be(run, tmp_path):
    target, rows = answers(run, tmp_path, ".ics", "timeline", "--lang", "fr")
    calendar = icalendar.Calendar.from_ical(target.read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == len(rows) == len({str(one["UID"]) for one in events})
    days = {(one.decoded("dtstart"), one.decoded("dtend")) for one in events}
    assert (dt.date(2021, 10, 19), dt.date(2021, 10, 20)) in days
    assert (dt.date(2021, 7, 1), dt.date(2021, 8, 1)) in days
    assert (dt.date(2022, 1, 1), dt.date(2024, 1, 1)) in days
    assert "Registre des entreprises" in " ".join(str(one["SUMMARY"]) for one in events)
    assert all(len(line) <= 75 for line in target.read_bytes().split(b"\r\n"))
    done = run("who", "ai", "-o", str(tmp_path / "who.ics"))
    assert done.returncode == 2
    assert "accord timeline" in done.stderr


@given(st.text(), st.sampled_from(get_args(Audience)))
def test_no_title_breaks_a_calendar(title, audience):
    columns = ["date", "start", "end", "kind", "initiative", "title"]
    row = {
        "date": "2021-12",
        "start": "2021-12",
        "end": "2021-12",
        "kind": "launch",
        "initiative": "A/b",
        "title": title,
    }
    answer = Answer("timeline", {}, audience, "en", columns, [{**row, "evidence": [{"name": title, "quote": title}]}])
    (event,) = icalendar.Calendar.from_ical(format_calendar(answer, title)).walk("VEVENT")
    assert event.decoded("dtend") == dt.date(2022, 1, 1)
    shown = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ue000]", "", str(event["SUMMARY"]))
    assert re.sub(r"\s", "", shown) == re.sub(
        r"\s", "", re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ue000]", "", f"{title} (launch)")
    )


def test_binary_forms_are_not_written_to_a_terminal_but_to_a_pipe(run):
    assert run("who", "ai", "--format", "ics").returncode == 2


def test_a_query_is_written_in_each_form(run, tmp_path):
    for ending in (".xlsx", ".parquet", ".jsonl", ".html", ".csv"):
        target, _ = answers(run, tmp_path, ending, "sql", "SELECT id, title FROM initiative ORDER BY id")
        assert target.stat().st_size


def test_plain_csv_and_loaded_questions_agree():
    assert format_csv(["a"], [["=1"]]) == "a\r\n'=1\r\n"
    assert load_question("timeline").columns[0].codes == "date"


def test_two_nodes_of_one_name_show_their_identifiers_in_a_table_and_not_in_json():
    answer, question = made(jurisdiction="EDUCATION-NORWAY", jurisdiction_name="Ministry of Education")
    other = {**answer.rows[0], "jurisdiction": "EDUCATION-PERU"}
    same = {**answer.rows[0], "jurisdiction": "EDUCATION-PERU", "jurisdiction_name": "Ministry of Ports"}
    both = replace(answer, rows=[*answer.rows, other])
    shown = format_answer(both, question, "md")
    assert "Ministry of Education (EDUCATION-NORWAY)" in shown
    assert "Ministry of Education (EDUCATION-PERU)" in shown
    assert "(EDUCATION" not in format_answer(replace(answer, rows=[*answer.rows, same]), question, "md")
    assert [row["jurisdiction_name"] for row in both.to_dict()["rows"]] == ["Ministry of Education"] * 2


@pytest.mark.parametrize(("language", "word"), [("en", "several"), ("fr", "plusieurs")])
def test_where_nobody_alone_asks_the_form_for_people_says_so(run, tmp_path, language, word):
    shown = run("needs", "--lang", language).stdout
    assert word in shown
    rows = json.loads(run("needs", "--lang", language, "--format", "json").stdout)["rows"]
    alone = [row["by_name"] is None for row in rows]
    assert any(alone)
    for ending in (".html", ".xlsx"):
        target = tmp_path / f"needs{ending}"
        assert run("needs", "--lang", language, "-o", str(target)).returncode == 0
        if ending == ".html":
            cells = html.document_fromstring(target.read_text("utf-8")).xpath("//tbody/tr/td[2]/text()")
        else:
            sheet = openpyxl.load_workbook(target).worksheets[0]
            cells = [cell.value for cell in sheet["C"][1:]]
        assert [cell == word for cell in cells] == alone
