"""Sentences in both languages: names with their articles, dates in words, templates from data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from graph.dates.editions import FIRST_MONTHS, season_of_edition
from graph.text.strings import fold
from graph.text.yaml import load_yaml_file

_BEHIND_HEAD: Final = re.compile(r"\s+(?:of|for|on|to|in|at|against)\s|\s*[(,–]")  # what follows the head of a name
_WITHOUT_ARTICLE: Final = re.compile(r"(?:The|H\.?M\.?)\s|\w+[’']s\s")  # “HM Treasury”, “Riverton’s Water Board”
_ELIDING: Final = re.compile(r"[aeio]|u(?!ni|\.?[ks]\b)")  # a vowel of French, and not that of “United”
_FRENCH_ARTICLES: Final = {"none": "", "masculine": "le ", "feminine": "la ", "elided": "l’", "plural": "les "}


@lru_cache(maxsize=1)
def load_wording() -> Mapping[str, Any]:
    """Return the content of `wording.yaml`."""
    loaded: Mapping[str, Any] = load_yaml_file(Path(__file__).parent / "wording.yaml")
    return loaded


class NameWithArticle:
    """A name as it is written within a sentence: "the Canada Revenue Agency", « l’Alberta ».

    A format specification gives the verb, in the number of the name:

    >>> "{a} {a:travaille}".format(a=NameWithArticle("Territoires du Nord-Ouest", "fr"))
    'les Territoires du Nord-Ouest travaillent'
    """

    def __init__(self, name: str, language: str) -> None:
        article = _find_article(name, language)
        plural = load_wording()["plural"][language]
        self._text = f"{article}{name}"
        self._plural_verbs: Mapping[str, str] = plural["verbs"]
        self._is_plural: bool = article == plural["article"]

    @property
    def is_plural(self) -> bool:
        """Whether the name takes a plural verb."""
        return self._is_plural

    def __str__(self) -> str:
        return self._text

    def __format__(self, verb: str) -> str:
        if not verb:
            return self._text
        return self._plural_verbs[verb] if self._is_plural else verb


def _find_article(name: str, language: str) -> str:
    """Return the article of a name with the space behind it; "" where it has none or none is known."""
    written = name[:1].upper() + name[1:]
    patterns = load_wording()["articles"][language]
    found: str = next((article for pattern, article in patterns if re.search(pattern, written)), "")
    if not found and language == "fr":
        found = _find_article_of_place(written)
    is_known_without = not found and any(re.search(pattern, written) for pattern, article in patterns[:-1])
    return found if found or is_known_without else _find_article_of_body(written, language)


def _find_article_of_place(name: str) -> str:
    """Return the French article of a country, state, province or region of the vocabulary, by its first word."""
    if name not in _french_places():
        return ""
    for kind, names in load_wording()["places"].items():
        if name in names:
            return _FRENCH_ARTICLES[kind]
    first = re.split("[ -]", name)[0]
    if first in {"Saint", "Sainte"}:
        return ""
    if first == "Îles":
        return "les "
    if fold(name)[0] in "aeiou":
        return "l’"
    return "la " if fold(first).endswith("e") else "le "


def _find_article_of_body(name: str, language: str) -> str:
    """Return the article of a body with an English name, by the noun at its head; French elides it before a vowel.

    >>> _find_article_of_body("CDO Council", "fr")
    'le '
    """
    words = _BEHIND_HEAD.split(name, maxsplit=1)[0].split()
    heads: Mapping[str, Sequence[str]] = load_wording()["heads"]
    head = {" ".join(words[-2:]), *words[-1:]}
    kind = next((kind for kind, nouns in heads.items() if head.intersection(nouns)), None)
    if kind is None or name in heads[kind] or _WITHOUT_ARTICLE.match(name):
        return ""
    if language == "en":
        return "the "
    if len(words) == 1 and words[0] in load_wording()["also_french"]:
        return ""
    return _FRENCH_ARTICLES["elided" if _ELIDING.match(fold(name)) else kind]


@lru_cache(maxsize=1)
def _french_places() -> frozenset[str]:
    """Return the French names of the countries and their parts of the vocabulary."""
    from graph.vocabulary.jurisdictions import entries  # imported here: read from files

    return frozenset(
        entry.names["fr"]
        for entry in entries().values()
        if "fr" in entry.names and entry.codes.keys() & {"iso-3166-1", "iso-3166-2"}
    )


def join_names(names: Sequence[object], language: str) -> str:
    """Return names as a list in a sentence: "A, B and C"."""
    *others, last = map(str, names)
    return f"{', '.join(others)}{load_wording()['and'][language]}{last}" if others else last


def format_date(edtf: str, language: str) -> str:
    """Return an EDTF date in words: "October 19, 2021", "fall 2021", « juillet 2021 »."""
    start, _, end = edtf.partition("/")
    year, *rest = start.split("-")
    if end and end != start:
        season = load_wording()["seasons"][language].get(int(rest[0])) if len(rest) == 1 else None
        return f"{season} {end[:4]}" if season else f"{format_date(start, language)} – {format_date(end, language)}"
    if not rest:
        return year
    month = load_wording()["months"][language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = int(rest[1])
    if language == "fr":
        return f"{'1er' if day == 1 else day} {month} {year}"
    return f"{month} {day}, {year}"


def format_edition(edition: str, language: str) -> str:
    """Return an edition in words: "winter 2022", « hiver 2022 »; unchanged where it names no season.

    >>> format_edition("2022-winter", "fr")
    'hiver 2022'
    """
    found = season_of_edition(edition)
    return f"{load_wording()['seasons'][language][FIRST_MONTHS[found[1]]]} {found[0]}" if found else edition


def format_of_edition(edition: str, language: str) -> str:
    """Return an edition as it is written behind "edition": « (l’édition) du printemps 2023 », "spring 2023".

    >>> format_of_edition("2022-winter", "fr"), format_of_edition("2023-spring", "fr")
    ('de l’hiver 2022', 'du printemps 2023')
    """
    words = format_edition(edition, language)
    if language != "fr" or not season_of_edition(edition):
        return words
    return f"du {words}" if words.startswith("printemps") else f"de l’{words}"


def lower_first_letter(label: str) -> str:
    """Return a label as it is written within a sentence: its first letter small, unless it is an abbreviation."""
    first = label.split(" ", 1)[0]
    return label if sum(c.isupper() for c in first) > 1 else label[:1].lower() + label[1:]


def format_sentence(kind: str, language: str, values: Mapping[str, object]) -> str:
    """Return the sentence of a kind, filled with values, its first letter a capital."""
    filled: str = load_wording()["sentences"][kind][language].format(**values)
    return filled[:1].upper() + filled[1:]
