"""Partnerships: who works with the lead on an initiative, by the role each party has in its sentence.

In an item of a lead's, another government that is named takes part more often than not. What it does there is read
from the sentence (`loaders.extraction.roles`) and weighed (`loaders.extraction.partner_score`): an actor,
companion or owner of what is given
counts; one that is compared with, told, asked, visited or regulated by does not, nor one of whom something is denied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from loaders.extraction.parties import Party, find_parties, mark
from loaders.extraction.partner_score import rule_of, takes_no_part, weigh, weights
from loaders.extraction.role_lexicon import lexicon
from loaders.extraction.roles import Parse
from loaders.text.rules import OWN

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from loaders.extraction.annotation import Scene
    from loaders.extraction.clauses import Role
    from loaders.text.names import Named
    from loaders.text.rules import Rules

DATE_WINDOW: Final = 160  # characters after a party that may hold a date of the partnership

ELSEWHERE: Final = -1.0  # the weight below which what a party is the subject of is none of the initiative
COMPANY: Final = frozenset({"with", "by", "between"})  # roles that by themselves mean joint work with the lead


@dataclass(frozen=True, slots=True)
class Partnering:
    """A statement that parties work together: `text[start:stop]` is what says so.

    `partners` are other governments, `strangers` those no vocabulary knows, `outside` named parties that are no
    government, `unsure` names that may mean several jurisdictions; `with_lead`: the lead is one of them.
    """

    rule: str
    start: int
    stop: int
    partners: tuple[str, ...]
    strangers: tuple[Named, ...]
    outside: tuple[str, ...]
    unsure: tuple[str, ...]
    with_lead: bool
    since: DateMention | None = None
    until: DateMention | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Parties named in one list, their role, and the place of the words that show it."""

    parties: tuple[Party, ...]
    role: Role
    start: int
    stop: int
    end: int
    clause_end: int

    @property
    def ids(self) -> set[str]:
        """The governments among them."""
        return {each.id for each in self.parties if each.id}


def find_partners(scene: Scene, rules: Rules, named: Sequence[Case] | None = None) -> list[Partnering]:
    """Return the partnerships that a passage states, in order, without those that another one contains.

    A party that declines, withdraws or takes no part, or that a sentence names which denies that there is a partner, is
    excluded, whatever else the passage states. `named` are the
    parties of the passage where they are known already.
    """
    every = list(cases(scene, rules)) if named is None else named
    alone = [part for part in scene.sentences if rules.pattern("no_partner").search(scene.view, *part)]
    absent = {
        one
        for case in every
        if takes_no_part(case.role.signs) or any(start <= case.start < stop for start, stop in alone)
        for one in case.ids
    }
    found = [made for case in every if (made := _read(scene, case, absent, rules))]
    return without_repeated(found)


def without_repeated(found: Sequence[Partnering]) -> list[Partnering]:
    """Return partnerships without those that another one contains."""
    return [one for at, one in enumerate(found) if not _repeats(one, at, found)]


def spans_of_other_parties(every: Sequence[Case]) -> list[tuple[int, int]]:
    """The places of text about a party that is not a partner: "Ontario's map, published in 2019"."""
    return [
        (case.end, case.clause_end)
        for case in every
        if case.role.name in ("subject", "owner") and not case.role.with_own and weigh(case.role.signs) <= ELSEWHERE
    ]


def with_partners_as_own(scene: Scene, every: Sequence[Case]) -> Scene:
    """The passage with partners that act marked as its lead is: what they do is done for the initiative."""
    view = list(scene.view)
    for case in every:
        if case.role.name == "subject" and weigh(case.role.signs) > 0:
            for each in case.parties:
                if each.kind == "other":
                    view[each.start : each.end] = OWN * (each.end - each.start)
    return replace(scene, view="".join(view))


def cases(scene: Scene, rules: Rules) -> Iterator[Case]:
    """Every list of other parties in a passage, with its role."""
    parties = find_parties(scene, rules)
    view = mark(scene, parties)
    for start, stop in scene.sentences:
        if not any(start <= each.start < stop for each in parties):
            continue
        parse = Parse(view, start, stop, lexicon(rules.language))
        for role in parse.roles():
            at, to = parse.words[role.first].start, parse.words[role.last].end
            named = tuple(each for each in parties if at <= each.start and each.end <= to)
            words = [parse.words[place] for place in (*role.evidence, role.first, role.last)]
            if named:
                yield Case(
                    named,
                    role,
                    min(word.start for word in words),
                    max(word.end for word in words),
                    to,
                    parse.clause_end(role),
                )


def _read(scene: Scene, case: Case, absent: set[str], rules: Rules) -> Partnering | None:
    score = weigh(case.role.signs)
    if score <= 0:
        return None
    partners = tuple(dict.fromkeys(each.id for each in case.parties if each.id and not each.stranger))
    partners = tuple(one for one in partners if one not in absent)
    strangers = tuple(each.stranger for each in case.parties if each.stranger and each.id not in absent)
    unsure = tuple(each.name for each in case.parties if each.kind == "unsure")
    outside = tuple(
        each.name for each in case.parties if each.kind == "outside" and _counts(each, case.role, score, rules)
    )
    if not (partners or strangers or unsure or outside):
        return None
    among_others = case.role.name == "between" and len(partners) + len(strangers) > 1 and not case.role.with_own
    since, until = (_dated(scene, case.end, rules, key) for key in ("since", "until"))
    rule = rule_of(case.role.name, case.role.signs)
    return Partnering(rule, case.start, case.stop, partners, strangers, outside, unsure, not among_others, since, until)


def _counts(party: Party, role: Role, score: float, rules: Rules) -> bool:
    """Whether a party that is no government counts.

    A higher score is needed: explicit joint work, or a name that includes the kind of body.
    """
    if score <= weights().outside or "subject>none" in role.signs:
        return False
    in_company = role.name in COMPANY or bool({"listed", "called-partner"} & role.signs)
    return in_company or bool(rules.pattern("name_bodies").search(party.name))


def _repeats(one: Partnering, at: int, found: Sequence[Partnering]) -> bool:
    """Whether another statement names the same parties and more, or the same ones before."""
    mine = {*one.partners, *one.outside, *(each.name for each in one.strangers)}
    for place, other in enumerate(found):
        theirs = {*other.partners, *other.outside, *(each.name for each in other.strangers)}
        if place != at and mine <= theirs and (mine != theirs or place < at) and one.with_lead == other.with_lead:
            return True
    return False


def _dated(scene: Scene, at: int, rules: Rules, key: str) -> DateMention | None:
    hit = rules.pattern(key).match(scene.view[at : at + DATE_WINDOW])
    return scene.date_at(at + hit.end()) if hit else None
