"""Turn SQLite's errors on ad hoc statements into errors that explain what is wrong, and where in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Final

from graph.errors import AccordError, UnknownNameError, UsageError

MAX_SHOWN_CHARACTERS: Final = 100  # of the line that an error points to
_NO_CODE: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)


def explain_error(
    text: str, error: str, views: Mapping[str, list[str]], try_prefix: Callable[[str], str] | None
) -> AccordError:
    """Return the error to raise for an error message of SQLite.

    Args:
        text: the statement.
        error: SQLite's message.
        views: the columns of each view that can be read.
        try_prefix: returns SQLite's message on the beginning of a statement; None if the statement was valid.
    """
    near = re.fullmatch(r'(?:near|unrecognized token:) "(.*)"(?:: syntax error)?', error, re.DOTALL)
    if near:
        at = _find_refused_word(text, near[1], error, try_prefix)
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


def _find_refused_word(text: str, word: str, error: str, try_prefix: Callable[[str], str] | None) -> int | None:
    """Find the occurrence of a word that SQLite refuses: the first with the same error if the text ends there."""
    if try_prefix is None or not word:
        return None
    for found in re.finditer(re.escape(word), text):
        if try_prefix(text[: found.end()]) == error:
            return found.start()
    return None


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
