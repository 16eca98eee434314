"""`accord demo`: the main job on a sample, from documents to answers and a page."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _
from accord.options import Common, common
from accord.output.answer import formatted, write

if TYPE_CHECKING:
    from graph.store import View

GRAPH: Final = "accord-demo.db"
PAGE: Final = "accord-demo.html"
THEME: Final = "digital-identity"
BEST: Final = 5


@click.command(
    name="demo",
    short_help=_("Show what Accord does, on a sample"),
    help=_(
        "Load a sample, say who works on digital identity, with whom, and who should meet, and write the page. The"
        " sample retells in our own words a public document of the council of February 2022, in both languages."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord demo\n  accord demo --lang fr",
)
@common(shown=("graph", "lang"))
def command(*, common: Common) -> None:
    """Run the demonstration."""
    from dataclasses import replace

    from accord.commands.publish.view import page
    from loaders.inputs.read import FileLoader

    chosen = replace(common, graph=GRAPH if common.graph == "accord.db" else common.graph, audience="public")
    sample = sorted(
        (f for f in files("accord").joinpath("sample").iterdir() if f.name.endswith(".txt")), key=lambda f: f.name
    )
    readings = [reading for file in sample for reading in FileLoader().load_bytes(file.read_bytes(), file.name)]
    chosen.store(create=True).add(readings, "public")
    click.echo(_("A retelling of a public document of the council, February 2022, loaded into {file}.").format(
        file=chosen.graph))  # fmt: skip
    with chosen.view() as view:
        for name in ("who", "partners", "opportunities"):
            click.echo("\n" + _answer(view, name, {} if name == "opportunities" else {"theme": THEME}))
    write(page(chosen)[0], PAGE)
    click.echo("\n" + _("The page: open {file} in a browser.").format(file=Path(PAGE).absolute()))
    click.echo(_("Ask more: accord who cybersecurity --graph {file} --audience public").format(file=chosen.graph))


def _answer(view: View, name: str, parameters: Mapping[str, object]) -> str:
    from queries.ask import ask
    from queries.questions.question import load_question

    asked = load_question(name)
    return formatted(ask(view, asked, parameters, BEST if name == "opportunities" else None), asked, "table").rstrip()
