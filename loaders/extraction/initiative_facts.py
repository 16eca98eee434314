"""Facts in the text of an initiative: partners, dates, status, the initiative that it is part of, needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text.strings import words
from loaders.extraction.assertion import MAX_DISTANCE, is_of_another, negated, taken_back
from loaders.extraction.milestones import Milestone, find_milestones
from loaders.extraction.partners import Partnering, cases, find_partners, spans_of_other_parties, with_partners_as_own
from loaders.text.rules import OWN, Rule, Rules, straight

if TYPE_CHECKING:
    from loaders.extraction.annotation import Scene

RANKED: Final = ("cancelled", "completed", "paused", "launched", "in-progress", "planned")
MIN_TITLE_SHARE: Final = 0.6  # share of a title's words that name it
MIN_WORD_LETTERS: Final = 3
WHOLE_ONLY: Final = frozenset({"cancelled", "completed", "paused"})
_FIRST_WORDS: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A match of a rule: its place and its value."""

    rule: str
    value: str
    start: int
    stop: int


def find_partners_and_dates(scene: Scene, rules: Rules) -> tuple[list[Partnering], list[Milestone]]:
    """The partnerships and the dates of the initiative, without dates of a partnership or of another party."""
    named = list(cases(scene, rules))
    partnerings = find_partners(scene, rules, named)
    lasting = {date.at for each in partnerings for date in (each.since, each.until) if date}
    return partnerings, find_milestones(
        with_partners_as_own(scene, named), rules, lasting, spans_of_other_parties(named)
    )


def find_status(scene: Scene, milestones: list[Milestone], rules: Rules) -> Statement | None:
    """The state of the initiative, where words say so; what is furthest along counts if several do.

    What is said of a phase does not say that the whole is complete, paused or cancelled; a pause counts until the
    work goes on.
    """
    found = [
        Statement(each.rule, each.status, each.start, each.stop)
        for each in milestones
        if each.status and not _is_partial(scene, each.start, each.status, rules)
    ]
    for start, stop in scene.clauses():
        for rule in rules.rules("statuses"):
            hits = rule.pattern.finditer(scene.view, start, stop)
            stated = (hit for hit in hits if _is_stated(scene, rule, hit, start, rules))
            found.extend(Statement(rule.name, rule.value or "", hit.start(), hit.end()) for hit in stated)
    kept = [each for each in found if each.value != "paused" or not _goes_on_later(scene, each, found, rules)]
    return min(kept, key=lambda each: (RANKED.index(each.value), each.start), default=None)


def _is_stated(scene: Scene, rule: Rule, hit: re.Match[str], start: int, rules: Rules) -> bool:
    before = scene.view[max(start, hit.start() - MAX_DISTANCE) : hit.start()]
    if rules.pattern("compared").search(before) or is_of_another(before, rules) or taken_back(rule, before):
        return False
    if rule.value == "planned" and rules.pattern("called_off").search(scene.view[hit.end() : hit.end() + MAX_DISTANCE]):
        return False
    return not negated(before, rules) and not _is_partial(scene, hit.start(), rule.value or "", rules)


def _is_partial(scene: Scene, at: int, value: str, rules: Rules) -> bool:
    """Whether a state that holds for the whole only is said of a phase."""
    start = next((start for start, stop in scene.clauses() if start <= at < stop), 0)
    upto = scene.view[start : at + 1]
    hit = _FIRST_WORDS.match(scene.view, at)
    return value in WHOLE_ONLY and bool(rules.pattern("partial").search(upto + (hit.group() if hit else "")))


def _goes_on_later(scene: Scene, pause: Statement, found: list[Statement], rules: Rules) -> bool:
    later = any(each.value == "launched" and each.start > pause.start for each in found)
    return later or bool(rules.pattern("resumed").search(scene.view, pause.start))


def find_parent(scene: Scene, siblings: Mapping[str, str], rules: Rules) -> Statement | None:
    """The sibling (identifier to title) of which a passage states to be part, if it is named clearly."""
    for start, stop in scene.clauses():
        for rule in rules.rules("parents"):
            for hit in rule.pattern.finditer(scene.view, start, stop):
                if (parent := _sibling(scene, hit, siblings, rules)) is not None:
                    return Statement(rule.name, parent, hit.start(), _last_of(scene, hit, siblings[parent]))
    return None


def _sibling(scene: Scene, hit: re.Match[str], siblings: Mapping[str, str], rules: Rules) -> str | None:
    if rules.pattern("law").search(scene.view[hit.start() : hit.end()]):
        return None
    phrase = _content(scene.passage.text[hit.start("parent") : hit.end("parent")])
    ranked = sorted(((_likeness(phrase, _content(title)), one) for one, title in siblings.items()), reverse=True)
    if not ranked or ranked[0][0] < MIN_TITLE_SHARE or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def _content(text: str) -> list[str]:
    """The words of a text that say what it is about."""
    return [word for word in words(text) if len(word) > MIN_WORD_LETTERS]


def _likeness(phrase: list[str], title: list[str]) -> float:
    """The share of a title in a phrase that begins with it, 0–1; one word of several is not enough."""
    named = set(title) & set(phrase[: len(title) + 2])
    if not title or not phrase or phrase[0] not in title or len(named) < min(2, len(title)):
        return 0.0
    return len(named) / len(set(title))


def _last_of(scene: Scene, hit: re.Match[str], title: str) -> int:
    """The end of the words of the title in the phrase that names it."""
    known = set(_content(title))
    last = hit.start("parent")
    for word in re.finditer(r"[^\W_]+", scene.passage.text[hit.start("parent") : hit.end("parent")]):
        if set(words(word.group())) & known:
            last = hit.start("parent") + word.end()
    return last


def find_asks(scene: Scene, rules: Rules) -> list[Statement]:
    """The sentences in which the lead, or in the council's own text a named jurisdiction, asks others for something.

    `value` is the jurisdiction that asks, empty for the lead.
    """
    found: list[Statement] = []
    for start, stop in scene.sentences:
        for rule in rules.rules("asks"):
            hit = rule.pattern.search(scene.view, start, stop)
            if hit is None:
                continue
            by = None if rules.pattern("thanks").search(scene.view, start, stop) else _asker(scene, hit)
            if by is not None:
                found.append(Statement(rule.name, by, start, stop))
                break
    return found


def _asker(scene: Scene, hit: re.Match[str]) -> str | None:
    """The jurisdiction that asks: the lead as ``""``, or another one; None if it cannot be determined."""
    named = scene.named(*hit.span("by"))
    if scene.lead:
        return "" if not named or scene.view[named[0].start] == OWN else None
    return named[0].id if named else None


def is_boilerplate(text: str, rules: Rules) -> bool:
    """Whether a paragraph is one that every edition has and that says nothing of this one."""
    flat = straight(text)
    return any(rule.pattern.search(flat) for rule in rules.rules("boilerplate"))
