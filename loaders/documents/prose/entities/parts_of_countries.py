"""Which part of a country "the province" is, and which government its capital stands for: "Ottawa will pay"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries, lineage
from loaders.documents.prose.entities.bodies.groups import GROUPS
from loaders.documents.prose.entities.party import JOINED, Party
from loaders.text.rules import alternatives, straight

# The countries of which a part is of a kind, by their ISO 3166-1 codes
_COUNTRIES: Final = {
    "province": "CA AR NL ZA",
    "state": "US AU BR DE IN MX MY NG AT",
    "canton": "CH",
    "region": "BE FR IT",
}
_TERRITORY: Final = "territory"
_CAPITALS: Final = frozenset({"OTTAWA", "GATINEAU"})
# Capitals that stand for the government of a country, and those that do beside Ottawa.
_GOVERNING: Final = {"Ottawa": "CA", "Canberra": "AUSTRALIA"}
_WITH_OTTAWA: Final = {
    "Edmonton": "CA-AB", "Victoria": "CA-BC", "Winnipeg": "CA-MB", "Fredericton": "CA-NB", "St. John's": "CA-NL",
    "Charlottetown": "CA-PE", "Quebec City": "CA-QC", "Regina": "CA-SK", "Whitehorse": "CA-YT", "Yellowknife": "CA-NT",
    "Iqaluit": "CA-NU", "Washington": "UNITED-STATES",
}  # fmt: skip
_AS_TOWN: Final = (  # what says that a document also means the town itself
    r"\b(?:(?:City|Town|Mayor|Ville|Municipalité|[Mm]aire|[Mm]airesse)\s+(?:of\s+|de\s+|d['’])|(?:[Vv]ille|[Mm]airie)\s+d['’])"
    r"(?P<town>{names})\b|\b(?P<named>{names})(?:['’]s)?\s+(?:[Cc]ity|[Cc]ouncil|[Mm]ayor)"
)
_TOWNS: Final = re.compile(
    r"\b(?:cit(?:y|ies)|towns?|mayors?|municipal\w*|councils?|twin|villes?|maires?|mairies?|métropoles?)\b",
    re.IGNORECASE,
)
_PAYS: Final = {  # behind a capital, or behind the list that ends with it
    "en": re.compile(
        r"\s+and\s+(?:the\s+|all\s+)?(?:\w+\s+)?(?:provinces?|territor(?:y|ies)|states)\b|\s+(?:(?:will|would|has|have|had|is|are|was|were|also|now|both|each|then|today|recently|\w+ly|(?:plans?|intends?|agreed|"
        r"promised|pledged|expects?)\s+to)\s+)*(?:contribut|invest|fund|financ|pay|paid|commit|pledg|add(?:s|ed|ing)?\b|match|"
        r"transfer|agree|sign|negotiat|conclud|ratif|reach|cover|split)\w*"
    ),
    "fr": re.compile(
        r"\s+et\s+(?:les|toutes\s+les|la|le)\s+(?:provinces?|territoires?|états)\b|"
        r"\s+(?:(?:va|vont|a|ont|avait|avaient|doit|doivent|devrait|compte|entend|prévoit|également|aussi|y|en|\w+ment)\s+)*"
        r"(?:s')?(?:contribu|invest|financ|pai|pay|vers|accord|octro|consacr|ajout|débours|engag|assum|transf|conclu|sign|"
        r"négoci|conven|convien|ratif|partag)\w*"
    ),
}
_PAID_BY: Final = {
    "en": re.compile(
        r"\b(?:fund(?:ed|ing|s)|financed|paid(?:\s+for)?|money|support|contributions?|grants?|shared|matched|signed|negotiat\w+|"
        r"agree\w*|accord|deal|talks|transfers?)\b[^.;,]{0,30}?\s(?:by|with|from|between)\s$"
    ),
    "fr": re.compile(
        r"\b(?:financ\w+|payée?s?|versée?s?|signée?s?|conclue?s?|partagée?s?|négoci\w+|entente|accord|convention|pourparlers)\b"
        r"[^.;,]{0,40}?\s(?:par|avec|entre)\s$"
    ),
}
BEFORE: Final = 80  # characters before a capital, that may say that a government is meant
_AND: Final = re.compile(r"\b(?:and|et)\b|&")
MAX_PARTS: Final = 3  # of one kind; a document that names more is of all of them
_KINDS: Final = {  # of part, by the nouns of each language
    "en": {kind: kind for kind in (*_COUNTRIES, _TERRITORY)},
    "fr": {"province": "province", "canton": "canton", "territoire": _TERRITORY, "région": "region", "état": "state"},
}
_KINDS_IN_ANY_LANGUAGE: Final = _KINDS["en"] | _KINDS["fr"]
_ACTS: Final = {
    "en": r"\b[Tt]he\s+(?P<noun>(?i:{noun}))\s+(?:has|will|is|also|plans|intends|aims|[a-z]+ed)\b",
    "fr": r"\b[Ll][ea]\s+(?P<noun>(?i:{noun}))\s+(?:a|est|va|veut|entend|compte|prévoit|[a-z]+era)\b",
}


def main_parts(found: Iterable[Party], places: Iterable[str] = ()) -> dict[str, Party]:
    """The part of each kind that a document names first, where it names few others and none more often.

    Args:
        found: the parties that it names, in order.
        places: where it was written, as its place lines say.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Party] = {}
    written_in = [part for place in places if (part := _parts_by_town().get(fold(place)))]
    for one in [*(_part(each) for each in written_in), *found]:
        if one.id and kind_of_part(one.id):
            counts[one.id] += 1
            first.setdefault(one.id, one)
    made: dict[str, Party] = {}
    for kind in _KINDS["en"]:
        some = [part for part in first if kind_of_part(part) == kind]
        if 0 < len(some) <= MAX_PARTS and counts[some[0]] == max(counts[part] for part in some):
            made[kind] = first[some[0]]
    return made


def acting_part(texts: Iterable[str], parts: Mapping[str, Party], language: str) -> Party | None:
    """The main part of a country that a document also calls by its kind where it acts: "the province will".

    Args:
        texts: those of the document.
        parts: the main parts that it names, by their kinds.
        language: that of the document.
    """
    nouns = {noun: parts[kind] for noun, kind in _KINDS[language].items() if kind in parts}
    if not nouns:
        return None
    pattern = re.compile(_ACTS[language].format(noun="|".join(nouns)))
    hit = next((hit for text in texts if (hit := pattern.search(straight(text)))), None)
    return nouns[hit["noun"].lower()] if hit else None


def named_party(noun: str, owner: Party | None, parts: Mapping[str, Party]) -> Party | None:
    """The party that "the department" or "the province" is: the owner, or a part of a country of that kind.

    A part is the one that the owner is or belongs to, else the document's main one.

    Args:
        noun: "province", « région », "department", "we".
        owner: the party whose document or section it is.
        parts: the main parts that the document names, by their kinds.
    """
    noun = noun.casefold()
    kind = _KINDS_IN_ANY_LANGUAGE.get(noun)
    if kind is None:
        return owner
    if owner and noun in owner.name.casefold().split():  # "Province of …", of no country that is known
        return owner
    part_of = owner.named.part_of if owner and owner.named else None
    line = lineage(part_of or owner.id or "") if owner else ()
    own = next((each for each in line if kind_of_part(each) == kind), None)
    return _part(own) if own else parts.get(kind)


def governing_capitals(texts: Iterable[str]) -> dict[str, str]:
    """The governments that a document may mean by their capitals, by these: none whose town it also names."""
    whole = "\n".join(texts)
    known = {**_GOVERNING, **(_WITH_OTTAWA if "Ottawa" in whole and not _TOWNS.search(whole) else {})}
    named = re.compile(_AS_TOWN.format(names=alternatives(known)))
    for hit in named.finditer(whole) if any(one in whole for one in _GOVERNING) else ():
        known.pop(hit["town"] or hit["named"], None)
    return known if any(one in whole and one in known for one in _GOVERNING) else {}


def with_governments(flat: str, found: Sequence[Party], capitals: Mapping[str, str], language: str) -> list[Party]:
    """The parties of a text, with the governments in place of capitals that act as such.

    So does a capital beside a government, or one that pays, signs or agrees, or with whom others agree.

    Args:
        flat: the text, with straight quotes.
        found: the parties that it names.
        capitals: the governments that its document may mean by their capitals.
        language: that of the text.
    """
    places = {
        hit.start(): Party(*hit.span(), hit[0], capitals[hit[0]])
        for hit in (re.finditer(rf"(?<![\w-]){alternatives(capitals)}(?![\w-])", flat) if capitals else ())
    }
    if not any(one.name in _GOVERNING for one in places.values()):
        return list(found)
    towns = {one.start for one in found if one.end == getattr(places.get(one.start), "end", None)}
    others = [one for one in found if one.start not in towns]
    free = {at: one for at, one in places.items() if not any(o.start < one.end and one.start < o.end for o in others)}
    acting = {
        one.start
        for some in _lists(flat, sorted([*others, *free.values()], key=lambda one: one.start))
        if _is_acting(flat, some, free, language)
        for one in some
        if one.start in free
    }
    kept = [one for one in found if one.start not in acting]
    return sorted([*kept, *(free[at] for at in acting)], key=lambda one: one.start)


def _lists(flat: str, found: Sequence[Party]) -> Iterator[list[Party]]:
    """Yield the parties that a text joins by commas and "and", in lists; others alone."""
    some: list[Party] = []
    for one in found:
        if some and not JOINED.fullmatch(flat, some[-1].end, one.start):
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def _is_acting(flat: str, some: Sequence[Party], capitals: Mapping[int, Party], language: str) -> bool:
    """Whether the capitals of a list are named for their governments."""
    if not any(one.start in capitals and one.name in _GOVERNING for one in some):
        return False
    others = [one for one in some if one.start not in capitals]
    if any(_is_town(one) for one in others) or len({one.key for one in some}) < len(some):
        return False
    if len(some) > 1 and not _AND.search(flat, some[-2].end, some[-1].start):
        return False  # "Ottawa, Canada"
    if any(_is_government(one) for one in others):
        return True
    start, end = some[0].start, some[-1].end
    is_paid = _PAID_BY[language].search(flat, max(start - BEFORE, 0), start)
    return bool(_PAYS[language].match(flat, end) or is_paid)


def _is_town(one: Party) -> bool:
    known = entries().get(one.id or "")
    return known.level == "municipal" if known else bool(one.named and one.named.level == "municipal")


def _is_government(one: Party) -> bool:
    known = entries().get(one.id or "")
    return one.id in GROUPS or (known is not None and bool({"iso-3166-1", "iso-3166-2"} & known.codes.keys()))


def _part(identifier: str) -> Party:
    return Party(0, 0, entries()[identifier].name("en"), identifier)


@lru_cache(maxsize=1)
def _parts_by_town() -> Mapping[str, str]:
    """The parts of countries in which towns are, by their folded names; the capital of the country speaks for it."""
    towns = (one for one in entries().values() if one.level == "municipal" and one.id not in _CAPITALS)
    return {
        fold(name): one.part_of
        for one in towns
        if one.part_of and kind_of_part(one.part_of)
        for name in one.names.values()
    }


def kind_of_part(identifier: str) -> str | None:
    """What kind of part of a country a jurisdiction is; None of others.

    >>> kind_of_part("CA-NB"), kind_of_part("CA")
    ('province', None)
    """
    entry = entries().get(identifier)
    code = entry.codes.get("iso-3166-2") if entry else None
    if entry is None or code is None:
        return None
    if entry.level == "territorial":
        return _TERRITORY
    return next((kind for kind, countries in _COUNTRIES.items() if code[:2] in countries.split()), None)
