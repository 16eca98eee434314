"""Lines joined into running text, with the place of each word in the source."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graph.claims import Place
from loaders.text.lines import SOFT, Line

CUT: Final = " […] "  # marks words left out of a quote, such as those at the end of a page
STOP: Final = "\u2029"  # ends a sentence that the source ends by its layout, as behind a heading; never quoted
_LAST_WORD = re.compile(r"([\w’']+)-$")
_FIRST_WORD = re.compile(r"^([\w’']+)")
_END = re.compile(rf"{STOP}(?=\s)|[.!?…](?:[»”\")\]]| »)*(?=\s+[«“\"(\[]?\s?[A-ZÀ-ÝŒ\d•]|\s*$)")
_SHORT_WORD = re.compile(r"(?:^|[\s(«“'’-])([^\s(«“'’]+)$")
_INITIALS = re.compile(r"(?:[A-ZÀ-Ý]\.)*[A-ZÀ-Ý]")

KeepHyphen = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text, and for each of its parts (`starts`) the line it comes from.

    `seams` are the places in the text where two lines meet that do not follow each other in the source.
    """

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]
    seams: tuple[int, ...] = field(default=())

    def line_at(self, at: int) -> Line:
        """The line that the character at this place comes from."""
        return self.lines[max(bisect_right(self.starts, at) - 1, 0)]

    def place(self, start: int = 0, stop: int | None = None) -> Place:
        """The place of ``text[start:stop]``, with its words as the quote."""
        stop = len(self.text) if stop is None else stop
        while start < stop and self.text[start] == " ":
            start += 1
        line = self.line_at(start)
        return Place(page=line.page, line=line.number, quote=self.quote(start, stop) or None)

    def quote(self, start: int, stop: int) -> str:
        """The words between two places on one line; what the source has in between shows as a gap."""
        cuts = [start, *(seam for seam in self.seams if start < seam < stop), stop]
        return CUT.join(self.text[a:b].replace(STOP, "").strip() for a, b in itertools.pairwise(cuts)).strip()

    def part(self, start: int, stop: int) -> Passage:
        """A passage of ``text[start:stop]`` without the space around it."""
        text = self.text[start:stop]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        last = bisect_left(self.starts, start + max(len(text), 1))
        first = max(bisect_right(self.starts, start, 0, last) - 1, 0)
        return Passage(
            text,
            tuple(max(at - start, 0) for at in self.starts[first:last]),
            self.lines[first:last],
            tuple(seam - start for seam in self.seams if start < seam < start + len(text)),
        )

    def without(self, spans: Sequence[tuple[int, int]], *, closing: str = "") -> Passage:
        """The passage without the text between these places, which are in order; `closing` replaces it."""
        edges = [0, *(at for span in spans for at in span), len(self.text)]
        parts = [self._up_to_stop(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        made = Passage("", (), ())
        for at, part in enumerate(parts, 1):
            if part.text:
                mark = "" if at == len(parts) or part.text.endswith(STOP) else closing
                made = made._then(replace(part, text=part.text + mark))
        return made

    def _up_to_stop(self, start: int, stop: int) -> Passage:
        """The part between two places, with the mark of a sentence that ends there by its layout."""
        made = self.part(start, stop)
        ends = self.text[start:stop].rstrip(" ").endswith(STOP) and made.text
        return replace(made, text=made.text + STOP) if ends else made

    def _then(self, other: Passage) -> Passage:
        at = len(self.text) + 1 if self.text else 0
        return Passage(
            f"{self.text} {other.text}".strip(" "),
            (*self.starts, *(at + start for start in other.starts)),
            (*self.lines, *other.lines),
            (*self.seams, *([at] if at else []), *(at + seam for seam in other.seams)),
        )


def join(lines: Sequence[Line], keep_hyphen: KeepHyphen) -> Passage:
    """One running text from lines; a word that a line end split is whole again."""
    if len(lines) == 1:
        return Passage(lines[0].text, (0,), tuple(lines))
    pieces: list[str] = []
    starts: list[int] = []
    seams: list[int] = []
    length = 0
    for before, line in zip([None, *lines], lines, strict=False):
        if before and pieces:
            glue, cut = _glue(pieces[-1], line.text, keep_hyphen)
            if cut:
                pieces[-1] = pieces[-1][:-1]
                length -= 1
            pieces.append(glue)
            length += len(glue)
            if line.after_break or line.follows != before.number:
                seams.append(length)
        starts.append(length)
        pieces.append(line.text)
        length += len(line.text)
    return Passage("".join(pieces), tuple(starts), tuple(lines), tuple(seams))


def _glue(before: str, after: str, keep_hyphen: KeepHyphen) -> tuple[str, bool]:
    """The separator of two lines, and whether the hyphen at the end of the first is removed."""
    if before.endswith(SOFT):
        return "", True
    if not before.endswith("-"):
        return " ", False
    head, tail = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not head:
        return " ", False
    if not tail:
        return " ", False
    return "", not keep_hyphen(head[1], tail[1])


class Hyphens:
    """Decides whether a hyphen at a line end belongs to the word, by what else the document says.

    Args:
        words: the folded words of the whole document, hyphens in them kept.
        before: folded words that keep a hyphen behind them (``self``, ``après``).
        after: folded words that keep a hyphen before them (``pilote``, ``dire``).
    """

    def __init__(self, words: Collection[str], before: Collection[str], after: Collection[str]) -> None:
        self.words, self.before, self.after = words, before, after

    def __call__(self, head: str, tail: str) -> bool:
        """Whether ``head-⏎tail`` is written with its hyphen."""
        first, last = head.casefold(), tail.casefold()
        if f"{first}-{last}" in self.words:
            return True
        if f"{first}{last}" in self.words:
            return False
        if first in self.before or last in self.after or not tail[0].islower():
            return not (head.isupper() and tail.isupper() and len(tail) > 1) or first in self.before
        return False


@dataclass(frozen=True, slots=True)
class Sentences:
    """Find the ends of sentences in one language.

    Args:
        abbreviations: folded words whose period ends no sentence (``st``, ``p. ex`` counts as ``ex``).
        starters: folded words that begin a sentence even after initials such as ``B.C.``
    """

    abbreviations: Collection[str] = ()
    starters: Collection[str] = ()

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """The bounds of each sentence."""
        found: list[tuple[int, int]] = []
        start = 0
        for hit in _END.finditer(text):
            if hit.group()[0] == "." and hit.end() < len(text) and self._goes_on(text, start, hit):
                continue
            found.append((start, hit.end()))
            start = hit.end()
            while start < len(text) and text[start] == " ":
                start += 1
        if start < len(text):
            found.append((start, len(text)))
        return found

    def _goes_on(self, text: str, start: int, hit: re.Match[str]) -> bool:
        """Whether this period belongs to the word before it."""
        last = _SHORT_WORD.search(text, max(hit.start() - 20, start), hit.start())
        if not last:
            return False
        word = last[1]
        if word.casefold() in self.abbreviations:
            return True
        if not _INITIALS.fullmatch(word):
            return False
        following = _FIRST_WORD.match(text[hit.end() : hit.end() + 30].lstrip())
        return not (following and following[1].casefold() in self.starters)
