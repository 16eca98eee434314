"""`accord unload`: take a document out, and all that it says."""

from __future__ import annotations

import sys

import click

from accord.messages import _, ngettext
from accord.options import Common, common
from accord.output.answer import write
from graph.errors import UsageError


@click.command(
    name="unload",
    short_help=_("Take a document out, and all that it says"),
    help=_(
        "Take a document out of the graph, and all that it says. Name it by its name or the beginning of its hash"
        " (“accord sources” lists both). Decisions on who may see a submission stay: should the document come back,"
        " nothing that was withheld is shown."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord unload analysis-2022-winter.pdf\n  accord unload 3f9a61c2 --yes",
)
@click.argument("source", metavar=_("DOCUMENT"))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@common(shown=("graph", "lang"))
def command(*, source: str, yes: bool, common: Common) -> None:
    """Withdraw a source."""
    store = common.store()
    name, identifier, claims = store.source(source)
    count = ngettext("{n} statement", "{n} statements", claims).format(n=claims)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("Nobody is there to ask whether “{file}” may go. Add --yes to take it out.", file=name)
        question = _("Take out {file} ({hash}), {count}?").format(file=name, hash=identifier[:8], count=count)
        click.confirm(question, abort=True, err=True)
    store.withdraw(identifier)
    write(_("{file}: taken out, {count}.").format(file=name, count=count), common.output)
