"""Names and addresses of contact persons: found, counted and left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.claims import counting_note
from loaders.layout.sections import paragraphs
from loaders.text.contacts import ANCHOR, contact_spans, without_lead_in
from loaders.text.remarks import private_spans, remark_spans
from loaders.text.rules import Rules, straight

if TYPE_CHECKING:
    from graph.claims import Note
    from loaders.text.lines import Line

_SENTENCE_END = re.compile(r"[.!?](?=\s)\s+")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
MIN_REST_WORDS: Final = 2  # that a paragraph or sentence has to say besides its contact persons
PROSE: Final = 15  # words from which on a paragraph behind a request is no person
MAX_PLACES: Final = 12  # that a note lists


@dataclass(slots=True)
class Kept:
    """Lines without contact persons and remarks to the secretariat.

    `removed` are those that named contact persons, `remarks` the paragraphs with remarks, as they were.
    """

    lines: list[Line]
    remarks: list[list[Line]] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)


def has_address(text: str) -> bool:
    """Whether a text holds an e-mail address or a telephone number."""
    return ANCHOR.search(text) is not None


def without_people(lines: Sequence[Line], rules: Rules) -> Kept:
    """Lines without contact persons: what a paragraph says besides them is kept.

    After a request to contact somebody, what follows are persons until prose or the end.
    """
    kept = Kept([])
    asked = False
    for whole in paragraphs(lines):
        group, request = _split_request(whole, rules)
        words = sum(len(line.text.split()) for line in group)
        if asked and words <= PROSE:
            kept.removed += group
        else:
            asked = asked and not group
            rest, touched = _without_spans(group)
            kept.lines.extend(rest)
            if remark_spans("\n".join(line.text for line in group)):
                kept.remarks.append(group)
            else:
                kept.removed += touched
        if request:
            asked = True
            kept.removed += _persons_in(request)
    return kept


def address_spans(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Return the places of a running text that name contact persons, and its remarks to the secretariat."""
    flat = straight(text)
    contacts, remarks = contact_spans(text), remark_spans(text)
    found: list[tuple[int, int]] = []
    for start, stop in rules.sentences(text):
        inside = [(max(start, a), min(stop, b)) for a, b in contacts if a < stop and b > start]
        rest = "".join(flat[at] for at in range(start, stop) if not any(a <= at < b for a, b in inside))
        is_remark = any(a < stop and b > start for a, b in remarks)
        asks = is_remark or any(
            rule.pattern.search(flat[start:stop]) for rule in rules.rules("contacts")[0 if inside else 1 :]
        )
        if asks or (inside and len(_WORD.findall(without_lead_in(rest.rstrip(" .!")))) < MIN_REST_WORDS):
            found.append((start, stop))
        else:
            found += [_with_marks(text, *span) for span in inside]
    return found


def contacts_note(lines: Iterable[Line]) -> list[Note]:
    """Return a note on the lines that named contact persons, if there are any."""
    numbers = sorted({line.number for line in lines})
    if not numbers:
        return []
    places = ", ".join(map(str, numbers[:MAX_PLACES])) + ("…" if len(numbers) > MAX_PLACES else "")
    return [
        counting_note(
            "Left out names or addresses of contact persons in {n} line: {lines}.",
            "Left out names or addresses of contact persons in {n} lines: {lines}.",
            len(numbers),
            lines=places,
        )
    ]


def _with_marks(text: str, start: int, stop: int) -> tuple[int, int]:
    """Widen a place by the punctuation that sets it off."""
    start = len(text[:start].rstrip(" ,;:(<[–—-|"))
    return start, stop + (1 if text[stop : stop + 1] in (")", ">", "]") else 0)


def _without_spans(group: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of a paragraph without contact persons, and those that named some."""
    text = "\n".join(line.text for line in group)
    spans = [_with_marks(text, *span) for span in private_spans(text)]
    if not spans:
        return list(group), []
    kept: list[Line] = []
    touched: list[Line] = []
    start = 0
    for line in group:
        cut = [(max(a - start, 0), min(b - start, len(line.text))) for a, b in spans]
        cut = [(a, b) for a, b in cut if a < b]
        start += len(line.text) + 1
        if cut:
            touched.append(line)
            rest = "".join(char for at, char in enumerate(line.text) if not any(a <= at < b for a, b in cut))
            ends_here = cut[-1][1] >= len(line.text.rstrip(" ."))
            rest = without_lead_in(rest.rstrip(" .")) if ends_here else rest.rstrip()
            if not _WORD.search(rest):
                continue
            line = replace(line, text=rest)  # noqa: PLW2901 (the line as it is kept)
        kept.append(line)
    words = sum(len(_WORD.findall(line.text)) for line in kept)
    return (kept if words >= MIN_REST_WORDS else []), (touched if words >= MIN_REST_WORDS else list(group))


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


def _persons_in(request: Sequence[Line]) -> list[Line]:
    """Return the lines behind a request that say whom to contact."""
    asked = next((at for at, line in enumerate(request) if line.text.endswith(":")), len(request) - 1)
    return list(request[asked + 1 :]) or [line for line in request if has_address(line.text)]
