"""What else the text of an initiative states: its dates, its status, what it is part of, what it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text import words
from loaders.rules import OTHER, OUTSIDE, OWN, UNSURE, Rule, Rules, straight

if TYPE_CHECKING:
    from graph.dates import Found
    from loaders.scene import Scene

WINDOW: Final = 100
RANKED: Final = ("cancelled", "completed", "paused", "launched", "in-progress", "planned")
YEAR: Final = 4  # characters of a date that is no more than a year
ENOUGH: Final = 0.6  # share of a title's words that name it
LONG: Final = 3
WHOLE_ONLY: Final = frozenset({"cancelled", "completed", "paused"})
_DATED_NEGATION: Final = 45
_MARKS: Final = rf"[{OTHER}{OWN}{UNSURE}{OUTSIDE}]"
_LISTED: Final = re.compile(rf"(?:{_MARKS}+(?:'s)?\s*(?:,|and|et|&)\s*(?:the |la |le |les |l')?)+$", re.IGNORECASE)
_PREPOSITION: Final = re.compile(
    r"(?:\b(?:with|by|of|in|from|between|to|for|avec|par|de|du|des|entre|à|en|aux?)\s+(?:the |la |les? |l')?|\bd')$",
    re.IGNORECASE,
)
_FIRST_WORDS: Final = re.compile(r"\S+")


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
                if date and date.at not in made and _is_ours(scene, rule, hit, start, date, rules):
                    made[date.at] = Milestone(
                        rule.name, rule.tells or "milestone", date, hit.start(), hit.end(), rule.status
                    )
    return [made[at] for at in sorted(made)]


def _date_in(scene: Scene, hit: re.Match[str]) -> Found | None:
    return next((each for each in scene.dates if hit.start() <= each.at and each.to <= hit.end()), None)


def _is_ours(scene: Scene, rule: Rule, hit: re.Match[str], start: int, date: Found, rules: Rules) -> bool:
    """Whether a date belongs to this initiative: stated, and not told of somebody else's."""
    gap = hit.groupdict().get("gap")
    if gap and (len(date.span.edtf) == YEAR or "," in gap):
        return False
    before = scene.view[max(start, hit.start() - WINDOW) : hit.start()]
    if rules.pattern("compared").search(before) or _is_of_another(before, rules) or _taken_back(rule, before):
        return False
    if (rule.status == "planned" or "planned" in rule.name) and _called_off(scene, hit.end(), rules):
        return False
    return not _negated(before, rules)


def _taken_back(rule: Rule, before: str) -> bool:
    return bool(rule.unless and rule.unless.search(before))


def _called_off(scene: Scene, at: int, rules: Rules) -> bool:
    """Whether what was planned did not come about: "the launch planned for May was cancelled"."""
    return bool(rules.pattern("called_off").match(scene.view[at : at + WINDOW]))


def _is_of_another(before: str, rules: Rules) -> bool:
    """Whether another party is the subject of what follows; one behind a preposition is not."""
    hit = rules.pattern("other_subject").search(before)
    if not hit:
        return False
    head = _LISTED.sub("", before[: hit.start()])
    return not _PREPOSITION.search(head)


def _negated(before: str, rules: Rules) -> bool:
    return bool(rules.pattern("negated").search(before[-_DATED_NEGATION:]))


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
            found.extend(Statement(rule.name, rule.tells or "", hit.start(), hit.end()) for hit in stated)
    kept = [each for each in found if each.tells != "paused" or not _goes_on_later(scene, each, found, rules)]
    return min(kept, key=lambda each: (RANKED.index(each.tells), each.start), default=None)


def _is_stated(scene: Scene, rule: Rule, hit: re.Match[str], start: int, rules: Rules) -> bool:
    before = scene.view[max(start, hit.start() - WINDOW) : hit.start()]
    if rules.pattern("compared").search(before) or _is_of_another(before, rules) or _taken_back(rule, before):
        return False
    if rule.tells == "planned" and rules.pattern("called_off").search(scene.view[hit.end() : hit.end() + WINDOW]):
        return False
    return not _negated(before, rules) and not _is_partial(scene, hit.start(), rule.tells or "", rules)


def _is_partial(scene: Scene, at: int, tells: str, rules: Rules) -> bool:
    """Whether a state that holds for the whole only is said of a phase."""
    start = next((start for start, stop in scene.clauses() if start <= at < stop), 0)
    upto = scene.view[start : at + 1]
    hit = _FIRST_WORDS.match(scene.view, at)
    return tells in WHOLE_ONLY and bool(rules.pattern("partial").search(upto + (hit.group() if hit else "")))


def _goes_on_later(scene: Scene, pause: Statement, found: list[Statement], rules: Rules) -> bool:
    later = any(each.tells == "launched" and each.start > pause.start for each in found)
    return later or bool(rules.pattern("resumed").search(scene.view, pause.start))


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
            by = None if rules.pattern("thanks").search(scene.view, start, stop) else _asker(scene, hit)
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
