"""Split items into title and summary, and find the items that are parts of the one before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from graph.dates.parse import find_dates
from loaders.documents.council_form.item_leads import ItemText, split_item_lead
from loaders.text.other_language import has_mark
from loaders.text.passages import KeepHyphen, Passage, join
from loaders.text.rules import Rules, straight

if TYPE_CHECKING:
    from loaders.documents.council_form.achievements import Item, Row

Style = Literal["stop", "colon", "dash"]
TITLE_WORDS: Final = 26
HEAD_WORDS: Final = 15  # of a title in front of a colon or a dash
FEWEST_REST: Final = 3
SHORT_TITLE: Final = 8  # words of a title without summary that may open a list
PART_WORDS: Final = 7  # of an item that may be part of such a list
MIN_SHARE_OF_ITEMS: Final = 0.6
INDENT: Final = 2
_COLON = re.compile(r"\s?:\s+")
_DASH = re.compile(r"\s[–—-]\s")
_END_MARKS: Final = " .:;,"
_BRACKET_END = re.compile(r"\s*[(\[]([^()\[\]]{3,120})[)\]]\s*$")


@dataclass(slots=True)
class Piece:
    """An item as running text: the title is ``text[:title]``, the summary ``text[rest:]``, which may be empty.

    `mark` is what sets the title off; None where the title is all there is, or the first words of a sentence.
    `item_text` has the lead that the item names. `in_other_language`: a mark behind the title says so.
    """

    passage: Passage
    title: int
    rest: int
    mark: Style | None = None
    parts: list[Piece] = field(default_factory=list)
    item_text: ItemText | None = None
    in_other_language: bool = False

    @property
    def has_rest(self) -> bool:
        """Whether anything follows the title."""
        return self.rest < len(self.passage.text)


def read_pieces(rows: Sequence[Row], rules: Rules, keep_hyphen: KeepHyphen) -> list[list[Piece]]:
    """The initiatives of each row, with their parts; the punctuation of most titles applies to all items."""
    texts = [
        [split_item_lead(join(item.lines, keep_hyphen), rules, alone=not row.lead) for item in row.items]
        for row in rows
    ]
    style = _style([item_text.passage.text for row in texts for item_text in row], rules)
    every = [item for row in rows for item in row.items[1:]]
    room = sum(not item.tight for item in every) >= len(every) / 2
    return [_nest(row, items, rules, style, room=room) for row, items in zip(rows, texts, strict=True)]


def _nest(row: Row, items: Sequence[ItemText], rules: Rules, style: Style, *, room: bool) -> list[Piece]:
    made: list[Piece] = []
    head: Item | None = None
    listing = False
    for at, (item, item_text) in enumerate(zip(row.items, items, strict=True)):
        passage = item_text.passage
        whole = split_title(passage, rules, style)
        whole.item_text = item_text
        if head and made and not item_text.lead:
            opens = not made[-1].parts and row.items[at - 1] is head and _opens_list(made[-1], whole, item, style)
            listing = listing and item.lines[0].cell == head.lines[0].cell
            tight = room and item.tight
            nameless = tight and whole.mark is None and made[-1].mark == style
            new = whole.mark == style and not tight
            if _is_part(item, head, listing=listing or opens or nameless, new=new):
                listing = True
                made[-1].parts.append(split_title(passage, rules, style, part=True))
                continue
        made.append(whole)
        head, listing = item, False
    return made


def _opens_list(parent: Piece, child: Piece, item: Item, style: Style) -> bool:
    """Whether an item announces the next: it ends in a colon, or is a bare title before one that begins otherwise."""
    text = parent.passage.text
    if text.endswith(":"):
        return True
    bare = not parent.has_rest and len(text.split()) <= SHORT_TITLE
    sentence = len(child.passage.text.split()) >= PART_WORDS and child.mark != style
    return bare and sentence and item.tight


def _is_part(item: Item, head: Item, *, listing: bool, new: bool) -> bool:
    """Whether an item is part of the one at the `head`; `new`: it looks like a separate one."""
    if item.mark != head.mark and item.mark:
        return bool(head.mark)
    if item.lines[0].indent >= head.lines[0].indent + INDENT and item.lines[0].cell == head.lines[0].cell:
        return True
    return listing and not new


def _style(texts: Sequence[str], rules: Rules) -> Style:
    """The mark after the title of most items: a full stop, a colon or a dash."""
    firsts = [text[: rules.sentences(text[:600])[0][1]] for text in texts if text.strip()]
    for style, mark in (("colon", _COLON), ("dash", _DASH)):
        heads = [hit for text in firsts if (hit := mark.search(text)) and _is_head(text, hit)]
        if firsts and len(heads) >= MIN_SHARE_OF_ITEMS * len(firsts):
            return "colon" if style == "colon" else "dash"
    return "stop"


def _is_head(text: str, hit: re.Match[str]) -> bool:
    words_before, words_after = len(text[: hit.start()].split()), len(text[hit.end() :].split())
    return 0 < words_before <= HEAD_WORDS and words_after >= FEWEST_REST


def split_title(passage: Passage, rules: Rules, style: Style, *, part: bool = False) -> Piece:
    """A piece with its title found; a sentence without any title gives its first words, and is all summary."""
    text = passage.text
    start, stop = rules.sentences(text[:4000])[0] if text.strip() else (0, 0)
    first = text[start:stop]
    mark = {"colon": _COLON, "dash": _DASH, "stop": _COLON if part else None}[style]
    if mark and (hit := mark.search(first)) and _is_head(text, hit):
        return _piece(passage, hit.start(), hit.end(), rules, "dash" if style == "dash" else "colon")
    colon = _COLON.search(first)
    if len(first.split()) <= (HEAD_WORDS if part else TITLE_WORDS) and stop < len(text):
        return _piece(passage, stop, stop, rules, "colon" if colon and _is_head(first, colon) else "stop")
    if hit := colon:
        if _is_head(text, hit):
            return _piece(passage, hit.start(), hit.end(), rules, "colon")
        if hit.end() >= len(first) and len(first[: hit.start()].split()) <= HEAD_WORDS:
            return _piece(passage, hit.start(), len(text), rules)
    return _whole(passage, first, rules)


def _piece(passage: Passage, title: int, rest: int, rules: Rules, mark: Style | None = None) -> Piece:
    """A piece with end marks, and a date or the mark of its language in brackets at its end, taken from the title."""
    text = passage.text
    while rest < len(text) and text[rest] == " ":
        rest += 1
    end = len(text[:title].rstrip(_END_MARKS))
    bracket = _BRACKET_END.search(text[:end])
    marked = bracket is not None and has_mark(bracket[1], rules)
    if bracket and bracket.start() > 0 and (marked or find_dates(bracket[1])):
        end = bracket.start()
    given = mark if rest < len(text) else None
    return Piece(passage, max(end, min(1, len(text))), rest, given, in_other_language=marked)


def _whole(passage: Passage, first: str, rules: Rules) -> Piece:
    """A piece that is all one sentence: a short one is a title, a longer one has a title within it."""
    text = passage.text
    cut = next(
        (
            hit.start()
            for hit in rules.pattern("title_cuts").finditer(straight(first))
            if len(first[: hit.start()].split()) >= 3
        ),
        None,
    )
    if cut is not None and len(first[:cut].split()) <= TITLE_WORDS:
        return Piece(passage, cut, 0)
    words = first.split()
    if len(words) <= TITLE_WORDS:
        return _piece(passage, len(first), len(text), rules)
    end = 0
    for word in words[:HEAD_WORDS]:
        end = first.index(word, end) + len(word)
    return Piece(passage, len(first[:end].rstrip(_END_MARKS)), 0)
