"""Outputs of commands that an audit compares beside those of `viz.audit.outputs`: templates and agendas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from graph.errors import AccordError

if TYPE_CHECKING:
    from graph.sqlite.view import SqliteView
    from viz.audit.outputs import Makers
    from viz.audit.probes import Probes

AGENDA_OPTIONS: Final[dict[str, Any]] = {
    "tables": 6, "slots": 3, "max_per_member": None, "among": (), "mix": (), "start": None, "minutes": 30,
}  # fmt: skip
_FILE: Final = "agenda.html"


def command_outputs(view: SqliteView, probes: Probes) -> Makers:
    """Yield the name and content of each template that is filled in for a jurisdiction, and of the agenda."""
    from viz.audit.outputs import one

    for who in probes.names.get("jurisdiction", ()):
        yield f"template {probes.label(who)}", one(partial(_template, view, who))
    yield "agenda", one(partial(_agenda, view))


def _template(view: SqliteView, who: str) -> bytes:
    from accord.results.template import council_members, jurisdiction_name, prefill_form, render_form
    from loaders.templates.form import Form

    form = Form(view.language, who, jurisdiction_name(view, who, view.language), "", members=council_members(view))
    filled, last = prefill_form(view, form)
    return render_form(filled, ".yaml") + repr(last).encode()


def _agenda(view: SqliteView) -> bytes:
    from accord.results.agenda import plan_meetings
    from viz.agenda.render import render_agenda

    try:
        made = render_agenda(plan_meetings(view, None, AGENDA_OPTIONS), view.language, _FILE)
    except AccordError as error:
        return str(error).encode()
    return made if isinstance(made, bytes) else made.encode()
