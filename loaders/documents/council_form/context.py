"""The reading of one document in the making: its lines by section, and what was made of them so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.claims import Note, Reading, ReadingSummary
from graph.model import Source, Unplaced
from loaders.layout.contacts import contacts_note, has_address, without_people
from loaders.layout.sections import Sections, paragraphs, split_sections, unmarked
from loaders.text.passages import STOP, Hyphens, Passage, join

if TYPE_CHECKING:
    from loaders.base import File
    from loaders.claims import ClaimBuilder
    from loaders.text.lines import Line
    from loaders.text.rules import Rules

PROSE = ("front", "priorities", "achievements", "needs", "background")
_HYPHENATED = re.compile(r"[\w’']+(?:-[\w’']+)*")


@dataclass(slots=True)
class DocumentContext:
    """The reading of one document in the making."""

    file: File
    rules: Rules
    lines: Sequence[Line]
    sections: Sections = field(init=False)
    hyphens: Hyphens = field(init=False)
    builder: ClaimBuilder = field(init=False)
    notes: list[Note] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)  # that named contact persons
    sender: str | None = None  # the one member that submits the document
    placed: set[tuple[int | None, int, int | None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.hyphens = _hyphens(self.lines, self.rules)
        self.sections = split_sections(self.lines, self.rules)
        for part in PROSE:
            kept = without_people(self.sections.get(part), self.rules)
            self.sections.lines[part] = kept.lines
            self.removed += kept.removed
            for group in kept.remarks:
                self.leave(group)

    def copied(self) -> DocumentContext:
        """A context of the same document, of which nothing was read yet; reading one does not change the other."""
        made = copy(self)
        made.sections = Sections(
            {part: list(lines) for part, lines in self.sections.lines.items()},
            list(self.sections.found),
            list(self.sections.headings),
        )
        made.notes, made.unplaced, made.removed = list(self.notes), list(self.unplaced), list(self.removed)
        made.placed = set(self.placed)
        return made

    def join(self, lines: Sequence[Line]) -> Passage:
        """Running text from lines."""
        return join(lines, self.hyphens)

    def prose(self) -> list[tuple[str, Passage]]:
        """The paragraphs outside the table, each with its part of the document and without its bullet."""
        groups = [(part, group) for part in PROSE for group in paragraphs(self.sections.get(part))]
        return [(part, self.join(unmarked(group))) for part, group in groups]

    def leave(self, lines: Iterable[Line]) -> None:
        """Keep lines that no claim is made of, as unplaced; those with an address are left out, and counted."""
        kept: list[Line] = []
        for line in lines:
            (self.removed if has_address(line.text) else kept).append(line)
        if kept and any(char.isalnum() for line in kept for char in line.text):
            passage = self.join(unmarked(kept))
            first = kept[0]
            self.unplaced.append(
                Unplaced(source=self.file.id, page=first.page, line=first.number, text=passage.text.replace(STOP, ""))
            )

    def reading(self) -> Reading:
        """The reading of the document."""
        self.notes += contacts_note(self.removed)
        source = Source(
            id=self.file.id,
            name=self.file.name,
            media_type=self.file.media_type,
            language=self.rules.language,
            edition=self.builder.edition,
        )
        whose = {"reported_by": self.sender, "edition": self.builder.edition}
        unplaced = [text.model_copy(update=whose) for text in self.unplaced]
        return Reading(source, self.builder.claims, remarks=ReadingSummary(unplaced, self.notes))


def _hyphens(lines: Sequence[Line], language_rules: Rules) -> Hyphens:
    found = {word for line in lines for word in _HYPHENATED.findall(line.text.casefold().rstrip("-"))}
    return Hyphens(found, language_rules.keep_before, language_rules.keep_after)
