"""`accord view`: the explorer page, one file that opens in any browser."""

from __future__ import annotations

import sys

import click

from accord.messages import _
from accord.options import Common, common
from accord.output import said, write

PAGE = "accord.html"


@click.command(
    name="view",
    short_help=_("Write the page to explore in a browser"),
    help=_(
        "Write one HTML file that shows who works on what and with whom, in both languages, with the evidence of each"
        " fact. It asks nothing of any network: mail it, open it from disk. It holds only what the audience may see."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord view -o page.html\n  accord view -o public.html --audience public --lang fr",
)
@click.option("--title", metavar=_("TEXT"), help=_("The heading of the page."))
@common(shown=("graph", "lang", "audience", "output"))
def command(*, title: str | None, common: Common) -> None:
    """Write the page."""
    output = PAGE if common.output == "-" and sys.stdout.isatty() else common.output
    write(page(common, title), output)
    if output != "-":
        said([_("{file}: what the audience “{audience}” may see.").format(file=output, audience=common.audience)])


def page(common: Common, title: str | None = None) -> str:
    """The page of a graph as an audience may see it."""
    from graph.document import export
    from queries.ask import ask
    from queries.question import codes, question
    from viz.page import render

    with common.view() as view:
        document = export(view)
        suggested = ask(view, question("opportunities"), {}, limit=len(document["initiatives"]) * 10).rows
    return render(document, suggested, language=common.lang, title=title, rules=codes()["rule"])
