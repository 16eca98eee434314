"""Print the rows of commands that are not questions, in the same forms as answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from accord.output.answer import print_answer
from accord.output.csv import format_csv
from accord.output.terminal import write_output
from graph.values import STDIO

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from queries.questions.answer import Row
    from queries.questions.question import Column


def header(text: str) -> dict[str, str]:
    """Return a header that is already in the current language, in the form that `Column` takes."""
    return {"en": text, "fr": text}


def print_listing(
    name: str, title: str, columns: Sequence[Column], rows: Sequence[Row], common: CommonOptions, *,
    parameters: Mapping[str, Any] | None = None, notes: Sequence[str] = (),
) -> None:  # fmt: skip
    """Print rows as the common options ask.

    Args:
        name: the command.
        title: the heading of a table.
        columns: all columns in order, including those that a table does not show.
        rows: one dictionary each.
        common: the options.
        parameters: the arguments of the command, for JSON.
        notes: sentences below a table.
    """
    from queries.questions.answer import Answer
    from queries.questions.question import Question

    names = [column.name for column in columns]
    kept = list(rows if common.limit is None else rows[: common.limit])
    if common.format == "csv" and (common.plain or common.output == STDIO):
        write_output(format_csv(names, ([row[name] for name in names] for row in kept)), common.output)
        return
    question = Question(name, header(title), header(title), (), tuple(columns), (), (), header(title), None)
    answer = Answer(name, dict(parameters or {}), common.audience, common.lang, names, kept, list(notes))
    if common.format == "csv":  # no more columns than on standard output
        answer = replace(answer, rows=[{name: row[name] for name in names} for row in kept])
    elif common.format not in {"json", "jsonl", "parquet"}:
        answer = replace(answer, rows=[_format_row(row) for row in kept])
    print_answer(answer, question, common.format, common.output, plain=common.plain)


def _format_row(row: Row) -> dict[str, Any]:
    """Return a row as cells of a table; its evidence stays a list, as workbooks and pages need it."""
    return {key: value if key == "evidence" else _format_value(value) for key, value in row.items()}


def _format_value(value: object) -> object:
    """Return a value as a cell of a table: lists and dictionaries as text."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items()) or None
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or None
    return value
