"""Names and addresses of contact persons: found, counted and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from loaders.layout.sections import paragraphs
from loaders.text.rules import Rules, straight

if TYPE_CHECKING:
    from loaders.text.lines import Line

_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}|[\w.+-]{1,64}@$|^@[\w-]{1,64}\.\w|\bmailto:",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+?1[\s.-]?)?(?<![\d-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)")
_SENTENCE_END = re.compile(r"[.!?](?=\s)\s+")
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
    """The sentences of a running text that tell whom to contact."""
    flat = straight(text)
    found = []
    for start, stop in rules.sentences(text):
        sentence = flat[start:stop]
        if has_address(sentence) or any(rule.pattern.search(sentence) for rule in rules.rules("contacts")[1:]):
            found.append((start, stop))
    return found


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
    """How many lines behind a request say whom to contact."""
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
