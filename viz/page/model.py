"""Compute the rows of the page: jurisdictions, themes, cells of the matrix, and evidence that is stored once.

The result holds rows, which `viz.page.columnar` encodes. They are the nodes of the graph document with these additions:

    jurisdictions[].state   reported | missing | unknown
    themes[].count          initiatives on it and its narrower themes; the most frequent first, umbrella themes last
    initiatives[].marks     what no source states of it, see viz/marks.py; its `dates` have `planned`, see plans.py
    needs[].mark            where no source states who asks; none elsewhere
    initiatives[].reach     its themes and all broader ones; `partners` include members of its partnerships
    opening                 the edition that the page opens with; none where it opens with all
    lines                   indexes of the jurisdictions in the static matrix: the most active
    squares                 of these: [jurisdiction, theme, led, taken part in], as indexes into those two lists
    evidence                each piece once; nodes refer to pieces by index
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.text.strings import fold, natural
from graph.values import LEVELS
from queries.suggestions.decisions import seal_suggestion
from viz.marks import find_marks
from viz.page.claims import add_component_partners, mark_suggestions
from viz.page.plans import mark_plans

Row = dict[str, Any]
MAX_MATRIX_ROWS = 60
MAX_OPPORTUNITIES = 1500
MAX_EXPLAINED = 300  # opportunities with what to ask and what speaks against them
MAX_CHANGES = 1500
MAX_TIMES_NEWEST = 10  # as many initiatives as the newest edition has, for the page to open with it


def build_page_data(
    document: Mapping[str, Any],
    opportunities: Iterable[Mapping[str, Any]],
    changes: Iterable[Mapping[str, Any]] = (),
) -> Row:
    """Return the data of the page from a graph document and rows of the questions `opportunities` and `diff`.

    Args:
        document: a graph document, or the lighter one of `viz.page.source`; it is not changed.
        opportunities: with `sentences` by language.
        changes: between an edition and the one before, each with `before` and `after`.
    """
    evidence = EvidenceList(document.get("sources", []))
    initiatives = _initiatives(document)
    jurisdictions = _jurisdictions(document, initiatives)
    themes = _themes(document, initiatives)
    places = {row["id"]: place for place, row in enumerate(jurisdictions)}
    mark_plans(initiatives, document.get("editions", []))
    marks = find_marks(document)
    for row in initiatives:
        row["marks"] = marks.get(row["id"], {})
    needs = _copy_rows(document, "needs")
    for row in needs:
        if row["id"] in marks:
            row["mark"] = marks[row["id"]]["by"]
    add_component_partners(initiatives)
    lines = _most_active(jurisdictions, initiatives)
    initiatives.sort(key=lambda row: (places.get(row.get("lead", ""), len(places)), natural(row["id"]), row["id"]))
    kept = {
        "initiatives": initiatives,
        "partnerships": _copy_rows(document, "partnerships"),
        "needs": needs,
        "editions": _copy_rows(document, "editions"),
        "opportunities": _opportunities(opportunities),
        "changes": [dict(row) for row in changes][:MAX_CHANGES],
    }
    mark_suggestions(kept["opportunities"], initiatives, needs)
    for rows in kept.values():
        for row in rows:
            row["evidence"] = evidence.add(row.get("evidence", []))
    return {
        "audience": document["audience"],
        "opening": _opening_edition(kept["editions"], initiatives),
        "jurisdictions": [{key: value for key, value in row.items() if key != "evidence"} for row in jurisdictions],
        "themes": [{key: value for key, value in row.items() if key != "evidence"} for row in themes],
        "lines": lines,
        "squares": _matrix_cells({jurisdictions[place]["id"]: place for place in lines}, themes, initiatives),
        **kept,
        "sources": evidence.sources,
        "quotes": list(evidence.quotes),
        "evidence": evidence.pieces,
        "unplaced": len(document.get("unplaced", [])),
    }


def _copy_rows(document: Mapping[str, Any], name: str) -> list[Row]:
    return [dict(row) for row in document.get(name, [])]


_PLAIN_FIELDS = ("page", "sheet", "cell", "line", "stated", "rule", "reported_by", "confidence", "accepted", "proposed")
EVIDENCE_FIELDS = (*_PLAIN_FIELDS, "supports")  # in addition to source and quote


class EvidenceList:
    """Evidence, sources and quotes, each stored once and referred to by index.

    Args:
        sources: the sources of the graph document.
    """

    def __init__(self, sources: list[Row]) -> None:
        self.sources = [{"name": row["name"], "language": row.get("language")} for row in sources]
        self.pieces: list[Row] = []
        self.quotes: dict[str, int] = {}
        self._sources = {row["id"]: place for place, row in enumerate(sources)}
        self._places: dict[tuple[object, ...], int] = {}

    def add(self, pieces: Iterable[Row]) -> list[int]:
        """Return the indexes of pieces of evidence, in order and without duplicates."""
        return list(dict.fromkeys(map(self._place, pieces)))

    def _place(self, piece: Row) -> int:
        source = self._source(piece)
        quote = piece.get("quote")
        supports = piece.get("supports")
        key = (source, quote or None, *map(piece.get, _PLAIN_FIELDS), tuple(supports) if supports is not None else None)
        if key not in self._places:
            self._places[key] = len(self.pieces)
            made = {name: piece[name] for name in EVIDENCE_FIELDS if piece.get(name) is not None}
            made["source"] = source
            if made.get("stated"):
                del made["stated"]  # the default, which most evidence has
            if quote:
                made["quote"] = self.quotes.setdefault(quote, len(self.quotes))
            self.pieces.append(made)
        return self._places[key]

    def _source(self, piece: Row) -> int | None:
        identifier = piece.get("source")
        if identifier not in self._sources and piece.get("name"):
            self._sources[identifier] = len(self.sources)
            self.sources.append({"name": piece["name"], "language": None})
        return self._sources.get(identifier)


def _initiatives(document: Mapping[str, Any]) -> list[Row]:
    """Return the initiatives with their broader themes and all partners, including those of components."""
    initiatives: list[Row] = [dict(row) for row in document.get("initiatives", [])]
    by_id = {row["id"]: row for row in initiatives}
    broader = {row["id"]: row.get("broader") for row in document.get("themes", [])}
    partners = {row["id"]: dict.fromkeys(row.get("partners", ())) for row in initiatives}
    for row in document.get("partnerships", []):
        if (known := partners.get(row.get("initiative"))) is not None:
            known.update(dict.fromkeys(each["jurisdiction"] for each in row["members"]))
    for row in initiatives:
        row["own"] = frozenset(partners[row["id"]])
    wholes = [_parent_or_self(row, by_id) for row in initiatives]
    for row, whole in zip(initiatives, wholes, strict=True):
        if whole is not row:
            partners[whole["id"]].update(partners[row["id"]])
    reaches: dict[tuple[str, ...], list[str]] = {}
    for row, whole in zip(initiatives, wholes, strict=True):
        lead, named = row.get("lead"), tuple(row.get("themes", ()))
        if named not in reaches:
            reaches[named] = _with_broader(named, broader)
        row["partners"] = [who for who in partners[row["id"]] if who != lead]
        row["reach"] = reaches[named]
        row["whole"] = whole["id"]
    return initiatives


def _parent_or_self(row: Row, by_id: Mapping[str, Row]) -> Row:
    """Return the initiative that a component belongs to; any other initiative itself."""
    whole = by_id.get(row.get("part_of", "")) if row.get("kind") == "component" else None
    return whole or row


def _with_broader(themes: Iterable[str], broader: Mapping[str, str | None]) -> list[str]:
    """Return themes and all broader ones; cycles are followed once."""
    reached: dict[str, None] = {}
    for theme in themes:
        at: str | None = theme
        while at is not None and at not in reached:
            reached[at] = None
            at = broader.get(at)
    return list(reached)


def _jurisdictions(document: Mapping[str, Any], initiatives: list[Row]) -> list[Row]:
    """Return the jurisdictions with a role or a report due, by level and English name, with their state."""
    editions = document.get("editions", [])
    submissions = [each for edition in editions for each in edition.get("submissions", [])]
    reported = {row.get("lead") for row in initiatives}
    reported |= {each["jurisdiction"] for each in submissions if each["received"]}
    missing = {name for edition in editions for name in edition.get("missing", [])}
    missing |= {each["jurisdiction"] for each in submissions if not each["received"]}
    named = {who for row in initiatives for who in row["partners"]}
    named |= {member["jurisdiction"] for row in document.get("partnerships", []) for member in row["members"]}
    named |= {row["by"] for row in document.get("needs", []) if row.get("by")}
    here = reported | missing | named
    rows = [dict(row) for row in document["jurisdictions"] if row["id"] in here]
    for row in rows:
        row["state"] = "reported" if row["id"] in reported else "missing" if row["id"] in missing else "unknown"
    return sorted(rows, key=lambda row: (LEVELS.index(row["level"]), natural(_english_name(row["names"])), row["id"]))


def newest_edition(editions: Sequence[Row]) -> Row | None:
    """Return the latest edition by date of publication, then identifier."""
    return max(editions, key=lambda row: (row.get("published") or "", row["id"]), default=None)


def _opening_edition(editions: Sequence[Row], initiatives: Iterable[Row]) -> str | None:
    """Return the edition that the page opens with, the newest; None where it stands for too little of what is here.

    That is where it has fewer than a tenth of all initiatives or, where there are several, nobody reported in it.
    """
    newest = newest_edition(editions)
    if newest is None:
        return None
    held = [newest["id"] in row.get("editions", ()) for row in initiatives if row["whole"] == row["id"]]
    is_small = sum(held) * MAX_TIMES_NEWEST < len(held)
    is_silent = len(editions) > 1 and not any(each["received"] for each in newest.get("submissions", ()))
    return None if held and (is_small or is_silent) else str(newest["id"])


def _english_name(texts: Mapping[str, str]) -> str:
    return fold(texts.get("en") or next(iter(texts.values()), ""))


def _themes(document: Mapping[str, Any], initiatives: list[Row]) -> list[Row]:
    """Return the themes that initiatives or needs have, the most frequent first.

    Umbrella themes, of which sources only name narrower ones, come last, since their columns repeat others.
    """
    named = {theme for row in initiatives for theme in row.get("themes", [])}
    wholes: dict[str, set[str]] = defaultdict(set)
    for row in initiatives:
        for theme in row["reach"]:
            wholes[theme].add(row["whole"])
    asked = {theme for row in document.get("needs", []) for theme in row.get("themes", [])}
    rows = [
        {**row, "count": len(wholes[row["id"]])}
        for row in document.get("themes", [])
        if row["id"] in wholes or row["id"] in asked
    ]
    return sorted(rows, key=lambda row: (row["id"] not in named, -row["count"], row["id"]))


def _most_active(jurisdictions: list[Row], initiatives: list[Row]) -> list[int]:
    """Return the indexes of the jurisdictions with the most initiatives, in order; all if there are few."""
    if len(jurisdictions) <= MAX_MATRIX_ROWS:
        return list(range(len(jurisdictions)))
    many = Counter(
        who for row in initiatives if row["whole"] == row["id"] for who in (row.get("lead"), *row["partners"])
    )
    ordered = sorted(range(len(jurisdictions)), key=lambda place: (-many[jurisdictions[place]["id"]], place))
    return sorted(ordered[:MAX_MATRIX_ROWS])


def _matrix_cells(rows: Mapping[str, int], themes: list[Row], initiatives: list[Row]) -> list[list[int]]:
    """Return how many initiatives each jurisdiction leads and takes part in, by theme.

    A component counts as part of its parent. `rows` are indexes by identifier.
    """
    columns = {row["id"]: place for place, row in enumerate(themes)}
    made: dict[str, list[Row]] = defaultdict(list)
    for row in initiatives:
        if row.get("lead") in rows or not rows.keys().isdisjoint(row["partners"]):
            made[row["whole"]].append(row)
    led: Counter[tuple[int, int]] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for parts in made.values():
        leads, takes = _initiative_cells(parts, rows, columns)
        led.update(leads)
        shared.update(takes - leads)
    return [[*square, led[square], shared[square]] for square in sorted({*led, *shared})]


def _initiative_cells(
    parts: Iterable[Row], rows: Mapping[str, int], columns: Mapping[str, int]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the cells of an initiative and its components: where a jurisdiction leads, and where one takes part."""
    leads: set[tuple[int, int]] = set()
    takes: set[tuple[int, int]] = set()
    for row in parts:
        reached = [columns[theme] for theme in row["reach"] if theme in columns]
        if (lead := rows.get(row.get("lead", ""))) is not None:
            leads.update((lead, column) for column in reached)
        takes.update((rows[who], column) for who in row["partners"] if who in rows for column in reached)
    return leads, takes


def _opportunities(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return the columns of opportunities that the page shows, the best first."""
    kept = ("for", "with", "kind", "theme", "sentences", "initiatives", "evidence")
    ordered = sorted(rows, key=lambda row: (-row["score"], row["rank"], row["for"], row["with"]))
    found = [{key: row.get(key) for key in kept} for row in ordered[:MAX_OPPORTUNITIES]]
    for row, given in zip(found[:MAX_EXPLAINED], ordered, strict=False):
        row.update({key: given[key] for key in ("members", "need", "questions", "cautions") if given.get(key)})
        if given.get("id") and given.get("questions"):  # others come from history alone: no decision holds for them
            row.update(id=given["id"], seal=seal_suggestion(given))
    return found
