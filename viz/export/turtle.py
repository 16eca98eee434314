"""Nodes of JSON-LD as Turtle: the same statements, written one node after the other.

A general converter would hold all statements in memory to sort them; these nodes have the context of `terms.py` and
identifiers of their own, so that each can be written as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from viz.export.terms import CONTEXT

Json = Mapping[str, Any]
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def iter_turtle(nodes: Iterable[Json]) -> Iterator[str]:
    """Yield the prefixes and the statements of nodes.

    Args:
        nodes: objects of JSON-LD; those that they hold have identifiers, too.
    """
    for prefix, namespace in CONTEXT.items():
        if isinstance(namespace, str) and namespace.endswith(("#", "/", ":")):
            yield f"@prefix {prefix}: <{namespace}> .\n"
    for node in nodes:
        yield from _statements(node)


def _statements(node: Json) -> Iterator[str]:
    """Yield the statements about a node, then those about the nodes in it."""
    within: list[Json] = []
    pairs = []
    for name, value in node.items():
        if name != "id" and (objects := list(_objects(name, value, within))):
            pairs.append(f"{_predicate(name)} {', '.join(objects)}")
    if pairs:
        yield f"\n<{node['id']}> " + " ;\n    ".join(pairs) + " .\n"
    for one in within:
        yield from _statements(one)


def _predicate(name: str) -> str:
    if name == "type":
        return "a"
    meaning = CONTEXT[name]
    return str(meaning if isinstance(meaning, str) else meaning["@id"])


def _objects(name: str, value: Any, within: list[Json]) -> Iterator[str]:  # noqa: ANN401 (whatever JSON has)
    meaning = CONTEXT.get(name)
    terms: Mapping[str, str] = meaning if isinstance(meaning, Mapping) else {}
    if terms.get("@container") == "@language":
        for language, texts in value.items():
            yield from (f"{_quote(text)}@{language}" for text in _each(texts))
        return
    for one in _each(value):
        if isinstance(one, Mapping):
            within.append(one)
            yield f"<{one['id']}>"
        elif name == "type":
            yield str(one)
        elif terms.get("@type") == "@id":
            yield f"<{one}>"
        elif datatype := terms.get("@type"):
            yield f"{_quote(str(one))}^^{datatype}"
        elif isinstance(one, bool):
            yield "true" if one else "false"
        else:
            yield str(one) if isinstance(one, int) else _quote(str(one))


def _each(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [value]


def _quote(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
