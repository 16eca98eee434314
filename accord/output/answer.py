"""Format answers: tables for people, JSON and CSV for programs, Markdown for documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from accord.messages import _
from accord.options import BINARY_FORMS
from accord.output.evidence import describe_marks, format_place, mark_cells
from accord.output.terminal import bold, terminal_width, write_bytes, write_output
from graph.errors import UsageError
from graph.values import STDIO
from queries.questions.question import Column, Question, format_value

if TYPE_CHECKING:
    from queries.questions.answer import Answer

NAME_SUFFIX: Final = "_name"  # of the column that names the node in another


def print_answer(
    answer: Answer, question: Question, style: str, output: str, *, evidence: bool = False, plain: bool = False
) -> None:
    """Write an answer in one of `accord.options.FORMS`; JSON in pieces, since it may be long.

    Args:
        answer: the answer.
        question: its question.
        style: the form.
        output: a file, or "-" for the terminal.
        evidence: whether tables and Markdown quote the sources.
        plain: whether a CSV file is for programs; else it is as Excel expects it in the language of the answer.

    Raises:
        UsageError: the form is not text, and the output is a terminal.
    """
    match style:
        case "json":
            from accord.output.json import iter_json  # imported here: most answers are tables

            write_output(iter_json(answer.to_dict()), output)
        case "jsonl":
            from accord.output.json import iter_json_lines

            write_output(iter_json_lines(answer.rows), output)
        case "csv" if output != STDIO and not plain:
            from accord.output.csv import format_excel_csv

            write_output(format_excel_csv(*_csv_rows(answer), answer.language), output)
        case _ if style in BINARY_FORMS:
            if output == STDIO and sys.stdout.isatty():
                raise UsageError("A terminal cannot show {form}. Name a file: -o NAME.{form}", form=style)
            write_bytes(encode_answer(answer, question, style), output)
        case _:
            write_output(format_answer(answer, question, style, evidence=evidence), output)


def encode_answer(answer: Answer, question: Question, style: str) -> bytes:
    """Return an answer as an XLSX workbook, a Parquet file or a calendar; imports what the form needs.

    Raises:
        UsageError: the answer has no dates, and the form is a calendar.
        MissingExtraError: the form needs an extra that is not installed.
    """
    heading = format_heading(answer, question)
    if style == "xlsx":
        from accord.output.workbook import format_workbook

        return format_workbook(answer, question, heading)
    if style == "ics":
        from accord.output.calendar import format_calendar

        return format_calendar(answer, heading)
    from accord.output.parquet import format_parquet

    return format_parquet(answer)


def format_answer(answer: Answer, question: Question, style: str, *, evidence: bool = False) -> str:
    """Return an answer as a table, CSV, Markdown or HTML."""
    match style:
        case "html":
            from accord.output.html import format_page

            return format_page(answer, _visible_columns(question, answer), format_heading(answer, question))
        case "csv":
            return _format_csv(answer)
        case "md":
            return _format_markdown(answer, question, evidence=evidence)
        case _:
            return _format_table(answer, question, evidence=evidence)


def format_heading(answer: Answer, question: Question) -> str:
    """Return the question and its subject: "Who works on a theme: Digital identity"."""
    summary = question.summary[answer.language]
    colon = "\u00a0: " if answer.language == "fr" else ": "
    return f"{summary}{colon}{answer.about}" if answer.about else summary


def _visible_columns(question: Question, answer: Answer) -> list[Column]:
    """Return the columns of a table: those meant for tables in which a row has a value."""
    return [
        column
        for column in question.columns
        if column.table
        and (column.blank or not answer.rows or any(row[column.name] is not None for row in answer.rows))
    ]


def _format_cells(answer: Answer, columns: Sequence[Column]) -> list[list[str]]:
    """Return the cells of each row, with marks at what is inferred or proposed."""
    lang = answer.language
    shared = {column.name: names for column in columns if (names := _find_namesakes(answer, column.name))}
    formatted = []
    for row in answer.rows:
        cells = [_format_cell(column.format(row[column.name], lang), lang) for column in columns]
        for at, column in enumerate(columns):
            if row[column.name] in shared.get(column.name, ()):
                cells[at] = f"{cells[at]} ({row[column.name.removesuffix(NAME_SUFFIX)]})"
        formatted.append(mark_cells(row, columns, cells))
    return formatted


def _find_namesakes(answer: Answer, column: str) -> set[str]:
    """Return the names in a column that several nodes have: the “Ministry of Education” of two countries."""
    of = column.removesuffix(NAME_SUFFIX)
    if of == column or of not in answer.columns:
        return set()
    known: dict[str, set[object]] = {}
    for row in answer.rows:
        if isinstance(row[column], str):
            known.setdefault(row[column], set()).add(row[of])
    return {name for name, identifiers in known.items() if len(identifiers) > 1}


def _format_cell(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        text = f"{value:.2f}"
        return text.replace(".", ",") if language == "fr" else text
    return str(value)


def _format_table(answer: Answer, question: Question, *, evidence: bool) -> str:
    from accord.output.table import format_table, wrap_text

    width = terminal_width()
    columns = _visible_columns(question, answer)
    lines = [bold(line) for line in wrap_text(format_heading(answer, question), width)]
    if answer.rows:
        cells = _format_cells(answer, columns)
        if evidence:
            cells = _number_cells(cells, answer)
        right = [
            not c.blank and all(isinstance(row[c.name], int | float | None) for row in answer.rows) for c in columns
        ]
        headers = [column.header[answer.language] for column in columns]
        lines += ["", *format_table(headers, cells, right=right, width=width, style=bold)]
    if notes := [*answer.notes, *describe_marks(answer.rows)]:
        lines += ["", *(line for note in notes for line in wrap_text(note, width))]
    if evidence:
        lines += ["", *(line for text in _footnote_lines(answer) for line in _wrap_indented(text, width))]
    return "\n".join(lines) + "\n"


def _number_cells(cells: Sequence[list[str]], answer: Answer) -> list[list[str]]:
    """Return the cells with the numbers of each row's evidence behind the first: “Ontario [4–9]”."""
    numbered, used = [], 0
    for (first, *others), row in zip(cells, answer.rows, strict=True):
        start, used = used + 1, used + len(row["evidence"])
        span = f" [{start}]" if start == used else f" [{start}–{used}]" if start < used else ""
        numbered.append([first + span, *others])
    return numbered


def _footnote_lines(answer: Answer) -> Iterator[str]:
    """Yield the places of each row's evidence, numbered, and, indented below each, the quoted words."""
    for number, entry in enumerate((each for row in answer.rows for each in row["evidence"]), start=1):
        rule = format_value("rule", entry["rule"], answer.language)
        yield f"[{number}] {format_place(entry)} ({_format_basis(entry)} – {rule})"
        if "quote" in entry:
            yield f"    {entry['quote']}"


def _format_basis(entry: Mapping[str, Any]) -> str:
    """Return whether a claim is stated, inferred, accepted by a person or proposed, and the confidence of its rule."""
    if entry.get("stated"):
        return _("stated")
    basis = _("inferred, accepted by a person") if entry.get("accepted") else _("inferred")
    if entry.get("proposed"):
        basis = _("proposed")
    confidence = entry.get("confidence")
    if confidence is None:
        return basis
    return _("{basis}, confidence {percent}%").format(basis=basis, percent=round(confidence * 100))


def _wrap_indented(text: str, width: int) -> list[str]:
    from accord.output.table import wrap_text

    margin = text[: len(text) - len(text.lstrip(" "))]
    return [margin + line for line in wrap_text(text, width - len(margin))]


def _format_csv(answer: Answer) -> str:
    """Return all columns as CSV, and the places of the evidence in the last one."""
    from accord.output.csv import format_csv

    return format_csv(*_csv_rows(answer))


def _format_evidence(entry: Mapping[str, Any]) -> str:
    """Return the place of evidence, and how it bears out the fact unless it states it."""
    place = format_place(entry)
    return place if entry.get("stated", True) else f"{place} ({_format_basis(entry)})"


def _csv_rows(answer: Answer) -> tuple[list[str], Iterator[list[object]]]:
    """Return the header and the rows of a CSV file: all columns, and the places of the evidence where there is any."""
    if not any("evidence" in row for row in answer.rows):
        return answer.columns, ([row[name] for name in answer.columns] for row in answer.rows)
    places = ("; ".join(map(_format_evidence, row["evidence"])) for row in answer.rows)
    rows = ([*(row[name] for name in answer.columns), where] for row, where in zip(answer.rows, places, strict=True))
    return [*answer.columns, "evidence"], rows


def _format_markdown(answer: Answer, question: Question, *, evidence: bool) -> str:
    columns = _visible_columns(question, answer)
    lines = [f"## {_escape_markdown(format_heading(answer, question))}", ""]
    if answer.rows:
        lines.append("| " + " | ".join(column.header[answer.language] for column in columns) + " |")
        lines.append("|" + " --- |" * len(columns))
        rows = _format_cells(answer, columns)
        rows = _number_cells(rows, answer) if evidence else rows
        lines += ["| " + " | ".join(map(_escape_markdown, cells)) + " |" for cells in rows]
        lines.append("")
    for text in [*answer.notes, *describe_marks(answer.rows), *(_footnote_lines(answer) if evidence else ())]:
        lines += [_escape_markdown(text), ""]
    lines.pop()
    return "\n".join(lines) + "\n"


def _escape_markdown(cell: str) -> str:
    """Return text in one line without characters that Markdown interprets in a table."""
    from accord.output.table import split_words

    for mark in ("\\", "|", "<", "*", "_", "`", "["):
        cell = cell.replace(mark, f"\\{mark}")
    return " ".join(split_words(cell))
