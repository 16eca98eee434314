"""`accord shell`: ask one question after the other."""

from __future__ import annotations

import sys

import click

from accord.messages import _
from accord.options import Common, common
from graph.errors import UsageError


@click.command(
    name="shell",
    short_help=_("Ask one question after the other"),
    help=_(
        "Ask one question after the other: questions by their name, as on the command line, SQL and Cypher. Tab"
        " completes names, options, labels and columns; what was typed is kept for the next time. Nothing that is typed"
        " here changes the graph. Where lines come by standard input, they are run one after the other, and the exit"
        " code is that of the last that failed."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord shell --graph accord.db\n  accord shell --graph neo4j://localhost --lang fr"
    + "\n  accord shell --format csv < questions.txt",
)
@click.option("--history/--no-history", "kept", default=True, help=_("Keep what is typed for the next time."))
@common(shown=("graph", "lang", "format", "audience", "limit"))
@click.pass_context
def command(context: click.Context, *, common: Common, kept: bool) -> int:
    """Ask one question after the other."""
    import os

    from accord.shell.prompt import history_file, is_interactive, piped, typed
    from accord.shell.session import Session, opened, settings_of

    if common.output != "-":
        raise UsageError("The shell prints on the terminal. Write -o FILE behind a question.")
    root = context.find_root()
    if not isinstance(root.command, click.Group):
        raise TypeError(root.command)
    session = Session(root.command, root, settings_of(common))
    try:
        session.environment |= opened(common.graph)
        if not is_interactive():
            return piped(session, sys.stdin.buffer)
        typed(session, history_file(os.environ) if kept else None)
    finally:
        session.worker.stop()
    return 0
