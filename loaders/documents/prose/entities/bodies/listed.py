"""Bodies of one kind that a plural names together: "the Departments of Health and Transport", « les cantons de … ».

In English, the plural may also stand behind: "the Alder and Birch district councils".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.governments import is_geographic
from loaders.documents.prose.entities.unknown_parties import stranger
from loaders.text.rules import straight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.documents.prose.entities.party import Names, Party
    from loaders.text.rules import Rules

_ENGLISH_KINDS: Final[Mapping[str, str]] = {
    "Departments": "Department", "departments": "Department", "Ministries": "Ministry", "ministries": "Ministry",
    "Offices": "Office", "School Districts": "School District", "Bureaus": "Bureau",
}  # fmt: skip
_FRENCH_KINDS: Final[Mapping[str, str]] = {
    "départements": "département", "conseils départementaux": "conseil départemental", "régions": "région",
    "conseils régionaux": "conseil régional", "cantons": "canton", "métropoles": "métropole",
    "communautés de communes": "communauté de communes", "communautés d'agglomération": "communauté d'agglomération",
    "communautés urbaines": "communauté urbaine", "préfectures": "préfecture", "ministères": "ministère",
    "agences régionales de santé": "agence régionale de santé", "universités": "université",
    "rectorats": "rectorat", "académies": "académie",
}  # fmt: skip
_NAME: Final = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_ENGLISH_NAME: Final = rf"(?:of\s+)?(?:the\s+)?{_NAME}(?:\s+(?:for\s+|of\s+)?{_NAME})*"
_LONG_NAME: Final = rf"{_ENGLISH_NAME}(?:\s+and\s+{_ENGLISH_NAME})?"  # between commas: "Health and Human Services"
_OF: Final = r"(?:de\s+la\s+|de\s+l['’]\s*|du\s+|des\s+|de\s+|d['’]\s*)"
_FRENCH_NAME: Final = rf"{_OF}?(?:(?:La|Le|Les)\s+|L['’]\s*)?{_NAME}(?:\s+{_OF}?{_NAME})*"
_ENGLISH: Final = re.compile(
    rf"\b(?P<kind>{'|'.join(_ENGLISH_KINDS)})\s+of\s+(?P<names>"
    rf"{_LONG_NAME}(?:,\s+{_LONG_NAME})+,\s+and\s+{_LONG_NAME}|{_ENGLISH_NAME}(?:,\s+{_ENGLISH_NAME})*\s+and\s+{_ENGLISH_NAME})"
)
_FRENCH: Final = re.compile(
    rf"\b(?P<kind>(?i:{'|'.join(_FRENCH_KINDS)}))\s+(?:(?:français|québécois|chargés|en charge)\s+)?"
    rf"(?P<names>{_FRENCH_NAME}(?:\s*,\s+{_FRENCH_NAME})*\s+et\s+{_FRENCH_NAME})"
)
_PLURAL_BEHIND: Final = re.compile(
    rf"\b[Tt]he\s+(?P<names>{_NAME}(?:\s+{_NAME}){{0,2}}(?:,\s+{_NAME}(?:\s+{_NAME}){{0,2}})*,?\s+and\s+"
    rf"{_NAME}(?:\s+{_NAME}){{0,2}}?)\s+(?P<kind>(?i:(?:district|city|county|borough|town|parish|regional|municipal|"
    r"community)\s+council|school\s+(?:board|district)|(?:port|health|transit|water)\s+authorit|police\s+service))"
    r"(?P<plural>ies|s)(?![\w-])"
)
_COMMA_AND: Final = re.compile(r"\s*,\s+(?:and\s+)?|\s+and\s+")
MAX_BEFORE: Final = 20  # characters before a list, which may say that it is one of places
_PLACE_BEFORE: Final = re.compile(r"\b(?:dans|sur|in|across|throughout)\s+(?:les\s+|the\s+)?$")
_OXFORD: Final = re.compile(r"\s*,\s+(?:and\s+)?")
_BETWEEN: Final = re.compile(r"\s*,\s+|\s+(?:and|et)\s+")
_OWNED: Final = re.compile(
    rf"(?P<subject>.+?)\s+(?:{_OF}|of\s+)(?P<owner>{_NAME}(?:\s+{_NAME})*)"
)  # "of Health of Ontario"
_OPENS: Final = re.compile(rf"(?:of\s+)?(?:the\s+)?(?={_NAME})|{_OF}")


def find_listed(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places of names of bodies whose kind a plural says once, each with its whole name.

    >>> [name for _, _, name in find_listed("les départements de l'Ain et du Rhône", "fr")]
    ["département de l'Ain", 'département du Rhône']
    >>> [name for _, _, name in find_listed("the Ministries of Health of Ontario and Yukon", "en")]
    ['Ministry of Health of Ontario', 'Ministry of Health of Yukon']
    """
    flat = straight(text)
    if language == "en":
        yield from _find_before_plural(flat)
    pattern, kinds = (_FRENCH, _FRENCH_KINDS) if language == "fr" else (_ENGLISH, _ENGLISH_KINDS)
    for hit in pattern.finditer(flat):
        if _PLACE_BEFORE.search(flat, max(hit.start() - MAX_BEFORE, 0), hit.start()):
            continue
        kind = kinds[hit["kind"].casefold() if language == "fr" else hit["kind"]]
        between = _OXFORD if ", and " in hit["names"] else _BETWEEN
        at, subject = hit.start("names"), ""
        for each in [*between.finditer(hit["names"]), None]:
            end = hit.start("names") + each.start() if each else hit.end()
            opens = _OPENS.match(flat, at, end)
            start = opens.end() if opens else at
            link = flat[at:start] if language == "fr" else "of the " if "the" in flat[at:start] else "of "
            name, is_first = f"{link}{text[start:end]}", at == hit.start("names")
            if is_first and (owned := _OWNED.fullmatch(name)) and is_geographic(owned["owner"]):
                subject = owned["subject"]
            elif subject and is_geographic(text[start:end]):
                name = f"{subject} {name}"
            yield (hit.start() if is_first else start), end, f"{kind} {name}"
            at = hit.start("names") + each.end() if each else end


def _find_before_plural(flat: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places of names before a plural of their kind, each with its whole name.

    >>> [name for _, _, name in _find_before_plural("the Alder, Birch and Upper Cedar district councils")]
    ['Alder District Council', 'Birch District Council', 'Upper Cedar District Council']
    """
    for hit in _PLURAL_BEHIND.finditer(flat):
        if _PLACE_BEFORE.search(flat, max(hit.start() - MAX_BEFORE, 0), hit.start("names")):
            continue
        kind = hit["kind"].title() + ("y" if hit["plural"] == "ies" else "")
        at = hit.start("names")
        for each in [*_COMMA_AND.finditer(flat, *hit.span("names")), None]:
            stop = each.start() if each else hit.end("names")
            yield at, (stop if each else hit.end()), f"{flat[at:stop]} {kind}"
            at = each.end() if each else stop


def with_listed(text: str, rules: Rules, names: Names, found: list[Party]) -> list[Party]:
    """The parties, with bodies of one kind that the text lists, each in place of what stands within its name."""
    made = list(found)
    for start, end, name in find_listed(text, rules.language):
        if any(one.id in entries() and one.start <= start and end < one.end for one in made):
            continue
        made = [one for one in made if one.end <= start or end <= one.start]
        made.append(stranger(start, end, name, rules, names))
    return made
