"""Who leads a piece of work, and when, as far as that is learnt: facts that no words state, each with a confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.claims import lead_of
from loaders.documents.prose.initiative_candidates import DateFact, RoleFact
from loaders.documents.prose.learnt.relations import Relator
from loaders.documents.prose.learnt.scene import Scene

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.learnt.chooser import Model

LEADS: Final = 0.62  # the probability from which a party is inferred to lead
LEADS_BY_RULE: Final = 0.4  # from which it leads where a rule infers it
PARTNERS: Final = 0.35  # from which a party is a partner that a rule infers
DATES: Final = 0.8  # from which a date is inferred to be of a piece of work
DATES_BY_RULE: Final = 0.2  # from which it is where a rule infers it


def refine(discourse: Discourse, works: Sequence[Work], learnt: Model) -> None:
    """Infer who leads the works of a document, and when; take away what rules infer and is not likely."""
    whole = [work for work in works if not work.is_component]
    relator = Relator(Scene.of(discourse, whole))
    pairs = list(relator.pairs())
    rows = [row for _, _, row in pairs]
    leads: dict[int, dict[str, float]] = {}
    for (number, key, _), likely in zip(pairs, learnt.leads.probabilities(rows), strict=True):
        leads.setdefault(number, {})[key] = float(likely)
    for (number, key, _), likely in zip(pairs, learnt.partners.probabilities(rows), strict=True):
        if likely < PARTNERS:
            work = whole[number]
            work.roles = [fact for fact in work.roles if fact.stated or fact.party.key != key or fact.role == "lead"]
    for number, found in leads.items():
        _set_lead(whole[number], found, relator.scene)
    dates = list(relator.dates())
    for (number, edtf, _), likely in zip(dates, learnt.dates.probabilities([row for _, _, row in dates]), strict=True):
        _set_date(whole[number], edtf, float(likely), relator.scene)


def _set_lead(work: Work, likely: Mapping[str, float], scene: Scene) -> None:
    """Let the likeliest party lead, unless words say who does, or rules infer one that is likely enough."""
    lead = lead_of(work)
    if lead.fact is not None and not lead.proposed:
        if lead.stated or likely.get(lead.fact.party.key, 0.0) >= LEADS_BY_RULE:
            return
        work.roles = [fact for fact in work.roles if fact.role != "lead" or fact.stated]
    key = max(likely, key=lambda one: (likely[one], one))
    if likely[key] < LEADS:
        return
    spots = scene.parties[key]
    spot = next((one for one in spots if one.party and not one.party.inferred), spots[0])
    if spot.party is not None:
        work.roles = [fact for fact in work.roles if fact.party.key != key]
        work.roles.append(
            RoleFact(spot.party, "lead", spot.passage, spot.start, spot.end, "learnt-lead", stated=False,
                     confidence=likely[key])
        )  # fmt: skip


def _set_date(work: Work, edtf: str, likely: float, scene: Scene) -> None:
    """Take away a date that rules infer and is not likely; add one that is very likely."""
    if any(fact.edtf == edtf for fact in work.dates):
        if likely < DATES_BY_RULE:
            work.dates = [fact for fact in work.dates if fact.edtf != edtf]
    elif likely >= DATES and edtf in scene.dates:
        spot = scene.dates[edtf][0]
        work.dates.append(DateFact(edtf, "milestone", spot.passage, spot.start, spot.end, "learnt-date", stated=False))
