"""What `.help` prints."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from accord.messages import _
from accord.output.answer import terminal_width

if TYPE_CHECKING:
    from accord.shell.session import Session

WIDTH = 80


def overview(session: Session) -> str:
    """All that may be typed, in the language spoken."""
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
                "  ".join(sorted(session.names)), width, initial_indent="  ", subsequent_indent="  ",
                break_on_hyphens=False,
            ),
            "",
            _("Said to the shell"),
            *_listed(width),
        ]
    )  # fmt: skip


def _listed(width: int) -> list[str]:
    told = [
        (".help [NAME]", _("this, or the help of a question")),
        (f".schema [{_('NAME')}]", _("what SQL and Cypher read")),
        (f".graph [{_('FILE')}]", _("the graph that is asked: a file, or neo4j://HOST")),
        (".audience public|members|secretariat", _("who will see the answers")),
        (".lang en|fr", _("the language of names and messages")),
        (".format table|json|csv|md", _("how answers are printed")),
        (f".limit [{_('N')}]", _("the most rows to print; - takes it back, as it does below")),
        (f".timeout, .max-rows, .memory [{_('N')}]", _("what bounds SQL and Cypher")),
        (f".param {_('NAME=VALUE')}", _("a value for the places of SQL and Cypher")),
        (".settings", _("what is set")),
        (".quit", _("leave; so does Ctrl-D. Ctrl-C stops what is asked.")),
    ]
    lines = []
    for typed, meaning in told:
        lines.append(f"  {typed}")
        lines += textwrap.wrap(meaning, width, initial_indent="      ", subsequent_indent="      ")
    return lines
