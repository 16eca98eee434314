"""What a question about opportunities asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class OpportunityQuery:
    """The parameters of the question; `listed` counts how often each theme was listed."""

    subject: str | None
    each: bool
    theme: str | None
    kind: str | None
    as_of: str | None
    include_known: bool
    limit: int
    include_dismissed: bool = False  # of suggestions from texts and needs
    most: int | None = None  # rows after which no further organisation is looked at
    listed: Counter[str | None] = field(default_factory=Counter)
