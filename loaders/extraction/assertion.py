"""Assertion status: whether a statement is negated, retracted or about a third party."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.text.passages import STOP
from loaders.text.rules import OTHER, OUTSIDE, OWN, UNSURE, straight

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from loaders.extraction.annotation import Scene
    from loaders.text.rules import Rule, Rules

MAX_DISTANCE: Final = 100
_NEGATION: Final = 45  # characters before a date or a state within which it can be denied
ELSEWHERE: Final = ("other_text", "other_clause", "former_subject")
_MARKS: Final = rf"[{OTHER}{OWN}{UNSURE}{OUTSIDE}]"
_LISTED: Final = re.compile(rf"(?:{_MARKS}+(?:'s)?\s*(?:,|and|et|&)\s*(?:the |la |le |les |l')?)+$", re.IGNORECASE)
_PREPOSITION: Final = re.compile(
    r"(?:\b(?:with|by|of|in|from|between|to|for|avec|par|de|du|des|entre|à|en|aux?)\s+(?:the |la |les? |l')?|\bd')$",
    re.IGNORECASE,
)


def taken_back(rule: Rule, before: str) -> bool:
    """Whether the words before a statement retract it."""
    return bool(rule.unless and rule.unless.search(before))


def called_off(scene: Scene, at: int, rules: Rules) -> bool:
    """Whether what was planned did not come about: "the launch planned for May was cancelled"."""
    return bool(rules.pattern("called_off").match(scene.view[at : at + MAX_DISTANCE]))


def is_of_another(before: str, rules: Rules) -> bool:
    """Whether another party is the subject of what follows; one behind a preposition is not."""
    hit = rules.pattern("other_subject").search(before)
    if not hit:
        return False
    head = _LISTED.sub("", before[: hit.start()])
    return not _PREPOSITION.search(head)


def is_elsewhere(scene: Scene, start: int, date: DateMention, rules: Rules) -> bool:
    """Whether the clause from `start` dates something else: a law, a report, what was before, what another did."""
    law = rules.pattern("law_subject").match(straight(scene.passage.text[start : date.at]).lstrip(f" {STOP}"))
    if law and law.group() not in straight(scene.passage.text[:start]):  # no initiative that is called a charter
        return True
    upto = scene.view[max(start - 2, 0) : date.at]
    return any(rules.pattern(key).search(upto) for key in ELSEWHERE)


def negated(before: str, rules: Rules) -> bool:
    """Whether right before a date or a state it is said that it did not happen."""
    return bool(rules.pattern("negated").search(before[-_NEGATION:]))
