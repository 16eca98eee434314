"""The parties that a passage names: governments that are known, those that are not, and others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.names.tokens import SENTENCE_OPENERS
from loaders.text.names import Named, name_jurisdiction
from loaders.text.rules import OTHER, OUTSIDE, UNSURE, Rules, straight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.names.recognizer import Mention
    from loaders.extraction.annotation import Scene

_CAPITAL: Final = "A-ZÀ-ÖØ-Þ"
_LINKS: Final = "(?:(?:of|the|for|de|la|du|des|en|pour|l'|d'|de l')\\s?){0,3}"
_WORD: Final = rf"[{_CAPITAL}{OUTSIDE}][\w&'.{OUTSIDE}-]*"
_OUTSIDE: Final = re.compile(rf"{_WORD}(?:\s{_LINKS}{_WORD})*")
_ARTICLE: Final = re.compile(r"^(?:The|La|Le|Les|L['’])\s*(?=[A-ZÀ-Ý])")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;–—\u2029]\s+)(?:(?:the|la|le|les)\s+|l')?$", re.IGNORECASE)
_LED_IN: Final = re.compile(r"(?:au|aux|du|des|de la|de|en|à|de l'|d'|à la)(?:\s+|(?<='))(?=[A-ZÀ-ÖØ-Þ])")
SHORTEST: Final = 3  # letters of a name


@dataclass(frozen=True, slots=True)
class Party:
    """A party named at `text[start:end]`, of the kind ``other``, ``unsure`` or ``outside``.

    A government has an `id`, and is a `stranger` where no vocabulary knows it; an unsure name may mean several
    governments; what is outside is none.
    """

    start: int
    end: int
    kind: str
    name: str
    id: str | None = None
    stranger: Named | None = None


def find_parties(scene: Scene, rules: Rules) -> list[Party]:
    """All parties of a passage other than its lead, in order."""
    found, flat = [], straight(scene.passage.text)
    for each in scene.mentions:
        evidence = scene.view[each.start]
        if (
            each.kind == "abbreviation"
            and flat[each.start - 1 : each.start] == "("
            and flat[each.end : each.end + 1] == ")"
        ):
            continue  # the abbreviation of the words before it: Client Experience Framework (CEF)
        if evidence == OTHER or (evidence == UNSURE and each.id is None):
            led = _LED_IN.match(flat, each.start, each.end)
            start = led.end() if led else each.start
            found.append(Party(start, each.end, "other" if each.id else "unsure", each.text, each.id))
    for start, stop in scene.sentences:
        found += _strangers(scene, start, stop, rules)
    return sorted(found, key=lambda each: each.start)


def mark(scene: Scene, parties: Sequence[Party]) -> str:
    """The view of a passage with all of its parties marked, without prepositions that their names begin with."""
    view = list(scene.view)
    flat = straight(scene.passage.text)
    for one in scene.mentions:
        if led := _LED_IN.match(flat, one.start, one.end):
            view[one.start : led.end()] = flat[one.start : led.end()]
    for each in parties:
        sign = {"other": OTHER, "unsure": UNSURE, "outside": OUTSIDE}[each.kind]
        view[each.start : each.end] = sign * (each.end - each.start)
    return "".join(view)


def _strangers(scene: Scene, start: int, stop: int, rules: Rules) -> list[Party]:
    """The parties between two places that the vocabulary does not know: governments, and others."""
    made: list[Party] = []
    for first, last in _names(scene, start, stop, rules):
        if first == 0:
            continue  # the title
        text = scene.passage.text[first:last]
        name = _ARTICLE.sub("", _without_opening(text).strip(" ."))
        at = first + (text.index(name) if name in text else 0)
        to = at + len(name)
        itself = re.fullmatch(rules.macro("self"), name, re.IGNORECASE)
        if itself or rules.pattern("name_generic").search(name) or _is_part(scene, at, to) or _opens(scene, at, name):
            continue
        if re.compile(rules.macro("of_party")).match(scene.view, to):
            continue  # an agency of the government named after it, which counts as that government
        if rules.pattern("name_governments").search(name):
            named = name_jurisdiction(name, rules)
            if named.id and not named.known:
                made.append(Party(at, to, "other", name, named.id, named))
        elif len(name) >= SHORTEST:
            made.append(Party(at, to, "outside", name))
    return made


def _without_opening(name: str) -> str:
    """A name without the words that only open its sentence: "With Membertou First Nation"."""
    while " " in name and name.split()[0].casefold() in SENTENCE_OPENERS:
        name = name.split(" ", 1)[1]
    return name


def _names(scene: Scene, start: int, stop: int, rules: Rules) -> list[tuple[int, int]]:
    """The places of capitalised names, and of names of organisations that continue in lower case."""
    found = [hit.span() for hit in re.compile(rules.macro("organization")).finditer(scene.view, start, stop)]
    for hit in _OUTSIDE.finditer(scene.view, start, stop):
        if not any(at < hit.end() and hit.start() < to for at, to in found):
            found.append(hit.span())
    return sorted(found)


def _opens(scene: Scene, at: int, name: str) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    return name[1:].islower() and bool(_SENTENCE_START.search(scene.view[max(at - 8, 0) : at]))


def _is_part(scene: Scene, at: int, to: int) -> bool:
    """Whether a capitalised word belongs to an adjacent mention."""
    mentions: list[Mention] = scene.named(at - 60, to + 60)
    return any(each.start <= at < each.end and scene.view[each.start] != OUTSIDE for each in mentions)
