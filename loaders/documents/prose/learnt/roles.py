"""Who leads a piece of work, who takes part, and when, as far as that is learnt: inferred facts with a confidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold, jurisdiction_slug
from loaders.documents.prose.claims import lead_of
from loaders.documents.prose.discourse.preambles import OF_A_PREAMBLE
from loaders.documents.prose.initiative_candidates import OF_A_LABEL, OF_A_LIST, RoleFact, is_of_label
from loaders.documents.prose.learnt.encoder.heads import heads
from loaders.documents.prose.learnt.models.model import of_pairs
from loaders.documents.prose.learnt.pairs.adjacent_dates import adjacent_dates
from loaders.documents.prose.learnt.pairs.inferred_dates import (
    DATES_BY_RULE_IN_SHORT,
    infer_dates,
    is_of_other_acts,
    is_of_something_else,
)
from loaders.documents.prose.learnt.pairs.likelihoods import doubt, weigh_meaning
from loaders.documents.prose.learnt.pairs.only_named import (
    is_background,
    is_employer,
    is_only_mentioned,
    is_only_named,
    receives,
)
from loaders.documents.prose.learnt.pairs.places import nearest_place
from loaders.documents.prose.learnt.pairs.proximity import Proximity
from loaders.documents.prose.learnt.pairs.rule_facts import KnownPairs
from loaders.documents.prose.learnt.pairs.stacking import DATES, PARTIES, Levels, stack
from loaders.documents.prose.learnt.relations import Relator
from loaders.documents.prose.learnt.scene import Scene
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Role, Work
    from loaders.documents.prose.learnt.encoder.states import States
    from loaders.documents.prose.learnt.models.model import Learnt, Model, Pair
    from loaders.documents.prose.learnt.scene import Spot

HELPED_BY: Final = "with-help-of"  # the rule of who only helps with work
GRANTED: Final = "granted-to"  # the rule of who is paid for work, and leads it
PAIRS_AT_ONCE: Final = 2048  # of which what is known is held at a time
ONLY_NAMED: Final = 0.3  # how likely a party takes part at most of which no place says so
IN_THE_BACKGROUND: Final = 0.45  # of which no place is in a paragraph that may be about the work: a proposal
OF_OTHER_ACTS: Final = 0.1  # how likely a date is at most that is of a gazette or of earlier acts
STATED: Final = 0.4  # under which a person is asked about what words state: they likely say it of something else
SURE: Final = 0.95  # under which what words state is inferred: above it, 98 of 100 are said of this piece of work
LEADS: Final = 0.55  # the probability from which a party is inferred to lead
LEADS_BY_RULE: Final = 0.45  # from which it leads where a rule infers it, or that it takes part
LEADS_BY_FAR: Final = 0.7  # from which it leads though each place of it is that of a source, a comparison or the page
OF_A_MENTION: Final = 0.5  # how likely a party leads at most what is only mentioned: a proposal
OWNER: Final = 0.85  # the least probability that the party in whose genitive a name begins leads
LEADS_PROPOSED: Final = 0.35  # from which it is proposed
PARTNERS: Final = 0.5  # from which a party is inferred to take part
PARTNERS_OF_OTHERS: Final = 0.7  # from which one does of whom words only state a role in other work
SEVERAL: Final = 2  # parties of which words state a role, so that those that they state elsewhere have to be likelier
PARTNERS_BY_RULE: Final = 0.4  # from which it does where a rule infers it
PARTNERS_PROPOSED: Final = 0.4  # from which it is proposed


def refine(
    discourse: Discourse, works: Sequence[Work], learnt: Model, states: States | None = None, *, is_short: bool = False
) -> None:
    """Infer who leads each work, who takes part, and when; take away what rules infer and is not likely.

    What is likely and not sure is proposed. No piece of work is a party to itself.

    Args:
        discourse: the document as it was read with these pieces of work known.
        works: the pieces of work.
        learnt: what is learnt of names and relations.
        states: what the words of its segments mean; without, relations are learnt from words and places alone.
        is_short: whether the document is short, so that more of the dates that rules find are kept.
    """
    whole = [work for work in works if not work.is_component]
    for work in whole:
        names = {fold(name) for name in (work.title, *work.aliases)}
        work.roles = [fact for fact in work.roles if fold(fact.party.name) not in names]
    relator = Relator(Scene.of(discourse, whole))
    scene = relator.scene
    leads, partners = _likely(relator.pairs(), learnt.leads, learnt.partners)
    (days,) = _likely(relator.dates(), learnt.dates)
    levels = Levels(PARTIES, (leads, partners)), Levels(DATES, (days,))
    if states is not None:
        for each, judge in zip(levels, (heads().pairs_likely, heads().dates_likely), strict=True):
            each.keep()
            weigh_meaning(judge, each.likely, scene, states)
            each.keep()
    for number, work in enumerate(whole):
        for found in (leads, partners):
            _forget_itself(work, found.get(number, {}))
        _ask_about_unlikely(work, leads.get(number, {}), partners.get(number, {}))
    only_named = doubt(leads, partial(is_only_named, scene), least=LEADS_PROPOSED, below=LEADS_BY_FAR, most=ONLY_NAMED)
    for test in (is_employer, receives):
        only_named |= doubt(leads, partial(test, scene), least=LEADS_PROPOSED, most=ONLY_NAMED)
    mentioned = doubt(leads, partial(is_only_mentioned, scene), least=LEADS, most=OF_A_MENTION, share=1.0)
    doubt(partners, lambda number, key: (number, key) in mentioned, most=IN_THE_BACKGROUND, share=1.0)
    only_named |= mentioned
    only_named |= doubt(leads, partial(_is_paid_from, whole, scene), least=LEADS_PROPOSED, most=ONLY_NAMED)
    doubt(partners, relator.nearest_parties.is_elsewhere)
    doubt(partners, partial(is_only_named, scene), least=PARTNERS_BY_RULE, most=ONLY_NAMED)
    doubt(partners, partial(is_background, scene), least=PARTNERS, most=IN_THE_BACKGROUND, share=1.0)
    doubt(partners, partial(_is_listed_elsewhere, scene), least=PARTNERS_BY_RULE, most=ONLY_NAMED)
    dates = Proximity.of(scene.names, scene.dates, discourse.outline)
    doubt(days, lambda number, edtf: dates.is_elsewhere(number, edtf) and not _has_date(whole[number], edtf))
    of_others = doubt(days, partial(is_of_other_acts, scene), most=OF_OTHER_ACTS)
    of_others |= doubt(days, partial(is_of_something_else, scene), least=DATES_BY_RULE_IN_SHORT, most=OF_OTHER_ACTS)
    adjacent = [adjacent_dates(scene, number) for number in range(len(whole))]
    alone = {number: dict(found) for number, found in leads.items()}
    if states is not None:
        known = KnownPairs(scene, adjacent)
        stack(levels[0], known.of_party, {"lead": learnt.stacked["leads"]}, only_named)
        stack(levels[1], known.of_date, {"date": learnt.stacked["dates"]}, of_others)
    stated = [{fact.party.key for fact in work.roles if fact.stated} for work in whole]
    for number, work in enumerate(whole):
        _set_lead(work, leads.get(number, {}), scene, number)
        own = stated[number]
        others = set().union(*stated) - own if len(own) >= SEVERAL else set()
        _set_partners(work, _taking_part(work, leads.get(number, {}), partners.get(number, {}), others), scene, number)
        _infer_unsure(work, alone.get(number, {}), partners.get(number, {}))
    infer_dates(scene, whole, days, adjacent, is_short=is_short)


def _forget_itself(work: Work, likely: dict[str, float]) -> None:
    """Forget parties that have a name of a piece of work, which is no party to itself."""
    for key in {jurisdiction_slug(name) for name in (work.title, *work.aliases)} & likely.keys():
        del likely[key]


def _likely(pairs: Iterable[Pair], *relations: Learnt) -> list[dict[int, dict[str, float]]]:
    """How likely each pair is one of each relation, by the piece of work and the other; some pairs at a time."""
    made: list[dict[int, dict[str, float]]] = [{} for _ in relations]
    waiting = iter(pairs)
    while some := list(islice(waiting, PAIRS_AT_ONCE)):
        for found, probabilities in zip(made, of_pairs(some, *relations), strict=True):
            for pair, likely in zip(some, probabilities, strict=True):
                found.setdefault(pair.work, {})[pair.key] = likely
    return made


def _is_paid_from(works: Sequence[Work], scene: Scene, number: int, key: str) -> bool:
    """Whether a piece of work is a fund or a programme, and a party is only paid for other work."""
    if scene.discourse.lexicon.regex("fund_name").search(straight(works[number].title)) is None:
        return False
    led = [fact.rule for fact in works[number].roles if fact.party.key == key and fact.role == "lead"]
    return not led and any(fact.rule == GRANTED and fact.party.key == key for work in works for fact in work.roles)


def _is_listed_elsewhere(scene: Scene, number: int, key: str) -> bool:
    """Whether each place of a party is an entry of a list of those who take part in other work, and none of this."""
    listed = [
        {id(fact.passage) for fact in work.roles if fact.party.key == key and fact.rule.endswith(OF_A_LIST)}
        for work in scene.works
    ]
    spots = scene.spots_of(key, number)
    return bool(spots) and not listed[number] and {id(one.passage) for one in spots} <= set().union(*listed)


def _has_date(work: Work, edtf: str) -> bool:
    """Whether a rule finds that a date is one of a piece of work."""
    return any(fact.edtf == edtf for fact in work.dates)


def _ask_about_unlikely(work: Work, leads: Mapping[str, float], partners: Mapping[str, float]) -> None:
    """Propose the roles that words state and that are unlikely."""
    for fact, likely in _stated_likely(work, leads, partners):
        if likely < STATED:
            work.roles.remove(fact)
            role: Role = "lead" if fact.role == "lead" else "partner"
            work.proposed_roles.append(replace(fact, role=role, stated=False, confidence=likely))


def _infer_unsure(work: Work, leads: Mapping[str, float], partners: Mapping[str, float]) -> None:
    """Take the roles that words state for inferred where they are likely, but not sure, to be said of this work."""
    unsure = {id(fact): likely for fact, likely in _stated_likely(work, leads, partners) if likely < SURE}
    work.roles = [
        replace(fact, stated=False, confidence=unsure[id(fact)]) if id(fact) in unsure else fact
        for fact in _with_one_lead(work, partners)
    ]


def _with_one_lead(work: Work, partners: Mapping[str, float]) -> list[RoleFact]:
    """The roles where one party leads: who leads stays who leads, though another rule finds another party.

    Another party that words say leads takes part where that is likely.
    """
    lead = lead_of(work).fact
    if lead is None:
        return work.roles
    kept = [
        fact
        for fact in work.roles
        if fact.role != "lead" or (fact.rule, fact.start, fact.stop) == (lead.rule, lead.start, lead.stop)
    ]
    known = {fact.party.key for fact in kept}
    for fact in work.roles:
        likely = partners.get(fact.party.key, 0.0)
        if fact.role == "lead" and fact.stated and fact.party.key not in known and likely >= PARTNERS:
            known.add(fact.party.key)
            kept.append(replace(fact, role="partner", rule="learnt-partner", stated=False, confidence=likely))
    return kept


def _stated_likely(
    work: Work, leads: Mapping[str, float], partners: Mapping[str, float]
) -> list[tuple[RoleFact, float]]:
    """The roles that words state, and how likely each is; 1 where nothing is known of it."""
    relations = {"lead": (leads,), "partner": (partners,), "side": (leads, partners)}
    alone = [
        (fact, 1.0 if _is_certain(work, fact.rule) else max(each.get(fact.party.key, 1.0) for each in among))
        for fact in work.roles
        if fact.stated
        for among in [relations[fact.role]]
    ]
    return [(fact, max(each for other, each in alone if _are_listed(fact, other))) for fact, _ in alone]


def _is_certain(work: Work, rule: str) -> bool:
    """Whether a rule read what is said of the work that a label, a column, a list or a preamble describes."""
    return rule.endswith(OF_A_LIST) or rule == OF_A_PREAMBLE or is_of_label(work, rule)


def _are_listed(one: RoleFact, other: RoleFact) -> bool:
    """Whether the same words, a label, or items of a list say two roles, which are then as likely as the likelier."""
    is_place = one.passage is other.passage and (one.start, one.stop) == (other.start, other.stop)
    is_label = one.passage is other.passage and one.start == other.start and one.rule.endswith(OF_A_LABEL)
    return one.rule == other.rule and (is_place or is_label or one.rule.endswith(OF_A_LIST))


def _set_lead(work: Work, likely: Mapping[str, float], scene: Scene, number: int) -> None:
    """Let the likeliest party lead, unless words say who does, or rules infer one that is likely enough.

    One of which rules find that it takes part may be less likely. The party in whose genitive a name begins counts as
    the likeliest, and for more than what rules infer.
    """
    helping = {fact.party.key for fact in work.roles if fact.role == "partner" and fact.stated}
    lead, owner = lead_of(work), scene.owner_of(number)
    if owner in helping:
        owner = None
    if lead.fact is not None and not lead.proposed:
        if lead.stated or (owner is None and likely.get(lead.fact.party.key, 0.0) >= LEADS_BY_RULE):
            return
        work.roles = [fact for fact in work.roles if fact.role != "lead" or fact.stated]
    first = max(likely, key=lambda one: (likely[one], one), default=None)
    sides = {fact.party.key for fact in work.roles if fact.role == "partner" and fact.rule != HELPED_BY}
    key = first if first in sides else max(likely.keys() - helping, key=lambda one: (likely[one], one), default=None)
    if owner is not None:
        key, likely = owner, {owner: max(likely.get(owner, 0.0), OWNER)}
    if key is not None and likely[key] >= LEADS_PROPOSED:
        is_sure = likely[key] >= (LEADS_BY_RULE if key in sides else LEADS)
        if is_sure:
            work.roles = [fact for fact in work.roles if fact.party.key != key]
        _infer(work, "lead", nearest_place(scene, number, scene.spots_of(key, number)), likely[key], is_sure=is_sure)


def _taking_part(
    work: Work, leads: Mapping[str, float], partners: Mapping[str, float], others: Collection[str]
) -> dict[str, float]:
    """How likely each party takes part; a side that likely leads does.

    Args:
        work: the piece of work.
        leads: how likely each party leads it.
        partners: and takes part, as the models say.
        others: of whom words only state a role in other work, where they state who takes part in this.
    """
    lead = lead_of(work)
    leading = lead.fact.party.key if lead.fact is not None and not lead.proposed else None
    made = {
        key: min(one, ONLY_NAMED) if key in others and one < PARTNERS_OF_OTHERS else one
        for key, one in partners.items()
    }
    if leading in made and leads.get(leading, 0.0) >= LEADS_BY_RULE:
        made[leading] = max(made[leading], PARTNERS)
    return made


def _set_partners(work: Work, likely: Mapping[str, float], scene: Scene, number: int) -> None:
    """Add the parties that likely take part; take away those that rules infer and that are not likely."""
    work.roles = [
        fact
        for fact in work.roles
        if fact.stated
        or fact.role == "lead"
        or (likely.get(fact.party.key, 1.0) >= PARTNERS_BY_RULE and not is_background(scene, number, fact.party.key))
    ]
    known = {fact.party.key for fact in [*work.roles, *work.proposed_roles]}
    taken: list[Spot] = []
    for key in sorted(likely, key=lambda one: (-likely[one], one)):
        if likely[key] < PARTNERS_PROPOSED:
            break
        spots = scene.spots_of(key, number)
        is_part = any(_is_within(one, fact) for one in spots for fact in work.roles)
        if key not in known and not is_part and not any(one.overlaps(other) for one in spots for other in taken):
            spot = nearest_place(scene, number, spots)
            _infer(work, "partner", spot, likely[key], is_sure=likely[key] >= PARTNERS)
        taken += spots


def _is_within(spot: Spot, fact: RoleFact) -> bool:
    """Whether a name is but a part of that of a party that has a role already."""
    party = fact.party
    is_longer = party.end - party.start > spot.end - spot.start
    return spot.passage is fact.passage and is_longer and party.start <= spot.start and spot.end <= party.end


def _infer(work: Work, role: Role, spot: Spot, likely: float, *, is_sure: bool) -> None:
    """Add the role of a party, or propose it; of work that is only proposed itself, only what is sure is said."""
    if spot.party is None or (work.is_proposed and not is_sure):
        return
    place = spot.passage, spot.start, spot.end
    fact = RoleFact(spot.party, role, *place, f"learnt-{role}", stated=False, confidence=likely)
    (work.roles if is_sure else work.proposed_roles).append(fact)
