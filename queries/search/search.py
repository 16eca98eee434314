"""Find anything by its words, in either language.

Texts that may answer are found by a full text index, rare words first, so that a word that stands in a hundred
thousand texts costs no more than one that stands in ten; what they are worth is `queries/fulltext/scoring.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.errors import UsageError
from graph.text import words
from queries.fulltext.expansion import SURE, Term, rarity, term
from queries.fulltext.scoring import PLACES, Hit, either, score
from queries.fulltext.sqlite import words_of
from queries.questions.answer import VOCABULARY, Rows
from queries.questions.labels import names
from queries.search.query import FIELDS, Query, parsed
from queries.search.semantic import USED, meanings_of
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.sqlite import GraphWords
    from queries.questions.answer import Row

SCORED: Final = 200  # how many texts are read and scored
GATHERED: Final = 20_000  # how many texts words may stand in for all of them to be gathered
FAINT: Final = 0.3  # of the best score: what answers less than this is left out
LONGEST_NAME: Final = 6  # words of a name that is looked for in a query
FILTERED: Final = 2000  # how many texts are looked through for those that pass a filter
NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"title": "title", "about": "themes and names", "body": "text"},
    "fr": {"title": "titre", "about": "thèmes et noms", "body": "texte"},
}
END: Final[Mapping[str, str]] = {"en": "; ", "fr": "\u202f; "}  # between places


class Found(NamedTuple):
    """What answers: its node and the node's kind, how well, and what matched."""

    node: str
    kind: str
    score: float
    matched: str | None


def search(view: View, *, query: str, kind: str | None = None, semantic: bool = False, lexical: bool = False) -> Rows:
    """The rows of the answer, the best first.

    Args:
        view: what the audience may see.
        query: what was typed.
        kind: only this kind of thing.
        semantic: whether to go by meaning, too.
        lexical: whether to go by words alone, as it does when nothing is said.

    Raises:
        UsageError: both ways are asked for.
    """
    if semantic and lexical:
        raise UsageError("Ask for --semantic or for --lexical, not for both.")
    asked = parsed(view, query)
    if kind:
        asked.filters["kind"] = kind
    if not asked.words and not asked.phrases:
        return Rows(_listed(view, query, asked))
    found = _by_words(view, asked)
    meanings = meanings_of(view) if semantic else None
    if meanings:
        found = _by_meaning(view, asked, found, meanings.nearest(asked.text))
    least = FAINT * max((one.score for one in found), default=0.0)
    found = sorted((one for one in found if one.score >= least), key=lambda one: (-one.score, one.node))
    return Rows(_rows(view, query, found), [USED[view.language]] if meanings else [])


def nearest(view: View, text: str, kind: str) -> list[str]:
    """The nodes of a kind that hold the most of the words of a text, or of what was meant by them; the best first."""
    asked = Query(tuple(dict.fromkeys(words(text))), (), dict.fromkeys(FIELDS.values()), text)
    found = sorted(_by_words(view, asked), key=lambda one: (-one.score, one.node)) if asked.words else []
    return [one.node for one in found if one.kind == kind]


def _by_words(view: View, asked: Query) -> list[Found]:
    lexicon = words_of(view)
    terms = query_terms(view, lexicon, asked)
    texts = _candidates(view, lexicon, terms, asked)
    lexicon.learn(word for text in texts for word in words(text["title"] or ""))
    scored = [(*score(terms, {place: text[place] for place in PLACES}, lexicon.rarity), text) for text in texts]
    return [
        Found(text["node"], text["kind"], value, _matched(hits, view.language)) for value, hits, text in scored if value
    ]


def _by_meaning(view: View, asked: Query, found: list[Found], near: list[tuple[str, str, float]]) -> list[Found]:
    """What was found by words, and what is near in meaning."""
    known = {one.node: one for one in found}
    passing = {node for node, _, _ in near}
    if asked.filtered:
        passing = {row["id"] for row in rows(view, "search/filtered", {**asked.filters, "nodes": sorted(passing)})}
    if asked.phrases:  # what does not hold a phrase in quotation marks is no answer, whatever it means
        passing &= known.keys()
    for node, kind, meaning in near:
        if node in passing:
            words_too = known.get(node, Found(node, kind, 0.0, ""))
            value = either(words_too.score, meaning)
            known[node] = Found(node, kind, value, _said(words_too.matched, meaning, view.language))
    return list(known.values())


def _said(matched: str | None, meaning: float, language: str) -> str:
    """Which words matched, and how near the meaning is: ``title: wallet; meaning .62``."""
    said = f"sens {meaning:.2f}".replace(".", ",") if language == "fr" else f"meaning {meaning:.2f}"
    return f"{matched}{END[language]}{said}" if matched else said


def query_terms(view: View, lexicon: GraphWords, asked: Query) -> list[Term]:
    """The terms of a query: quoted phrases, then words with all that counts as each."""
    total = rarity(lexicon, "")
    found = [Term(phrase, {}, {phrase: 1.0}, total, required=True) for phrase in asked.phrases]
    (also,) = other_names(view, [asked.words])
    return found + [term(lexicon, word, also.get(word)) for word in asked.words]


def other_names(view: View, asked: Sequence[Sequence[str]]) -> list[dict[str, dict[str, float]]]:
    """For each text, and each of its words, the other names of a theme or a jurisdiction whose name it is part of.

    Names are of both languages. Texts are given as their words, each once.
    """
    spans = [_spans(list(dict.fromkeys(words))) for words in asked]
    named: dict[str, list[str]] = defaultdict(list)
    for row in rows(view, "search/names", {"spans": sorted({span for some in spans for span in some})}):
        if other := " ".join(words(row["other"])):
            named[row["typed"]].append(other)
    found = []
    for some in spans:
        also: dict[str, dict[str, float]] = {}
        for span in sorted(some.keys() & named.keys()):
            for word in some[span]:
                also.setdefault(word, {}).update(dict.fromkeys(named[span], SURE))
        found.append(also)
    return found


def _spans(asked: list[str]) -> dict[str, list[str]]:
    """The words of each stretch of a text that may be a name."""
    return {
        " ".join(asked[at : at + size]): asked[at : at + size]
        for size in range(1, LONGEST_NAME + 1)
        for at in range(len(asked) - size + 1)
    }


def _candidates(view: View, lexicon: GraphWords, terms: Sequence[Term], asked: Query) -> list[dict[str, Any]]:
    """The texts worth scoring: those that hold all of it, then those that hold the most of what is rare."""
    kind = asked.filters["kind"]
    most = FILTERED if asked.filtered else SCORED

    required = [one for one in terms if one.required]
    usable = [one for one in terms if one.forms or one.phrases]
    numbers = dict.fromkeys(lexicon.matching(usable, kind, most)) if usable else {}
    gathered: dict[int, float] = defaultdict(float)
    left = GATHERED
    for one in sorted((one for one in usable if not one.required), key=lambda one: (-one.worth, one.text)):
        found = lexicon.matching([*required, one], kind, max(0, left))
        left -= len(found)
        for number in found:
            gathered[number] += one.worth
    for number, _ in sorted(gathered.items(), key=lambda item: (-item[1], item[0]))[:most]:
        numbers.setdefault(number)
    texts = lexicon.texts_of(list(numbers))
    if not asked.filtered:
        return texts
    passed = rows(view, "search/filtered", {**asked.filters, "nodes": [text["node"] for text in texts]})
    kept = {row["id"] for row in passed}
    return [text for text in texts if text["node"] in kept]


def _listed(view: View, query: str, asked: Query) -> list[Row]:
    """All that passes the filters of a query without words."""
    if not asked.filtered:
        return []
    found = rows(view, "search/listed", asked.filters)
    return _rows(view, query, [Found(row["id"], row["kind"], 1.0, None) for row in found])


def _matched(hits: Sequence[Hit], language: str) -> str:
    """Which words stand where: ``title: digital, wallets; text: identité → identity``."""
    said: dict[str, dict[str, None]] = {}
    for hit in hits:
        same = words(hit.written) == hit.term.split()
        said.setdefault(hit.place, {})[hit.written if same else f"{hit.term} → {hit.written}"] = None
    colon = "\u00a0: " if language == "fr" else ": "
    return END[language].join(
        f"{NAMED[language][place]}{colon}{', '.join(said[place])}" for place in PLACES if place in said
    )


def _rows(view: View, query: str, found: Sequence[Found]) -> list[Row]:
    ids = [one.node for one in found]
    titles = names(view, ids)
    claims = {row["id"]: row["claim"] for row in rows(view, "search/claims", {"nodes": ids})}
    return [
        {
            "query": query, "kind": one.kind, "id": one.node, "title": titles[one.node].name, "score": one.score,
            "matched": one.matched, "evidence": [claims.get(one.node, VOCABULARY)],
        }
        for one in found
    ]  # fmt: skip
