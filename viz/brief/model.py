"""The content of a brief, whatever it is written as: headings, paragraphs, lists and tables, each text in its language.

Texts are plain: every format writes its own marks around them and makes harmless what could be one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one language; `strong`: it stands out, as a title before its text."""

    text: str
    language: str
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a part."""

    level: int
    run: Run


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text by itself."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, and the items below it, which have none below them."""

    runs: Runs
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with bullets."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the headers of its columns, then rows as wide."""

    headers: Runs
    rows: tuple[Runs, ...]


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole document; `day` (YYYY-MM-DD) stands wherever a format wants a date of making."""

    title: str
    language: str
    audience: str
    day: str
    blocks: tuple[Block, ...] = field(default=())


def plain(runs: Iterable[Run]) -> str:
    """The words of runs."""
    return "".join(run.text for run in runs)
