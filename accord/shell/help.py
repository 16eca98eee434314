"""The help of the shell."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from accord.messages import _
from accord.output.terminal import terminal_width

MAX_WIDTH = 80


def format_help(names: Iterable[str]) -> str:
    """Return what may be typed, in the current language.

    Args:
        names: the questions and commands that the shell runs.
    """
    width = min(MAX_WIDTH, terminal_width())
    return "\n".join(
        [
            _("Type a question by name, as on the command line:"),
            '  who "digital identity" --edition latest',
            _("or SQL or Cypher, ended by a semicolon or an empty line:"),
            "  SELECT id, title FROM initiative LIMIT 5;",
            "  MATCH (j:Jurisdiction)-[:LEADS]->(i) RETURN j.id, count(i) AS n;",
            "",
            _("Questions"),
            *textwrap.wrap(
                "  ".join(sorted(names)), width, initial_indent="  ", subsequent_indent="  ",
                break_on_hyphens=False,
            ),
            "",
            _("Commands of the shell"),
            *_dot_commands(width),
        ]
    )  # fmt: skip


def _dot_commands(width: int) -> list[str]:
    meanings = [
        ("help [NAME]", _("this text, or the help of a question")),
        (f".schema [{_('NAME')}]", _("what SQL and Cypher can read")),
        (f".graph [{_('FILE')}]", _("the graph: a file, or neo4j://HOST")),
        (".audience public|members|secretariat", _("who will see the answers")),
        (".lang en|fr", _("the language of names and messages")),
        (".format table|json|csv|md", _("the output format")),
        (f".limit [{_('N')}]", _("the maximum number of rows; - resets it, here and below")),
        (f".timeout, .max-rows, .memory [{_('N')}]", _("limits of SQL and Cypher queries")),
        (f".param {_('NAME=VALUE')}", _("the value of a parameter of SQL and Cypher")),
        (".settings", _("the current settings")),
        ("exit", _("leave, as Ctrl-D does; Ctrl-C stops a command")),
    ]
    lines = []
    for typed, meaning in meanings:
        lines.append(f"  {typed}")
        lines += textwrap.wrap(meaning, width, initial_indent="      ", subsequent_indent="      ")
    return lines
