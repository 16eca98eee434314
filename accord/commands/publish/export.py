"""`accord export`: write the graph that an audience may see, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

import click

from accord.messages import _, audience_name
from accord.options import CommonOptions, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import cannot_write, print_notes, write_bytes
from graph.errors import UsageError, message
from graph.values import STDIO

PUBLIC: Final = "public"


@click.command(
    name="export",
    help=_(
        "Write the whole graph, as the audience may see it, in the format of the ending of -o: .json (accord-graph/1,"
        " which “accord load” reads back), .graphml, .gexf (Gephi), .ttl and .jsonld (linked data), .xlsx, .db (a graph"
        " file with nothing else in it, safe to publish), .neo4j (a folder for neo4j-admin) and .gephi (a folder of CSV"
        " files). The audience is the public unless --audience names another; for JSON it is the members of the"
        " council. Use --audience secretariat -o graph.json for a copy of everything."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord export --audience secretariat -o graph.json"
    + "\n  accord export -o public.db"
    + "\n  accord export --audience members -o network.gexf --lang fr"
    + "\n  accord export -o graph.ttl --base https://data.example.ca/",
)
@click.option("--base", metavar=_("IRI"), help=_("What the identifiers of linked data begin with."))
@with_common_options(shown=("graph", "lang", "audience", "output", "quiet"), proposed=True, as_of=True,
                     audience_from_settings=False)  # fmt: skip
@shows_progress(message("Exporting the graph"))
@click.pass_context
def command(context: click.Context, /, *, base: str | None, common: CommonOptions) -> None:
    """Export the graph."""
    from queries.questions.moments import view_as_of
    from viz.export.forms import encode_export, export_form, write_export

    form = export_form(common.output)
    if common.chosen_format not in (None, form):
        raise UsageError("The ending of -o chooses the format of an export: -o graph.ttl")
    if base is not None and (form not in ("ttl", "jsonld") or not _is_iri(base)):
        raise UsageError("--base is for .ttl and .jsonld: an address that ends in / or #, such as https://example.ca/")
    named = context.get_parameter_source("audience") is not click.core.ParameterSource.DEFAULT
    if not named and form != "json":  # data to publish: no setting widens its audience
        common = common._replace(audience=PUBLIC)
    output = Path(common.output)
    if form == "db" and Path(common.graph).exists() and output.exists() and output.samefile(common.graph):
        raise UsageError("{file} is the graph itself. Choose another name for the export.", file=common.output)
    with common.view() as view:
        local = view_as_of(view, common.as_of).open_local()
        if common.output == STDIO:
            write_bytes(cast("bytes", encode_export(local, form, base)), common.output)
            return
        try:
            write_export(local, form, output, base)
        except OSError as error:
            raise cannot_write(common.output, error) from error
    print_notes(_notes(common, form, named=named))


def _is_iri(base: str) -> bool:
    from urllib.parse import urlsplit

    parts = urlsplit(base)
    safe = base.isascii() and base.isprintable() and not set(base) & set(' <>"{}|\\^`')
    return bool(safe and parts.scheme and (base.endswith(("/", "#")) or parts.scheme == "urn"))


def _notes(common: CommonOptions, form: str, *, named: bool) -> list[str]:
    """Return for whom the export is, how it is read, and what it does not hold."""
    notes = [_("{file}: made for {audience}.").format(file=common.output, audience=audience_name(common.audience))]
    network = _("Evidence and dates in it are JSON. It holds neither priorities nor texts that found no place.")
    about = {
        "graphml": network,
        "gexf": network,
        "gephi": _("Import nodes.csv, then edges.csv. They hold neither priorities nor texts that found no place."),
        "xlsx": _("Cells longer than 32,767 characters are cut, and what sources say otherwise is only quoted."),
        "db": _("It holds no decisions of people, no proposals and no log: only what the audience may see."),
        "neo4j": _("To import it: cd {folder} && neo4j-admin database import full @import.args DATABASE"),
    }  # fmt: skip
    if form in about:
        notes.append(about[form].format(folder=common.output))
    if not named and form != "json":
        notes.append(_("For others, name them: --audience members (the council), --audience secretariat (everything)."))
    return notes
