"""Every span of a text that may be the name of a piece of work: a name, or a noun phrase with a noun of work."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.bodies.abbreviations import is_short_for
from loaders.documents.prose.entities.titles import noun_phrase, trim
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segment import Segment

MAX_CHARACTERS: Final = 170
MIN_CHARACTERS: Final = 3
MAX_ITEM_WORDS: Final = 24
MAX_LEAD_WORDS: Final = 12  # of what a paragraph begins with
MIN_LED: Final = 10  # characters behind it
MAX_BOLD: Final = 120  # characters in bold
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
_SMALL: Final = "(?:[ei]-|[eim]|my|u)?"  # before a capital: "e-Manifest", "myGov"
_WORD: Final = rf"(?:{_SMALL}{_CAPITAL}|\d+(?=[A-Z-]))(?:[\w’'&@+-]|\.(?=\w))*+"
_LINK: Final = (
    r"(?:(?:of|for|and|on|the|in|to|with|&|–|-|/|de|du|des|la|le|les|l[’']|d[’']|à|et|en|aux?|sur|pour)\s*){0,3}"
)
_SEQUENCE: Final = re.compile(
    rf"(?<![\w’'@/-])(?:[lLdD][’'])?{_WORD}(?:(?:\s*/\s*|\s+{_LINK}|\s*[–-]\s*|\s*:\s+){_WORD}|\s+(?:19|20)\d\d(?:[-–/]\d{{2,4}})?\b|\s+\d\b)*"
)
# "Tide Response and Partners (TRAP) Collaborative" goes on behind its abbreviation
_BEYOND_SHORT: Final = re.compile(rf"\s*\((?P<short>[A-Z]{{2,8}})\)\s+{_WORD}(?:\s+(?:(?:of|for|on|and)\s+)?{_WORD})*")
_OWNER: Final = re.compile(r"['’]s?\s+")
_QUOTED: Final = re.compile(r"[“\"«]\s?([^“”\"«»\n]{3,120}?)\s?[”\"»]")
_FRENCH_END: Final = (
    r"(?:est|sont|a|ont|était|étaient|sera|seront|fut|qui|que|qu[’']\w*|dont|où|afin|ainsi|avec|par|lors|depuis|selon|mais|ou|"
    r"permet\w*|vise\w*|peut|peuvent|doit|va|vont|comme|car|si|quand|lorsqu(?:e|[’']\w+)|puisqu(?:e|[’']\w+)|tandis|dès|tant|après|avant|notamment|soit|grâce|se|s[’']\w+|ne|n[’']\w+|"
    r"il|elle|ils|elles|nous|vous|on|ce|cela|ces|cette|y|leur|prévoit|prévue?s?|entre|sous|sans|vers|chez|ayant|étant|"
    r"le\s+\d{1,2}(?:er)?\s+[a-zéû]{3,9}|en\s+(?:19|20)\d\d|"
    r"tel\w*|sauf|puis|donc|aussi|déjà|encore|d[’']une?\s+(?:montant|valeur|budget|coût|durée)|à\s+hauteur|pour\s+un\s+montant)"
)
_FRENCH_NAME: Final = re.compile(
    rf"(?:(?<=^)|(?<=[\s’'(«\"“]))(?:{_CAPITAL}[\w’'-]*|\w+)(?:\s+(?!{_FRENCH_END}\b)[\w’'&/.-]*[\w]){{0,14}}"
)
_FRENCH_OPENER: Final = re.compile(r"(?:(?:nouvel(?:le)?|nouveau|premi[eè]re?|grand|futur)\s+)$", re.IGNORECASE)
_FRENCH_CUT: Final = re.compile(r"\s+(?:et|pour|dans|sur|en|au|aux|à)\s")
_DETERMINER: Final = re.compile(
    r"\b(?:the|an?|its|our|their|this|new|first(?!\s+(?:nations?|peoples?|ministers?|responders?)\b)|joint|national|two|"
    r"three)\s+",
    re.IGNORECASE,
)
_KIND_OF: Final = re.compile(r"\s+(?:of|for|on|to)\s+")
_DOMAIN: Final = re.compile(r"(?<![\w@/.-])(?:[\w-]+\.){1,3}(?:fr|ca|gov|org|com|gouv\.fr|gc\.ca|uk|ai|io)\b(?!/)")
_HEADING_PART: Final = re.compile(r"\s+[–—|-]\s+|\s*:\s+|\s*\|\s*")
_ITEM_END: Final = re.compile(r"[.;:]\s|\s[–—-]\s|[.;:]$|\u2029")
_BRACKET: Final = re.compile(r"\s*\(([^()]{2,40})\)\s*$")
_PAYS: Final = re.compile(  # what is paid is no name: "verser à la Ville une somme de 2 M$ pour les travaux"
    r"(?:verser|octroyer|allouer|accorder|attribuer|payer|contribuer)\s+(?:à|aux?|une?\s+(?:somme|montant)|la\s+somme|le\s+montant)\s"
)
_PAID_FOR: Final = re.compile(
    r"(?:[$€£]|\b(?:dollars|euros|francs(?:\s+CFA)?))\s+pour\s+(?:l[ae]s?\s+|l[’'])(?=[a-zà-ÿ])"
)
_CALLED: Final = re.compile(  # within what describes something, before its name: "portal for trappers called FurTrack"
    r",?\s+(?:called|named|dubbed|christened|known\s+as|baptisée?s?|appelée?s?|nommée?s?|dénommée?s?|intitulée?s?)\s+"
    rf"(?:the\s+|l[ae]\s+|l[’'])?[«“\"]?\s?(?={_CAPITAL})"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A span that may be a name, and how it was found."""

    start: int
    end: int
    origin: str


def find_spans(segment: Segment, annotated: Annotated, lexicon: Lexicon) -> list[Span]:
    """Return the spans of a segment that may be names, each once for each way in which it is found.

    No name goes on from one cell of a table into the next, nor from a label into its value.
    """
    text, cells = segment.text, segment.cell_starts or [segment.value_at]
    found: dict[tuple[int, int, str], Span] = {}
    for start, end, origin in _all(segment, annotated, lexicon):
        after = bisect_right(cells, start)
        called = _CALLED.search(text, start, end) if text[start : start + 1].islower() else None
        first, last = trim(text, start, min([called.start() if called else end, *cells[after : after + 1]]))
        bracket = _BRACKET.search(text, first, last)
        if bracket and bracket.start() - first >= MIN_CHARACTERS:
            last = bracket.start()
        if _PAYS.match(text, first, last):
            continue
        if MIN_CHARACTERS <= last - first <= MAX_CHARACTERS and any(map(str.isalpha, text[first:last])):
            found.setdefault((first, last, origin), Span(first, last, origin))
    return list(found.values())


def _all(segment: Segment, annotated: Annotated, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    text = segment.text
    yield from _heading(text) if segment.kind == "heading" else _opening(segment)
    for hit in _QUOTED.finditer(text):
        yield *hit.span(1), "quoted"
    for hit in _SEQUENCE.finditer(text):
        yield from _sequence(text, *hit.span())
        if (more := _BEYOND_SHORT.match(text, hit.end())) and is_short_for(more["short"], hit[0]):
            yield hit.start(), more.end(), "capitals"
    for one in annotated.titles:
        yield *one.place, f"title-{one.how}"
    for hit in _DOMAIN.finditer(text):
        yield *hit.span(), "domain"
    yield from (_french_kinds if lexicon.language == "fr" else _kinds)(text, annotated, lexicon)
    yield from _objects(text, annotated, lexicon)


def _heading(text: str) -> Iterator[tuple[int, int, str]]:
    """A heading as a whole, and its parts between dashes, colons and bars."""
    yield 0, len(text), "heading"
    edges = [0, *(at for hit in _HEADING_PART.finditer(text) for at in hit.span()), len(text)]
    if len(edges) > len(("start", "end")):
        yield from ((a, b, "heading-part") for a, b in zip(edges[::2], edges[1::2], strict=True))


def _opening(segment: Segment) -> Iterator[tuple[int, int, str]]:
    """What a paragraph or an item of a list begins with."""
    text = segment.text
    if segment.kind not in ("item", "text"):
        return
    stop = _ITEM_END.search(text)
    end = stop.start() if stop else len(text)
    words = len(text[:end].split())
    if segment.kind == "item" and words <= MAX_ITEM_WORDS:
        yield 0, end, "item"
    if stop and words <= MAX_LEAD_WORDS and len(text) > end + MIN_LED:
        yield 0, end, "lead-in"
    if MIN_CHARACTERS < segment.bold <= MAX_BOLD:
        yield 0, segment.bold, "bold"


def _sequence(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    at = start
    if _OWNER.search(text, start, end):
        yield start, end, "capitals"  # "Women's Health Strategy"
    for owner in _OWNER.finditer(text, start, end):
        yield at, owner.start(), "capitals"
        at = owner.end()
    yield at, end, "capitals"
    colon = text.find(": ", at, end)
    if colon > 0:
        yield at, colon, "capitals"
        yield colon + 2, end, "capitals"


def _french_kinds(text: str, _: Annotated, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Names as French writes them: a noun of work, and small letters behind it."""
    flat = straight(text)
    for hit in lexicon.regex("kind_word").finditer(flat):
        opened = _FRENCH_OPENER.search(flat, 0, hit.start())
        start = opened.start() if opened else hit.start()
        if more := _FRENCH_NAME.match(text, start):
            yield start, more.end(), "kind"
            if cut := _FRENCH_CUT.search(text, start, more.end()):
                yield start, cut.start(), "kind-short"


def _kinds(text: str, annotated: Annotated, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Noun phrases with a noun of work, in small letters."""
    flat, kinds = straight(text), lexicon.regex("kind_word")
    for hit in _DETERMINER.finditer(flat):
        span = noun_phrase(annotated.view, hit.end(), lexicon) or noun_phrase(flat, hit.end(), lexicon)
        if span and (kind := kinds.search(flat, *span)):
            yield *span, "kind"
            if kind.end() < span[1]:
                yield span[0], kind.end(), "kind-short"
    for hit in kinds.finditer(flat):
        behind = _KIND_OF.match(flat, hit.end())
        if behind and (span := noun_phrase(flat, behind.end(), lexicon)):
            yield hit.start(), span[1], "kind-of"


def _objects(text: str, annotated: Annotated, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """The noun phrases behind verbs of what governments do, and what a sum is for."""
    for hit in _PAID_FOR.finditer(text):
        if lexicon.language == "fr" and (more := _FRENCH_NAME.match(text, hit.end())):
            yield hit.end(), more.end(), "object"
    for hit in lexicon.regex("act_before_object").finditer(annotated.view):
        if lexicon.language == "fr":
            if more := _FRENCH_NAME.match(text, hit.end()):
                yield hit.end(), more.end(), "object"
        elif span := noun_phrase(annotated.view, hit.end(), lexicon):
            yield *span, "object"
