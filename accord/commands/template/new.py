"""`accord template new`: write the template that a member fills in."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from accord.messages import _
from accord.options import Common, common
from accord.output.answer import said
from graph.errors import AccordError, UsageError

if TYPE_CHECKING:
    from loaders.templates.form import Form

FORMATS: Final = (".xlsx", ".docx", ".yaml", ".yml", ".csv")
STDOUT: Final = "-"


@click.command(
    name="new",
    short_help=_("Write the template that a member fills in"),
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
@click.option("--jurisdiction", required=True, metavar=_("JURISDICTION"), help=_("Who fills it."))
@click.option("--edition", metavar=_("EDITION"), help=_("The edition it is for; left out: the member fills it in."))
@click.option("--empty", is_flag=True, help=_("Fill in nothing of what was reported before."))
@common(shown=("graph", "lang", "audience", "output"))
def command(*, jurisdiction: str, edition: str | None, empty: bool, common: Common) -> None:
    """Write a template."""
    ending = Path(common.output).suffix.lower()
    if common.output != STDOUT and ending not in FORMATS:
        raise UsageError(
            "Templates end in one of {known}; “{file}” does not.", known=", ".join(FORMATS), file=common.output
        )
    form, note = _form(jurisdiction, _edition(edition), common, empty=empty)
    _write(_made(form, ending or ".yaml"), common.output)
    said([note])


def _edition(typed: str | None) -> str:
    """The edition that was typed; it may be one that the graph does not have yet."""
    from loaders.templates.names import edition_named

    if typed is None:
        return ""
    if found := edition_named(typed):
        return found
    raise UsageError("“{typed}” is no edition. Write it as 2022-fall, or as fall 2022.", typed=typed)


def _form(typed: str, edition: str, common: Common, *, empty: bool) -> tuple[Form, str]:
    """The template, and what is said of it."""
    from loaders.templates.form import Form

    if not _has_graph(common):
        return Form(common.lang, _known(typed, common.lang), edition=edition), _(
            "There is no graph; nothing is filled in."
        )
    from accord.prefill import named, prefilled
    from queries.questions import parameters

    with common.view() as view:
        who = parameters.resolve_jurisdiction(view, typed)
        form = Form(common.lang, who, named(view, who, common.lang), edition)
        if empty:
            return form, _("Nothing is filled in, as asked.")
        filled, last = prefilled(view, form)
    if last is None:
        return form, _(
            "Nothing is filled in: the audience “{audience}” sees nothing that {who} reported. What is withheld only"
            " --audience secretariat sees."
        ).format(audience=common.audience, who=who)
    told = _("Filled in from what {who} reported in {edition}, as the audience “{audience}” sees it.")
    return replace(filled, edition=edition), told.format(who=who, edition=last, audience=common.audience)


def _has_graph(common: Common) -> bool:
    """Whether there is a graph to fill in from; one that was named has to be there."""
    from graph.neo4j.address import is_server

    source = click.get_current_context().get_parameter_source("graph")
    return source is not ParameterSource.DEFAULT or is_server(common.graph) or Path(common.graph).exists()


def _known(typed: str, language: str) -> str:
    """A jurisdiction of the vocabulary."""
    from graph.errors import UnknownNameError
    from loaders.templates.names import jurisdiction_named

    found = jurisdiction_named(typed, language)
    if found.id:
        return found.id
    raise UnknownNameError("No jurisdiction is called “{typed}”.", found.near, typed=typed)


def _made(form: Form, ending: str) -> bytes:
    """The bytes of a template, in the format of an ending."""
    if ending == ".xlsx":
        from loaders.templates.xlsx import write_workbook

        return write_workbook(form)
    if ending == ".docx":
        from loaders.templates.docx import write_document

        return write_document(form)
    if ending == ".csv":
        from loaders.templates.csv import write_csv

        return write_csv(form)
    from loaders.templates.yaml import write_yaml

    return write_yaml(form)


def _write(made: bytes, output: str) -> None:
    if output == STDOUT:
        sys.stdout.buffer.write(made)
        return
    try:
        Path(output).write_bytes(made)
    except OSError as error:
        from accord.messages import refusal

        raise AccordError("{file} cannot be written: {reason}.", file=output, reason=refusal(error)) from error
