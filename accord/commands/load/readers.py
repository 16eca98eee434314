"""`accord readers`: list the formats that can be read."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.listing import header, print_listing
from graph.process.install import install_command


@click.command(
    name="readers",
    help=_(
        "List the formats that can be read, in the order in which they are tried. A file is recognized by its content;"
        " its name only decides if several formats fit."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord readers\n  accord readers --format json",
)
@with_common_options(shown=("lang", "format", "output"))
def command(*, common: CommonOptions) -> None:
    """List the readers."""
    from loaders.inputs.registry import READERS
    from queries.questions.question import Column

    columns = [
        Column("format", header(_("format"))),
        Column("extensions", header(_("extensions"))),
        Column("reads", header(_("reads"))),
        Column("media_type", header(_("media type")), table=False),
        Column("extra", header(_("requires"))),
        Column("installed", header(_("installed")), table=False),
    ]
    rows = [
        {
            "format": _(reader.name), "extensions": " ".join(reader.extensions), "reads": _(reader.reads),
            "media_type": reader.media_type, "extra": _format_extra(reader.extra, installed=reader.installed),
            "installed": reader.installed,
        }
        for reader in READERS
    ]  # fmt: skip
    notes = [_("A folder or a ZIP archive means all files in it.")]
    print_listing("readers", _("Formats that can be read"), columns, rows, common, notes=notes)


def _format_extra(extra: str | None, *, installed: bool) -> str | None:
    if extra is None or installed:
        return extra
    return _("{extra} ({command})").format(extra=extra, command=install_command(extra))
