"""What is noted beside a passage: each verdict with its explanation and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from queries.questions.question import format_value
from queries.verification.model import VERDICTS
from queries.verification.rendering import NOT_CHECKED

MAX_EVIDENCE: Final = 3  # sources quoted in a note
_PLACE: Final = {
    "en": {"page": "page {n}", "line": "line {n}", "sheet": "sheet {n}", "cell": "cell {n}"},
    "fr": {"page": "page {n}", "line": "ligne {n}", "sheet": "feuille {n}", "cell": "cellule {n}"},
}


class Note(NamedTuple):
    """One verdict: its code and its label, the statement, what the graph says, and the sources."""

    verdict: str
    label: str
    statement: str | None
    explanation: str
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """The statement, where it was understood, and what the graph says."""
        return f"{self.statement}. {self.explanation}" if self.statement else self.explanation


class MarkedPassage(NamedTuple):
    """A sentence or row of a memo with the verdicts on it, the gravest first."""

    text: str
    line: int | None
    page: int | None
    notes: tuple[Note, ...]


def marked_passages(rows: Iterable[Mapping[str, Any]], language: str) -> list[MarkedPassage]:
    """Return the passages that were checked, in the order of the memo."""
    grouped: dict[tuple[int | None, int | None, str], list[Note]] = defaultdict(list)
    for row in rows:
        if row["verdict"] != NOT_CHECKED:
            grouped[row["page"], row["line"], row["passage"]].append(_note(row, language))
    return [
        MarkedPassage(text, line, page, tuple(sorted(notes, key=lambda note: VERDICTS.index(note.verdict))))
        for (page, line, text), notes in grouped.items()
    ]


def _note(row: Mapping[str, Any], language: str) -> Note:
    label = str(format_value("verdict", row["verdict"], language))
    sources = tuple(_source(entry, language) for entry in row["evidence"][:MAX_EVIDENCE])
    return Note(row["verdict"], label, row["statement"], row["explanation"], sources)


def _source(entry: Mapping[str, Any], language: str) -> str:
    parts = [str(entry.get("name") or entry["source"])]
    parts += [text.format(n=entry[key]) for key, text in _PLACE[language].items() if key in entry]
    place = ", ".join(parts)
    if "quote" not in entry:
        return place
    return f"{place}: “{entry['quote']}”" if language == "en" else f"{place}\u00a0: «\u202f{entry['quote']}\u202f»"
