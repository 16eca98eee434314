"""The help of the shell."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from accord.messages import _
from accord.output.answer import terminal_width

WIDTH = 80


def overview(names: Iterable[str]) -> str:
    """Return what may be typed, in the current language.

    Args:
        names: the questions and commands that the shell runs.
    """
    width = min(WIDTH, terminal_width())
    return "\n".join(
        [
            _("Type a question by its name, as on the command line:"),
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
        ("help [NAME]", _("this, or the help of a question")),
        (f".schema [{_('NAME')}]", _("what SQL and Cypher read")),
        (f".graph [{_('FILE')}]", _("the graph that is asked: a file, or neo4j://HOST")),
        (".audience public|members|secretariat", _("who will see the answers")),
        (".lang en|fr", _("the language of names and messages")),
        (".format table|json|csv|md", _("how answers are printed")),
        (f".limit [{_('N')}]", _("the most rows to print; - takes it back, as it does below")),
        (f".timeout, .max-rows, .memory [{_('N')}]", _("what bounds SQL and Cypher")),
        (f".param {_('NAME=VALUE')}", _("a value for the places of SQL and Cypher")),
        (".settings", _("what is set")),
        ("exit", _("leave; so does Ctrl-D. Ctrl-C stops what is asked.")),
    ]
    lines = []
    for typed, meaning in meanings:
        lines.append(f"  {typed}")
        lines += textwrap.wrap(meaning, width, initial_indent="      ", subsequent_indent="      ")
    return lines
