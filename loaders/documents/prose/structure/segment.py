"""A segment: a part of a document that is read as one text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Label
    from loaders.layout.blocks import Grid
    from loaders.text.lines import Line
    from loaders.text.passages import Passage

Kind = Literal["heading", "text", "item", "table", "noise"]


@dataclass(slots=True)
class Segment:
    """A part of a document that is read as one text.

    Attributes:
        kind: what it is.
        passage: its text, without the mark of a list item.
        section: the number of the heading that it stands under; 0 before the first.
        level: how deep a list item is nested.
        grid: the table, of a segment that is one.
        rank: of a heading, its depth: the lower, the more it holds (see `loaders.documents.prose.structure.headlines`).
        bold: how many characters at its beginning are in bold.
        label: what it is the value of, where the layout sets its label apart.
        value_at: where the value begins in its text, behind the label; 0 where the text is the value alone.
        key: what front matter calls it, of a value that stands there; empty for any other text.
    """

    kind: Kind
    passage: Passage
    section: int = 0
    level: int = 0
    grid: Grid | None = None
    rank: int = 0
    bold: int = 0
    label: Label | None = None
    value_at: int = 0
    key: str = ""

    @property
    def text(self) -> str:
        """Its text."""
        return self.passage.text

    @property
    def cell_starts(self) -> list[int]:
        """Where in the text the cells of a table begin, in order; empty where it is no table."""
        found: list[int] = []
        at = 0
        for row in self.grid.rows if self.grid else ():
            for cell in row:
                if cell and at < len(self.passage.starts):
                    found.append(self.passage.starts[at])
                    at += len(cell)
        return found

    @property
    def cells(self) -> list[tuple[int, int]]:
        """Where the cells of a table, or the value of a label, stand in its text, beyond which no name goes on.

        Without either, it is the whole text.
        """
        if self.value_at:  # a label of which nobody knows what it is of may be a name as well
            known = self.label != "other"
            return [*([] if known else [(0, self.value_at)]), (self.value_at, len(self.text))]
        return [*pairwise([0, *self.cell_starts[1:], len(self.text)])]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it consists of."""
        return self.passage.lines
