"""Gold annotations: the facts that a person found in a document; an evaluation compares a reading with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from graph.errors import SourceError
from graph.text.yaml import load_yaml

GOLD_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})
_LISTS: Final = ("missing", "submitted", "priorities", "needs", "asks", "initiatives", "documents")


class Gold:
    """The gold of one or several documents of the same content; attributes as in ``docs/reference/evaluation.md``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = _load(path)
        self.documents = _documents(path, self.raw)

    def get(self, key: str) -> list[Any]:
        """A list of the file, empty where it is not there."""
        found: list[Any] = self.raw.get(key) or []
        return found

    def has(self, key: str) -> bool:
        """Whether the file has this key."""
        return key in self.raw

    @property
    def initiatives(self) -> list[dict[str, Any]]:
        """The initiatives, in the order of the file."""
        return self.get("initiatives")


def _load(path: Path) -> Mapping[str, Any]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("{file} cannot be read: {reason}.", file=path, reason=str(error)) from error
    try:
        raw = json.loads(text) if path.suffix == ".json" else load_yaml(text)
    except Exception as error:
        raise SourceError(
            "{file} is not a file of gold annotations: {reason}", file=path, reason=" ".join(str(error).split())
        ) from error
    if not isinstance(raw, dict) or not isinstance(raw.get("initiatives"), list):
        raise SourceError("{file} is not a file of gold annotations: it has no list of “initiatives”.", file=path)
    for key in _LISTS:
        if raw.get(key) is not None and not isinstance(raw[key], list):
            raise SourceError("{file} is not a file of gold annotations: “{key}” is not a list.", file=path, key=key)
    for number, each in enumerate(raw["initiatives"], 1):
        if (
            not isinstance(each, dict)
            or not isinstance(each.get("title"), str)
            or not isinstance(each.get("lead"), str)
        ):
            raise SourceError(
                "{file} is not a file of gold annotations: initiative {number} has no title or no lead.",
                file=path,
                number=number,
            )
    return raw


def _documents(path: Path, raw: Mapping[str, Any]) -> list[Path]:
    """The documents that the gold names, else those in its folder whose names begin as its own does."""
    if named := raw.get("documents") or ([raw["document"]] if raw.get("document") else []):
        return [path.parent / str(name) for name in named]
    stem = path.name.split(".gold.")[0] if ".gold." in path.name else path.stem
    documents = sorted(
        each for each in path.parent.glob(f"{stem}.*") if each.suffix not in GOLD_SUFFIXES and each.is_file()
    )
    if not documents:
        raise SourceError(
            "{file} names no document, and no other file in its folder begins with “{stem}.”. Give it a line such as "
            "“document: {stem}.pdf”.",
            file=path,
            stem=stem,
        )
    return documents
