"""Proper names that a document repeats, though no word says what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from graph.names.tokens import SENTENCE_OPENERS
from graph.text.strings import fold
from loaders.documents.prose.entities.titles import MIN_CHARACTERS

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon

MANY_REPEATS: Final = 4
MIN_REPEATS: Final = 3
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"


def salient_names(texts: Sequence[str], parties: Iterable[str], lexicon: Lexicon, headline: str) -> list[str]:
    """The proper names that a document repeats inside its sentences, and that are neither parties nor ordinary words.

    Args:
        texts: the texts of the document.
        parties: the names of its parties.
        lexicon: the words of its language.
        headline: its title; a name in it needs one repetition less.
    """
    known = {fold(name) for name in parties}
    counts: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in texts:
        lower.update(word for word in re.findall(r"[a-zà-ÿ]\w+", text))
        for hit in re.finditer(rf"(?<![\w’'-]){_CAPITAL}[\w-]+(?:[ ]{_CAPITAL}[\w-]+)*", text):
            name = hit.group()
            opens = hit.start() == 0 or re.search(r"[.!?:;\u2029•“\"«(]\s*$", text[: hit.start()])
            if opens and (" " not in name or fold(name.split()[0]) in SENTENCE_OPENERS):
                continue
            counts[name] += 1
    made = []
    for name, count in counts.items():
        bare = fold(name)
        if any(bare == one or f" {bare} " in f" {one} " or f" {one} " in f" {bare} " for one in known):
            continue
        if (
            name.isupper()
            or bare in lexicon.months
            or len(name) < MIN_CHARACTERS
            or lexicon.regex("not_title").search(name)
        ):
            continue
        if lexicon.regex("not_salient").search(name) or lower[name.lower()] > count:
            continue
        if (
            " " not in name
            and name[1:].islower()
            and counts[name] < MANY_REPEATS
            and (name not in headline or lexicon.regex("head_word").fullmatch(name) or _is_somewhere(name, texts))
        ):
            continue
        total = sum(len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) for text in texts)
        if total >= MIN_REPEATS - (name in headline):
            made.append(name)
    return sorted(made, key=lambda name: (-len(name), name))


def _is_somewhere(name: str, texts: Sequence[str]) -> bool:
    """Whether a text says that something is in or at what has a name."""
    place = re.compile(rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|à|À)\s+{re.escape(name)}\b|\({re.escape(name)},")
    return any(place.search(text) for text in texts)
