"""What the shell offers at Tab: questions, their options and names, and what there is to read in SQL and Cypher."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from prompt_toolkit.completion import CompleteEvent, Completer, Completion

from accord.shell.session import DOTTED, SETTINGS
from accord.shell.statements import DOT, LINE, split

if TYPE_CHECKING:
    from prompt_toolkit.document import Document

    from accord.shell.session import Session

SQL_WORDS: Final = (
    "SELECT", "FROM", "WHERE", "JOIN", "LEFT JOIN", "ON", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "DISTINCT",
    "WITH", "AND", "OR", "NOT", "IN", "IS NULL", "LIKE", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "AS", "DESC",
    "UNION", "VALUES", "count(*)", "json_each(",
)  # fmt: skip
CYPHER_WORDS: Final = (
    "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "ORDER BY", "LIMIT", "SKIP", "DISTINCT", "AND",
    "OR", "NOT", "IN", "IS NULL", "STARTS WITH", "CONTAINS", "ENDS WITH", "AS", "DESC", "CASE", "WHEN", "THEN", "ELSE",
    "END", "EXISTS", "UNION", "CALL", "count(", "collect(", "shortestPath(",
)  # fmt: skip
_WORD: Final = re.compile(r"\w*\Z")
_RELATION: Final = re.compile(r"\[\s*\w*\s*(?::\s*\w+\s*\|\s*:?\s*|:\s*)(?:\w+\s*\|\s*:?\s*)*\w*\Z")
_LABEL: Final = re.compile(r"\(\s*\w*\s*(?::\s*\w+\s*)*:\s*\w*\Z")
_OF: Final = re.compile(r"(\w+)\.\w*\Z")
_VALUE: Final = re.compile(r"[$:]\w*\Z")
_AFTER_FROM: Final = re.compile(r"(?i)\b(from|join)\s+(\w+(\s+(as\s+)?\w+)?\s*,\s*)*\w*\Z")
_NAMED: Final = re.compile(r"(?i)\b(?:from|join|,)\s*(\w+)(?:\s+(?:as\s+)?(\w+))?")
_BOUND: Final = re.compile(r"[(\[]\s*(\w+)\s*:\s*(\w+)")


class Offered(NamedTuple):
    """What may stand there, and what it is."""

    text: str
    meaning: str = ""


class Completions(Completer):
    """Completes what is typed into a shell."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        """What may stand where the cursor is."""
        names = self._session.names
        statements = split(document.text_before_cursor, names)
        text, dialect, ended = statements[-1] if statements else ("", LINE, True)
        if document.text_before_cursor.endswith("\n") and ended:
            text, dialect = "", LINE
        elif document.text_before_cursor[-1:].isspace() and text:
            text += " "
        if dialect == LINE:
            yield from self._line(text, names)
            return
        offered = self._cypher(text) if dialect == "cypher" else self._sql(text)
        found = _WORD.search(text)
        yield from _beginning(offered, found[0] if found else "")

    def _line(self, text: str, names: Iterable[str]) -> Iterator[Completion]:
        """A question, or what is said to the shell."""
        before, typed, quote = _cut(text)
        if not before:
            offered = [Offered(f"{DOT}{name}") for name in DOTTED] if text.startswith(DOT) else [*map(Offered, names)]
            if not text.startswith(DOT):
                offered += [Offered("SELECT"), Offered("MATCH")]
            yield from _beginning(offered, typed)
        elif before[0].startswith(DOT):
            yield from _beginning(self._dotted(before[0].removeprefix(DOT), names), typed)
        else:
            for offer in self._typed(before, typed):
                yield Completion(_quoted(offer.text, quote), -len(typed) - len(quote), offer.text, offer.meaning)

    def _dotted(self, name: str, names: Iterable[str]) -> list[Offered]:
        """The values of what may be set."""
        from click import Choice

        if name == "help":
            return [*map(Offered, names)]
        if name == "schema":
            return [*map(Offered, (*_tables(), *_labels(), *_types()))]
        if name not in SETTINGS:
            return []
        command = self._session.group.get_command(self._session.context, "cypher")
        kinds = [param.type for param in (command.params if command else ()) if f"--{name}" in param.opts]
        return [Offered(str(choice)) for kind in kinds if isinstance(kind, Choice) for choice in kind.choices]

    def _typed(self, before: list[str], typed: str) -> Iterator[Offered]:
        """What the command line would complete: options, and names that the graph has."""
        from click import Group
        from click.shell_completion import ShellComplete

        if before[0] not in self._session.names:
            return
        complete = ShellComplete(self._session.group, {}, "accord", "_ACCORD_COMPLETE")
        command, depth = self._session.find_command(before)
        of_group = isinstance(command, Group) and depth == len(before)
        for item in complete.get_completions(before if of_group else self._session.arguments(before), typed):
            hidden = of_group and not self._session.is_read_only([*before, str(item.value)])
            if item.type == "plain" and not hidden:
                yield Offered(str(item.value), str(item.help or ""))

    def _cypher(self, text: str) -> list[Offered]:
        if _RELATION.search(text):
            return [Offered(name, meaning) for name, meaning in _types().items()]
        if _LABEL.search(text):
            return [Offered(name, meaning) for name, meaning in _labels().items()]
        if found := _OF.search(text):
            bound = dict(_BOUND.findall(text))
            return _columns("cypher", bound.get(found[1]))
        if _VALUE.search(text):
            return [*map(Offered, ("generation", "language", *self._session.parameters))]
        return [*map(Offered, CYPHER_WORDS)]

    def _sql(self, text: str) -> list[Offered]:
        named = [(table, alias) for table, alias in _NAMED.findall(text) if table in _tables()]
        if _AFTER_FROM.search(text):
            return [Offered(name, meaning) for name, meaning in _tables().items()]
        if found := _OF.search(text):
            of = {alias or table: table for table, alias in named} | {table: table for table, _ in named}
            return _columns("sql", of.get(found[1], found[1] if found[1] in _tables() else None))
        if _VALUE.search(text):
            return [*map(Offered, self._session.parameters)]
        columns = [one for table, _ in named for one in _columns("sql", table)] or _columns("sql", None)
        tables = [Offered(name, meaning) for name, meaning in _tables().items()]
        return [*columns, *tables, *map(Offered, SQL_WORDS)]


def _beginning(offered: Iterable[Offered], typed: str) -> Iterator[Completion]:
    """Those that begin as typed, each once, in order of the alphabet."""
    seen = {one.text: one for one in offered if one.text.lower().startswith(typed.lower())}
    for text in sorted(seen, key=lambda one: (one.lower(), one)):
        yield Completion(text, -len(typed), text, seen[text].meaning)


def _cut(text: str) -> tuple[list[str], str, str]:
    """The whole words of a line, the one that is being typed, and the quotation mark before that."""
    quote, start = "", 0
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'" and (at == start or text[at - 1].isspace()):
            quote, start = letter, at
        elif letter.isspace():
            start = at + 1
    try:
        return shlex.split(text[:start]), text[start + len(quote) :], quote
    except ValueError:
        return [], "", ""


def _quoted(text: str, quote: str) -> str:
    """A name as it has to be typed."""
    if quote and quote not in text:
        return f"{quote}{text}{quote}"
    if re.search(r"[\s\"'\\;]", text):
        return f'"{text}"' if not re.search(r'["\\$`]', text) else shlex.quote(text)
    return text


@lru_cache(maxsize=4)
def _meanings(language: str) -> dict[tuple[str, str, str | None], str]:
    """What each thing means: by dialect, name and column."""
    from graph.adhoc.catalog import iter_entries

    return {(one.dialect, one.name, one.column): one.description[language] for one in iter_entries()}


def _spoken() -> dict[tuple[str, str, str | None], str]:
    from accord.messages import spoken

    return _meanings(spoken())


def _tables() -> dict[str, str]:
    return {name: text for (dialect, name, column), text in _spoken().items() if dialect == "sql" and column is None}


def _labels() -> dict[str, str]:
    return {
        name[1:]: text
        for (dialect, name, column), text in _spoken().items()
        if dialect == "cypher" and column is None and name.startswith(":")
    }


def _types() -> dict[str, str]:
    return {
        name.split("[:")[1].split("]")[0]: text
        for (dialect, name, column), text in _spoken().items()
        if dialect == "cypher" and column is None and "[:" in name
    }


def _columns(dialect: str, of: str | None) -> list[Offered]:
    """The columns of a view, or the properties of a label or a relationship; all there are where it is not known."""
    wanted = {of, f":{of}"}
    return [
        Offered(column, text)
        for (speaks, name, column), text in _spoken().items()
        if speaks == dialect and column is not None and (of is None or name in wanted or f"[:{of}]" in name)
    ]
