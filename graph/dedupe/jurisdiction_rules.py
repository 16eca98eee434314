"""Match rules for jurisdictions that are not in the vocabulary.

Sure: `same-code`, the same code of the same system, unless one source gives it to several. Likely, for review:
`nearly-same-name`, a name that is similar to another one, of the graph or of the vocabulary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.dedupe.initiative_rules import CandidatePair
from graph.names.normalization import normalize
from graph.names.resolver import resolver
from graph.names.spelling import sort_words
from graph.values import LANGUAGES
from graph.vocabulary.jurisdictions import entries, lineage

if TYPE_CHECKING:
    import apsw

MIN_NAME_SIMILARITY: Final = 88.0  # 0–100, from which a pair is proposed
MAX_COMPARED_NAMES: Final = 2_000  # a larger registry is not compared
_CODES: Final = """
SELECT c.qualifier, c.value, c.subject, p.source FROM claim AS c JOIN place AS p ON p.number = c.place
WHERE c.kind = 'jurisdiction' AND c.predicate = 'code' AND c.qualifier IS NOT NULL AND c.value IS NOT NULL
    AND c.visible_from <= ? ORDER BY c.number
"""
_NAMES: Final = """
SELECT coalesce(a.id, c.subject), c.value, c.language FROM claim AS c
LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = c.subject
WHERE c.kind = 'jurisdiction' AND c.predicate = 'name' AND c.value IS NOT NULL AND c.visible_from <= :audience
ORDER BY c.number
"""


def iter_jurisdiction_pairs(connection: apsw.Connection, audience: int) -> Iterator[CandidatePair]:
    """Yield pairs that are duplicates, then pairs that may be; the one to keep comes first."""
    yield from _match_codes(connection, audience)
    names: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for identifier, name, language in list(connection.execute(_NAMES, {"audience": audience})):
        if identifier not in entries():
            names[identifier].append((name, language))
    if len(names) <= MAX_COMPARED_NAMES:
        yield from _match_vocabulary(names)
        yield from _match_names(names)


@cache
def _known_codes() -> dict[tuple[str, str], str]:
    """Return the identifiers of the vocabulary by code system and code."""
    return {(system, code): one.id for one in entries().values() for system, code in one.codes.items()}


def _match_codes(connection: apsw.Connection, audience: int) -> Iterator[CandidatePair]:
    known = _known_codes()
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    per_source: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for system, code, subject, source in list(connection.execute(_CODES, (audience,))):
        per_source[system, code, source].add(subject)
        if subject not in bearers[system, code]:
            bearers[system, code].append(subject)
    shared = {(system, code) for (system, code, _), subjects in per_source.items() if len(subjects) > 1}
    for bearing, subjects in bearers.items():
        if bearing in shared:
            continue
        first = known.get(bearing) or next((one for one in subjects if one in entries()), subjects[0])
        for other in subjects:
            if other != first and other not in entries():
                yield CandidatePair(first, other, "same-code", 1.0)


def _match_vocabulary(names: dict[str, list[tuple[str, str | None]]]) -> Iterator[CandidatePair]:
    from rapidfuzz import fuzz

    for identifier, written in names.items():
        for name, language in written:
            match = resolver().resolve(name, language if language in LANGUAGES else None)
            if match.id:
                yield CandidatePair(match.id, identifier, "nearly-same-name", round(match.confidence * 0.9, 2))
                break
            near = entries().get(match.alternatives[0]) if match.alternatives else None
            called = [normalize(text) for text in near.names.values()] if near else []
            score = max((fuzz.token_sort_ratio(normalize(name), text) for text in called), default=0.0)
            if near and score >= MIN_NAME_SIMILARITY:
                yield CandidatePair(near.id, identifier, "nearly-same-name", round(score / 100 * 0.8, 2))
                break


def _match_names(names: dict[str, list[tuple[str, str | None]]]) -> Iterator[CandidatePair]:
    from rapidfuzz import fuzz, process

    keys = [
        (identifier, sort_words(normalize(name).split()))
        for identifier, written in names.items()
        for name, _ in written
    ]
    texts = [text for _, text in keys]
    for at, (identifier, text) in enumerate(keys):
        for _, score, further in process.extract(
            text, texts[at + 1 :], scorer=fuzz.ratio, score_cutoff=MIN_NAME_SIMILARITY, limit=5
        ):
            other = keys[at + 1 + further][0]
            if other != identifier and other not in lineage(identifier):
                yield CandidatePair(identifier, other, "nearly-same-name", round(score / 100 * 0.8, 2))
