"""The content of a brief in any format: headings, paragraphs, lists and tables, with the language of each text.

Texts are plain: every format writes its own marks around them and makes harmless what could be one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one language; `strong` marks titles."""

    text: str
    language: str
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a part. `mark` says that it is in another language than the document."""

    level: int
    run: Run
    mark: Run | None = None

    @property
    def runs(self) -> Runs:
        """The heading with its mark."""
        return (self.run, self.mark) if self.mark else (self.run,)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with at most one level of items below it; `quotation` is text on a line of its own."""

    runs: Runs
    items: tuple[Item, ...] = ()
    quotation: Runs = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A bullet list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: headers, then rows of the same width."""

    headers: Runs
    rows: tuple[Runs, ...]


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class Brief:
    """A document; `day` (YYYY-MM-DD) is used wherever a format needs a creation date."""

    title: str
    language: str
    audience: str
    day: str
    blocks: tuple[Block, ...] = field(default=())


def plain_text(runs: Iterable[Run]) -> str:
    """Return the text of runs."""
    return "".join(run.text for run in runs)
