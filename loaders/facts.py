"""What else the text of an initiative states: its dates, its status, what it is part of, what it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text import words
from loaders.rules import OWN, Rules, straight

if TYPE_CHECKING:
    from graph.dates import Found
    from loaders.scene import Scene

WINDOW: Final = 100
RANKED: Final = ("cancelled", "completed", "paused", "launched", "in-progress", "planned")
YEAR: Final = 4  # characters of a date that is no more than a year
ENOUGH: Final = 0.6  # share of a title's words that name it
LONG: Final = 3
_DATED_NEGATION: Final = 45


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date and what it is the date of; `status` is what the words say of the initiative at that."""

    rule: str
    kind: str
    date: Found
    start: int
    stop: int
    status: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule that fits, where, and what it tells."""

    rule: str
    tells: str
    start: int
    stop: int


def find_milestones(scene: Scene, rules: Rules) -> list[Milestone]:
    """The dates of an initiative: those beside words that say what happened then, one kind each."""
    made: dict[int, Milestone] = {}
    for start, stop in scene.clauses():
        for rule in rules.rules("dates"):
            for hit in rule.pattern.finditer(scene.view, start, stop):
                date = _date_in(scene, hit)
                if date and date.at not in made and _is_ours(scene, hit, start, date, rules):
                    made[date.at] = Milestone(
                        rule.name, rule.tells or "milestone", date, hit.start(), hit.end(), rule.status
                    )
    return [made[at] for at in sorted(made)]


def _date_in(scene: Scene, hit: re.Match[str]) -> Found | None:
    return next((each for each in scene.dates if hit.start() <= each.at and each.to <= hit.end()), None)


def _is_ours(scene: Scene, hit: re.Match[str], start: int, date: Found, rules: Rules) -> bool:
    """Whether a date belongs to this initiative: stated, and not told of somebody else's."""
    gap = hit.groupdict().get("gap")
    if gap and (len(date.span.edtf) == YEAR or "," in gap):
        return False
    before = scene.view[max(start, hit.start() - WINDOW) : hit.start()]
    if rules.pattern("compared").search(before) or rules.pattern("other_subject").search(before):
        return False
    return not _negated(before, rules)


def _negated(before: str, rules: Rules) -> bool:
    return bool(rules.pattern("negated").search(before[-_DATED_NEGATION:]))


def find_status(scene: Scene, milestones: list[Milestone], rules: Rules) -> Statement | None:
    """The state of the initiative, where words say so; what is furthest along counts if several do."""
    found = [Statement(each.rule, each.status, each.start, each.stop) for each in milestones if each.status]
    for start, stop in scene.clauses():
        for rule in rules.rules("statuses"):
            for hit in rule.pattern.finditer(scene.view, start, stop):
                before = scene.view[max(start, hit.start() - WINDOW) : hit.start()]
                denied = any(rules.pattern(key).search(before) for key in ("compared", "other_subject"))
                if not denied and not _negated(before, rules):
                    found.append(Statement(rule.name, rule.tells or "", hit.start(), hit.end()))
    return min(found, key=lambda each: (RANKED.index(each.tells), each.start), default=None)


def find_parent(scene: Scene, siblings: Mapping[str, str], rules: Rules) -> Statement | None:
    """The sibling (identifier to title) that a passage says it is part of, named well enough to tell."""
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
    if not ranked or ranked[0][0] < ENOUGH or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def _content(text: str) -> list[str]:
    """The words of a text that say what it is about."""
    return [word for word in words(text) if len(word) > LONG]


def _likeness(phrase: list[str], title: list[str]) -> float:
    """How much of a title a phrase that begins with it names, 0–1; one word of several is not enough."""
    named = set(title) & set(phrase[: len(title) + 2])
    if not title or not phrase or phrase[0] not in title or len(named) < min(2, len(title)):
        return 0.0
    return len(named) / len(set(title))


def _last_of(scene: Scene, hit: re.Match[str], title: str) -> int:
    """Where the words of the title end in the phrase that names it."""
    known = set(_content(title))
    last = hit.start("parent")
    for word in re.finditer(r"[^\W_]+", scene.passage.text[hit.start("parent") : hit.end("parent")]):
        if set(words(word.group())) & known:
            last = hit.start("parent") + word.end()
    return last


def find_asks(scene: Scene, rules: Rules) -> list[Statement]:
    """The sentences in which the lead, or in the council's own text a named jurisdiction, asks others for something.

    `tells` is the jurisdiction that asks, empty for the lead.
    """
    found: list[Statement] = []
    for start, stop in scene.sentences:
        for rule in rules.rules("asks"):
            hit = rule.pattern.search(scene.view, start, stop)
            if hit is None:
                continue
            by = _asker(scene, hit)
            if by is not None:
                found.append(Statement(rule.name, by, start, stop))
                break
    return found


def _asker(scene: Scene, hit: re.Match[str]) -> str | None:
    """Who asks: the lead as ``""``, another jurisdiction where no lead speaks; None if it is not to be told."""
    named = scene.named(*hit.span("by"))
    if scene.lead:
        return "" if not named or scene.view[named[0].start] == OWN else None
    return named[0].id if named else None


def is_boilerplate(text: str, rules: Rules) -> bool:
    """Whether a paragraph is one that every edition has and that says nothing of this one."""
    flat = straight(text)
    return any(rule.pattern.search(flat) for rule in rules.rules("boilerplate"))
