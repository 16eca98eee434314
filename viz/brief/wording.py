"""What a brief says, in one language: sentences from data, dates within a sentence, lists and plural forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from graph.dates.editions import season_of_edition
from graph.yaml_text import load_yaml
from queries.questions.wording import format_date, format_edition, load_wording

_SEASON_OF = {"winter": "de l’", "spring": "du ", "summer": "de l’", "fall": "de l’"}
_SEASON_AT = {12: "à l’", 3: "au ", 6: "à l’", 9: "à l’"}
_VOWEL = re.compile(r"[aeiouhéèêàâîô]", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")


@cache
def _texts() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_yaml((Path(__file__).parent / "wording.yaml").read_text("utf-8"))
    return loaded


def one_line(text: str) -> str:
    """A text of a source on one line, without controls and marks that nobody sees."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()


class Words:
    """What a brief says in one language.

    Args:
        language: "en" or "fr".
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """The text of a key such as ``headings.needs``, its places filled in."""
        return str(self._find(key)).format(**values)

    def forms(self, key: str) -> Sequence[str]:
        """The forms that a fact may be said in, the best first."""
        found: Sequence[str] = self._find(key)
        return found

    def count(self, key: str, n: int, **values: object) -> str:
        """The text of a key in the form that goes with a number."""
        forms: Mapping[str, str] = self._find(key)
        one = n == 1 or (n == 0 and self.language == "fr")
        form = "zero" if n == 0 and "zero" in forms else "one" if one else "other"
        return forms[form].format(n=n, **values)

    def counted(self, kind: str, n: int) -> str:
        """How many there are of a kind: "3 partnerships"."""
        return self.count(f"counts.{kind}", n)

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row: A, B and C."""
        *others, last = names
        return f"{', '.join(others)}{self.say('list.and')}{last}" if others else last

    def parted(self, names: Sequence[str]) -> str:
        """Names in a row, parted by semicolons where some have commas in them."""
        *others, last = names
        if len(others) < 2 or not any("," in name for name in names):
            return self.listed(names)
        return f"{self.say('list.mark').join(others)}{self.say('list.last')}{last}"

    def date(self, edtf: str) -> str:
        """A date in words, as a line of its own would have it: "October 19, 2021", « juillet 2021 »."""
        start, _, end = edtf.partition("/")
        words = format_date(edtf, self.language)
        if not end or "–" not in words:
            return words
        first, last = format_date(start, self.language), format_date(end, self.language)
        if start[:4] == end[:4] and len(start) == len(end) == len("2021-07"):
            first = first.removesuffix(f" {start[:4]}")
        return f"{first}{' to ' if self.language == 'en' else ' à '}{last}"

    def when(self, edtf: str) -> str:
        """A date within a sentence: "on October 19, 2021", « à l’automne 2021 »."""
        start, _, end = edtf.partition("/")
        words = self.date(edtf)
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

    def dates(self, edtf: str) -> dict[str, str]:
        """A date in all the ways that a text may want it."""
        words, when = self.date(edtf), self.when(edtf)
        day = when.startswith("le ")
        until = f"au {words}" if day else when if when.startswith(("à l’", "au ")) else f"en {words}"
        since = f"le {words}" if day else words if not when.startswith(("à l’", "au ")) else _the(words)
        return {"date": words, "when": when, "since": since, "until": until}

    def edition(self, identifier: str) -> dict[str, str]:
        """An edition in words: as ``edition``, and as ``of_edition`` « de l’hiver 2022 »."""
        words = format_edition(identifier, self.language)
        named = season_of_edition(identifier)
        of = _SEASON_OF[named[1]] if named else "de "
        return {"edition": words, "of_edition": f"{of}{words}"}

    def _find(self, key: str) -> Any:  # noqa: ANN401 (texts, or their forms)
        found: Any = _texts()
        for part in key.split("."):
            found = found[part]
        return found[self.language]


def _the(season: str) -> str:
    return f"le {season}" if season.startswith("printemps") else f"l’{season}"
