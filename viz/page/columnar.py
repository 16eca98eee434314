"""The page's data as it is written: structs of arrays, coded by dictionaries, and packed beyond a size.

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
PACKED_FROM = (
    250_000  # characters of JSON: below that, packing saves too little to hide the data from who reads the file
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_MARKS = re.compile("[\u0300-\u036f]+")


def packed(data: Mapping[str, Any]) -> Row:
    """The data block with its long lists as columns; `data` is what `page_data` makes."""
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


def written(block: Mapping[str, Any]) -> tuple[str, str]:
    """The text of a block and its coding: "json", or "gzip" where it is long (base64 of gzip, the same each time)."""
    text = script_json(block)
    if len(text) < PACKED_FROM:
        return text, "json"
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 4, mtime=0)).decode("ascii"), "gzip"


def page_slug(text: str) -> str:
    """The part of an identifier that the page can make from a title by itself; `slugOf` in data.js is the same rule."""
    bare = text if text.isascii() else unicodedata.normalize("NFKD", text)
    if not bare.isascii():
        bare = _MARKS.sub("", bare)
    return _NOT_SLUG.sub("-", bare.lower().replace("œ", "oe")).strip("-")


def _initiatives(
    rows: Sequence[Row], places: Mapping[str, int], themes: Mapping[str, int], numbers: Mapping[str, int],
    editions: Sequence[Row],
) -> Row:  # fmt: skip
    rounds = {row["id"]: place for place, row in enumerate(editions)}
    statuses, status = _coded(row.get("status") for row in rows)
    externals = {str(at): row["external_partners"] for at, row in enumerate(rows) if row.get("external_partners")}
    return {
        "count": len(rows),
        "id": [_initiative_id(row) for row in rows],
        "titles": _texts(rows, "titles"),
        "summaries": _texts(rows, "summaries"),
        "lead": [places.get(row.get("lead", ""), -1) for row in rows],
        "partners": _lists(rows, "partners", places),
        "themes": _lists(rows, "themes", themes),
        "reach": _lists([{"reach": _beyond(row)} for row in rows], "reach", themes),
        "editions": _lists(rows, "editions", rounds),
        "statuses": statuses,
        "status": status,
        "whole": {str(at): numbers[row["whole"]] for at, row in enumerate(rows) if row["whole"] != row["id"]},
        "part_of": {str(at): row["part_of"] for at, row in enumerate(rows) if row.get("part_of")},
        "external_partners": externals,
        "evidence": _places(rows),
    }


def _beyond(row: Row) -> list[str]:
    """What an initiative reaches besides the themes it names."""
    named = set(row.get("themes", []))
    return [theme for theme in row["reach"] if theme not in named]


def _initiative_id(row: Row) -> str | int:
    """The identifier, or where the page can make it itself: 0 from the English title, 1 from the French one."""
    for number, code in enumerate(("en", "fr")):
        title = row["titles"].get(code)
        if title and row["id"] == f"{row.get('lead')}/{page_slug(title)}":
            return number
    return str(row["id"])


def _dates(rows: Sequence[Row]) -> Row:
    """All dates, the earliest first; `initiative` is a place."""
    found = sorted(
        (date["start"], date["edtf"], place, date["kind"])
        for place, row in enumerate(rows)
        for date in row.get("dates", [])
    )
    kinds, kind = _coded(each[3] for each in found)
    return {
        "initiative": [each[2] for each in found],
        "kinds": kinds,
        "kind": kind,
        "edtf": [each[1] for each in found],
    }


def _partnerships(
    rows: Sequence[Row], places: Mapping[str, int], themes: Mapping[str, int], numbers: Mapping[str, int]
) -> Row:
    known = [{**row, "members": [each["jurisdiction"] for each in row["members"]]} for row in rows]
    return {
        "count": len(rows),
        "id": [_partnership_id(row) for row in known],
        "initiative": [numbers.get(row.get("initiative", ""), -1) for row in rows],
        "members": _lists(known, "members", places),
        "themes": _lists(rows, "themes", themes),
        "since": {str(at): row["since"] for at, row in enumerate(rows) if row.get("since")},
        "until": {str(at): row["until"] for at, row in enumerate(rows) if row.get("until")},
        "evidence": _places(rows),
    }


def _partnership_id(row: Row) -> str | int:
    made = "+".join([str(row.get("initiative")), *sorted(row["members"])])
    return 0 if row["id"] == made else str(row["id"])


def _evidence(pieces: Sequence[Row], places: Mapping[str, int]) -> Row:
    rules, rule = _coded(piece["rule"] for piece in pieces)
    supports, support = _coded("\n".join(piece["supports"]) if piece.get("supports") else None for piece in pieces)
    rare = {
        name: {str(at): piece[name] for at, piece in enumerate(pieces) if piece.get(name) is not None}
        for name in ("sheet", "cell")
    }
    return {
        "count": len(pieces),
        "source": _steps(_number(piece.get("source")) for piece in pieces),
        "page": _steps(_number(piece.get("page")) for piece in pieces),
        "line": _steps(_number(piece.get("line")) for piece in pieces),
        "quote": _steps(_number(piece.get("quote")) for piece in pieces),
        "inferred": _steps(at for at, piece in enumerate(pieces) if piece.get("stated") is False),
        "rules": rules,
        "rule": rule,
        "supports": supports,
        "support": support,
        "reported_by": [places.get(piece.get("reported_by", ""), -1) for piece in pieces],
        **rare,
    }


def _number(value: int | None) -> int:
    return -1 if value is None else value


def _coded(values: Iterable[str | None]) -> tuple[list[str | None], list[int]]:
    """A dictionary, in order of first use, and the values as places in it."""
    known: dict[str | None, int] = {}
    codes = [known.setdefault(value, len(known)) for value in values]
    return list(known), codes


def _steps(numbers: Iterable[int]) -> list[int]:
    """Each number as what is added to the one before: lines of a table become ones, which pack to nothing."""
    steps, last = [], 0
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def _texts(rows: Sequence[Row], name: str) -> Row:
    """Texts by language; a language that no row has is not there. The order of languages is that of the first row."""
    codes = dict.fromkeys(code for row in rows for code in row.get(name) or {})
    return {code: [(row.get(name) or {}).get(code) or 0 for row in rows] for code in sorted(codes)}


def _lists(rows: Sequence[Row], name: str, places: Mapping[str, int]) -> Row:
    """For each row how many, and all of them one after the other, as places; what has no place is left out."""
    kept = [[places[each] for each in row.get(name) or () if each in places] for row in rows]
    return {"many": [len(each) for each in kept], "flat": [place for each in kept for place in each]}


def _places(rows: Sequence[Row]) -> Row:
    """As `_lists`, of numbers that mostly follow each other."""
    kept: list[list[int]] = [row.get("evidence") or [] for row in rows]
    return {"many": [len(each) for each in kept], "flat": _steps(place for each in kept for place in each)}
