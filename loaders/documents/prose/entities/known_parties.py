"""The parties of the vocabulary that a text names, and abbreviations that its document explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from graph.names.recognizer import Mention, mentions
from graph.text.strings import jurisdiction_slug
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.bodies.offices import find_offices, has_charge
from loaders.documents.prose.entities.countries import FEDERATIONS, country_of, find_countries, subdivisions
from loaders.documents.prose.entities.governments import find_governments
from loaders.documents.prose.entities.joined_adjectives import find_joined
from loaders.documents.prose.entities.party import Names, Party, overlaps
from loaders.extraction.annotation import join_ministries, widen_adjective
from loaders.text.names import Named
from loaders.text.passages import STOP
from loaders.text.persons import is_before_person
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.text.rules import Rules

MIN_NAMED: Final = 3  # how often a document names the government of a part of a country whose ministries it means
MIN_MARKS: Final = 2  # of kinds of bodies of one country, that tell that a document is of it
# Kinds of bodies and plans that no other country has, of documents that name no country.
_FRENCH_ONLY: Final = [
    re.compile(rf"\b(?:{each})\b")
    for each in (
        "[Cc]ommunautés? de communes",
        "[Cc]ommunautés? d[’']agglomération",
        "EPCI",
        "PETR",
        "S[Cc][Oo][Tt]",
        "PLUi?",
        "DREAL",
        r"DDTM?(?:[ -]?\d\d)?",
        "DRAC",
        "[Aa]gences? de l[’']eau",
        "[Cc]onseils? départemental",
        "PCAET",
        "DETR|DSIL",
        "[Cc]entre de gestion de la fonction publique",
        "ADEME",
        "DIRECCTE|DREETS",
        "[Ss]ous-préf(?:et|ecture)",
        "INSEE|ANCT|ANSSI|DINUM",
        "SIVOM|SIVU|SMICTOM|SICTOM",
    )
]
# Letters that are mostly those of a kind of body, and of a known one only where a document explains them so.
FEW_LETTERS: Final = 3  # that bodies of several countries have
LETTERS_OF_KINDS: Final = {"en": frozenset({"MRC"}), "fr": frozenset({"MRC", "CCI"})}
_OF: Final = re.compile(r"(?:of|for|du|de\s+la|de\s+l'|des?|d')\s*(?:the\s+)?")
_WITHOUT_OWN: Final = frozenset({"ENGLAND"})  # parts of countries without a government
_GOVERNING: Final = frozenset({"federal", "provincial", "territorial"})
# "Code for Canada" is no part of Canada, « Régions de France » no part of France.
_NAMED_FOR: Final = re.compile(
    r"(?<![\w-])(?:[A-ZÀ-Ý][\w-]+\s+(?:for|pour)\s+(?:the\s+|le\s+|la\s+|l[’'])?|"
    r"(?!(?:Gouvernements|États|Provinces|Territoires|Cantons|Ministères|Ministres|Autorités)\b)[A-ZÀ-Ý][a-zà-ÿ-]+[sx]\s+de\s+)$"
)
_CAPITALS: Final = re.compile(r"(?<![\w-])[A-ZÀ-Ý][A-ZÀ-Ý&]{1,9}(?![\w-])")
_LONGER: Final = re.compile(
    r"\s+(?:de\s+la\s+|de\s+l[’']|des?\s+|du\s+|d[’'])?(?:L[’'])?[A-ZÀ-Ý][a-zà-ÿ]+"
)  # "MRC de Nicolet"
WEB_ADDRESS: Final = re.compile(r"\.[a-z]")  # behind a name: "Canada.ca"
# Behind a name that is only a part of a word: "Canada.ca", "Iceland-based ferries".
_CONTINUED: Final = re.compile(rf"{WEB_ADDRESS.pattern}|-(?:based|wide|born|style|made|owned)\b")
# A country without its article, with an adjective behind it: « France urbaine » is an association.
_ALONE_WITH: Final = re.compile(
    r"\s(?:urbaine|active|insoumise|rurale|francophone|germanophone|solidaire|mobile)(?![\w-])"
)
_ARTICLE_BEFORE: Final = re.compile(r"(?<![\w-])(?:[LlDd][ae]\s+la|[Ll]a|[Dd]e\s+l[’']|[Ll][’'])\s*$")
_PROGRAMME_BEFORE: Final = re.compile(
    r"\b(?:Interreg|INTERREG)\s+(?:[IVX]+(?:[ -]?[A-C])?\s+)?(?:[A-ZÀ-Ý][\w’']+\s?[-–]\s?)*$"
)
_BODY_LETTERS: Final = re.compile(r"\s+([A-Z][A-Za-z]{1,7})(?![\w-])")
_FEDERAL: Final = re.compile(r"\b(?:federal|fédéra)", re.IGNORECASE)
_CANADA: Final = re.compile(r"\bCanad", re.IGNORECASE)
_GOVERNMENT: Final = re.compile(r"\bgovernment|\bgouvernement", re.IGNORECASE)


def find_home(texts: Sequence[str], rules: Rules) -> Names:
    """The country that a document is about, the government in it that it names most, and the countries it speaks of."""
    every = list(_mentions_by_country(texts, rules))
    if rules.language == "fr" and {home for _, home in every} <= {"FRANCE"} and _is_french(texts):
        return Names("FRANCE", "FRANCE", countries=frozenset({"FRANCE"}))
    named = [(one.id, home) for one, home in every if one.kind == "name" and not _FEDERAL.search(one.text)]
    country = _most(Counter(home for _, home in named))
    governments = Counter(one for one, home in named if one and home == country and has_ministries(one))
    government = _most(governments)
    if government != country and governments[government or ""] < MIN_NAMED:
        government = None
    return Names(country, government, countries=_countries_named(every))


def _is_french(texts: Sequence[str]) -> bool:
    """Whether a document that names no other country is of France, by kinds of bodies that only France has."""
    return sum(any(map(each.search, texts)) for each in _FRENCH_ONLY) >= MIN_MARKS


def has_ministries(identifier: str) -> bool:
    """Whether a government has ministries of its own: a country, a part of a federation, Scotland; no region, no town.

    >>> has_ministries("CA-ON"), has_ministries("BRITTANY"), has_ministries("SCOTLAND"), has_ministries("ENGLAND")
    (True, False, True, False)
    """
    codes = entries()[identifier].codes
    if "iso-3166-1" in codes:
        return True
    is_part = "iso-3166-2" in codes and identifier not in _WITHOUT_OWN
    return is_part and country_of(identifier) in FEDERATIONS | {"UNITED-KINGDOM"}


def _most(counts: Counter[str]) -> str | None:
    """What more than half of all are."""
    top, most = next(iter(counts.most_common(1)), (None, 0))
    return top if most > counts.total() / 2 else None


def _countries_named(every: Iterable[tuple[Mention, str]]) -> frozenset[str]:
    """The countries that mentions are of: by names of their governments and bodies, or by letters of several.

    The letters of one body alone tell nothing: other bodies elsewhere have the same.
    """
    found: set[str] = set()
    letters: dict[str, set[str]] = {}
    for one, home in every:
        if one.kind == "abbreviation" and one.id and not entries()[one.id].is_government:
            letters.setdefault(home, set()).add(one.id)
        else:
            found.add(home)
    return frozenset(found | {home for home, bodies in letters.items() if len(bodies) > 1})


def _mentions_by_country(texts: Sequence[str], rules: Rules) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions of the vocabulary that belong to a country, each with it, and governments by an adjective."""
    for text in texts:
        for one in mentions(flat(text), rules.language, _GOVERNING):
            home = country_of(one.id) if one.id else None
            if home and one.text != "Réunion":
                yield one, home
        for party in find_governments(straight(text), rules.language):
            home = country_of(party.key)
            if home:
                yield Mention(party.start, party.end, party.name, party.id, "name"), home


def find_known(text: str, rules: Rules, names: Names) -> list[Party]:
    """The parties that a text names by a name that the vocabulary has, or by letters that its document explains."""
    offices = {at for start, stop in find_offices(text) for at in (start - 1, stop + 1)}  # right before and behind them
    found = []
    kinds = LETTERS_OF_KINDS[rules.language] - names.acronyms.keys()
    for each in _mentions(text, rules):
        if each.kind == "abbreviation" and each.text in kinds:
            continue
        one = _owner_of_office(each, text, offices) or _known(each, text, names)
        found += [one] if one else []
    plain = straight(text)
    if names.country == "AUSTRALIA":
        found += _home_parts(text, names.country, found)
    for one in find_countries(plain, rules.language, names.country, names.countries or ()):
        if not overlaps((one.start, one.end), found) and not _CONTINUED.match(text, one.end):
            found.append(one)
    for one in find_governments(plain, rules.language):
        found = [other for other in found if not (one.start <= other.start and other.end <= one.end)]
        if not overlaps((one.start, one.end), found):
            found.append(one)
    found += [one for one in find_joined(plain, rules.language) if not overlaps((one.start, one.end), found)]
    return found + _explained(text, names, found)


def flat(text: str) -> str:
    """The text as one, with full stops for the marks of its ends."""
    return text.replace(STOP, ".")


def _mentions(text: str, rules: Rules) -> list[Mention]:
    every = mentions(flat(text), rules.language, _GOVERNING)
    return list(join_ministries([widen_adjective(each, text) for each in every], text))


def _known(one: Mention, text: str, names: Names) -> Party | None:
    """A mention of the vocabulary as a party; None where it only looks like one."""
    if one.id is None or one.text in names.titles or is_elsewhere(one.id, one.text, names):
        return None
    if _is_common_word(one, text) or (one.text.isupper() and _LONGER.match(text, one.end)):
        return None
    if text[max(one.start - 1, 0) : one.start] == "." and text[max(one.start - 2, 0) : one.start - 1].isalnum():
        return None  # a web address: "GOV.UK"
    if _is_in_name(one, text):
        return None
    if one.kind == "within-name":
        return _within_name(one, text, names)
    if one.kind == "adjective" or (_FEDERAL.search(one.text) and one.id == "CA"):
        if not _GOVERNMENT.search(one.text):
            return None
        if _FEDERAL.search(one.text):  # of a federation: its own
            home = names.country
            return Party(one.start, one.end, one.text, home) if home else None
    if one.kind == "abbreviation":
        return _abbreviated(one, text, names)
    return Party(one.start, one.end, one.text, one.id)


def _within_name(one: Mention, text: str, names: Names) -> Party | None:
    """A government within a longer name, if letters of a body or a person stand behind it.

    "The New Jersey DOL", "the Premier of Ontario Marie Tremblay".
    """
    if is_before_person(text, one.end):
        return Party(one.start, one.end, one.text, one.id)
    body = _BODY_LETTERS.match(text, one.end)
    is_body = body is not None and body[1] in names.acronyms
    return Party(one.start, body.end(), text[one.start : body.end()], one.id) if body and is_body else None


def _is_in_name(one: Mention, text: str) -> bool:
    """Whether a name is only a part of a longer one: "Code for Canada", « Interreg France-Suisse »."""
    before = max(one.start - 40, 0)
    if _NAMED_FOR.search(text, before, one.start) or _CONTINUED.match(text, one.end):
        return True
    if " " not in one.text and _ALONE_WITH.match(text, one.end) and not _ARTICLE_BEFORE.search(text, before, one.start):
        return True
    is_pair = text[one.end : one.end + 1] in ("-", "–") or text[max(one.start - 1, 0) : one.start] in ("-", "–")
    return is_pair and _PROGRAMME_BEFORE.search(text, before, one.start) is not None


def _owner_of_office(one: Mention, text: str, offices: Container[int]) -> Party | None:
    """The government right beside an office, or of what its ministers are in charge of; None of any other mention.

    « ministre de la Santé du Québec », "Minister of Health of Ontario", « responsable des Aînés du Québec ».

    Args:
        one: the mention.
        text: the text.
        offices: the places right before and behind offices.
    """
    link = _OF.match(straight(text), one.start, one.end)
    start = link.end() if link else one.start
    if one.id is None or one.kind != "within-name":
        return None
    is_owner = one.start in offices or one.end in offices or has_charge(text, start)
    return Party(start, one.end, text[start : one.end], one.id) if is_owner else None


def is_elsewhere(identifier: str, written: str, names: Names) -> bool:
    """Whether a federal body of Canada is not meant: a document about another country has a Department of that name."""
    if names.country in (None, "CA") or _CANADA.search(written):
        return False
    known = entries().get(identifier)
    return known is not None and known.level == "federal" and not known.is_government


def _abbreviated(one: Mention, text: str, names: Names) -> Party | None:
    """The party of an abbreviation: the one that the document explains it as, else a body of its country, or none.

    The OIT of a state is not the International Labour Organization.
    """
    if explained := names.acronyms.get(one.text):
        return _as_explained(one.start, one.end, one.text, explained)
    if _is_known_everywhere(one.id or ""):
        return Party(one.start, one.end, one.text, one.id)
    home = country_of(one.id or "")
    if home == "CA" and names.country not in (None, "CA"):
        return None
    if home and names.countries and home not in names.countries:
        return None  # letters that bodies of other countries have, too
    if text[max(one.start - 1, 0) : one.start] == "(" and text[one.end : one.end + 1] == ")":
        return None
    if home and names.country not in (None, home, "CA"):  # the IGN of Belgium is not that of France
        return _unknown(one)
    is_bare = home and names.countries is not None and not names.countries and len(one.text) <= FEW_LETTERS
    return _unknown(one) if is_bare else Party(one.start, one.end, one.text, one.id)


def _unknown(one: Mention) -> Party:
    """The party of letters that nothing says are those of a known body, unless they are its identifier as well."""
    slug = jurisdiction_slug(one.text)
    named = None if slug in entries() else Named(slug, one.text, known=False, level="other")
    return Party(one.start, one.end, one.text, slug, named)


def _is_known_everywhere(identifier: str) -> bool:
    """Whether an abbreviation is that of a country, or of a body of several countries, in any document: UK, EU, UN."""
    known = entries().get(identifier)
    if known is None or known.id == "CA":
        return False
    return "iso-3166-1" in known.codes or (known.level == "international" and country_of(known.id) is None)


def _is_common_word(one: Mention, text: str) -> bool:
    """Whether a name is an ordinary word of a sentence: « Réunion de travail »."""
    if one.text.endswith(" réunion"):
        return True
    return one.text == "Réunion" and not text[max(one.start - 3, 0) : one.start].casefold().endswith("la ")


def _home_parts(text: str, country: str, found: Sequence[Party]) -> list[Party]:
    """The abbreviations of the subdivisions of a country in its own documents: ``NSW``, ``QLD``."""
    known = subdivisions().get(country, {})
    return (
        [
            Party(hit.start(), hit.end(), hit.group(), known[hit.group()])
            for hit in _CAPITALS.finditer(text)
            if hit.group() in known and not overlaps(hit.span(), found)
        ]
        + [
            Party(hit.start(), hit.end(), hit.group(), country)
            for hit in re.finditer(r"\b(?:the )?Commonwealth(?: Government)?\b", text)
            if not overlaps(hit.span(), found)
        ]
        + [
            Party(hit.start(), hit.end(), hit.group(), one)
            for name, one in (("Victoria", "STATE-OF-VICTORIA"),)
            for hit in re.finditer(rf"\b{name}\b", text)
            if not overlaps(hit.span(), found)
        ]
    )


def _explained(text: str, names: Names, found: Sequence[Party]) -> list[Party]:
    """Abbreviations that the document explains elsewhere."""
    return [
        _as_explained(hit.start(), hit.end(), hit.group(), names.acronyms[hit.group()])
        for hit in _CAPITALS.finditer(text)
        if hit.group() in names.acronyms and not overlaps(hit.span(), found)
    ]


def _as_explained(start: int, end: int, short: str, one: Party) -> Party:
    """The party of an abbreviation: an organisation outside government, which has no identifier, by its whole name."""
    return Party(start, end, short if one.id else one.name, one.id, one.named)
