"""`accord schema`: list the views, labels and relationship types that queries read."""

from __future__ import annotations

from typing import Final

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.listing import header, print_listing
from graph.errors import UnknownNameError

TEXTS_FOR_PEOPLE: Final = frozenset({"table", "md", "html"})  # programs get a row for each column


@click.command(
    name="schema",
    help=_(
        "List the views that “accord sql” queries, the labels and relationship types that “accord cypher” queries, and"
        " the meaning of each column: those that people need first, or with --all all of them. With names, list only"
        " these."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord schema --in sql\n  accord schema --compare\n  accord schema initiative Theme LEADS --format md",
)
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option("--in", "dialect", type=click.Choice(["sql", "cypher"]), help=_("Only the schema of this language."))
@click.option("--all", "everything", is_flag=True, help=_("All views, labels and relationship types."))
@click.option(
    "--compare", "compared", is_flag=True, help=_("Which names SQL and Cypher share, and which only one has.")
)
@with_common_options(shown=("lang", "format", "output"))
def command(
    *, common: CommonOptions, names: tuple[str, ...], dialect: str | None, everything: bool, compared: bool
) -> None:
    """List the schema."""
    from graph.adhoc.catalog import iter_entries, list_first_views, list_internal_columns, list_twins
    from queries.questions.question import Column

    every = [one for one in iter_entries() if dialect in {None, one.dialect}]
    known = {word for one in every for word in _schema_names(one.name)}
    for name in names:
        if name.lstrip(":") not in known:
            raise UnknownNameError(
                "There is no view, label or relationship “{name}”.", _similar_names(name, known), name=name
            )
    wanted = {name.lstrip(":") for name in names}
    if not wanted and not everything:
        views = list_first_views()
        wanted = {*views, *(twin for view, twin, _properties in list_twins() if view in views)}
    shortened = not names and not everything
    notes = [_("The ones needed first. “accord schema --all” lists the others.")] if shortened else []
    if compared:
        _print_comparison(wanted, notes, common, names)
        return
    if shortened and common.format in TEXTS_FOR_PEOPLE:
        _print_first(dialect, notes, common)
        return
    rows = [
        {"language": {"sql": "SQL", "cypher": "Cypher"}[one.dialect], "name": one.name, "column": one.column,
         "meaning": one.description[common.lang]}
        for one in every
        if not wanted or wanted & _schema_names(one.name)
        if not shortened or one.column not in list_internal_columns()
    ]  # fmt: skip
    columns = [
        Column("language", header(_("In")), table=dialect is None), Column("name", header(_("What"))),
        Column("column", header(_("Column"))), Column("meaning", header(_("What it holds"))),
    ]  # fmt: skip
    print_listing(
        "schema", _("What queries can read"), columns, rows, common, parameters={"names": list(names)}, notes=notes
    )


def _print_first(dialect: str | None, notes: list[str], common: CommonOptions) -> None:
    """Print what people need first, a row for each view with what Cypher calls it and its columns."""
    from graph.adhoc.catalog import describe_view, list_first_views, list_internal_columns, list_twins, list_views
    from queries.questions.question import Column

    internal, twins, views = list_internal_columns(), list_twins(), list_views()
    rows = []
    for view in list_first_views():
        alike = [(name, properties) for other, name, properties in twins if other == view]
        shown = sorted({name for _, properties in alike for name in properties}) if dialect == "cypher" else views[view]
        rows.append(
            {"view": view, "cypher": " · ".join(name for name, _ in alike), "meaning": describe_view(view)[common.lang],
             "columns": " · ".join(one for one in shown if one not in internal)}
        )  # fmt: skip
    columns = [
        Column("view", header(_("SQL")), table=dialect != "cypher"),
        Column("cypher", header(_("Cypher")), table=dialect != "sql"),
        Column("meaning", header(_("What it holds"))),
        Column("columns", header(_("Properties") if dialect == "cypher" else _("Columns"))),
    ]  # fmt: skip
    hints = [_("What each column holds: accord schema {name}").format(name=rows[0]["view"])]
    if dialect is None:
        hints.append(_("Cypher has most of these as properties: accord schema --compare"))
    print_listing("schema", _("What queries can read"), columns, rows, common, notes=[*hints, *notes])


def _print_comparison(wanted: set[str], notes: list[str], common: CommonOptions, names: tuple[str, ...]) -> None:
    """Print which names a view shares with the label or relationship type of the same content."""
    from graph.adhoc.catalog import compare_twins
    from queries.questions.question import Column

    rows = [
        {"view": one.view, "cypher": one.cypher, "shared": list(one.shared), "only_sql": list(one.only_sql),
         "only_cypher": list(one.only_cypher)}
        for one in compare_twins()
        if not wanted or wanted & {one.view, one.cypher}
    ]  # fmt: skip
    columns = [
        Column("view", header(_("SQL"))), Column("cypher", header(_("Cypher"))), Column("shared", header(_("In both"))),
        Column("only_sql", header(_("Only in SQL"))), Column("only_cypher", header(_("Only in Cypher"))),
    ]  # fmt: skip
    ends = _("A relationship has two ends in Cypher; in SQL they are columns.")
    print_listing(
        "schema", _("What SQL and Cypher call alike"), columns, rows, common, parameters={"names": list(names)},
        notes=[ends, *notes],
    )  # fmt: skip


def _schema_names(name: str) -> set[str]:
    """Return the names that find an entry: its own, or the type of a relationship."""
    return {name.split("[:")[1].split("]")[0]} if "[:" in name else {name.lstrip(":")}


def _similar_names(name: str, known: set[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    lower: dict[str, list[str]] = {}
    for one in sorted(known):
        lower.setdefault(one.lower(), []).append(one)
    return tuple(one for near in get_close_matches(name.lower(), lower, n=3) for one in lower[near])
