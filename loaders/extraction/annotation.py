"""Annotated sentences: mentions and dates are replaced by placeholder characters of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.dates.parse import DateMention, find_dates
from graph.names.recognizer import Mention, mentions
from graph.values import GOVERNING_LEVELS
from loaders.text.names import same_family
from loaders.text.passages import STOP
from loaders.text.rules import DATE, OTHER, OUTSIDE, OWN, UNSURE, Rules, straight

if TYPE_CHECKING:
    from loaders.text.passages import Passage

MAX_SENTENCE_CHARACTERS: Final = 3000  # no rule applies to longer ones
_OF: Final = re.compile(r"\s+(?:(?:of|for|de la|de l'|de|du|des|d')\s*(?:the\s+)?)?", re.IGNORECASE)
_MORE_NAME: Final = re.compile(r"(?:\s[A-ZÀ-ÖØ-Þ][\w&'’-]*)+")
_BEFORE: Final = re.compile(r"(?:'s)?\s+", re.IGNORECASE)
_PREPOSITION: Final = re.compile(r"(?:du|de la|de l'|des|de|d')\s*", re.IGNORECASE)
_CAPITAL_NEXT: Final = re.compile(r"\s[A-ZÀ-ÖØ-Þ][a-zà-ÿ]")  # Canadian Red Cross
_CAPITAL_BEFORE: Final = re.compile(r"\w['\s][A-ZÀ-ÖØ-Þ][\w-]+\s$")  # la Croix-Rouge canadienne
_GOVERNMENT_BEHIND: Final = re.compile(r"\s+government\b", re.IGNORECASE)
_GOVERNMENT_BEFORE: Final = re.compile(r"\bgouvernement\s+$", re.IGNORECASE)
_LABELS: Final = ("artner", "artners", "artenaire", "artenaires", "artenaire.", "artenaires.", "embers", "embres.")
_CLAUSE_END: Final = re.compile(
    rf"(?:;|{''.join(f'(?<!{one})' for one in _LABELS)}:)\s|"
    r",\s+(?:mais|but|while|whereas|tandis que|alors que|however|toutefois)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage as rules see it: `view` has the length of the text; `mentions` and `dates` are in order."""

    passage: Passage
    view: str
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    lead: str | None
    sentences: tuple[tuple[int, int], ...]

    def clauses(self) -> Iterator[tuple[int, int]]:
        """The bounds of each clause; "but" and semicolons separate them."""
        for start, stop in self.sentences:
            at = start
            for end in _CLAUSE_END.finditer(self.view, start, stop):
                yield at, end.end()
                at = end.end()
            yield at, stop

    def named(self, start: int, stop: int) -> list[Mention]:
        """The mentions within two places."""
        return [each for each in self.mentions if start <= each.start and each.end <= stop]

    def date_at(self, stop: int) -> DateMention:
        """The date that ends here."""
        return next(each for each in self.dates if each.to == stop)


def make_scene(passage: Passage, lead: str | None, rules: Rules) -> Scene:
    """Annotate what a passage names, from the point of view of its lead (None: the council itself)."""
    text = passage.text
    found = tuple(
        join_ministries(
            [
                widen_adjective(each, text)
                for each in mentions(text.replace(STOP, "."), rules.language, GOVERNING_LEVELS)
            ],
            text,
        )
    )
    found = tuple(_with_former_names(found, text, rules))
    dates = tuple(find_dates(text))
    view = list(straight(text))
    for mention in found:
        mark = _mark(mention, text, lead, rules)
        end = _end_of_name(text, mention) if mark == OWN and mention.kind == "within-name" else mention.end
        view[mention.start : end] = mark * (end - mention.start)
    for date in dates:
        view[date.at : date.to] = DATE * (date.to - date.at)
    kept = tuple(pair for pair in rules.sentences(text) if pair[1] - pair[0] <= MAX_SENTENCE_CHARACTERS)
    return Scene(passage, "".join(view), found, dates, lead, kept)


def widen_adjective(one: Mention, text: str) -> Mention:
    """An adjective next to the word "government": "the federal government", "le gouvernement fédéral"."""
    if one.kind != "adjective":
        return one
    behind, before = _GOVERNMENT_BEHIND.match(text, one.end), _GOVERNMENT_BEFORE.search(text, 0, one.start)
    start, end = before.start() if before else one.start, behind.end() if behind else one.end
    return replace(one, start=start, end=end, text=text[start:end])


def join_ministries(found: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The mentions without ministries of unknown governments; one named with its government counts as it."""
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        if other and "ministry" in (one.kind, other.kind) and one.kind != other.kind:
            government = other if one.kind == "ministry" else one
            link = _OF if government is other else _BEFORE
            if government.id and link.fullmatch(straight(text[one.end : other.start])):
                yield replace(government, start=one.start, end=other.end, text=text[one.start : other.end], kind="name")
                at += 2
                continue
        if one.kind != "ministry":
            yield one
        at += 1


def _with_former_names(found: Sequence[Mention], text: str, rules: Rules) -> Iterator[Mention]:
    """The mentions, each with the former name of the same one behind it: "ISED, formerly Industry Canada,"."""
    before: Mention | None = None
    for one in found:
        between = straight(text[before.end : one.start]) if before else ""
        if before and before.id == one.id and one.id and rules.pattern("formerly").fullmatch(between):
            end = one.end + len(text[one.end :]) - len(text[one.end :].lstrip(",)"))
            before = replace(before, end=end, text=text[before.start : end])
            continue
        if before:
            yield before
        before = one
    if before:
        yield before


def _mark(mention: Mention, text: str, lead: str | None, rules: Rules) -> str:
    """The placeholder of a mention: the lead or its family, another government, or part of another name."""
    before = straight(text[max(mention.start - 80, 0) : mention.start])
    behind = straight(text[mention.end : mention.end + 80])
    if preposition := _PREPOSITION.match(straight(mention.text)):  # Société des traversiers | du Québec
        before += preposition.group()
    if mention.kind == "within-name" and lead and mention.id and same_family(mention.id, lead) and behind[:1] == " ":
        return OWN
    if mention.kind == "within-name" or _ends_with(rules.pattern("name_external_heads"), before):
        return OUTSIDE
    if rules.pattern("name_external_tails").match(behind) and behind[:1] == " " and behind[1:2].isupper():
        return OUTSIDE
    if mention.kind == "adjective" and (_CAPITAL_NEXT.match(behind) or _CAPITAL_BEFORE.search(before)):
        return OUTSIDE
    if mention.id is None:
        return UNSURE
    return OWN if lead and same_family(mention.id, lead) else OTHER


def _end_of_name(text: str, mention: Mention) -> int:
    """The end of a name that begins with that of the lead, such as Manitoba Housing."""
    more = _MORE_NAME.match(text, mention.end)
    return more.end() if more else mention.end


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return any(hit.end() == len(text) for hit in pattern.finditer(text))
