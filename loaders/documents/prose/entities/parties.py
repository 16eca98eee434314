"""The parties that a text names: governments and organisations of the vocabulary, and others by their own names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.names.recognizer import Mention, mentions
from graph.names.resolver import resolve
from graph.names.tokens import SENTENCE_OPENERS
from graph.text.strings import fold, jurisdiction_slug
from graph.vocabulary.jurisdictions import entries, lineage
from loaders.documents.prose.entities.countries import find_countries
from loaders.documents.prose.entities.organisations import find_organisations, is_outside_government, is_short_for
from loaders.documents.prose.entities.party import Party
from loaders.documents.prose.entities.titles import is_work_by_context
from loaders.extraction.annotation import join_ministries, widen_adjective
from loaders.text.names import Named, name_jurisdiction
from loaders.text.passages import STOP
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.text.rules import Rules

GOVERNING: Final = frozenset({"federal", "provincial", "territorial"})
EXACT: Final = frozenset({"name", "alternative", "abbreviation", "id"})  # how a name means a body, and no like one
MIN_ACRONYM: Final = 2
_ACRONYM: Final = re.compile(
    r"\s*\((?:ci-après\s+)?(?:the\s+|l[’'])?[«“\"]?\s?([A-ZÀ-Ý][A-Za-zÀ-ÿ&.-]{1,11})\s?[»”\"]?\)"
)
_BODY_OF: Final = re.compile(r"(?:Department|Ministry|[Mm]inistère|Office|Bureau|Government)\b")
# "Code for Canada" is no part of Canada.
_NAMED_FOR: Final = re.compile(r"(?<![\w-])[A-ZÀ-Ý][\w-]+\s+(?:for|pour)\s+(?:the\s+|le\s+|la\s+|l[’'])?$")
_JOINED: Final = re.compile(r"\s*(?:,|\band\b|&|\bet\b)\s+(?:the\s+|la\s+|le\s+|l[’'])?")
_MORE: Final = re.compile(
    r"(?:\s*,\s*|\s+(?:and|et|&)\s+|\s*,\s+(?:and|et)\s+)(?:the\s+|la\s+|le\s+|l[’'])?"
    r"(?P<name>[A-ZÀ-Ý][\w’'&.-]*\w(?:[ /][A-ZÀ-Ý][\w’'&-]*)*)"
    r"(?=\s*(?:$|[.;,)]|\s(?:and|et|on|in|to|for|pour|afin|dans|en|sur|between)\s))"
)
_BEFORE: Final = re.compile(
    r"(?:with|from|between|by|avec|entre|par|of|de)\s+(?P<name>[A-ZÀ-Ý][\w’'&.-]*\w(?:[ /][A-ZÀ-Ý][\w’'&-]*)*)"
    r"\s*(?:,|and|et|&)\s+(?:the\s+|la\s+|le\s+|l[’'])?$"
)
_COMPANY_BEFORE: Final = re.compile(
    r"\b(?:with|avec|between|entre|by|par|from|of|de|d[’'])\s+(?:the\s+|la\s+|le\s+|l[’'])?[^.;]{0,80}$", re.IGNORECASE
)
_CAPITALS: Final = re.compile(r"(?<![\w-])[A-ZÀ-Ý][A-ZÀ-Ý&]{1,9}(?![\w-])")
_LONGER: Final = re.compile(
    r"\s+(?:de\s+la\s+|de\s+l[’']|des?\s+|du\s+|d[’'])?(?:L[’'])?[A-ZÀ-Ý][a-zà-ÿ]+"
)  # "MRC de Nicolet"
_STATE: Final = re.compile(r"[A-Z]{2}")
_STATE_BEHIND: Final = re.compile(r",\s+[A-Z]{2}\b")  # "San Antonio, TX" is where the company is
_WEB_ADDRESS: Final = re.compile(r"\.[a-z]")  # behind a name: "Canada.ca"
_TOWN_BEFORE: Final = re.compile(  # "Moab City, Utah" is in Utah
    r"\b(?:City|County|Town|Village|Township|Borough|Ville|Comté)(?:\s+(?:of|de)\s+[A-ZÀ-Ý][\w’'-]+)?,\s*$"
)
_FEDERAL: Final = re.compile(r"\b(?:federal|fédéra)", re.IGNORECASE)
_GOVERNMENT: Final = re.compile(r"\bgovernment|\bgouvernement", re.IGNORECASE)


@dataclass(slots=True)
class Names:
    """What a document says about names: its country, and the abbreviations that it explains."""

    country: str | None = None
    acronyms: dict[str, Party] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)  # "Executive Council" of the state named before it
    titles: set[str] = field(default_factory=set)  # acronyms of pieces of work


def read_names(texts: Sequence[str], rules: Rules) -> Names:
    """The country that a document is about, and the abbreviations of parties that it explains."""
    made = Names()
    counts: Counter[str] = Counter()
    for text in texts:
        for one in mentions(_flat(text), rules.language, GOVERNING):
            if (
                one.id
                and one.kind == "name"
                and not _FEDERAL.search(one.text)
                and one.text != "Réunion"
                and (country := country_of(one.id))
            ):
                counts[country] += 1
    if counts:
        top, most = counts.most_common(1)[0]
        if most > sum(counts.values()) / 2:
            made.country = top
    for text in texts:
        for party in find_parties(text, rules, made):
            if short := find_abbreviation(text, party.start, party.end):
                made.acronyms.setdefault(short, party)
    return made


def find_abbreviation(text: str, start: int, end: int) -> str | None:
    """The abbreviation that a text gives in brackets behind the name that stands at `text[start:end]`."""
    short = _ACRONYM.match(text, end)
    is_one = short and len(short[1]) >= MIN_ACRONYM and is_short_for(short[1], text[start:end])
    return short[1] if short and is_one else None


@lru_cache(maxsize=4096)
def country_of(identifier: str) -> str | None:
    """The country that a jurisdiction belongs to, as an identifier; None where none is known."""
    known = entries()
    for one in reversed(lineage(identifier)):
        if one not in known:
            continue
        codes = known[one].codes
        if "iso-3166-1" in codes:
            return one
        if "iso-3166-2" in codes:
            return _countries().get(codes["iso-3166-2"].partition("-")[0])
        if known[one].level in ("provincial", "territorial", "municipal", "federal"):
            return "CA"
    return None


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {one.codes["iso-3166-1"]: one.id for one in entries().values() if "iso-3166-1" in one.codes}


@lru_cache(maxsize=1)
def _parts() -> dict[str, dict[str, str]]:
    """The subdivisions of each country by the second half of their code, as people abbreviate them at home."""
    made: dict[str, dict[str, str]] = {}
    for one in entries().values():
        country, _, part = one.codes.get("iso-3166-2", "").partition("-")
        if part and country in _countries():
            made.setdefault(_countries()[country], {})[part] = one.id
    return made


def _flat(text: str) -> str:
    return text.replace(STOP, ".")


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
    flat = straight(text)
    if lexicon:
        blocked += [hit.span() for key in ("law", "award") for hit in lexicon.regex(key).finditer(text)]
        if line := lexicon.regex("dateline").match(text):
            blocked.append(line.span())
    found = [one for one in (_known(each, text, names) for each in _mentions(text, rules)) if one]
    if names.country == "AUSTRALIA":
        found += _home_parts(text, names.country, found)
    for one in find_countries(flat, rules.language, names.country):
        if not _overlaps((one.start, one.end), found):
            found.append(one)
    found += _explained(text, names, found)
    found = _with_organisations(text, rules, names, found)
    if lexicon:
        found = [
            one for one in found if one.id in entries() or not is_work_by_context(text, one.start, one.end, lexicon)
        ]
    found += _in_company(text, found, blocked, names, lexicon) if lexicon else []
    found += _listed(text, found, blocked)
    found += _actors(text, found, blocked, names, rules, lexicon) if lexicon else []
    return sorted(
        (one for one in found if not any(start < one.end and one.start < end for start, end in blocked)
         and not (lexicon and _is_place(flat, one, lexicon))),
        key=lambda one: one.start,
    )  # fmt: skip


def _listed(text: str, found: Sequence[Party], blocked: Sequence[tuple[int, int]]) -> list[Party]:
    """Names in capitals that stand in one list with a party: "with Health Canada and OC Transpo"."""
    made: list[Party] = []
    for one in found:
        if not _COMPANY_BEFORE.search(text, max(one.start - 90, 0), one.start):
            continue
        before = _BEFORE.search(text, max(one.start - 60, 0), one.start)
        hit = _MORE.match(text, one.end)
        while hit or before:
            span = hit.span("name") if hit else before.span("name") if before else (0, 0)
            if _overlaps(span, [*found, *made]) or any(s < span[1] and span[0] < e for s, e in blocked):
                break
            if _STATE_BEHIND.match(text, span[1]) or (_STATE.fullmatch(text, *span)):
                break
            made.append(Party(*span, text[slice(*span)], None))
            hit, before = (_MORE.match(text, span[1]), before) if hit else (None, None)
    return made


def _in_company(
    text: str, found: Sequence[Party], blocked: Sequence[tuple[int, int]], names: Names, lexicon: Lexicon
) -> list[Party]:  # fmt: skip
    """A name that no vocabulary has where a party must stand: "en collaboration avec l’ADULLACT"."""
    made: list[Party] = []
    for hit in lexicon.regex("in_company").finditer(text):
        span = hit.span("name")
        taken = _overlaps(span, [*found, *made]) or any(s < span[1] and span[0] < e for s, e in blocked)
        if not taken and hit["name"] not in names.titles and not lexicon.regex("no_actor").fullmatch(hit["name"]):
            made.append(Party(*span, hit["name"], None))
    return made


def _actors(
    text: str, found: Sequence[Party], blocked: Sequence[tuple[int, int]], names: Names, rules: Rules, lexicon: Lexicon
) -> list[Party]:
    """Names that no vocabulary has and that no word says are bodies, but that do something: "BOSA will sign the …"."""
    made: list[Party] = []
    for hit in lexicon.regex("actor").finditer(text):
        span = hit.span("name")
        name = hit["name"]
        taken = _overlaps(span, [*found, *made]) or any(s < span[1] and span[0] < e for s, e in blocked)
        if taken or name in names.titles or lexicon.regex("no_actor").fullmatch(name):
            continue
        inside = next(
            (one for one in mentions(name, rules.language) if one.id and one.kind in ("name", "within-name")), None
        )
        if inside is None and not name.isupper():
            continue
        known = inside.id if inside else jurisdiction_slug(name)
        made.append(Party(*span, name, known, None if inside else new_body(name, rules)))
    for hit in lexicon.regex("recipient").finditer(text):
        key = hit.lastgroup or "name"
        if not _overlaps(hit.span(key), [*found, *made]) and fold(hit[key].split()[0]) not in SENTENCE_OPENERS:
            made.append(Party(*hit.span(key), hit[key], jurisdiction_slug(hit[key]), new_body(hit[key], rules)))
    return made


def _mentions(text: str, rules: Rules) -> list[Mention]:
    every = mentions(_flat(text), rules.language, GOVERNING)
    return list(join_ministries([widen_adjective(each, text) for each in every], text))


def _known(one: Mention, text: str, names: Names) -> Party | None:
    """A mention of the vocabulary as a party; None where it only looks like one."""
    if one.id is None or one.text in names.titles:
        return None
    if _is_common_word(one, text) or (one.text.isupper() and _LONGER.match(text, one.end)):
        return None
    if text[max(one.start - 1, 0) : one.start] == "." and text[max(one.start - 2, 0) : one.start - 1].isalnum():
        return None  # a web address: "GOV.UK"
    if _NAMED_FOR.search(text, max(one.start - 40, 0), one.start) or _WEB_ADDRESS.match(text, one.end):
        return None
    if one.kind == "within-name":
        body = re.compile(r"\s+([A-Z][A-Za-z]{1,7})(?![\w-])").match(text, one.end)  # the New Jersey DOL
        return (
            Party(one.start, body.end(), text[one.start : body.end()], one.id)
            if body and body[1] in names.acronyms
            else None
        )
    if one.kind == "adjective" or (_FEDERAL.search(one.text) and one.id == "CA"):
        if not _GOVERNMENT.search(one.text):
            return None
        if _FEDERAL.search(one.text):  # of a federation: its own
            home = names.country
            return Party(one.start, one.end, one.text, home) if home else None
    if one.kind == "abbreviation" and one.text not in names.acronyms:
        return _abbreviated(one, text, names)
    return Party(one.start, one.end, one.text, one.id)


def _abbreviated(one: Mention, text: str, names: Names) -> Party | None:
    """The party of an abbreviation that the document does not explain: a body of its country, or none that is known."""
    if _is_known_everywhere(one.id or ""):
        return Party(one.start, one.end, one.text, one.id)
    home = country_of(one.id or "")
    if home == "CA" and names.country not in (None, "CA"):
        return None
    if text[max(one.start - 1, 0) : one.start] == "(" and text[one.end : one.end + 1] == ")":
        return None
    if home and names.country not in (None, home, "CA"):  # the IGN of Belgium is not that of France
        slug = jurisdiction_slug(one.text)
        return Party(one.start, one.end, one.text, slug, Named(slug, one.text, known=False, level="other"))
    return Party(one.start, one.end, one.text, one.id)


def _is_known_everywhere(identifier: str) -> bool:
    """Whether an abbreviation is that of a country, or of a body of several countries, in any document: UK, EU, UN."""
    known = entries().get(identifier)
    return known is not None and ("iso-3166-1" in known.codes or known.level == "international") and known.id != "CA"


def _is_common_word(one: Mention, text: str) -> bool:
    """Whether a name is an ordinary word of a sentence: « Réunion de travail »."""
    return one.text == "Réunion" and not text[max(one.start - 3, 0) : one.start].casefold().endswith("la ")


def _home_parts(text: str, country: str, found: Sequence[Party]) -> list[Party]:
    """The abbreviations of the subdivisions of a country in its own documents: ``NSW``, ``QLD``."""
    known = _parts().get(country, {})
    return (
        [
            Party(hit.start(), hit.end(), hit.group(), known[hit.group()])
            for hit in _CAPITALS.finditer(text)
            if hit.group() in known and not _overlaps(hit.span(), found)
        ]
        + [
            Party(hit.start(), hit.end(), hit.group(), country)
            for hit in re.finditer(r"\b(?:the )?Commonwealth(?: Government)?\b", text)
            if not _overlaps(hit.span(), found)
        ]
        + [
            Party(hit.start(), hit.end(), hit.group(), one)
            for name, one in (("Victoria", "STATE-OF-VICTORIA"),)
            for hit in re.finditer(rf"\b{name}\b", text)
            if not _overlaps(hit.span(), found)
        ]
    )


def _explained(text: str, names: Names, found: Sequence[Party]) -> list[Party]:
    """Abbreviations that the document explains elsewhere."""
    return [
        Party(hit.start(), hit.end(), hit.group(), names.acronyms[hit.group()].id, names.acronyms[hit.group()].named)
        for hit in _CAPITALS.finditer(text)
        if hit.group() in names.acronyms and not _overlaps(hit.span(), found)
    ]


def _with_organisations(text: str, rules: Rules, names: Names, found: list[Party]) -> list[Party]:
    """The parties, with bodies that no vocabulary has; a longer name takes in what stands within it."""
    made = list(found)
    every = {
        one.start: one
        for one in mentions(_flat(text), rules.language)
        if one.id and one.kind in ("name", "within-name") and not _WEB_ADDRESS.match(text, one.end)
    }
    for start, end in _parted(text, rules, made):
        inside = [one for one in made if start < one.end and one.start < end]
        if any(one.end - one.start >= end - start for one in inside):
            continue
        if any(one.start < start for one in inside) or len([one for one in inside if one.id in entries()]) > 1:
            continue
        name = text[start:end]
        edge = [one for one in inside if one.start == start or (one.end == end and _BODY_OF.match(name))]
        whole = every.get(start)
        if whole is not None and whole.text.isupper() and end > whole.end:
            whole, edge = None, [one for one in edge if not one.name.isupper()]  # "MRC de Nicolet" is no MRC
        adjacent = [one.id for one in [*edge, whole] if one and one.id]
        ids = [one for one in adjacent if one in entries() and entries()[one].codes]
        if ids and not is_outside_government(name):
            made = [one for one in made if one not in inside]
            made.append(Party(start, end, name, ids[0]))
            if (owner := every.get(start)) and owner.id == ids[0]:
                names.bodies.setdefault(text[owner.end : end].strip(), ids[0] or "")
            continue
        made = [one for one in made if one not in inside]
        known = names.bodies.get(name)
        made.append(Party(start, end, name, known) if known else _stranger(start, end, name, rules))
    return made


def _parted(text: str, rules: Rules, found: Sequence[Party]) -> Iterator[tuple[int, int]]:
    """The names of bodies, without a known one that "and" joins to the front of another."""
    for first, end in find_organisations(text, rules.language):
        start = first
        for one in found:
            joined = _JOINED.match(text, one.end) if one.start == start else None
            if joined and joined.end() < end:
                start = joined.end()
        yield start, end


def _stranger(start: int, end: int, name: str, rules: Rules) -> Party:
    if (known := name_jurisdiction(name, rules)).known and known.id and resolve(name, rules.language).how in EXACT:
        return Party(start, end, name, known.id)
    if is_outside_government(name):
        return Party(start, end, name, None)
    return Party(start, end, name, jurisdiction_slug(name), new_body(name, rules))


def new_body(name: str, rules: Rules) -> Named:
    """A body under its own name, whatever known name it resembles."""
    rule = next((rule for rule in rules.rules("levels") if rule.pattern.search(straight(name))), None)
    return Named(jurisdiction_slug(name), name, known=False, level=(rule.value if rule else None) or "other",
                 level_rule=rule.name if rule else None)  # fmt: skip


def _is_place(flat: str, one: Party, lexicon: Lexicon) -> bool:
    """Whether a government's name says where something is: "in Norway", "à Toronto"."""
    known = entries().get(one.id or "")
    if known is None or (
        not known.is_government and "iso-3166-1" not in known.codes and "iso-3166-2" not in known.codes
    ):
        return False
    before = flat[max(one.start - 60, 0) : one.start]
    return bool(lexicon.regex("place_before").search(before) or _TOWN_BEFORE.search(before))


def _overlaps(span: tuple[int, int], found: Sequence[Party]) -> bool:
    return any(span[0] < one.end and one.start < span[1] for one in found)
