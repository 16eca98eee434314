"""Human judgements on duplicates, themes and proposals: a readable file next to the graph, applied at each load.

`decisions.yaml` is in the folder of the graph, so that a graph that is rebuilt there finds it. An entry says that two
nodes are the same or different, that an initiative is or is not about a theme, or that a proposal (see
`graph.dedupe.proposals`) is accepted, refused or corrected. Titles, reason, author and date are for people only:

    - id: 5d1c07e2
      same: [CRA/e-invoicing, ESDC/electronic-invoicing]
      kind: initiative
      titles: [E-invoicing, Electronic invoicing]
      reason: the same project, named by its partner
    - id: 0c27ab6f
      not-about: [CA-AB/land-registry, business-registries]
      kind: theme
      titles: [Land registry, Business registries]
    - id: 51f0c3de
      correct: [CRA/e-invoicing, CA-AB]
      to: CA-ON
      kind: partner
      reason: the release names Ontario
      by: secretary
      date: 2022-03-01

The file is the only copy. Deleting an entry by hand undoes it at the next load; comments and order are kept.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from graph.dedupe import decision_file
from graph.errors import StoreError, UnknownNameError

FILE_NAME: Final = "decisions.yaml"
COPY_OF: Final = "copy of"  # in `metadata` of a copy: the path of the graph file that has the judgements
Kind = str  # KINDS of nodes or, for a proposal, the proposed attribute
KINDS: Final = ("initiative", "jurisdiction", "theme")
VERDICTS: Final = {
    "same": True, "different": False, "about": True, "not-about": False, "accept": True, "correct": True,
    "refuse": False,
}  # fmt: skip
PROPOSAL_VERDICTS: Final = ("accept", "correct", "refuse")
WHOLE_NODES: Final = {
    "initiative": "title",
    "need": "text",
}  # proposals on a node: its naming predicate
SUGGESTION: Final = "suggestion"  # an entry with this key is a decision on a suggestion


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement that two nodes are the same, or are not; `titles` are their titles at the time, in the same order.

    Of kind "theme": that the first node (an initiative or a need) is about the second, or is not. On a proposal: that
    the value `other`, proposed for the node `one`, is right or wrong; `to` replaces a wrong one. `by` and `date` are
    the author and the day.
    """

    one: str
    other: str
    same: bool
    kind: Kind = "initiative"
    titles: tuple[str, ...] = ()
    reason: str = ""
    is_proposal: bool = False
    to: str = ""
    by: str = ""
    date: str = ""

    @property
    def id(self) -> str:
        """An identifier, which does not depend on the order of a pair of nodes."""
        return proposal_id(self.kind, self.one, self.other) if self.is_proposal else pair_id(self.one, self.other)

    @property
    def verdict(self) -> str:
        """The key of the entry in the file: same, different, about, not-about, accept, correct or refuse."""
        if self.is_proposal and self.to:
            return "correct"
        verdicts = verdicts_of(self.kind, proposal=self.is_proposal)
        return next(verdict for verdict in verdicts if VERDICTS[verdict] == self.same)


def pair_id(one: str, other: str) -> str:
    """Return the identifier of a pair of nodes: eight hexadecimal digits."""
    return hashlib.sha256("\n".join(sorted((one, other))).encode()).hexdigest()[:8]


def proposal_id(kind: str, subject: str, target: str) -> str:
    """Return the identifier of a proposal: eight hexadecimal digits; that of a node does not depend on its title."""
    parts = (kind, subject) if kind in WHOLE_NODES else (kind, subject, target)
    return hashlib.sha256("\n".join(("proposal", *parts)).encode()).hexdigest()[:8]


def verdicts_of(kind: str, *, proposal: bool = False) -> tuple[str, ...]:
    """Return the verdicts for pairs of a kind, or for a proposal."""
    if proposal:
        return PROPOSAL_VERDICTS
    verdicts = tuple(VERDICTS)
    return verdicts[2:4] if kind == "theme" else verdicts[:2]


def path_for(path: Path) -> Path:
    """Return the judgement file of a graph file."""
    return path.parent / FILE_NAME


def read_for_store(connection: sqlite3.Connection) -> list[Judgement]:
    """Return the judgements on an open graph; none for a graph in memory.

    Raises:
        StoreError: The file cannot be read or understood.
    """
    original = connection.execute("SELECT value FROM main.metadata WHERE key = ?", (COPY_OF,)).fetchone()
    name = next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
    graph = original[0] if original else name
    return read_judgements(path_for(Path(graph))) if graph else []


def read_merge_judgements(connection: sqlite3.Connection) -> list[Judgement]:
    """Return the judgements on duplicates in an open graph."""
    return [one for one in read_for_store(connection) if one.kind != "theme" and not one.is_proposal]


def read_theme_judgements(connection: sqlite3.Connection) -> list[Judgement]:
    """Return the judgements on themes of initiatives and needs in an open graph."""
    return [one for one in read_for_store(connection) if one.kind == "theme" and not one.is_proposal]


def read_proposal_judgements(connection: sqlite3.Connection) -> dict[str, Judgement]:
    """Return the judgements on proposals in an open graph, by identifier."""
    return {one.id: one for one in read_for_store(connection) if one.is_proposal}


def read_judgements(path: Path) -> list[Judgement]:
    """Read a file of judgements; none if it does not exist, and of several on one pair the last.

    Raises:
        StoreError: The file cannot be read, or an entry is malformed; names the entry.
    """
    items = decision_file.read_entries(path)
    found = [_parse_judgement(path, n, item) for n, item in enumerate(items, start=1) if not is_about_suggestion(item)]
    return list({judgement.id: judgement for judgement in found}.values())


def is_about_suggestion(item: object) -> bool:
    """Whether an entry is a decision on a suggestion (`graph.dedupe.suggestion_decisions`)."""
    return isinstance(item, dict) and SUGGESTION in item


def _parse_judgement(path: Path, number: int, item: object) -> Judgement:
    fields = item if isinstance(item, dict) else {}
    verdicts = [verdict for verdict in VERDICTS if verdict in fields]
    pair = fields.get(verdicts[0]) if len(verdicts) == 1 else None
    kind = str(fields.get("kind", "theme" if verdicts in (["about"], ["not-about"]) else "initiative"))
    proposal = verdicts[:1] and verdicts[0] in PROPOSAL_VERDICTS
    if not isinstance(pair, list) or len(set(map(str, pair))) != 2 or len(pair) != 2 or not (proposal or kind in KINDS):
        raise StoreError(
            "{file}, decision {n}: write “same: [ONE, OTHER]” or “different: [ONE, OTHER]”, of a theme “about:"
            " [INITIATIVE, THEME]” or “not-about: [INITIATIVE, THEME]”, of a proposal “accept: [NODE, WHAT]”, “refuse:"
            " [NODE, WHAT]” or “correct: [NODE, WHAT]” with “to: WHAT”; kind is one of: {kinds}.",
            file=path, n=number, kinds=", ".join(KINDS),
        )  # fmt: skip
    to = str(fields.get("to") or "")
    if (verdicts[0] == "correct") != bool(to):
        raise StoreError(
            "{file}, decision {n}: “correct” needs “to”, what holds in its place; nothing else has it.",
            file=path, n=number,
        )  # fmt: skip
    if not proposal and verdicts[0] not in verdicts_of(kind):
        raise StoreError(
            "{file}, decision {n}: of kind {kind}, write {words}.",
            file=path, n=number, kind=kind, words=" / ".join(f"“{verdict}”" for verdict in verdicts_of(kind)),
        )  # fmt: skip
    titles = fields.get("titles")
    return Judgement(
        str(pair[0]), str(pair[1]), VERDICTS[verdicts[0]], kind,
        tuple(map(str, titles)) if isinstance(titles, list) else (), str(fields.get("reason") or ""), bool(proposal),
        to, str(fields.get("by") or ""), str(fields.get("date") or ""),
    )  # fmt: skip


def add_judgements(path: Path, judgements: Sequence[Judgement]) -> None:
    """Append judgements to a file; they replace those on the same pairs."""
    known = {judgement.id for judgement in read_judgements(path)}
    for judgement in judgements:
        if judgement.id in known:
            remove_judgement(path, judgement.id)
    decision_file.append_entries(path, [_to_entry(one) for one in {one.id: one for one in judgements}.values()])


def remove_judgement(path: Path, identifier: str) -> Judgement:
    """Remove a judgement from a file and keep the rest as it is.

    Raises:
        UnknownNameError: There is no such judgement; suggests the last ones.
    """
    kept = read_judgements(path)
    removed = next((judgement for judgement in kept if judgement.id == identifier), None)
    if removed is None:
        raise UnknownNameError(
            "No decision is called “{typed}”. “accord review log” lists them.",
            tuple(judgement.id for judgement in kept[-3:]), typed=identifier,
        )  # fmt: skip
    kept.remove(removed)
    text = decision_file.read_text(path)
    others = [item for item in decision_file.parse_entries(path, text) if is_about_suggestion(item)]
    decision_file.write_text(path, decision_file.remove_entries(path, text, partial(_is_judgement, path, removed.id)))
    if read_judgements(path) != kept:  # the file has an unusual layout: write it anew
        entries = [*map(_to_entry, kept), *others]
        decision_file.write_text(path, decision_file.HEADER + "".join(map(decision_file.format_entry, entries)))
    return removed


def _is_judgement(path: Path, identifier: str, number: int, item: object) -> bool:
    return not is_about_suggestion(item) and _parse_judgement(path, number, item).id == identifier


def _to_entry(judgement: Judgement) -> dict[str, object]:
    one_line = decision_file.to_one_line
    fields: dict[str, object] = {
        "id": judgement.id,
        judgement.verdict: [judgement.one, judgement.other],
    }
    if judgement.to:
        fields["to"] = judgement.to
    fields["kind"] = judgement.kind
    if judgement.titles:
        fields["titles"] = [one_line(title) for title in judgement.titles]
    if judgement.reason:
        fields["reason"] = one_line(judgement.reason)
    fields.update({name: one_line(text) for name, text in (("by", judgement.by), ("date", judgement.date)) if text})
    return fields
