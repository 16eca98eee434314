"""`accord audit`: prove that nothing reaches an audience that it may not see."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import bold, print_notes, terminal_width, write_output
from graph.errors import UsageError, message
from graph.values import AUDIENCES, STDIO

EXIT_CODE_DIFFERENT = 3
FORMS: Final = ("table", "json")  # on standard output
MAX_SHOWN = 10  # outputs that differ


@click.command(
    name="audit",
    help=_(
        "Prove that nothing reaches an audience that it may not see. The graph is derived anew without that, and once"
        " more with its words and names replaced; then every question, search, suggestion, completion, brief, page,"
        " export, table and copy for this audience is compared byte by byte. -o NAME writes a certificate: NAME.json,"
        " and NAME.html to read; --format json writes it to standard output. The exit code is 3 where something"
        " differs."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord audit --audience public\n  accord audit --audience members -o certificate"
    + "\n  accord audit --format json",
)
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
@shows_progress(message("Comparing what the audience gets"))
def command(*, common: CommonOptions) -> int:
    """Audit a graph; return the exit code."""
    from accord.results.audit_outputs import command_outputs
    from accord.version import __version__
    from viz.audit.certificate import certificate
    from viz.audit.compare import audit_graph

    if common.audience == AUDIENCES[-1]:
        raise UsageError("Nothing is withheld from the secretariat. Name another audience: --audience public.")
    if common.output == STDIO and common.format not in FORMS:
        raise UsageError("This command does not write {form}. Use one of: {known}.", form=common.format,
                         known=", ".join(FORMS))  # fmt: skip
    done = audit_graph(common.store(), common.audience, more=[command_outputs])
    made = certificate(done, __version__, datetime.now(UTC).date().isoformat())
    if common.output == STDIO and common.format == "table":
        write_output("\n".join(_summary(made, common.lang)) + "\n", STDIO)
        note = _("-o NAME writes the certificate, --format json prints it.")
    else:
        _write_certificate(made, common)
        note = (
            _("Outputs compared: {n}. All are the same without what is withheld.").format(n=len(done.outputs))
            if done.passed
            else _("Outputs compared: {n}. Different: {different}.").format(
                n=len(done.outputs), different=made["different"]
            )
        )
    for each in done.differences[:MAX_SHOWN]:
        print_notes([f"✗ {each.output}", *(f"    {line}" for line in each.lines)])
    print_notes([note])
    return 0 if done.passed else EXIT_CODE_DIFFERENT


def _write_certificate(made: dict[str, Any], common: CommonOptions) -> None:
    """Write a certificate as JSON to standard output, or as JSON and as a page to two files of one name."""
    from viz.audit.certificate import render_certificate

    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    if common.output == STDIO:
        write_output(text, STDIO)
        return
    base = Path(common.output)
    base = base.with_suffix("") if base.suffix in (".json", ".html") else base
    write_output(text, f"{base}.json")
    write_output(render_certificate(made, common.lang), f"{base}.html")


def _summary(made: dict[str, Any], language: str) -> list[str]:
    """Return a certificate in short, as lines: the verdict, what was compared, and which outputs differ."""
    from accord.output.table import format_table, wrap_text
    from viz.audit.certificate import count_by_kind, summarize

    width = terminal_width()
    verdict, facts, heads = summarize(made, language)
    rows = [[kind, str(n), str(identical)] for kind, n, identical in count_by_kind(made)]
    table = format_table(heads, rows, right=[False, True, True], width=width, style=bold)
    return [*map(bold, wrap_text(verdict, width)), "", *wrap_text(facts, width), "", *table]
