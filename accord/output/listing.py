"""What commands of our own list: rows as a table, JSON, CSV or Markdown, as the answers of questions are printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from accord.output.answer import answered, safe, write

if TYPE_CHECKING:
    from accord.options import Common
    from queries.questions.answer import Row
    from queries.questions.question import Column


def header(text: str) -> dict[str, str]:
    """A header that is in the language spoken already."""
    return {"en": text, "fr": text}


def listed(
    name: str, title: str, columns: Sequence[Column], rows: Sequence[Row], common: Common, *,
    parameters: Mapping[str, Any] | None = None, notes: Sequence[str] = (),
) -> None:  # fmt: skip
    """Print rows as the common options ask.

    Args:
        name: the command.
        title: what is listed, as the heading of a table.
        columns: what a row has, in order; those that a table does not show too.
        rows: one dictionary each.
        common: the options.
        parameters: what was asked for.
        notes: sentences below a table.
    """
    from queries.questions.answer import Answer
    from queries.questions.question import Question

    names = [column.name for column in columns]
    kept = list(rows if common.limit is None else rows[: common.limit])
    if common.format == "csv":
        write(_csv(names, kept), common.output)
        return
    question = Question(name, header(title), header(title), (), tuple(columns), (), (), header(title), None)
    answer = Answer(name, dict(parameters or {}), common.audience, common.lang, names, kept, list(notes))
    if common.format != "json":
        answer = replace(answer, rows=[{key: _plain(value) for key, value in row.items()} for row in kept])
    answered(answer, question, common.format, common.output)


def _plain(value: object) -> object:
    """A value as a cell of a table: lists and dictionaries as text."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items()) or None
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or None
    return value


def _csv(names: Sequence[str], rows: Sequence[Row]) -> str:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(names)
    writer.writerows([safe(row[name]) for name in names] for row in rows)
    return made.getvalue()
