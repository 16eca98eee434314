"""Sentences in both languages: names with their articles, dates in words, templates from data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "wording.yaml").read_text("utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, in C)
    return loaded


def named(name: str, language: str) -> str:
    """A name as it stands within a sentence: "the Canada Revenue Agency", « l’Alberta »."""
    for pattern, article in _data()["articles"][language]:
        if re.search(pattern, name):
            return f"{article}{name}"
    return name


def listed(names: Sequence[str], language: str) -> str:
    """Names in a row: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{_data()['and'][language]}{names[-1]}"


def dated(edtf: str, language: str) -> str:
    """An EDTF date in words: "October 19, 2021", "fall 2021", « juillet 2021 »."""
    start, _, end = edtf.partition("/")
    year, *rest = start.split("-")
    if end and end != start:
        season = _data()["seasons"][language].get(int(rest[0])) if len(rest) == 1 else None
        return f"{season} {end[:4]}" if season else f"{dated(start, language)} – {dated(end, language)}"
    if not rest:
        return year
    month = _data()["months"][language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = int(rest[1])
    if language == "fr":
        return f"{'1er' if day == 1 else day} {month} {year}"
    return f"{month} {day}, {year}"


def in_sentence(label: str) -> str:
    """A label within a sentence: its first letter small, unless the word is an abbreviation or a name."""
    first = label.split(" ", 1)[0]
    return label if sum(c.isupper() for c in first) > 1 else label[:1].lower() + label[1:]


def sentence(kind: str, language: str, values: Mapping[str, object]) -> str:
    """A sentence of a kind, its first letter a capital."""
    made: str = _data()["sentences"][kind][language].format(**values)
    return made[:1].upper() + made[1:]
