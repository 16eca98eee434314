"""The council's own words on its priorities and on what jurisdictions need, kept as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from loaders.extraction.initiative_facts import is_boilerplate
from loaders.layout.sections import is_closed, unmarked
from loaders.text.other_language import split_languages

if TYPE_CHECKING:
    from graph.claims import Kind
    from loaders.documents.council_form.context import DocumentContext
    from loaders.text.lines import Line

FEWEST_WORDS: Final = 5  # of a paragraph that does not end as a sentence does


def add_prose(made: DocumentContext, kind: Kind, subject: str, part: str, groups: Sequence[Sequence[Line]]) -> None:
    """Add each paragraph as a claim, numbered within its part, but for boilerplate and what only introduces a list.

    Args:
        made: the reading of the document.
        kind: what the words are about: the edition, or a need.
        subject: its identifier.
        part: of the document, such as `priorities:1`.
        groups: the lines of each paragraph.
    """
    number = 0
    for group in groups:
        passage = made.join(unmarked(group))
        text = passage.text.strip()
        if not _is_prose(text) or is_boilerplate(text, made.rules):
            continue
        number += 1
        marked, own = split_languages(passage, made.rules)[-1]
        made.builder.add_value(
            kind, subject, "prose", marked.text.strip(), marked.place(), "council-prose",
            qualifier=f"{part}:{number}", language=own.language,
        )  # fmt: skip
        made.placed.update(line.key for line in group)


def _is_prose(text: str) -> bool:
    return not text.endswith(":") and (is_closed(text) or len(text.split()) >= FEWEST_WORDS)
