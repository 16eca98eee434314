"""Which documents a load would replace: in the graph, and among those that are loaded together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.values import is_server

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.claims import Reading


class Replaced(NamedTuple):
    """A document that another one would replace."""

    id: str
    name: str


def find_replaced(readings: Sequence[Reading], common: CommonOptions) -> dict[str, Replaced]:
    """Return what each reading would replace, by the identifier of its source; the last of several comes last."""
    found: dict[str, Replaced] = {}
    if not is_server(common.graph) and Path(common.graph).exists():
        found = {one: Replaced(*earlier) for one, earlier in common.store().earlier_versions(readings).items()}
    from graph.sqlite.sources import report_of_template

    latest: dict[tuple[str, str | None, str | None], Reading] = {}
    for reading in readings:
        if (report := report_of_template(reading)) is None:
            continue
        if (before := latest.get(report)) and before.source.id != reading.source.id:
            found[reading.source.id] = Replaced(before.source.id, before.source.name)
        latest[report] = reading
    return found
