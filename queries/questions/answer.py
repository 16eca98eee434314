"""Answers: rows with their evidence, as the command line, the API and the page receive them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

VOCABULARY_CLAIM: Final = 0  # claim number of what only the vocabulary states
VOCABULARY_EVIDENCE: Final[Mapping[str, Any]] = {"source": "vocabulary", "stated": True, "rule": "vocabulary"}
UNSTATED: Final = "unstated"  # of a row: what in its cells no source states
BASIS: Final = "stated"  # of a row that is one fact: whether it is stated or inferred
PAIR_CLAIMS: Final = "pair_claims"  # of a row that says that two work together: the claims of both, for each occasion
Row = dict[str, Any]
# rules of themes and levels of government: tables do not mark what they infer, as nearly all of these are inferred
_ATTRIBUTE_RULES: Final = ("theme-", "level-", "decided-theme")


def find_mark(evidence: Iterable[Mapping[str, Any]]) -> str | None:
    """Return "proposed" or "inferred" where a fact of a row is no more than that, else None."""
    weak = [entry for entry in evidence if not entry["stated"] and not entry["rule"].startswith(_ATTRIBUTE_RULES)]
    if any(entry.get("proposed") for entry in weak):
        return "proposed"
    return "inferred" if weak else None


def list_marks(row: Mapping[str, Any]) -> list[str]:
    """Return "inferred" and "proposed" as far as a row holds such facts, in this order.

    A row with a basis is one fact: stated if one source states it, whatever rules infer from others.
    """
    if row.get(BASIS) == "stated":
        return []
    found: set[str | None] = set()
    for mark in row.get(UNSTATED, {}).values():
        found.update(mark if isinstance(mark, list) else [mark])
    if not found:
        found = {find_mark(row.get("evidence", ()))}
    return [mark for mark in ("inferred", "proposed") if mark in found]


def correct_basis(row: Row) -> None:
    """Say "inferred" of a row that is one fact, where its evidence does not state it."""
    evidence = row["evidence"]
    if row.get(BASIS) == "stated" and evidence and not any(entry["stated"] for entry in evidence):
        row[BASIS] = "inferred"


def bear_out_pair(row: Row, found: Mapping[int, Mapping[str, Any]]) -> None:
    """Say what bears out that the two of a row work together: they do as surely as the less sure of both takes part.

    Where they work together on several occasions, the surest counts. A row that is one fact has the claims of all of
    them as evidence; another row, those of the surest.

    Args:
        row: a row; without `PAIR_CLAIMS` it remains as it is.
        found: evidence by claim number.
    """
    pairs = row.pop(PAIR_CLAIMS, None)
    if not pairs:
        return
    surest = min(pairs, key=lambda pair: _find_doubt([found[one] for one in pair if one in found]))
    if BASIS not in row:
        row["evidence"] = list(surest)
        return
    row["evidence"] = sorted({*row["evidence"], *chain.from_iterable(pairs)})
    if any(not found[one]["stated"] for one in surest if one in found):
        row[BASIS] = "inferred"


def _find_doubt(evidence: Sequence[Mapping[str, Any]]) -> tuple[int, float]:
    """Return how much of this evidence is not stated or only proposed, and how unsure its least sure part is."""
    mark = find_mark(evidence)
    unsure = max((1 - entry.get("confidence", 1.0) for entry in evidence), default=0.0)
    return (None, "inferred", "proposed").index(mark), unsure


def find_cell_marks(cells: Mapping[str, Sequence[Mapping[str, Any] | None]]) -> dict[str, str | list[str | None]]:
    """Return the mark of each column in which something is inferred or proposed.

    Args:
        cells: the evidence of each column, in the order of what it lists; None where there is none.

    Returns:
        "inferred" or "proposed" by column; for several things in one cell a list, with None for what is stated.
    """
    marks: dict[str, str | list[str | None]] = {}
    for column, entries in cells.items():
        found = [find_mark([entry] if entry else ()) for entry in entries]
        if any(found):
            marks[column] = found if len(found) > 1 else found[0] or ""
    return marks


class Rows(list[Row]):
    """The rows that a function computed for a question.

    Args:
        rows: the rows.
        notes: sentences about the answer, in the language of the view.
        omitted: how many more rows were found.
    """

    def __init__(self, rows: Iterable[Row] = (), notes: Iterable[str] = (), omitted: int = 0) -> None:
        super().__init__(rows)
        self.notes = list(notes)
        self.omitted = omitted


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    `rows` are dictionaries by column; each also has `evidence`, a list of ``{source, name, page, sheet, cell, line,
    quote, stated, rule}`` with the keys that apply. Where something in a cell is not stated, some questions also say in
    `unstated` which: "inferred" or "proposed" by column. `notes` are sentences in the answer's language. `about` names
    the parameters, for a heading ("Digital identity"); it is empty for a question without parameters.
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
        """Return the answer as it is written to JSON."""
        return {
            "question": self.question,
            "parameters": self.parameters,
            "audience": self.audience,
            "language": self.language,
            "columns": self.columns,
            "rows": self.rows,
            "notes": self.notes,
        }
