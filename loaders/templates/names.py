"""Names in templates, out and back in: what is written for a node is read as that node again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from graph.dates.parse import find_dates
from graph.names.resolver import SURE_NAMES, resolve
from graph.text.strings import fold, jurisdiction_slug, slug
from graph.values import GOVERNING_LEVELS, LANGUAGES
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts, find
from loaders.mapping.cell_dates import edition_of

CERTAIN_METHODS: Final = frozenset({"id", "name", "words"})
OFFERED: Final = 3
_BEHIND: Final = re.compile(r"(.*\S)\s+\(([^()\s]+)\)")
_AND: Final = re.compile(r",|\s(?:and|et|&)\s")
_EDITION: Final = re.compile(r"\d{4}[a-z0-9]*(?:-[a-z0-9]+)*")
_THEME_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Named(NamedTuple):
    """The result of resolving a name: `id` is None if it is not certain; `near` are labels of likely meanings."""

    id: str | None
    near: tuple[str, ...] = ()
    ambiguous: bool = False
    listed: bool = True


@lru_cache(maxsize=4096)
def jurisdiction_named(name: str, language: str) -> Named:
    """The government or organisation that a name means; ``Name (ID)`` too."""
    behind = _BEHIND.fullmatch(name)
    if behind and behind[2] in entries():
        return Named(behind[2])
    match = resolve(name, language)
    if match.how == "ambiguous":  # Québec: who works together is a government rather than its city
        match = resolve(name, language, GOVERNING_LEVELS)
    if match.id:
        return Named(match.id)
    near = tuple(f"{_name(each, language)} ({each})" for each in match.alternatives[:OFFERED])
    return Named(None, near, match.how == "ambiguous")


def named_exactly(name: str, language: str) -> str | None:
    """The government or organisation that a name, abbreviation or identifier is exactly one of, in either language."""
    for tongue in dict.fromkeys((language, *LANGUAGES)):
        for prefer in (None, GOVERNING_LEVELS):  # Québec: the government rather than its city
            match = resolve(name, tongue, prefer)
            if match.id and (match.how in SURE_NAMES or _is_name(match.id, name)):
                return match.id
    return None


def _is_name(identifier: str, typed: str) -> bool:
    known = entries().get(identifier)
    return known is not None and fold(typed) in {fold(name) for name in known.names.values()}


def _name(identifier: str, language: str) -> str:
    known = entries().get(identifier)
    return known.name(language) if known else identifier


@lru_cache(maxsize=4096)
def jurisdiction_label(identifier: str, language: str, given: str | None = None) -> str:
    """The label of a jurisdiction in a template, which is read as this one.

    Args:
        identifier: the jurisdiction.
        language: that of the template.
        given: its name, where the vocabulary does not know it.
    """
    known = entries().get(identifier)
    if known is None:
        return given if given and jurisdiction_slug(given) == identifier and ";" not in given else identifier
    name = known.name(language)
    plain = ";" not in name and jurisdiction_named(name, language).id == identifier
    return name if plain else f"{name.replace(';', ',')} ({identifier})"


@lru_cache(maxsize=4096)
def theme_named(name: str, language: str) -> Named:
    """The theme that a label means, in either language; ``Label (id)`` for one that the list does not have."""
    for tongue in (language, None):
        match = find(name, tongue)
        if match.id and match.how in CERTAIN_METHODS:
            return Named(match.id)
    behind = _BEHIND.fullmatch(name)
    if behind and _THEME_ID.fullmatch(behind[2]):
        return Named(behind[2], listed=behind[2] in concepts())
    nearest = [match.id] if match.id else list(match.alternatives)
    return Named(None, tuple(theme_label(each, language) for each in nearest[:OFFERED]))


@lru_cache(maxsize=4096)
def theme_label(identifier: str, language: str, given: str | None = None) -> str:
    """The label of a theme in a template, which is read as this one."""
    known = concepts().get(identifier)
    label = known.labels[language] if known else given or identifier
    plain = label.replace(";", ",")
    return label if plain == label and theme_named(label, language).id == identifier else f"{plain} ({identifier})"


def unknown_jurisdiction(name: str) -> str:
    """The identifier of an organisation that nothing knows."""
    return jurisdiction_slug(name)


def all_themes(language: str) -> list[str]:
    """The themes that a template offers, by their labels."""
    return sorted((theme_label(each, language) for each in concepts()), key=fold)


def all_jurisdictions(language: str, members: Sequence[str] = ()) -> list[str]:
    """The governments and organisations that a template offers.

    The members of the council come first, in their order, then those that govern, then all by name.
    """
    order: Mapping[str, int] = {level: rank for rank, level in enumerate(GOVERNING_LEVELS)}
    known = sorted(
        entries().values(),
        key=lambda e: (e.part_of is not None, order.get(e.level, len(order)), fold(e.name(language))),
    )
    listed = [*members, *(each.id for each in known if each.id not in set(members))]
    return [jurisdiction_label(one, language) for one in listed]


def pieces(text: str, known: Callable[[str], bool]) -> Sequence[str]:
    """The items of a list in a cell: between semicolons and line ends; commas and “and” where each is then known."""
    found: list[str] = []
    for each in re.split(r"[;\n\r\v]+", text):
        part = " ".join(each.split()).strip(" •·-*") if each.strip(" \t-•·*") else ""
        if not part:
            continue
        inner = listed_in(part)
        found.extend(inner if len(inner) > 1 and not known(part) and all(map(known, inner)) else [part])
    return list(dict.fromkeys(found))


def listed_in(text: str) -> list[str]:
    """The parts of a text between commas and “and”."""
    return [one for each in _AND.split(text) if (one := each.strip())]


def edition_named(written: str) -> str | None:
    """The edition that somebody wrote: an identifier such as ``2022-fall``, or a season with its year.

    >>> edition_named("automne 2022")
    '2022-fall'
    """
    if _EDITION.fullmatch(written):
        return written
    found = find_dates(written)
    return edition_of(found[0].span.edtf, "season") if len(found) == 1 and "/" in found[0].span.edtf else None


def title_key(title: str) -> str:
    """The folded form of a title."""
    return slug(title)
