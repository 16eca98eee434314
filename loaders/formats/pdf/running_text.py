"""Headers, footers and page numbers: short texts at the edge of a page that several pages have in the same place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from loaders.formats.pdf.words import Row, rows_of, segments_of, text_of
from loaders.layout.omissions import HEAD_OR_FOOT
from loaders.text.lines import page_number

if TYPE_CHECKING:
    from loaders.formats.pdf.words import Page
    from loaders.layout.omissions import LeftOut

EDGE_SHARE: Final = 0.1  # share of the page's height, above and below, in which running text is
MIN_PAGES: Final = 3  # that have a text in the same place, before it is running text
FEW_PAGES: Final = 4  # of a document, up to which two pages are enough
SAME_PLACE: Final = 9.0  # points
MAX_HEIGHT: Final = 1.25  # of a running text, in those of the page's usual words; larger ones are titles
MIN_PART_LETTERS: Final = 5  # of a text that is part of a running one: a line of it that was wrapped
_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A part of a row at the edge of a page."""

    page: int
    words: Row

    @property
    def text(self) -> str:
        return text_of(self.words)

    @property
    def shape(self) -> str:
        """Its text, whatever its numbers are."""
        return _DIGITS.sub("#", self.text).casefold()

    @property
    def top(self) -> float:
        return self.words[0].top


def mark_running_text(pages: Sequence[Page], left: LeftOut) -> None:
    """Mark the words of running text on each page; `left` takes the texts, page numbers aside."""
    candidates = [each for page in pages for each in _candidates(page)]
    running = [each for each in candidates if page_number(each.text) is not None]
    repeated = list(_repeated(candidates, MIN_PAGES if len(pages) > FEW_PAGES else 2))
    running += repeated
    whole = {each.shape for each in repeated}
    running += [each for each in candidates if each.shape not in whole and _is_part(each, whole)]
    by_number = {page.number: page for page in pages}
    for each in running:
        by_number[each.page].running.update(map(id, each.words))
        if page_number(each.text) is None:
            left.once(HEAD_OR_FOOT, each.text)


def _candidates(page: Page) -> Iterator[_Candidate]:
    usual = median([word.height for word in page.words] or [0.0])
    edge = [word for word in page.words if is_at_edge(page, word.top) and page.table_of(word) is None]
    for row in rows_of(edge):
        for words in segments_of(row):
            if not any(map(str.isalnum, text_of(words))):
                continue  # a bullet belongs to the text after it
            if max(word.height for word in words) <= MAX_HEIGHT * usual or page_number(text_of(words)) is not None:
                yield _Candidate(page.number, words)


def is_at_edge(page: Page, top: float) -> bool:
    """Return whether something is where headers and footers are."""
    return not EDGE_SHARE * page.height <= top <= (1 - EDGE_SHARE) * page.height


def _repeated(candidates: Sequence[_Candidate], needed: int) -> Iterator[_Candidate]:
    """Yield the candidates whose text so many pages have in the same place."""
    alike: dict[str, list[_Candidate]] = defaultdict(list)
    for each in candidates:
        alike[each.shape].append(each)
    for group in alike.values():
        for each in group:
            pages = {other.page for other in group if abs(other.top - each.top) <= SAME_PLACE}
            if len(pages) >= needed:
                yield each


def _is_part(candidate: _Candidate, whole: set[str]) -> bool:
    letters = sum(char.isalpha() for char in candidate.shape)
    return letters >= MIN_PART_LETTERS and any(candidate.shape in shape for shape in whole)
