"""The texts of a brief in one language: sentences, dates inside sentences, lists and plural forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from graph.text.yaml import load_yaml_file
from queries.questions.wording import format_date, format_edition, format_of_edition, load_wording

_SEASON_AT = {12: "à l’", 3: "au ", 6: "à l’", 9: "à l’"}
_VOWEL = re.compile(r"[aeiouhéèêàâîô]", re.IGNORECASE)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")


@cache
def _load_texts() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_yaml_file(Path(__file__).parent / "wording.yaml")
    return loaded


def one_line(text: str) -> str:
    """Return text on one line, without control and invisible characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


class BriefWording:
    """The texts of a brief in one language.

    Args:
        language: "en" or "fr".
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, key: str, **values: object) -> str:
        """Return the text of a key such as ``headings.needs`` with its placeholders filled in."""
        return str(self._lookup(key)).format(**values)

    def fact_forms(self, key: str) -> Sequence[str]:
        """Return the forms in which a fact can be written, the preferred one first."""
        found: Sequence[str] = self._lookup(key)
        return found

    def plural_text(self, key: str, n: int, **values: object) -> str:
        """Return the text of a key in the plural form of a number."""
        forms: Mapping[str, str] = self._lookup(key)
        one = n == 1 or (n == 0 and self.language == "fr")
        form = "zero" if n == 0 and "zero" in forms else "one" if one else "other"
        return forms[form].format(n=n, **values)

    def count_text(self, kind: str, n: int) -> str:
        """Return a number of things: "3 partnerships"."""
        return self.plural_text(f"counts.{kind}", n)

    def join_names(self, names: Sequence[str]) -> str:
        """Return names as a list in words: A, B and C."""
        *others, last = names
        return f"{', '.join(others)}{self.text('list.and')}{last}" if others else last

    def join_with_semicolons(self, names: Sequence[str]) -> str:
        """Return names as a list in words, separated by semicolons if a name has a comma."""
        *others, last = names
        if len(others) < 2 or not any("," in name for name in names):
            return self.join_names(names)
        return f"{self.text('list.mark').join(others)}{self.text('list.last')}{last}"

    def format_date(self, edtf: str) -> str:
        """Return a date in words: "October 19, 2021", « juillet 2021 »."""
        start, _, end = edtf.partition("/")
        words = format_date(edtf, self.language)
        if not end or "–" not in words:
            return words
        first, last = format_date(start, self.language), format_date(end, self.language)
        if start[:4] == end[:4] and len(start) == len(end) == len("2021-07"):
            first = first.removesuffix(f" {start[:4]}")
        return f"{first}{' to ' if self.language == 'en' else ' à '}{last}"

    def date_in_sentence(self, edtf: str) -> str:
        """Return a date with its preposition: "on October 19, 2021", « à l’automne 2021 »."""
        start, _, end = edtf.partition("/")
        words = self.format_date(edtf)
        month = int(start[5:7] or 0)
        season = bool(end) and words.startswith(load_wording()["seasons"][self.language].get(month, "\0"))
        day = len(start) == len("2021-10-19")
        if self.language == "en":
            return f"from {words}" if end and not season else f"on {words}" if day else f"in {words}"
        if season:
            return f"{_SEASON_AT[month]}{words}"
        if end:
            return f"d’{words}" if _VOWEL.match(words) else f"de {words}"
        return f"le {words}" if day else f"en {words}"

    def date_forms(self, edtf: str) -> dict[str, str]:
        """Return a date in all forms that texts use."""
        words, when = self.format_date(edtf), self.date_in_sentence(edtf)
        day = when.startswith("le ")
        until = f"au {words}" if day else when if when.startswith(("à l’", "au ")) else f"en {words}"
        since = f"le {words}" if day else words if not when.startswith(("à l’", "au ")) else _with_article(words)
        return {"date": words, "when": when, "since": since, "until": until}

    def edition_names(self, identifier: str) -> dict[str, str]:
        """Return the name of an edition as ``edition``, and with its French article as ``of_edition``."""
        words = format_edition(identifier, self.language)
        of = format_of_edition(identifier, self.language)
        return {"edition": words, "of_edition": f"de {words}" if of == words else of}

    def _lookup(self, key: str) -> Any:  # noqa: ANN401 (texts, or their forms)
        found: Any = _load_texts()
        for part in key.split("."):
            found = found[part]
        return found[self.language]


def _with_article(season: str) -> str:
    return f"le {season}" if season.startswith("printemps") else f"l’{season}"
