"""Names in capitals that may be those of organisations that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.names.tokens import SENTENCE_OPENERS
from graph.text.strings import fold
from loaders.documents.prose.entities.bodies.abbreviations import is_short_for, may_be_short_for
from loaders.documents.prose.entities.bodies.kinds import is_common
from loaders.documents.prose.entities.bodies.name_ends import HEADS, MEETING, breaks_off, without_behind
from loaders.documents.prose.entities.bodies.offices import find_charges, find_offices
from loaders.documents.prose.entities.dates import WHEN_BEFORE
from loaders.documents.prose.entities.governments import is_geographic
from loaders.documents.prose.entities.titles import trim
from loaders.text.intervals import Intervals
from loaders.text.persons import is_person_at, is_title, span_of_body

MIN_CHARACTERS: Final = 2
MAX_WORDS: Final = 9
MAX_EXPLAINED: Final = 120  # characters before an abbreviation in which the name stands that it is short for
MAX_OPENING: Final = 12  # characters looked at before a word that may open a sentence
_NO_NAMES: Final = SENTENCE_OPENERS | {"et", "mrc"}
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
_WORD: Final = rf"{_CAPITAL}(?:[\w’'&@+-]|\.(?=\w))*+"
_LINK: Final = r"(?:(?:of|for|the|in|de|du|des|la|le|les|l[’']|d[’']|en|aux?|sur|pour)\s*){0,3}"
_NAME: Final = re.compile(rf"(?<![\w’'@/-])(?:[lLdD][’'])?{_WORD}(?:(?:\s+{_LINK}|\s*[–-]\s*){_WORD})*")
_OF: Final = r"(?:(?:of|for|the|de|du|des|la|le|les|l[’']|d[’'])\s*){0,2}"
_PARTY_NAME: Final = re.compile(rf"{_WORD}(?:(?:\s+{_OF}|\s*[–-]\s*){_WORD}){{0,{MAX_WORDS}}}")  # or one word too many
_ABBREVIATION: Final = re.compile(
    r"\s*\((?:ci-après\s+)?(?:(?:the|l[ae])\s+|l[’'])?[“\"«]?\s?(?P<short>[A-Z][A-Za-z0-9&.-]{1,11})\s?[”\"»]?\)"
)
_PERSON_LIKE: Final = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ’'-]+(?:\s[A-ZÀ-Ý][a-zà-ÿ’'-]+){1,2}")
_BODY_BEHIND_PERSON: Final = re.compile(r"\s*\((?P<body>[A-Z][A-Za-z]*[A-Z])\)")
_SENTENCE_START: Final = re.compile(r"(?:\A|[.!?:;\u2029•]\s*)[“\"«(]?\s*$")
_OWNER: Final = re.compile(r"['’]s?$")
_OFFICE: Final = re.compile(  # of a person: "Japanese Ambassador", "Head of Economic Cooperation"
    r"(?:[A-Z][a-z]+(?:an|ese|ish|ch)\s+)?(?:(?:Deputy|Assistant|Permanent|Parliamentary)\s+)?"
    r"(?:Ambassador|Under-?[Ss]ecretary|Head\s+of|(?:Chief|Senior|Special|Resident)\s+Representative|"
    r"Ambassad(?:eur|rice)|Sous-[Ss]ecrétaire|Porte-parole)\b"
)
_HOLDER: Final = re.compile(  # "President Tremblay"; persons' full names are known otherwise
    r"(?:(?:Vice|Former|Acting|Deputy)[\s-]+)?(?:President|Prime\s+Minister|Chancellor|Senator|Sheikh)\s+[A-Z][a-zà-ÿ]+"
    r"(?<!Office)(?<!Council)(?<!Campaign)(?<!House)(?=$|\s+[a-z])"
)
# "CEO of Harbour Tech": the body is the party
_HEAD_OF: Final = re.compile(
    r"(?:(?:Interim|Acting|Former|Deputy|Vice|Co-?)[\s-]+)*(?:(?:Founder|President|Chair(?:man|woman)?)\s+and\s+)?"
    rf"(?:{HEADS}|Founder|Managing\s+Director)\s+(?:of|for)\s+(?:the\s+)?(?=[A-ZÀ-Ý])"
)
_MEETING_OF: Final = re.compile(rf"(?:Minutes\s+of\s+(?:the\s+)?)?{MEETING}\s+of\s+(?:the\s+)?(?=[A-ZÀ-Ý])")
_HELP_OF: Final = re.compile(
    r"(?:Support|Assistance|Participation|Help|Endorsement)\s+(?:of|from)\s+(?:the\s+)?(?=[A-ZÀ-Ý])"
)
_PLAIN: Final = re.compile(rf"{_CAPITAL}[a-zà-ÿ]{{3,}}")
_DATELINE: Final = re.compile(r"(?:[A-ZÀ-Ý]{3,}[\s,.-]+)+[–—-]\s+(?=[A-ZÀ-Ý]+[a-zà-ÿ])")  # "RIVERTON – Alder Board …"
# The verb of an item or a sentence: « Participer, via le conseil, à … », "Nominating the chair"
_VERB: Final = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ]{2,}(?:er|ir|re)(?=,?\s+(?:à|aux?|de|des|du|l[ae]s?|par|pour|sur|une?|via|[dl][’'])\b)|"
    r"[A-Z][a-z]{2,}ing(?=\s+(?:the|an?|its|our|their|co-\w+|new|up|out)\b)"
)
_SMALL_TAIL: Final = re.compile(
    r"\s+(?:des|du|de\s+la|de\s+l[’'])\s*[a-zà-ÿ]{4,}(?![\w’'-])"
    r"(?:\s+[a-zà-ÿ]+(?:[ai]ques?|iques|aires|iens|iennes|éens|éennes|ales|aux|ives|elles)(?![\w’'-])){0,2}"
)
_TOWN_IN_BRACKETS: Final = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-Za-zà-ÿ]+)*\)"
)  # behind a body: « Institut des ports (Oslo) »
_PLACE_ARTICLE: Final = re.compile(r"(?:La|Les?)\s+|L[’']")
_BEFORE_PLACE: Final = re.compile(r"(?<![\w-])(?:de|à|et)\s+$")  # « les villes de La Baie et de L’Ascension »


def find_strangers(
    text: str, taken: Iterable[tuple[int, int]], cells: Sequence[tuple[int, int]] | None = None
) -> Iterator[tuple[int, int, bool]]:
    """Yield where unknown names in capitals stand, no person's, and of each whether it opens a sentence or a cell.

    Args:
        text: the text of a segment.
        taken: where parties, dates and names of work stand.
        cells: the parts of the text that no name crosses; the whole text where there are none.
    """
    taken = list(taken)
    intervals = Intervals([*taken, *find_offices(text), *find_charges(text)])
    ends = {end for _, end in taken}
    for first, last in cells or [(0, len(text))]:
        for hit in _NAME.finditer(text, first, last):
            start, end = _bounds(text, *hit.span())
            if intervals.meet(start, end) or not _may_be_body(text, start, end):
                continue
            if text[start - 2 : start] == " (" and start - 2 in ends and _TOWN_IN_BRACKETS.match(text, start):
                continue
            opens = bool(_SENTENCE_START.search(text[max(start - MAX_OPENING, first) : start]))
            if opens and (verb := _VERB.match(text, start)):
                start, end = trim(text, verb.end() + 1, end) if verb.end() < end else (end, end)
                opens = False
                if start >= end:
                    continue
            is_plain = " " not in text[start:end] and not any(map(str.isupper, text[start + 1 : end]))
            yield start, end, is_plain and opens


def name_at(text: str, start: int) -> tuple[int, int, bool] | None:
    """Where the name in capitals at a place ends, without and with a person at its end, and if it may be a body's."""
    hit = _PARTY_NAME.match(text, start)
    if hit is None:
        return None
    first, end = _bounds(text, *hit.span())
    return (end, hit.end(), _may_be_body(text, start, end)) if first == start < end else None


def is_of_body(text: str, start: int, end: int) -> bool:
    """Whether a name is a person's, since the letters in brackets behind it are those of none of its words.

    The letters are then the person's body: "Marie Tremblay (UNDP)".
    """
    body = _BODY_BEHIND_PERSON.match(text, end)
    name = text[start:end]
    return body is not None and _PERSON_LIKE.fullmatch(name) is not None and not is_short_for(body["body"], name)


def find_explained(text: str) -> Iterator[tuple[str, str]]:
    """Yield the unknown names in capitals that have an abbreviation in brackets behind them, with this first."""
    for hit in _ABBREVIATION.finditer(text):
        first = max(hit.start() - MAX_EXPLAINED, 0)
        before = text[first : hit.start()]
        name = next((before[start:end] for start, end, _ in find_strangers(before, ()) if end == len(before)), None)
        if name and " " in name and (is_short_for(hit["short"], name) or may_be_short_for(hit["short"], name)):
            yield hit["short"], name


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without an article or a month before it, the genitive, date or verb behind it, and the person at its end.

    A single French word has the noun behind it as well: « Gazette des communes ».
    """
    if start == 0 and (place := _DATELINE.match(text, start, end)):
        start = place.end()
    start = when.end() if (when := WHEN_BEFORE.match(text, start, end)) else start
    article = _PLACE_ARTICLE.match(text, start, end)
    is_place = article and _BEFORE_PLACE.search(text, max(start - MAX_OPENING, 0), start)
    first = start
    start, end = trim(text, start, end)
    start = first if is_place and article and article.end() == start else start
    if _PLAIN.fullmatch(text, start, end) and not is_common(text[start:end]):
        end = tail.end() if (tail := _SMALL_TAIL.match(text, end)) else end
    for opening in (_MEETING_OF, _HEAD_OF, _HELP_OF):
        start = led.end() if (led := opening.match(text, start, end)) else start
    owner = _OWNER.search(text, start, end)
    name = without_behind(text[start : owner.start() if owner else end])
    first, last = span_of_body(name) or (0, len(name))
    return start + first, start + last


def _may_be_body(text: str, start: int, end: int) -> bool:
    """Whether a name in capitals is not that of a person or a place, a title, or a word that says little."""
    name = text[start:end]
    if len(name) < MIN_CHARACTERS or len(name.split()) > MAX_WORDS or not name[:1].isupper():
        return False
    if is_person_at(text, start, end) or is_common(name) or _is_geographic(text, start, end):
        return False
    if is_of_body(text, start, end) or breaks_off(text, start, end):
        return False
    if fold(name) in _NO_NAMES:  # "AND" between the sides of an agreement
        return False
    return not (is_title(name) or _OFFICE.match(name) or _HOLDER.match(name))


def _is_geographic(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a country or the like, perhaps with the full stop behind it: "U.S."."""
    return is_geographic(text[start:end]) or (text[end : end + 1] == "." and is_geographic(text[start : end + 1]))
