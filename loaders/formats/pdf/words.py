"""A word of a page with its box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.formats.pdf.orientation import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and where it stands on its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def within(self, box: Box) -> bool:
        """Whether its middle is inside a box."""
        across, down = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return box[0] <= across <= box[2] and box[1] <= down <= box[3]
