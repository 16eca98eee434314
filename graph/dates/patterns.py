"""Regular expressions of dates in English and French, over folded text (no accents, lower case, straight apostrophes).

Where several patterns match at one position, the first in the list wins.
"""

from __future__ import annotations

import re
from typing import Final

from graph.dates.editions import SEASON_BY_WORD
from graph.text.pattern_cache import compile_kept

_MONTHS: Final = (
    "january janvier jan janv",
    "february fevrier feb fevr fev",
    "march mars mar",
    "april avril apr avr",
    "may mai",
    "june juin jun",
    "july juillet jul juil",
    "august aout aug",
    "september septembre sept sep",
    "october octobre oct",
    "november novembre nov",
    "december decembre dec",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_LONG = r"|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_OF = r"(?:\s+(?:of|de|d')\s*(?:(?:the\s+year|l'\s?annee)\s+)?|\s+|,\s+)"
_NOT_IN = r"(?:(?<![\w/-])|(?<=\bmid-)|(?<=\bmi-))"
ANY_YEAR: Final = re.compile(_YEAR)
ORDINALS: Final = {
    name: number
    for number, names in enumerate(
        (
            "first 1st premier 1er",
            "second 2nd deuxieme 2e 2eme",
            "third 3rd troisieme 3e 3eme",
            "fourth 4th quatrieme 4e 4eme",
        ),
        1,
    )
    for name in names.split()
}
_FISCAL: Final = (
    r"(?:(?:fiscal|financial|budget) years?|fiscal|fy|exercices?(?: financiers?| budgetaires?)?"
    r"|annees? (?:financieres?|budgetaires?))"
)
_PAIR: Final = rf"(?P<year>{_YEAR})\s*[-–/]\s*(?P<next>{_YEAR}|\d\d)"
_QUARTER: Final = rf"(?:[qt](?P<q>[1-4])|(?P<nth>{'|'.join(ORDINALS)})\s+(?:quarter|trimestre))"
_OF_YEAR: Final = rf"(?:\s*,\s*|\s+)(?:(?:of|in|de|du)\s+|d')?(?:the\s+|l'\s?)?(?:{_FISCAL}\s+|(?:year|annee)\s+)?"
_SCHOOL: Final = r"(?<!school year )(?<!academic year )(?<!scolaire )"
_DAY: Final = r"\d{1,2}(?:i?er|st|nd|rd|th)?"
_DAY_OF: Final = r"(?:\s+(?:day\s+of|of|jour\s+d[e']|jour\s+du\s+mois\s+d[e']))?"
_TO: Final = r"(?:\s*[-–]\s*|\s+(?:to|through|a|au)\s+(?:le\s+)?)"
_AND: Final = r"\s+(?:and|et)\s+(?:le\s+)?"
_NUMBERED: Final = r"\bno|\bno\.|\bnos|n°|#|\bfile|by-law|bylaw|ordinance|resolution|deliberation"
_NOT_NUMBERED: Final = "".join(rf"(?<!{word}{end})" for word in _NUMBERED.split("|") for end in ("", " "))
_DAYS: Final = rf"(?:,\s*{_DAY}){{0,4}},?"  # between the first and the last of several
_BETWEEN: Final = r"(?:(?<=between )|(?<=entre )|(?<=entre le ))"
_FIRST_WORDS: Final = (*MONTHS, *ORDINALS, *SEASON_BY_WORD, "fiscal", "financial", "budget", "fy", "exercice", "annee")
# Where a date may begin: with a digit, a quarter or a word that the patterns begin with; each is tried there only.
START: Final = re.compile(rf"{_NOT_IN}(?=\d|[qt][1-4]|{'|'.join(sorted(_FIRST_WORDS))})")
PATTERNS: Final = compile_kept(
    __file__,
    [
        _NOT_IN + pattern + r"(?![\w/]|-\d)"
        for pattern in (
            rf"{_QUARTER}{_OF_YEAR}(?:{_PAIR}|(?P<alone>{_YEAR}))",
            rf"(?P<fiscal>{_FISCAL})\s+{_PAIR}",
            rf"{_SCHOOL}{_PAIR}(?P<fiscal>\s+(?:fiscal|financial|budget)(?: year)?\b)?",
            *(
                pattern
                for before, to in (("", _TO), (_BETWEEN, _AND))
                for pattern in (
                    rf"{before}(?P<d>{_DAY})(?:\s+(?P<from>{_LONG})\.?)?{to}(?P<d2>{_DAY})\s+(?P<to>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
                    rf"{before}(?P<from>{_LONG})\.?\s+(?P<d>{_DAY}){to}(?:(?P<to>{_LONG})\.?\s+)?(?P<d2>{_DAY}),?\s+(?P<year>{_YEAR})",
                    rf"{before}(?P<from>{_LONG})\.?{to}(?P<to>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
                )
            ),
            rf"(?P<d>{_DAY}){_DAYS}{_AND}(?P<d2>{_DAY})\s+(?P<to>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
            rf"(?P<to>{_LONG})\.?\s+(?P<d>{_DAY}){_DAYS}{_AND}(?P<d2>{_DAY}),?\s+(?P<year>{_YEAR})",
            rf"(?P<year>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d?)",
            rf"{_NOT_NUMBERED}(?P<year>{_YEAR})-(?P<m>\d\d)",  # "File No. 2017-01" is a number
            rf"(?P<d>1[3-9]|2\d|3[01])(?P<sign>[-/])(?P<m>\d\d?)(?P=sign)(?P<year>{_YEAR})",
            rf"(?P<m>\d\d?)(?P<sign>[-/])(?P<d>1[3-9]|2\d|3[01])(?P=sign)(?P<year>{_YEAR})",
            rf"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<year>{_YEAR})",
            rf"(?P<d>\d{{1,2}})(?:i?er|st|nd|rd|th|e| er)?{_DAY_OF}\s*(?P<month>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
            rf"(?P<month>{_LONG})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})",
            rf"(?P<month>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
            rf"(?P<month>{_LONG})(?=\.?\s*(?:,|\band\b|\bet\b|&)\s*(?:{_LONG})\.?{_OF}(?P<year>{_YEAR}))",
            r"(?P<unsure>(?:fiscal|financial)(?: years?)?|fy)\s*(?P<year>(?:19|20)\d\d)",
            rf"(?P<season>{'|'.join(SEASON_BY_WORD)}){_OF}(?P<since>{_YEAR}\s*[-–/]\s*)?(?P<year>{_YEAR}|(?(since)\d\d|(?!)))",
            rf"(?!(?<=agenda )20(?:30|63))(?P<year>{_YEAR})",  # "Agenda 2030" is the name of other work
        )
    ],
)
