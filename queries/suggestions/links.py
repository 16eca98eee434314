"""Links: two items of different members that have to do with each other, found in texts, needs, themes and mentions.

*answer*: an initiative meets a need. *alike*: two initiatives are about the same thing, at least one of them open.
*join*: an open initiative is about what a partnership works on. *reuse*: a text says that it uses the other's work.
A shared theme alone makes no link: two texts have to share a subject or words that say something.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.text.strings import words
from graph.vocabulary.themes import ancestors, concepts
from queries.fulltext.matching.acquaintance import Acquaintance
from queries.fulltext.matching.mentions import MentionFinder
from queries.fulltext.matching.profiles import MANY_INITIATIVES, Likeness, Profiles
from queries.fulltext.matching.tokens import SUBJECT, THEME
from queries.suggestions.same_work import OwnExperience, has_lessons, is_same_work

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Item, Items
    from queries.suggestions.index import SuggestionIndex

MIN_MET: Final = 0.35  # of a need
MIN_MET_ON_REQUEST: Final = 0.15  # where the need names the member
MIN_ALIKE, MIN_ALIKE_GROWTH, MAX_MIN_ALIKE = 0.28, 0.04, 0.45  # see `min_alike`
FEW_INITIATIVES: Final = 50
MIN_SUPPORT: Final = 0.6  # the sum of the rarities of what two share that says something
TITLE_SUPPORT: Final = 1.5  # what is in both titles counts so much more
MIN_SHARED: Final = 2  # tokens that say something, where there are many initiatives
# from MANY_INITIATIVES on, chance makes alike, but for two that one round of reporting with fewer has; others have to
# share more:
MAX_OF_ONE_TOKEN: Final = 0.75  # of what they share that says something,
MAX_SHARING: Final = 3  # and so many initiatives at most have one token that adds at least
MIN_PART: Final = 0.05  # of their likeness,
MIN_SHARED_TITLES: Final = 3  # and so many tokens where one of them is only a title
MAX_JOINED_MEMBERS: Final = 8  # nobody is suggested to join a larger partnership
COLLECTIVE_WORDS: Final = (
    "council", "committee", "association", "federation", "union", "network", "alliance", "conference", "table",
    "conseil", "comite", "reseau", "regroupement",
)  # fmt: skip


class Link(NamedTuple):
    """A link from an item to one of another member.

    `a` is the item that gains first: the need, the open initiative, or the one that reuses. `b` is None where a member
    is named and no initiative of it is known. `partnership` is the one to join.
    """

    kind: str
    a: str
    b: str | None
    who_a: str
    who_b: str
    likeness: float
    shared: tuple[str, ...]
    partnership: str | None = None
    asked_for: bool = False


@dataclass
class LinkFinder:
    """Finds the links between the items of a graph.

    Attributes:
        index: partners, levels and names.
        items: the initiatives and needs.
        include_known: whether partners are linked, too.
        profiles: those of the items.
    """

    index: SuggestionIndex
    items: Items
    include_known: bool
    profiles: Profiles = field(init=False)

    def __post_init__(self) -> None:
        """Compute the profiles of all items."""
        self.profiles = Profiles(self.items)
        self._sizes = Counter(edition for one in self.items.initiatives.values() for edition in one.rounds)
        self._own = OwnExperience(self.items, self.profiles, self._compare)
        self._names: dict[str, frozenset[str]] = {}
        self._finder = MentionFinder(self.index.jurisdictions)
        self._acquaintance = Acquaintance(self.index.jurisdictions, self._finder)
        self._mentions: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def find(self) -> list[Link]:
        """Return all links, one for each two initiatives or components of them."""
        every = (*self.items.initiatives.values(), *self.items.needs.values())
        for mention in (mention for one in every for mention in self._finder.find(one)):
            self._mentions[mention.item][mention.kind].add(mention.named)
        reuses = list(self._find_reuses())
        joins = list(self._find_joins())
        covered = {self._roots(link) for link in (*reuses, *joins)}
        answers = list(self._find_answers())
        answered = {(link.who_a, link.b) for link in answers}
        alike = [
            link
            for link in self._find_alike()
            if self._roots(link) not in covered and (link.who_a, link.b) not in answered
        ]
        return [*answers, *reuses, *joins, *self._keep_best(alike)]

    def can_link(self, one: str, other: str) -> bool:
        """Whether two may be suggested to each other: neither the same, nor part of each other, nor partners."""
        index = self.index
        if one == other or index.is_part_of(one, other) or index.is_part_of(other, one):
            return False
        if self._acquaintance.are_one_body(one, other):
            return False
        return self.include_known or other not in index.partners.partners_of(one)

    def _find_answers(self) -> Iterator[Link]:
        for need in self.items.needs.values():
            asked = self._mentions[need.id]["follow_up"] | self._mentions[need.id]["reuse"]
            best: dict[str, Link] = {}
            for other in self.profiles.find_candidates(need.id) if need.is_open else ():
                offer = self.items.initiatives[other]
                is_asked = offer.who in asked
                if offer.status in {"planned", "cancelled"} or not self.can_link(need.who, offer.who):
                    continue
                met = self.profiles.meet(need.id, other)
                minimum, counts = MIN_MET_ON_REQUEST if is_asked else MIN_MET, self.profiles.can_be_asked
                if self._says_enough(met, minimum, self._least_shared(need, offer), counts):
                    link = Link(
                        "answer", need.id, other, need.who, offer.who, met.score, met.shared, asked_for=is_asked
                    )
                    if offer.who not in best or link.likeness > best[offer.who].likeness:
                        best[offer.who] = link
            yield from best.values()
            for who in sorted(asked - best.keys()):
                if who in self.index.themes and self.can_link(need.who, who):
                    yield Link("answer", need.id, None, need.who, who, 0.0, (), asked_for=True)

    def _find_reuses(self) -> Iterator[Link]:
        by_lead: dict[str, list[Item]] = defaultdict(list)
        for one in self.items.initiatives.values():
            by_lead[one.who].append(one)
        for item in self.items.initiatives.values():
            for who in sorted(self._mentions[item.id]["reuse"]):
                if not self.can_link(item.who, who):
                    continue
                compared = [(self.profiles.compare(item.id, other.id), other.id) for other in by_lead[who]]
                likeness, other = max(
                    compared, key=lambda one: (one[0].score, one[1]), default=(Likeness(0.0, ()), None)
                )
                is_about = likeness.score >= MIN_ALIKE / 2 and bool(
                    self._rarities(likeness, self.profiles.says_something)
                )
                yield Link(
                    "reuse", item.id, other if is_about else None, item.who, who, likeness.score, likeness.shared
                )

    def _find_joins(self) -> Iterator[Link]:
        for partnership, about in self.index.about.items():
            base = self.items.initiatives.get(about or "")
            members = self.index.partnerships[partnership]
            if base is None or not base.is_open or len(members) > MAX_JOINED_MEMBERS:
                continue
            for other in self.profiles.find_candidates(base.id, self._most_sharing(base)):
                item = self.items.initiatives[other]
                is_free = item.is_open and item.who not in members and self.can_link(item.who, base.who)
                if not is_free or self._is_collective(item.who):
                    continue
                likeness = self._compare(item, base)
                if self._is_alike(likeness, item, base):
                    yield Link("join", other, base.id, item.who, base.who, likeness.score, likeness.shared, partnership)

    def _find_alike(self) -> Iterator[Link]:
        for one in self.items.initiatives.values():
            for other in self.profiles.find_candidates(one.id, self._most_sharing(one)) if one.is_open else ():
                item = self.items.initiatives[other]
                is_excluded = other < one.id if item.is_open else not has_lessons(item)
                if is_excluded or not self.can_link(one.who, item.who):
                    continue
                likeness = self._compare(one, item)
                if not self._is_alike(likeness, one, item):
                    continue
                if item.is_open or self._own.greatest_likeness(one) < min_alike(self._count_compared(one, item)):
                    yield Link("alike", one.id, other, one.who, item.who, likeness.score, likeness.shared)

    def _compare(self, one: Item, other: Item) -> Likeness:
        """Return how much two initiatives are alike, but for the names of those who lead them."""
        likeness = self.profiles.compare(one.id, other.id)
        names = self._name_words(one.who) | self._name_words(other.who)
        kept = {token: part for token, part in likeness.parts.items() if token not in names}
        if len(kept) == len(likeness.parts):
            return likeness
        lost = sum(sorted(part for token, part in likeness.parts.items() if token in names))
        return Likeness(
            max(0.0, likeness.score - lost), tuple(one for one in likeness.shared if one in kept),
            likeness.in_titles - names, kept,
        )  # fmt: skip

    def _name_words(self, who: str) -> frozenset[str]:
        if who not in self._names:
            names = json.loads(self.index.jurisdictions[who]["names"])
            self._names[who] = frozenset().union(
                *(
                    self.profiles.find_words(name, "fr" if language == "fr" else "en")
                    for language, name in names.items()
                )
            )
        return self._names[who]

    def _count_compared(self, one: Item, other: Item) -> int:
        """Return among how many initiatives two are compared: those of a round that reports both, else all."""
        return min((self._sizes[each] for each in one.rounds & other.rounds), default=len(self.items.initiatives))

    def _most_sharing(self, one: Item) -> int | None:
        """Return how many initiatives may have a token for it to bring up candidates; None for any number."""
        smallest = min((self._sizes[each] for each in one.rounds), default=len(self.items.initiatives))
        return MAX_SHARING if smallest > MANY_INITIATIVES else None

    def _is_alike(self, likeness: Likeness, one: Item, other: Item) -> bool:
        """Whether two initiatives share enough that says something, and that is theirs."""
        minimum = min_alike(self._count_compared(one, other))
        least = self._least_shared(one, other)
        subjects = any(token.startswith(SUBJECT) for token in likeness.shared)
        if not (subjects and _may_share_theme(one, other)) and not self._have_summaries(one, other):
            least = MIN_SHARED  # a word that two titles have may mean anything
        return self._says_enough(likeness, minimum, least) and self._is_particular(likeness, one, other)

    def _have_summaries(self, one: Item, other: Item) -> bool:
        """Whether both have a summary, and not a title only."""
        return self.profiles[one.id].has_summary and self.profiles[other.id].has_summary

    def _least_shared(self, one: Item, other: Item) -> int:
        """Return how many tokens that say something two items share at least."""
        return MIN_SHARED if self._count_compared(one, other) > MANY_INITIATIVES else 1

    def _is_particular(self, likeness: Likeness, one: Item, other: Item) -> bool:
        """Whether what two initiatives share is theirs, where chance makes alike, and new to both who lead them.

        It is not new to them if both are the same work, or if the text of one names who leads the other.
        """
        if is_same_work(self.profiles, one, other) or self._acquaintance.is_named(one, other):
            return False
        if self._count_compared(one, other) <= MANY_INITIATIVES:
            return True
        parts = {token: part for token, part in likeness.parts.items() if self.profiles.says_something(token)}
        least = MIN_PART * likeness.score
        sharing = min((self.profiles.count(token) for token, part in parts.items() if part >= least), default=0)
        both = self.profiles[one.id], self.profiles[other.id]
        is_title = not self._have_summaries(one, other)
        # two titles whose sources say that there is no more show neither what was done nor who did it
        is_unknown = not any(profile.has_summary for profile in both) and any(p.says_missing for p in both)
        return (
            not is_unknown
            and 0 < sharing <= MAX_SHARING
            and max(parts.values()) <= MAX_OF_ONE_TOKEN * sum(sorted(parts.values()))
            and (not is_title or len(parts) >= MIN_SHARED_TITLES)
        )

    def _says_enough(
        self, likeness: Likeness, minimum: float, least: int, counts: Callable[[str], bool] | None = None
    ) -> bool:
        if likeness.score < minimum:
            return False
        rarities = self._rarities(likeness, counts or self.profiles.says_something)
        return len(rarities) >= least and sum(rarities) >= MIN_SUPPORT

    def _rarities(self, likeness: Likeness, counts: Callable[[str], bool]) -> list[float]:
        """Return the rarities of those shared tokens that count."""
        return [
            self.profiles.rarity(token) * (TITLE_SUPPORT if token in likeness.in_titles else 1.0)
            for token in likeness.shared
            if counts(token)
        ]

    def _is_collective(self, who: str) -> bool:
        """Whether a member is itself a body of others, by its name."""
        names = words(self.index.jurisdictions[who]["names"])
        return self.index.jurisdictions[who]["level"] in {"other", "international"} and any(
            word in names for word in COLLECTIVE_WORDS
        )

    def _keep_best(self, links: list[Link]) -> list[Link]:
        """Return the best link of each two initiatives, and of each member to one that has finished."""
        best: dict[frozenset[str], Link] = {}
        learnt: set[tuple[str, str | None]] = set()
        for link in sorted(links, key=lambda one: (-one.likeness, one.a, one.b or "")):
            has_finished = link.b is not None and not self.items[link.b].is_open
            if has_finished and (link.who_a, link.b) in learnt:
                continue
            if has_finished:
                learnt.add((link.who_a, link.b))
            best.setdefault(self._roots(link), link)
        return list(best.values())

    def _roots(self, link: Link) -> frozenset[str]:
        return frozenset({self.items[link.a].root, self.items[link.b].root if link.b else link.who_b})


def min_alike(initiatives: int) -> float:
    """Return how much two initiatives have to be alike: more among many, where more are alike by chance."""
    grown = MIN_ALIKE + MIN_ALIKE_GROWTH * math.log10(max(1.0, initiatives / FEW_INITIATIVES))
    return min(MAX_MIN_ALIKE, grown)


def _may_share_theme(one: Item, other: Item) -> bool:
    """Whether two items have themes of one group, or one of them has none."""
    groups = [{group for theme in item.themes for group in (theme, *_groups_of(theme))} for item in (one, other)]
    return not all(groups) or not groups[0].isdisjoint(groups[1])


def _groups_of(theme: str) -> tuple[str, ...]:
    """Return what is above a theme of the vocabulary; nothing for another theme."""
    return ancestors(theme) if theme in concepts() else ()


def is_theme(token: str) -> bool:
    """Whether a token is a theme."""
    return token.startswith(THEME)
