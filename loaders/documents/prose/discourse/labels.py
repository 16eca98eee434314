"""Labels and their values: who leads a piece of work, who takes part, and when ("Partners: the Harbour Trust; Pau")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries, lineage
from loaders.documents.prose.entities.bodies.kinds import is_common, is_outside_government
from loaders.documents.prose.entities.party import Party
from loaders.documents.prose.entities.unknown_parties import by_name, by_own_name, stranger
from loaders.documents.prose.initiative_candidates import OF_A_LABEL, OF_A_LIST, RoleFact, StatusFact
from loaders.mapping.headers import status_of
from loaders.text.names import split_names
from loaders.text.persons import is_given_name, is_person, may_be_given_name
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.initiative_candidates import Role
    from loaders.documents.prose.lexicon import Label, Lexicon
    from loaders.documents.prose.structure.segment import Segment
    from loaders.text.passages import Passage

MAX_PARTY_WORDS: Final = 9
MAX_NAME_WORDS: Final = 16  # of the name of work
MAX_ACRONYM: Final = 8  # letters
COVERED: Final = 0.7  # share of a name that known parties take
EDGES: Final = ' .:;–—-•«»“”"\u2029'  # around a name
BY: Final = "By: "  # before a name that may be a person's
STATUS_LABEL: Final = f"status{OF_A_LABEL}"  # a rule
_STATUS: Final = re.compile(r"[^\W\d_][^,;:.()\d–—/\u2029]*")  # the first words of a value, up to a mark or a number
_WHEN: Final = re.compile(r"\s+(?:in|since|on|by|as\s+of|en|depuis|le|-)(?=\s|$)")  # what may say when that was
_BETWEEN: Final = re.compile(r"\s*[,;&]\s*|\s+(?:and|et)\s+")
_PERSON_LIKE: Final = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ’'-]+(?:[\s-][A-ZÀ-Ý][a-zà-ÿ’'-]+){1,3}")
_PERSON_OF_BODY: Final = re.compile(
    r"(?P<person>[A-ZÀ-Ý][\w’'.-]+(?:\s[A-ZÀ-Ý][\w’'.-]+){1,3})\s*\((?P<body>[A-ZÀ-Ý][^(),;]{1,60})\)"
)
_NUMBER: Final = re.compile(r"(?=[\w./-]*\d)[\w./-]+[\s:–—-]+(?=\S)")  # of a project, before its name
_FIRST_OF_LIST: Final = re.compile(r"(?=\w*[A-Z]\w*[A-Z])[\w&-]+\s*[,;/]\s")  # "NORDUNE, City of Espoo"
_OPENS_WITH_LETTERS: Final = re.compile(r"[A-Z]{3,6}\s+\w")  # of a kind of body: "SEM énergie 22"
_OWN: Final = re.compile(
    r"(?:l['’ ]?\s?|la |le )?"
    r"(?:(?P<state>etat)|(?P<region>(?:conseil )?region(?:al)?)|departement|conseil departemental)"
)
_OF_LEVEL: Final = re.compile(r"(?:(?P<region>(?:conseil )?region(?:al)?)|departement|conseil departemental)\s+d")
_NEXT_SENTENCE: Final = re.compile(r"[.;]\s+(?=[A-ZÀ-Ý])")
_ARTICLE: Final = re.compile(r"\s*(?:(?:the|la|le|les)\s+|l[’'])?", re.IGNORECASE)
_MORE_OF_NAME: Final = re.compile(r"\s+(?:en|of|for|de|du|des|pour|à|and|et)(?:\s+[\w’-]+){1,4}")


def label_at(segment: Segment, lexicon: Lexicon) -> tuple[Label, int] | None:
    """What the label of a text is of, and where its value begins; None where it has none.

    What says when is read where it stands: `loaders.documents.prose.discourse.dates.date_label`.
    """
    if segment.label:
        return segment.label, segment.value_at
    flat = straight(segment.text)
    for kind in ("lead", "partner", "state"):
        if hit := lexicon.regex(f"{kind}_label").match(flat):
            return kind, hit.end()
    return None


def name_in_label(text: str, value_at: int, lexicon: Lexicon) -> tuple[int, int]:
    """Where the name in the value of a label stands.

    It is behind a number, if the label is of both ("Number and title"), and before the second sentence of a long value.
    """
    is_of_both = lexicon.regex("numbered_label").match(straight(text[:value_at]))
    number = _NUMBER.match(text, value_at) if is_of_both else None
    start, end = number.end() if number else value_at, len(text.rstrip(" .;"))
    more = _NEXT_SENTENCE.search(text, start, end) if len(text[start:end].split()) > MAX_NAME_WORDS else None
    return start, more.start() if more else end


def label_roles(
    annotated: Annotated, segment: Segment, role: Role, at: int, discourse: DiscourseState
) -> Iterator[RoleFact]:
    """Who leads or takes part, as a label says whose value begins at a place: "Partners: the Harbour Trust; Pau"."""
    text = annotated.passage.text
    found = annotated.parties_in(at, len(text))
    whole = text[at:].strip(" .;:–—-\u2029")
    if _names_persons(whole):
        return
    is_listed = bool(found) and _FIRST_OF_LIST.match(whole) is not None
    if of_persons := _bodies_of_persons(text, at, discourse):
        found = of_persons
    elif role == "lead" and is_name(whole, discourse.lexicon) and not (is_listed or covers(found, at, whole)):
        start = text.find(whole, at)
        found = [by_own_name(start, start + len(whole), whole, discourse.rules, discourse.names)]
    if not of_persons and (role != "lead" or not found or is_listed):
        is_value = segment.label is not None and not at and not segment.key
        found = with_unknown(found, annotated.passage, at, discourse, is_value=is_value)
    is_alone = segment.label is not None and not segment.value_at
    for party, each in in_order(found, role, text, discourse.lexicon):
        start = party.start if is_alone else 0
        is_of_list = (role, each) == ("partner", "lead") or (is_alone and each == "partner")
        rule = f"{each}{OF_A_LIST}" if is_of_list else f"{role}{OF_A_LABEL}"
        yield RoleFact(party, each, annotated.passage, start, party.end, rule, stated=True)


def _bodies_of_persons(text: str, at: int, discourse: DiscourseState) -> list[Party]:
    """The bodies in brackets behind persons, where a value has nothing else: "Marie Tremblay (Harbour Trust)"."""
    hits = [*_PERSON_OF_BODY.finditer(text, at)]
    rest = _BETWEEN.sub("", _PERSON_OF_BODY.sub("", text[at:])).strip(EDGES)
    if rest or not any(is_person(hit["person"], BY) for hit in hits):
        return []
    return [stranger(*hit.span("body"), hit["body"], discourse.rules, discourse.names) for hit in hits]


def _names_persons(value: str) -> bool:
    """Whether a value lists given names only, or a name of a person and no name of a body by its words."""
    names = [each.strip() for each in _BETWEEN.split(value)]
    if len(names) > 1 and all(map(may_be_given_name, names)) and any(map(is_given_name, names)):
        return True
    are_alike = all(_PERSON_LIKE.fullmatch(each) and not is_outside_government(each) for each in names)
    return are_alike and any(is_person(each, BY) for each in names)


def label_status(segment: Segment, label: tuple[Label, int] | None, lexicon: Lexicon) -> StatusFact | None:
    """How far a piece of work is, as the label of a text says: "Status: in progress"; labels of costs say nothing."""
    if label is None or label[0] != "state":
        return None
    name = segment.key or segment.text[: label[1]]
    is_of_status = not name or lexicon.regex("status_label").match(straight(name))
    return status_in(segment.passage, label[1], STATUS_LABEL) if is_of_status else None


def status_in(passage: Passage, start: int, rule: str) -> StatusFact | None:
    """The status that a value begins with: "Completed (March 2019)", "In progress – first users in May"."""
    hit = _STATUS.search(passage.text, start)
    if hit is None:
        return None
    stops = [len(hit[0].rstrip()), *(each.start() for each in _WHEN.finditer(hit[0]))]
    for stop in sorted(set(stops), reverse=True):
        if status := status_of(hit[0][:stop].strip(EDGES)):
            return StatusFact(status, passage, hit.start(), hit.start() + stop, rule)
    return None


def in_order(found: Sequence[Party], role: Role, text: str, lexicon: Lexicon) -> list[tuple[Party, Role]]:
    """The roles of the parties of a label or a cell.

    Of several that lead, the first one does, and the others take part, unless one is a body of the other. Of those
    that take part, one leads if the words behind its name say so.

    Args:
        found: the parties.
        role: what the label or the head of the column says that they do.
        text: the text that names them.
        lexicon: the words of its language.
    """
    if role != "lead":
        return [(one, each) for one in found if (each := role_behind(one, role, text, lexicon))]
    return [
        *((one, role) for one in found[:1]),
        *((one, "partner") for one in found[1:] if not _are_one_side(one, found[0])),
    ]


def role_behind(party: Party, role: Role, text: str, lexicon: Lexicon) -> Role | None:
    """The role of a party of a list: that which words behind its name say, as in "Espoo (lead)"; an observer has none.

    Args:
        party: the party.
        role: its role where nothing of the kind is behind its name.
        text: the text that names it.
        lexicon: the words of its language.
    """
    behind = straight(text)[party.end :]
    if lexicon.regex("only_observes").match(behind):
        return None
    return "lead" if lexicon.regex("leads_of_list").match(behind) else role


def _are_one_side(one: Party, other: Party) -> bool:
    """Whether one of two parties is a body of the other."""
    return one.key in _lineage(other) or other.key in _lineage(one)


def _lineage(party: Party) -> set[str]:
    """The keys of a party and of those that it is part of, which the document may say."""
    above = party.named.part_of if party.named else None
    return {*lineage(party.key), *(lineage(above) if above else ())}


def with_unknown(
    found: Sequence[Party], passage: Passage, at: int, discourse: DiscourseState, *, is_value: bool = False
) -> list[Party]:
    """The parties of a list of names from a place on, with those under names that nobody knows.

    A name of the list that a body begins whose name nobody knows is the whole name of that body. In one of several
    values on lines of their own (`is_value`), which may be those of a menu, a name has several words with capitals, or
    is an acronym.
    """
    text, made = passage.text, list(found)
    for name in split_names(text[at:].rstrip(" ."), None, discourse.rules):
        start = text.find(name, at)
        if start < 0:
            continue
        at = start + len(name)
        inside = [one for one in found if one.start < at and start < one.end]
        own = None if inside else own_government(name, start, discourse)
        if own is not None:
            made.append(own)
        elif not inside and is_name(name, discourse.lexicon) and (not is_value or _is_surely_name(name)):
            made.append(by_name(start, at, name, discourse.rules, discourse.names))
        elif len(inside) == 1 and goes_on(inside[0], text, start, at):
            one = inside[0]
            made[made.index(one)] = by_name(one.start, at, text[one.start : at], discourse.rules, discourse.names)
    return sorted(made, key=lambda one: one.start)


def _is_surely_name(name: str) -> bool:
    """Whether a name has several words with capitals, is an acronym, or is written as brands are: "NordForsk"."""
    if name.isupper():
        return len(name) <= MAX_ACRONYM
    words = name.split()
    is_mixed = any(letter.isupper() for letter in name[1:]) if len(words) == 1 else _OPENS_WITH_LETTERS.match(name)
    return bool(is_mixed) or sum(word[:1].isupper() for word in words) > 1


def own_government(name: str, start: int, discourse: DiscourseState) -> Party | None:
    """The government that a word of a French list means at a place: « État », « Région », « Conseil départemental ».

    It is that of the country, or of the only region or department that the document names.
    """
    kind = _OWN.fullmatch(fold(name))
    if kind is None or discourse.names.country != "FRANCE":
        return None
    if kind["state"]:
        return Party(start, start + len(name), name, "FRANCE")
    key = "region" if kind["region"] else "departement"
    named = (one for segment in discourse.outline.segments for one in discourse.named_parties(segment))
    found = {one.key: one for one in named if _is_of_level(one, key)}
    one = next(iter(found.values())) if len(found) == 1 else None
    return replace(one, start=start, end=start + len(name)) if one else None


def _is_of_level(party: Party, level: str) -> bool:
    """Whether a party is a region or a department of France: a known region, or one named as such."""
    known = entries().get(party.id or "")
    if known is not None:
        return level == "region" and known.codes.get("iso-3166-2", "").startswith("FR-")
    whose = _OF_LEVEL.match(fold(party.name))
    return whose is not None and (whose["region"] is not None) == (level == "region")


def goes_on(party: Party, text: str, start: int, stop: int) -> bool:
    """Whether a name of a list is that of a body whose name nobody knows, and which goes on in small words."""
    rest = text[party.end : stop]
    opens = _ARTICLE.fullmatch(text[start : party.start]) is not None
    is_unknown = party.named is not None and not party.named.known and party.named.part_of is None
    return opens and is_unknown and _MORE_OF_NAME.fullmatch(rest) is not None


def covers(found: Sequence[Party], at: int, name: str) -> bool:
    """Whether known parties take most of a name, or one of several names that a label lists."""
    taken = sum(one.end - one.start for one in found)
    return taken >= COVERED * len(name) or (
        bool(found) and found[0].start <= at + 4 and re.match(r"\s*[;,(]", name[taken:]) is not None
    )


def is_name(text: str, lexicon: Lexicon) -> bool:
    """Whether the text of a cell is written as a name is, and names no one in general ("all agencies")."""
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return (
        bool(words)
        and len(words) <= MAX_PARTY_WORDS
        and words[0][:1].isupper()
        and capitals * 2 >= len(words)
        and not lexicon.regex("nobody").search(text)
        and not is_common(text)
    )
