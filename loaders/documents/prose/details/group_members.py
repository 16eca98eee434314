"""Members of groups of governments, each of which has the role that the text gives to its group, inferred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.bodies.groups import GROUPS
from loaders.documents.prose.entities.party import Party
from loaders.documents.prose.initiative_candidates import NAMED_CONFIDENCE, RoleFact
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Work

MEMBER: Final = "member-of-a-group"  # the rule of a party that only the name of its group names


def open_groups(discourse: Discourse, works: Sequence[Work]) -> None:
    """Put the members of a group in its place, as partners; of governments that act as one, none leads.

    A member that the text says takes no part is left out.
    """
    if not any(fact.party.id in GROUPS for work in works for fact in (*work.roles, *work.proposed_roles)):
        return
    absent = set(_who_abstain(discourse))
    for work in works:
        leading = work.parties("lead") or work.parties("side")[:1]
        if leading and all(fact.party.id in GROUPS for fact in leading):
            work.roles = [replace(fact, role="partner") if fact.role == "side" else fact for fact in work.roles]
        taking_part = {fact.party.key for fact in work.roles} | absent
        work.roles = list(_opened(work.roles, taking_part, discourse.rules.language))
        proposed = [fact for fact in work.proposed_roles if fact.role == "lead" or fact.party.key not in taking_part]
        taking_part |= {fact.party.key for fact in proposed}
        work.proposed_roles = list(_opened(proposed, taking_part, discourse.rules.language))


def _opened(facts: Sequence[RoleFact], known: set[str], language: str) -> Iterator[RoleFact]:
    """Yield the facts, with one for each member of a group that has none and is not among the known parties."""
    for fact in facts:
        group = GROUPS.get(fact.party.id or "")
        if group is None:
            yield fact
            continue
        for key in group.members:
            if key not in known:
                known.add(key)
                member = Party(fact.party.start, fact.party.end, entries()[key].name(language), key, inferred=True)
                yield replace(
                    fact,
                    party=member,
                    role="partner",
                    rule=MEMBER,
                    stated=False,
                    confidence=min(fact.confidence, NAMED_CONFIDENCE),
                )


def _who_abstain(discourse: Discourse) -> Iterator[str]:
    """The parties that the words behind their names say take no part."""
    abstains = discourse.lexicon.regex("abstains")
    for segment in discourse.outline.segments:
        text = straight(segment.text)
        for one in discourse.annotate(segment).parties:
            end = min((at for at, _ in discourse.rules.sentences(text) if at > one.end), default=len(text))
            if abstains.match(text, one.end, end):
                yield one.key
