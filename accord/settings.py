"""Settings of a folder: `accord.toml`, in the working folder or the nearest folder above it.

    graph = "council.db"        # a file, from the folder of accord.toml, or neo4j://HOST
    audience = "members"
    language = "fr"
    format = "table"
    questions = ["questions"]   # folders of added questions

An option comes first, then the environment (`ACCORD_GRAPH` …), then this file, then the default.

Whoever can write such a file decides what is read and who is thought to read the answer. One that somebody else owns,
or everybody can write, is therefore not used; and a wider audience than the default is announced whenever a file sets
it, and is not taken where answers are handed to other people (`accord export` of data to publish, `accord mcp`).
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from graph.errors import UsageError
from graph.values import AUDIENCES, LANGUAGES

FILE_NAME: Final = "accord.toml"
VARIABLES: Final[Mapping[str, str]] = {
    "graph": "ACCORD_GRAPH", "audience": "ACCORD_AUDIENCE", "language": "ACCORD_LANG", "format": "ACCORD_FORMAT",
    "questions": "ACCORD_QUESTIONS",
}  # fmt: skip
KEYS: Final = tuple(VARIABLES)
FORMATS: Final = ("table", "json", "jsonl", "csv", "md", "html")  # that may be printed
_VALUES: Final[Mapping[str, tuple[str, ...]]] = {"audience": AUDIENCES, "language": LANGUAGES, "format": FORMATS}
_FREE_TEXT: Final = ("graph", "questions")


class Settings(NamedTuple):
    """What a file sets, by key; `questions` are separated as in `ACCORD_QUESTIONS`.

    Args:
        path: the file; None where there is none.
        values: the values by key; paths are absolute.
        refused: a file that is there and not used, as others can write it.
    """

    path: Path | None = None
    values: Mapping[str, str] = MappingProxyType({})
    refused: Path | None = None


def find_settings(folder: Path) -> Settings:
    """Return the settings for a folder: those of the nearest `accord.toml` in it or above it.

    Raises:
        UsageError: a line cannot be understood; says which, and the nearest name.
    """
    return _find_settings(folder.resolve())


@lru_cache(maxsize=8)
def _find_settings(folder: Path) -> Settings:
    for place in (folder, *folder.parents):
        path = place / FILE_NAME
        try:
            if not path.is_file():
                continue
            if not _is_trusted(path):
                return Settings(refused=path)
        except OSError:  # a folder that may not be read
            continue
        return Settings(path, read_settings(path))
    return Settings()


def forget_settings() -> None:
    """Read the file anew the next time: it was changed."""
    _find_settings.cache_clear()


def read_settings(path: Path) -> dict[str, str]:
    """Return the settings in a file, by key.

    Raises:
        UsageError: a line cannot be understood; says which, and the nearest name.
    """
    import tomllib  # few folders have such a file

    text = _read_text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("{file}: this is no valid TOML: {reason}.", file=path, reason=error) from error
    return {key: _parse_value(path, text, key, value) for key, value in table.items()}


def set_value(path: Path, key: str, value: str | None) -> None:
    """Write a setting to a file, or remove it; other lines stay as they are, also those that are not valid.

    Raises:
        UsageError: there is no such key, or the value is not valid for it. A line with any key can be removed.
    """
    text = _read_text(path) if path.exists() else ""
    lines = text.splitlines(keepends=True)
    kept = [line for line in lines if not _line_of(key).match(line)]
    if value is not None or kept == lines:
        check_key(key)
    if value is not None:
        check_value(key, value)
        end = next((n for n, line in enumerate(kept) if line.lstrip().startswith("[")), len(kept))
        if kept and end and not kept[end - 1].endswith("\n"):
            kept[end - 1] += "\n"
        kept.insert(end, f"{key} = {_to_toml(value)}\n")
    path.write_text("".join(kept), "utf-8")
    forget_settings()


def check_key(key: str) -> None:
    """Raise a UsageError for what is no setting, with the nearest name."""
    if key not in KEYS:
        if near := _nearest(key, KEYS):
            raise UsageError("There is no setting “{key}”. Did you mean {near}?", key=key, near=near)
        raise UsageError("There is no setting “{key}”. Use one of: {known}.", key=key, known=", ".join(KEYS))


def check_value(key: str, value: str) -> None:
    """Raise a UsageError for a value that a setting cannot have, with the nearest."""
    known = _VALUES.get(key)
    if known is None or value in known:
        if not value.strip():
            raise UsageError("{key} needs a value.", key=key)
        return
    if near := _nearest(value, known):
        raise UsageError("{key} cannot be “{value}”. Did you mean {near}?", key=key, value=value, near=near)
    raise UsageError("{key} cannot be “{value}”. Use one of: {known}.", key=key, value=value, known=", ".join(known))


def _nearest(typed: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(typed, known, 1)), None)


def _parse_value(path: Path, text: str, key: str, value: Any) -> str:  # noqa: ANN401 (what TOML holds)
    line = next((n for n, one in enumerate(text.splitlines(), start=1) if _line_of(key).match(one)), 1)
    folders = value if isinstance(value, list) else [value]
    try:
        check_key(key)
        _check_text(key, value, folders)
    except UsageError as error:
        raise UsageError("{file}, line {n}: {reason}", file=path, n=line, reason=error) from error
    if key in _FREE_TEXT:
        from graph.values import is_server  # few folders have such a file

        folders = [one if key == "graph" and is_server(one) else str(path.parent / one) for one in folders]
    return os.pathsep.join(folders)


def _check_text(key: str, value: object, folders: Sequence[object]) -> None:
    for one in folders:
        if not isinstance(one, str) or (isinstance(value, list) and key != "questions"):
            raise UsageError("{key} has to be text between quotation marks.", key=key)
        check_value(key, one)


def _line_of(key: str) -> re.Pattern[str]:
    return re.compile(rf"""\s*(?:["']?){re.escape(key)}(?:["']?)\s*=|\s*\[+\s*{re.escape(key)}\s*\]""")


def _to_toml(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("{file} cannot be read: {reason}.", file=path, reason=error) from error


def _is_trusted(path: Path) -> bool:
    """Whether only its user can change a file; where the system has no owners of files, each file is."""
    if not hasattr(os, "getuid"):
        return True
    state = path.stat()
    return state.st_uid in (os.getuid(), 0) and not state.st_mode & stat.S_IWOTH
