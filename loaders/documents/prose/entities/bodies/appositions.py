"""Bodies that a text explains behind their names: "Enova, Norway's climate agency,", « Enova, l'agence de … »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.names.tokens import ENGLISH_MONTHS, SENTENCE_OPENERS
from graph.text.strings import fold
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.entities.party import Party

_HEAD: Final = (
    r"(?:agency|authority|institute|institution|regulator|office|board|commission|council|bank|company|corporation|utility|"
    r"operator|university|cent(?:re|er)|association|fund|body|administration|organi[sz]ation|service|"
    r"agence|autorité|institut|régulateur|office|commission|banque|société|opérateur|université|centre|association|fonds|"
    r"organisme|administration|service)"
)
_BEFORE: Final = re.compile(  # "PUB, Singapore's …"
    r"(?<![\w’'-])(?P<name>[A-ZÀ-Ý][\w&-]*(?:\s+[A-ZÀ-Ý][\w&-]*){0,4}),\s+(?:the\s+)?$"
)
_SMALL: Final = re.compile(
    rf"'s\s+(?:[a-z-]+\s+){{0,4}}{_HEAD}(?:\s+(?:for|of|on)\s+[a-z][\w\s]{{2,40}}?)?(?=\s*[,.;:)(]|$)"
)
_CAPITALS: Final = re.compile(
    r"'s\s+(?:[A-Z][a-z-]+\s+){0,4}(?:Agency|Authority|Institute|Regulator|Bank|Company|Utility|Operator|Fund|Service|"
    r"Administration)(?=\s*[,.;:)(]|$)"
)
_LETTERS: Final = re.compile(r"[A-Z]{2,8}")
_BEHIND: Final = re.compile(  # "Enova, the climate agency of …"
    r"(?<![\w’'-])(?P<name>[A-ZÀ-Ý][\w&-]*(?:\s+[A-ZÀ-Ý][\w&-]*){0,4}),\s+"
    rf"(?:the|an?|l[ea]|l'|une?)\s*(?:[a-zà-ÿ-]+\s+){{0,4}}?{_HEAD}(?:\s+[a-zà-ÿ'-]+){{0,5}}?\s+"
    r"(?:(?:of|from)\s+(?:the\s+)?|de\s+la\s+|de\s+l'|du\s+|des\s+|de\s+|d')$"
)
_ADVERB: Final = re.compile(
    r"(?i:however|today|yesterday|finally|now|then|moreover|recently|currently|initially|later|cependant|toutefois|enfin|"
    r"ainsi|aujourd|hier|ensuite|puis)"
)
_CLOSED: Final = re.compile(r"\s*(?:[,.;:)]|$)")
MAX_BEFORE: Final = 120


def find_explained_bodies(text: str, governments: Sequence[Party]) -> list[tuple[int, int, int]]:
    """Where bodies stand that a text explains by a government of theirs, each with where its explanation ends.

    Args:
        text: the text.
        governments: those that it names.
    """
    flat = straight(text)
    made = []
    for one in governments:
        start = max(one.start - MAX_BEFORE, 0)
        own = _BEFORE.search(flat, start, one.start)
        end = _SMALL.match(flat, one.end)
        if own and end is None and _LETTERS.fullmatch(own["name"]):
            end = _CAPITALS.match(flat, one.end)
        if own and end:
            made.append((*own.span("name"), end.end()))
        elif (behind := _BEHIND.search(flat, start, one.start)) and _CLOSED.match(flat, one.end):
            made.append((*behind.span("name"), one.end))
    return [one for one in made if not _opens_sentence(text[one[0] : one[1]])]


def _opens_sentence(name: str) -> bool:
    """Whether words before a comma are no name: "However, Norway's climate agency, …", "In March, …"."""
    words = name.split()
    is_opener = fold(words[0]) in SENTENCE_OPENERS or _ADVERB.fullmatch(words[0]) is not None
    return is_opener or re.fullmatch(ENGLISH_MONTHS, words[-1]) is not None
