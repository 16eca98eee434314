"""Assemble a node's columns from the claims about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.dates.editions import edition_key
from graph.values import UNKNOWN_LANGUAGE
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts

Columns = dict[str, Any]


class VisibleClaim(NamedTuple):
    """A row of the view `visible_claim`: a claim with its aliases resolved."""

    number: int
    subject: str
    predicate: str
    object: str | None
    value: str | None
    qualifier: str | None
    language: str | None
    edition: str | None
    stated: int


def initiative_columns(claims: Sequence[VisibleClaim]) -> Columns | None:
    """Return the columns of an initiative, or None if no claim gives a title."""
    titled = next((c.number for c in claims if c.predicate == "title"), None)
    if titled is None:
        return None
    lead = _object(claims, "lead")
    return {
        "kind": _value(claims, "kind") or "initiative",
        "titles": _json(_texts(claims, "title")),
        "summaries": _json(_texts(claims, "summary")),
        "lead": lead,
        "status": _value(claims, "status"),
        "external_partners": _json(sorted({c.value for c in claims if c.predicate == "external_partner" and c.value})),
        "claim": titled,
        "lead_claim": _first_stated(claims, "lead", lead),
    }


def latest_parent(claims: Sequence[VisibleClaim]) -> str | None:
    """Return the identifier of the initiative that a component is part of."""
    return _object(claims, "part_of")


def partnership_columns(claims: Sequence[VisibleClaim]) -> Columns | None:
    """Return the columns of a partnership, or None if it has no two members.

    One member is enough for an initiative that has a partner, but no lead: who takes part in it is known.
    """
    members = {c.object: c.qualifier for c in claims if c.predicate == "member"}
    is_joined = list(members.values()) == ["partner"] and _object(claims, "initiative") is not None
    if len(members) < 2 and not is_joined:
        return None
    return {
        "initiative": _object(claims, "initiative"),
        "since": _value(claims, "since"),
        "until": _value(claims, "until"),
    }


def need_columns(claims: Sequence[VisibleClaim]) -> Columns | None:
    """Return the columns of a need, or None if no claim gives its text."""
    written = next((c.number for c in claims if c.predicate == "text"), None)
    if written is None:
        return None
    return {
        "kind": _value(claims, "kind") or "theme",
        "by": _object(claims, "by"),
        "texts": _json(_texts(claims, "text")),
        "initiative": _object(claims, "initiative"),
        "edition": max((c.edition for c in claims if c.edition), key=edition_key, default=""),
        "claim": written,
    }


def edition_columns(claims: Sequence[VisibleClaim]) -> Columns:
    """Return the columns of an edition, except its rank."""
    received = _value(claims, "received")
    ranked: dict[str, dict[str, str]] = {}
    for claim in claims:
        if claim.predicate == "priority" and claim.value:
            ranked.setdefault(claim.qualifier or "", {}).setdefault(claim.language or UNKNOWN_LANGUAGE, claim.value)
    first = next((c.language for c in claims if c.language), None)
    return {
        "published": _value(claims, "published"),
        "language": first,
        "received": int(received) if received else None,
        "priorities": _json([ranked[rank] for rank in sorted(ranked, key=_rank)]),
    }


def jurisdiction_columns(identifier: str, claims: Sequence[VisibleClaim]) -> Columns:
    """Return the columns of a jurisdiction, from the vocabulary, else from claims, else from its identifier."""
    known = entries().get(identifier)
    if known:
        return {
            "level": known.level,
            "names": _json(dict(known.names)),
            "abbreviations": _json(dict(known.abbreviations)),
            "codes": _json(dict(known.codes)),
            "part_of": known.part_of,
        }
    codes = {c.qualifier: c.value for c in claims if c.predicate == "code" and c.qualifier}
    return {
        "level": _value(claims, "level") or "other",
        "names": _json(_texts(claims, "name") or {UNKNOWN_LANGUAGE: identifier}),
        "abbreviations": _json(_texts(claims, "abbreviation")),
        "codes": _json(codes),
        "part_of": _object(claims, "part_of"),
    }


def theme_columns(identifier: str, claims: Sequence[VisibleClaim]) -> Columns:
    """Return the columns of a theme, from the vocabulary, else from claims, else from its identifier."""
    known = concepts().get(identifier)
    if known:
        return {
            "labels": _json(dict(known.labels)),
            "alternatives": _json({language: list(texts) for language, texts in known.alternatives.items()}),
            "broader": known.broader,
            "scheme": known.scheme,
        }
    alternatives: dict[str, list[str]] = {}
    for claim in claims:
        if claim.predicate == "alternative" and claim.value:
            alternatives.setdefault(claim.language or UNKNOWN_LANGUAGE, []).append(claim.value)
    return {
        "labels": _json(_texts(claims, "label") or {UNKNOWN_LANGUAGE: identifier}),
        "alternatives": _json({k: sorted(set(v)) for k, v in sorted(alternatives.items())}),
        "broader": _object(claims, "broader"),
        "scheme": _value(claims, "scheme") or "subject",
    }


def iter_names(kind: str, columns: Mapping[str, Any]) -> Iterator[tuple[str | None, str, str]]:
    """Yield (language, form, text) for each name of a node."""
    forms = {
        "jurisdiction": (("names", "name"), ("abbreviations", "abbreviation")),
        "theme": (("labels", "label"), ("alternatives", "alternative")),
    }
    for column, form in forms.get(kind, ()):
        for language, texts in json.loads(columns[column]).items():
            for text in [texts] if isinstance(texts, str) else texts:
                yield language, form, text


def _latest(claims: Sequence[VisibleClaim], predicate: str) -> VisibleClaim | None:
    """Return the first claim with a predicate in the latest edition that has one."""
    matching = [c for c in claims if c.predicate == predicate]
    return max(matching, key=lambda c: (edition_key(c.edition), -c.number), default=None)


def _value(claims: Sequence[VisibleClaim], predicate: str) -> str | None:
    found = _latest(claims, predicate)
    return found.value if found else None


def _object(claims: Sequence[VisibleClaim], predicate: str) -> str | None:
    found = _latest(claims, predicate)
    return found.object if found else None


def _first_stated(claims: Sequence[VisibleClaim], predicate: str, target: str | None) -> int | None:
    """Return the number of the first claim that states an object, else of the first that implies it."""
    matching = ((-c.stated, c.number) for c in claims if c.predicate == predicate and c.object == target)
    return min(matching, default=(0, None))[1]


def _texts(claims: Sequence[VisibleClaim], predicate: str) -> dict[str, str]:
    """Return the text of the latest edition by language, in the order in which languages first occur."""
    languages = dict.fromkeys(c.language or UNKNOWN_LANGUAGE for c in claims if c.predicate == predicate)
    found = {}
    for language in languages:
        latest = _latest([c for c in claims if (c.language or UNKNOWN_LANGUAGE) == language], predicate)
        if latest and latest.value:
            found[language] = latest.value
    return found


def _rank(rank: str) -> tuple[int, str]:
    return (int(rank), "") if rank.isdecimal() else (10**9, rank)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
