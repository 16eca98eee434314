"""Lines that are too long to be read whole: their beginning is read, the rest is kept as text that is not placed.

No sentence, heading or cell of a document is that long; a damaged or hostile file may hold millions of characters in
one, for each of which names, dates and phrases would be looked for many times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.claims import Note, ReadingSummary, note
from graph.model import Unplaced
from loaders.layout.blocks import Block, Grid
from loaders.text.contacts import without_contacts

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.text.lines import Line

MAX_LINE_CHARACTERS: Final = 40_000  # ten pages without the end of a line
MAX_HEADING_CHARACTERS: Final = 2_000


@dataclass(slots=True)
class LongLines:
    """Cuts lines, and collects what is cut off."""

    rests: list[Line] = field(default_factory=list)

    def cut(self, blocks: Sequence[Block]) -> list[Block]:
        """Return blocks whose lines have at most `MAX_LINE_CHARACTERS`, headings at most `MAX_HEADING_CHARACTERS`."""
        return [self._cut_block(block) for block in blocks]

    def keep_rests(self, reading: Reading) -> Reading:
        """Return a reading with what was cut off as text that is not placed; its reporter is that of all claims."""
        if not self.rests:
            return reading
        reporters = {claim.reported_by for claim in reading.claims}
        reporter = reporters.pop() if len(reporters) == 1 else None
        left = [
            Unplaced(
                source=reading.source.id, page=line.page, line=line.number, text=text,
                reported_by=reporter, edition=reading.source.edition,
            )
            for line in self.rests
            if any(map(str.isalnum, text := without_contacts(line.text).strip()))
        ]  # fmt: skip
        return replace(reading, remarks=ReadingSummary([*reading.unplaced, *left], [*self._notes(), *reading.notes]))

    def _notes(self) -> list[Note]:
        return [
            note(
                "Line {line} is too long: its first {most} characters were read, the rest ({n}) was kept as it is.",
                line=line.number, most=_limit(line), n=len(line.text),
            )
            for line in self.rests[:1]
        ]  # fmt: skip

    def _cut_block(self, block: Block) -> Block:
        if isinstance(block, Grid):
            return Grid([[None if cell is None else self._cut_lines(cell) for cell in row] for row in block.rows])
        return self._cut_lines(block)

    def _cut_lines(self, lines: list[Line]) -> list[Line]:
        if all(len(line.text) <= MAX_HEADING_CHARACTERS for line in lines):
            return lines
        return [self._cut_line(line) for line in lines]

    def _cut_line(self, line: Line) -> Line:
        most = _limit(line)
        if len(line.text) <= most:
            return line
        space = line.text.rfind(" ", most // 2, most)
        at = most if space < 0 else space + 1
        self.rests.append(replace(line, text=line.text[at:]))
        return replace(line, text=line.text[:at].rstrip())


def _limit(line: Line) -> int:
    return MAX_HEADING_CHARACTERS if line.heading else MAX_LINE_CHARACTERS
