"""An annotated text: parties, names of work and dates replaced by marks of the same length, for patterns to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.dates import (
    dates_and_intervals,
    join_ranges,
    numeric_dates,
    outside,
    partial_dates,
    partial_months,
)
from loaders.documents.prose.entities.dates_in_context import relative_dates, without_updates
from loaders.documents.prose.lexicon import PARTY, TITLE
from loaders.text.rules import DATE, straight

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.entities.titles import TitleSpan
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.text.passages import Passage

REMEMBERED: Final = 1024  # texts of which the dates are known
MAX_ACTOR: Final = 90  # characters of a party and its abbreviation
_NAME: Final = re.compile(f"{PARTY}+")
_COMMA: Final = re.compile(r"\s*,")
_LAST_COMMA: Final = re.compile(r",(?!\s*(?:and|or|plus|as well as|et|ou|ainsi que)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A passage, what it names, and its `view`, in which each named thing is a run of marks."""

    passage: Passage
    view: str
    parties: tuple[Party, ...]
    titles: tuple[TitleSpan, ...]
    dates: tuple[DateMention, ...]

    def with_title(self, title: TitleSpan) -> Annotated:
        """The same with one more name of work marked."""
        view = self.view[: title.start] + TITLE * (title.end - title.start) + self.view[title.end :]
        kept = tuple(one for one in self.parties if not (title.start < one.end and one.start < title.end))
        return replace(
            self, view=view, titles=tuple(sorted((*self.titles, title), key=lambda one: one.start)), parties=kept
        )

    def parties_in(self, start: int, stop: int) -> list[Party]:
        """The parties between two places."""
        return [one for one in self.parties if start <= one.start and one.end <= stop]

    def titles_in(self, start: int, stop: int) -> list[TitleSpan]:
        """The names of work between two places."""
        return [one for one in self.titles if start <= one.start and one.end <= stop]

    def dates_in(self, start: int, stop: int) -> list[DateMention]:
        """The dates between two places."""
        return [one for one in self.dates if start <= one.at and one.to <= stop]


def annotate(
    passage: Passage,
    parties: Sequence[Party],
    titles: Sequence[TitleSpan],
    written: str | None = None,
    *,
    day_first: bool = False,
) -> Annotated:
    """The passage with its names marked.

    Args:
        passage: the passage.
        parties: those that it names.
        titles: the names of work in it.
        written: the date of its document, from which "6 April last" counts.
        day_first: whether its document writes 4 May as 04/05.
    """
    view = list(straight(passage.text))
    whole, *partial = _every_date(passage.text, written, day_first)
    dates = [one for one in whole if not any(t.start <= one.at and one.to <= t.end for t in titles)]
    for found in partial:
        dates += outside(found, dates)
    dates = join_ranges(passage.text, sorted(dates, key=lambda one: one.at))
    for date in dates:
        view[date.at : date.to] = DATE * (date.to - date.at)
    for party in parties:
        view[party.start : party.end] = PARTY * (party.end - party.start)
    for title in titles:
        view[title.start : title.end] = TITLE * (title.end - title.start)
    return Annotated(passage, "".join(view), tuple(parties), tuple(titles), tuple(dates))


@lru_cache(maxsize=REMEMBERED)  # a document is read twice
def _every_date(text: str, written: str | None, day_first: bool) -> tuple[tuple[DateMention, ...], ...]:  # noqa: FBT001
    """The dates of a text, and those that only its document or another date tells, without those of updates.

    The others are days in numbers, days and months of "the same year", days without a year, and months.
    """
    whole, numeric = dates_and_intervals(text), list(numeric_dates(text)) if day_first else []
    relative, unknown = relative_dates(text, sorted([*whole, *outside(numeric, whole)], key=lambda one: one.at))
    partial = [outside(each, unknown) for each in (partial_dates(text, written), partial_months(text, written))]
    return tuple(tuple(without_updates(text, each)) for each in (whole, numeric, relative, *partial))


def clauses(text: Annotated, sentences: Sequence[tuple[int, int]], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where each clause starts and stops: sentences, cut where another subject begins ("while", "tandis que")."""
    for start, stop in sentences:
        at = start
        for cut in lexicon.regex("clause_cut").finditer(text.view, start, stop):
            if cut.start() > at + 8:
                yield at, cut.start()
                at = cut.start()
        yield at, stop


@lru_cache(maxsize=REMEMBERED)  # patterns of several groups look at it, clause by clause
def without_companions(view: str, lexicon: Lexicon) -> str:
    """A view without the parties with whom others act, each of its characters a blank, so that places stay.

    So are the words before them: "The City in partnership with Norway launched", "With support from Norway, the City".
    """
    for hit in lexicon.regex("companions").finditer(view):
        start, stop = hit.span()
        behind_actor = lexicon.regex("behind_actor").search(view, max(0, start - MAX_ACTOR), start)
        closed = _COMMA.match(view, stop)
        if behind_actor is None and closed is None:
            stop = _end_of_companions(view, *hit.span("others"))
        elif closed is not None:
            stop = closed.end()
            start = behind_actor.start("comma") if behind_actor else start
        view = view[:start] + " " * (stop - start) + view[stop:]
    return view


def _end_of_companions(view: str, start: int, stop: int) -> int:
    """Where a list of companions that opens a sentence ends, whose last parties act: "With Norway, Oslo launched"."""
    names = [hit.span() for hit in _NAME.finditer(view, start, stop)]
    gaps = [(end, behind) for (_, end), (behind, _) in pairwise(names)]
    commas = [hit for end, behind in gaps for hit in [_LAST_COMMA.search(view, end, behind)] if hit]
    return commas[-1].end() if commas else stop


def marked(view: str, start: int, stop: int, mark: str) -> Iterator[tuple[int, int]]:
    """Where runs of a mark stand."""
    return (hit.span() for hit in re.compile(f"{mark}+").finditer(view, start, stop))
