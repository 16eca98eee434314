"""A passage made ready for the rules: what it names stands in it as marks, each in its own place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.dates import Found, find_dates
from graph.mentions import Mention, mentions
from loaders.names import GOVERNING, same_family
from loaders.rules import DATE, OTHER, OUTSIDE, OWN, UNSURE, Rules, straight

if TYPE_CHECKING:
    from loaders.passage import Passage

LONGEST: Final = 3000  # characters of a sentence beyond which it is no sentence, and no rule looks at it
_CLAUSE_END: Final = re.compile(
    r"[;:]\s|,\s+(?:mais|but|while|whereas|tandis que|alors que|however|toutefois)\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage as rules see it: `view` has the length of the text; `mentions` and `dates` are in order."""

    passage: Passage
    view: str
    mentions: tuple[Mention, ...]
    dates: tuple[Found, ...]
    lead: str | None
    sentences: tuple[tuple[int, int], ...]

    def clauses(self) -> Iterator[tuple[int, int]]:
        """Where each clause starts and stops; "but" and semicolons part them."""
        for start, stop in self.sentences:
            at = start
            for end in _CLAUSE_END.finditer(self.view, start, stop):
                yield at, end.end()
                at = end.end()
            yield at, stop

    def named(self, start: int, stop: int) -> list[Mention]:
        """The mentions within two places."""
        return [each for each in self.mentions if start <= each.start and each.end <= stop]

    def date_at(self, stop: int) -> Found:
        """The date that ends here."""
        return next(each for each in self.dates if each.to == stop)


def make_scene(passage: Passage, lead: str | None, rules: Rules) -> Scene:
    """What a passage names, seen by the lead whose passage it is (None: the council's own)."""
    text = passage.text
    found = tuple(each for each in mentions(text, rules.language, GOVERNING) if each.kind != "ministry")
    dates = tuple(find_dates(text))
    view = list(straight(text))
    for mention in found:
        mark = _mark(mention, text, lead, rules)
        view[mention.start : mention.end] = mark * (mention.end - mention.start)
    for date in dates:
        view[date.at : date.to] = DATE * (date.to - date.at)
    kept = tuple(pair for pair in rules.sentences(text) if pair[1] - pair[0] <= LONGEST)
    return Scene(passage, "".join(view), found, dates, lead, kept)


def _mark(mention: Mention, text: str, lead: str | None, rules: Rules) -> str:
    """How a mention shows in the view: the lead or its family, another government, or part of another name."""
    before = straight(text[max(mention.start - 80, 0) : mention.start])
    behind = straight(text[mention.end : mention.end + 80])
    if mention.kind == "within-name" or _ends_with(rules.pattern("name_external_heads"), before):
        return OUTSIDE
    if rules.pattern("name_external_tails").match(behind) and behind[:1] == " " and behind[1:2].isupper():
        return OUTSIDE
    if mention.id is None:
        return UNSURE
    return OWN if lead and same_family(mention.id, lead) else OTHER


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return any(hit.end() == len(text) for hit in pattern.finditer(text))
