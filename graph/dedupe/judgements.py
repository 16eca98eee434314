"""What people decided about sameness and about themes: a readable file next to the graph, applied at each load.

`decisions.yaml` stands in the folder of the graph, so that a graph that is made anew there finds it. Each entry says
of two nodes that they are the same or different, or that an initiative is about a theme or not about it; the titles
are there for people only:

    - id: 5d1c07e2
      same: [CRA/e-invoicing, ESDC/electronic-invoicing]
      kind: initiative
      titles: [E-invoicing, Electronic invoicing]
      reason: the same project, named by its partner
    - id: 0c27ab6f
      not-about: [CA-AB/land-registry, business-registries]
      kind: theme
      titles: [Land registry, Business registries]

The file is the only copy. An entry that is deleted by hand is undone at the next load; comments and order stay.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from graph.errors import StoreError, UnknownNameError
from graph.yaml_text import load_yaml

FILE: Final = "decisions.yaml"
Kind = Literal["initiative", "jurisdiction", "theme"]
KINDS: Final = ("initiative", "jurisdiction", "theme")
WORDS: Final = {"same": True, "different": False, "about": True, "not-about": False}
_HEAD: Final = """\
# What people decided about this graph: which nodes are the same and which are not, which themes initiatives are about
# and which they are not. “accord review” writes it; each load applies it. An entry may be corrected or deleted by hand.
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """That two nodes are the same, or are not; `titles` are what they were called, in the same order.

    Of kind "theme": that the first (an initiative or a need) is about the second, or is not.
    """

    one: str
    other: str
    same: bool
    kind: Kind = "initiative"
    titles: tuple[str, ...] = ()
    reason: str = ""

    @property
    def id(self) -> str:
        """What the decision is called: the same for a pair whichever is named first."""
        return pair_id(self.one, self.other)

    @property
    def word(self) -> str:
        """What the file says: same, different, about or not-about."""
        return next(word for word in words_of(self.kind) if WORDS[word] == self.same)


def pair_id(one: str, other: str) -> str:
    """Eight digits that stand for a pair of nodes."""
    return hashlib.sha256("\n".join(sorted((one, other))).encode()).hexdigest()[:8]


def words_of(kind: str) -> tuple[str, ...]:
    """The words that decide about pairs of a kind."""
    words = tuple(WORDS)
    return words[2:] if kind == "theme" else words[:2]


def beside(path: Path) -> Path:
    """The file of decisions that belongs to a graph."""
    return path.parent / FILE


def of_store(connection: sqlite3.Connection) -> list[Decision]:
    """The decisions that belong to an open store; none for one that is in memory.

    Raises:
        StoreError: the file cannot be read or understood.
    """
    name = next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
    return read(beside(Path(name))) if name else []


def on_sameness(connection: sqlite3.Connection) -> list[Decision]:
    """Those of an open store's decisions that are about two nodes being one."""
    return [one for one in of_store(connection) if one.kind != "theme"]


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
    kind = fields.get("kind", "theme" if words in (["about"], ["not-about"]) else "initiative")
    if not isinstance(pair, list) or len(set(map(str, pair))) != 2 or len(pair) != 2 or kind not in KINDS:
        raise StoreError(
            "{file}, decision {n}: write “same: [ONE, OTHER]” or “different: [ONE, OTHER]”, of a theme “about:"
            " [INITIATIVE, THEME]” or “not-about: [INITIATIVE, THEME]”; kind is one of: {kinds}.",
            file=path, n=number, kinds=", ".join(KINDS),
        )  # fmt: skip
    if words[0] not in words_of(kind):
        raise StoreError(
            "{file}, decision {n}: of kind {kind}, write {words}.",
            file=path, n=number, kind=kind, words=" / ".join(f"“{word}”" for word in words_of(kind)),
        )  # fmt: skip
    titles = fields.get("titles")
    return Decision(
        str(pair[0]), str(pair[1]), WORDS[words[0]], kind,
        tuple(map(str, titles)) if isinstance(titles, list) else (), str(fields.get("reason") or ""),
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
    text = _without(path.read_text("utf-8-sig"), {gone.one, gone.other})
    _write(path, text)
    if read(path) != kept:  # written in a way of its own: then it is written anew
        _write(path, _HEAD + "".join(map(_entry, kept)))
    return gone


def _without(text: str, pair: set[str]) -> str:
    """A file without the lines of the entries about a pair."""
    import yaml

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    lines = text.splitlines(keepends=True)
    for node in reversed(root.value if isinstance(root, yaml.SequenceNode) else []):
        said = {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
        both = next((said[word] for word in WORDS if word in said), None)
        if isinstance(both, yaml.SequenceNode) and {item.value for item in both.value} == pair:
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
    fields["kind"] = decision.kind
    if decision.titles:
        fields["titles"] = [_one_line(title) for title in decision.titles]
    if decision.reason:
        fields["reason"] = _one_line(decision.reason)
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
