"""`accord source unload`: remove a document and all that it states."""

from __future__ import annotations

import sys

import click

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from accord.output.terminal import write_output
from graph.errors import UsageError, message


@click.command(
    name="unload",
    help=_(
        "Remove a document and all that it states from the graph. Give its name or the beginning of its hash (“accord"
        " source list” shows both). Decisions about who may see a submission are kept: if the document is loaded again,"
        " what was withheld stays withheld."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord source unload analysis-2022-winter.pdf\n  accord source unload 3f9a61c2 --yes",
)
@click.argument("source", metavar=_("DOCUMENT"))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@with_common_options(shown=("graph", "lang"))
def command(*, source: str, yes: bool, common: CommonOptions) -> None:
    """Remove a source."""
    store = common.store()
    name, identifier, claims = store.source(source)
    count = ngettext("{n} statement", "{n} statements", claims).format(n=claims)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("Cannot ask for confirmation without a terminal. Add --yes to remove “{file}”.", file=name)
        question = _("Remove {file} ({hash}), {count}?").format(file=name, hash=identifier[:8], count=count)
        click.confirm(question, abort=True, err=True)
    with working(message("Removing {file}"), file=name):
        store.delete_source(identifier)
    write_output(_("{file}: removed, {count}.").format(file=name, count=count), common.output)
