"""Lists below a line or a heading: of parties, and of the work that the line says somebody does."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.discourse.dates import dates_of_clause
from loaders.documents.prose.discourse.labels import EDGES, MAX_ACRONYM, covers, goes_on, is_name, role_behind
from loaders.documents.prose.entities.unknown_parties import by_name
from loaders.documents.prose.initiative_candidates import NAMED_CONFIDENCE, OF_A_LIST, RoleFact
from loaders.documents.prose.roles import find_roles
from loaders.text.names import split_names
from loaders.text.persons import is_person_at
from loaders.text.rules import straight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.structure.segment import Segment

MAX_BEFORE_NAME: Final = 6  # characters of an item, an article and a mark, before the name that it begins with
MOST: Final = 0.8  # of the parts of a text that lists names are names
MIN_LISTED: Final = 2  # names of a text that lists them
MAX_LIST_CHARACTERS: Final = 1500
MIN_ACRONYM: Final = 3  # letters of one with which an item begins
_BEHIND_NAME: Final = re.compile(r"\s[–—-]\s|[,;(:]")
_COLON: Final = re.compile(r"\s?:\s")
_AND: Final = re.compile(r"\s+(?:and|et|&)\s+")
_JOINED: Final = re.compile(r"\s*,\s+|,?\s+(?:and|et|&)\s+")
_DASH: Final = re.compile(r"\s[–—-]\s")
_ARTICLE: Final = re.compile(r"^(?:(?:the|les?|la)\s+|l[’']\s*)", re.IGNORECASE)


def note_doers(discourse: DiscourseState, annotated: Annotated) -> None:
    """Note who does what the items below a line name, and when: "The Region launched two projects in May 2021:"."""
    lexicon, view = discourse.lexicon, annotated.view
    hit = lexicon.regex("does_several").search(view)
    if hit is None:
        discourse.doers, discourse.done_on = [], []
        return
    start = max(view.rfind(mark, 0, hit.start()) for mark in (". ", "\u2029")) + 1
    written = discourse.front.date.value if discourse.front.date else None
    discourse.doers = [
        RoleFact(one.party, one.role, annotated.passage, one.start, one.stop, one.rule,
                 one.stated and not one.party.inferred, NAMED_CONFIDENCE)
        for one in find_roles(annotated, start, len(view), lexicon)
    ]  # fmt: skip
    discourse.done_on = list(dates_of_clause(annotated, start, len(view), lexicon, written, is_named=True))


def add_doers(discourse: DiscourseState, place: int, segment: Segment) -> None:
    """Add who does what an item of a list names, as the line above the list says."""
    work = discourse.current
    if segment.kind != "item" or discourse.named_at != place or work is None:
        return
    for fact in () if work.parties("lead", "side") else discourse.doers:
        work.add(fact)
    for date in () if work.dates else discourse.done_on:
        work.add_date(date)


def read_listed(discourse: DiscourseState, place: int, segment: Segment, annotated: Annotated) -> bool:
    """Add the parties of a list to the work whose partners the line or the heading above it announces.

    Args:
        discourse: what has been read of the document.
        place: the number of the segment.
        segment: an item of a list, or a text that lists names; is read on where it lists none.
        annotated: the same with its names.

    Returns:
        whether it lists any.
    """
    is_item = segment.kind == "item"
    role = (discourse.list_role if is_item else None) or discourse.listed_role
    if role is None:
        return False
    if not (is_item and place and discourse.outline.segments[place - 1].kind == "item"):
        _begin_list(discourse, place)
    work = discourse.list_about
    if work is None:
        return False
    parties: Sequence[Party]
    if is_item:
        parties = _party_of_item(discourse, annotated)
        if not parties and discourse.list_role is not None:
            parties = annotated.parties
    else:
        parties = _parties_of_list(discourse, annotated)
    for party in parties:
        each = role_behind(party, role, segment.text, discourse.lexicon)
        if each is not None:
            work.add(RoleFact(party, each, segment.passage, party.start, party.end, f"{each}{OF_A_LIST}", stated=True))
        discourse.used.add(place)
    return bool(parties)


def begins_with_party(discourse: DiscourseState, segment: Segment) -> bool:
    """Whether a text begins with the name of a known party, with that of a person of one, or with an acronym."""
    parties, name = discourse.annotate(segment).parties, _first_part(segment.text)
    is_acronym = name.isupper() and name.isalpha() and MIN_ACRONYM <= len(name) <= MAX_ACRONYM
    return (
        is_acronym
        or any(one.start <= MAX_BEFORE_NAME for one in parties)
        or (bool(parties) and is_person_at(segment.text, 0, len(name)))
    )


def _begin_list(discourse: DiscourseState, place: int) -> None:
    """Note what a list is about that begins at a segment, and whether its items are people."""
    items = list(takewhile(lambda one: one.kind == "item", discourse.outline.segments[place:]))
    discourse.list_about = discourse.default()
    discourse.list_of_people = any(is_person_at(one.text, 0, len(_first_part(one.text))) for one in items)


def _first_part(text: str) -> str:
    """What stands in an item before its first comma, dash, colon or bracket."""
    return _BEHIND_NAME.split(text, maxsplit=1)[0].rstrip()


def _party_of_item(discourse: DiscourseState, annotated: Annotated) -> Sequence[Party]:
    """The parties that an item begins with the names of; where they are unknown, that of the name it begins with."""
    text = annotated.passage.text
    if several := _several_at_once(annotated):
        return several
    name = _first_part(text)
    bare = _ARTICLE.sub("", name).strip(EDGES)
    start = name.find(bare)
    if discourse.list_of_people and not annotated.parties_in(0, len(name)):
        return annotated.parties
    if behind := _parties_behind_a_word(annotated, bare, len(name)):
        return behind
    if not is_name(bare, discourse.lexicon) or _is_phrase(bare, discourse.rules.language):
        inside = annotated.parties_in(0, len(name))
        if [text[one.start : one.end] for one in inside] == [bare]:
            return inside
        if len(inside) == 1 and goes_on(inside[0], text, 0, len(name)):
            first = inside[0].start
            return [by_name(first, len(name), text[first : len(name)], discourse.rules, discourse.names)]
        return annotated.parties if discourse.is_party_alone(annotated) else ()
    return _named_by(discourse, annotated, start, bare)


def _several_at_once(annotated: Annotated) -> Sequence[Party]:
    """The parties that an item begins with, joined by commas and "and", before a dash: "Oslo, Lyon and Bonn – …"."""
    text, parties = annotated.passage.text, annotated.parties
    if not parties or parties[0].start > MAX_BEFORE_NAME:
        return ()
    last = 0
    while last + 1 < len(parties) and _JOINED.fullmatch(text, parties[last].end, parties[last + 1].start):
        last += 1
    is_list = last > 0 and _AND.fullmatch(text, parties[last - 1].end, parties[last].start)
    return parties[: last + 1] if is_list and _DASH.match(text, parties[last].end) else ()


def _is_phrase(text: str, language: str) -> bool:
    """Whether English words, of which only the first has a capital, are no name: "Overall strategy"."""
    first, *others = text.split()
    return language == "en" and bool(others) and first.istitle() and all(map(str.islower, others))


def _parties_behind_a_word(annotated: Annotated, word: str, end: int) -> Sequence[Party]:
    """The parties behind a word that only sorts them: "Local: with the City of Oslo"."""
    is_word = word.isalpha() and not word.isupper() and _COLON.match(annotated.passage.text, end) is not None
    return annotated.parties_in(end, len(annotated.passage.text)) if is_word else ()


def _parties_of_list(discourse: DiscourseState, annotated: Annotated) -> list[Party]:
    """The parties of a text that is a list of names and no more."""
    text, at = annotated.passage.text, 0
    made: list[Party] = []
    names = split_names(text.rstrip(" ."), None, discourse.rules) if len(text) <= MAX_LIST_CHARACTERS else []
    named = [name for name in names if is_name(name, discourse.lexicon)]
    if len(named) < max(MIN_LISTED, MOST * len(names)) or named[0] is not names[0]:
        return []
    for name in named:
        start = text.find(name, at)
        if start >= 0:
            made += _named_by(discourse, annotated, start, name)
            at = start + len(name)
    return made


def _only_leads_on(discourse: DiscourseState, annotated: Annotated, start: int, party: Party) -> bool:
    """Whether only words such as "gouvernement de la" stand before the party that a name ends with."""
    before = straight(annotated.passage.text[start : party.start])
    led = discourse.lexicon.regex("before_name").search(before)
    return led is not None and not before[: led.start()].strip()


def _named_by(discourse: DiscourseState, annotated: Annotated, start: int, name: str) -> Sequence[Party]:
    """The known parties that a name is the name of, or else one of its own name."""
    end = start + len(name)
    found = annotated.parties_in(start, end)
    if covers(found, start, name) or (found and _only_leads_on(discourse, annotated, start, found[0])):
        return found
    if is_person_at(annotated.passage.text, start, end):
        return ()
    made, at = [], start
    for one in _names_of_a_kind(name):
        at = annotated.passage.text.index(one, at)
        made.append(by_name(at, at + len(one), one, discourse.rules, discourse.names))
        at += len(one)
    return made


def _names_of_a_kind(text: str) -> list[str]:
    """The names that "and" joins and that begin or end with the same word; the text itself where it is no such list.

    >>> _names_of_a_kind("Kyoto Water Board and Nara Water Board")
    ['Kyoto Water Board', 'Nara Water Board']
    >>> _names_of_a_kind("Department of Trade and Industry")
    ['Department of Trade and Industry']
    """
    names = _AND.split(text)
    words = [name.split() for name in names]
    is_same = any(len({each[at].casefold() for each in words}) == 1 for at in (0, -1))
    return names if is_same and all(len(each) > 1 for each in words) else [text]
