"""Dates that the words around them tell apart: relative to one before ("of the same year"), and those of updates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from graph.dates.parse import DateMention, EdtfDate, find_dates, parse_date
from graph.dates.patterns import MONTHS
from graph.text.strings import fold
from loaders.documents.prose.entities.dates import MONTH, MONTH_NAMES, YEAR

_DAY: Final = r"(?P<{}>\d{{1,2}})(?:er|st|nd|rd|th)?"
_RELATIVE_YEAR: Final = re.compile(
    rf"(?:\b(?:{_DAY.format('d')}\s+(?:of\s+)?)?(?P<m>{MONTH_NAMES})(?:\s+{_DAY.format('d2')})?,?\s+)?"
    r"\b(?:(?:(?:in|of)\s+)?(?:the|that)\s+(?:(?P<en>same|following|next|previous|preceding)\s+)?year\b|"
    r"(?:de\s+)?(?:la|cette)\s+(?P<fr>même\s+)?année\b|"
    r"(?:de\s+)?l['’]\s?année\s+(?P<after>suivante|précédente|d['’](?:après|avant))\b)",
    re.IGNORECASE,
)
_RELATIVE_MONTH: Final = re.compile(
    rf"\b(?:{_DAY.format('d')}\s+(?:of\s+the|du)\s+(?:same\s+month|même\s+mois)|"
    rf"{_DAY.format('d2')}\s+(?:of\s+that\s+month|de\s+ce\s+mois-là))\b",
    re.IGNORECASE,
)
_STEPS: Final = {
    "following": 1, "next": 1, "suivante": 1, "après": 1, "previous": -1, "preceding": -1, "précédente": -1, "avant": -1
}  # fmt: skip
_ALONE: Final = frozenset({"same", "following", "même", "suivante"})  # which tell a year without a month
_UPDATED: Final = re.compile(
    r"(?:\b(?:updated?|modified|revised|modification|révision|(?:modifi|révis|actualis)ée?s?|actualisation|m[àa]j|"
    r"mise?s?\s+à\s+jour|last\s+(?:reviewed|edited|revision|edit)|version|"
    r"(?:data|figures|status|données|chiffres|situation|état)\s+(?:as\s+(?:of|at)|au))|\(\s*(?:as\s+(?:of|at)|au))"
    r"(?:\s+(?:last|date|dated|on|of|from|in|the|est|is|was|du|le|en|de))*\s*[:,–—-]?\s*(?:le\s+|the\s+)?$",
    re.IGNORECASE,
)
MAX_BEFORE: Final = 50  # characters before a date that may say that it is one of an update


def relative_dates(text: str, dates: Sequence[DateMention]) -> tuple[list[DateMention], list[DateMention]]:
    """The dates that a text gives relative to the one before, and places of such that hold no date: none is before.

    Args:
        text: the text.
        dates: its dates that stand by themselves, in order.

    >>> text = "signed in July 2021, and opened in September of the same year"
    >>> [one.span.edtf for one in relative_dates(text, find_dates(text))[0]]
    ['2021-09']
    """
    found: list[DateMention] = []
    unknown: list[DateMention] = []
    hits = (hit for pattern in (_RELATIVE_YEAR, _RELATIVE_MONTH) for hit in pattern.finditer(text))
    for hit in sorted(hits, key=re.Match.start):
        anchor = _before(sorted([*dates, *found], key=lambda one: one.at), hit.start())
        edtf = _in_month(hit, anchor) if hit.re is _RELATIVE_MONTH else _in_year(hit, anchor)
        if edtf and find_dates(edtf):  # the calendar has it
            found.append(DateMention(parse_date(edtf), *hit.span()))
        else:
            unknown.append(DateMention(EdtfDate("", "", ""), *hit.span()))
    return found, unknown


def _before(dates: Iterable[DateMention], at: int) -> str | None:
    """The end of the last date before a place."""
    return next((one.span.end for one in reversed([*takewhile(lambda one: one.to <= at, dates)])), None)


def _in_year(hit: re.Match[str], anchor: str | None) -> str | None:
    """What a text gives of a year that it names by another one; None where nobody knows which."""
    which = (hit["en"] or hit["fr"] or hit["after"] or "").casefold().strip()
    if anchor is None or not (hit["m"] or which in _ALONE):
        return None
    year = int(anchor[:YEAR]) + next((step for word, step in _STEPS.items() if which.endswith(word)), 0)
    if not hit["m"]:
        return str(year)
    day = hit["d"] or hit["d2"]
    return f"{year}-{MONTHS[fold(hit['m'])]:02}" + (f"-{int(day):02}" if day else "")


def _in_month(hit: re.Match[str], anchor: str | None) -> str | None:
    """The day that a text gives of a month that it named before."""
    return f"{anchor[:MONTH]}-{int(hit['d'] or hit['d2']):02}" if anchor and len(anchor) >= MONTH else None


def without_updates(text: str, dates: Iterable[DateMention]) -> list[DateMention]:
    """The dates of a text without those on which something was updated: "(updated 20 February 2026)"."""
    return [one for one in dates if not is_of_update(text, one.at)]


def is_of_update(text: str, at: int) -> bool:
    """Whether the words before a date say that something was updated then, or which version is meant."""
    return _UPDATED.search(text, max(0, at - MAX_BEFORE), at) is not None
