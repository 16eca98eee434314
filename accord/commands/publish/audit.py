"""`accord audit`: prove that nothing reaches an audience that it may not see."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError, message
from graph.values import AUDIENCES

EXIT_CODE_DIFFERENT = 3
MAX_SHOWN = 10  # outputs that differ


@click.command(
    name="audit",
    help=_(
        "Prove that nothing reaches an audience that it may not see. The graph is derived anew without that, and once"
        " more with its words and names replaced; then every question, search, suggestion, completion, brief, page,"
        " export, table and copy for this audience is compared byte by byte. -o NAME writes a certificate: NAME.json,"
        " and NAME.html to read. The exit code is 3 where something differs."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord audit --audience public\n  accord audit --audience members -o certificate",
)
@with_common_options(shown=("graph", "lang", "audience", "output"))
@shows_progress(message("Comparing what the audience gets"))
def command(*, common: CommonOptions) -> int:
    """Audit a graph; return the exit code."""
    from accord.results.audit_outputs import command_outputs
    from accord.version import __version__
    from viz.audit.certificate import certificate, render_certificate
    from viz.audit.compare import audit_graph

    if common.audience == AUDIENCES[-1]:
        raise UsageError("Nothing is withheld from the secretariat. Name another audience: --audience public.")
    done = audit_graph(common.store(), common.audience, more=[command_outputs])
    made = certificate(done, __version__, datetime.now(UTC).date().isoformat())
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    if common.output == "-":
        write_output(text, "-")
    else:
        base = Path(common.output)
        base = base.with_suffix("") if base.suffix in (".json", ".html") else base
        write_output(text, f"{base}.json")
        write_output(render_certificate(made, common.lang), f"{base}.html")
    for each in done.differences[:MAX_SHOWN]:
        print_notes([f"✗ {each.output}", *(f"    {line}" for line in each.lines)])
    print_notes(
        [
            _("Outputs compared: {n}. All are the same without what is withheld.").format(n=len(done.outputs))
            if done.passed
            else _("Outputs compared: {n}. Different: {different}.").format(
                n=len(done.outputs), different=made["different"]
            )
        ]
    )
    return 0 if done.passed else EXIT_CODE_DIFFERENT
