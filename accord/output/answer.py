"""How answers are printed: tables for people, JSON and CSV for programs, Markdown for documents."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _, refusal
from accord.output.json import pieces
from graph.errors import AccordError
from graph.text import escape_formula
from queries.questions.question import Column, Question, format_value

if TYPE_CHECKING:
    from queries.questions.answer import Answer

NARROWEST: Final = 40  # a terminal that says it is narrower gets lines of this many places all the same


def write(text: str | Iterable[str], output: str) -> None:
    """Write text, or the pieces of a text that has no colours, to a file, or to the terminal for "-".

    Raises:
        AccordError: the file cannot be written.
    """
    if output == "-":
        try:
            for piece in [text.rstrip("\n") + "\n"] if isinstance(text, str) else text:
                click.echo(piece, nl=False)
        except BrokenPipeError:  # the reader of our output had enough; click would take that for a failure
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    try:
        with Path(output).open("w", encoding="utf-8", newline="") as file:
            file.writelines([click.unstyle(text)] if isinstance(text, str) else text)
    except OSError as error:
        raise AccordError("{file} cannot be written: {reason}.", file=output, reason=refusal(error)) from error


def answered(answer: Answer, question: Question, style: str, output: str, *, evidence: bool = False) -> None:
    """Write an answer as a table, JSON, CSV or Markdown; JSON piece by piece, for it holds all there is."""
    as_json = pieces(answer.to_dict()) if style == "json" else None
    write(as_json or formatted(answer, question, style, evidence=evidence), output)


def formatted(answer: Answer, question: Question, style: str, *, evidence: bool = False) -> str:
    """An answer as a table, CSV or Markdown."""
    match style:
        case "csv":
            return _csv(answer)
        case "md":
            return _markdown(answer, question, evidence=evidence)
        case _:
            return _table(answer, question, evidence=evidence)


def said(notes: Iterable[str]) -> None:
    """Print sentences beside a result, where they are in nobody's way."""
    for note in notes:
        click.echo(note, err=True)


def heading(answer: Answer, question: Question) -> str:
    """What was asked, and of what: "Who works on a theme: Digital identity"."""
    summary = question.summary[answer.language]
    colon = "\u00a0: " if answer.language == "fr" else ": "
    return f"{summary}{colon}{answer.about}" if answer.about else summary


def place(evidence: dict[str, Any]) -> str:
    """Where evidence stands, in words: "analysis.pdf, page 3, line 120"."""
    parts = [str(evidence.get("name") or _("the vocabulary of Accord"))]
    for key, template in (
        ("page", _("page {n}")), ("sheet", _("sheet {n}")), ("cell", _("cell {n}")), ("line", _("line {n}")),
    ):  # fmt: skip
        if key in evidence:
            parts.append(template.format(n=evidence[key]))
    return ", ".join(parts)


def _shown(question: Question, answer: Answer) -> list[Column]:
    """The columns that a table shows: those meant for it that hold anything."""
    return [
        column
        for column in question.columns
        if column.table and (not answer.rows or any(row[column.name] is not None for row in answer.rows))
    ]


def _cells(answer: Answer, columns: Sequence[Column]) -> list[list[str]]:
    return [
        [_cell(format_value(column.codes, row[column.name], answer.language), answer.language) for column in columns]
        for row in answer.rows
    ]


def _cell(value: object, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        text = f"{value:.2f}"
        return text.replace(".", ",") if language == "fr" else text
    return str(value)


def _table(answer: Answer, question: Question, *, evidence: bool) -> str:
    from accord.output.table import table, wrapped

    width = terminal_width()
    columns = _shown(question, answer)
    lines = [_strong(line) for line in wrapped(heading(answer, question), width)]
    if answer.rows:
        cells = _cells(answer, columns)
        if evidence:
            cells = [[f"{first} [{n}]", *others] for n, (first, *others) in enumerate(cells, start=1)]
        right = [all(isinstance(row[c.name], int | float | None) for row in answer.rows) for c in columns]
        headers = [column.header[answer.language] for column in columns]
        lines += ["", *table(headers, cells, right=right, width=width, strong=_strong)]
    if answer.notes:
        lines += ["", *(line for note in answer.notes for line in wrapped(note, width))]
    if evidence:
        lines += ["", *(line for text in _footnotes(answer) for line in _indented(text, width))]
    return "\n".join(lines) + "\n"


def _footnotes(answer: Answer) -> Iterator[str]:
    """For each row the places of its evidence and, below each, the quoted words, indented."""
    for number, row in enumerate(answer.rows, start=1):
        for entry in row["evidence"]:
            basis = _("stated") if entry.get("stated") else _("inferred")
            yield f"[{number}] {place(entry)} ({basis} – {format_value('rule', entry['rule'], answer.language)})"
            if "quote" in entry:
                yield f"    {entry['quote']}"


def _indented(text: str, width: int) -> list[str]:
    from accord.output.table import wrapped

    margin = text[: len(text) - len(text.lstrip(" "))]
    return [margin + line for line in wrapped(text, width - len(margin))]


def _strong(text: str) -> str:
    return click.style(text, bold=True) if text and "NO_COLOR" not in os.environ else text


def terminal_width() -> int:
    """How many places a line has: COLUMNS, else the terminal's, else 80."""
    return max(NARROWEST, shutil.get_terminal_size().columns)


def _csv(answer: Answer) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([*answer.columns, "evidence"])
    for row in answer.rows:
        where = "; ".join(place(entry) for entry in row["evidence"])
        writer.writerow([safe(row[name]) for name in answer.columns] + [safe(where)])
    return made.getvalue()


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (as OWASP advises: an apostrophe before it)."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return escape_formula(value) if isinstance(value, str) else value


def _markdown(answer: Answer, question: Question, *, evidence: bool) -> str:
    columns = _shown(question, answer)
    lines = [f"## {_plain(heading(answer, question))}", ""]
    if answer.rows:
        lines.append("| " + " | ".join(column.header[answer.language] for column in columns) + " |")
        lines.append("|" + " --- |" * len(columns))
        lines += ["| " + " | ".join(map(_plain, cells)) + " |" for cells in _cells(answer, columns)]
        lines.append("")
    for text in [*answer.notes, *(_footnotes(answer) if evidence else ())]:
        lines += [_plain(text), ""]
    lines.pop()
    return "\n".join(lines) + "\n"


def _plain(cell: str) -> str:
    """Text that Markdown leaves as it is, within a table."""
    from accord.output.table import plain_words

    for mark in ("\\", "|", "<", "*", "_", "`", "["):
        cell = cell.replace(mark, f"\\{mark}")
    return " ".join(plain_words(cell))
