"""`accord evaluate`: how good the reading, the suggestions and the search are, by measured figures."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from accord.messages import _
from graph.values import LANGUAGES


class Evaluations(click.Group):
    """The evaluations, each a file of `accord/evaluations` whose `command` runs it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Their names; imports none of them."""
        return sorted(path.stem for path in (Path(__file__).parent / "evaluations").glob("[!_]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One evaluation, imported now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        made: click.Command = import_module(f"accord.commands.models.evaluations.{cmd_name}").command
        return made


command = Evaluations(
    name="evaluate",
    short_help=_("Measure how well Accord does"),
    help=_("Measure how well Accord does, on data whose right answers are known.")
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord evaluate extraction gold/*.yaml\n  accord evaluate extraction gold/*.yaml --by-file --errors",
    subcommand_metavar=_("COMMAND [ARGS]..."),
    params=[
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False,
                     help=_("Language of names and messages.")),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)  # fmt: skip
