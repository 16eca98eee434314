"""Asks in a list that says of each, in brackets, who asks, about which initiative and in which language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from loaders.layout.sections import bullet, paragraphs, unmarked
from loaders.text.names import name_jurisdiction
from loaders.text.other_language import has_mark, other_rules
from loaders.text.rules import straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.documents.council_form.context import DocumentContext
    from loaders.text.lines import Line
    from loaders.text.passages import Passage
    from loaders.text.rules import Rules

_TITLE: Final = re.compile(r",\s*[“«\"]\s*(?P<title>.+?)\s*[”»\"]\s*(?P<rest>,[^“«\"]*)?$")


class ListedAsk(NamedTuple):
    """An ask: its words, who asks (None: several), the title of the initiative it is about, and its lines."""

    words: Passage
    by: str | None
    title: str
    language: str
    lines: Sequence[Line]


def find_listed_asks(made: DocumentContext) -> Iterator[ListedAsk]:
    """Yield the asks in the list behind the sentence that announces it."""
    is_open = False
    for group in paragraphs(made.sections.get("needs")):
        passage = made.join(unmarked(group))
        if bullet(group[0].text) is None:
            is_open = bool(made.rules.pattern("list_of_asks").fullmatch(straight(passage.text).strip()))
        elif is_open and (found := _read(passage, made.rules, group)):
            yield found


def _read(passage: Passage, usual: Rules, group: Sequence[Line]) -> ListedAsk | None:
    start = _start_of_bracket(passage.text)
    if start is None:
        return None
    inside = passage.text[start + 1 : passage.text.rindex(")")].strip()
    title = ""
    if titled := _TITLE.search(inside):
        title, inside = titled["title"], inside[: titled.start()] + (titled["rest"] or "")
    name, _, mark = inside.rpartition(",")
    is_marked = bool(name) and has_mark(mark, usual)
    name = name if is_marked else inside
    language = (other_rules(usual) if is_marked else usual).language
    words = passage.part(0, start)
    if usual.pattern("several_ask").fullmatch(straight(name).strip()):
        return ListedAsk(words, None, title, language, group)
    named = name_jurisdiction(name.strip(), usual)
    return ListedAsk(words, named.id, title, language, group) if named.id and words.text else None


def _start_of_bracket(text: str) -> int | None:
    """Return where the bracket at the end of a text begins, which may have others in it."""
    end = text.rstrip(" .")
    if not end.endswith(")"):
        return None
    depth = 0
    for at in range(len(end) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(end[at], 0)
        if depth == 0:
            return at
    return None
