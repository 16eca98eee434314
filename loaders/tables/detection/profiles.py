"""What the values of a column look like: how many differ, how long they are, whether they are dates or marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from loaders.mapping.cell_dates import guess_order, read_cell_date
from loaders.mapping.headers import is_filler, level_of, mark_of, role_of, status_like, status_of

if TYPE_CHECKING:
    from loaders.tables.formats.header import Table

MIN_SHARE: Final = 0.6  # of the values of a column that have to be what its header says
MIN_DATE_SHARE: Final = 0.5
MAX_STATUSES: Final = 30  # different values of a column of statuses
MAX_STATUS_LENGTH: Final = 150  # characters, on average
MIN_SUMMARY_LENGTH: Final = 25  # characters of a summary, on average
FULL_SUMMARY_LENGTH: Final = 80  # characters from which a text is as likely a summary as any longer one
MAX_TITLE_LENGTH: Final = 250
MAX_NAME_LENGTH: Final = 120
MAX_THEME_LENGTH: Final = 80
MAX_THEME_SHARE: Final = 0.95  # of the values that differ, in a column of themes
MAX_ITEM_SHARE: Final = 0.7  # of the characters of a value that an item has, where values are lists
MIN_THEME_TEXTS: Final = 20  # values from which that is looked at
MAX_LANGUAGE_LENGTH: Final = 12  # characters of the name or code of one language
MAX_KEY_LENGTH: Final = 60
_NUMBER: Final = re.compile(r"[-+]?[\d\s.,%$€£]+")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class ColumnProfile:
    """The values of a column in the sample, on one line each, without blanks and placeholders such as ``N/A``."""

    texts: Sequence[str]

    @classmethod
    def of(cls, table: Table, column: int) -> ColumnProfile:
        """Return the profile of a column of a table."""
        return cls([text for text in table.texts(column) if not is_filler(text)])

    @cached_property
    def different(self) -> list[str]:
        """The different values, in order."""
        return list(dict.fromkeys(self.texts))

    @property
    def distinct_share(self) -> float:
        """How many of the values differ (0 to 1)."""
        return len(self.different) / len(self.texts) if self.texts else 0.0

    @cached_property
    def mean_length(self) -> float:
        """Characters of a value."""
        return sum(map(len, self.different)) / len(self.different) if self.different else 0.0

    @cached_property
    def item_length(self) -> float:
        """Characters of an item, where values are lists."""
        items = [part for text in self.different for part in re.split("[;|,\n]", text) if part.strip()]
        return sum(map(len, items)) / len(items) if items else 0.0

    @cached_property
    def is_textual(self) -> bool:
        """Whether most values have letters and are more than yes or no."""
        lettered = sum(_LETTER.search(text) is not None and not _NUMBER.fullmatch(text) for text in self.texts)
        return bool(self.texts) and lettered >= MIN_SHARE * len(self.texts) and not self.is_marks

    @cached_property
    def is_marks(self) -> bool:
        """Whether all values say yes or no, or x for yes."""
        marks = {mark_of(text) for text in self.different}
        return bool(marks) and None not in marks

    @cached_property
    def date_share(self) -> float:
        """How many of the values are dates (0 to 1)."""
        order = guess_order(self.texts)
        read = sum(read_cell_date(text, order or "mdy") is not None for text in self.texts)
        return read / len(self.texts) if self.texts else 0.0

    @cached_property
    def status_share(self) -> float:
        """How many of the values are words for a status (0 to 1)."""
        return sum(status_of(text) is not None for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def status_like_share(self) -> float:
        """How many of the values hold words that suggest a status (0 to 1)."""
        return sum(status_like(text) is not None for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def role_share(self) -> float:
        """How many of the values are words for a role (0 to 1)."""
        return sum(role_of(text) is not None for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def level_share(self) -> float:
        """How many of the values are words for a level of government (0 to 1)."""
        return sum(level_of(text) is not None for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def looks_coded(self) -> bool:
        """Whether most values are codes rather than names: one word, in small letters, or with digits."""
        words = [text for text in self.different if " " not in text]
        coded = sum(text == text.lower() or any(map(str.isdigit, text)) for text in words)
        return bool(self.different) and coded >= MIN_SHARE * len(self.different)

    def fit(self, field: str) -> float:
        """Return how well the values suit a field, from 0 (not at all) to 1; a column without values suits any.

        Args:
            field: as in `loaders.mapping.header_words.Meaning`.
        """
        return FITS[field](self) if self.texts and field in FITS else 1.0


def _fit_title(profile: ColumnProfile) -> float:
    suits = profile.is_textual and 3 <= profile.mean_length <= MAX_TITLE_LENGTH
    return (0.6 + 0.4 * profile.distinct_share) * (0.6 if profile.looks_coded else 1.0) if suits else 0.0


def _fit_summary(profile: ColumnProfile) -> float:
    if not profile.is_textual or profile.mean_length < MIN_SUMMARY_LENGTH:
        return 0.0
    return 0.5 + 0.5 * min(1.0, profile.mean_length / FULL_SUMMARY_LENGTH)


def _fit_name(profile: ColumnProfile) -> float:
    if not profile.is_textual or profile.mean_length > MAX_NAME_LENGTH:
        return 0.0
    return 0.7 if profile.looks_coded else 1.0


def _fit_names(profile: ColumnProfile) -> float:
    return 1.0 if profile.is_textual and profile.item_length <= MAX_NAME_LENGTH else 0.0


def _fit_themes(profile: ColumnProfile) -> float:
    if not profile.is_textual or profile.item_length > MAX_THEME_LENGTH:
        return 0.0
    of_lists = profile.item_length < MAX_ITEM_SHARE * profile.mean_length
    if not of_lists and profile.distinct_share > MAX_THEME_SHARE and len(profile.texts) >= MIN_THEME_TEXTS:
        return 0.6  # each row its own: hardly a theme
    return 0.7 if profile.looks_coded else 1.0


def _fit_status(profile: ColumnProfile) -> float:
    if profile.is_marks or profile.date_share > MIN_SHARE or len(profile.different) > MAX_STATUSES:
        return 0.0
    return (
        0.85 + 0.15 * profile.status_share if profile.is_textual and profile.mean_length <= MAX_STATUS_LENGTH else 0.0
    )


def _fit_date(profile: ColumnProfile) -> float:
    if profile.date_share < MIN_DATE_SHARE:
        return 0.0
    return 0.9 if all(len(text) == len("2021") for text in profile.different) else 1.0  # a day says more than a year


def _fit_language(profile: ColumnProfile) -> float:
    return 1.0 if profile.item_length <= MAX_LANGUAGE_LENGTH and profile.item_length == profile.mean_length else 0.0


def _fit_key(profile: ColumnProfile) -> float:
    return 0.0 if profile.mean_length > MAX_KEY_LENGTH or profile.is_marks else 0.5 + 0.5 * profile.distinct_share


def _fit_few(profile: ColumnProfile) -> float:
    few = len(profile.different) <= max(3, len(profile.texts) // 2)
    return 1.0 if few and profile.is_textual and profile.mean_length <= MAX_NAME_LENGTH else 0.0


def _fit_level(profile: ColumnProfile) -> float:
    return 1.0 if profile.level_share >= MIN_SHARE else 0.0


def _fit_edition(profile: ColumnProfile) -> float:
    return 1.0 if profile.mean_length <= MAX_STATUS_LENGTH and not profile.is_marks else 0.0


def _fit_role(profile: ColumnProfile) -> float:
    return 1.0 if profile.role_share >= MIN_SHARE else 0.0


FITS: Final = {
    "title": _fit_title, "name": _fit_title, "summary": _fit_summary,
    "lead": _fit_name, "organisation": _fit_name, "member": _fit_name,
    "partners": _fit_names, "external_partners": _fit_names, "themes": _fit_themes,
    "language": _fit_language, "status": _fit_status, "key": _fit_key, "code": _fit_key,
    "whole": _fit_few, "level": _fit_level, "role": _fit_role,
    "edition": _fit_edition, "start": _fit_date, "end": _fit_date,
    "launch": _fit_date, "approval": _fit_date, "completion": _fit_date,
    "target": _fit_date, "date": _fit_date, "presentation": _fit_date,
    "milestone": _fit_date,
}  # fmt: skip
