"""What SQLite says of a statement that somebody typed, for that person: what is wrong, and where in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Final

from graph.errors import AccordError, UnknownNameError, UsageError

WIDEST: Final = 100  # of a line that is shown, in letters
_NO_CODE: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)


def mistake(text: str, said: str, views: Mapping[str, list[str]], room: Callable[[str], str] | None) -> AccordError:
    """The error to raise for what SQLite said.

    Args:
        text: the statement.
        said: what SQLite said of it.
        views: what there is to read, with its columns.
        room: what SQLite says of the beginning of a statement; None where it was understood already.
    """
    near = re.fullmatch(r'(?:near|unrecognized token:) "(.*)"(?:: syntax error)?', said, re.DOTALL)
    if near:
        at = _first_refused(text, near[1], said, room)
        return UsageError(
            "The SQL cannot be understood from “{word}” on.{where}", word=near[1], where=pointed(text, at)
        )
    if said == "incomplete input":
        return UsageError(
            "The SQL ends too early: something is missing.{where}", where=pointed(text, len(text.rstrip()))
        )
    kind, _, name = said.partition(": ")
    where = pointed(text, _place(text, name))
    match kind:
        case "no such column":
            columns = sorted({column for listed in views.values() for column in listed})
            return UnknownNameError(
                "There is no column “{name}” here.{where}", _like(name, columns), name=name, where=where
            )
        case "no such table":
            return UnknownNameError(
                "There is no view “{name}”; “accord schema” lists what there is to read.{where}",
                _like(name, list(views)), name=name, where=where,
            )  # fmt: skip
        case "no such function":
            return UsageError("SQLite has no function “{name}”.{where}", name=name, where=where)
        case "ambiguous column name":
            return UsageError("Several views have a column “{name}”: write VIEW.{name}.{where}", name=name, where=where)
    if hidden := re.fullmatch(r"access to (.+?)(?:\.[^.]*)? is prohibited", said):
        name = hidden[1]
        return UsageError(
            "“{name}” is not there to be read; “accord schema” lists what is.{where}",
            name=name, where=pointed(text, _place(text, name)),
        )  # fmt: skip
    if missing := re.search(r"did not supply a value for binding (?:parameter )?:?(\w+)", said):
        return UsageError(
            "The query has a place for “{name}” and no value. Give one: -p {name}=VALUE (in a folder of questions, name"
            " it under “parameters”).",
            name=missing[1],
        )
    return UsageError("SQLite refuses the query: {reason}.", reason=said.rstrip("."))


def pointed(text: str, at: int | None) -> str:
    """The line of a text that holds a place, with its number, and a mark below the place; empty without a place."""
    if at is None:
        return ""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].split("\n", 1)[0].replace("\t", " ")
    number, column = text.count("\n", 0, at) + 1, at - start
    cut = max(0, column - WIDEST // 2)
    shown = line[cut : cut + WIDEST]
    margin = f"  {number} | "
    return f"\n{margin}{shown}\n{' ' * (len(margin) - 2)}| {' ' * (column - cut)}^"


def _first_refused(text: str, word: str, said: str, room: Callable[[str], str] | None) -> int | None:
    """Where the word stands that SQLite stumbled on: the first that it stumbles on when the text ends there."""
    if room is None or not word:
        return None
    for found in re.finditer(re.escape(word), text):
        if room(text[: found.end()]) == said:
            return found.start()
    return None


def _place(text: str, name: str) -> int | None:
    """Where a name stands in the code of a statement."""
    if not name:
        return None
    code = _NO_CODE.sub(lambda found: " " * len(found[0]), text)
    for wanted in (name, name.rsplit(".", 1)[-1]):
        if found := re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", code, re.IGNORECASE):
            return found.start()
    return None


def _like(name: str, known: list[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(name.rsplit(".", 1)[-1].lower(), known, n=3))
