"""Which work is meant by a name that says only a kind of work: that of the parties that the statement names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from queries.verification.facts import covers

if TYPE_CHECKING:
    from queries.verification.facts import GraphFacts, Initiative
    from queries.verification.model import NamedParty, Statement, Topic

MIN_PARTIES: Final = 2  # named, all of which work with a longer title must have


def of_parties(
    facts: GraphFacts, statement: Statement, topic: Topic, ids: Sequence[str], longer: Sequence[str]
) -> list[Initiative]:
    """Return the initiatives with a general name that have the parties that a statement names; all, if it names none.

    Args:
        facts: what the graph holds.
        statement: the statement.
        topic: the name.
        ids: the initiatives that have it.
        longer: those whose titles have its words.
    """
    found = [one for identifier in ids if (one := facts.initiative(identifier))]
    named = {one.key: one for one in (*topic.parties, *statement.parties, *statement.others)}.values()
    if not named:
        return found
    facts.read(longer)
    more = [one for identifier in longer if identifier not in ids and (one := facts.initiative(identifier))]
    fits = [(_count(one, named), one) for one in found if _agrees(one, named)]
    fits += [(len(named), one) for one in more if _count(one, named) == len(named) >= MIN_PARTIES]
    most = max((count for count, _ in fits), default=0)
    return [one for count, one in fits if count == most]


def _agrees(initiative: Initiative, named: Collection[NamedParty]) -> bool:
    """Whether an initiative has all parties that are named, or all that it has are."""
    count = _count(initiative, named)
    own = _party_ids(initiative)
    named_too = [one for one in own if any(_is_same(party, one) for party in named)]
    return count == len(named) or (count > 0 and len(named_too) == len(own))


def _count(initiative: Initiative, named: Collection[NamedParty]) -> int:
    """How many of the parties that are named an initiative has; one outside government may be in its title."""
    own = _party_ids(initiative)
    texts = [initiative.title, *(fact.value or "" for fact in initiative.of("external_partner"))]
    words = " ".join(map(fold, texts))
    return sum(any(_is_same(party, one) for one in own) or fold(party.name) in words for party in named)


def _party_ids(initiative: Initiative) -> set[str]:
    return {fact.object for fact in initiative.of("lead", "member") if fact.object} | initiative.participants.keys()


def _is_same(party: NamedParty, known: str) -> bool:
    """Whether a party is one that is known, or one is part of the other."""
    return covers(party.id, known) or covers(known, party.id)
