"""`accord schema`: what there is to read with `accord sql` and `accord cypher`."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import Common, common
from accord.output.listing import header, listed
from graph.errors import UnknownNameError


@click.command(
    name="schema",
    short_help=_("List what “accord sql” and “accord cypher” read"),
    help=_(
        "List what there is to read: the views that “accord sql” asks, the labels and relationship types that “accord"
        " cypher” asks, and what each column holds. With names, only these."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord schema --in sql\n  accord schema initiative Theme LEADS --format md",
)
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option("--in", "dialect", type=click.Choice(["sql", "cypher"]), help=_("Only what this language reads."))
@common(shown=("lang", "format", "output"))
def command(*, common: Common, names: tuple[str, ...], dialect: str | None) -> None:
    """List both schemas."""
    from graph.adhoc.catalog import iter_entries
    from queries.questions.question import Column

    every = [one for one in iter_entries() if dialect in {None, one.dialect}]
    known = {word for one in every for word in _words(one.name)}
    for name in names:
        if name.lstrip(":") not in known:
            raise UnknownNameError("There is no view, label or relationship “{name}”.", _like(name, known), name=name)
    wanted = {name.lstrip(":") for name in names}
    rows = [
        {"language": {"sql": "SQL", "cypher": "Cypher"}[one.dialect], "name": one.name, "column": one.column,
         "meaning": one.description[common.lang]}
        for one in every
        if not wanted or wanted & _words(one.name)
    ]  # fmt: skip
    columns = [
        Column("language", header(_("In")), table=dialect is None), Column("name", header(_("What"))),
        Column("column", header(_("Column"))), Column("meaning", header(_("What it holds"))),
    ]  # fmt: skip
    listed("schema", _("What there is to read"), columns, rows, common, parameters={"names": list(names)})


def _words(name: str) -> set[str]:
    """What a thing is found by: its name; of a relationship its type."""
    return {name.split("[:")[1].split("]")[0]} if "[:" in name else {name.lstrip(":")}


def _like(name: str, known: set[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    lower: dict[str, list[str]] = {}
    for one in sorted(known):
        lower.setdefault(one.lower(), []).append(one)
    return tuple(one for near in get_close_matches(name.lower(), lower, n=3) for one in lower[near])
