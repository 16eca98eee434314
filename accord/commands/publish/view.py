"""`accord view`: write the explorer page, one HTML file."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.commands.publish.chosen_edition import takes_edition
from accord.messages import _, audience_name
from accord.options import CommonOptions, check_ending, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError, message
from graph.values import STDIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from graph.store import View

DEFAULT_OUTPUT: Final = "accord.html"
ENDINGS: Final = (".html", ".htm")
_START_OPTIONS: Final = {
    "for_": "jurisdiction",
    "theme": "theme",
    "edition": "edition",
}  # parameter of the page by option


@click.command(
    name="view",
    help=_(
        "Write one HTML file that shows who works on what and with whom, in both languages, with the evidence of each"
        " fact. It needs no network: send it by e-mail, open it from disk. It holds only what the audience may see;"
        " since files are passed on, the default audience is the public. --for, --theme and --edition choose what it"
        " opens with; with --edition it holds only what was known then."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord view -o page.html\n  accord view -o members.html --audience members --open"
    + "\n  accord view -o manitoba.html --for Manitoba --theme data --lang fr",
)
@click.option("--for", "for_", metavar=_("JURISDICTION"), help=_("Open with whom this jurisdiction should meet."))
@click.option("--theme", metavar=_("THEME"), help=_("Open with this theme."))
@takes_edition(_("Open with this edition."))
@click.option("--title", metavar=_("TEXT"), help=_("The heading of the page."))
@click.option(
    "--with-passages",
    "documents",
    multiple=True,
    metavar=_("PATH"),
    type=click.Path(path_type=Path, exists=True),
    help=_(
        "Show passages of PDF documents as pictures: a document, or a folder of them. Only what the audience may see."
    ),
)
@click.option("--open", "opens", is_flag=True, help=_("Show the page in the browser."))
@with_common_options(shown=("graph", "lang", "audience", "output", "quiet"), proposed=True, as_of=True)
@shows_progress(message("Writing the page"))
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    title: str | None,
    documents: tuple[Path, ...],
    opens: bool,
    common: CommonOptions,
    **given: str | None,
) -> None:
    """Write the page."""
    named = context.get_parameter_source("audience") is not click.core.ParameterSource.DEFAULT
    output = DEFAULT_OUTPUT if common.output == STDIO and (opens or sys.stdout.isatty()) else common.output
    check_ending(output, ENDINGS)
    start = {_START_OPTIONS[name]: value for name, value in given.items() if value}
    made, empty = render_page(common, title, start, documents)
    write_output(made, output)
    if output != STDIO:
        print_notes([_("{file}: made for {audience}.").format(file=output, audience=audience_name(common.audience))])
        if empty:
            print_notes([_("It is empty: the graph holds nothing that this audience may see.")])
        if not named:
            print_notes(
                [_("For others, name them: --audience members (the council), --audience secretariat (everything).")]
            )
    if opens and not webbrowser.open(Path(output).absolute().as_uri()):
        print_notes([_("No browser could be started. Open {file} yourself.").format(file=output)])


# A page is made to be passed on, so its default audience is the public.
next(option for option in command.params if option.name == "audience").default = "public"


def render_page(
    common: CommonOptions,
    title: str | None = None,
    given: Mapping[str, str] | None = None,
    documents: Sequence[Path] = (),
) -> tuple[str, bool]:
    """Return the page of a graph for an audience, and whether it is empty.

    Args:
        common: the graph, the audience and the language.
        title: its heading.
        given: the names typed for what it opens with, by parameter of the page.
        documents: files and folders of PDF documents that passages are shown from.
    """
    from queries.questions.moments import view_as_of
    from queries.questions.parameters import resolve_edition, resolve_jurisdiction, resolve_theme
    from queries.questions.question import load_codes
    from viz.page.render import render_page
    from viz.page.source import load_changes, load_page_document, load_suggestions

    if documents and (given or {}).get("edition"):
        raise UsageError("--with-passages goes without --as-of and --edition.")
    find = {"jurisdiction": resolve_jurisdiction, "theme": resolve_theme, "edition": resolve_edition}
    with common.view() as whole:
        edition = (given or {}).get("edition")
        moment = resolve_edition(whole, edition) if edition and not common.as_of else None
        view = whole.as_of(moment) if moment else view_as_of(whole, common.as_of)
        start = {name: find[name](view, typed) for name, typed in (given or {}).items()}
        if "jurisdiction" in start and "theme" not in start:
            start["show"] = "partners"
        document = load_page_document(view)
        made = render_page(
            document,
            load_suggestions(view, document),
            language=common.lang,
            title=title,
            rules=load_codes()["rule"],
            changes=load_changes(view, document),
            start=start,
            documents=_documents(common, whole, document["sources"], documents),
        )
        return made, not (document["initiatives"] or document["editions"] or document["needs"])


def _documents(
    common: CommonOptions, view: View, sources: list[dict[str, Any]], paths: Sequence[Path]
) -> dict[int, bytes]:
    """Return the content of the PDF documents of a graph by the place of their source."""
    from viz.passages.documents import find_documents, places_of

    if not paths:
        return {}
    if common.as_of:
        raise UsageError("--with-passages goes without --as-of and --edition.")
    statement = "SELECT number, id FROM source"
    with common.store().view("secretariat", common.lang) as whole:  # others do not see the hashes of files
        hashes = {row["number"]: row["id"] for row in whole.rows(statement)}
    named = {row["id"]: hashes[row["number"]] for row in view.rows(statement)}
    found = find_documents(paths, places_of(sources, named))
    if not found:
        print_notes([_("None of these files is a PDF document that the graph was loaded from; passages stay text.")])
    return found
