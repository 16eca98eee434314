"""A party that a text names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.text.strings import jurisdiction_slug

if TYPE_CHECKING:
    from loaders.text.names import Named


@dataclass(frozen=True, slots=True)
class Party:
    """A party named at `text[start:end]`.

    Attributes:
        start, end: where its name stands.
        name: its name as written.
        id: the identifier of a government or of one of its bodies; None for an organisation outside government.
        named: what the document says of a body that the vocabulary does not have.
        inferred: whether the text says "we" or "the Department" in place of its name.
    """

    start: int
    end: int
    name: str
    id: str | None
    named: Named | None = None
    inferred: bool = False

    @property
    def key(self) -> str:
        """What tells it from other parties."""
        return self.id or jurisdiction_slug(self.name)
