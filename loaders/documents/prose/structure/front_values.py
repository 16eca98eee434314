"""A value that a document gives for itself, and the labels and cells that may hold one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.documents.prose.structure.segment import Segment
    from loaders.text.names import Named

MAX_LABEL_WORDS: Final = 6  # of a label that stands on a line or in a cell of its own
MAX_VALUE_WORDS: Final = 12  # of the line below a label
PAIR: Final = 2  # cells of a row that is a label and its value


@dataclass(frozen=True, slots=True)
class FrontValue:
    """A value that a document gives, where it stands, and the rule that found it; no place where a person gave it.

    Attributes:
        value: the value: an identifier, or a date as EDTF.
        rule: that which found it.
        place: where it stands.
        is_update: of a date, whether it is the one on which the document was updated, which is none of its work.
        named: of a sender that the vocabulary does not have, what the document says of it.
    """

    value: str
    rule: str
    place: Place | None = None
    is_update: bool = False
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label and its value, which stand in cells or on lines of their own.

    Attributes:
        label: the label, without a colon.
        segment: where the value stands.
        start, end: its characters there.
    """

    label: str
    segment: Segment
    start: int
    end: int

    @property
    def value(self) -> str:
        """The value."""
        return self.segment.text[self.start : self.end].strip()


def labelled_values(first: Sequence[Segment]) -> Iterator[LabelledValue]:
    """The labels and values of the first segments: in the two cells of a row, or on two lines, of which one ends so."""
    for segment in first:
        yield from _of_rows(segment)
    for label, segment in pairwise(first):
        text = label.text.rstrip()
        is_label = label.kind != "table" and text.endswith(":") and len(text.split()) <= MAX_LABEL_WORDS
        if is_label and segment.kind != "table" and len(segment.text.split()) <= MAX_VALUE_WORDS:
            yield LabelledValue(text.rstrip(" :"), segment, 0, len(segment.text))


def _of_rows(segment: Segment) -> Iterator[LabelledValue]:
    if segment.grid is None:
        return
    spans = iter(segment.cells)
    for row in segment.grid.rows:
        cells = [next(spans, (0, 0)) for cell in row if cell]
        if len(cells) != PAIR:
            continue
        label = " ".join(segment.text[slice(*cells[0])].split()).rstrip(" :")
        if label and len(label.split()) <= MAX_LABEL_WORDS:
            yield LabelledValue(label, segment, *cells[1])
