"""Split the input of the shell into statements: single lines, or SQL and Cypher up to a semicolon or empty line."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

DOT: Final = "."  # prefix of the commands of the shell itself
LINE: Final = "line"
_COMMENTS: Final = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|//[^\n]*(?:\n|$)|/\*.*?(?:\*/|$))*", re.DOTALL)
_FIRST_WORDS: Final = {  # including statements that write, so that sql and cypher explain why they refuse them
    "sql": re.compile(
        r"(?i:select|values|insert|update|replace|pragma|attach|alter|vacuum|begin|delete\s+from"
        r"|(create|drop)\s+(temp\w*\s+)?(virtual\s+)?(table|view|trigger))(?!\w)"
    ),
    "cypher": re.compile(
        r"(?:(?i:match|optional|unwind|call|return|create|merge|delete|detach|set|remove|foreach|drop|load\s+csv)"
        r"|SHOW|FINISH|USE)(?!\w)"  # lower-case show is a question
    ),
}
_EXPLAIN: Final = re.compile(r"(?i)(explain(\s+query\s+plan)?|profile)\s+(?=\w)")
_COMMON_TABLE: Final = re.compile(
    r"""(?ix)with\s+(recursive\s+)?(\w+|"[^"]*"|\[[^]]*]|`[^`]*`)\s*(\([^)]*\)\s*)?as\s*(not\s+)?(materialized\s*)?\("""
)
_TOKENS: Final = {  # tokens in which a semicolon does not end a statement; an unclosed one extends to the end
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
    """A statement: its text, its dialect ("sql", "cypher" or "line"), and whether it has ended."""

    text: str
    dialect: str
    ended: bool


def detect_dialect(text: str, names: frozenset[str] = frozenset()) -> str:
    """Return the dialect of a text: "sql", "cypher", or "line" for a question or a command of the shell.

    Args:
        text: the input.
        names: the names of questions and commands, which take precedence.
    """
    begins = _COMMENTS.match(text)
    rest = text[begins.end() if begins else 0 :]
    if not rest or rest.startswith(DOT) or rest.split(None, 1)[0] in names:
        return LINE
    rest = _EXPLAIN.sub("", rest, count=1)
    if rest[:4].lower() == "with":
        return "sql" if _COMMON_TABLE.match(rest) else "cypher"
    return next((dialect for dialect, first in _FIRST_WORDS.items() if first.match(rest)), LINE)


def split_statements(
    text: str, names: frozenset[str] = frozenset(), *, empty_line_ends: bool = True
) -> list[Statement]:
    """Return the statements of a text; the last one may be incomplete.

    Args:
        text: the input.
        names: the names of questions and commands.
        empty_line_ends: whether an empty line ends a statement, as a semicolon does.
    """
    found = []
    while text.strip():
        text = text.lstrip()
        dialect = detect_dialect(text, names)
        if dialect == LINE:
            begins = _COMMENTS.match(text)
            text = text[begins.end() if begins else 0 :]
            line, _, text = text.partition("\n")
            if line.strip():
                found.append(Statement(line.strip(), LINE, ended=True))
            continue
        end, after = _find_end(text, dialect, empty_line_ends=empty_line_ends)
        found.append(Statement(text[:end].strip(), dialect, ended=after is not None))
        text = text[after:] if after is not None else ""
    return found


def _find_end(text: str, dialect: str, *, empty_line_ends: bool) -> tuple[int, int | None]:
    """Return where a statement ends and where the next begins, or None where it goes on."""
    at = 0
    for skipped in _TOKENS[dialect].finditer(text):
        if empty_line_ends and (empty := _EMPTY_LINE.search(text, at, skipped.start())):
            return empty.start(), empty.end()
        if skipped[0] == ";":
            return skipped.start(), skipped.end()
        at = skipped.end()
    if empty_line_ends and (empty := _EMPTY_LINE.search(text, at)):
        return empty.start(), empty.end()
    return len(text), None
