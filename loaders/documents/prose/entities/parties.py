"""The parties that a text names: governments and organisations of the vocabulary, and others by their own names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from graph.names.tokens import ENGLISH_MONTHS
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.bodies.abbreviations import (
    abbreviated_kinds,
    find_shorter_name,
    initials,
    is_short_for,
    may_be_short_for,
)
from loaders.documents.prose.entities.bodies.acting import find_acting, find_acting_bodies
from loaders.documents.prose.entities.bodies.appositions import find_explained_bodies
from loaders.documents.prose.entities.bodies.groups import GROUPS, find_groups
from loaders.documents.prose.entities.bodies.kinds import is_common
from loaders.documents.prose.entities.bodies.listed import with_listed
from loaders.documents.prose.entities.bodies.offices import find_charges, find_offices, has_charge
from loaders.documents.prose.entities.bodies.short_names import find_whole_ministries, read_short_names
from loaders.documents.prose.entities.countries import country_of
from loaders.documents.prose.entities.dates import is_day_first
from loaders.documents.prose.entities.known_parties import LETTERS_OF_KINDS, find_home, find_known, has_ministries
from loaders.documents.prose.entities.parts_of_countries import (
    acting_part,
    governing_capitals,
    main_parts,
    with_governments,
)
from loaders.documents.prose.entities.party import Names, Party, overlaps
from loaders.documents.prose.entities.role_positions import find_in_role_positions
from loaders.documents.prose.entities.strangers import find_explained
from loaders.documents.prose.entities.titles import is_work_by_context
from loaders.documents.prose.entities.towns import find_own_town, is_town, town_in_front
from loaders.documents.prose.entities.unknown_parties import (
    by_name,
    by_own_name,
    find_actors,
    new_body,
    with_organisations,
)
from loaders.documents.prose.lexicon import lexicon as lexicon_of
from loaders.text.persons import is_person_at, span_of_body
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.text.rules import Rules

_MINISTER: Final = re.compile(r"(?:(?:Deputy|Associate|State)\s+)?Ministers?\s+(?:of|for)\s+(?P<of>\S.*)")
_MINISTRY: Final = re.compile(r"(?:Ministry|Department)\s+(?:of|for)\s+(?P<of>\S.*)$")
MIN_ACRONYM: Final = 2
MAX_BEFORE: Final = 24  # characters of an abbreviation, its bracket and an article
FIRST_TEXTS: Final = 10  # of a document, among which the town stands whose document it is
_ACRONYM: Final = re.compile(
    r"\s*\((?:ci-après\s+)?(?:the\s+|l[’'])?[«“\"]?\s?([A-ZÀ-Ý][A-Za-zÀ-ÿ&.-]{1,11})\s?[»”\"]?\)"
)
MIN_LETTERS: Final = 3  # of an abbreviation that nobody explains
MAX_LETTERS: Final = 6
_LETTERS: Final = re.compile(rf"(?<![\w-])[A-Z]{{{MIN_LETTERS},{MAX_LETTERS}}}(?![\w-])")
_EXPLAINED_BY: Final = re.compile(r"(?<![\w-])([A-ZÀ-Ý]{2,12})\s*\((?:the\s+|l[ea]\s+|l[’'])?$")
_WITHIN_NAME: Final = re.compile(r"\s+[A-ZÀ-Ý]")  # behind a town in the name of its work
_LISTED: Final = re.compile(  # between the places of a list; "last" before its last one
    r"(?=\s*,|\s+(?:and|or|et|ou|&)\s)(?:\s*,)?\s*(?P<last>(?:and|or|et|ou|&)\s+(?:(?:in|en|à|aux?)\s+)?)?"
    r"(?:(?:the|l[ae]s?)\s+|l[’'])?"
)
_ALSO_OF: Final = re.compile(  # from that government to the next
    r"\s*(?:,|,?\s+(?:and|et|&))\s+(?:(?:of\s+)?(?:the\s+)?|(?:du|de\s+la)\s+|(?:de\s+l|d)['’]\s*)"
)
_OPENED: Final = re.compile(  # of a bracket, behind an acronym, a brand or another single word of a list
    r"(?:(?<![\w-])(?P<short>[A-Z][\w-]*[A-Z][\w-]*|(?:(?<=[,;(] )|(?<=\band )|(?<=\bet ))[A-Z][\w-]+))?\s?\(\s?$"
)
_CLOSED: Final = re.compile(r"\s?[);,]")
_GENITIVE: Final = re.compile(r"['’]s?\s+(?:own\s+|new\s+)?")  # between a government and its body
_OF_OWNER: Final = re.compile(
    r"\s+(?:of\s+(?:the\s+)?|du\s+|de\s+la\s+|de\s+l['’]\s?|d['’]\s?|des?\s+)"
)  # and behind that
_TOWN_BEFORE: Final = re.compile(  # "Moab City, Utah" is in Utah
    r"\b(?:City|County|Town|Village|Township|Borough|Ville|Comté)(?:\s+(?:of|de)\s+[A-ZÀ-Ý][\w’'-]+)?,\s*$"
)
_IN_TOWN: Final = re.compile(  # "in Riverton, Delaware"; "In March, Norway signed" has no place
    rf"(?<=\w )(?:in|near|à|près\s+de)\s+(?!(?:{ENGLISH_MONTHS})\b)[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'-]+){{0,2}},\s+$"
)
# Where something took place: "was signed at the Alder Museum", « s’est tenue au Centre des congrès de Rives »
_HELD_AT: Final = re.compile(
    r"\b(?:held|signed|took\s+place|takes\s+place|gathered|met|meetings?|ceremony|conference|workshop|summit|tenue?s?|"
    r"signée?s?|réunie?s?|lieu|cérémonie|rencontre|réunion|conférence|atelier|sommet)\b[^.;,:]{0,50}\s"
    r"(?:at\s+(?:the\s+)?|à\s+la\s+|à\s+l'|au\s+)$"
)
# Who is from a government, and acts for it: "Ministers of Health from Norway", "the premiers from …"
_OFFICERS_FROM: Final = re.compile(
    r"\b(?:(?:vice-)?presidents|(?:deputy |prime )?ministers|premiers|governors|secretaries|"
    r"commissioners|leaders|delegates|delegations)"
    r"(?:\s+(?:of|for|responsible\s+for)\s+[^.;:,()]{1,40}?)?\s+from\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"(?<![\w-])(?:[Aa]t|[Ii]n|[Àà]|[Aa]u|[Dd]ans)\s+(?:the\s+|l[ae]\s+|l')?$")
_VENUE: Final = re.compile(
    r"(?:Conference|Convention|Congress|Exhibition|Exposition)\s+Cent(?:er|re)|\b(?:Monastery|Palace|Hotel|Town\s+Hall|Stadium|Arena|"
    r"Castle|Abbey|Cathedral|Pavilion|Palais|Hôtel|Abbaye|Monastère|Château|Stade)\b|Centre\s+(?:des\s+congrès|de\s+conférences)"
)
_LINK_BEFORE: Final = re.compile(r"(?:\b(?:of|for|to|de|du|des)|\b(?:de\s+la|de\s+l[’']|d[’']))\s*(?:the\s+)?$")
_END_OF_PLACE: Final = re.compile(r"\s*(?:[.;:)]|,|$|\s(?:on|in|for|during|from|le|en|du|pour|lors)\b)")


def read_names(texts: Sequence[str], rules: Rules) -> Names:
    """The country that a document is about, and the abbreviations of parties that it explains."""
    made = find_home(texts, rules)
    made.acting = find_acting_bodies(texts, rules.language)
    made.day_first = is_day_first(texts, rules.language)
    made.capitals = governing_capitals(texts)
    made.kinds = frozenset(short for text in texts for short in abbreviated_kinds(text))
    front = texts[:FIRST_TEXTS]
    made.town = town_in_front(
        front,
        [
            party
            for text in front
            for party in find_parties(text, rules, made)
            if is_town(party) and not (party.start >= MAX_BEFORE and _WITHIN_NAME.match(text, party.end))
        ],
    )
    found = [(text, party) for text in texts for party in find_parties(text, rules, made)]
    place_lines = (lexicon_of(rules.language).regex("dateline").match(text) for text in front)
    made.parts = main_parts((party for _, party in found), [line["place"] for line in place_lines if line])
    part = acting_part(texts, made.parts, rules.language) if made.government is None else None
    if part and part.id and has_ministries(part.id):
        made.government = part.id
        found = [(text, party) for text in texts for party in find_parties(text, rules, made)]
    owners = [replace(one, id=one.named.part_of) if one.named and one.named.part_of else one for _, one in found]
    own = {made.government} if made.government else {one.id or "" for one in main_parts(owners).values()}
    if whole := find_whole_ministries((party for _, party in found), own):
        made.bodies.update(whole)
        found = [(text, party) for text in texts for party in find_parties(text, rules, made)]
    made.ministries = _ministries([party for _, party in found])
    for text, party in found:
        if short := find_abbreviation(text, party.start, party.end):
            made.acronyms.setdefault(short, party)
    _add_implied(texts, [party for _, party in found], made)
    abbreviated = [one for one in made.acronyms.values() if one.id not in entries()]
    made.short = read_short_names(found, abbreviated, rules.language)
    made.explained = {
        short: name
        for text in reversed(texts)
        for short, name in find_explained(text)
        if short not in made.acronyms and not made.is_kind(short)
    }
    for text, party in found:
        if (shorter := find_shorter_name(text, party.start, party.end)) and party.id not in entries():
            made.explained.setdefault(shorter, party.name)
    return made


def _ministries(found: Sequence[Party]) -> dict[str, Party]:
    """The ministries of the ministers among some parties, by what both are of, where there is but one of each."""
    made: dict[str, Party] = {}
    ministries = [(hit["of"], one) for one in found if (hit := _MINISTRY.match(one.name))]
    for subject in {hit["of"] for one in found if (hit := _MINISTER.fullmatch(one.name))}:
        some = {one.key: one for of, one in ministries if of == subject}
        some = some or {one.key: one for _, one in ministries if f" {subject} of " in one.name}
        if len(some) == 1:
            made[subject] = next(iter(some.values()))
    return made


def _with_ministries(found: Iterable[Party], names: Names) -> Iterator[Party]:
    """The parties with the ministry of a minister in place of each whose ministry the document names."""
    for one in found:
        minister = _MINISTER.fullmatch(one.name) if names.ministries else None
        ministry = names.ministries.get(minister["of"]) if minister else None
        yield replace(ministry, start=one.start, end=one.end) if ministry else one


def _add_implied(texts: Sequence[str], found: Sequence[Party], names: Names) -> None:
    """Add abbreviations that one body's name begins with the letters of: "ARS", Agence régionale de santé Grand Est."""
    whole = {one.id for one in found if one.id in entries() and not _LETTERS.fullmatch(one.name)}
    countries = {country_of(each or "") for each in whole}
    named = {
        one.name for one in found if one.id in entries() and (country_of(one.id or "") in countries or one.id in whole)
    }
    bodies: dict[str, dict[str, Party]] = {}  # by the letters that their names begin with
    for one in found:
        letters = initials(one.name)
        for count in range(MIN_LETTERS, min(MAX_LETTERS, len(letters)) + 1):
            bodies.setdefault(letters[:count], {}).setdefault(one.key, one)
    for short in {hit for text in texts for hit in _LETTERS.findall(text)} - names.acronyms.keys() - named:
        if len(bodies.get(short, ())) == 1:
            names.acronyms[short] = next(iter(bodies[short].values()))


def find_abbreviation(text: str, start: int, end: int) -> str | None:
    """The abbreviation of the name at `text[start:end]`: in brackets behind it, or before the name in brackets."""
    short = _ACRONYM.match(text, end) or _EXPLAINED_BY.search(text, max(start - MAX_BEFORE, 0), start)
    if short is None or len(short[1]) < MIN_ACRONYM:
        return None
    name = text[start:end]
    is_one = is_short_for(short[1], name) or (short[1].isupper() and may_be_short_for(short[1], name))
    return short[1] if is_one else None


def find_parties(
    text: str, rules: Rules, names: Names, lexicon: Lexicon | None = None, taken: Iterable[tuple[int, int]] = ()
) -> list[Party]:
    """The parties that a text names, in order, none within another.

    Args:
        text: the text.
        rules: those of its language.
        names: what the document says about names.
        lexicon: that of the language; what stands in the name of a law, an award or a place line is left out.
        taken: places of the names of pieces of work, in which no party is looked for.
    """
    blocked = list(taken)
    if lexicon:
        blocked += [hit.span() for key in ("law", "award") for hit in lexicon.regex(key).finditer(text)]
        if line := lexicon.regex("dateline").match(text):
            blocked.append(line.span())
    found = find_known(text, rules, names)
    found = with_organisations(text, rules, names, found)
    found = with_listed(text, rules, names, found)
    found += [
        one for one in find_groups(text, rules.language, names.country) if not overlaps((one.start, one.end), found)
    ]
    flat = straight(text)
    found += find_own_town(flat, names.town, found, rules.language)
    found += names.short.find(flat, found)
    found += [
        by_own_name(start, end, text[start:end], rules, names)
        for start, end in find_acting(text, names.acting)
        if not overlaps((start, end), found)
    ]
    if lexicon:
        found = [
            one for one in found if one.id in entries() or not is_work_by_context(text, one.start, one.end, lexicon)
        ]
    found = _with_explained(text, found, rules, names)
    found += find_in_role_positions(text, found, blocked, names, lexicon or lexicon_of(rules.language))
    found += find_actors(text, found, blocked, names, rules, lexicon) if lexicon else []
    kept = sorted(
        (
            one
            for one in _with_ministries(_without_persons(text, _without_portfolios(text, found), rules), names)
            if not any(start < one.end and one.start < end for start, end in blocked)
            and not (one.id not in entries() and is_common(one.name))
            and not names.is_kind(one.name)
            and not (one.name in LETTERS_OF_KINDS[rules.language] and (one.named or one.id is None))
        ),
        key=lambda one: one.start,
    )
    kept = with_governments(flat, list(_with_owners(flat, kept)), names.capitals, rules.language)
    return _without_places(text, _without_seats(text, kept), lexicon) if lexicon else kept


def _with_explained(text: str, found: Sequence[Party], rules: Rules, names: Names) -> list[Party]:
    """The parties with bodies that a text explains, without what explains them: "PUB, Singapore's … Agency"."""
    made = list(found)
    regions = [one for one in found if _is_region(one)]
    for start, end, last in find_explained_bodies(text, regions):
        if any(start < one.end and one.start < end for one in regions):
            continue
        made = [one for one in made if not end <= one.start < last]
        if not overlaps((start, end), made) and " " not in text[start:end]:  # two words may be a person
            made.append(by_name(start, end, text[start:end], rules, names))
        made = [replace(one, end=last) if one.end == end else one for one in made]
    return made


def _with_owners(text: str, found: Sequence[Party]) -> Iterator[Party]:
    """The parties, each known body of a government as one with it: "Quebec's Ministry …", « ministère … du Québec »."""
    joined = False  # whether a party is one with the one before
    for one, behind in zip_longest(found, found[1:]):
        if joined:
            joined = False
        elif behind and _GENITIVE.fullmatch(text, one.end, behind.start) and _is_owner(one, behind):
            joined = True
            yield replace(behind, start=one.start)
        elif behind and _part_of(one) == behind.id and _of_owner(text, one.end, behind):
            joined = True
            yield replace(one, end=behind.end)
        else:
            yield one


def _of_owner(text: str, end: int, owner: Party) -> bool:
    """Whether a body that ends at a place is said to be of a government, whose place may have the words between."""
    link = _OF_OWNER.match(text, end, owner.end)
    return link is not None and (link.end() == owner.start or not text[end : owner.start].strip())


def _is_owner(one: Party, behind: Party) -> bool:
    """Whether a body behind a government in the genitive is one of it: any but governments."""
    return _part_of(behind) == one.id or (_is_region(one) and behind.id is not None and not _is_region(behind))


def _part_of(one: Party) -> str | None:
    """The government that a known body is a part of."""
    known = entries().get(one.id or "") if one.named is None else None
    return known.part_of if known else None


def _without_seats(text: str, found: Sequence[Party]) -> list[Party]:
    """The parties without governments in brackets that say where the body before is: "Aalto University (Finland)"."""
    ends = {one.end for one in found}
    return [one for one in found if not (_is_region(one) and _is_seat(text, one, ends))]


def _is_seat(text: str, one: Party, ends: Container[int]) -> bool:
    """Whether a party stands in brackets behind another one, of which the ends are known, or behind a name alone."""
    opened = _OPENED.search(text[max(one.start - MAX_BEFORE, 0) : one.start])
    is_behind = opened is not None and (opened["short"] is not None or one.start - len(opened[0]) in ends)
    return is_behind and _CLOSED.match(text, one.end) is not None


def _without_portfolios(text: str, found: Sequence[Party]) -> Iterator[Party]:
    """The parties without what persons are ministers of, and without places that they sit for."""
    offices, charges = find_offices(text), find_charges(text)
    owner = None  # the last of the governments whose ministers are in charge of something
    for one in sorted(found, key=lambda one: one.start):
        within = charges if one.id in entries() else [*offices, *charges]
        is_within = any(start <= one.start < end for start, end in within)
        if is_within and _has_charge(text, one, owner):
            owner = one
            yield one
        elif not is_within and (one.id in entries() or not _is_officer(text, one, offices)):
            yield one


def _has_charge(text: str, one: Party, before: Party | None) -> bool:
    """Whether ministers of a government are in charge of what stands before it, or before another one in its list.

    Args:
        text: the text.
        one: the party.
        before: the last of the governments before it whose ministers are.
    """
    if not (one.id in entries() and has_ministries(one.id or "")):
        return False
    is_next = before is not None and _ALSO_OF.fullmatch(text, before.end, one.start) is not None
    return is_next or has_charge(text, one.start)


def _is_officer(text: str, one: Party, offices: Sequence[tuple[int, int]]) -> bool:
    """Whether a name ends with an office, and is not that of a body of it: "Office of the Minister for Ports"."""
    return any(one.start < start < one.end and not _LINK_BEFORE.search(text, one.start, start) for start, _ in offices)


def _without_persons(text: str, found: Iterable[Party], rules: Rules) -> Iterator[Party]:
    """The parties without persons; of "Pinewood Forest Supervisor Marie Tremblay", the forest is one."""
    for one in found:
        span = None if one.id in entries() else span_of_body(one.name)
        if span is not None:
            start, end = (one.start + each for each in span)
            body = one.name[slice(*span)]
            named = new_body(body, rules) if one.named is not None else None
            yield replace(one, start=start, end=end, name=body, id=named.id if named else one.id, named=named)
        elif one.id in entries() or not is_person_at(text, one.start, one.end):
            yield one


def _without_places(text: str, found: Sequence[Party], lexicon: Lexicon) -> list[Party]:
    """The parties, in their order, without those that say where something is: "in Norway, Iceland and Sweden"."""
    kept, at = [], 0
    while at < len(found):
        if _is_place(text, found[at], lexicon):
            at = _end_of_list(text, found, at) if _is_region(found[at]) else at + 1
        else:
            kept.append(found[at])
            at += 1
    return kept


def _end_of_list(text: str, found: Sequence[Party], at: int) -> int:
    """The place behind the last government of a list that begins at a place and ends with "and"; else the next."""
    for last in range(at + 1, len(found)):
        hit = _LISTED.fullmatch(text, found[last - 1].end, found[last].start)
        if hit is None or not _is_region(found[last]):
            break
        if hit["last"]:
            return last + 1
    return at + 1


def _is_region(one: Party) -> bool:
    """Whether a party is a government, a country or a part of one, or a group of them."""
    if one.id in GROUPS:
        return True
    known = entries().get(one.id or "")
    return known is not None and (known.is_government or "iso-3166-1" in known.codes or "iso-3166-2" in known.codes)


def _is_place(text: str, one: Party, lexicon: Lexicon) -> bool:
    """Whether a name says where something is: "in Norway", "at the Riverton Centre", not « une aide au Bénin »."""
    before = straight(text[max(one.start - 60, 0) : one.start])
    if one.id not in entries() and one.id not in GROUPS:
        return bool(_HELD_AT.search(before) or (_VENUE.search(one.name) and _AT.search(before)))
    if not _is_region(one) or lexicon.regex("paid_before").search(before) or _OFFICERS_FROM.search(before):
        return False
    if one.id in entries() and entries()[one.id or ""].level != "municipal":
        in_town = _IN_TOWN.search(before)
        if _TOWN_BEFORE.search(before) or (in_town and _END_OF_PLACE.match(text, one.end)):
            return True
    return bool(lexicon.regex("place_before").search(before))
