"""What a person typed, as an identifier: in either language, with or without accents, with typing errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any, Final

from graph.dates.editions import SEASON_BY_WORD, edition_key
from graph.errors import UnknownNameError, UsageError
from graph.text import fold, index_prefix
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View

KINDS: Final = ("jurisdiction", "theme", "initiative", "need", "partnership", "edition")
NEAREST: Final = 3  # how many names are offered
CLOSE: Final = 60  # likeness of 100 under which a name is not offered
SURE: Final = 88  # likeness from which a title with a typing error is taken, if no other comes near
CLEAR: Final = 6  # what the best must be ahead of the next
MANY: Final = 5_000  # texts beyond which titles are compared only where search finds their words
_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)  # as stores compare identifiers: ASCII letters only


def theme(view: View, typed: str) -> str:
    """The theme that was typed.

    Raises:
        UnknownNameError: it is none, or may be several; offers the nearest.
    """
    if found := _known(view, typed, "theme"):
        return found
    from graph.vocabulary.themes import concepts, find

    match = find(typed, view.language)
    if match.id:
        return match.id
    near = [concepts()[i].labels.get(view.language, i) for i in match.alternatives[:NEAREST]]
    raise UnknownNameError("No theme is called “{typed}”.", tuple(near or _near(view, typed, "theme")), typed=typed)


def jurisdiction(view: View, typed: str) -> str:
    """The jurisdiction that was typed; it may be one of which the graph says nothing yet.

    Raises:
        UnknownNameError: it is none, or may be several; offers the nearest.
    """
    if found := _known(view, typed, "jurisdiction"):
        return found
    from graph.names.resolver import resolve
    from graph.vocabulary.jurisdictions import entries

    match = resolve(typed, view.language)
    if match.id:
        return match.id
    there = {row["id"] for row in rows(view, "names/existing_jurisdictions", {"ids": list(match.alternatives)})}
    inside = [i for i in match.alternatives if i in there]
    if len(inside) == 1 and match.how == "ambiguous":
        return inside[0]
    near = [f"{entries()[i].name(view.language)} ({i})" for i in match.alternatives[:NEAREST] if i in entries()]
    if match.how == "ambiguous":
        raise UnknownNameError("“{typed}” may be several jurisdictions.", tuple(near), typed=typed)
    near = near or list(_near(view, typed, "jurisdiction"))
    raise UnknownNameError("No jurisdiction is called “{typed}”.", tuple(near), typed=typed)


def edition(view: View, typed: str) -> str:
    """The edition that was typed: its identifier, "latest", or a season and a year in either language.

    Raises:
        UnknownNameError: there is none; offers those there are.
    """
    known = sorted((str(row["id"]) for row in rows(view, "names/editions")), key=edition_key)
    flat = fold(typed)
    if flat in {"latest", "derniere"} and known:
        return known[-1]
    if match := re.fullmatch(r"(?:l')?([a-z]+) (?:de )?(\d{4})|(\d{4})[- ]([a-z]+)", flat):
        season = SEASON_BY_WORD.get(match[1] or match[4])
        flat = f"{match[2] or match[3]}-{season}" if season else flat
    if flat in known:
        return flat
    raise UnknownNameError("There is no edition “{typed}”.", tuple(known[-NEAREST:]), typed=typed)


def initiative(view: View, typed: str) -> str:
    """The initiative that was typed: its identifier or its title.

    Raises:
        UnknownNameError: it is none, or may be several; offers the nearest.
    """
    if found := _known(view, typed, "initiative"):
        return found
    if found := _sure(view, typed, "initiative"):
        return found
    raise UnknownNameError("No initiative is called “{typed}”.", _near(view, typed, "initiative"), typed=typed)


def node(view: View, typed: str) -> str:
    """Anything that was typed: an identifier, or a name, if need be after its kind (``theme:digital identity``).

    Raises:
        UnknownNameError: it is nothing here; offers the nearest.
    """
    kind, colon, rest = typed.partition(":")
    finders: dict[str, Callable[[View, str], str]] = {
        "jurisdiction": jurisdiction, "theme": theme, "initiative": initiative, "edition": edition,
    }  # fmt: skip
    if colon and kind in finders:
        return finders[kind](view, rest.strip())
    if colon and kind in KINDS and (found := _known(view, rest, kind)):
        return found
    for each in KINDS:
        if found := _known(view, typed, each):
            return found
    for each in ("jurisdiction", "theme", "initiative"):
        try:
            return finders[each](view, typed)
        except UnknownNameError:
            continue
    near = tuple(name for each in ("jurisdiction", "theme", "initiative") for name in _near(view, typed, each)[:1])
    raise UnknownNameError("Nothing here is called “{typed}”.", near, typed=typed)


def date(_: View, typed: str) -> str:
    """A date typed as EDTF: a year, a month or a day.

    Raises:
        UsageError: it is none.
    """
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", typed.strip()):
        raise UsageError(
            "“{typed}” is no date. Write a year, a month or a day: 2022, 2022-01, 2022-01-31.", typed=typed
        )
    return typed.strip()


def also(view: View, typed: str, chosen: str) -> list[tuple[str, str]]:
    """What else answers to a name, as (kind, identifier): for a note beside the answer."""
    found = rows(
        view, "names/also_named", {"folded": fold(typed), "start": index_prefix(fold(typed)), "chosen": chosen}
    )
    return [(str(row["kind"]), str(row["node"])) for row in found]


def _known(view: View, typed: str, kind: str) -> str | None:
    """The node of a kind whose identifier or only name it is."""
    bare = typed.strip()
    found = rows(view, "names/node_by_id", {"typed": bare, "lower": bare.translate(_LOWER), "kind": kind})
    if not found and kind == "initiative":
        found = rows(view, "names/alias", {"alias": bare})
    if found:
        return str(found[0]["id"])
    named = rows(view, "names/nodes_by_name", {"folded": fold(typed), "start": index_prefix(fold(typed)), "kind": kind})
    return str(named[0]["node"]) if len(named) == 1 else None


def _scored(view: View, typed: str, kind: str) -> list[tuple[float, str, str]]:
    """(likeness of 100, name, node) of the names of a kind nearest to what was typed, the best first."""
    from rapidfuzz import fuzz, process

    named = _names(view, typed, kind)
    hits = process.extract(fold(typed), [fold(row["text"]) for row in named], scorer=fuzz.WRatio, limit=12)
    best: dict[str, tuple[float, str, str]] = {}
    for _, score, index in hits:
        row = named[index]
        best.setdefault(row["node"], (score, row["text"], row["node"]))
    return list(best.values())


def _names(view: View, typed: str, kind: str) -> list[dict[str, Any]]:
    """The names of a kind to compare with what was typed: of many titles those that share words with it, or almost."""
    if kind == "initiative" and view.backend.full_text:
        from queries.fulltext.sqlite import words_of
        from queries.search.search import nearest

        if words_of(view).size > MANY:
            return rows(view, "names/titles", {"initiatives": nearest(view, typed, kind)})
    return rows(view, "names/names_of_kind", {"kind": kind})


def _near(view: View, typed: str, kind: str) -> tuple[str, ...]:
    return tuple(name for score, name, _ in _scored(view, typed, kind)[:NEAREST] if score >= CLOSE)


def _sure(view: View, typed: str, kind: str) -> str | None:
    scored = _scored(view, typed, kind)
    if not scored or scored[0][0] < SURE or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR):
        return None
    return scored[0][2]
