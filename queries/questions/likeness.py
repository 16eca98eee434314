"""Whether a name is like what is typed, so that it may be offered instead."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold, words

if TYPE_CHECKING:
    from graph.vocabulary.jurisdictions import Entry

MIN_SUGGESTION_RATIO, MIN_WORD_RATIO = 76, 80  # likeness of the whole name, or of one of its words, from which it is
MIN_BODY_RATIO: Final = 88  # of the name of a body with several words, of which one may say only its kind
MIN_WORD_LENGTH: Final = 4  # of a word that is compared alone


def is_like(typed: str, name: str, *, mostly: bool) -> bool:
    """Whether a name is spelt much like what is typed, or has a word that is; most of its words, for that of a body."""
    from rapidfuzz import fuzz  # imported here: few names are misspelt

    content = [word for word in words(typed) if len(word) >= MIN_WORD_LENGTH]
    is_long = mostly and len(content) > 1
    if fuzz.ratio(fold(typed), fold(name)) >= (MIN_BODY_RATIO if is_long else MIN_SUGGESTION_RATIO):
        return True
    own = words(name)
    alike = sum(
        any(fuzz.ratio(one, other) >= MIN_WORD_RATIO or other.startswith(one) for other in own) for one in content
    )
    return 2 * alike > len(content) if mostly else alike > 0


def is_like_any(typed: str, entry: Entry) -> bool:
    """Whether one of the names of an entry of the vocabulary is like what is typed."""
    names = chain(entry.names.values(), entry.abbreviations.values(), *entry.alternatives.values())
    return any(is_like(typed, name, mostly=True) for name in names)
