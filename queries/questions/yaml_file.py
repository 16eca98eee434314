"""A YAML file that somebody wrote: what it holds, and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from graph.errors import AccordError, UsageError

Place = tuple[str | int, ...]  # the keys and positions that lead to it


class OwnFile:
    """A file of a question; what is wrong with it is said with its line.

    Args:
        path: the file.

    Raises:
        UsageError: it is no YAML, or holds something other than keys and values.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw, self._lines = _loaded(path)

    def wrong(self, place: Place, reason: AccordError) -> UsageError:
        """The error for a place in the YAML; one that is not there counts as its surroundings."""
        while place and place not in self._lines:
            place = place[:-1]
        return UsageError(
            "{file}, line {line}: {reason}.", file=self.path, line=self._lines.get(place, 1), reason=reason
        )

    def keys(self, place: Place, told: object, known: Collection[str]) -> None:
        """See that something is a mapping, with known keys only."""
        if not isinstance(told, dict):
            raise self.wrong(
                place, UsageError("here stands a list of keys and values: {known}", known=", ".join(sorted(known)))
            )
        for key in told:
            if key not in known:
                raise self.wrong(
                    (*place, key), UsageError("“{key}” is none of: {known}", key=key, known=", ".join(sorted(known)))
                )

    def texts(self, place: Place, told: object) -> Mapping[str, str]:
        """A text, in one language for both, or by language."""
        if isinstance(told, str):
            return {"en": told, "fr": told}
        if (
            isinstance(told, dict)
            and told
            and told.keys() <= {"en", "fr"}
            and all(isinstance(t, str) for t in told.values())
        ):
            first = next(iter(told.values()))
            return {"en": told.get("en", first), "fr": told.get("fr", first)}
        raise self.wrong(place, UsageError("“{key}” is a text, or one for en and one for fr", key=place[-1]))

    def listed(self, key: str) -> list[Any]:
        """The list under a key, empty where there is none."""
        found = self.raw.get(key) or []
        if not isinstance(found, list):
            raise self.wrong((key,), UsageError("“{key}” is a list: a line each, after “- ”", key=key))
        return found

    def count(self, place: Place, told: object) -> int | None:
        """A number, or None."""
        if told is not None and (not isinstance(told, int) or isinstance(told, bool) or told < 0):
            raise self.wrong(place, UsageError("“{key}” is a number", key=place[-1]))
        return told

    def name(self, place: Place, told: Mapping[str, Any]) -> str:
        """The name of a parameter or column."""
        found = told.get("name")
        if not isinstance(found, str) or not found.isidentifier():
            raise self.wrong(
                (*place, "name"),
                UsageError("“{key}” is missing, or no name of letters, digits and underscores", key="name"),
            )
        return found


def _loaded(path: Path) -> tuple[dict[str, Any], dict[Place, int]]:
    """What a YAML file holds, and the line of each place in it."""
    import yaml

    text = path.read_bytes().decode("utf-8-sig", "replace")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        raw = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise UsageError(
            "{file}, line {line}: this is no YAML: {reason}.",
            file=path, line=mark.line + 1 if mark else 1, reason=error.problem or "?",
        ) from None  # fmt: skip
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(
            "{file}, line {line}: this is no YAML: {reason}.", file=path, line=1, reason=str(error)
        ) from None
    lines: dict[Place, int] = {}
    if node is not None:
        _places(node, (), lines, set())
    if not isinstance(raw, dict):
        raise UsageError("{file} holds no question: it begins with “summary: …”.", file=path)
    return raw, lines


def _places(node: Any, place: Place, lines: dict[Place, int], seen: set[int]) -> None:  # noqa: ANN401
    """Note the line of a node of YAML and of what is in it; what is told again, or in a ring, counts once."""
    lines[place] = node.start_mark.line + 1
    if id(node) in seen:
        return
    seen.add(id(node))
    if node.id == "mapping":
        for key, value in node.value:
            _places(value, (*place, str(key.value)), lines, seen)
            lines[(*place, str(key.value))] = key.start_mark.line + 1
    elif node.id == "sequence":
        for number, value in enumerate(node.value):
            _places(value, (*place, number), lines, seen)
