"""`accord round templates`: write a template and a letter for each member of a round."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _, audience_name, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import output_folder, print_notes, write_output
from graph.errors import UsageError
from graph.values import STDIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.dates.rounds import Member, Round
    from graph.store import View

ENDINGS: Final = ("xlsx", "docx", "yaml", "csv")


@click.command(
    name="templates",
    help=_(
        "Write into a folder, for each member of a round, by default the latest, and in each of its languages, the"
        " template that it fills in and the text of a letter to send it with. What the member last reported is filled"
        " in, as far as the audience may see it. Files that are there are not written again unless --replace says so."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord round templates -o 2026-fall/"
    + "\n  accord round templates 2026-fall -o 2026-fall/ --type docx --member CA-NB",
)
@click.argument("edition", metavar=_("[EDITION]"), required=False)
@click.option("--member", "only", multiple=True, metavar=_("JURISDICTION"), help=_("Only for this member."))
@click.option(
    "--type",
    "ending",
    type=click.Choice(ENDINGS),
    default=ENDINGS[0],
    show_default=True,
    help=_("The format of the templates."),
)
@click.option("--empty", is_flag=True, help=_("Fill in nothing from earlier editions."))
@click.option("--replace", is_flag=True, help=_("Write files again that are there."))
@with_common_options(shown=("graph", "lang", "audience", "output"))
def command(
    *, edition: str | None, only: tuple[str, ...], ending: str, empty: bool, replace: bool, common: CommonOptions
) -> None:  # fmt: skip
    """Write the templates of a round."""
    from accord.commands.round.members import chosen_members, open_round

    store, made = open_round(common, edition)
    if common.output == STDIO:
        raise UsageError("Name a folder for the templates: -o {edition}/", edition=made.edition)
    folder = Path(common.output)
    written: list[str] = []
    kept: list[str] = []
    with store.view(common.audience, common.lang) as view:
        members = chosen_members(made, view, only)
        with output_folder(folder) as new:
            for member in members:
                for language in member.languages:
                    for name, content in _files(view, member, language, made, f".{ending}", empty=empty):
                        if (folder / name).exists() and not replace:
                            kept.append(name)
                        else:
                            (new / name).write_bytes(content)
                            written.append(name)
    notes = []
    if written:
        write_output("".join(f"{folder / name}\n" for name in written), STDIO)
        n = len(members)
        notes.append(
            ngettext("Templates for {n} member, with what {audience} may see.",
                     "Templates for {n} members, with what {audience} may see.", n)
            .format(n=n, audience=audience_name(common.audience))
        )  # fmt: skip
    if kept:
        notes.append(
            ngettext("{n} file was there and stays; --replace writes it again.",
                     "{n} files were there and stay; --replace writes them again.", len(kept)).format(n=len(kept))
        )  # fmt: skip
    print_notes(notes)


def _files(
    view: View, member: Member, language: str, made: Round, ending: str, *, empty: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of the template and the letter of a member in a language."""
    from accord.commands.round.letters import cover_text, letter_name, template_name
    from accord.results.template import jurisdiction_name, prefill_form, render_form
    from loaders.templates.form import Form
    from loaders.templates.names import jurisdiction_label
    from queries.questions.question import format_value

    given = jurisdiction_name(view, member.jurisdiction, language)
    members = tuple(one.jurisdiction for one in made.members)
    form, last = Form(language, member.jurisdiction, given, made.edition, members=members), None
    if not empty:
        form, last = prefill_form(view, form)
        form = replace(form, edition=made.edition)
    name = template_name(made.edition, member.jurisdiction, language, ending)
    yield name, render_form(form, ending)
    label = jurisdiction_label(member.jurisdiction, language, given)
    edition_words = str(format_value("edition", made.edition, language))
    before = None if last is None else str(format_value("edition", last, language))
    letter = cover_text(label, edition_words, made.due, name, language, filled_from=before)
    yield letter_name(made.edition, member.jurisdiction, language, "template"), letter.encode("utf-8")
