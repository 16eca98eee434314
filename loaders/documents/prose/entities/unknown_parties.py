"""Parties that no vocabulary has: what says that a name is that of a body, or stands where a party must."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.names.recognizer import mentions
from graph.names.resolver import resolve
from graph.names.tokens import SENTENCE_OPENERS
from graph.text.strings import fold, jurisdiction_slug
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.bodies.kinds import (
    is_ministry,
    is_of_government,
    is_outside_government,
    is_public_body,
)
from loaders.documents.prose.entities.bodies.named import find_organisations
from loaders.documents.prose.entities.governments import find_owner, is_geographic
from loaders.documents.prose.entities.known_parties import WEB_ADDRESS, flat, is_elsewhere
from loaders.documents.prose.entities.party import JOINED, Names, Party, overlaps
from loaders.documents.prose.entities.towns import town_key, town_of
from loaders.text.names import Named, name_jurisdiction
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.names.recognizer import Mention
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.text.rules import Rules

_EXACT: Final = frozenset({"name", "alternative", "abbreviation", "id"})  # how a name means a body, and no like one
_BODY_OF: Final = re.compile(r"(?:Department|Ministry|[Mm]inistère|Office|Bureau|Government)\b")
# Of a body of a government, not of the government as a whole: "Oregon Department of Energy".
_SUBJECT: Final = re.compile(r"\b(?:Department|Ministry|Division|Directorate|Bureau|[Mm]inistère)s?\b")
_SEAT: Final = re.compile(r"(?:,\s+|\s\()(?:(?:the|la|le|les)\s+|l[’'])?", re.IGNORECASE)  # before where a body is
_ALONE: Final = re.compile(  # behind it, where nothing else begins with it
    r"\s?\)|(?=[.;\n\u2029]|$)|(?=,?\s+(?:and|et|&)\s+(?:the\s+|le\s+)?(?:Ministry|Department|[Mm]inistère))|(?=,\s+[a-zà-ÿ])"
)
_WHOSE_MINISTERS: Final = re.compile(r"(?:Prime\s+)?Ministers\s+of\s+(?:the\s+)?")  # who act for a government
_OF_BEFORE: Final = re.compile(r"\sof\s+(?:the\s+)?$")
_SUBJECT_BEHIND: Final = re.compile(  # of an agreement, behind the last of its sides
    r"\s+(?:on|concerning|regarding|respecting|relating\s+to)\s|"
    r"\s+(?:for|in)\s+(?:the\s+)?(?:Co-?operation|Collaboration|Exchange|Mutual|Promotion|Protection|Field)"
)
_AND_BEFORE: Final = re.compile(r"\s+(?:and|&|et)\s+(?:the\s+)?$")
_AT_HOME: Final = {
    "UNITED-STATES": "U.S.",
    "UNITED-KINGDOM": "UK",
}  # before names of bodies, but in their own documents

_OF_NO_STATE: Final = frozenset(  # departments that no part of the United States has
    f"Department of {each}" for each in ("Defense", "Housing and Urban Development", "the Interior")
)


def with_organisations(text: str, rules: Rules, names: Names, found: list[Party]) -> list[Party]:
    """The parties, with bodies that no vocabulary has; a longer name takes in what stands within it."""
    made = [_body_of(one, rules) for one in found]
    every = {
        one.start: one
        for one in mentions(flat(text), rules.language)
        if one.id
        and one.kind in ("name", "within-name")
        and not WEB_ADDRESS.match(text, one.end)
        and not is_elsewhere(one.id, one.text, names)
    }
    for start, end in _parted(text, rules, made, every):
        inside = [one for one in made if start < one.end and one.start < end]
        if any(one.end - one.start >= end - start for one in inside):
            continue
        if any(one.start < start for one in inside) or len([one for one in inside if one.id in entries()]) > 1:
            continue
        name = text[start:end]
        if any(one.end == end and _WHOSE_MINISTERS.fullmatch(text, start, one.start) for one in every.values()):
            continue
        edge = [one for one in inside if one.start == start or (one.end == end and _BODY_OF.match(name))]
        whole = every.get(start)
        if whole is not None and whole.text.isupper() and end > whole.end:
            whole, edge = None, [one for one in edge if not one.name.isupper()]  # "MRC de Nicolet" is no MRC
        last = next((one for one in every.values() if start < one.start and one.end == end), None)
        adjacent = [one.id for one in [*edge, whole, last if _BODY_OF.match(name) else None] if one and one.id]
        ids = [one for one in adjacent if one in entries() and entries()[one].codes]
        made = [one for one in made if one not in inside]
        if not ids and (whose := find_owner(straight(name), rules.language)):
            ids = [whose]
        stop = end
        if not ids and (where := _government_behind(text, end, name, every)):
            made = [one for one in made if one.start != where[0].start]
            ids, stop = [where[0].id or ""], where[1]
        owner = every.get(start)
        if ids and is_of_government(name) and not is_outside_government(name):
            one = _body_of(Party(start, end, name, ids[0]), rules)
        else:
            one = names.bodies.get(name) or stranger(start, end, name, rules, names)
        if owner and ids[:1] == [owner.id]:
            one = _named_after(one, owner, text[owner.end : end].strip(), names)
        made.append(replace(one, start=start, end=stop))
    return made


def _government_behind(text: str, end: int, name: str, every: Mapping[int, Mention]) -> tuple[Mention, int] | None:
    """The government behind the name of a ministry, and where it ends: "Ministry of Health, Norway"; None in a list."""
    seat = _SEAT.match(text, end) if is_ministry(name) else None
    where = every.get(seat.end()) if seat else None
    known = entries().get(where.id or "") if where else None
    if where is None or known is None or not {"iso-3166-1", "iso-3166-2"} & known.codes.keys():
        return None
    alone = _ALONE.match(text, where.end)
    return (where, alone.end()) if alone else None


def _body_of(one: Party, rules: Rules) -> Party:
    """The body of a government whose name says what it is for: "Oregon Department of Energy"; else what was given."""
    known = None if one.named else entries().get(one.id or "")
    if known is None or not ("iso-3166-2" in known.codes and _SUBJECT.search(one.name)):
        return one
    body = new_body(one.name, rules)
    return replace(one, id=body.id, named=replace(body, part_of=known.id))


def _named_after(one: Party, government: Mention, rest: str, names: Names) -> Party:
    """A body whose name begins with that of a government, and that the rest of its name means from now on."""
    if one.named is not None and is_public_body(one.name):
        one = replace(one, named=replace(one.named, part_of=government.id))
    if one.id:
        names.bodies.setdefault(rest, one)
    return one


def _parted(text: str, rules: Rules, found: Sequence[Party], every: Mapping[int, Mention]) -> Iterator[tuple[int, int]]:
    """The names of bodies, without a known one that "and" joins to the front of another."""
    for first, last in find_organisations(text, rules.language):
        start, end = first, _end_at_government(text, first, last, every.values())
        for one in found:
            joined = JOINED.match(text, one.end) if one.start == start else None
            if joined and joined.end() < end:
                start = joined.end()
        if other := _second_body(text, start, end, every.values()):
            if " " in text[start : other[0]]:
                yield start, other[0]
            start = other[1]
        yield start, end


def _end_at_government(text: str, start: int, end: int, every: Iterable[Mention]) -> int:
    """Where a name ends that an agreement's subject follows: "Ministry of Health of Norway on Cooperation in …"."""
    for one in every:
        if (
            start < one.start
            and _OF_BEFORE.search(text, start, one.start)
            and _SUBJECT_BEHIND.match(text, one.end, end)
        ):
            return one.end
    return end


def _second_body(text: str, start: int, end: int, every: Iterable[Mention]) -> tuple[int, int] | None:
    """Where the first of two bodies ends and the second begins: "Bank of Alder and Norway Ministry of Finance".

    So it is of a ministry and a government, "Ministry of Culture and Norway".
    """
    for one in every:
        if start < one.start and one.end <= end and (joined := _AND_BEFORE.search(text, start, one.start)):
            known = entries().get(one.id or "")
            is_place = known is not None and (known.is_government or bool(known.codes))
            first = text[start : joined.start()]
            is_whole = _SUBJECT.search(first) and not is_geographic(first.split()[-1])
            is_second = one.end == end and (not is_place or is_whole)
            if known and (is_second or (is_place and _BODY_OF.search(text, one.end, end))):
                return joined.start(), one.start
    return None


def find_actors(
    text: str, found: Sequence[Party], blocked: Sequence[tuple[int, int]], names: Names, rules: Rules, lexicon: Lexicon
) -> list[Party]:
    """Names that no vocabulary has and that no word says are bodies, but that do something: "BOSA will sign the …"."""
    made: list[Party] = []
    for hit in lexicon.regex("actor").finditer(text):
        name = hit["name"].removeprefix("The ")
        span = hit.end("name") - len(name), hit.end("name")
        taken = overlaps(span, [*found, *made]) or any(s < span[1] and span[0] < e for s, e in blocked)
        if taken or name in names.titles or lexicon.regex("no_actor").fullmatch(name):
            continue
        inside = next(
            (one for one in mentions(name, rules.language) if one.id and one.kind in ("name", "within-name")), None
        )
        if inside is None and not name.isupper():
            continue
        if inside is not None and (inside.text == name or is_of_government(name)):
            made.append(Party(*span, name, inside.id))
        else:
            made.append(by_own_name(*span, name, rules, names))
    for hit in lexicon.regex("recipient").finditer(text):
        key = hit.lastgroup or "name"
        if not overlaps(hit.span(key), [*found, *made]) and fold(hit[key].split()[0]) not in SENTENCE_OPENERS:
            made.append(by_own_name(*hit.span(key), hit[key], rules, names))
    return made


def stranger(start: int, end: int, name: str, rules: Rules, names: Names) -> Party:
    """The party under a name: one of the vocabulary where the name is exactly its own, else a body of its own name."""
    known = name_jurisdiction(name, rules)
    is_exact = known.known and resolve(name, rules.language).how in _EXACT
    if is_exact and known.id and not is_elsewhere(known.id, name, names):
        return Party(start, end, name, known.id)
    is_of_country = names.government in (None, names.country) or name in _OF_NO_STATE
    if names.country in _AT_HOME and is_of_country:
        at_home = resolve(f"{_AT_HOME[names.country]} {name}", rules.language)
        if at_home.id and at_home.how in _EXACT:
            return Party(start, end, name, at_home.id)
    return by_name(start, end, name, rules, names)


def by_name(start: int, end: int, name: str, rules: Rules, names: Names) -> Party:
    """The party under a name that the vocabulary does not have: a body, or an organisation outside government."""
    name = names.explained.get(name, name)
    if is_outside_government(name):
        return Party(start, end, name, None)
    return by_own_name(start, end, name, rules, names)


def by_own_name(start: int, end: int, name: str, rules: Rules, names: Names) -> Party:
    """The party that is a body under its own name.

    "Ministry of Finance" is that of the government that the document names most, and the council of a town is the town.
    """
    name = names.explained.get(name, name)
    body = new_body(name, rules)
    if place := town_of(name.title() if name.isupper() else name):
        key = town_key(place)
        return Party(start, end, name, key, None if key in entries() else replace(body, id=key))
    if names.government and is_ministry(name):
        key = jurisdiction_slug(f"{entries()[names.government].name(rules.language)} {name}")
        return Party(start, end, name, key, replace(body, id=key, part_of=names.government))
    return Party(start, end, name, body.id, body)


def new_body(name: str, rules: Rules) -> Named:
    """A body under its own name, whatever known name it resembles."""
    rule = next((rule for rule in rules.rules("levels") if rule.pattern.search(straight(name))), None)
    return Named(jurisdiction_slug(name), name, known=False, level=(rule.value if rule else None) or "other",
                 level_rule=rule.name if rule else None)  # fmt: skip
