"""The terms of many texts at once, as `queries/search/search.py` makes them of one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from queries.fulltext.expansion import term
from queries.search.search import other_names

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term
    from queries.fulltext.sqlite import GraphWords


def terms_of(view: View, lexicon: GraphWords, asked: Mapping[str, Sequence[str]]) -> dict[str, list[Term]]:
    """The terms of texts: for each its words, once, with all that counts as each.

    Args:
        view: what the audience may see.
        lexicon: the words of its full text.
        asked: the words of each text, in order.
    """
    lexicon.learn(word for words in asked.values() for word in words)
    alone: dict[str, Term] = {}
    found = {}
    for (text, words), also in zip(asked.items(), other_names(view, list(asked.values())), strict=True):
        for word in words:
            if word not in alone:
                alone[word] = term(lexicon, word)
        found[text] = [replace(alone[word], phrases=also.get(word, {})) for word in dict.fromkeys(words)]
    return found
