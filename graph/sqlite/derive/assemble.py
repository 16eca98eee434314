"""What claims add up to: a node, put together from the facts about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.dates.editions import edition_key
from graph.values import UNKNOWN_LANGUAGE
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts

Columns = dict[str, Any]


class Fact(NamedTuple):
    """A claim with its aliases resolved."""

    number: int
    subject: str
    predicate: str
    object: str | None
    value: str | None
    qualifier: str | None
    language: str | None
    edition: str | None
    stated: int


def initiative(facts: Sequence[Fact]) -> Columns | None:
    """The columns of an initiative; None where nothing says its title: then it is none."""
    titled = next((f.number for f in facts if f.predicate == "title"), None)
    if titled is None:
        return None
    lead = _object(facts, "lead")
    return {
        "kind": _value(facts, "kind") or "initiative",
        "titles": _json(_texts(facts, "title")),
        "summaries": _json(_texts(facts, "summary")),
        "lead": lead,
        "status": _value(facts, "status"),
        "external_partners": _json(sorted({f.value for f in facts if f.predicate == "external_partner" and f.value})),
        "claim": titled,
        "lead_claim": _said_first(facts, "lead", lead),
    }


def whole(facts: Sequence[Fact]) -> str | None:
    """What an initiative is part of."""
    return _object(facts, "part_of")


def partnership(facts: Sequence[Fact]) -> Columns | None:
    """The columns of a partnership; None where it has not two members: then it is none."""
    if len({f.object for f in facts if f.predicate == "member"}) < 2:
        return None
    return {
        "initiative": _object(facts, "initiative"),
        "since": _value(facts, "since"),
        "until": _value(facts, "until"),
    }


def need(facts: Sequence[Fact]) -> Columns | None:
    """The columns of a need; None where nothing says its text: then it is none."""
    written = next((f.number for f in facts if f.predicate == "text"), None)
    if written is None:
        return None
    return {
        "kind": _value(facts, "kind") or "theme",
        "by": _object(facts, "by"),
        "texts": _json(_texts(facts, "text")),
        "initiative": _object(facts, "initiative"),
        "edition": max((f.edition for f in facts if f.edition), key=edition_key, default=""),
        "claim": written,
    }


def edition(facts: Sequence[Fact]) -> Columns:
    """The columns of an edition, without its rank."""
    received = _value(facts, "received")
    ranked: dict[str, dict[str, str]] = {}
    for fact in facts:
        if fact.predicate == "priority" and fact.value:
            ranked.setdefault(fact.qualifier or "", {}).setdefault(fact.language or UNKNOWN_LANGUAGE, fact.value)
    first = next((f.language for f in facts if f.language), None)
    return {
        "published": _value(facts, "published"),
        "language": first,
        "received": int(received) if received else None,
        "priorities": _json([ranked[rank] for rank in sorted(ranked, key=_rank)]),
    }


def jurisdiction(identifier: str, facts: Sequence[Fact]) -> Columns:
    """The columns of a jurisdiction: what the vocabulary knows, else what sources say, else its identifier."""
    known = entries().get(identifier)
    if known:
        return {
            "level": known.level,
            "names": _json(dict(known.names)),
            "abbreviations": _json(dict(known.abbreviations)),
            "codes": _json(dict(known.codes)),
            "part_of": known.part_of,
        }
    codes = {f.qualifier: f.value for f in facts if f.predicate == "code" and f.qualifier}
    return {
        "level": _value(facts, "level") or "other",
        "names": _json(_texts(facts, "name") or {UNKNOWN_LANGUAGE: identifier}),
        "abbreviations": _json(_texts(facts, "abbreviation")),
        "codes": _json(codes),
        "part_of": _object(facts, "part_of"),
    }


def theme(identifier: str, facts: Sequence[Fact]) -> Columns:
    """The columns of a theme: what the vocabulary knows, else what sources say, else its identifier."""
    known = concepts().get(identifier)
    if known:
        return {
            "labels": _json(dict(known.labels)),
            "alternatives": _json({language: list(texts) for language, texts in known.alternatives.items()}),
            "broader": known.broader,
            "scheme": known.scheme,
        }
    alternatives: dict[str, list[str]] = {}
    for fact in facts:
        if fact.predicate == "alternative" and fact.value:
            alternatives.setdefault(fact.language or UNKNOWN_LANGUAGE, []).append(fact.value)
    return {
        "labels": _json(_texts(facts, "label") or {UNKNOWN_LANGUAGE: identifier}),
        "alternatives": _json({k: sorted(set(v)) for k, v in sorted(alternatives.items())}),
        "broader": _object(facts, "broader"),
        "scheme": _value(facts, "scheme") or "subject",
    }


def names(kind: str, columns: Mapping[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    """Yield (language, form, text) for each name that a node answers to."""
    forms = {
        "jurisdiction": (("names", "name"), ("abbreviations", "abbreviation")),
        "theme": (("labels", "label"), ("alternatives", "alternative")),
    }
    for column, form in forms.get(kind, ()):
        for language, texts in json.loads(columns[column]).items():
            for text in [texts] if isinstance(texts, str) else texts:
                yield language, form, text


def _latest(facts: Sequence[Fact], predicate: str) -> Fact | None:
    """The fact of the latest edition that has one; of those, the first said."""
    said = [f for f in facts if f.predicate == predicate]
    return max(said, key=lambda f: (edition_key(f.edition), -f.number), default=None)


def _value(facts: Sequence[Fact], predicate: str) -> str | None:
    found = _latest(facts, predicate)
    return found.value if found else None


def _object(facts: Sequence[Fact], predicate: str) -> str | None:
    found = _latest(facts, predicate)
    return found.object if found else None


def _said_first(facts: Sequence[Fact], predicate: str, target: str | None) -> int | None:
    """The number of the first fact that states so, else of the first that implies it."""
    said = ((-f.stated, f.number) for f in facts if f.predicate == predicate and f.object == target)
    return min(said, default=(0, None))[1]


def _texts(facts: Sequence[Fact], predicate: str) -> dict[str, str]:
    """Texts by language; the language first used comes first, the latest edition's words win."""
    languages = dict.fromkeys(f.language or UNKNOWN_LANGUAGE for f in facts if f.predicate == predicate)
    found = {}
    for language in languages:
        latest = _latest([f for f in facts if (f.language or UNKNOWN_LANGUAGE) == language], predicate)
        if latest and latest.value:
            found[language] = latest.value
    return found


def _rank(rank: str) -> tuple[int, str]:
    return (int(rank), "") if rank.isdecimal() else (10**9, rank)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
