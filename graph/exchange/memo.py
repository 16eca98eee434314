"""A memo as its reader hands it to verification: its passages in reading order, each with its place."""

from __future__ import annotations

from typing import Literal

from graph.model import Model, Text

PassageKind = Literal["heading", "text", "item", "header", "row"]


class MemoPassage(Model):
    """A heading, a paragraph, an item of a list, or a row or header of a table.

    `section` counts the headings before it. `sentences` are where its sentences start and stop in `text`, and `places`
    the page and line on which each begins, where the passage has several lines. `cells` are those of a row by the field
    that their header names (title, lead, partners, status, launch …) as the headers of loaded tables do; a line
    “Lead: Ontario” is a row of one cell.
    """

    kind: PassageKind
    text: Text
    page: int | None = None
    line: int | None = None
    section: int = 0
    sentences: list[tuple[int, int]] = []
    places: list[tuple[int | None, int | None]] = []
    cells: dict[str, str] = {}

    def at_sentence(self, number: int) -> MemoPassage:
        """Return the passage with the page and line on which one of its sentences begins."""
        if number >= len(self.places):
            return self
        page, line = self.places[number]
        return self.model_copy(update={"page": page, "line": line})


class Memo(Model):
    """The passages of a memo, and the language of most of its words ("en" or "fr")."""

    name: str
    language: Literal["en", "fr"]
    passages: list[MemoPassage]
