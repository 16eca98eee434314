"""Rank the nodes of a graph by the words of a query.

Candidates come from the full-text index, rare terms first, so that a word contained in a hundred thousand texts costs
no more than one contained in ten; their scores are those of `queries/fulltext/scoring.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.text.strings import words
from queries.fulltext.index import open_text_index
from queries.fulltext.scoring import FIELD_WEIGHTS, TermMatch, score_text
from queries.fulltext.terms import expand_query
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term
    from queries.fulltext.index import TextIndex

FILTERS: Final = ("after", "before", "edition", "kind", "lead", "theme")
MAX_SCORED_TEXTS: Final = 200
MAX_FILTERED_TEXTS: Final = 2000  # candidates that filters are applied to
MAX_GATHERED_TEXTS: Final = 20_000  # numbers of texts collected before the best candidates are chosen
FIELD_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"title": "title", "about": "themes and names", "body": "text"},
    "fr": {"title": "titre", "about": "thèmes et noms", "body": "texte"},
}
MATCH_SEPARATORS: Final[Mapping[str, str]] = {"en": "; ", "fr": "\u202f; "}
Filters = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: words in order without stop words, quoted phrases, and filters by name.

    `text` is what was typed, without filters and quotation marks.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    filters: Filters
    text: str

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return any(value is not None for value in self.filters.values())


class Hit(NamedTuple):
    """A node found: its kind, its score, and a description of what matched."""

    node: str
    kind: str
    score: float
    matched: str | None


def no_filters() -> Filters:
    """Return the filters of a query that sets none."""
    return dict.fromkeys(FILTERS)


def rank_nodes(view: View, query: Query) -> list[Hit]:
    """Return the nodes that match the words and phrases of a query, in no particular order."""
    index = open_text_index(view)
    terms = expand_query(view, index, query.words, query.phrases)
    texts = _select_candidates(view, index, terms, query)
    index.read_counts(word for text in texts for word in words(text["title"] or ""))
    found = []
    for text in texts:
        score, matches = score_text(terms, {field: text[field] for field in FIELD_WEIGHTS}, index.idf)
        if score:
            found.append(Hit(text["node"], text["kind"], score, _describe_matches(matches, view.language)))
    return found


def find_nearest(view: View, text: str, kind: str) -> list[str]:
    """Return the nodes of a kind that share the most words with a text, the best first."""
    query = Query(tuple(dict.fromkeys(words(text))), (), no_filters(), text)
    hits = sorted(rank_nodes(view, query), key=lambda hit: (-hit.score, hit.node)) if query.words else []
    return [hit.node for hit in hits if hit.kind == kind]


def _select_candidates(view: View, index: TextIndex, terms: Sequence[Term], query: Query) -> list[dict[str, Any]]:
    """Return the texts worth scoring: those that contain all terms, then those that contain the most rare ones."""
    kind = query.filters["kind"]
    limit = MAX_FILTERED_TEXTS if query.filtered else MAX_SCORED_TEXTS
    required = [term for term in terms if term.required]
    usable = [term for term in terms if term.forms or term.phrases]
    numbers = dict.fromkeys(index.find_texts(usable, kind, limit)) if usable else {}
    gathered: dict[int, float] = defaultdict(float)
    remaining = MAX_GATHERED_TEXTS
    for term in sorted((term for term in usable if not term.required), key=lambda term: (-term.idf, term.text)):
        found = index.find_texts([*required, term], kind, max(0, remaining))
        remaining -= len(found)
        for number in found:
            gathered[number] += term.idf
    for number, _ in sorted(gathered.items(), key=lambda item: (-item[1], item[0]))[:limit]:
        numbers.setdefault(number)
    texts = index.read_texts(list(numbers))
    if not query.filtered:
        return texts
    parameters = {**query.filters, "nodes": [text["node"] for text in texts]}
    kept = {row["id"] for row in fetch_rows(view, "search/filtered", parameters)}
    return [text for text in texts if text["node"] in kept]


def _describe_matches(matches: Sequence[TermMatch], language: str) -> str:
    """Return which words matched in which field: ``title: digital, wallets; text: identité → identity``."""
    by_field: dict[str, dict[str, None]] = {}
    for one in matches:
        exact = words(one.written) == one.term.split()
        by_field.setdefault(one.field, {})[one.written if exact else f"{one.term} → {one.written}"] = None
    colon = "\u00a0: " if language == "fr" else ": "
    labels = FIELD_LABELS[language]
    return MATCH_SEPARATORS[language].join(
        f"{labels[field]}{colon}{', '.join(by_field[field])}" for field in FIELD_WEIGHTS if field in by_field
    )
