"""Assign the columns of a table to fields, for a proposed mapping: by the words of headers and what columns hold.

Each column may name several fields (`loaders.mapping.headers`, `loaders.mapping.header_words`). The score of a column
for a field is the weight of the meaning times how well the values suit it (`ColumnProfile.fit`); the best scores are
taken first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graph.text.strings import words
from loaders.mapping.header_words import find_bilingual, header_language, header_meanings, is_phase
from loaders.mapping.headers import header_field
from loaders.tables.detection.profiles import ColumnProfile

if TYPE_CHECKING:
    from loaders.tables.formats.header import Table

MIN_SCORE: Final = 0.45
MIN_SECOND_SCORE: Final = 0.55  # of a further column of a field
EXACT_WEIGHT: Final = 1.05  # of a header that a list has as a whole
# how many columns a field takes
SEVERAL: Final = {
    "alternative": 3,
    "former": 3,
    "code": 3,
    "organisation": 2,
    "themes": 4,
    "partners": 2,
    "external_partners": 2,
    "place": 6,
}
LEADS: Final = frozenset({"lead", "organisation"})  # of two that are as likely, the one that differs more
BY_LANGUAGE: Final = frozenset({"title", "name", "summary", "needs", "abbreviation", "alternative", "former"})
MIN_MARKED: Final = 3  # columns of yes or no side by side that are themes rather than questions
MAX_LABEL_WORDS: Final = 6
NO_LABELS: Final = frozenset(("other", "others", "none", "total", "autre", "autres", "aucun", "annet", "overig", "n a"))
_QUESTION_WORDS: Final = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can", "will", "uses", "use", "contains",
     "e", "est", "sont", "a", "ont", "peut", "fait")
)  # fmt: skip
THEME_PREFIXES: Final = (
    "theme_",
    "sector_",
    "topic_",
    "subject_",
    "tag_",
    "area_",
    "thematique_",
    "secteur_",
    "domaine_",
)
LIST_SHARE: Final = 0.9  # of the pairs of a key and a member that have to differ, in participations
VARYING_SHARE: Final = 0.3  # of the keys of several rows whose members have to differ
MIN_GROUPS: Final = 3
MIN_STATUS_SHARE: Final = 0.2  # of the values of a column of phases that have to suggest a status


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column that may be a field."""

    column: int
    field: str
    language: str
    score: float
    exact: bool


class Columns:
    """The columns of a table with their profiles and their candidates."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.profiles = [ColumnProfile.of(table, at) for at in range(len(table.columns))]

    @cached_property
    def marked(self) -> list[int]:
        """The columns of themes that a row marks with yes or no: the longest run of such columns."""
        best: list[int] = []
        run: list[int] = []
        for at, profile in enumerate(self.profiles):
            if profile.is_marks and _is_label(self.table.columns[at]):
                run = [*run, at]
                best = max(best, run, key=len)
            elif profile.texts:
                run = []
        kept = [at for at in best if " ".join(words(self.table.columns[at])) not in NO_LABELS]
        return kept if len(kept) >= MIN_MARKED else []

    def candidates(self) -> Iterator[Candidate]:
        """All columns that may be a field, with their scores; headers in two languages say those of texts."""
        found = list(self._candidates())
        headers = self.table.columns
        both = find_bilingual(
            (one.field, headers[one.column]) for one in found if one.field in BY_LANGUAGE and not one.language
        )
        for one in found:
            is_paired = one.field in both and not one.language
            yield replace(one, language=header_language(headers[one.column])) if is_paired else one

    def _candidates(self) -> Iterator[Candidate]:
        for at, header in enumerate(self.table.columns):
            if at in self.marked or not self.profiles[at].texts:
                continue
            field, language = header_field(header)
            meanings = header_meanings(header)
            if field == "place" and any(one.field == "whole" for one in meanings):
                field = "whole"  # a country is what organisations are part of
            if field == "status" and self._is_other_state(at):
                field = None
            if field:
                score = EXACT_WEIGHT * self.profiles[at].fit(field)
                yield Candidate(at, field, language, score, exact=True)
            for one in meanings:
                if one.field != field and not (one.field == "status" and self._is_other_state(at)):
                    score = one.weight * self.profiles[at].fit(one.field)
                    yield Candidate(at, one.field, one.language or language, score, exact=False)

    def _is_other_state(self, column: int) -> bool:
        """Whether a column of phases or states holds hardly any word for a status: those of a country, for instance."""
        return is_phase(self.table.columns[column]) and self.profiles[column].status_like_share < MIN_STATUS_SHARE


def assign(columns: Columns) -> list[Candidate]:
    """Return which column is which field: the best scores first, then the order of columns.

    A field of texts takes one column for each language; if a text has its languages, a column without one is left out.
    """
    taken: dict[int, Candidate] = {}
    used: dict[tuple[str, str], int] = {}
    for one in _ranked(list(columns.candidates()), columns):
        slot = (one.field, one.language if one.field in BY_LANGUAGE or one.field == "organisation" else "")
        if one.score < MIN_SCORE or one.column in taken or used.get(slot, 0) >= SEVERAL.get(one.field, 1):
            continue
        if one.field in BY_LANGUAGE and any(
            field == one.field and bool(language) != bool(one.language) for field, language in used
        ):
            continue
        if one.field == "themes" and any(
            other.field == "themes" and other.language != one.language for other in taken.values()
        ):
            continue  # the same themes in another language
        if one.field in SEVERAL and used.get(slot) and not one.exact and one.score < MIN_SECOND_SCORE:
            continue
        taken[one.column] = one
        used[slot] = used.get(slot, 0) + 1
    return [taken[column] for column in sorted(taken)]


def _ranked(found: Sequence[Candidate], columns: Columns) -> list[Candidate]:
    """The candidates, the best first; texts in both languages come before one without a language."""
    languages: dict[str, set[str]] = {}
    for one in found:
        if one.score >= MIN_SCORE and one.language:
            languages.setdefault(one.field, set()).add(one.language)
    both = {field for field, known in languages.items() if field in BY_LANGUAGE and len(known) > 1}

    def rank(one: Candidate) -> tuple[float, float, int]:
        bonus = EXACT_WEIGHT if one.field in both and one.language else 0.0
        several = -columns.profiles[one.column].distinct_share if one.field in LEADS else 0.0
        return -round(one.score + bonus, 2), round(several, 2), one.column

    return sorted(found, key=rank)


def find_groups(columns: Columns, key: Sequence[int], member: int) -> bool:
    """Whether rows of one key differ in their member, as rows of participations do.

    Args:
        columns: those of the table.
        key: the columns that say which initiative a row is about.
        member: a column of organisations.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in columns.table.sample:
        cells = tuple(row.cells[at] if at < len(row.cells) else "" for at in (*key, member))
        if all(cells):
            groups.setdefault(cells[:-1], []).append(cells[-1])
    several = [members for members in groups.values() if len(members) > 1]
    if len(several) < MIN_GROUPS:
        return False
    pairs = sum(len(members) for members in several)
    distinct = sum(len(set(members)) for members in several)
    varying = sum(len(set(members)) > 1 for members in several)
    return distinct >= LIST_SHARE * pairs and varying >= VARYING_SHARE * len(groups)


def _is_label(header: str) -> bool:
    """Whether a header may be the label of a theme: a few words that are no question, and no field of their own."""
    found = words(header)
    if header == header.lower() and "_" in header and not header.startswith(THEME_PREFIXES):
        return False  # a name of a variable
    return bool(found) and len(found) <= MAX_LABEL_WORDS and found[0] not in _QUESTION_WORDS and "?" not in header
