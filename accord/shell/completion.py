"""Tab completion of the shell: questions, options, names, and the schema of SQL and Cypher."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from prompt_toolkit.completion import CompleteEvent, Completer, Completion

from accord.shell.session import DOT_COMMANDS, SETTINGS
from accord.shell.statements import DOT, LINE, split_statements

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
_WORD_PATTERN: Final = re.compile(r"\w*\Z")
_RELATIONSHIP_PATTERN: Final = re.compile(r"\[\s*\w*\s*(?::\s*\w+\s*\|\s*:?\s*|:\s*)(?:\w+\s*\|\s*:?\s*)*\w*\Z")
_LABEL_PATTERN: Final = re.compile(r"\(\s*\w*\s*(?::\s*\w+\s*)*:\s*\w*\Z")
_PROPERTY_PATTERN: Final = re.compile(r"(\w+)\.\w*\Z")
_PARAMETER_PATTERN: Final = re.compile(r"[$:]\w*\Z")
_TABLE_PATTERN: Final = re.compile(r"(?i)\b(from|join)\s+(\w+(\s+(as\s+)?\w+)?\s*,\s*)*\w*\Z")
_NAMED_TABLES: Final = re.compile(r"(?i)\b(?:from|join|,)\s*(\w+)(?:\s+(?:as\s+)?(\w+))?")
_BOUND_VARIABLES: Final = re.compile(r"[(\[]\s*(\w+)\s*:\s*(\w+)")


class Candidate(NamedTuple):
    """A completion and its description."""

    text: str
    meaning: str = ""


class ShellCompleter(Completer):
    """Completes the input of a shell."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        """Yield the completions at the cursor."""
        names = self._session.names
        statements = split_statements(document.text_before_cursor, names)
        text, dialect, ended = statements[-1] if statements else ("", LINE, True)
        if document.text_before_cursor.endswith("\n") and ended:
            text, dialect = "", LINE
        elif document.text_before_cursor[-1:].isspace() and text:
            text += " "
        if dialect == LINE:
            yield from self._complete_line(text, names)
            return
        candidates = self._complete_cypher(text) if dialect == "cypher" else self._complete_sql(text)
        found = _WORD_PATTERN.search(text)
        yield from _matching(candidates, found[0] if found else "")

    def _complete_line(self, text: str, names: Iterable[str]) -> Iterator[Completion]:
        """Yield completions of a question or a command of the shell."""
        before, typed, quote = _split_last_word(text)
        if not before:
            candidates = (
                [Candidate(f"{DOT}{name}") for name in DOT_COMMANDS]
                if text.startswith(DOT)
                else [*map(Candidate, names)]
            )
            if not text.startswith(DOT):
                candidates += [Candidate("SELECT"), Candidate("MATCH")]
            yield from _matching(candidates, typed)
        elif before[0].startswith(DOT):
            yield from _matching(self._complete_dot_command(before[0].removeprefix(DOT), names), typed)
        else:
            for offer in self._complete_command(before, typed):
                yield Completion(_quote(offer.text, quote), -len(typed) - len(quote), offer.text, offer.meaning)

    def _complete_dot_command(self, name: str, names: Iterable[str]) -> list[Candidate]:
        """Return the values of a setting."""
        from click import Choice

        if name == "help":
            return [*map(Candidate, names)]
        if name == "schema":
            return [*map(Candidate, (*_table_names(), *_node_labels(), *_relationship_types()))]
        if name not in SETTINGS:
            return []
        command = self._session.group.get_command(self._session.context, "cypher")
        kinds = [param.type for param in (command.params if command else ()) if f"--{name}" in param.opts]
        return [Candidate(str(choice)) for kind in kinds if isinstance(kind, Choice) for choice in kind.choices]

    def _complete_command(self, before: list[str], typed: str) -> Iterator[Candidate]:
        """Yield what the command line would complete: options, and names of the graph."""
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
                yield Candidate(str(item.value), str(item.help or ""))

    def _complete_cypher(self, text: str) -> list[Candidate]:
        if _RELATIONSHIP_PATTERN.search(text):
            return [Candidate(name, meaning) for name, meaning in _relationship_types().items()]
        if _LABEL_PATTERN.search(text):
            return [Candidate(name, meaning) for name, meaning in _node_labels().items()]
        if found := _PROPERTY_PATTERN.search(text):
            bound = dict(_BOUND_VARIABLES.findall(text))
            return _column_names("cypher", bound.get(found[1]))
        if _PARAMETER_PATTERN.search(text):
            return [*map(Candidate, ("generation", "language", *self._session.parameters))]
        return [*map(Candidate, CYPHER_WORDS)]

    def _complete_sql(self, text: str) -> list[Candidate]:
        named = [(table, alias) for table, alias in _NAMED_TABLES.findall(text) if table in _table_names()]
        if _TABLE_PATTERN.search(text):
            return [Candidate(name, meaning) for name, meaning in _table_names().items()]
        if found := _PROPERTY_PATTERN.search(text):
            of = {alias or table: table for table, alias in named} | {table: table for table, _ in named}
            return _column_names("sql", of.get(found[1], found[1] if found[1] in _table_names() else None))
        if _PARAMETER_PATTERN.search(text):
            return [*map(Candidate, self._session.parameters)]
        columns = [one for table, _ in named for one in _column_names("sql", table)] or _column_names("sql", None)
        tables = [Candidate(name, meaning) for name, meaning in _table_names().items()]
        return [*columns, *tables, *map(Candidate, SQL_WORDS)]


def _matching(candidates: Iterable[Candidate], typed: str) -> Iterator[Completion]:
    """Yield the candidates with a prefix, each once, in alphabetical order."""
    by_text = {one.text: one for one in candidates if one.text.lower().startswith(typed.lower())}
    for text in sorted(by_text, key=lambda one: (one.lower(), one)):
        yield Completion(text, -len(typed), text, by_text[text].meaning)


def _split_last_word(text: str) -> tuple[list[str], str, str]:
    """Return the complete words of a line, the word being typed, and its opening quotation mark."""
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


def _quote(text: str, quote: str) -> str:
    """Return a name quoted as it has to be typed."""
    if quote and quote not in text:
        return f"{quote}{text}{quote}"
    if re.search(r"[\s\"'\\;]", text):
        return f'"{text}"' if not re.search(r'["\\$`]', text) else shlex.quote(text)
    return text


@lru_cache(maxsize=4)
def _load_meanings(language: str) -> dict[tuple[str, str, str | None], str]:
    """Return the description of each entry of the schema by dialect, name and column."""
    from graph.adhoc.catalog import iter_entries

    return {(one.dialect, one.name, one.column): one.description[language] for one in iter_entries()}


def _current_meanings() -> dict[tuple[str, str, str | None], str]:
    from accord.messages import current_language

    return _load_meanings(current_language())


def _table_names() -> dict[str, str]:
    return {
        name: text
        for (dialect, name, column), text in _current_meanings().items()
        if dialect == "sql" and column is None
    }


def _node_labels() -> dict[str, str]:
    return {
        name[1:]: text
        for (dialect, name, column), text in _current_meanings().items()
        if dialect == "cypher" and column is None and name.startswith(":")
    }


def _relationship_types() -> dict[str, str]:
    return {
        name.split("[:")[1].split("]")[0]: text
        for (dialect, name, column), text in _current_meanings().items()
        if dialect == "cypher" and column is None and "[:" in name
    }


def _column_names(dialect: str, of: str | None) -> list[Candidate]:
    """Return the columns of a view or the properties of a label or type; all of them if it is not known."""
    wanted = {of, f":{of}"}
    return [
        Candidate(column, text)
        for (entry_dialect, name, column), text in _current_meanings().items()
        if entry_dialect == dialect and column is not None and (of is None or name in wanted or f"[:{of}]" in name)
    ]
