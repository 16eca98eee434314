"""Read and check the YAML file of a custom question; errors name the line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from graph.errors import AccordError, UsageError
from graph.text.yaml_lines import YamlPath, find_lines


class QuestionFile:
    """The YAML file of a custom question.

    Args:
        path: the file.

    Raises:
        UsageError: the file is not YAML, or is not a mapping.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw, self._lines = _load_with_lines(path)

    def error_at(self, place: YamlPath, reason: AccordError) -> UsageError:
        """Return the error for a value of the file, with its line (or that of the value that contains it)."""
        while place and place not in self._lines:
            place = place[:-1]
        return UsageError(
            "{file}, line {line}: {reason}.", file=self.path, line=self._lines.get(place, 1), reason=reason
        )

    def check_keys(self, place: YamlPath, value: object, known: Collection[str]) -> None:
        """Check that a value is a mapping with known keys only."""
        if not isinstance(value, dict):
            raise self.error_at(
                place, UsageError("expected a list of keys and values: {known}", known=", ".join(sorted(known)))
            )
        for key in value:
            if key not in known:
                raise self.error_at(
                    (*place, key),
                    UsageError("unknown key “{key}”; the keys are: {known}", key=key, known=", ".join(sorted(known))),
                )

    def read_texts(self, place: YamlPath, value: object) -> Mapping[str, str]:
        """Return a text by language; a single text, or a missing language, serves for both."""
        if isinstance(value, str):
            return {"en": value, "fr": value}
        if (
            isinstance(value, dict)
            and value
            and value.keys() <= {"en", "fr"}
            and all(isinstance(text, str) for text in value.values())
        ):
            first = next(iter(value.values()))
            return {"en": value.get("en", first), "fr": value.get("fr", first)}
        raise self.error_at(place, UsageError("“{key}” must be a text, or one for en and one for fr", key=place[-1]))

    def read_list(self, key: str) -> list[Any]:
        """Return the list under a key, empty where the key is missing."""
        found = self.raw.get(key) or []
        if not isinstance(found, list):
            raise self.error_at((key,), UsageError("“{key}” must be a list: one line each, after “- ”", key=key))
        return found

    def read_count(self, place: YamlPath, value: object) -> int | None:
        """Return a number that is not negative, or None."""
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise self.error_at(place, UsageError("“{key}” must be a number", key=place[-1]))
        return value

    def read_name(self, place: YamlPath, value: Mapping[str, Any]) -> str:
        """Return the name of a parameter or column."""
        found = value.get("name")
        if not isinstance(found, str) or not found.isidentifier():
            raise self.error_at(
                (*place, "name"),
                UsageError("“{key}” is missing, or is not made of letters, digits and underscores", key="name"),
            )
        return found


def _load_with_lines(path: Path) -> tuple[dict[str, Any], dict[YamlPath, int]]:
    """Return the content of a YAML file, and the line of each of its values."""
    import yaml

    text = path.read_bytes().decode("utf-8-sig", "replace")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        raw = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise UsageError(
            "{file}, line {line}: not valid YAML: {reason}.",
            file=path, line=mark.line + 1 if mark else 1, reason=error.problem or "?",
        ) from None  # fmt: skip
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(
            "{file}, line {line}: not valid YAML: {reason}.", file=path, line=1, reason=str(error)
        ) from None
    if not isinstance(raw, dict):
        raise UsageError("{file} does not hold a question, which begins with “summary: …”.", file=path)
    return raw, find_lines(node)
