"""Read and check mapping files; errors name the line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from pydantic import ValidationError

from graph.errors import SourceError, message
from graph.text.yaml_lines import find_lines, follow
from loaders.mapping.model import Edition, Mapping, Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from graph.claims import SourceHints
    from loaders.base import MappingText

MAX_BYTES: Final = 1 << 20  # bytes of a mapping file
MAX_VALUES: Final = 20_000  # values in it; a file that repeats itself by reference can claim any number
WRONG: Final = {  # what the checks of loaders.mapping.model.Mapping say, as keys of the translation
    "origin": message("give it one of column, fixed or template"),
    "participation": message("rows that are participations need a key and a member"),
    "initiative": message("rows that are initiatives need a title or a key"),
    "marked": message("marked themes are columns, and are not named"),
    "name": message("these rows need a name or a key"),
    "needs": message("needs belong to an edition: give edition"),
}
Lines = dict[str, int]


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping with the name and folder of its file, and the lines of its words."""

    mapping: Mapping
    name: str
    folder: Path | None = None
    lines: Lines = field(default_factory=dict)

    def where(self, word: str) -> str:
        """The file and the line of a word."""
        line = self.lines.get(word)
        return f"{self.name}:{line}" if line else self.name


def parse_mapping_text(given: MappingText, hints: SourceHints) -> MappingFile:
    """Return a mapping that a user gave, with what the user says of the source; for errors see `parse_mapping`."""
    found = parse_mapping(given.text.encode(), given.name, Path(given.folder) if given.folder else None)
    return replace(found, mapping=apply_hints(found.mapping, hints))


def apply_hints(mapping: Mapping, hints: SourceHints) -> Mapping:
    """Return a mapping whose rows belong to the edition, the date, the language and the sender that a user gave."""
    changes: dict[str, object] = {}
    if hints.edition or hints.date:
        changes["edition"] = Edition(fixed=hints.edition or hints.date, by=None if hints.edition else "season",
                                     published=hints.date)  # fmt: skip
    if hints.language:
        changes["language"] = hints.language
    if hints.sender and mapping.reported_by is None:
        changes["reported_by"] = Names(fixed=hints.sender_name or hints.sender)
    return mapping.model_copy(update=changes) if changes else mapping


def parse_mapping(data: bytes, name: str, folder: Path | None = None) -> MappingFile:
    """Return the mapping in the bytes of a file.

    Raises:
        SourceError: it is no YAML, or is no mapping; says at which line.
    """
    try:
        node = yaml.compose(data[: MAX_BYTES + 1].decode("utf-8-sig"), Loader=yaml.SafeLoader)
        lines: Lines = {}
        content = _Content(name, lines).of(node) if node else {}
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        at = getattr(error, "problem_mark", None)
        raise SourceError(
            "{place}: this is not valid YAML: {reason}.",
            place=f"{name}:{at.line + 1}" if at else name,
            reason=getattr(error, "problem", None) or error,
        ) from error
    if len(data) > MAX_BYTES or not isinstance(content, dict):
        raise SourceError("{file} is not a mapping. “accord map FILE -o mapping.yaml” proposes one.", file=name)
    try:
        return MappingFile(Mapping.model_validate(content), name, folder, lines)
    except ValidationError as error:
        raise _explained(error.errors(include_url=False), node, name) from error


@dataclass(slots=True)
class _Content:
    """Makes plain values of a YAML tree: every scalar is text, since “NO” is Norway and 1 a code."""

    name: str
    lines: Lines
    count: int = 0

    def of(self, node: yaml.Node) -> Any:  # noqa: ANN401 (what the file holds)
        self.count += 1
        if self.count > MAX_VALUES:
            raise SourceError(
                "{file} is not a mapping. “accord map FILE -o mapping.yaml” proposes one.", file=self.name
            )
        if isinstance(node, yaml.ScalarNode):
            self.lines.setdefault(node.value, node.start_mark.line + 1)
            return None if node.tag == "tag:yaml.org,2002:null" else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.of(one) for one in node.value]
        made: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in made:
                raise SourceError(
                    "{place}: “{key}” is given twice.", place=f"{self.name}:{key.start_mark.line + 1}",
                    key=key.value if isinstance(key, yaml.ScalarNode) else "?",
                )  # fmt: skip
            made[key.value] = self.of(value)
        return made


def _explained(errors: Sequence[ErrorDetails], node: yaml.Node | None, name: str) -> SourceError:
    """Return the error for the person who wrote the file: of several, the one with the most precise place."""
    lines = find_lines(node)
    placed = [(follow(lines, error["loc"]), error) for error in errors]
    path, error = max(placed, key=lambda one: (max(len(one[0]), 1), one[1]["type"] == "extra_forbidden"))
    place = f"{name}:{lines[path] if path else 1}"
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return SourceError("{place}: a mapping has no field “{field}” here.", place=place, field=error["loc"][-1])
        case "literal_error" | "enum":
            return SourceError(
                "{place}: “{value}” is not one of {expected}.",
                place=place, value=error["input"], expected=context.get("expected", "").replace(" or ", ", "),
            )  # fmt: skip
        case "value_error":
            reason = context.get("error")
            return SourceError(
                "{place}: {reason}.", place=place, reason=ValueError(WRONG.get(str(reason), str(reason)))
            )
    field = ".".join(map(str, path or error["loc"][-1:]))
    return SourceError(
        "{place}: “{field}” is not as it should be: {reason}.", place=place, field=field, reason=error["msg"]
    )
