"""Who leads a piece of work and who takes part, as the words of one clause say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.annotate import without_companions
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.initiative_candidates import Role
    from loaders.documents.prose.lexicon import Lexicon

WINDOW: Final = 60
SOURCE_WINDOW: Final = 120  # characters beside a party that say whether it is quoted
SEVERAL: Final = 2
TOGETHER: Final = frozenset({"between", "work-together"})
DOES_A_PART: Final = "does-a-part"  # the rule of who does a part of a piece of work, or pays for it
# Rules of what a party is to work beside which it does something else: "supported by the Tide Fund", "under its plan".
BY_THE_WAY: Final = frozenset({"receives-through", "owner-by-pronoun", DOES_A_PART})


@dataclass(frozen=True, slots=True)
class Found:
    """A party with a role, the words `view[start:stop]` that say so, and the rule that reads them."""

    party: Party
    role: Role
    start: int
    stop: int
    rule: str
    stated: bool


def find_roles(text: Annotated, start: int, stop: int, lexicon: Lexicon) -> Iterator[Found]:
    """The parties of a clause that lead, or take part; none that is denied, wished for, compared with or quoted."""
    if not text.parties_in(start, stop):  # as in most clauses
        return
    taken: set[int] = set()
    for group, view in (("leads", without_companions(text.view, lexicon)), ("partners", text.view)):
        for rule, hit in lexicon.hits(group, view, start, stop):
            if is_unreal(text, hit.start(), hit.end(), start, lexicon):
                continue
            parties = text.parties_in(*hit.span("lead" if group == "leads" else "partners"))
            role = _role(group, rule.name, len(parties))
            is_aside = rule.name in BY_THE_WAY
            for party in parties if role else ():
                is_free = is_aside or party.start not in taken
                if is_free and not is_source(text.passage.text, party.start, party.end, lexicon):
                    if not is_aside:
                        taken.add(party.start)
                    yield Found(party, role or "partner", hit.start(), hit.end(), rule.name, rule.stated)


def find_companions(text: Annotated, start: int, stop: int, lexicon: Lexicon) -> Iterator[Party]:
    """The parties of a clause that act, or that stand with or by somebody, and of which nothing is denied."""
    for hit in lexicon.regex("party_list").finditer(text.view, start, stop):
        parties = text.parties_in(*hit.span())
        if not parties:
            continue
        before = text.view[start : parties[0].start]
        while led := lexicon.regex("before_name").search(before):
            before = before[: led.start()]
        if not lexicon.regex("company_before").search(before):
            continue
        behind = min(stop, hit.end() + WINDOW)
        if any(lexicon.regex(name).match(text.view, hit.end()) for name in ("only_speaks", "abstains", "observes")):
            continue
        if not is_unreal(text, parties[0].start, behind, start, lexicon):
            yield from parties


def is_source(text: str, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether a text names a party for figures, a study, an audit or a rule: "according to X", "X found that"."""
    return _stands_as_source(text[max(0, start - SOURCE_WINDOW) : start], text[stop : stop + SOURCE_WINDOW], lexicon)


@lru_cache(maxsize=1 << 13)  # a document is read twice, and a party looked at for each rule
def _stands_as_source(before: str, behind: str, lexicon: Lexicon) -> bool:
    return bool(
        lexicon.regex("source_before").search(straight(before))
        or lexicon.regex("source_behind").match(straight(behind))
    )


def is_about_other_work(lexicon: Lexicon, text: str, start: int, stop: int) -> bool:
    """Whether a part of a text, with straight quotes, says that somebody takes no part: "a similar project of"."""
    return lexicon.regex("takes_no_part").search(text, start, stop) is not None


def _role(group: str, rule: str, count: int) -> Role | None:
    """What the parties of a statement are: one leads, several are sides; "between" one is nothing."""
    if group == "leads":
        return "lead" if count < SEVERAL else "side"
    if rule in TOGETHER:
        return "side" if count >= SEVERAL else None
    return "partner"


def is_unreal(text: Annotated, start: int, stop: int, clause: int, lexicon: Lexicon) -> bool:
    """Whether a statement is denied, conditional, a comparison or a question."""
    view = text.view
    inside = view[start:stop]
    before = view[max(clause, start - WINDOW) : start]
    end = view.find("?", stop)
    if end >= 0 and not any(mark in view[stop:end] for mark in ".!;\u2029"):
        return True
    if lexicon.regex("denied").search(inside) or lexicon.regex("conditional").search(inside):
        return True
    return bool(lexicon.regex("compared").search(before) or lexicon.regex("denied").search(before[-25:])
                or lexicon.regex("hypothetical").search(view, clause, start))  # fmt: skip
