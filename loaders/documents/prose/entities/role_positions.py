"""Unknown names where a party must stand: "in partnership with CoLab", « avec le soutien d’Inria et d’Ox »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.party import Party, overlaps
from loaders.documents.prose.entities.strangers import is_of_body, name_at
from loaders.documents.prose.entities.titles import is_work_by_context
from loaders.documents.prose.entities.towns import town_party
from loaders.text.intervals import Intervals
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.entities.party import Names
    from loaders.documents.prose.lexicon import Lexicon

BEFORE: Final = 60  # characters before towns, that may say that they are places
MAX_LISTED: Final = 30  # names of a list
_STATE: Final = re.compile(r"[A-Z]{2}")
_TOWN_NAME: Final = r"[A-ZÀ-Ý][\w’'-]+(?:\s+(?:(?:de|du|la|le|of|on|sur|upon)\s+){0,2}[A-ZÀ-Ý][\w’'-]+){0,3}"
_ONE_TOWN: Final = re.compile(_TOWN_NAME)
_TOWNS: Final = re.compile(
    rf"(?:^|(?<=[.!?:;\u2029•] ))[^\w\n]{{0,4}}"
    rf"(?P<towns>{_TOWN_NAME}(?:,\s+{_TOWN_NAME}){{0,20}},?\s+(?:and|et|&)\s+{_TOWN_NAME})$"
)
_STATE_WORD: Final = re.compile(r"^(?:State\s+of|État\s+de(?:\s+la)?)\s+|^État\s+d[’']|\s+State$")
_ONE_STATE: Final = re.compile(r"[A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+)*")
# "Monastery of Alder", « Château de Rives »: what a name is of begins no list
_IN_NAME: Final = re.compile(
    r"\b(?:Ministry|Minister|Monastery|Palace|Castle|Church|Abbey|Cathedral|Monastère|Palais|Château|Abbaye|Cathédrale)"
    r"\s+(?:[a-zà-ÿ]+\s+)?(?:of|de\s+la|de\s+l'|du|de|d')\s*(?:the\s+)?$"
)
MAX_STATES: Final = 60  # of a list
MAX_TOWNS: Final = 300  # characters of a list of towns before what says which they are
_STATE_BEHIND: Final = re.compile(r",\s+[A-Z]{2}\b")  # "San Antonio, TX" is where the company is


def find_in_role_positions(
    text: str, found: Sequence[Party], blocked: Sequence[tuple[int, int]], names: Names, lexicon: Lexicon
) -> list[Party]:
    """The unknown names behind words that a party follows, and those in one list with a party behind "with" or "by".

    So are the towns of a list: "the towns of Alder, Birch and Cedar", "five councils (Alder, Birch, …)".

    Args:
        text: the text.
        found: the parties that are known by their names.
        blocked: places in which no party is looked for.
        names: what the document says about names.
        lexicon: that of the language.
    """
    made: list[Party] = []
    closed = Intervals(blocked)
    for one in sorted(_candidates(text, found, names, lexicon), key=lambda one: one.start):
        if not overlaps((one.start, one.end), [*found, *made]) and not closed.meet(one.start, one.end):
            made.append(one)
    return made


def _candidates(text: str, found: Sequence[Party], names: Names, lexicon: Lexicon) -> Iterator[Party]:
    """Yield the unknown parties of role positions, and those that are called an association or a company."""
    flat, known = straight(text), {one.start: one for one in found}
    for hit in lexicon.regex("states_position").finditer(flat):
        yield from _states_of_list(text, flat, hit.end(), known, lexicon)
    for key in ("towns_position", "role_position", "list_position"):
        for hit in lexicon.regex(key).finditer(flat):
            in_name = key == "list_position" and _IN_NAME.search(flat, max(hit.start() - BEFORE, 0), hit.end())
            listed = [] if in_name else _list_at(text, flat, hit.end(), known, names, lexicon)
            if key == "towns_position":
                before = flat[max(hit.start() - BEFORE, 0) : hit.start()]
                is_place = any(lexicon.regex(each).search(before) for each in ("place_before", "towns_as_places"))
                if len(listed) > 1 and not is_place:
                    yield from (town_party(one.start, one.end, " ".join(one.name.split())) for one, _ in listed)
            elif key == "role_position" or any(one.start in known for one, _ in listed):
                yield from (one for one, is_body in listed if is_body and _is_party(text, one, names, lexicon))
    for hit in lexicon.regex("towns_behind").finditer(flat):
        yield from _towns_before(text, hit.start(), known)
    for hit in lexicon.regex("called_body").finditer(text):
        one = Party(*hit.span("name"), hit["name"], None)
        if _is_party(text, one, names, lexicon):
            yield one


def _states_of_list(text: str, flat: str, at: int, known: Mapping[int, Party], lexicon: Lexicon) -> Iterator[Party]:
    """The states of a list whose names towns or countries have, too: "the states of Maine, New York and Washington"."""
    states = _states(lexicon.language)
    for _ in range(MAX_STATES):
        behind = known[at].end if at in known else None
        if behind is None:
            hit = _ONE_STATE.match(text, at)
            name = hit[0] if hit else ""
            if hit is None or name not in states:
                return
            behind = hit.end()
            yield Party(at, behind, name, states[name])
        joined = lexicon.regex("joined_in_list").match(flat, behind)
        if joined is None:
            return
        at = joined.end()


@lru_cache(maxsize=2)
def _states(language: str) -> dict[str, str]:
    """The states whose names in the vocabulary say that they are states, by these names without that word."""
    made = {}
    for one in entries().values():
        name = one.name(language)
        bare = _STATE_WORD.sub("", name)
        if "iso-3166-2" in one.codes and bare != name:
            made[bare] = one.id
    return made


def _towns_before(text: str, end: int, known: Mapping[int, Party]) -> Iterator[Party]:
    """The towns of a list that a sentence or an item begins with, and that ends at a place; none that are known."""
    listed = _TOWNS.search(text, max(0, end - MAX_TOWNS), end)
    if listed is None:
        return
    for hit in _ONE_TOWN.finditer(text, *listed.span("towns")):
        if hit.start() not in known:
            yield town_party(*hit.span(), " ".join(hit[0].split()))


def _list_at(
    text: str, flat: str, at: int, known: Mapping[int, Party], names: Names, lexicon: Lexicon
) -> list[tuple[Party, bool]]:
    """The names of a list that begins at a place, known or not, and of each whether it may be that of a body.

    The first one, and the others up to what "and" joins, or a bracket closes.
    """
    made: list[tuple[Party, bool]] = []
    whole = 1  # of them, that surely are of the list
    is_last = False
    for _ in range(MAX_LISTED):
        if at in known:
            made.append((known[at], True))
            behind = known[at].end
        elif name := name_at(text, at):
            end, behind, is_body = name
            made.append((names.whole(at, end, text[at:end]), is_body))
        else:
            break
        whole = len(made) if is_last or flat.startswith(")", behind) else whole
        joined = lexicon.regex("joined_in_list").match(flat, behind)
        if joined is None:
            break
        at, is_last = joined.end(), any(joined.group("last", "last2"))
    return made[:whole]


def _is_party(text: str, one: Party, names: Names, lexicon: Lexicon) -> bool:
    """Whether an unknown name where a party must stand is not that of a piece of work, a place or a person."""
    if is_of_body(text, one.start, one.end):
        return False
    if _STATE_BEHIND.match(text, one.end) or _STATE.fullmatch(one.name):
        return False
    if one.name in names.titles or lexicon.regex("no_actor").fullmatch(one.name):
        return False
    return not is_work_by_context(text, one.start, one.end, lexicon)
