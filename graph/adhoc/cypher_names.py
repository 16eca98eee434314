"""Check the names of a Cypher query: a label, relationship type or property that does not exist is an error.

Engines answer such a query with no rows, which reads as "nobody does that". Only what the query itself binds to a label
or a type is checked; the properties of maps, and of variables that `WITH` or `UNWIND` rename, are left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from graph.adhoc.catalog import list_internal_columns, list_labels, list_relationship_properties
from graph.adhoc.cypher_text import blank_texts
from graph.adhoc.sql_errors import point_at
from graph.errors import UnknownNameError

_NODE: Final = re.compile(
    r"(?<![\w`])\(\s*(?P<name>\w+)?\s*:\s*(?P<labels>`?\w+`?(?:\s*[:|&]\s*`?\w+`?)*)\s*(?P<map>\{[^{}]*\})?\s*\)"
)
_LINK: Final = re.compile(
    r"-\s*\[\s*(?P<name>\w+)?\s*:\s*(?P<labels>`?\w+`?(?:\s*\|\s*:?\s*`?\w+`?)*)[^\]{}]*(?P<map>\{[^{}]*\})?\s*\]\s*-"
)
_WORD: Final = re.compile(r"\w+")
_KEY: Final = re.compile(r"[{,]\s*`?(\w+)`?\s*:")
_PROPERTY: Final = re.compile(r"(?<![\w.`$])(\w+)\.`?(\w+)`?(?!\s*\(|\w)")
_RENAMED: Final = re.compile(r"\bAS\s+`?(\w+)", re.IGNORECASE)
_NODE_LABEL: Final = "Node"  # of nodes of each kind, with the properties of all kinds
_CALLED_NAME: Final = frozenset({"title", "label", "text"})  # in SQL, what every node has as its name


def check_names(text: str) -> None:
    """Check the labels, relationship types and properties that a query names.

    Raises:
        UnknownNameError: one does not exist; names the nearest.
    """
    code = blank_texts(text)
    labels, types = list_labels(), list_relationship_properties()
    labels = {**labels, _NODE_LABEL: sorted({name for listed in labels.values() for name in listed})}
    bound: dict[str, set[str]] = {}
    for pattern, known, kind in ((_NODE, labels, "label"), (_LINK, types, "relationship")):
        for found in pattern.finditer(code):
            _check_pattern(text, found, known, kind)
            if found["name"]:
                named = _WORD.findall(found["labels"])
                bound.setdefault(found["name"], set()).update(*(known[one] for one in named))
    renamed = set(_RENAMED.findall(code))
    for found in _PROPERTY.finditer(code):
        if found[1] in bound and found[1] not in renamed:
            _check_name(text, found[2], found.start(2), bound[found[1]], "property")


def _check_pattern(text: str, found: re.Match[str], known: Mapping[str, Iterable[str]], kind: str) -> None:
    """Check the names of a pattern of a node or a relationship."""
    for name, at in _positions(_WORD, found, "labels"):
        _check_name(text, name, at, known, kind)
    allowed = {name for label in _WORD.findall(found["labels"]) for name in known[label]}
    for name, at in _positions(_KEY, found, "map"):
        _check_name(text, name, at, allowed, "property")


def _positions(pattern: re.Pattern[str], found: re.Match[str], group: str) -> Iterator[tuple[str, int]]:
    """Yield the names in a group of a match, with their positions in the text."""
    number = pattern.groups
    for one in pattern.finditer(found[group] or ""):
        yield one[number], found.start(group) + one.start(number)


def _check_name(text: str, name: str, at: int, known: Iterable[str], kind: str) -> None:
    names = set(known)
    if name in names:
        return
    folded = {one.lower(): one for one in sorted(names - list_internal_columns())}
    near = tuple(folded[one] for one in get_close_matches(name.lower(), folded, n=3))
    if kind == "property" and name in _CALLED_NAME and "name" in names:
        near = ("name", *near)
    where = point_at(text, at)
    match kind:
        case "label":
            raise UnknownNameError(
                "There is no label “{name}”; “accord schema --all --in cypher” lists them.{where}",
                near, name=name, where=where,
            )  # fmt: skip
        case "relationship":
            raise UnknownNameError(
                "There is no relationship “{name}”; “accord schema --all --in cypher” lists them.{where}",
                near, name=name, where=where,
            )  # fmt: skip
    raise UnknownNameError("There is no property “{name}” there.{where}", near, name=name, where=where)
