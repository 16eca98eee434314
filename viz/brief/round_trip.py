"""Re-parse an item's text to find which facts it already states, so that a brief adds only the missing ones.

It uses the rules of the reader itself (`loaders`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.documents.council_form.titles import split_title
from loaders.extraction.item_facts import find_item_facts
from loaders.text.lines import Line, clean
from loaders.text.names import name_jurisdiction
from loaders.text.other_language import split_languages
from loaders.text.passages import Passage
from loaders.text.rules import rules, rules_for

if TYPE_CHECKING:
    from loaders.extraction.partners import Partnering

Partnership = tuple[frozenset[str], str | None, str | None]  # members, since, until


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """The facts that the reader finds in the text of an initiative."""

    title: str
    has_rest: bool
    dates: frozenset[tuple[str, str]]
    status: str | None
    together: frozenset[Partnership]
    external: frozenset[str]
    parent: str | None


def read_item(text: str, lead: str, language: str, siblings: Mapping[str, str], *, part: bool) -> ReadFacts:
    """Return the facts that the reader finds in the text of an item.

    Args:
        text: title and summary.
        lead: the jurisdiction whose item it is.
        language: the language of the document.
        siblings: identifier and title of the other initiatives of the lead.
        part: whether it is a component of another item.
    """
    document_rules = rules(language)
    flat = " ".join(clean(text).split())
    passage = Passage(flat, (0,), (Line(flat, 1),))
    piece = split_title(passage, document_rules, "stop", part=part)
    parts = split_languages(passage, document_rules, is_marked=piece.in_other_language)
    facts = find_item_facts(parts, lead, {} if part else siblings)
    return ReadFacts(
        flat[: piece.title],
        piece.has_rest,
        frozenset((each.kind, each.date.span.edtf) for _, each in facts.milestones),
        facts.status[1].value if facts.status else None,
        frozenset(_together(lead, each) for _, each in facts.partnerings),
        frozenset(name for _, each in facts.partnerings for name in each.outside),
        facts.parent[1].value if facts.parent else None,
    )


def detect_language(text: str, language: str) -> str:
    """Return the language that the reader assumes for a text in a document."""
    return rules_for(text, rules(language)).language


def _together(lead: str, found: Partnering) -> Partnership:
    members = {*found.partners, *(each.id for each in found.strangers if each.id)}
    if found.with_lead:
        members.add(lead)
    return (
        frozenset(members),
        found.since.span.edtf if found.since else None,
        found.until.span.edtf if found.until else None,
    )


def is_known_lead(name: str, language: str) -> bool:
    """Return whether the reader recognizes a line before a list as the lead of its items."""
    named = name_jurisdiction(name, rules(language))
    return named.known or bool(named.abbreviation) or named.level_rule is not None
