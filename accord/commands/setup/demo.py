"""`accord demo`: load a sample, answer questions and write the page."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.answer import format_answer
from accord.output.terminal import write_output

if TYPE_CHECKING:
    from graph.store import View

GRAPH_FILE: Final = "accord-demo.db"
PAGE_FILE: Final = "accord-demo.html"
THEME: Final = "digital-identity"
MAX_OPPORTUNITIES: Final = 5


@click.command(
    name="demo",
    help=_(
        "Load a sample, show who works on digital identity, with whom, and who should meet, and write the page. The"
        " sample retells a public document of the council of February 2022, in both languages."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord demo\n  accord demo --lang fr",
)
@with_common_options(shown=("graph", "lang"))
def command(*, common: CommonOptions) -> None:
    """Run the demonstration."""
    from accord.commands.publish.view import render_page
    from loaders.inputs.read import FileLoader

    chosen = common._replace(graph=GRAPH_FILE if common.graph == "accord.db" else common.graph, audience="public")
    sample = sorted(
        (f for f in files("accord").joinpath("sample").iterdir() if f.name.endswith(".txt")), key=lambda f: f.name
    )
    readings = [reading for file in sample for reading in FileLoader().load_bytes(file.read_bytes(), file.name)]
    chosen.store(create=True).add(readings, "public")
    click.echo(_("A retelling of a public document of the council, February 2022, loaded into {file}.").format(
        file=chosen.graph))  # fmt: skip
    with chosen.view() as view:
        for name in ("who", "partners", "opportunities"):
            click.echo("\n" + _format_answer(view, name, {} if name == "opportunities" else {"theme": THEME}))
    write_output(render_page(chosen)[0], PAGE_FILE)
    click.echo("\n" + _("The page: open {file} in a browser.").format(file=Path(PAGE_FILE).absolute()))
    click.echo(_("Ask more: accord who cybersecurity --graph {file} --audience public").format(file=chosen.graph))


def _format_answer(view: View, name: str, parameters: Mapping[str, object]) -> str:
    from queries.ask import ask
    from queries.questions.question import load_question

    asked = load_question(name)
    return format_answer(
        ask(view, asked, parameters, MAX_OPPORTUNITIES if name == "opportunities" else None), asked, "table"
    ).rstrip()
