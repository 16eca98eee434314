"""Names and addresses of contact persons: found, counted and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from loaders.layout.sections import bullet, paragraphs
from loaders.text.rules import Rules, straight

if TYPE_CHECKING:
    from loaders.text.lines import Line

_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}|[\w.+-]{1,64}@$|^@[\w-]{1,64}\.\w|\bmailto:",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+?1[\s.-]?)?(?<![\d-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)")
_SENTENCE_END = re.compile(r"[.!?](?=\s)\s+")
_CONTACT: Final = re.compile(
    r"\b(?:contacts?|personnes?[- ]ressources?|renseignements|information|courriel)\b", re.IGNORECASE
)
_SEPARATOR: Final = re.compile(r"[.;]\s|\s[–—-]\s|\(")
_PERSON: Final = re.compile(r"[,(–—-]?\s*[A-ZÀ-Ý][\w'’-]+(?:\s+[A-ZÀ-Ý][\w'’.-]*){1,2}\s*[,(:–—-]?\s*$")
CONTACT_CHARACTERS: Final = 90  # between a word for a contact and the address
MIN_ITEM_WORDS: Final = 3  # of an item besides its contact: its mark and two words
FEW_WORDS: Final = 4
PROSE: Final = 15
SHORT_BLOCK: Final = 6  # lines of one person: name, title, organisation, telephone, address


@dataclass(slots=True)
class Kept:
    """Lines without contact persons; `removed` is the number of lines left out."""

    lines: list[Line]
    removed: int = 0


def has_address(text: str) -> bool:
    """Whether a text holds an e-mail address or a telephone number."""
    return bool(_ADDRESS.search(text) or _PHONE.search(text))


def without_people(lines: Sequence[Line], rules: Rules) -> Kept:
    """Prose without the paragraphs that name whom to contact.

    After a request to contact somebody, what follows are persons until prose or the end; elsewhere a paragraph
    is left out where it holds an address, from the lines that lead up to it.
    """
    kept = Kept([])
    asked = False
    for whole in paragraphs(lines):
        group, request = _split_request(whole, rules)
        words = sum(len(line.text.split()) for line in group)
        if not asked and bullet(whole[0].text) and (item := _without_contact_at_end(group, rules)):
            kept.lines.extend(item)
            kept.removed += 1
            continue
        if any(has_address(line.text) for line in group) or (asked and words <= PROSE):
            persons = group if words <= PROSE or asked else _around_address(group)
            kept.removed += len(persons)
            group = [line for line in group if line not in persons]
        elif group:
            asked = False
        kept.lines.extend(group)
        if request:
            asked = True
            kept.removed += _persons_in(request)
    return kept


def address_spans(text: str, rules: Rules) -> list[tuple[int, int]]:
    """The sentences of a running text about contacts."""
    flat = straight(text)
    found = []
    for start, stop in rules.sentences(text):
        sentence = flat[start:stop]
        if has_address(sentence) or any(rule.pattern.search(sentence) for rule in rules.rules("contacts")[1:]):
            found.append((start, stop))
    return found


def _without_contact_at_end(group: Sequence[Line], rules: Rules) -> list[Line]:
    """Return an item of a list without the contact person that it ends with; empty where nothing else is in it."""
    text = straight("\n".join(line.text for line in group))
    address = min((hit.start() for pattern in (_ADDRESS, _PHONE) if (hit := pattern.search(text))), default=None)
    if address is None:
        return []
    labels = [*rules.contact_words.finditer(text, 0, address), *_CONTACT.finditer(text, 0, address)]
    near = [hit.start() for hit in labels if address - hit.start() <= CONTACT_CHARACTERS]
    parted = [hit.start() for hit in _SEPARATOR.finditer(text, 0, address)]
    person = _PERSON.search(text, 0, address)
    start = min(near, default=None) if near else person.start() if person else parted[-1] if parted else 0
    head = text[: start or 0].rstrip(" \n,;:.(–—-")
    mark = bullet(head.split("\n")[0])
    if not mark or len(head.split()) < MIN_ITEM_WORDS or has_address(head):
        return []
    last = head.count("\n")
    column = len(head) - (head.rfind("\n") + 1)
    return [*group[:last], replace(group[last], text=group[last].text[:column].rstrip())]


def _split_request(group: Sequence[Line], rules: Rules) -> tuple[list[Line], list[Line]]:
    """A paragraph, and what follows in it from the sentence on that asks to contact somebody."""
    text = straight("\n".join(line.text for line in group))
    hits = [hit.start() for rule in rules.rules("contacts") if (hit := rule.pattern.search(text.replace("\n", " ")))]
    if not hits:
        return list(group), []
    start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, min(hits))), default=0)
    before = text.count("\n", 0, start)
    kept, request = list(group[:before]), list(group[before:])
    column = start - (text.rfind("\n", 0, start) + 1)
    if column:
        kept.append(replace(request[0], text=request[0].text[:column].rstrip()))
        request[0] = replace(request[0], text=request[0].text[column:].lstrip())
    return kept, request


def _persons_in(request: Sequence[Line]) -> int:
    """The number of lines of contacts after a request."""
    asked = next((at for at, line in enumerate(request) if line.text.endswith(":")), len(request) - 1)
    return len(request) - 1 - asked or sum(has_address(line.text) for line in request)


def _around_address(group: Sequence[Line]) -> list[Line]:
    """The lines with addresses, and the short ones right before them, which say whose they are."""
    marked = [at for at, line in enumerate(group) if has_address(line.text)]
    persons: set[int] = set(marked)
    for at in marked:
        place = at - 1
        while place >= 0 and at - place < SHORT_BLOCK and len(group[place].text.split()) <= FEW_WORDS:
            persons.add(place)
            place -= 1
    return [group[at] for at in sorted(persons)]
