"""Sentences in both languages: names with their articles, dates in words, templates from data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.dates.editions import FIRST_MONTHS, season_of_edition
from graph.yaml_text import load_yaml


@lru_cache(maxsize=1)
def wording() -> Mapping[str, Any]:
    """What `wording.yaml` holds."""
    text = (Path(__file__).parent / "wording.yaml").read_text("utf-8")
    loaded: Mapping[str, Any] = load_yaml(text)
    return loaded


class Named:
    """A name as it stands within a sentence: "the Canada Revenue Agency", « l’Alberta ».

    As a format's value it also gives the verb that goes with it, in its number:

    >>> "{a} {a:travaille}".format(a=Named("Territoires du Nord-Ouest", "fr"))
    'les Territoires du Nord-Ouest travaillent'
    """

    def __init__(self, name: str, language: str) -> None:
        article = next((a for pattern, a in wording()["articles"][language] if re.search(pattern, name)), "")
        self._text = f"{article}{name}"
        self._verbs: Mapping[str, str] = wording()["plural"][language]["verbs"]
        self._plural = article == wording()["plural"][language]["article"]

    def __str__(self) -> str:
        return self._text

    def __format__(self, verb: str) -> str:
        if not verb:
            return self._text
        many = self._verbs[verb]
        return many if self._plural else verb


def listed(names: Sequence[object], language: str) -> str:
    """Names in a row: "A, B and C"."""
    *others, last = map(str, names)
    return f"{', '.join(others)}{wording()['and'][language]}{last}" if others else last


def dated(edtf: str, language: str) -> str:
    """An EDTF date in words: "October 19, 2021", "fall 2021", « juillet 2021 »."""
    start, _, end = edtf.partition("/")
    year, *rest = start.split("-")
    if end and end != start:
        season = wording()["seasons"][language].get(int(rest[0])) if len(rest) == 1 else None
        return f"{season} {end[:4]}" if season else f"{dated(start, language)} – {dated(end, language)}"
    if not rest:
        return year
    month = wording()["months"][language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = int(rest[1])
    if language == "fr":
        return f"{'1er' if day == 1 else day} {month} {year}"
    return f"{month} {day}, {year}"


def edition_named(edition: str, language: str) -> str:
    """An edition in words: "winter 2022", « hiver 2022 »; as it is where it names no season.

    >>> edition_named("2022-winter", "fr")
    'hiver 2022'
    """
    named = season_of_edition(edition)
    return f"{wording()['seasons'][language][FIRST_MONTHS[named[1]]]} {named[0]}" if named else edition


def in_sentence(label: str) -> str:
    """A label within a sentence: its first letter small, unless the word is an abbreviation or a name."""
    first = label.split(" ", 1)[0]
    return label if sum(c.isupper() for c in first) > 1 else label[:1].lower() + label[1:]


def sentence(kind: str, language: str, values: Mapping[str, object]) -> str:
    """A sentence of a kind, its first letter a capital."""
    made: str = wording()["sentences"][kind][language].format(**values)
    return made[:1].upper() + made[1:]
