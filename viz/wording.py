"""The texts of the page in both languages, with lists, plurals, dates and editions.

`page/script/text.js` applies the same rules in the browser.
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
    """Return all texts of the page by key and language."""
    path = Path(__file__).parent / "page" / "strings.json"
    loaded: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return loaded


class PageWording:
    """The texts of the page in one language.

    Args:
        language: "en" or "fr".
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, key: str, **values: object) -> str:
        """Return the text of a key with its placeholders filled in.

        Raises:
            KeyError: the key does not exist.
        """
        return strings()[key][self.language].format_map(values)

    def plural_text(self, key: str, number: int, **values: object) -> str:
        """Return the text of a key in the plural form of a number; in French, 0 and 1 are singular."""
        one = number == 1 or (number == 0 and self.language == "fr")
        return self.text(f"{key}.{'one' if one else 'other'}", n=self.format_number(number), **values)

    def format_number(self, number: int) -> str:
        """Return a whole number with the thousands separator of the language."""
        return f"{number:,}".replace(",", _NO_BREAK if self.language == "fr" else ",")

    def join_names(self, items: Sequence[str]) -> str:
        """Return names as a list in words: “A, B and C”."""
        if len(items) < 2:
            return "".join(items)
        return self.text("list.and", first=", ".join(items[:-1]), last=items[-1])

    def pick(self, texts: Mapping[str, str]) -> tuple[str, str]:
        """Return a text in this language, or else in the first one that it has, and the code of that language."""
        code = self.language if self.language in texts else next(iter(texts), self.language)
        return texts.get(code, ""), code

    def edition_name(self, identifier: str) -> str:
        """Return “Winter 2022” for ``2022-winter``; other identifiers are returned unchanged."""
        named = season_of_edition(identifier)
        return self.text(f"season.{_season_key(named[1])}", year=named[0]) if named else identifier

    def edition_of(self, identifier: str) -> str:
        """Return an edition as it stands after the word “édition” of a French sentence: « de l’hiver 2022 »."""
        named = season_of_edition(identifier)
        return self.text(f"edition.of.{_season_key(named[1])}", year=named[0]) if named else identifier

    def format_date(self, edtf: str) -> str:
        """Return an EDTF date or interval in words; three months that form a season are named as it."""
        start, slash, end = edtf.partition("/")
        if not slash:
            return self._format_point(start)
        if not end:
            return self.text("date.since", start=self._format_point(start))
        return self._format_season(start, end) or self.text(
            "date.range", start=self._format_point(start), end=self._format_point(end)
        )

    def _format_season(self, start: str, end: str) -> str | None:
        """Return the season that an interval of months is, or None."""
        named = season_of_months(start, end)
        return self.text(f"date.{_season_key(named[1])}", year=named[0]) if named else None

    def _format_point(self, edtf: str) -> str:
        """Return a year, month or day in words; French writes the first of a month “1er”."""
        year, *rest = edtf.split("-")
        if not rest:
            return year
        month = self.text(f"month.{rest[0]}")
        if len(rest) == 1:
            return self.text("date.month", month=month, year=year)
        day = "1er" if self.language == "fr" and rest[1] == "01" else str(int(rest[1]))
        return self.text("date.day", day=day, month=month, year=year)


def _season_key(season: str) -> str:
    """Return the key of a season in `strings.json`."""
    return season.replace("fall", "autumn")
