"""Decisions of people about duplicates, themes and proposals: a readable file next to the graph, applied at each load.

`decisions.yaml` is in the folder of the graph, so that a graph that is made anew there finds it. Each entry says that
two nodes are the same or different, that an initiative is or is not about a theme, or that a proposal (see
`graph.dedupe.proposals`) is accepted, refused or corrected. Titles, reason, who and when are there for people only:

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
      on: 2022-03-01

The file is the only copy. An entry that is deleted by hand is undone at the next load; comments and order stay.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.errors import StoreError, UnknownNameError
from graph.yaml_text import load_yaml

FILE: Final = "decisions.yaml"
COPY_OF: Final = "copy of"  # in `about` of a copy: the path of the graph file, beside which its decisions are
Kind = str  # of nodes (KINDS) or, of a proposal, what is proposed
KINDS: Final = ("initiative", "jurisdiction", "theme")
WORDS: Final = {
    "same": True, "different": False, "about": True, "not-about": False, "accept": True, "correct": True,
    "refuse": False,
}  # fmt: skip
PROPOSAL_WORDS: Final = ("accept", "correct", "refuse")
WHOLE_NODES: Final = {"initiative": "title", "need": "text"}  # kinds of proposals of all of a node, and what names it
_HEAD: Final = """\
# What people decided about this graph: which nodes are the same and which are not, which themes initiatives are about
# and which they are not, which proposals hold. “accord review” writes it; each load applies it. An entry may be
# corrected or deleted by hand.
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """That two nodes are the same, or are not; `titles` are what they were called, in the same order.

    Of kind "theme": that the first (an initiative or a need) is about the second, or is not. Of a proposal: that what
    is proposed of the first, which is the second, holds or does not hold; `to` is what holds in its place. `by` and
    `on` say who decided, and on which day.
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
    on: str = ""

    @property
    def id(self) -> str:
        """What the decision is called: the same for a pair whichever is named first."""
        return proposal_id(self.kind, self.one, self.other) if self.is_proposal else pair_id(self.one, self.other)

    @property
    def word(self) -> str:
        """What the file says: same, different, about, not-about, accept, correct or refuse."""
        if self.is_proposal and self.to:
            return "correct"
        return next(word for word in words_of(self.kind, proposal=self.is_proposal) if WORDS[word] == self.same)


def pair_id(one: str, other: str) -> str:
    """Eight digits that stand for a pair of nodes."""
    return hashlib.sha256("\n".join(sorted((one, other))).encode()).hexdigest()[:8]


def proposal_id(kind: str, subject: str, target: str) -> str:
    """Return eight digits that stand for a proposal; a whole node is known by its identifier alone."""
    parts = (kind, subject) if kind in WHOLE_NODES else (kind, subject, target)
    return hashlib.sha256("\n".join(("proposal", *parts)).encode()).hexdigest()[:8]


def words_of(kind: str, *, proposal: bool = False) -> tuple[str, ...]:
    """The words that decide about pairs of a kind, or about a proposal."""
    if proposal:
        return PROPOSAL_WORDS
    words = tuple(WORDS)
    return words[2:4] if kind == "theme" else words[:2]


def beside(path: Path) -> Path:
    """The file of decisions that belongs to a graph."""
    return path.parent / FILE


def of_store(connection: sqlite3.Connection) -> list[Decision]:
    """The decisions that belong to an open store; none for one that is in memory.

    Raises:
        StoreError: the file cannot be read or understood.
    """
    original = connection.execute("SELECT value FROM main.about WHERE key = ?", (COPY_OF,)).fetchone()
    name = next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
    graph = original[0] if original else name
    return read(beside(Path(graph))) if graph else []


def on_sameness(connection: sqlite3.Connection) -> list[Decision]:
    """Those of an open store's decisions that are about two nodes being one."""
    return [one for one in of_store(connection) if one.kind != "theme" and not one.is_proposal]


def on_themes(connection: sqlite3.Connection) -> list[Decision]:
    """Those of an open store's decisions that are about the themes of initiatives and needs."""
    return [one for one in of_store(connection) if one.kind == "theme" and not one.is_proposal]


def on_proposals(connection: sqlite3.Connection) -> dict[str, Decision]:
    """Those of an open store's decisions that are about proposals, by their identifier."""
    return {one.id: one for one in of_store(connection) if one.is_proposal}


def read(path: Path) -> list[Decision]:
    """The decisions in a file, none where there is no file; of several about one pair, the last.

    Raises:
        StoreError: it cannot be read, or holds something else; names the entry.
    """
    try:
        content = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError("{file} cannot be read: {reason}.", file=path, reason=error) from error
    made = [_decision(path, number, item) for number, item in enumerate(_items(path, content), start=1)]
    return list({decision.id: decision for decision in made}.values())


def _items(path: Path, content: str) -> list[Any]:
    import yaml

    try:
        items = load_yaml(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise StoreError("{file} is not YAML: {reason}.", file=path, reason=" ".join(str(error).split())) from error
    if items is None:
        return []
    if not isinstance(items, list):
        raise StoreError("{file} has to be a list of decisions, each beginning with “- ”.", file=path)
    return items


def _decision(path: Path, number: int, item: object) -> Decision:
    fields = item if isinstance(item, dict) else {}
    words = [word for word in WORDS if word in fields]
    pair = fields.get(words[0]) if len(words) == 1 else None
    kind = str(fields.get("kind", "theme" if words in (["about"], ["not-about"]) else "initiative"))
    proposal = words[:1] and words[0] in PROPOSAL_WORDS
    if not isinstance(pair, list) or len(set(map(str, pair))) != 2 or len(pair) != 2 or not (proposal or kind in KINDS):
        raise StoreError(
            "{file}, decision {n}: write “same: [ONE, OTHER]” or “different: [ONE, OTHER]”, of a theme “about:"
            " [INITIATIVE, THEME]” or “not-about: [INITIATIVE, THEME]”, of a proposal “accept: [NODE, WHAT]”, “refuse:"
            " [NODE, WHAT]” or “correct: [NODE, WHAT]” with “to: WHAT”; kind is one of: {kinds}.",
            file=path, n=number, kinds=", ".join(KINDS),
        )  # fmt: skip
    to = str(fields.get("to") or "")
    if (words[0] == "correct") != bool(to):
        raise StoreError(
            "{file}, decision {n}: “correct” needs “to”, what holds in its place; nothing else has it.",
            file=path, n=number,
        )  # fmt: skip
    if not proposal and words[0] not in words_of(kind):
        raise StoreError(
            "{file}, decision {n}: of kind {kind}, write {words}.",
            file=path, n=number, kind=kind, words=" / ".join(f"“{word}”" for word in words_of(kind)),
        )  # fmt: skip
    titles = fields.get("titles")
    return Decision(
        str(pair[0]), str(pair[1]), WORDS[words[0]], kind,
        tuple(map(str, titles)) if isinstance(titles, list) else (), str(fields.get("reason") or ""), bool(proposal),
        to, str(fields.get("by") or ""), str(fields.get("on") or ""),
    )  # fmt: skip


def add(path: Path, decisions: Sequence[Decision]) -> None:
    """Write decisions at the end of a file, in place of those about the same pairs."""
    known = {decision.id for decision in read(path)}
    for decision in decisions:
        if decision.id in known:
            remove(path, decision.id)
    before = path.read_text("utf-8-sig") if path.exists() else _HEAD
    if before and not before.endswith("\n"):
        before += "\n"
    _write(path, before + "".join(map(_entry, {d.id: d for d in decisions}.values())))


def remove(path: Path, identifier: str) -> Decision:
    """Take a decision out of a file, and leave the rest as it stands.

    Raises:
        UnknownNameError: there is no such decision; names those there are.
    """
    kept = read(path)
    gone = next((decision for decision in kept if decision.id == identifier), None)
    if gone is None:
        raise UnknownNameError(
            "No decision is called “{typed}”. “accord review log” lists them.",
            tuple(decision.id for decision in kept[-3:]), typed=identifier,
        )  # fmt: skip
    kept.remove(gone)
    text = _without(path, path.read_text("utf-8-sig"), gone.id)
    _write(path, text)
    if read(path) != kept:  # written in a way of its own: then it is written anew
        _write(path, _HEAD + "".join(map(_entry, kept)))
    return gone


def _without(path: Path, text: str, identifier: str) -> str:
    """A file without the lines of the entries of a decision."""
    import yaml

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    nodes = root.value if isinstance(root, yaml.SequenceNode) else []
    lines = text.splitlines(keepends=True)
    for number, (node, item) in reversed(list(enumerate(zip(nodes, _items(path, text), strict=True), start=1))):
        if _decision(path, number, item).id == identifier:
            end = node.end_mark.line if node.end_mark.column == 0 else node.end_mark.line + 1
            while end > node.start_mark.line + 1 and lines[end - 1].lstrip()[:1] in ("#", "\n", ""):
                end -= 1  # a comment behind an entry belongs to the next one
            del lines[node.start_mark.line : end]
    return "".join(lines)


def _entry(decision: Decision) -> str:
    import yaml

    fields: dict[str, object] = {
        "id": decision.id,
        decision.word: [decision.one, decision.other],
    }
    if decision.to:
        fields["to"] = decision.to
    fields["kind"] = decision.kind
    if decision.titles:
        fields["titles"] = [_one_line(title) for title in decision.titles]
    if decision.reason:
        fields["reason"] = _one_line(decision.reason)
    fields.update({name: _one_line(text) for name, text in (("by", decision.by), ("on", decision.on)) if text})
    dumped: str = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    first, *others = dumped.splitlines(keepends=True)
    return "".join([f"- {first}", *(f"  {line}" for line in others)])


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    beside_it = path.with_name(f".{path.name}.new")
    try:
        beside_it.write_text(text, "utf-8", newline="\n")
        beside_it.replace(path)
    except OSError as error:
        raise StoreError("{file} cannot be written: {reason}.", file=path, reason=error) from error
