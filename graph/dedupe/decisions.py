"""Human decisions on duplicates, themes and proposals: a readable file next to the graph, applied at each load.

`decisions.yaml` is in the folder of the graph, so that a graph that is rebuilt there finds it. An entry says that two
nodes are the same or different, that an initiative is or is not about a theme, that a proposal (see
`graph.dedupe.proposals`) is accepted, refused or corrected, or that a fact which sources state is wrong, and what is
right in its place (`graph.dedupe.fact_decisions`). Titles, reason, author and date are for people only:

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
    - id: 8f0e21c4
      wrong: [CRA/e-invoicing, launch 2021-07]
      to: launch 2021-09
      kind: date
      reason: the launch was postponed

The file is the only copy. Deleting an entry by hand undoes it at the next load; comments and order are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from graph.dedupe import decision_file
from graph.errors import StoreError, UnknownNameError

FILE_NAME: Final = "decisions.yaml"
MIN_LIKENESS: Final = 0.8  # of the digits of an identifier to those that were typed
Kind = str  # KINDS of nodes or, for a proposal, the proposed attribute
KINDS: Final = ("initiative", "jurisdiction", "theme")
VERDICTS: Final = {
    "same": True, "different": False, "about": True, "not-about": False, "accept": True, "correct": True,
    "refuse": False, "wrong": False,
}  # fmt: skip
WRONG: Final = "wrong"
FACT_KINDS: Final = (
    "initiative", "need", "title", "summary", "text", "lead", "partner", "external_partner", "date", "status", "theme",
    "part_of", "by",
)  # fmt: skip
PROPOSAL_VERDICTS: Final = ("accept", "correct", "refuse")
WHOLE_NODES: Final = {
    "initiative": "title",
    "need": "text",
}  # proposals on a node: its naming predicate
APPLIED_KEY: Final = "decisions applied"  # in `metadata`: the digest of the decisions that the graph was derived with
SUGGESTION: Final = "suggestion"  # an entry with this key is a decision on a suggestion


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that two nodes are the same, or are not; `titles` are their titles at the time, in the same order.

    Of kind "theme": that the first node (an initiative or a need) is about the second, or is not. On a proposal: that
    the value `other`, proposed for the node `one`, is right or wrong; `to` replaces a wrong one. On a fact: that the
    value `other`, which claims give of the node `one`, is wrong, and `to`, if there is any, is right. `by` and `date`
    are the author and the day.
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
    is_fact: bool = False

    @property
    def id(self) -> str:
        """An identifier, which does not depend on the order of a pair of nodes."""
        if self.is_fact:
            return fact_id(self.kind, self.one, self.other)
        return proposal_id(self.kind, self.one, self.other) if self.is_proposal else pair_id(self.one, self.other)

    @property
    def verdict(self) -> str:
        """The key of the entry in the file: same, different, about, not-about, accept, correct, refuse or wrong."""
        if self.is_fact:
            return WRONG
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


def fact_id(kind: str, subject: str, target: str) -> str:
    """Return the identifier of a fact: eight hexadecimal digits."""
    return hashlib.sha256("\n".join(("fact", kind, subject, target)).encode()).hexdigest()[:8]


def verdicts_of(kind: str, *, proposal: bool = False) -> tuple[str, ...]:
    """Return the verdicts for pairs of a kind, or for a proposal."""
    if proposal:
        return PROPOSAL_VERDICTS
    verdicts = tuple(VERDICTS)
    return verdicts[2:4] if kind == "theme" else verdicts[:2]


def path_for(path: Path) -> Path:
    """Return the file of decisions of a graph file."""
    return path.parent / FILE_NAME


def merge_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions on duplicates."""
    return [one for one in decisions if one.kind != "theme" and not (one.is_proposal or one.is_fact)]


def theme_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions on themes of initiatives and needs."""
    return [one for one in decisions if one.kind == "theme" and not (one.is_proposal or one.is_fact)]


def proposal_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decisions on proposals by identifier."""
    return {one.id: one for one in decisions if one.is_proposal}


def fact_decisions(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions on facts."""
    return [one for one in decisions if one.is_fact]


def read_decisions(path: Path) -> list[Decision]:
    """Read a file of decisions; none if it does not exist, and of several on one pair the last.

    Raises:
        StoreError: The file cannot be read, or an entry is malformed; names the entry.
    """
    return _to_decisions(path, decision_file.read_entries(path))


def _to_decisions(path: Path, items: Iterable[object]) -> list[Decision]:
    found = [_parse_decision(path, n, item) for n, item in enumerate(items, start=1) if not is_about_suggestion(item)]
    return list({decision.id: decision for decision in found}.values())


def digest_decisions(decisions: Iterable[Decision]) -> str:
    """Return a digest of what decisions change in a graph; not of who took them, when and why."""
    lines = sorted(repr((one.kind, one.verdict, one.one, one.other, one.to)) for one in decisions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def is_about_suggestion(item: object) -> bool:
    """Whether an entry is a decision on a suggestion (`graph.dedupe.suggestion_decisions`)."""
    return isinstance(item, dict) and SUGGESTION in item


def _parse_decision(path: Path, number: int, item: object) -> Decision:
    fields = item if isinstance(item, dict) else {}
    verdicts = [verdict for verdict in VERDICTS if verdict in fields]
    pair = fields.get(verdicts[0]) if len(verdicts) == 1 else None
    kind = str(fields.get("kind", "theme" if verdicts in (["about"], ["not-about"]) else "initiative"))
    proposal, fact = verdicts[:1] and verdicts[0] in PROPOSAL_VERDICTS, verdicts == [WRONG]
    known = proposal or kind in (FACT_KINDS if fact else KINDS)
    if not isinstance(pair, list) or len(pair) != 2 or not known or (not fact and str(pair[0]) == str(pair[1])):
        raise StoreError(
            "{file}, decision {n}: write “same: [ONE, OTHER]” or “different: [ONE, OTHER]”, of a theme “about:"
            " [INITIATIVE, THEME]” or “not-about: [INITIATIVE, THEME]”, of a proposal “accept: [NODE, WHAT]”, “refuse:"
            " [NODE, WHAT]” or “correct: [NODE, WHAT]” with “to: WHAT”; of a fact “wrong: [NODE, WHAT]”, with “to:"
            " WHAT” if something else is right. The kind is one of: {kinds}; of a fact: {facts}.",
            file=path, n=number, kinds=", ".join(KINDS), facts=", ".join(FACT_KINDS),
        )  # fmt: skip
    to = str(fields.get("to") or "")
    if not (fact and kind not in WHOLE_NODES) and (verdicts[0] == "correct") != bool(to):
        raise StoreError(
            "{file}, decision {n}: “correct” needs “to”, what holds in its place; otherwise only “wrong” may have it,"
            " of an attribute of an initiative or a need.",
            file=path, n=number,
        )  # fmt: skip
    if not (proposal or fact) and verdicts[0] not in verdicts_of(kind):
        raise StoreError(
            "{file}, decision {n}: of kind {kind}, write {words}.",
            file=path, n=number, kind=kind, words=" / ".join(f"“{verdict}”" for verdict in verdicts_of(kind)),
        )  # fmt: skip
    titles = fields.get("titles")
    return Decision(
        str(pair[0]), str(pair[1]), VERDICTS[verdicts[0]], kind,
        tuple(map(str, titles)) if isinstance(titles, list) else (), str(fields.get("reason") or ""), bool(proposal),
        to, str(fields.get("by") or ""), str(fields.get("date") or ""), fact,
    )  # fmt: skip


def add_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Append decisions to a file, in one step; they replace those on the same pairs."""
    added = {decision.id: decision for decision in decisions}
    text = _remove_decisions(path, decision_file.read_text(path), added)
    decision_file.write_text(path, decision_file.append_entries(text, map(_to_entry, added.values())))


def near_identifiers(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the identifiers that differ from what was typed by a digit or two, the nearest first, three at most."""
    from difflib import get_close_matches

    return tuple(get_close_matches(typed, known, n=3, cutoff=MIN_LIKENESS))


def remove_decision(path: Path, identifier: str) -> Decision:
    """Remove a decision from a file and keep the rest as it is.

    Raises:
        UnknownNameError: There is no such decision; suggests those whose identifiers are nearly the same.
    """
    known = read_decisions(path)
    removed = next((decision for decision in known if decision.id == identifier), None)
    if removed is None:
        raise UnknownNameError(
            "No decision is called “{typed}”. “accord review log” lists them.",
            near_identifiers(identifier, [one.id for one in known]), typed=identifier,
        )  # fmt: skip
    decision_file.write_text(path, _remove_decisions(path, decision_file.read_text(path), (identifier,)))
    return removed


def _remove_decisions(path: Path, text: str, identifiers: Collection[str]) -> str:
    """Return the text of a file without some decisions; a text of an unusual layout is written anew."""
    items = decision_file.parse_entries(path, text)
    known = _to_decisions(path, items)
    kept = [one for one in known if one.id not in identifiers]
    if len(kept) == len(known):
        return text
    found = decision_file.remove_entries(path, text, partial(_is_decision, path, identifiers))
    if _parses_as(path, found, kept):
        return found
    entries = [*map(_to_entry, kept), *(item for item in items if is_about_suggestion(item))]
    return decision_file.HEADER + "".join(map(decision_file.format_entry, entries))


def _parses_as(path: Path, text: str, decisions: Sequence[Decision]) -> bool:
    try:
        return _to_decisions(path, decision_file.parse_entries(path, text)) == decisions
    except StoreError:
        return False


def _is_decision(path: Path, identifiers: Collection[str], number: int, item: object) -> bool:
    return not is_about_suggestion(item) and _parse_decision(path, number, item).id in identifiers


def _to_entry(decision: Decision) -> dict[str, object]:
    one_line = decision_file.to_one_line
    fields: dict[str, object] = {
        "id": decision.id,
        decision.verdict: [decision.one, decision.other],
    }
    if decision.to:
        fields["to"] = decision.to
    fields["kind"] = decision.kind
    if decision.titles:
        fields["titles"] = [one_line(title) for title in decision.titles]
    if decision.reason:
        fields["reason"] = one_line(decision.reason)
    fields.update({name: one_line(text) for name, text in (("by", decision.by), ("date", decision.date)) if text})
    return fields
