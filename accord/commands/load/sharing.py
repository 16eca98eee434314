"""What a document says of who may see it, where the approval in the graph is narrower: only a person widens that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accord.messages import _, audience_name
from graph.values import AUDIENCES, approval_level

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.store import Added, Store


def narrower_lines(target: Store, readings: Sequence[Reading], added: Sequence[Added]) -> dict[str, list[str]]:
    """Return, by the hash of a source that was added, what it asks for and how a person grants it."""
    from graph.sqlite.store import SqliteStore

    if not isinstance(target, SqliteStore):
        return {}
    new = {one.source for one in added if not one.existed}
    asked = [(reading.source.id, one) for reading in readings if reading.source.id in new for one in reading.approvals]
    if not asked:
        return {}
    given = {(who, edition): approval for who, edition, approval in target.approvals()}
    found: dict[str, list[str]] = {}
    for source, one in asked:
        stands = given.get((one.jurisdiction, one.edition))
        if stands is not None and approval_level(one.approval) < approval_level(stands):
            text = _(
                "Who may see it, by the document: {wanted}. What was decided before stays: {stands}. To widen that:"
                " accord approve {who} {edition} {approval} --authority WHOSE"
            )
            found.setdefault(source, []).append(
                text.format(
                    wanted=audience_name(AUDIENCES[approval_level(one.approval)]),
                    stands=audience_name(AUDIENCES[approval_level(stands)]),
                    who=one.jurisdiction, edition=one.edition or "-", approval=one.approval,
                )
            )  # fmt: skip
    return found
