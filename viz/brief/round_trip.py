"""What the analysis reader hears in the text of an item: a brief adds only what a text does not say already.

The rules are the reader's own (`loaders`), so that what a brief says is what loading it finds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.text import tidy
from loaders.documents.titles import split_title
from loaders.extraction.annotation import make_scene
from loaders.extraction.initiative_facts import find_asks, find_parent, find_partners_and_dates, find_status
from loaders.text.lines import Line, clean
from loaders.text.names import name_jurisdiction
from loaders.text.passages import Passage
from loaders.text.rules import rules, rules_for

if TYPE_CHECKING:
    from loaders.extraction.partners import Partnering

Together = tuple[frozenset[str], str | None, str | None]  # members, since, until


@dataclass(frozen=True, slots=True)
class Heard:
    """The facts that a text states of an initiative, as the reader finds them."""

    title: str
    has_rest: bool
    dates: frozenset[tuple[str, str]]
    status: str | None
    together: frozenset[Together]
    external: frozenset[str]
    asks: frozenset[str]
    parent: str | None


def heard(text: str, lead: str, language: str, siblings: Mapping[str, str], *, part: bool) -> Heard:
    """What the reader finds in the text of an item.

    Args:
        text: title and summary.
        lead: the jurisdiction whose item it is.
        language: that of the document.
        siblings: identifier and title of the other initiatives of the lead.
        part: whether it is a part of another item.
    """
    usual = rules(language)
    flat = " ".join(clean(text).split())
    passage = Passage(flat, (0,), (Line(flat, 1),))
    piece = split_title(passage, usual, "stop", part=part)
    spoken = rules_for(flat, usual)
    scene = make_scene(passage, lead, spoken)
    found, milestones = find_partners_and_dates(scene, spoken)
    status = find_status(scene, milestones, spoken)
    parent = find_parent(scene, siblings, spoken) if not part else None
    asks = (passage.part(each.start, each.stop).text for each in find_asks(scene, spoken))
    return Heard(
        flat[: piece.title],
        piece.has_rest,
        frozenset((each.kind, each.date.span.edtf) for each in milestones),
        status.tells if status else None,
        frozenset(_together(lead, each) for each in found),
        frozenset(name for each in found for name in each.outside),
        frozenset(map(tidy, asks)),
        parent.tells if parent else None,
    )


def language_heard(text: str, language: str) -> str:
    """The language in which the reader takes a text that stands in a document of this language."""
    return rules_for(text, rules(language)).language


def _together(lead: str, found: Partnering) -> Together:
    members = {*found.partners, *(each.id for each in found.strangers if each.id)}
    if found.with_lead:
        members.add(lead)
    return (
        frozenset(members),
        found.since.span.edtf if found.since else None,
        found.until.span.edtf if found.until else None,
    )


def is_lead(name: str, language: str) -> bool:
    """Whether a line with this name, right before a list, is known as who leads its items."""
    named = name_jurisdiction(name, rules(language))
    return named.known or bool(named.abbreviation) or named.level_rule is not None


def asks_of(text: str, language: str) -> list[tuple[str, str]]:
    """The asks in a text of the council's own, each with the jurisdiction that asks."""
    usual = rules(language)
    flat = " ".join(clean(text).split())
    passage = Passage(flat, (0,), (Line(flat, 1),))
    found = find_asks(make_scene(passage, None, usual), usual)
    return [(each.tells, tidy(passage.part(each.start, each.stop).text)) for each in found]
