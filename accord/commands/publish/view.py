"""`accord view`: the explorer page, one file that opens in any browser."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _
from accord.options import Common, common
from accord.output.answer import said, write

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE: Final = "accord.html"
_CHOICES: Final = {"for_": "jurisdiction", "theme": "theme", "edition": "edition"}  # option, and what the page calls it


@click.command(
    name="view",
    short_help=_("Write the page to explore in a browser"),
    help=_(
        "Write one HTML file that shows who works on what and with whom, in both languages, with the evidence of each"
        " fact. It asks nothing of any network: mail it, open it from disk. It holds only what the audience may see:"
        " a file may travel, so unless you name an audience it is for the public. --for, --theme and --edition say"
        " what it opens with; the reader can go on from there."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord view -o page.html\n  accord view -o members.html --audience members --open"
    + "\n  accord view -o manitoba.html --for Manitoba --theme data --lang fr",
)
@click.option("--for", "for_", metavar=_("JURISDICTION"), help=_("Open with whom this jurisdiction should meet."))
@click.option("--theme", metavar=_("THEME"), help=_("Open with this theme."))
@click.option("--edition", metavar=_("EDITION"), help=_("Open with this edition."))
@click.option("--title", metavar=_("TEXT"), help=_("The heading of the page."))
@click.option("--open", "opens", is_flag=True, help=_("Show the page in the browser."))
@common(shown=("graph", "lang", "audience", "output"))
@click.pass_context
def command(context: click.Context, /, *, title: str | None, opens: bool, common: Common, **given: str | None) -> None:
    """Write the page."""
    named = context.get_parameter_source("audience") is not click.core.ParameterSource.DEFAULT
    output = PAGE if common.output == "-" and (opens or sys.stdout.isatty()) else common.output
    made, empty = page(common, title, {_CHOICES[name]: value for name, value in given.items() if value})
    write(made, output)
    if output != "-":
        said([_("{file}: what the audience “{audience}” may see.").format(file=output, audience=common.audience)])
        if empty:
            said([_("It is empty: the graph holds nothing that this audience may see.")])
        if not named:
            said([_("For others, name them: --audience members (the council), --audience secretariat (everything).")])
    if opens and not webbrowser.open(Path(output).absolute().as_uri()):
        said([_("No browser could be started. Open {file} yourself.").format(file=output)])


# A page is made to be passed on: unless it says for whom, it is for everybody.
next(option for option in command.params if option.name == "audience").default = "public"


def page(common: Common, title: str | None = None, given: Mapping[str, str] | None = None) -> tuple[str, bool]:
    """The page of a graph as an audience may see it, and whether there was nothing to show.

    Args:
        common: the graph, the audience and the language.
        title: its heading.
        given: what it opens with, by what the page calls it, as typed.
    """
    from queries.questions.parameters import resolve_edition, resolve_jurisdiction, resolve_theme
    from queries.questions.question import load_codes
    from viz.page.render import render
    from viz.page.source import changes, page_document, suggestions

    find = {"jurisdiction": resolve_jurisdiction, "theme": resolve_theme, "edition": resolve_edition}
    with common.view() as view:
        start = {name: find[name](view, typed) for name, typed in (given or {}).items()}
        if "jurisdiction" in start and "theme" not in start:
            start["show"] = "partners"
        document = page_document(view)
        made = render(
            document,
            suggestions(view, document),
            language=common.lang,
            title=title,
            rules=load_codes()["rule"],
            changes=changes(view, document),
            start=start,
        )
        return made, not (document["initiatives"] or document["editions"] or document["needs"])
