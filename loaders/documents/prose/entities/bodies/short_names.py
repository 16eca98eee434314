"""Short names of bodies: those that a document defines, "the Department", and ministries without their government.

A document defines a name where it says so: "…, hereinafter referred to as the Agency", « ci-après dénommée
"la Métropole" », 'Norquest Ministry of Health (the "Recipient")'. The word for what a body is means the one body of
that kind that the document names.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.entities.bodies.kinds import is_ministry
from loaders.documents.prose.entities.party import ShortNames
from loaders.text.rules import alternatives, straight

if TYPE_CHECKING:
    from loaders.documents.prose.entities.party import Party

BEFORE: Final = 40  # characters before a party that may say that it represents the one before it
MIN_WHOLE: Final = 3  # words of a whole name that is looked for as well
MAX_DEFINED: Final = 4  # words of a name that a document defines
_HEADS: Final = {
    "en": "Department|Ministry|Agency|Authority|Commission|Bureau|Secretariat|Corporation|Institute|Foundation|"
    "Association|University|College|Bank|Trust|Federation|Museum|Library|Center|Centre|Board|Tribunal|Directorate|"
    "Office|County|District|Division|Branch|Laboratory",
    "fr": "Département|Ministère|Agence|Autorité|Commission|Secrétariat|Institut|Fondation|Association|Université|"
    "Banque|Fédération|Musée|Bibliothèque|Centre|Office|Direction|Région|Métropole|Agglomération|Syndicat|Caisse|"
    "Observatoire|Chambre|Société|Régie|Préfecture|Canton|Établissement|Délégation|Conservatoire|Académie|MRC",
}
_OF_GOVERNMENT: Final = re.compile(r"\s+(?:(?:of|du|des|de)\s+(?:the\s+|la\s+)?|(?:de\s+l|d)')[A-ZÀ-Ý][^,]*")
_GOVERNMENTS: Final = re.compile(r"[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)*(?:'s?)?\s+")  # before a ministry
_OPENS: Final = re.compile(rf"(?P<head>{_HEADS['en']})\s+(?:of|for)\s")
_ENDS: Final = re.compile(rf"\s(?P<head>{_HEADS['en']})$")
_FRENCH_ENDS: Final = re.compile(r"\s(?P<head>Agglomération|Métropole)$")  # « Rennes Métropole »
_FRENCH: Final = re.compile(rf"(?P<head>{_HEADS['fr']}|Communauté d[’']agglomération)(?![\w-])", re.IGNORECASE)
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
_TERM: Final = rf"{_CAPITAL}[\w&-]*(?:\s(?:{_CAPITAL}|\d)[\w&-]*){{0,{MAX_DEFINED - 1}}}"
_HEREAFTER: Final = r"(?:herein(?:after)?|hereafter)"
_CALLED: Final = r"(?:(?:individually|collectively|also)\s+)?(?:(?:referred\s+to\s+as|called|known\s+as)\s*:?\s*)?"
_NAMED: Final = r"(?:dénommée?|désignée?|nommée?|appelée?)"
_ARTICLED: Final = r"(?:l[ea]\s+|l['’])?[«\"“]?\s?(?:[Ll][ea]\s+|[Ll]['’])?"
_DEFINED: Final = {
    "en": re.compile(
        rf"\(\s*(?:{_HEREAFTER}\s+)?{_CALLED}(?:[Tt]he\s+)?[\"“]\s?(?:[Tt]he\s+)?(?P<within>{_TERM})\s?[\"”]\s*\)|"
        rf"\b{_HEREAFTER}\s*,?\s+{_CALLED}(?:[Tt]he\s+)?[\"“]?\s?(?:[Tt]he\s+)?(?P<behind>{_TERM})|"
        rf"\(\s*(?:[Tt]he\s+)?(?P<kind>{_HEADS['en']}|Council|Committee)\s*\)"
    ),
    "fr": re.compile(
        rf"\bci[- ]après\s*,?\s+(?:{_NAMED}\s*,?\s*)?(?:(?:par|comme|sous\s+le\s+nom\s+de)\s+)?"
        rf"{_ARTICLED}(?P<behind>{_TERM})|"
        rf"\b{_NAMED}\s+ci[- ]après\s*,?\s*(?:par\s+)?{_ARTICLED}(?P<next>{_TERM})|"
        rf"\((?=\s*(?:l[ea]\s+|l['’])?[«\"“])\s*{_ARTICLED}(?P<within>{_TERM})\s?[»\"”]\s*\)|"
        rf"\(\s*(?:l[ea]\s+|l['’])?(?P<kind>{_HEADS['fr']}|Conseil|Comité)\s*\)"
    ),
}
# What terms of an agreement mean that are no party.
_NO_PARTIES: Final = (
    "party parties partner partners agreement mou memorandum program programme project projects act plan services "
    "service partie partenaire partenaires accord convention entente projet projets loi"
)
_NOBODY: Final = frozenset(_NO_PARTIES.split())
_REPRESENTED: Final = re.compile(
    r"(?:represented\s+(?:herein\s+)?by|acting\s+(?:by\s+and\s+)?through|"
    r"représentée?s?\s+(?:aux\s+fins\s+des\s+présentes\s+)?par)(?:\s+(?:the|its|l[ea]|sa|son))?\s*(?:l['’])?$"
)
_ARTICLE: Final = {"en": r"(?<![\w-])[Tt]he\s+", "fr": r"(?<![\w-])(?:[Ll][ea]\s+|[Ll]'|[Dd]u\s+|[Aa]u\s+)"}
_NOT_BEFORE: Final = {  # a longer name, or another body's
    "en": r"(?![\w-])(?!\s+(?:of|for)\s)(?!\s+(?:[A-Z]|&\s))",
    "fr": r"(?![\w-])(?!\s+(?:de|du|des|d')(?![\w-]))(?!\s+d')(?!\s+[A-ZÀ-Ý])",
}


def read_short_names(found: Sequence[tuple[str, Party]], abbreviated: Iterable[Party], language: str) -> ShortNames:
    """The short names of a document.

    Args:
        found: the parties that its texts name, each with its text.
        abbreviated: those that it also calls by an abbreviation.
        language: that of the document.
    """
    whole = {straight(one.name): one for one in abbreviated if len(one.name.split()) >= MIN_WHOLE}
    named = whole | _of_kinds((one for _, one in found), language) | _defined(found, language)
    pattern = rf"{_ARTICLE[language]}(?P<short>{alternatives(named)}){_NOT_BEFORE[language]}"
    return ShortNames(named, re.compile(pattern) if named else None)


def find_whole_ministries(found: Iterable[Party], governments: Collection[str]) -> dict[str, Party]:
    """The ministries of a document that it names with their government elsewhere, by their names without it.

    Args:
        found: the parties that it names.
        governments: those whose ministries it may mean; of others it says so each time.
    """
    named = {one.name: one for one in found if one.named is not None or one.id in governments}
    made: dict[str, Party] = {}
    for bare in filter(is_ministry, named):
        whole = {one.key: one for name, one in named.items() if _is_whole(name, bare) and _owner(one) is not None}
        one = next(iter(whole.values()), None)
        if one is not None and len(whole) == 1 and _owner(one) in governments:
            made[bare] = one
    return made


def _is_whole(name: str, bare: str) -> bool:
    """Whether a name is that of a ministry with the name of a government before or behind it."""
    whole, part = straight(name), straight(bare)
    if whole.casefold().startswith(part.casefold()):
        return _OF_GOVERNMENT.fullmatch(whole, len(part)) is not None
    return whole.endswith(part) and _GOVERNMENTS.fullmatch(whole, 0, len(whole) - len(part)) is not None


def _owner(one: Party) -> str | None:
    """The government whose ministry a party is; a ministry of a country is one with it."""
    return one.named.part_of if one.named else one.id


def _of_kinds(found: Iterable[Party], language: str) -> dict[str, Party]:
    """The only body of each kind."""
    kinds: dict[str, dict[str, Party]] = {}
    for one in found:
        if kind := _kind(one.name, language):
            kinds.setdefault(kind, {}).setdefault(one.key, one)
    return {kind: next(iter(some.values())) for kind, some in kinds.items() if len(some) == 1}


def _kind(name: str, language: str) -> str | None:
    """What a body says that it is, by the first or the last word of its name."""
    if language == "en":
        hit = _OPENS.match(name) or _ENDS.search(name)
        return hit["head"] if hit else None
    hit = _FRENCH.match(name) or _FRENCH_ENDS.search(name)
    if hit is None or hit[0] == name:
        return None
    if hit["head"].isupper():
        return hit["head"]
    return "Agglomération" if hit["head"].casefold().endswith("agglomération") else hit["head"].capitalize()


def _defined(found: Iterable[tuple[str, Party]], language: str) -> dict[str, Party]:
    """The parties for which a document defines a name: of those since the definition before, the last or the first."""
    made: dict[str, Party] = {}
    by_text: dict[str, dict[int, Party]] = {}
    for text, one in found:
        by_text.setdefault(text, {})[one.start] = one
    for text, parties in by_text.items():
        left = deque(parties[start] for start in sorted(parties))
        for hit in _DEFINED[language].finditer(text):
            sides = []
            while left and left[0].end <= hit.start():
                sides.append(left.popleft())
            term = hit[hit.lastgroup or 0]
            if sides and fold(term).split()[-1] not in _NOBODY:
                own = [one for one in sides if not _is_representative(text, one)] or sides
                made.setdefault(term, own[-1] if hit.lastgroup in ("within", "kind") else own[0])
    return made


def _is_representative(text: str, one: Party) -> bool:
    return _REPRESENTED.search(text, max(one.start - BEFORE, 0), one.start) is not None
