"""An answer: rows with their evidence, as the command line, the API and the page get it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

VOCABULARY: Final = 0  # the "claim" behind what only the vocabulary says
Row = dict[str, Any]


class Rows(list[Row]):
    """The rows that a function found for a question, and sentences to put beside them.

    Args:
        rows: the rows.
        notes: the sentences, in the language of the view.
        more: how many rows were found beyond those that were wanted.
    """

    def __init__(self, rows: Iterable[Row] = (), notes: Iterable[str] = (), more: int = 0) -> None:
        super().__init__(rows)
        self.notes = list(notes)
        self.more = more


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question yields.

    `about` is what was asked of, in words for a heading ("Digital identity"), empty where it was asked of all.
    `rows` are dictionaries by column; each also has `evidence`, a list of ``{source, name, page, sheet, cell, line,
    quote, stated, rule}`` with what applies. `notes` are sentences in the answer's language.
    """

    question: str
    parameters: dict[str, Any]
    audience: str
    language: str
    columns: list[str]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)
    about: str = ""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON has it."""
        return {
            "question": self.question,
            "parameters": self.parameters,
            "audience": self.audience,
            "language": self.language,
            "columns": self.columns,
            "rows": self.rows,
            "notes": self.notes,
        }
