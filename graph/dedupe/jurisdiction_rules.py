"""When two jurisdictions are one, of those that the vocabulary does not have.

Sure: `same-code`, the same code of the same system, unless one source gives it to several. Likely, so that a person
is asked: `nearly-same-name`, a name that looks like that of another, or that the vocabulary may know.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from graph.dedupe.initiative_rules import Pair
from graph.names.normalization import key
from graph.names.resolver import resolver
from graph.vocabulary.jurisdictions import entries, lineage

LIKELY: Final = 88.0  # similarity of names (0–100) from which a person is asked
MOST_NAMES: Final = 2_000  # names that are compared with each other; of a larger registry none
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


def jurisdiction_pairs(connection: sqlite3.Connection, audience: int) -> Iterator[Pair]:
    """Pairs of jurisdictions that are one, then those that may be; the one to keep stands first."""
    yield from _same_codes(connection, audience)
    names: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for identifier, name, language in connection.execute(_NAMES, {"audience": audience}).fetchall():
        if identifier not in entries():
            names[identifier].append((name, language))
    if len(names) <= MOST_NAMES:
        yield from _like_the_vocabulary(names)
        yield from _like_each_other(names)


def _same_codes(connection: sqlite3.Connection, audience: int) -> Iterator[Pair]:
    known = {(system, code): one.id for one in entries().values() for system, code in one.codes.items()}
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    per_source: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for system, code, subject, source in connection.execute(_CODES, (audience,)).fetchall():
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
                yield Pair(first, other, "same-code", 1.0)


def _like_the_vocabulary(names: dict[str, list[tuple[str, str | None]]]) -> Iterator[Pair]:
    from rapidfuzz import fuzz

    for identifier, written in names.items():
        for name, language in written:
            match = resolver().resolve(name, language if language in ("en", "fr") else None)
            if match.id:
                yield Pair(match.id, identifier, "nearly-same-name", round(match.confidence * 0.9, 2))
                break
            near = entries().get(match.alternatives[0]) if match.alternatives else None
            called = [key(text) for text in near.names.values()] if near else []
            score = max((fuzz.token_sort_ratio(key(name), text) for text in called), default=0.0)
            if near and score >= LIKELY:
                yield Pair(near.id, identifier, "nearly-same-name", round(score / 100 * 0.8, 2))
                break


def _like_each_other(names: dict[str, list[tuple[str, str | None]]]) -> Iterator[Pair]:
    from rapidfuzz import fuzz, process

    keys = [
        (identifier, " ".join(sorted(key(name).split())))
        for identifier, written in names.items()
        for name, _ in written
    ]
    texts = [text for _, text in keys]
    for at, (identifier, text) in enumerate(keys):
        for _, score, further in process.extract(
            text, texts[at + 1 :], scorer=fuzz.ratio, score_cutoff=LIKELY, limit=5
        ):
            other = keys[at + 1 + further][0]
            if other != identifier and other not in lineage(identifier):
                yield Pair(identifier, other, "nearly-same-name", round(score / 100 * 0.8, 2))
