"""The terms of queries and texts: each word expanded, with the other names of themes and jurisdictions it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import words
from queries.fulltext.expansion import RELIABLE_WEIGHT, Term, compute_idf, expand_word, first_prefixes
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.index import TextIndex

MAX_NAME_WORDS: Final = 6  # of a name looked for in a query


def expand_query(view: View, index: TextIndex, typed: Sequence[str], phrases: Sequence[str]) -> list[Term]:
    """Return the terms of a query: its quoted phrases (required), then its words."""
    rarest = compute_idf(index, "")
    _read_ahead(index, set(typed))
    (names,) = find_other_names(view, [typed])
    quoted = [Term(phrase, {}, {phrase: 1.0}, rarest, required=True) for phrase in phrases]
    return quoted + [expand_word(index, word, names.get(word)) for word in typed]


def expand_texts(view: View, index: TextIndex, texts: Mapping[str, Sequence[str]]) -> dict[str, list[Term]]:
    """Return the terms of many texts at once.

    Args:
        view: what the audience may see.
        index: its full-text index.
        texts: the words of each text, in order.
    """
    _read_ahead(index, {word for typed in texts.values() for word in typed})
    expanded: dict[str, Term] = {}
    found = {}
    for (text, typed), names in zip(texts.items(), find_other_names(view, list(texts.values())), strict=True):
        for word in typed:
            if word not in expanded:
                expanded[word] = expand_word(index, word)
        found[text] = [replace(expanded[word], phrases=names.get(word, {})) for word in dict.fromkeys(typed)]
    return found


def _read_ahead(index: TextIndex, typed: Collection[str]) -> None:
    """Read what `expand_word` asks of words, in few statements."""
    index.read_ahead(typed, (prefix for word in typed for prefix in first_prefixes(word)))


def find_other_names(view: View, texts: Sequence[Sequence[str]]) -> list[dict[str, dict[str, float]]]:
    """Return, for each text, the other names of the themes and jurisdictions it names, by each word of the name.

    Names are in both languages. Texts are given as their words, each once.
    """
    spans = [_name_spans(list(dict.fromkeys(typed))) for typed in texts]
    others: dict[str, list[str]] = defaultdict(list)
    wanted = sorted({span for one in spans for span in one})
    for row in fetch_rows(view, "search/names", {"spans": wanted}):
        if other := " ".join(words(row["other"])):
            others[row["typed"]].append(other)
    found = []
    for one in spans:
        by_word: dict[str, dict[str, float]] = {}
        for span in sorted(one.keys() & others.keys()):
            for word in one[span]:
                by_word.setdefault(word, {}).update(dict.fromkeys(others[span], RELIABLE_WEIGHT))
        found.append(by_word)
    return found


def _name_spans(typed: list[str]) -> dict[str, list[str]]:
    """Return the words of each stretch of a text that may be a name, by the stretch."""
    return {
        " ".join(typed[at : at + size]): typed[at : at + size]
        for size in range(1, MAX_NAME_WORDS + 1)
        for at in range(len(typed) - size + 1)
    }
