"""Find anything by its words, in either language: full text, prefixes of stems, the nearest word for a typing error.

The score says how much of the query was found, and where: a word in a title counts 1, in a theme or a name .7, in a
summary .5; the mean over the words of the query. Ties are broken by BM25, which reads only what the audience may see.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.text import fold, words
from queries.answer import VOCABULARY
from queries.names import names

if TYPE_CHECKING:
    from graph.view import View
    from queries.answer import Row

WEIGHT: Final = {"title": 1.0, "about": 0.7, "body": 0.5}
CANDIDATES: Final = 500
CLOSE: Final = 75  # likeness of 100 from which a word of the graph is taken for one that occurs nowhere
SHORTEST_STEM: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_QUOTED: Final = re.compile(r"[\"“«]\s*(.+?)\s*[\"”»]")
_CLAIMS: Final = """
SELECT id, claim FROM initiative WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL SELECT id, claim FROM need WHERE id IN (SELECT value FROM json_each(:ids))
"""


def search(view: View, *, query: str, kind: str | None = None) -> list[Row]:
    """The rows of the answer, the best first."""
    terms = _terms(view, query)
    if not terms:
        return []
    groups = ["(" + " OR ".join(_quoted(form) for form in forms) + ")" for forms in terms.values()]
    hits = _hits(view, " AND ".join(groups), kind) or _hits(view, " OR ".join(groups), kind)
    found = [(hit["node"], hit["kind"], *_compare(terms, hit)) for hit in hits]  # by BM25
    found = sorted((one for one in found if one[2]), key=lambda one: -one[2])
    ids = [node for node, *_ in found]
    titles = names(view, ids)
    claims = {row["id"]: row["claim"] for row in view.rows(_CLAIMS, {"ids": json.dumps(ids)})}
    return [
        {
            "query": query, "kind": kind, "id": node, "title": titles[node].name, "score": score, "matched": matched,
            "evidence": [claims.get(node, VOCABULARY)],
        }
        for node, kind, score, matched in found
    ]  # fmt: skip


def _terms(view: View, query: str) -> dict[str, list[str]]:
    """The words and quoted phrases of a query, each with the forms that count as it; prefixes end in ``*``."""
    terms: dict[str, list[str]] = {}
    for phrase in _QUOTED.findall(query):
        if found := words(phrase):
            terms[" ".join(found)] = [" ".join(found)]
    for word in words(_QUOTED.sub(" ", query)):
        if word not in _small() and word not in terms:
            terms[word] = _forms(view, word)
    return terms


def _forms(view: View, word: str) -> list[str]:
    forms = {f"{word}*"}
    if len(word) > SHORTEST_STEM:
        stems = {stem for stem in (_stem(word, language) for language in ("english", "french")) if stem in word}
        forms |= {f"{stem}*" for stem in stems if len(stem) >= max(SHORTEST_STEM, len(word) // 2)}
    if len(word) > SHORTEST_STEM and not any(_hits(view, _quoted(form), None, 1) for form in forms):
        forms |= {near for near in (_nearest(view, word),) if near}
    return sorted(forms, key=lambda form: (-len(form), form))  # the nearest to what was typed first


def _quoted(form: str) -> str:
    """A form as FTS5 takes it; quotes keep its syntax out of what people type."""
    bare = form.rstrip("*").replace('"', "")
    return f'"{bare}"*' if form.endswith("*") else f'"{bare}"'


def _hits(view: View, match: str, kind: str | None, limit: int = CANDIDATES) -> list[Row]:
    table = view.search_table
    return view.rows(
        f"SELECT node, kind, title, body, about FROM {table} WHERE {table} MATCH :match"
        f" AND (:kind IS NULL OR kind = :kind) ORDER BY bm25({table}, 0, 0, 5, 1, 2), node LIMIT :limit",
        {"match": match, "kind": kind, "limit": limit},
    )


def _nearest(view: View, word: str) -> str | None:
    """The word of the graph that a word with a typing error is most like."""
    from rapidfuzz import fuzz, process

    near = view.vocabulary(len(word) - 2, len(word) + 2)
    found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return str(found[0]) if found else None


def _compare(terms: dict[str, list[str]], hit: Row) -> tuple[float, str]:
    """How much of a query a hit has, and which words stand where."""
    columns = {name: _written(hit[name] or "") for name in WEIGHT}
    total, said = 0.0, []
    for term, forms in terms.items():
        for column, weight in WEIGHT.items():
            if found := _first(forms, columns[column]):
                total += weight
                said.append(found if fold(found) == term else f"{term} → {found}")
                break
    return round(total / len(terms), 3), ", ".join(dict.fromkeys(said))


def _written(text: str) -> list[tuple[str, str]]:
    """The words of a text, each folded and as it is written."""
    return [(folded, word) for word in _WORD.findall(text) for folded in words(word)]


def _first(forms: list[str], text: list[tuple[str, str]]) -> str | None:
    """The word or phrase of a text that is one of the forms, as it is written there."""
    for form in forms:
        if form.endswith("*"):
            if found := next((word for folded, word in text if folded.startswith(form[:-1])), None):
                return found
        else:
            length = len(form.split())
            for at in range(len(text) - length + 1):
                if " ".join(folded for folded, _ in text[at : at + length]) == form:
                    return " ".join(word for _, word in text[at : at + length])
    return None


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    """Words that say nothing, folded."""
    return frozenset(
        fold(
            "a an and are as at by for from in is of on or the to with"
            " au aux avec d dans de des du en est et l la le les ou par pour qu que qui s sur un une"
        ).split()
    )


def _stem(word: str, language: str) -> str:
    import snowballstemmer

    return str(snowballstemmer.stemmer(language).stemWord(word))
