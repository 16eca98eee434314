"""`accord template new`: write the template that a member fills in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from accord.messages import _, audience_name
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import print_notes, write_bytes
from graph.errors import UsageError
from graph.values import STDIO

if TYPE_CHECKING:
    from loaders.templates.form import Form

FORMATS: Final = (".xlsx", ".docx", ".yaml", ".yml", ".csv")


@click.command(
    name="new",
    help=_(
        "Write the template in which a member reports what it does and what it asks for, as a workbook (XLSX), Word"
        " document (DOCX), YAML or CSV file, by the extension of the file. What the member last reported is filled in,"
        " as far as the audience may see it. “accord template check” lists the errors of a completed template, and"
        " “accord load” loads it."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord template new --jurisdiction CA-AB --edition 2022-fall -o alberta.xlsx\n"
    "  accord template new --jurisdiction Québec --lang fr -o quebec.docx\n"
    "  accord template new --jurisdiction CRA --empty -o cra.yaml",
)
@click.option("--jurisdiction", required=True, metavar=_("JURISDICTION"), help=_("Who fills it in."))
@click.option("--edition", metavar=_("EDITION"), help=_("Its edition; by default, the member fills it in."))
@click.option("--empty", is_flag=True, help=_("Fill in nothing from earlier editions."))
@with_common_options(shown=("graph", "lang", "audience", "output"))
def command(*, jurisdiction: str, edition: str | None, empty: bool, common: CommonOptions) -> None:
    """Write a template."""
    ending = Path(common.output).suffix.lower()
    if common.output != STDIO and ending not in FORMATS:
        raise UsageError("“{file}” needs one of the extensions {known}.", known=", ".join(FORMATS), file=common.output)
    from accord.results.template import parse_edition, render_form

    form, note = _make_form(jurisdiction, parse_edition(edition), common, empty=empty)
    write_bytes(render_form(form, ending or ".yaml"), common.output)
    print_notes([note])


def _make_form(typed: str, edition: str, common: CommonOptions, *, empty: bool) -> tuple[Form, str]:
    """Return the form and a note about what is filled in."""
    from loaders.templates.form import Form

    if not _has_graph(common):
        return Form(common.lang, _vocabulary_jurisdiction(typed, common.lang), edition=edition), _(
            "There is no graph; nothing is filled in."
        )
    from accord.results.template import council_members, jurisdiction_name, prefill_form
    from queries.questions import parameters

    with common.view() as view:
        who = parameters.resolve_jurisdiction(view, typed)
        name = jurisdiction_name(view, who, common.lang)
        form = Form(common.lang, who, name, edition, members=council_members(view))
        if empty:
            return form, _("Nothing is filled in.")
        filled, last = prefill_form(view, form)
    if last is None:
        return form, _(
            "Nothing is filled in: {audience} may see nothing that {who} reported. Only --audience"
            " secretariat sees what is withheld."
        ).format(audience=audience_name(common.audience), who=who)
    note = _("Filled in from what {who} reported in {edition} and {audience} may see.")
    return replace(filled, edition=edition), note.format(who=who, edition=last, audience=audience_name(common.audience))


def _has_graph(common: CommonOptions) -> bool:
    """Return whether there is a graph to fill in from; a graph that was named must exist."""
    from graph.values import is_server

    source = click.get_current_context().get_parameter_source("graph")
    return source is not ParameterSource.DEFAULT or is_server(common.graph) or Path(common.graph).exists()


def _vocabulary_jurisdiction(typed: str, language: str) -> str:
    """Return the identifier of a jurisdiction of the vocabulary."""
    from graph.errors import UnknownNameError
    from loaders.templates.names import jurisdiction_named

    found = jurisdiction_named(typed, language)
    if found.id:
        return found.id
    raise UnknownNameError("No jurisdiction is called “{typed}”.", found.near, typed=typed)
