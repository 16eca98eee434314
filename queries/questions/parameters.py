"""Resolve typed parameters to identifiers: in either language, with or without accents, with spelling errors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from graph.dates.editions import SEASON_BY_WORD, edition_key, near_editions
from graph.errors import UnknownNameError, UsageError
from graph.text.strings import fold, hash_text, index_prefix, is_blank
from queries.questions.labels import read_labels
from queries.questions.likeness import is_like, is_like_any
from queries.questions.question import load_codes
from queries.questions.theme_words import find_theme_by_words
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.question import Parameter

NODE_KINDS: Final = ("jurisdiction", "theme", "initiative", "need", "partnership", "edition")
MAX_SUGGESTIONS: Final = 3  # names offered for one that is unknown
MIN_SUGGESTION_SCORE: Final = 60  # likeness (of 100) of a name that is offered
MIN_TITLE_SCORE: Final = 88  # likeness of a misspelt title that is accepted
MIN_TITLE_LEAD: Final = 6  # by how much it must be ahead of the next title
MAX_TITLES_COMPARED: Final = 5_000  # texts; above, only titles that share words with the typed one are compared
# as stores compare identifiers: ASCII only
_TO_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def resolve_choice(parameter: Parameter, typed: str, language: str) -> str:
    """Return the choice that is typed: its code, or the word for it in either language.

    Raises:
        UnknownNameError: it is none of them; lists the nearest words.
    """
    words = {fold(choice): choice for choice in parameter.choices}
    labels = load_codes().get(parameter.codes or "", {})
    for choice in parameter.choices:
        for label in labels.get(choice, {}).values():
            words.setdefault(fold(label), choice)
    if chosen := words.get(fold(typed)):
        return chosen
    from rapidfuzz import process  # imported here: few choices are misspelt

    near = process.extract(fold(typed), list(words), limit=len(words), score_cutoff=MIN_SUGGESTION_SCORE)
    nearest = dict.fromkeys(str(labels.get(words[word], {}).get(language, words[word])) for word, *_ in near)
    raise UnknownNameError(
        "“{given}” is not a valid {name}. Choose one of: {known}.", tuple(nearest)[:1],
        given=typed, name=parameter.name, known=", ".join(parameter.choices),
    )  # fmt: skip


def resolve_theme(view: View, typed: str) -> str:
    """Return the identifier of a typed theme.

    Raises:
        UnknownNameError: no theme has the name or its words, or several have; lists them, or the nearest names.
    """
    if found := find_exact(view, typed, "theme"):
        return found
    from graph.vocabulary.themes import concepts, find

    match = find(typed, view.language)
    if match.id and match.how != "close":
        return match.id
    if found := find_theme_by_words(view, typed) or match.id:
        return found
    near = [concepts()[i].labels.get(view.language, i) for i in match.alternatives[:MAX_SUGGESTIONS]]
    if near := near or list(_suggest_names(view, typed, "theme")):
        raise UnknownNameError("No theme is called “{typed}”.", tuple(near), typed=typed)
    raise UnknownNameError(
        "No theme is called “{typed}”. “accord themes” lists the themes; “accord search” finds words in texts.",
        typed=typed,
    )


def resolve_jurisdiction(view: View, typed: str) -> str:
    """Return the identifier of a typed jurisdiction, which may be one that the graph does not contain yet.

    Raises:
        UnknownNameError: no jurisdiction, or more than one, has the name; lists the nearest names.
    """
    if found := find_exact(view, typed, "jurisdiction"):
        return found
    from graph.names.resolver import resolve
    from graph.vocabulary.jurisdictions import entries

    match = resolve(typed, view.language)
    if match.id:
        return match.id
    parameters = {"ids": list(match.alternatives)}
    existing = {row["id"] for row in fetch_rows(view, "names/existing_jurisdictions", parameters)}
    in_graph = [i for i in match.alternatives if i in existing]
    if len(in_graph) == 1 and match.how == "ambiguous":
        return in_graph[0]
    candidates = [entries()[i] for i in match.alternatives if i in entries()]
    if match.how != "ambiguous":
        candidates = [one for one in candidates if is_like_any(typed, one)]
    near = [f"{one.name(view.language)} ({one.id})" for one in candidates[:MAX_SUGGESTIONS]]
    if match.how == "ambiguous":
        raise UnknownNameError("“{typed}” may be several jurisdictions.", tuple(near), typed=typed)
    if titles := _find_outside_partner(view, typed):
        raise UnknownNameError(
            "“{typed}” is a partner outside government here, in: {titles}. “accord show” shows each of them.",
            typed=typed, titles=titles,
        )  # fmt: skip
    near = near or list(_suggest_names(view, typed, "jurisdiction", mostly=True))
    raise UnknownNameError("No jurisdiction is called “{typed}”.", tuple(near), typed=typed)


def resolve_edition(view: View, typed: str, *, of_rounds: bool = True) -> str:
    """Return the identifier of a typed edition: an identifier, "latest", or a season and a year in either language.

    Args:
        view: what the audience may see.
        typed: the edition as it is typed.
        of_rounds: whether "latest" is the latest round of reporting, and not the latest edition of any document.

    Raises:
        UnknownNameError: the edition does not exist; lists the nearest ones.
    """
    check_not_blank(typed)
    folded = fold(typed)
    every = fetch_rows(view, "matching/editions", {"as_of": None})
    known = sorted((str(row["id"]) for row in every), key=edition_key)
    if folded in {"latest", "derniere"} and known:
        return _latest_round(every) if of_rounds else known[-1]
    if match := re.fullmatch(r"(?:l')?([a-z]+) (?:de )?(\d{4})|(\d{4})[- ]([a-z]+)", folded):
        season = SEASON_BY_WORD.get(match[1] or match[4])
        folded = f"{match[2] or match[3]}-{season}" if season else folded
    if folded in known:
        return folded
    raise UnknownNameError("There is no edition “{typed}”.", near_editions(folded, known), typed=typed)


def find_latest_edition(view: View) -> str | None:
    """Return the latest round of reporting; where there is none, the latest edition of any document, if there is one.

    The edition of a news release or a plan is only the season that it is of: it does not follow a round of reporting.
    """
    every = fetch_rows(view, "matching/editions", {"as_of": None})
    return _latest_round(every) if every else None


def _latest_round(editions: Sequence[Mapping[str, Any]]) -> str:
    """Return the latest of some editions that is a round of reporting; where none is, the latest of all."""
    rounds = [row for row in editions if row["is_round"]]
    return max((str(row["id"]) for row in rounds or editions), key=edition_key)


def resolve_initiative(view: View, typed: str, max_compared: int = MAX_TITLES_COMPARED) -> str:
    """Return the identifier of an initiative typed as its identifier or its title.

    Args:
        view: what the audience may see.
        typed: the identifier or the title.
        max_compared: texts of a graph up to which all titles are compared with a misspelt one.

    Raises:
        UnknownNameError: no initiative, or more than one, has the title; lists the nearest titles.
    """
    if found := find_exact(view, typed, "initiative"):
        return found
    _refuse_several(view, typed, "initiative")
    if found := _find_misspelt(view, typed, "initiative", max_compared):
        return found
    near = _suggest_names(view, typed, "initiative", max_compared)
    raise UnknownNameError("No initiative is called “{typed}”.", near, typed=typed)


def resolve_node(view: View, typed: str) -> str:
    """Return the identifier of any node: typed as an identifier, a name, or a kind and a name (``theme:privacy``).

    Raises:
        UnknownNameError: no node has the name; lists the nearest names.
    """
    kind, colon, rest = typed.partition(":")
    resolvers: dict[str, Callable[[View, str], str]] = {
        "jurisdiction": resolve_jurisdiction, "theme": resolve_theme, "initiative": resolve_initiative,
        "edition": resolve_edition,
    }  # fmt: skip
    if colon and kind in resolvers:
        return resolvers[kind](view, rest.strip())
    if colon and kind in NODE_KINDS and (found := find_exact(view, rest, kind)):
        return found
    for each in NODE_KINDS:
        if found := find_exact(view, typed, each):
            return found
    for each in NODE_KINDS:
        _refuse_several(view, typed, each)
    for each in ("jurisdiction", "theme", "initiative"):
        try:
            return resolvers[each](view, typed)
        except UnknownNameError:
            continue
    near = tuple(
        name
        for each in ("jurisdiction", "theme", "initiative")
        for name in _suggest_names(view, typed, each, mostly=True)[:1]
    )
    raise UnknownNameError("Nothing here is called “{typed}”.", near, typed=typed)


def check_date(_: View, typed: str) -> str:
    """Return a date typed as EDTF: a year, a month or a day.

    Raises:
        UsageError: it is not a valid date.
    """
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", typed.strip()):
        raise _invalid_date(typed)
    return typed.strip()


def first_day(typed: str) -> str:
    """Return the first day of a year, a month or a day.

    Raises:
        UsageError: it is not a date of the calendar.
    """
    from datetime import date

    try:
        return date.fromisoformat(f"{typed}-01-01"[:10]).isoformat()
    except ValueError:
        raise _invalid_date(typed) from None


def _invalid_date(typed: str) -> UsageError:
    return UsageError(
        "“{typed}” is not a valid date. Write a year, a month or a day: 2022, 2022-01, 2022-01-31.", typed=typed
    )


RESOLVERS: Final[Mapping[str, Callable[[View, str], str]]] = {  # by type of parameter; other types are used as typed
    "theme": resolve_theme,
    "jurisdiction": resolve_jurisdiction,
    "edition": resolve_edition,
    "initiative": resolve_initiative,
    "node": resolve_node,
    "date": check_date,
}


def check_not_blank(typed: str) -> None:
    """Refuse a name without a character that can be seen: often a variable that has no value.

    Raises:
        UnknownNameError: it is one.
    """
    if is_blank(typed):
        raise UnknownNameError("The name is empty. Type one, such as CRA, “digital identity” or 2022-winter.")


def find_other_meanings(view: View, typed: str, chosen: str) -> list[tuple[str, str]]:
    """Return the other nodes that have a name, as (kind, identifier)."""
    parameters = {"folded": fold(typed), "start": index_prefix(fold(typed)), "chosen": chosen}
    return [(str(row["kind"]), str(row["node"])) for row in fetch_rows(view, "names/also_named", parameters)]


def find_exact(view: View, typed: str, kind: str) -> str | None:
    """Return the node of a kind with this identifier, or the only one with this name.

    Raises:
        UnknownNameError: nothing is typed.
    """
    check_not_blank(typed)
    bare = typed.strip()
    lower = bare.translate(_TO_LOWER)
    given = {"typed": bare, "lower": lower, "hash": hash_text(lower), "kind": kind}
    found = fetch_rows(view, "names/node_by_id", given)
    if not found and kind == "initiative":
        found = fetch_rows(view, "names/alias", {"alias": bare})
    if found:
        return str(found[0]["id"])
    named = _nodes_named(view, typed, kind)
    return named[0] if len(named) == 1 else None


def _nodes_named(view: View, typed: str, kind: str) -> list[str]:
    """Return the first nodes of a kind with a name."""
    parameters = {"folded": fold(typed), "start": index_prefix(fold(typed)), "kind": kind}
    return [str(row["node"]) for row in fetch_rows(view, "names/nodes_by_name", parameters)]


def _find_outside_partner(view: View, typed: str) -> str | None:
    """Return the titles of the first initiatives with a partner outside government that is called so; None without."""
    partner = fold(typed)
    rows = fetch_rows(view, "names/outside_partners")
    found = [row["id"] for row in rows if partner in map(fold, json.loads(row["external_partners"]))]
    labels = read_labels(view, found[:MAX_SUGGESTIONS])
    return " · ".join(labels[one].name for one in found[:MAX_SUGGESTIONS] if one in labels) or None


def _refuse_several(view: View, typed: str, kind: str) -> None:
    """Refuse the name of several nodes of a kind, and suggest their identifiers.

    Raises:
        UnknownNameError: it is one.
    """
    if len(named := _nodes_named(view, typed, kind)) > 1:
        raise UnknownNameError(
            "Several are called “{typed}”. Type the identifier of one.", tuple(named[:MAX_SUGGESTIONS]), typed=typed
        )


def _score_names(view: View, typed: str, kind: str, max_compared: int) -> list[tuple[float, str, str]]:
    """Return (likeness of 100, name, node) for the names of a kind nearest to the typed one, the best first."""
    from rapidfuzz import fuzz, process

    named = _read_names(view, typed, kind, max_compared)
    hits = process.extract(fold(typed), [fold(row["text"]) for row in named], scorer=fuzz.WRatio, limit=12)
    best: dict[str, tuple[float, str, str]] = {}
    for _, score, index in hits:
        row = named[index]
        best.setdefault(row["node"], (score, row["text"], row["node"]))
    return list(best.values())


def _read_names(view: View, typed: str, kind: str, max_compared: int) -> list[dict[str, Any]]:
    """Return the names of a kind to compare; in a large graph, only titles that share words with the typed one."""
    if kind == "initiative" and view.backend.full_text:
        from queries.fulltext.index import open_text_index  # imported here: few names are misspelt
        from queries.fulltext.rank import find_nearest

        if open_text_index(view).text_count > max_compared:
            return fetch_rows(view, "names/titles", {"initiatives": find_nearest(view, typed, kind)})
    return fetch_rows(view, "names/names_of_kind", {"kind": kind})


def _suggest_names(
    view: View, typed: str, kind: str, max_compared: int = MAX_TITLES_COMPARED, *, mostly: bool = False
) -> tuple[str, ...]:
    """Return the names in the language of the view of the nodes of a kind that are called most like what is typed."""
    scored = _score_names(view, typed, kind, max_compared)
    nodes = [
        node for score, name, node in scored if score >= MIN_SUGGESTION_SCORE and is_like(typed, name, mostly=mostly)
    ]
    labels = read_labels(view, nodes[:MAX_SUGGESTIONS])
    return tuple(dict.fromkeys(labels[node].name for node in nodes[:MAX_SUGGESTIONS] if node in labels))


def _find_misspelt(view: View, typed: str, kind: str, max_compared: int = MAX_TITLES_COMPARED) -> str | None:
    """Return the node whose name is nearest, if it is near enough and well ahead of the next."""
    scored = _score_names(view, typed, kind, max_compared)
    if not scored or scored[0][0] < MIN_TITLE_SCORE:
        return None
    return None if len(scored) > 1 and scored[0][0] - scored[1][0] < MIN_TITLE_LEAD else scored[0][2]
