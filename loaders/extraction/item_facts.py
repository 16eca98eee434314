"""The facts that the text of an item states, in each language that it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.extraction.annotation import make_scene
from loaders.extraction.initiative_facts import find_asks, find_parent, find_partners_and_dates, find_status
from loaders.extraction.partners import without_repeated

if TYPE_CHECKING:
    from loaders.extraction.initiative_facts import Statement
    from loaders.extraction.milestones import Milestone
    from loaders.extraction.partners import Partnering
    from loaders.text.other_language import LanguagePart


@dataclass(slots=True)
class ItemFacts:
    """What a text states, each with the part of the text that states it."""

    partnerings: list[tuple[LanguagePart, Partnering]] = field(default_factory=list)
    milestones: list[tuple[LanguagePart, Milestone]] = field(default_factory=list)
    status: tuple[LanguagePart, Statement] | None = None
    parent: tuple[LanguagePart, Statement] | None = None
    asks: list[tuple[LanguagePart, Statement]] = field(default_factory=list)


def find_item_facts(parts: Sequence[LanguagePart], lead: str, siblings: Mapping[str, str]) -> ItemFacts:
    """Return what a text states; of its status and its whole, what the first part says that states it.

    Args:
        parts: the text, by language.
        lead: the jurisdiction whose initiative it is about.
        siblings: identifier and title of the other initiatives of the lead.
    """
    made = ItemFacts()
    for part in parts:
        scene = make_scene(part.passage, lead, part.rules)
        partnerings, milestones = find_partners_and_dates(scene, part.rules)
        made.partnerings += [(part, each) for each in partnerings]
        made.milestones += [(part, each) for each in milestones]
        made.asks += [(part, each) for each in find_asks(scene, part.rules)]
        if made.status is None and (status := find_status(scene, milestones, part.rules)):
            made.status = (part, status)
        if made.parent is None and (parent := find_parent(scene, siblings, part.rules)):
            made.parent = (part, parent)
    kept = without_repeated([found for _, found in made.partnerings]) if len(parts) > 1 else None
    if kept is not None:
        made.partnerings = [each for each in made.partnerings if any(each[1] is one for one in kept)]
    return made
