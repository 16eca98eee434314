"""Turn SQLite's errors on ad hoc statements into errors that explain what is wrong, and where in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from graph.errors import AccordError, UnknownNameError, UsageError

MAX_SHOWN_CHARACTERS: Final = 100  # of the line that an error points to
_NO_CODE: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)


def explain_error(text: str, error: str, views: Mapping[str, list[str]], at: int | None) -> AccordError:
    """Return the error to raise for an error message of SQLite.

    Args:
        text: the statement.
        error: SQLite's message.
        views: the columns of each view that can be read.
        at: where in the statement SQLite met the error, if it says so.
    """
    near = re.fullmatch(r'(?:near|unrecognized token:) "(.*)"(?:: syntax error)?', error, re.DOTALL)
    if near:
        return UsageError("SQL syntax error at “{word}”.{where}", word=near[1], where=point_at(text, at))
    if error == "incomplete input":
        return UsageError("The SQL is incomplete.{where}", where=point_at(text, len(text.rstrip())))
    kind, _, name = error.partition(": ")
    where = point_at(text, _find_name(text, name))
    match kind:
        case "no such column":
            return _unknown_column(text, name, views, where)
        case "no such table":
            return UnknownNameError(
                "There is no view “{name}”; “accord schema” lists the views.{where}",
                _similar_names(name, list(views)), name=name, where=where,
            )  # fmt: skip
        case "no such function":
            return UsageError("SQLite has no function “{name}”.{where}", name=name, where=where)
        case "ambiguous column name":
            return UsageError("Several views have a column “{name}”. Write VIEW.{name}.{where}", name=name, where=where)
    if hidden := re.fullmatch(r"access to (.+?)(?:\.[^.]*)? is prohibited", error):
        name = hidden[1]
        return UsageError(
            "“{name}” cannot be read; “accord schema” lists the views.{where}",
            name=name, where=point_at(text, _find_name(text, name)),
        )  # fmt: skip
    return UsageError("SQLite cannot run the query: {reason}.", reason=error.rstrip("."))


def missing_value_error(name: str) -> UsageError:
    """Return the error for a parameter of a statement that has no value."""
    return UsageError(
        "The query has a parameter “{name}” without a value. Give one: -p {name}=VALUE (in a folder of questions,"
        " define it under “parameters”).",
        name=name,
    )


def _unknown_column(text: str, name: str, views: Mapping[str, list[str]], where: str) -> UnknownNameError:
    """Return the error for a column that a statement cannot use there; names the views that have it."""
    column = name.rsplit(".", 1)[-1].lower()
    if holders := [view for view, columns in views.items() if column in columns]:
        return UnknownNameError(
            "There is no column “{name}” here. Views with a column “{column}”: {views}.{where}",
            name=name, column=column, views=", ".join(holders), where=where,
        )  # fmt: skip
    named = [view for view in views if _find_name(text, view) is not None]
    near = _similar_names(name, sorted({column for view in named or views for column in views[view]}))
    return UnknownNameError("There is no column “{name}”.{where}", near, name=name, where=where)


def point_at(text: str, at: int | None) -> str:
    """Return the line of a text with a position, its number, and a mark below the position; empty without one."""
    if at is None:
        return ""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].split("\n", 1)[0].replace("\t", " ")
    number, column = text.count("\n", 0, at) + 1, at - start
    cut = max(0, column - MAX_SHOWN_CHARACTERS // 2)
    shown = line[cut : cut + MAX_SHOWN_CHARACTERS]
    margin = f"  {number} | "
    return f"\n{margin}{shown}\n{' ' * (len(margin) - 2)}| {' ' * (column - cut)}^"


def _find_name(text: str, name: str) -> int | None:
    """Find a name in a statement, outside of literals and comments."""
    if not name:
        return None
    code = _NO_CODE.sub(lambda found: " " * len(found[0]), text)
    for wanted in (name, name.rsplit(".", 1)[-1]):
        if found := re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", code, re.IGNORECASE):
            return found.start()
    return None


def _similar_names(name: str, known: list[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(name.rsplit(".", 1)[-1].lower(), known, n=3))
