"""The page's own words in both languages, and the small grammar of lists, plurals, dates and editions.

The script of the page applies the same rules to the same data (`page/script/text.js`); what is here serves
readers whose browser runs no script.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from graph.dates.editions import season_of_edition, season_of_months

_NO_BREAK = "\N{NO-BREAK SPACE}"


@cache
def strings() -> dict[str, dict[str, str]]:
    """Every text of the page: key, then language."""
    path = Path(__file__).parent / "page" / "strings.json"
    loaded: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return loaded


class Words:
    """The page's words in one language.

    Args:
        language: "en" or "fr".
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """The text of a key, its ``{name}`` places filled in.

        Raises:
            KeyError: no such key; a mistake of ours that a test would find.
        """
        return strings()[key][self.language].format_map(values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The text of a key in its plural form: French counts 0 and 1 as one, English only 1."""
        one = number == 1 or (number == 0 and self.language == "fr")
        return self.say(f"{key}.{'one' if one else 'other'}", n=self.number(number), **values)

    def number(self, number: int) -> str:
        """A whole number with the language's own separator of thousands."""
        return f"{number:,}".replace(",", _NO_BREAK if self.language == "fr" else ",")

    def listing(self, items: Sequence[str]) -> str:
        """“A, B and C”."""
        if len(items) < 2:
            return "".join(items)
        return self.say("list.and", first=", ".join(items[:-1]), last=items[-1])

    def pick(self, texts: Mapping[str, str]) -> tuple[str, str]:
        """The text in this language, else in the one it was first given in; and which language that is."""
        code = self.language if self.language in texts else next(iter(texts), self.language)
        return texts.get(code, ""), code

    def edition(self, identifier: str) -> str:
        """“Winter 2022” for ``2022-winter``; other identifiers as they are."""
        named = season_of_edition(identifier)
        return self.say(f"season.{_season_key(named[1])}", year=named[0]) if named else identifier

    def date(self, edtf: str) -> str:
        """An EDTF date or interval in words; the three months of a season as that season."""
        start, slash, end = edtf.partition("/")
        if not slash:
            return self._point(start)
        if not end:
            return self.say("date.since", start=self._point(start))
        return self._season(start, end) or self.say("date.range", start=self._point(start), end=self._point(end))

    def _season(self, start: str, end: str) -> str | None:
        """The season that an interval of months is, named by the year it ends in; None for any other."""
        named = season_of_months(start, end)
        return self.say(f"date.{_season_key(named[1])}", year=named[0]) if named else None

    def _point(self, edtf: str) -> str:
        """A year, a month or a day in words; the first of a month is “1er” in French."""
        year, *rest = edtf.split("-")
        if not rest:
            return year
        month = self.say(f"month.{rest[0]}")
        if len(rest) == 1:
            return self.say("date.month", month=month, year=year)
        day = "1er" if self.language == "fr" and rest[1] == "01" else str(int(rest[1]))
        return self.say("date.day", day=day, month=month, year=year)


def _season_key(season: str) -> str:
    """Return the key of a season in `strings.json`."""
    return season.replace("fall", "autumn")
