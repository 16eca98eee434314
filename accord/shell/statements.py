"""What is typed into the shell, as single statements: a line, or SQL and Cypher up to a semicolon or an empty line."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

DOT: Final = "."  # begins what is said to the shell itself
LINE: Final = "line"
_COMMENT: Final = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|//[^\n]*(?:\n|$)|/\*.*?(?:\*/|$))*", re.DOTALL)
_FIRST: Final = {  # writing is recognised, too: sql and cypher say why they refuse it
    "sql": re.compile(
        r"(?i:select|values|insert|update|replace|pragma|attach|alter|vacuum|begin|delete\s+from"
        r"|(create|drop)\s+(temp\w*\s+)?(virtual\s+)?(table|view|trigger))(?!\w)"
    ),
    "cypher": re.compile(
        r"(?:(?i:match|optional|unwind|call|return|create|merge|delete|detach|set|remove|foreach|drop|load\s+csv)"
        r"|SHOW|FINISH|USE)(?!\w)"  # show is a question
    ),
}
_EITHER: Final = re.compile(r"(?i)(explain(\s+query\s+plan)?|profile)\s+(?=\w)")
_COMMON_TABLE: Final = re.compile(
    r"""(?ix)with\s+(recursive\s+)?(\w+|"[^"]*"|\[[^]]*]|`[^`]*`)\s*(\([^)]*\)\s*)?as\s*(not\s+)?(materialized\s*)?\("""
)
_SKIPPED: Final = {  # a semicolon in any of these ends nothing; what is not closed goes on to the end
    "sql": re.compile(
        r"""'(?:[^']|'')*(?:'|\Z)|"(?:[^"]|"")*(?:"|\Z)|`[^`]*(?:`|\Z)|\[[^]]*(?:]|\Z)|--[^\n]*|/\*.*?(?:\*/|\Z)|;""",
        re.DOTALL,
    ),
    "cypher": re.compile(
        r"""'(?:[^'\\]|\\.)*(?:'|\Z)|"(?:[^"\\]|\\.)*(?:"|\Z)|`[^`]*(?:`|\Z)|//[^\n]*|/\*.*?(?:\*/|\Z)|;""", re.DOTALL
    ),
}
_EMPTY_LINE: Final = re.compile(r"\n[ \t]*\n")


class Statement(NamedTuple):
    """A statement: its text, what it is in ("sql", "cypher" or a line), and whether it was ended."""

    text: str
    dialect: str
    ended: bool


def dialect_of(text: str, names: frozenset[str] = frozenset()) -> str:
    """What a text is in: "sql", "cypher", or "line" for a question or what is said to the shell.

    Args:
        text: what was typed.
        names: the names of questions and commands, which come first.
    """
    begins = _COMMENT.match(text)
    rest = text[begins.end() if begins else 0 :]
    if not rest or rest.startswith(DOT) or rest.split(None, 1)[0] in names:
        return LINE
    rest = _EITHER.sub("", rest, count=1)
    if rest[:4].lower() == "with":
        return "sql" if _COMMON_TABLE.match(rest) else "cypher"
    return next((dialect for dialect, first in _FIRST.items() if first.match(rest)), LINE)


def split(text: str, names: frozenset[str] = frozenset(), *, empty_line_ends: bool = True) -> list[Statement]:
    """The statements of a text; the last one may not be ended yet.

    Args:
        text: lines as they were typed.
        names: the names of questions and commands.
        empty_line_ends: whether an empty line ends a statement, beside a semicolon.
    """
    found = []
    while text.strip():
        text = text.lstrip()
        dialect = dialect_of(text, names)
        if dialect == LINE:
            begins = _COMMENT.match(text)
            text = text[begins.end() if begins else 0 :]
            line, _, text = text.partition("\n")
            if line.strip():
                found.append(Statement(line.strip(), LINE, ended=True))
            continue
        end, after = _end(text, dialect, empty_line_ends=empty_line_ends)
        found.append(Statement(text[:end].strip(), dialect, ended=after is not None))
        text = text[after:] if after is not None else ""
    return found


def _end(text: str, dialect: str, *, empty_line_ends: bool) -> tuple[int, int | None]:
    """Where a statement ends, and where what follows begins; None where it goes on."""
    at = 0
    for skipped in _SKIPPED[dialect].finditer(text):
        if empty_line_ends and (empty := _EMPTY_LINE.search(text, at, skipped.start())):
            return empty.start(), empty.end()
        if skipped[0] == ";":
            return skipped.start(), skipped.end()
        at = skipped.end()
    if empty_line_ends and (empty := _EMPTY_LINE.search(text, at)):
        return empty.start(), empty.end()
    return len(text), None
