"""Encode the data of the page: columns in place of rows, dictionary and delta encoding, compression of large blocks.

`docs/reference/page-data.md` describes the result (`accord-page/2`); `page/script/data.js` reads it back into rows.
"""

from __future__ import annotations

import base64
import gzip
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from viz.markup import script_json

Row = dict[str, Any]
MIN_COMPRESSED_CHARACTERS = 250_000  # below this, compression saves too little to make the data unreadable
_NON_SLUG = re.compile(r"[^a-z0-9]+")
_COMBINING_MARKS = re.compile("[\u0300-\u036f]+")


def pack_data(data: Mapping[str, Any]) -> Row:
    """Return the data block of the page with its long lists as columns."""
    places = {row["id"]: place for place, row in enumerate(data["jurisdictions"])}
    themes = {row["id"]: place for place, row in enumerate(data["themes"])}
    initiatives = data["initiatives"]
    numbers = {row["id"]: place for place, row in enumerate(initiatives)}
    return {
        **{key: value for key, value in data.items() if key not in {"lines", "squares", "evidence"}},
        "format": "accord-page/2",
        "initiatives": _initiatives(initiatives, places, themes, numbers, data["editions"]),
        "dates": _dates(initiatives),
        "partnerships": _partnerships(data["partnerships"], places, themes, numbers),
        "evidence": _evidence(data["evidence"], places),
    }


def encode_block(block: Mapping[str, Any], min_compressed: int = MIN_COMPRESSED_CHARACTERS) -> tuple[str, str]:
    """Return a block as text and its encoding: "json", or "gzip" (base64) from `min_compressed` characters on."""
    text = script_json(block)
    if len(text) < min_compressed:
        return text, "json"
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 6, mtime=0)).decode("ascii"), "gzip"


def page_slug(text: str) -> str:
    """Return the slug that the page derives from a title; `slugOf` in data.js applies the same rule."""
    bare = text if text.isascii() else unicodedata.normalize("NFKD", text)
    if not bare.isascii():
        bare = _COMBINING_MARKS.sub("", bare)
    return _NON_SLUG.sub("-", bare.lower().replace("œ", "oe")).strip("-")


def _initiatives(
    rows: Sequence[Row], places: Mapping[str, int], themes: Mapping[str, int], numbers: Mapping[str, int],
    editions: Sequence[Row],
) -> Row:  # fmt: skip
    rounds = {row["id"]: place for place, row in enumerate(editions)}
    statuses, status = _dictionary_encode(row.get("status") for row in rows)
    externals = {str(at): row["external_partners"] for at, row in enumerate(rows) if row.get("external_partners")}
    return {
        "count": len(rows),
        "id": [_initiative_id(row) for row in rows],
        "titles": _texts_by_language(rows, "titles"),
        "summaries": _texts_by_language(rows, "summaries"),
        "lead": [places.get(row.get("lead", ""), -1) for row in rows],
        "partners": _pack_lists(rows, "partners", places),
        "themes": _pack_lists(rows, "themes", themes),
        "reach": _pack_lists([{"reach": _broader_themes(row)} for row in rows], "reach", themes),
        "editions": _pack_lists(rows, "editions", rounds),
        "statuses": statuses,
        "status": status,
        "whole": {str(at): numbers[row["whole"]] for at, row in enumerate(rows) if row["whole"] != row["id"]},
        "part_of": {str(at): row["part_of"] for at, row in enumerate(rows) if row.get("part_of")},
        "external_partners": externals,
        "marks": {str(at): _marks(row, places) for at, row in enumerate(rows) if row.get("marks")},
        "evidence": _pack_evidence(rows),
    }


def _marks(row: Row, places: Mapping[str, int]) -> dict[str, str]:
    """Return the marks of an initiative; partners by their index."""
    return {str(places.get(what, what)): mark for what, mark in row["marks"].items()}


def _broader_themes(row: Row) -> list[str]:
    """Return the themes of an initiative that it only reaches through narrower ones."""
    named = set(row.get("themes", []))
    return [theme for theme in row["reach"] if theme not in named]


def _initiative_id(row: Row) -> str | int:
    """Return the identifier, or 0 or 1 if the page can derive it from the English or French title."""
    for number, code in enumerate(("en", "fr")):
        title = row["titles"].get(code)
        if title and row["id"] == f"{row.get('lead')}/{page_slug(title)}":
            return number
    return str(row["id"])


def _dates(rows: Sequence[Row]) -> Row:
    """Return all dates in chronological order, with the index of their initiative."""
    found = sorted(
        (date["start"], date["edtf"], place, date["kind"], bool(date.get("planned")))
        for place, row in enumerate(rows)
        for date in row.get("dates", [])
    )
    kinds, kind = _dictionary_encode(each[3] for each in found)
    return {
        "initiative": [each[2] for each in found],
        "kinds": kinds,
        "kind": kind,
        "edtf": [each[1] for each in found],
        "planned": _delta_encode(at for at, each in enumerate(found) if each[4]),
    }


def _partnerships(
    rows: Sequence[Row], places: Mapping[str, int], themes: Mapping[str, int], numbers: Mapping[str, int]
) -> Row:
    known = [{**row, "members": [each["jurisdiction"] for each in row["members"]]} for row in rows]
    return {
        "count": len(rows),
        "id": [_partnership_id(row) for row in known],
        "initiative": [numbers.get(row.get("initiative", ""), -1) for row in rows],
        "members": _pack_lists(known, "members", places),
        "themes": _pack_lists(rows, "themes", themes),
        "since": {str(at): row["since"] for at, row in enumerate(rows) if row.get("since")},
        "until": {str(at): row["until"] for at, row in enumerate(rows) if row.get("until")},
        "evidence": _pack_evidence(rows),
    }


def _partnership_id(row: Row) -> str | int:
    made = "+".join([str(row.get("initiative")), *sorted(row["members"])])
    return 0 if row["id"] == made else str(row["id"])


def _evidence(pieces: Sequence[Row], places: Mapping[str, int]) -> Row:
    rules, rule = _dictionary_encode(piece["rule"] for piece in pieces)
    supports, support = _dictionary_encode(
        "\n".join(piece["supports"]) if piece.get("supports") else None for piece in pieces
    )
    rare = {
        name: {str(at): piece[name] for at, piece in enumerate(pieces) if piece.get(name) is not None}
        for name in ("sheet", "cell", "confidence")
    }
    return {
        "count": len(pieces),
        "source": _delta_encode(_or_minus_one(piece.get("source")) for piece in pieces),
        "page": _delta_encode(_or_minus_one(piece.get("page")) for piece in pieces),
        "line": _delta_encode(_or_minus_one(piece.get("line")) for piece in pieces),
        "quote": _delta_encode(_or_minus_one(piece.get("quote")) for piece in pieces),
        "inferred": _delta_encode(at for at, piece in enumerate(pieces) if piece.get("stated") is False),
        "accepted": _delta_encode(at for at, piece in enumerate(pieces) if piece.get("accepted")),
        "proposed": _delta_encode(at for at, piece in enumerate(pieces) if piece.get("proposed")),
        "rules": rules,
        "rule": rule,
        "supports": supports,
        "support": support,
        "reported_by": [places.get(piece.get("reported_by", ""), -1) for piece in pieces],
        **rare,
    }


def _or_minus_one(value: int | None) -> int:
    return -1 if value is None else value


def _dictionary_encode(values: Iterable[str | None]) -> tuple[list[str | None], list[int]]:
    """Return the distinct values in order of first use, and the values as indexes into them."""
    known: dict[str | None, int] = {}
    codes = [known.setdefault(value, len(known)) for value in values]
    return list(known), codes


def _delta_encode(numbers: Iterable[int]) -> list[int]:
    """Return the differences between consecutive numbers, which compress well."""
    steps, last = [], 0
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def _texts_by_language(rows: Sequence[Row], name: str) -> Row:
    """Return a column of texts for each language that occurs."""
    codes = dict.fromkeys(code for row in rows for code in row.get(name) or {})
    return {code: [(row.get(name) or {}).get(code) or 0 for row in rows] for code in sorted(codes)}


def _pack_lists(rows: Sequence[Row], name: str, places: Mapping[str, int]) -> Row:
    """Return the lengths of lists and their concatenated items as indexes; items without an index are omitted."""
    kept = [[places[each] for each in row.get(name) or () if each in places] for row in rows]
    return {"many": [len(each) for each in kept], "flat": [place for each in kept for place in each]}


def _pack_evidence(rows: Sequence[Row]) -> Row:
    """Return the lengths of the lists of evidence and their concatenated, delta-encoded indexes."""
    kept: list[list[int]] = [row.get("evidence") or [] for row in rows]
    return {"many": [len(each) for each in kept], "flat": _delta_encode(place for each in kept for place in each)}
