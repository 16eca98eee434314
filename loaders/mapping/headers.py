"""The words for statuses, roles, marks and the fields of a mapping in tables, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from graph.text.strings import fold
from graph.text.yaml import load_yaml_file
from graph.values import LEVELS

if TYPE_CHECKING:
    from graph.values import Level, Role, Status

DATA: Final = Path(__file__).parent / "headers.yaml"
_END: Final = re.compile(r"^(?P<stem>.+?)[\s_\-(/]+(?P<language>en|fr|eng|fra|fre|english|french|anglais|francais)\)?$")
_NUMBERED: Final = re.compile(r"[\s_]*\d{1,2}$")


@cache
def _data() -> Mapping[str, Mapping[str, Sequence[str]]]:
    loaded: Mapping[str, Any] = load_yaml_file(DATA)
    return loaded


@cache
def _by_word(part: str) -> Mapping[str, str]:
    """Each word of a part of the data, folded, with its meaning; the first meaning of a word counts."""
    found: dict[str, str] = {}
    for meaning, words in _data()[part].items():
        for word in words:
            found.setdefault(plain(word) if part == "fields" else fold(word), meaning)
    return found


@lru_cache(maxsize=4096)
def status_of(text: str) -> Status | None:
    """The status that a cell names, in either language."""
    folded = fold(text)
    found = (
        folded.replace(" ", "-") if folded.replace(" ", "-") in _data()["status"] else _by_word("status").get(folded)
    )
    return cast("Status | None", found)


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role | None:
    """The role that a cell names, in either language."""
    return cast("Role | None", _by_word("role").get(fold(text)))


@lru_cache(maxsize=4096)
def status_like(text: str) -> Status | None:
    """The status that words of a cell suggest, for a person to confirm: ``Operation and Maintenance`` is launched."""
    if known := status_of(text):
        return known
    folded = f" {fold(text)}"
    parts = ((status, part) for status, beginnings in _data()["status_parts"].items() for part in beginnings)
    return next((cast("Status", status) for status, part in parts if f" {part}" in folded), None)


@lru_cache(maxsize=4096)
def level_of(text: str) -> Level | None:
    """The level of government that a cell names, in either language."""
    folded = fold(text).replace("-", " ")
    return cast("Level | None", folded if folded in LEVELS else _by_word("level").get(folded))


@lru_cache(maxsize=4096)
def mark_of(text: str) -> bool | None:
    """Whether a cell says yes (``x``, ``oui``, ``1``) or no; None where it says something else."""
    meaning = _by_word("marks").get(fold(text)) or _by_word("marks").get(text.strip())
    return None if meaning is None else meaning == "marked"


@lru_cache(maxsize=4096)
def is_filler(text: str) -> bool:
    """Whether a cell holds only a placeholder for what is missing: ``N/A``, ``-``, ``unknown``."""
    if mark_of(text) is not None:
        return False
    if text[:3].casefold() == "n/a":
        return True
    return _by_word("fillers").get(fold(text).strip(" .")) is not None or not any(map(str.isalnum, text))


@lru_cache(maxsize=4096)
def field_of(header: str) -> str | None:
    """The field of a mapping that a header means by its words alone, in either language."""
    return _by_word("fields").get(plain(header))


def header_field(header: str) -> tuple[str | None, str]:
    """The field that a header names, and its language if the header includes it."""
    bare = _NUMBERED.sub("", header)
    if (found := field_of(header) or field_of(bare)) is not None:
        return found, ""
    if ending := _END.match(fold(header)):
        return field_of(ending["stem"]), "fr" if ending["language"].startswith("fr") else "en"
    return None, ""


def plain(header: str) -> str:
    """A header without case, accents, underscores and punctuation around it: ``Start_date:`` is ``start date``."""
    return " ".join(fold(header).replace("_", " ").replace("-", " ").replace("'", " ").split()).strip(" :*.?")


def field_words() -> Mapping[str, Sequence[str]]:
    """The words of each field, in the order in which columns are given to fields."""
    return _data()["fields"]


def tag_words() -> Mapping[str, Sequence[str]]:
    """The HXL tags of each field, those to be preferred first."""
    return _data()["tags"]
