"""`accord source list`: list the documents of the graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from graph.values import AUDIENCES, LANGUAGES, is_server

if TYPE_CHECKING:
    from graph.sqlite.store import SqliteStore

_LISTED: Final = "SELECT number, id FROM source ORDER BY number"
_HASH: Final = re.compile("[0-9a-f]{64}")  # what others than the secretariat see of a document has a number instead


@click.command(
    name="list",
    help=_(
        "List the documents that the graph is made from, in the order of loading: how many statements each makes, and"
        " under which approvals. Only documents of which the audience may see something are listed. Evidence calls a"
        " document as this list does: by its name for the secretariat, by its number among these (“Document 2”) for"
        " others; the list of the secretariat also has these numbers. “accord source unload” removes one, by its name"
        " or the beginning of its hash."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord source list\n  accord source list --audience secretariat --format csv",
)
@with_common_options()
def command(*, common: CommonOptions) -> None:
    """List the sources."""
    from accord.output.listing import header, print_listing
    from graph.sqlite.sources import SHOWN_HASH_DIGITS
    from queries.questions.question import Column, format_value
    from queries.statements import fetch_rows

    with common.view() as view:
        found = fetch_rows(view, "sources/sources", {})
        decided: dict[str, dict[str, int]] = {}
        for row in fetch_rows(view, "sources/approvals", {}):
            decided.setdefault(row["id"], {})[row["approval"]] = row["n"]
    is_secretariat = common.audience == AUDIENCES[-1]
    numbers = _read_numbers(common.store()) if is_secretariat and not is_server(common.graph) else {}
    for row in found:
        row.update({f"{one}_number": numbers.get(row["id"], {}).get(one) for one in AUDIENCES[:-1]})
        if not is_secretariat:  # such passages are for the secretariat: others learn no number
            row["unplaced"] = None
        row["approvals"] = decided.get(row["id"], {})
        if common.format in ("table", "md"):
            row["approvals"] = [
                f"{n} {format_value('approval', one, common.lang)}" for one, n in row["approvals"].items()
            ]
            row["id"] = row["id"][:SHOWN_HASH_DIGITS] if _HASH.fullmatch(row["id"]) else None
    columns = [
        Column("name", header(_("Document"))),
        Column("edition", header(_("Edition")), codes="edition"),
        Column("language", header(_("Language"))),
        Column("claims", header(_("Statements"))),
        Column("unplaced", header(_("Not placed"))),
        Column("approvals", header(_("Approvals"))),
        Column("id", header(_("Hash"))),
        Column("members_number", header(_("No. for members"))),
        Column("public_number", header(_("No. for the public"))),
    ]
    empty = [] if found else [_("There is no source that this audience may see.")]
    print_listing("sources", _("Documents in the graph"), columns, found, common, notes=empty)


def _read_numbers(store: SqliteStore) -> dict[str, dict[str, int]]:
    """Return, by hash of a document, the number that it has for each audience that may see it and not its name."""
    with store.view(AUDIENCES[-1], LANGUAGES[0]) as view:
        hashes = {row["number"]: row["id"] for row in view.rows(_LISTED)}
    found: dict[str, dict[str, int]] = {one: {} for one in hashes.values()}
    for audience in AUDIENCES[:-1]:
        with store.view(audience, LANGUAGES[0]) as view:
            for n, row in enumerate(view.rows(_LISTED), 1):
                found[hashes[row["number"]]][audience] = n
    return found
