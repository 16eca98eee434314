"""The file of human decisions next to a graph: a YAML list of entries, edited so that comments and order are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from graph.errors import StoreError
from graph.text.yaml import load_yaml

HEADER: Final = """\
# What people decided about this graph: which nodes are the same and which are not, which themes initiatives are about
# and which they are not, which proposals hold, what became of suggestions. “accord review” and “accord opportunities”
# write it; each load applies it. An entry may be corrected or deleted by hand.
"""


def read_entries(path: Path) -> list[Any]:
    """Return the entries of a file; none if it does not exist.

    Raises:
        StoreError: the file cannot be read, or is not a list.
    """
    return parse_entries(path, read_text(path))


def read_text(path: Path) -> str:
    """Return the text of a file; empty if it does not exist.

    Raises:
        StoreError: the file cannot be read.
    """
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError("{file} cannot be read: {reason}.", file=path, reason=error) from error


def parse_entries(path: Path, content: str) -> list[Any]:
    """Return the entries of a text.

    Raises:
        StoreError: it is not a list in YAML.
    """
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


def append_entries(text: str, entries: Iterable[Mapping[str, object]]) -> str:
    """Return the text of a file with entries added at its end; that of a new file begins with an explanation."""
    before = text or HEADER
    if not before.endswith("\n"):
        before += "\n"
    return before + "".join(map(format_entry, entries))


def remove_entries(path: Path, text: str, is_removed: Callable[[int, Any], bool]) -> str:
    """Return a text without some entries; a comment belongs to the entry after it.

    Args:
        path: the file, for errors.
        text: its text.
        is_removed: whether to remove an entry, from its number (1 is the first) and content.
    """
    import yaml

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    nodes = root.value if isinstance(root, yaml.SequenceNode) else []
    lines = text.splitlines(keepends=True)
    for number, (node, item) in reversed(list(enumerate(zip(nodes, parse_entries(path, text), strict=True), start=1))):
        if is_removed(number, item):
            end = node.end_mark.line if node.end_mark.column == 0 else node.end_mark.line + 1
            while end > node.start_mark.line + 1 and lines[end - 1].lstrip()[:1] in ("#", "\n", ""):
                end -= 1
            del lines[node.start_mark.line : end]
    return "".join(lines)


def format_entry(fields: Mapping[str, object]) -> str:
    """Return the lines of an entry."""
    import yaml

    dumped: str = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    first, *others = dumped.splitlines(keepends=True)
    return "".join([f"- {first}", *(f"  {line}" for line in others)])


def to_one_line(text: str) -> str:
    """Return a text on one line, without characters that cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def write_text(path: Path, text: str) -> None:
    """Write a file completely or not at all.

    Raises:
        StoreError: it cannot be written.
    """
    from graph.text.atomic_file import write_atomically  # imported here: reading needs none of what it imports

    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise StoreError("{file} cannot be written: {reason}.", file=path, reason=error) from error
