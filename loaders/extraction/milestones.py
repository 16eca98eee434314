"""Milestones: the dates of an initiative, each with its kind.

A date counts where words say what happened then. Named patterns come first (``dates``): they know phrases. What they
leave is read as a sentence is: the word before a date says how it stands ("since", "by", "from … to"), the nearest
word for something that happens says what (``happenings``), and tense says whether it has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.extraction.assertion import MAX_DISTANCE, called_off, is_elsewhere, is_of_another, negated, taken_back

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from loaders.extraction.annotation import Scene
    from loaders.text.rules import Rule, Rules

YEAR: Final = 4  # characters of a date that is no more than a year
FUTURE_WINDOW: Final = 140  # characters before a date within which it must be said that something is still to come
FORWARD: Final = 110  # characters behind a date within which it may be said what happened then
LASTING: Final = ("completion", "end", "milestone")  # kinds that a date behind "since" keeps
DONE: Final = "completion"  # what is still to come is none, but a target
PAST: Final = "past"  # the value of any passive: something happened
EARLIER: Final = "earlier"  # the value of "had": an earlier event, which gives no date of the initiative
DUE: Final = ("launch", "approval", "presentation", "end", "start")  # kinds that one behind "by" keeps
_BEFORE: Final = re.compile(r"before|prior|ahead|avant", re.IGNORECASE)  # that may be said of the past as well
_AND: Final = re.compile(r"\s*(?:,|&|,?\s*\b(?:and|et)\b)\s*")


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date and what it is the date of; `status` is what the words say of the initiative at that."""

    rule: str
    kind: str
    date: DateMention
    start: int
    stop: int
    status: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """A word for an event: its place, and the rule and value that it matches."""

    rule: str
    kind: str
    start: int
    stop: int


def find_milestones(
    scene: Scene, rules: Rules, excluded: Collection[int] = (), others: Collection[tuple[int, int]] = ()
) -> list[Milestone]:
    """The dates of an initiative: those next to words for an event, one for each kind.

    `excluded` are places of dates that belong to something else, such as a partnership ("with Quebec since 2020");
    `others` are the places from where another party that is no partner is the subject, to where its clause ends.
    """
    made: list[Milestone] = []
    taken: set[int] = set()
    for start, stop in scene.clauses():
        for look in (_stretches, _by_pattern, _by_grammar):
            free = taken if look is _by_pattern else taken | set(excluded)
            found = [each for each in look(scene, start, stop, rules) if each.date.at not in free]
            made += found
            taken |= {each.date.at for each in found}
        made = [each for each in made if not _was_before(scene, each, stop, made, rules)]
    made = [each for each in made if not any(start <= each.date.at < stop for start, stop in others)]
    return sorted(made, key=lambda each: (each.date.at, each.date.span.start))


def _was_before(scene: Scene, one: Milestone, stop: int, made: list[Milestone], rules: Rules) -> bool:
    """Whether what ended is what there was before: "asked for by telephone until 2021, it is online since 2022"."""
    if one.kind != "end" or not rules.pattern("until_then").search(
        scene.view, max(one.start - MAX_DISTANCE, 0), one.date.at
    ):
        return False
    return any(
        each.kind in ("start", "launch") and one.date.to < each.date.at < stop and one.stop <= each.start
        for each in made
    )


# --- Phrases


def _by_pattern(scene: Scene, start: int, stop: int, rules: Rules) -> Iterator[Milestone]:
    evidence: set[int] = set()
    for rule in rules.rules("dates"):
        for hit in rule.pattern.finditer(scene.view, start, stop):
            date = next((each for each in scene.dates if hit.start() <= each.at and each.to <= hit.end()), None)
            if date and date.at not in evidence and _is_ours(scene, rule, hit, start, stop, date, rules):
                evidence.add(date.at)
                yield Milestone(rule.name, rule.value or "milestone", date, hit.start(), hit.end(), rule.status)


def _is_ours(
    scene: Scene, rule: Rule, hit: re.Match[str], start: int, stop: int, date: DateMention, rules: Rules
) -> bool:
    """Whether a date belongs to this initiative: stated, and not about a third party."""
    gap = hit.groupdict().get("gap")
    if gap and (len(date.span.edtf) == YEAR or "," in gap):
        return False
    before = scene.view[max(start, hit.start() - MAX_DISTANCE) : hit.start()]
    if taken_back(rule, before) or (rule.value == DONE and rules.pattern("to_come").search(before)):
        return False
    planned = rule.status == "planned" or "planned" in rule.name
    return _stands(scene, (start, stop), hit.start(), hit.end(), date, rules, planned=planned)


def _stands(
    scene: Scene, clause: tuple[int, int], at: int, to: int, date: DateMention, rules: Rules, *, planned: bool
) -> bool:
    """Whether what is said at a place holds: not denied, compared, of another, nor of what came otherwise."""
    start, stop = clause
    before = scene.view[max(start, at - MAX_DISTANCE) : at]
    if rules.pattern("compared").search(before) or is_of_another(before, rules) or negated(before, rules):
        return False
    if is_elsewhere(scene, start, date, rules):
        return False
    left = max([each.to for each in scene.dates if start <= each.at and each.to <= date.at], default=start)
    if rules.pattern("once_planned").search(scene.view[left : date.at]):
        return False
    came_later = rules.pattern("came_later").search(scene.view[date.to : stop])
    return not (planned and (came_later or called_off(scene, to, rules)))


# --- Stretches of time


def _stretches(scene: Scene, start: int, stop: int, rules: Rules) -> Iterator[Milestone]:
    """The two ends of "from June to September 2021"; only the later one of what was put off from one to the other."""
    dates = _dates(scene, start, stop)
    pairs = [(one, one, one.bounds) for one in dates if one.bounds]
    pairs += [
        (one, two, (one.span, two.span))
        for one, two in pairwise(dates)
        if rules.pattern("stretch_to").fullmatch(scene.view, one.to, two.at)
    ]
    for one, two, (first, last) in pairs:
        opens = rules.pattern("stretch_from").search(scene.view, start, one.at)
        if not opens or not _may_last(scene.view[start : opens.start()], rules):
            continue
        if rules.pattern("put_off").search(scene.view, start, opens.start()):
            yield Milestone("date-target", "target", replace(two, span=last), opens.start(), two.to)
            continue
        yield Milestone("date-start", "start", replace(one, span=first), opens.start(), two.to)
        yield Milestone("date-end", "end", replace(two, span=last), opens.start(), two.to)


def _may_last(before: str, rules: Rules) -> bool:
    spans_of_other_parties = rules.pattern("compared").search(before) or rules.pattern("aside").search(before)
    return not (spans_of_other_parties or negated(before, rules))


def _dates(scene: Scene, start: int, stop: int) -> list[DateMention]:
    return [each for each in scene.dates if start <= each.at and each.to <= stop]


# --- Sentences


def _by_grammar(scene: Scene, start: int, stop: int, rules: Rules) -> Iterator[Milestone]:
    dates = _dates(scene, start, stop)
    made: dict[int, Milestone] = {}
    for at, date in enumerate(dates):
        left = dates[at - 1].to if at else start
        right = min(dates[at + 1].at if at + 1 < len(dates) else stop, date.to + FORWARD)
        anchor = rules.pattern("anchor").search(scene.view, left, date.at)
        if at and at - 1 in made and _AND.fullmatch(scene.view, left, date.at):  # "in July and October 2019"
            made[at] = replace(made[at - 1], date=date, stop=date.to)
            continue
        if not anchor or (len(date.span.edtf) == YEAR and rules.pattern("attribute").search(anchor.group())):
            continue
        if rules.pattern("aside").search(scene.view, left, right):
            continue
        event, coming = _find_event(scene, (start, left, anchor.start()), (date.to, right), rules)
        coming = coming or not (scene.view[start : anchor.start()] + scene.view[date.to : stop]).strip(" .;:()")
        kind = _kind(anchor, event, coming=coming)
        at_most = event.start if event else anchor.start()
        if kind and _stands(scene, (start, stop), at_most, date.to, date, rules, planned=coming):
            first, last = min(at_most, anchor.start()), max(event.stop if event else 0, date.to)
            scheduled = kind == "target" and bool(rules.pattern("scheduled").search(scene.view, left, anchor.start()))
            status = "planned" if scheduled else ("planned" if coming else "launched") if kind == "launch" else None
            made[at] = Milestone("date-planned" if scheduled else f"date-{kind}", kind, date, first, last, status)
    yield from made.values()


def _find_event(
    scene: Scene, before: tuple[int, int, int], behind: tuple[int, int], rules: Rules
) -> tuple[_Event | None, bool]:
    """The event of a date, nearest before it or else after it, and whether it is in the future."""
    start, left, at = before
    enabled = [hit.end() for hit in rules.pattern("enables").finditer(scene.view, start, at)]  # a hope, no event
    start, left = (max([place, *enabled]) for place in (start, left))
    for first in dict.fromkeys((left, start)):
        coming = bool(rules.pattern("to_come").search(scene.view, max(first, at - FUTURE_WINDOW), at))
        nouns = coming or bool(rules.pattern("took_place").search(scene.view, first, at))
        if (event := _event(scene, first, at, rules, nouns=nouns)) or coming:
            return event, coming
    event = _event(scene, *behind, rules, nouns=False, last=False)
    stop = event.stop if event else behind[1]
    return event, bool(rules.pattern("to_come").search(scene.view, behind[0], stop))


def _event(scene: Scene, start: int, stop: int, rules: Rules, *, nouns: bool, last: bool = True) -> _Event | None:
    """The last (or first) word between two places for something that happens; any passive where there is no other."""
    groups = ("happenings", *(("happening_nouns",) if nouns else ()), "past")
    for group in groups:
        found = [
            _Event(rule.name, rule.value or "", hit.start(), hit.end())
            for rule in rules.rules(group)
            for hit in rule.pattern.finditer(scene.view, start, stop)
        ]
        if found:
            return (max if last else min)(found, key=lambda each: (each.stop, -each.start))
    return None


def _kind(anchor: re.Match[str], event: _Event | None, *, coming: bool) -> str | None:
    """The kind of a date, by the word before it and its event."""
    kind = event.kind if event else None
    if kind == EARLIER:
        return None
    if anchor["until"]:
        return "end"
    if anchor["since"]:
        return kind if kind in LASTING else "start"
    if anchor["by"] and not event:
        return "target" if coming or not _BEFORE.match(anchor["by"]) else None
    if (anchor["by"] or anchor["for"]) and not coming:
        return None
    if coming:
        return kind if kind in DUE and not (anchor["by"] and kind == "start") else "target"
    return "milestone" if kind == PAST else kind
