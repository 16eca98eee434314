"""Who leads a piece of work, who takes part, and when, as far as that is learnt: inferred facts with a confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.claims import lead_of
from loaders.documents.prose.initiative_candidates import DateFact, RoleFact
from loaders.documents.prose.learnt.encoder.heads import heads
from loaders.documents.prose.learnt.models.model import of_pairs
from loaders.documents.prose.learnt.pairs.places import group_by_segment, nearest_meeting
from loaders.documents.prose.learnt.pairs.proximity import Proximity
from loaders.documents.prose.learnt.relations import Relator
from loaders.documents.prose.learnt.scene import Scene

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Role, Work
    from loaders.documents.prose.learnt.encoder.states import States
    from loaders.documents.prose.learnt.encoder.words import Span
    from loaders.documents.prose.learnt.models.model import Learnt, Model, Pair
    from loaders.documents.prose.learnt.scene import Spot

PAIRS_AT_ONCE: Final = 2048  # of which what is known is held at a time
ELSEWHERE: Final = 0.6  # times the likelihood of a partner or date of which each place is nearer to other work
UNLIKELY: Final = 0.02  # a party under this is not thought likelier for what the words mean
LEADS: Final = 0.45  # the probability from which a party is inferred to lead
LEADS_BY_RULE: Final = 0.45  # from which it leads where a rule infers it
PARTNERS: Final = 0.6  # from which a party is inferred to take part
PARTNERS_BY_RULE: Final = 0.25  # from which it does where a rule infers it
DATES: Final = 0.7  # from which a date is inferred to be of a piece of work
DATES_BY_RULE: Final = 0.5  # from which it is where a rule infers it


def refine(discourse: Discourse, works: Sequence[Work], learnt: Model, states: States | None = None) -> None:
    """Infer who leads each work, who takes part, and when; take away what rules infer and is not likely.

    Args:
        discourse: the document as it was read with these pieces of work known.
        works: the pieces of work.
        learnt: what is learnt of names and relations.
        states: what the words of its segments mean; without, relations are learnt from words and places alone.
    """
    whole = [work for work in works if not work.is_component]
    relator = Relator(Scene.of(discourse, whole))
    scene, outline = relator.scene, discourse.outline
    leads, partners = _likely(relator.pairs(), learnt.leads, learnt.partners)
    if states is not None:
        _weigh_meaning(leads, partners, scene, states)
    (days,) = _likely(relator.dates(), learnt.dates)
    _doubt(partners, Proximity.of(scene.names, scene.parties, outline))
    _doubt(days, Proximity.of(scene.names, scene.dates, outline))
    for number, work in enumerate(whole):
        _set_lead(work, leads.get(number, {}), relator.scene, number)
        _set_partners(work, partners.get(number, {}), relator.scene, number)
        for edtf, likely in days.get(number, {}).items():
            _set_date(work, edtf, likely, relator.scene, number)


def _likely(pairs: Iterable[Pair], *relations: Learnt) -> list[dict[int, dict[str, float]]]:
    """How likely each pair is one of each relation, by the piece of work and the other; some pairs at a time."""
    made: list[dict[int, dict[str, float]]] = [{} for _ in relations]
    waiting = iter(pairs)
    while some := list(islice(waiting, PAIRS_AT_ONCE)):
        for found, probabilities in zip(made, of_pairs(some, *relations), strict=True):
            for pair, likely in zip(some, probabilities, strict=True):
                found.setdefault(pair.work, {})[pair.key] = likely
    return made


def _weigh_meaning(
    leads: Mapping[int, dict[str, float]], partners: Mapping[int, dict[str, float]], scene: Scene, states: States
) -> None:
    """Change how likely parties are by what the words mean where a party and a piece of work are named."""
    pairs = [
        (number, key)
        for number, found in partners.items()
        for key in found
        if max(found[key], leads[number][key]) >= UNLIKELY
    ]
    places = [
        (_place(nearest_place(scene, number, scene.spots_of(key, number))), _place(scene.names[number][0]))
        for number, key in pairs
    ]
    likely = [(leads[number][key], partners[number][key]) for number, key in pairs]
    for (number, key), (lead, partner) in zip(pairs, heads().pairs_likely(states, places, likely), strict=True):
        leads[number][key], partners[number][key] = lead, partner


def _place(spot: Spot) -> Span:
    return spot.segment, spot.start, spot.end


def _doubt(likely: Mapping[int, dict[str, float]], proximity: Proximity) -> None:
    """Think those parties or dates less likely of which each place is nearer to other work, and behind its name."""
    for number, found in likely.items():
        for key in found:
            if proximity.is_elsewhere(number, key):
                found[key] *= ELSEWHERE


def nearest_place(scene: Scene, number: int, spots: Sequence[Spot]) -> Spot:
    """The place that comes nearest to a name of a piece of work, one where a party is named rather than meant."""
    named = [one for one in spots if one.party is None or not one.party.inferred] or spots
    met = nearest_meeting(named, group_by_segment(scene.names[number]))
    return met[0] if met is not None else named[0]


def _set_lead(work: Work, likely: Mapping[str, float], scene: Scene, number: int) -> None:
    """Let the likeliest party lead, unless words say who does, or rules infer one that is likely enough."""
    lead = lead_of(work)
    if lead.fact is not None and not lead.proposed:
        if lead.stated or likely.get(lead.fact.party.key, 0.0) >= LEADS_BY_RULE:
            return
        work.roles = [fact for fact in work.roles if fact.role != "lead" or fact.stated]
    key = max(likely, key=lambda one: (likely[one], one), default=None)
    if key is not None and likely[key] >= LEADS:
        work.roles = [fact for fact in work.roles if fact.party.key != key]
        _infer(work, "lead", nearest_place(scene, number, scene.spots_of(key, number)), likely[key])


def _set_partners(work: Work, likely: Mapping[str, float], scene: Scene, number: int) -> None:
    """Add the parties that likely take part; take away those that rules infer and that are not likely."""
    work.roles = [
        fact
        for fact in work.roles
        if fact.stated or fact.role == "lead" or likely.get(fact.party.key, 1.0) >= PARTNERS_BY_RULE
    ]
    known = {fact.party.key for fact in work.roles}
    taken: list[Spot] = []
    for key in sorted(likely, key=lambda one: (-likely[one], one)):
        if likely[key] < PARTNERS:
            break
        spots = scene.spots_of(key, number)
        if key not in known and not any(one.overlaps(other) for one in spots for other in taken):
            _infer(work, "partner", nearest_place(scene, number, spots), likely[key])
        taken += spots


def _infer(work: Work, role: Role, spot: Spot, likely: float) -> None:
    if spot.party is not None:
        place = spot.passage, spot.start, spot.end
        work.roles.append(RoleFact(spot.party, role, *place, f"learnt-{role}", stated=False, confidence=likely))


def _set_date(work: Work, edtf: str, likely: float, scene: Scene, number: int) -> None:
    """Take away a date that rules infer and is not likely; add one that is likely."""
    if any(fact.edtf == edtf for fact in work.dates):
        if likely < DATES_BY_RULE:
            work.dates = [fact for fact in work.dates if fact.edtf != edtf]
    elif likely >= DATES and edtf in scene.dates:
        spots, front = scene.dates[edtf], scene.discourse.front.date
        spot = nearest_place(scene, number, spots) if spots else scene.names[number][0]
        place = front.place if front is not None and not spots else None
        work.dates.append(
            DateFact(edtf, "milestone", spot.passage, spot.start, spot.end, "learnt-date", stated=False, front=place)
        )
