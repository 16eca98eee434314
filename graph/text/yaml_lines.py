"""The lines of the values of a YAML text, for messages about files that people write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

YamlPath = tuple[str | int, ...]  # the keys and positions that lead to a value


def find_lines(root: Any) -> dict[YamlPath, int]:  # noqa: ANN401 (a node of PyYAML, or None for an empty text)
    """Return the line (from 1) of each value below a node; that of a value with a key is the line of the key."""
    lines: dict[YamlPath, int] = {}
    if root is not None:
        _record(root, (), lines, set())
    return lines


def follow(lines: Mapping[YamlPath, int], path: Sequence[str | int]) -> YamlPath:
    """Return a path as far as it leads to values of a file; parts that lead to none are left out."""
    place: YamlPath = ()
    for part in path:
        if (*place, part) in lines:
            place = (*place, part)
    return place


def _record(node: Any, place: YamlPath, lines: dict[YamlPath, int], visited: set[int]) -> None:  # noqa: ANN401
    """Record the line of a node and of the nodes in it; a node reached again through an alias is skipped."""
    lines[place] = node.start_mark.line + 1
    if id(node) in visited:
        return
    visited.add(id(node))
    if node.id == "mapping":
        for key, value in node.value:
            _record(value, (*place, str(key.value)), lines, visited)
            lines[(*place, str(key.value))] = key.start_mark.line + 1
    elif node.id == "sequence":
        for number, value in enumerate(node.value):
            _record(value, (*place, number), lines, visited)
