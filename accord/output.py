"""How answers are printed: tables for people, JSON and CSV for programs, Markdown for documents."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.messages import _, refusal
from graph.errors import AccordError
from queries.question import Column, Question, worded

if TYPE_CHECKING:
    from queries.answer import Answer

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(text: str, output: str) -> None:
    """Write text to a file, or to the terminal for "-".

    Raises:
        AccordError: the file cannot be written.
    """
    if output == "-":
        click.echo(text.rstrip("\n"))
        return
    try:
        Path(output).write_text(text, "utf-8", newline="")
    except OSError as error:
        raise AccordError("{file} cannot be written: {reason}.", file=output, reason=refusal(error)) from error


def formatted(answer: Answer, question: Question, style: str, *, evidence: bool = False) -> str:
    """An answer as a table, JSON, CSV or Markdown."""
    match style:
        case "json":
            return json.dumps(answer.to_dict(), ensure_ascii=False, indent=2) + "\n"
        case "csv":
            return _csv(answer)
        case "md":
            return _markdown(answer, question)
        case _:
            return _table(answer, question, evidence=evidence)


def said(notes: Iterable[str]) -> None:
    """Print sentences beside a result, where they are in nobody's way."""
    for note in notes:
        click.echo(note, err=True)


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
        [_cell(worded(column.codes, row[column.name], answer.language), answer.language) for column in columns]
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
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    console, made = _console()
    columns = _shown(question, answer)
    title = question.summary[answer.language]
    if answer.rows:
        table = Table(
            *(column.header[answer.language] for column in columns),
            title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False,
        )  # fmt: skip
        for column, spec in zip(table.columns, columns, strict=True):
            numeric = all(isinstance(row[spec.name], int | float | None) for row in answer.rows)
            column.justify = "right" if numeric else "left"
            column.overflow = "fold"
        for number, cells in enumerate(_cells(answer, columns), start=1):
            marked = [escape(cell) for cell in cells]
            table.add_row(*[f"{marked[0]} [dim]\\[{number}][/dim]", *marked[1:]] if evidence else marked)
        console.print(table)
    else:
        console.print(title, style="bold")
    for note in answer.notes:
        console.print(note, markup=False, highlight=False)
    if evidence:
        _footnotes(console, answer)
    return made.getvalue()


def _footnotes(console: Any, answer: Answer) -> None:  # noqa: ANN401 (rich is imported only for tables)
    for number, row in enumerate(answer.rows, start=1):
        for entry in row["evidence"]:
            basis = _("stated") if entry.get("stated") else _("inferred")
            where = f"[{number}] {place(entry)} ({basis}, {entry['rule']})"
            console.print(where, markup=False, highlight=False, style="dim")
            if "quote" in entry:
                console.print(f"    {entry['quote']}", markup=False, highlight=False)


def _console() -> tuple[Any, io.StringIO]:
    """A console that draws into a string, as wide and as coloured as the terminal is."""
    import os

    from rich.console import Console

    made = io.StringIO()
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = Console(file=sys.stdout).width if sys.stdout.isatty() or "COLUMNS" in os.environ else 80
    console = Console(file=made, force_terminal=colour, no_color=not colour, width=width, highlight=False)
    return console, made


def _csv(answer: Answer) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([*answer.columns, "evidence"])
    for row in answer.rows:
        where = "; ".join(place(entry) for entry in row["evidence"])
        writer.writerow([_safe(row[name]) for name in answer.columns] + [_safe(where)])
    return made.getvalue()


def _safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (as OWASP advises: an apostrophe before it)."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _markdown(answer: Answer, question: Question) -> str:
    columns = _shown(question, answer)
    lines = [f"## {question.summary[answer.language]}", ""]
    if answer.rows:
        lines.append("| " + " | ".join(column.header[answer.language] for column in columns) + " |")
        lines.append("|" + " --- |" * len(columns))
        lines += ["| " + " | ".join(map(_plain, cells)) + " |" for cells in _cells(answer, columns)]
    lines += ["", *answer.notes] if answer.notes else []
    return "\n".join(lines) + "\n"


def _plain(cell: str) -> str:
    """Text that Markdown leaves as it is, within a table."""
    for mark in ("\\", "|", "<", "*", "_", "`", "["):
        cell = cell.replace(mark, f"\\{mark}")
    return " ".join(cell.split())
