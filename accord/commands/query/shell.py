"""`accord shell`: an interactive prompt for questions, SQL and Cypher."""

from __future__ import annotations

import sys

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from graph.errors import UsageError
from graph.values import STDIO


@click.command(
    name="shell",
    help=_(
        "Ask questions at an interactive prompt: questions by name, as on the command line, SQL and Cypher. Tab"
        " completes names, options, labels and columns; the history is kept. Nothing typed here changes the graph."
        " Lines on standard input are run one after the other; the exit code is that of the last one that failed."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord shell --graph accord.db\n  accord shell --graph neo4j://localhost --lang fr"
    + "\n  accord shell --format csv < questions.txt",
)
@click.option("--history/--no-history", "keep_history", default=True, help=_("Keep the history of what is typed."))
@with_common_options(shown=("graph", "lang", "format", "audience", "limit"))
@click.pass_context
def command(context: click.Context, *, common: CommonOptions, keep_history: bool) -> int:
    """Run the shell."""
    import os

    from accord.shell.prompt import history_file, is_interactive, run_lines, run_prompt
    from accord.shell.session import Session, check_graph, initial_settings

    if common.output != STDIO:
        raise UsageError("The shell prints to the terminal. Add -o FILE to a question instead.")
    root = context.find_root()
    if not isinstance(root.command, click.Group):
        raise TypeError(root.command)
    session = Session(root.command, root, initial_settings(common))
    try:
        session.environment |= check_graph(common.graph)
        if not is_interactive():
            return run_lines(session, sys.stdin.buffer)
        run_prompt(session, history_file(os.environ) if keep_history else None)
    finally:
        session.worker.stop()
    return 0
