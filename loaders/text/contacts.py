"""Recognise contact persons in running text: addresses with the names, roles and labels around them.

An e-mail address is an anchor, and so is a telephone number of North America, or of any country in international form.
From it, the span grows over what says whose it is: labels ("Contact:", "Personne-ressource :"), persons, roles,
extensions. A label alone is enough where the name of a person follows it. Everything else in the text stays.

`phonenumbers` found the same numbers in our tests; it costs 0.12 s to import and ten microseconds a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from graph.names.resolver import resolve
from graph.vocabulary.themes import suggest

MAX_SPAN: Final = 300  # characters that a span grows over, each way
MAX_NAME_WORDS: Final = 3
MIN_TEXT_WORDS: Final = 2  # that have to be left for a text to say something
_EMAIL: Final = r"[\w.+-]{1,64}\s?@\s?[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
_PHONE: Final = (
    r"(?<![\d.$-])(?:\+?1[\s.-]?)?(?!\(?8(?:00|33|44|55|66|77|88)\b)(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?![\d-])"
    r"|(?<![\d.-])\+\d{1,3}(?:[\s.-]?\(?\d{1,4}\)?){2,5}(?![\d-])"
)
ANCHOR: Final = re.compile(rf"{_EMAIL}|{_PHONE}|\bmailto:\S+")
# begins with a class of characters, which is looked for sooner than a repetition or a choice
_NUMBER: Final = re.compile(r"\d\d\d[\s.-]\d{4}")
_COUNTRY_CODE: Final = re.compile(r"\+\d")
_WORDS: Final = (
    "contact",
    "ressource",
    "coordonn",
    "inquir",
    "enquir",
)  # in lower case, of labels that need no address
_LABEL: Final = "|".join(
    (
        r"(?:for (?:more|further) information,? )?(?:please )?contact(?:s| person| persons| information| us| name)?\b",
        r"(?:key|main|primary|project|program|policy|your) contacts?\b",
        r"points? of contact\b|(?:media )?(?:inquiries|enquiries)\b",
        r"(?:pour (?:plus de |tout )?renseignements?,? )?(?:veuillez |priere de )?joindre\b",
        r"(?:pour (?:plus de |tout )?renseignements?,? )?(?:veuillez |priere de )?communique[rz](?: avec)?\b",
        r"personnes?[- ]ressources?\b|personnes?[- ]contacts?\b|points? de contact\b|coordonnees\b|renseignements\b",
        r"(?:please )?(?:call|write(?: to)?|reach(?: out to)?)\b",
        r"(?:appele[rz](?: le| au)?|ecri(?:re|vez)(?:[- ]nous)?(?: a)?)\b",
        r"e-?mail\b|courriel\b|(?:tele)?phone\b|tel\b\.?|cell(?:ulaire)?\b\.?|mobile\b|fax\b",
        r"telecopieur\b|telec\b\.?",
    )
)
LABEL: Final = re.compile(rf"(?<![\w-])(?:{_LABEL})\s?:?", re.IGNORECASE)
# labels behind which a name without any address is that of a contact person
_SURE_LABEL: Final = re.compile(
    r"(?<![\w-])(?:(?:key |main |primary |project |program )?contact(?: person| name| information)?s?"
    r"|points? of contact|personnes?[- ]ressources?|personnes?[- ]contacts?|points? de contact)\s?:",
    re.IGNORECASE,
)
_ROLE: Final = (
    r"(?:senior |acting |assistant |associate |deputy |executive |lead |chief |principal )*"
    r"(?:director|manager|analyst|advis[eo]r|officer|coordinator|specialist|administrator|secretary|minister|lead|consultant)"
    r"|(?:direct(?:eur|rice)|gestionnaire|analyste|conseill(?:er|ere)|agent|agente|coordonnat(?:eur|rice)|specialiste"
    r"|charge|chargee|responsable|chef|cheffe|secretaire|sous-ministre)"
)
# a role goes on for a few words: "Director of Service Delivery", "directrice de la prestation"
_ROLE_RUN: Final = (
    rf"(?:{_ROLE})\b(?: (?:of|for|de|du|des|de la|de l'|and|et|principale?|generale?|adjointe?) ?[\w’'-]+){{0,3}}"
    r"(?: [A-Z][\w’'-]+){0,3}"
)
ROLE: Final = re.compile(_ROLE_RUN, re.IGNORECASE)
_TITLE: Final = r"(?:M(?:r|rs|s|me|lle)?\.?|Mx\.?|Dr\.?|Dre|Hon\.?)\s"
_CAPITALISED: Final = r"[A-ZÀ-Ý][\w’'-]+"
_PARTICLES: Final = r"(?:[A-Z]\.\s?)?(?:(?:de|du|van|von|le|la|bin|al)\s)?"
NAME: Final = re.compile(
    rf"(?:{_TITLE})?{_CAPITALISED}(?:\s{_PARTICLES}{_CAPITALISED}){{1,{MAX_NAME_WORDS - 1}}}"
    rf"|{_TITLE}(?:[A-Z]\.\s?)*{_CAPITALISED}"
)
_GLUE: Final = re.compile(
    r"[\s,;:/()\[\]|<>•–—-]+|(?:at|au|à|par|by|or|ou|and|et|ext\.?|poste|x)(?=[\s.:\d])\s*\d{0,6}", re.IGNORECASE
)
# every character in its place, without accents and with straight apostrophes
PLAIN_LETTERS: Final = str.maketrans(
    {"’": "'"} | {letter: normalize("NFD", letter)[0] for letter in map(chr, range(0xC0, 0x180))}
)
_OPENING: Final = re.compile(r"(?:[\s,;:(\[|<–—-]|\s(?:at|au|à|or|ou|and|et|par|via|by|on)\s)+$", re.IGNORECASE)
_LEAD_IN: Final = re.compile(  # what is left of a sentence whose contact is taken out
    r"(?:^|(?<=[.;!?] ))(?:for (?:(?:more|further|additional) (?:information|details?)|details|(?:any )?questions?)"
    r"|to (?:learn|find out|know) more|(?:any )?questions ?\?"
    r"|pour (?:plus de|plus d'|tout|toute|tous|toutes)(?: les)? ?(?:renseignements?|details?|informations?|questions?)?"
    r"|pour en savoir (?:plus|davantage)|(?:des )?questions ?\?|please|veuillez)\s*$",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"^[\s)>\]]*([,;.])")
_SENTENCE_END: Final = re.compile(r"[.!?]$")


def may_hold_contact(text: str) -> bool:
    """Whether a text is worth a closer look; quick, for the cells of long tables."""
    if "@" in text or "mailto:" in text:
        return True
    lower = text.lower()
    for word in _WORDS:
        if word in lower:
            return True
    return _NUMBER.search(text) is not None or ("+" in text and _COUNTRY_CODE.search(text) is not None)


def contact_spans(text: str) -> list[tuple[int, int]]:
    """Return the (start, stop) of contact persons in a text, in order and apart from each other.

    >>> text = "Wallet launched in May. Contact: Jane Roe, Director, 506-555-0100."
    >>> [text[start:stop] for start, stop in contact_spans(text)]
    ['Contact: Jane Roe, Director, 506-555-0100']
    """
    if not may_hold_contact(text):
        return []
    flat = text.translate(PLAIN_LETTERS)
    spans: list[tuple[int, int]] = []
    for core in sorted(_cores(text, flat)):
        if spans and core[1] <= spans[-1][1]:
            continue
        start, stop = _grow_back(text, flat, core[0]), _grow_on(text, flat, core[1])
        if not spans or start > spans[-1][1]:
            spans.append((start, stop))
        elif stop > spans[-1][1]:
            spans[-1] = (spans[-1][0], stop)
    return spans


def without_contacts(text: str) -> str:
    """Return a text without contact persons, and without the punctuation that led up to them."""
    return without_spans(text, contact_spans(text))


def without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text without some places of it, and without the punctuation that led up to them."""
    for start, stop in reversed(spans):
        head, tail = text[:start].rstrip(" \t\n,;:(<[–—-|"), text[stop:]
        head = without_lead_in(head).rstrip(" ,;:")
        mark = _MARK.match(tail)
        tail = tail[mark.end() if mark else 0 :].lstrip(" \t,;:)>]–—-|")
        between = mark[1] if mark and head and head[-1] not in ".!?,;" else ""
        text = f"{head}{between}{' ' if head and tail else ''}{tail}"
    return text.strip(" \t\n,;:–—-|<>()") if spans else text


def without_lead_in(text: str) -> str:
    """Return what is left of a text that ended in a contact, without what led up to it ("For more information,").

    >>> without_lead_in("Launched in May. To learn more, ")
    'Launched in May.'
    """
    kept = text.rstrip(" ,;:")
    return kept[: len(_LEAD_IN.sub("", kept.translate(PLAIN_LETTERS)))].rstrip()


def _cores(text: str, flat: str) -> Iterator[tuple[int, int]]:
    """Yield addresses, and labels that the name of a person follows."""
    yield from (hit.span() for hit in ANCHOR.finditer(text))
    for hit in _SURE_LABEL.finditer(flat):
        name = NAME.match(text, hit.end() + (text[hit.end() : hit.end() + 1].isspace()))
        if name and _is_person(name[0]):
            yield hit.start(), name.end()


def _grow_on(text: str, flat: str, stop: int) -> int:
    """Extend a span over the names, roles, extensions and further addresses behind it."""
    end, at = stop, stop
    while at - stop < MAX_SPAN:
        if glue := _GLUE.match(text, at):
            if "\n\n" in glue[0]:
                break
            at = glue.end()
            if any(char.isdigit() for char in glue[0]):
                end = at
            continue
        found = ANCHOR.match(text, at) or ROLE.match(flat, at) or LABEL.match(flat, at)
        if found is None and (name := NAME.match(text, at)) and _is_person(name[0]):
            found = name
        if found is None or found.end() == at:
            break
        at = end = found.end()
    return end


def _grow_back(text: str, flat: str, start: int) -> int:
    """Extend a span over the label, name and role before it, part by part between punctuation."""
    first = start
    while start - first < MAX_SPAN:
        before = text[max(0, first - MAX_SPAN) : first]
        part_end = len(_OPENING.sub("", before))
        if not part_end or "\n\n" in before[part_end:]:
            break
        offset = first - len(before)
        if _SENTENCE_END.search(before[:part_end]):
            label = _label_before(flat, offset, offset + part_end)  # "Tél. :" is no end of a sentence
            if label is None:
                break
            first = label
            continue
        found = _part_before(text, flat, offset, offset + part_end)
        if found is None:
            break
        first = found
    return first


def _part_before(text: str, flat: str, least: int, stop: int) -> int | None:
    """Return where the label, person or role begins that ends at `stop`."""
    begin = max((text.rfind(mark, least, stop) + 1 for mark in ",;:(|\n.!?–—"), default=least) or least
    for at in _word_starts(text, max(begin, least), stop):
        words = flat[at:stop]
        if LABEL.fullmatch(words) or ROLE.fullmatch(words):
            return at
        if NAME.fullmatch(text[at:stop]) and _is_person(text[at:stop]) and _is_free(text, begin, at):
            return _with_label(flat, least, at)
        label = LABEL.match(flat, at, stop)
        if label and NAME.fullmatch(text[label.end() : stop].strip()):
            return at
    return None


def _label_before(flat: str, least: int, stop: int) -> int | None:
    """Return where the label begins that ends at `stop`."""
    return next((hit.start() for hit in LABEL.finditer(flat, least, stop) if hit.end() == stop), None)


def _with_label(flat: str, least: int, at: int) -> int:
    """Return where a name begins, with a label such as "call" or "contact" right before it."""
    labels = [hit for hit in LABEL.finditer(flat, least, at) if not flat[hit.end() : at].strip(" :")]
    return labels[-1].start() if labels else at


def _is_free(text: str, begin: int, at: int) -> bool:
    """Whether a name is a part of its own between punctuation, or only labels stand before it in its part."""
    before = text[begin:at].translate(PLAIN_LETTERS).strip(" \t-–—•*·▪")
    return not before or (LABEL.search(before) is not None and not LABEL.sub("", before).strip(" :"))


def _word_starts(text: str, begin: int, stop: int) -> list[int]:
    """Return where words begin between two places, the earliest first."""
    return [begin + hit.start() for hit in re.finditer(r"(?<!\S)\S", text[begin:stop])]


@lru_cache(maxsize=4096)
def _is_person(name: str) -> bool:
    """Whether a name is that of no government, known organisation or theme."""
    return resolve(name).id is None and not suggest(name, None)
