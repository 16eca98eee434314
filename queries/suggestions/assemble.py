"""Suggestions from links: one for each need, partnership, reused work or common subject, with all who fit.

Each link is used once. A need with those who can answer it, a partnership with those who could join it and a work with
those who reuse it are one suggestion each. Of the other links, those of one open initiative by the same shared token
are one suggestion: *learn* where the others have finished, *group* where three or more members with two open
initiatives share it, else *pair*.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from queries.suggestions.links import is_theme

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Items
    from queries.suggestions.links import Link

MAX_OTHERS: Final = 5  # in one suggestion
MIN_RELATIVE_LIKENESS: Final = 0.5  # of the best link: what is much less alike is left out
MIN_GROUP: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion: members who should meet about one thing.

    Attributes:
        kind: answer, join, reuse, pair, learn or group.
        links: the links, the best first; all have the same item on the side of `anchor`.
        anchor: the item that they have in common: a need, an initiative.
        lead: who gains first: who asks, starts later, joins or reuses; for a group, the member of the anchor.
        partners: the members of the partnership to join.
    """

    kind: str
    links: tuple[Link, ...]
    anchor: str | None
    lead: str
    partners: tuple[str, ...] = ()

    @property
    def best(self) -> Link:
        """The best link."""
        return self.links[0]

    def ends(self) -> Iterator[tuple[str, str | None, Link]]:
        """Yield the other members with their item, each with its link."""
        for link in self.links:
            if link.a == self.anchor and link.who_a == self.lead:
                yield link.who_b, link.b, link
            else:
                yield link.who_a, link.a, link

    @property
    def members(self) -> tuple[str, ...]:
        """All members, the lead first."""
        others = [*(who for who, _, _ in self.ends()), *self.partners]
        return self.lead, *(who for who in dict.fromkeys(others) if who != self.lead)

    @property
    def items(self) -> tuple[str, ...]:
        """All items, that of the lead first."""
        own = [self.anchor] if self.anchor else []
        return *own, *dict.fromkeys(item for _, item, _ in self.ends() if item)

    @property
    def id(self) -> str:
        """An identifier that depends on the kind and the items: eight hexadecimal digits."""
        return identify(self.kind, {*self.members, *self.items})

    @property
    def shared(self) -> tuple[str, ...]:
        """The tokens that all links share, in the order of the best link; else those of the best one."""
        common = [token for token in self.best.shared if all(token in link.shared for link in self.links)]
        return tuple(common) or self.best.shared


def identify(kind: str, parts: Iterable[str]) -> str:
    """Return the identifier of a suggestion of a kind, from its members and items: eight hexadecimal digits."""
    return hashlib.sha256("\n".join((kind, *sorted(parts))).encode()).hexdigest()[:8]


def assemble(links: Iterable[Link], items: Items, partnerships: Mapping[str, Iterable[str]]) -> list[Suggestion]:
    """Return the suggestions of all links.

    Args:
        links: the links.
        items: the initiatives and needs.
        partnerships: the members of partnerships.
    """
    by_kind: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_kind[link.kind].append(link)
    every = [
        *_merge("answer", by_kind["answer"], lambda link: link.a),
        *(_turn(one) for one in _merge("reuse", by_kind["reuse"], lambda link: link.b or f"of {link.who_b}")),
        *(
            replace(_turn(one), partners=tuple(partnerships[one.best.partnership or ""]))
            for one in _merge("join", by_kind["join"], lambda link: link.b or "")
        ),
        *_merge_alike(by_kind["alike"], items),
    ]
    return list(_once(every))


def _once(suggestions: Iterable[Suggestion]) -> Iterable[Suggestion]:
    """Return suggestions of which no two bring the same members together about the same items for one reason.

    Where each of two reuses the other's work, or could join the other's partnership, one meeting is about both.
    """
    found: dict[tuple[str, frozenset[str]], Suggestion] = {}
    for one in suggestions:
        same = found.setdefault((one.kind, frozenset((*one.members, *one.items))), one)
        if one.best.likeness > same.best.likeness:
            found[one.kind, frozenset((*one.members, *one.items))] = one
    return found.values()


def _merge(kind: str, links: Iterable[Link], key: Callable[[Link], str]) -> Iterator[Suggestion]:
    """Yield a suggestion for each key, with the best link of each other member."""
    by_key: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_key[key(link)].append(link)
    for several in by_key.values():
        kept = _best_of_each(several, lambda link: link.who_b if kind == "answer" else link.who_a)
        yield Suggestion(kind, kept, kept[0].a, kept[0].who_a)


def _turn(suggestion: Suggestion) -> Suggestion:
    """Return a suggestion of links to one item as that item's; a single link stays as it is."""
    if len(suggestion.links) == 1:
        return suggestion
    return Suggestion(suggestion.kind, suggestion.links, suggestion.best.b, suggestion.best.who_b)


def _best_of_each(links: Sequence[Link], member: Callable[[Link], str]) -> tuple[Link, ...]:
    """Return the best link of each member, the best first; without those much below the best."""
    ordered = sorted(links, key=lambda link: (not link.asked_for, -link.likeness, link.a, link.b or "", link.who_b))
    best: dict[str, Link] = {}
    for link in ordered:
        best.setdefault(member(link), link)
    minimum = MIN_RELATIVE_LIKENESS * max(link.likeness for link in best.values())
    kept = [link for link in best.values() if link.likeness >= minimum or link.asked_for or link.kind == "reuse"]
    return tuple(kept[:MAX_OTHERS])


def _merge_alike(links: Sequence[Link], items: Items) -> Iterator[Suggestion]:
    """Yield suggestions of links between initiatives: repeatedly that of the initiative with the most to share."""
    remaining = {(link.a, link.b): link for link in links}
    while remaining:
        stars: dict[str, list[Link]] = defaultdict(list)
        for link in remaining.values():
            stars[link.a].append(link)
            if items[link.b or ""].is_open:
                stars[link.b or ""].append(link)
        chosen = max((_choose_star(one, several) for one, several in stars.items()), key=_star_order)
        anchor, kept = chosen
        together = {anchor, *(_other(link, anchor) for link in kept)}
        for pair in [pair for pair in remaining if set(pair) <= together]:
            del remaining[pair]
        yield _to_suggestion(anchor, kept, items)


def _choose_star(anchor: str, links: Sequence[Link]) -> tuple[str, tuple[Link, ...]]:
    """Return the best links of an initiative that share one token."""
    main = _main_token(max(links, key=lambda link: (link.likeness, link.a, link.b or "")))
    same = [link for link in links if main in link.shared]
    return anchor, _best_of_each(same, lambda link: link.who_b if link.a == anchor else link.who_a)


def _main_token(link: Link) -> str:
    return next((token for token in link.shared if not is_theme(token)), link.shared[0])


def _star_order(star: tuple[str, tuple[Link, ...]]) -> tuple[float, str]:
    return sum(sorted(link.likeness for link in star[1])), star[0]


def _other(link: Link, anchor: str) -> str:
    return (link.b or "") if link.a == anchor else link.a


def _to_suggestion(anchor: str, links: tuple[Link, ...], items: Items) -> Suggestion:
    lead = links[0].who_a if links[0].a == anchor else links[0].who_b
    others = [items[_other(link, anchor)] for link in links]
    is_open = [one.is_open for one in others]
    if len(others) + 1 >= MIN_GROUP and any(is_open):
        return Suggestion("group", links, anchor, lead)
    return Suggestion("pair" if any(is_open) else "learn", links, anchor, lead)
