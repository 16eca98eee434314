"""The round that a command is about, and members that it is limited to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UnknownNameError

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.dates.rounds import Member, Round
    from graph.sqlite.store import SqliteStore
    from graph.store import View


def rounds_folder(common: CommonOptions) -> Path:
    """Return the folder of the graph file, which need not exist yet: that of its rounds.

    Raises:
        UsageError: the graph is on a server.
    """
    from graph.store import file_only_error
    from graph.values import is_server

    if is_server(common.graph):
        raise file_only_error()
    return Path(common.graph).parent


def open_round(common: CommonOptions, typed: str | None) -> tuple[SqliteStore, Round]:
    """Return the graph file, created if it does not exist, and a round: that of a typed edition, else the latest.

    Raises:
        UnknownNameError: there is no such round.
        UsageError: the graph is on a server.
    """
    from accord.results.template import parse_edition
    from graph.dates.editions import edition_key
    from graph.dates.rounds import list_rounds, read_round
    from graph.values import is_server

    if is_server(common.graph):
        common.store()  # which says why not
    folder = rounds_folder(common)
    rounds = sorted(list_rounds(folder), key=edition_key)
    if typed in (None, "latest") and not rounds:
        raise UnknownNameError("There is no round here. “accord round new” opens one.", ())
    edition = rounds[-1] if typed in (None, "latest") else parse_edition(typed)
    made = read_round(folder, edition)
    return common.store(create=True), made


def chosen_members(made: Round, view: View, typed: Sequence[str]) -> list[Member]:
    """Return the members of a round that were named, all if none was.

    Raises:
        UnknownNameError: one is no member of the round; offers the nearest.
    """
    from accord.results.decisions import exact_jurisdiction

    found = []
    for name in typed:
        member = made.member(exact_jurisdiction(view, name))
        if member is None:
            raise UnknownNameError("“{typed}” is no member of the round {edition}.",
                                   tuple(one.jurisdiction for one in made.members[:3]), typed=name,
                                   edition=made.edition)  # fmt: skip
        found.append(member)
    return found or list(made.members)
