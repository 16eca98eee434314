"""Lines that are entries of a list: "X – City of Y", "Name: what it does", a title above whose it is."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.discourse.labels import EDGES, label_at
from loaders.documents.prose.entities.dates import is_date
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.initiative_candidates import RoleFact, Work
from loaders.layout.sections import is_closed
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.initiative_candidates import Role
    from loaders.documents.prose.structure.segment import Segment

MAX_NAME_WORDS: Final = 12
MAX_NAME_CHARACTERS: Final = 90
MAX_NUMBERED_WORDS: Final = 30
MAX_LINK_WORD: Final = 3  # letters of a word that may stand in small letters in a name
MIN_TITLED_TEXT: Final = 20  # characters behind the name that a paragraph begins with
PAIR_WEIGHT: Final = 5.0  # of a name that stands in one line with whose it is
LISTED_WEIGHT: Final = 4.0  # of the name of an item of a list of pieces of work
BOLD_WEIGHT: Final = 3.0
TITLED_WEIGHT: Final = 2.5
LETTERHEAD: Final = 4  # segments at the beginning in which a party is that of the whole document
MAX_LABELS: Final = 6  # right below a name, of which one says who leads
MIN_ALIKE: Final = 2  # items of a section that begin with a name
_PARTS: Final = re.compile(r"\s+[–—|-]\s+|\s*[:|]\s+|\t+")
_TITLED: Final = re.compile(r"(?P<name>[A-ZÀ-ÝÉ«“\"\d][^.:;!?–—]{2,88}?)(?P<mark>\s?:|\s[–—-]|\.)\s+(?=\S)")


def read_pair(discourse: DiscourseState, segment: Segment, annotated: Annotated, place: int) -> Work | None:
    """The work of a line that names it and whose it is, and no more: "Snow Map – City of Regina"."""
    text = segment.text
    if len(text.split()) > MAX_NAME_WORDS + 10 or segment.kind == "table":
        return None
    spans = _spans(text)
    owners = [span for span in spans if _parties_alone(annotated, span)]
    others = [
        span
        for span in spans
        if span not in owners and not discourse.lexicon.regex("award_rank").fullmatch(straight(text[slice(*span)]))
    ]
    if len(owners) != 1 or len(others) != 1 or is_closed(text):
        return None
    start, end = others[0]
    name = text[start:end]
    bare = straight(name)
    keys = ("label", "generic_heading", "silent_heading", "partner_label", "document_noise", "not_a_name", "role_label")
    if not _is_name(name) or any(discourse.lexicon.regex(key).match(bare) for key in keys):
        return None
    if discourse.lexicon.regex("begins_with_verb").match(bare) or re.search(r"\d{4}$", bare):
        return None
    work = discourse.works.add(
        Work(name, "row", segment.passage, start, end, discourse.topic.section if discourse.topic else 0,
             weight=PAIR_WEIGHT)
    )  # fmt: skip
    parties = annotated.parties_in(*owners[0])
    role: Role = "lead" if len(parties) == 1 else "side"
    for party in parties:
        work.add(
            RoleFact(party, role, segment.passage, party.start, party.end, "lead-of-a-line", stated=role == "lead")
        )
    discourse.used.add(place)
    return work


def _spans(text: str) -> list[tuple[int, int]]:
    """The parts of a line between dashes, colons or bars, without the space and marks around them."""
    edges = [0, *(at for hit in _PARTS.finditer(text) for at in hit.span()), len(text)]
    made = []
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        part = text[first:end]
        start = first + len(part) - len(part.lstrip(EDGES))
        if part.strip(EDGES):
            made.append((start, start + len(part.strip(EDGES))))
    return made


def _parties_alone(annotated: Annotated, span: tuple[int, int]) -> bool:
    """Whether a part of a line is the name of parties and no more."""
    found = annotated.parties_in(*span)
    rest = annotated.passage.text[span[0] : span[1]]
    for party in reversed(found):
        rest = rest[: party.start - span[0]] + rest[party.end - span[0] :]
    capitals = re.sub(r"\b[A-ZÀ-Ý][\w’'-]*", "", rest) if found and found[0].start == span[0] else rest
    return bool(found) and not re.sub(
        r"\b(?:and|et|the|le|la|les|l[’']|of|de|du|with|avec)\b|\([^)]*\)|\W", "", capitals
    )


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= MAX_NAME_WORDS and (text[0].isupper() or text[0].isdigit()) and any(map(str.isalpha, text))
    )


def read_described(discourse: DiscourseState, segment: Segment, place: int) -> Work | None:
    """The work of a text that is its name and no more, above labels that say who leads it."""
    below = discourse.outline.segments[place + 1 : place + 1 + MAX_LABELS]
    if segment.label or not below or discourse.listed_role is not None:
        return None
    if below[0].label and below[0].lines[0] != segment.lines[-1]:
        return None  # a label that stands on a line of its own is of what the section is about
    labels = [label_at(one, discourse.lexicon) for one in takewhile(lambda one: one.kind in ("item", "text"), below)]
    kinds = [label[0] for label in takewhile(lambda one: one is not None, labels) if label is not None]
    name = segment.text.strip(EDGES)
    if "lead" not in kinds or len(kinds) < MIN_ALIKE or not _is_name(name) or is_closed(segment.text):
        return None
    start, section = segment.text.find(name), discourse.topic.section if discourse.topic else 0
    return discourse.works.add(
        Work(name, "row", segment.passage, start, start + len(name), section, weight=PAIR_WEIGHT)
    )


def read_numbered(discourse: DiscourseState, segment: Segment) -> Work | None:
    """The work of an item that a number tells from others: "Commitment 3: Open the land register"."""
    hit = discourse.lexicon.regex("numbered_title").match(straight(segment.text))
    if not hit or len(hit["title"].split()) > MAX_NUMBERED_WORDS:
        return None
    start, end = hit.start("title"), len(segment.text.rstrip(EDGES))
    section = discourse.topic.section if discourse.topic else 0
    return discourse.works.add(
        Work(segment.text[start:end], "row", segment.passage, start, end, section, weight=PAIR_WEIGHT)
    )


def read_titled(discourse: DiscourseState, segment: Segment) -> Work | None:
    """The work that a paragraph or an item gives the name of before its text: "Broadband Atlas: Kenya maps …"."""
    name, weight = _leading_name(discourse, segment)
    bare = straight(name)
    keys = ("label", "generic_heading", "step_heading", "silent_heading", "not_title", "document_noise", "not_a_name",
            "verb_heading", "released", "finite")  # fmt: skip
    if not name or not _is_name(name) or any(discourse.lexicon.regex(key).search(bare) for key in keys):
        return None
    if find_parties(name, discourse.rules, discourse.names) or is_date(name):
        return None
    section = discourse.topic.section if discourse.topic else 0
    start = segment.text.find(name)
    return discourse.works.add(Work(name, "row", segment.passage, start, start + len(name), section, weight=weight))


def _leading_name(discourse: DiscourseState, segment: Segment) -> tuple[str, float]:
    """The name that a text begins with, and how much it says; empty where there is none."""
    text = segment.text
    in_list = segment.kind == "item" and (discourse.is_list or discourse.speaker is not None)
    if 3 < segment.bold < len(text) - MIN_TITLED_TEXT and segment.bold <= MAX_NAME_CHARACTERS:
        name = text[: segment.bold].strip(EDGES)
        return name, LISTED_WEIGHT if in_list else BOLD_WEIGHT
    line = len(segment.lines[0].text) if len(segment.lines) > 1 and segment.kind == "item" else 0
    if in_list and 0 < line <= MAX_NAME_CHARACTERS and not is_closed(segment.lines[0].text):
        return text[:line].strip(EDGES), LISTED_WEIGHT
    hit = _TITLED.match(text)
    if not hit or len(text) - hit.end() < MIN_TITLED_TEXT:
        return "", 0.0
    name = hit["name"].strip(EDGES)
    if in_list and hit["mark"] != ".":
        return name, LISTED_WEIGHT
    words = name.split()
    capitals = len(words) > 1 and all(word[:1].isupper() or len(word) <= MAX_LINK_WORD for word in words)
    kind = ":" in hit["mark"] and discourse.lexicon.regex("one_kind").search(straight(name)) and len(words) > 1
    alike = segment.kind == "item" and hit["mark"] != "." and _alike(discourse, segment) >= MIN_ALIKE
    return (name, TITLED_WEIGHT) if (capitals and hit["mark"] != " –") or kind or alike else ("", 0.0)


def _alike(discourse: DiscourseState, segment: Segment) -> int:
    """How many items of a section begin with a name, as this one does."""
    return sum(
        each.kind == "item" and bool(_TITLED.match(each.text)) for each in discourse.outline.section(segment.section)
    )


def read_party_alone(discourse: DiscourseState, place: int, segment: Segment, annotated: Annotated) -> None:
    """A name alone below a title leads what the title names; else what follows is told of it."""
    topic = discourse.above if segment.kind == "heading" else discourse.current or discourse.above or discourse.topic
    named = topic is not None and discourse.named_at == place - 1
    party = annotated.parties[0]
    is_winner = discourse.lexicon.regex("award_rank_before").match(straight(segment.text))
    is_speaker = discourse.lexicon.regex("speaker_line").match(straight(segment.text))
    if (
        topic is not None
        and named
        and segment.kind != "item"
        and not (topic.parties("lead") or is_winner or is_speaker)
    ):
        is_whole = topic.how == "document"
        if not is_whole or topic.is_kind:
            _add_below(topic, annotated, segment, stated=not is_whole)
            topic.is_record = topic.is_record or not is_whole
            discourse.used.add(place)
    if place >= LETTERHEAD and (segment.kind != "item" or _holds_more(discourse, place, segment)):
        discourse.speaker = party
        discourse.speaker_rank = segment.rank


def _holds_more(discourse: DiscourseState, place: int, segment: Segment) -> bool:
    """Whether an item has something of its own below it; what stands below a list is not its last item's."""
    segments = discourse.outline.segments
    if place + 1 == len(segments):
        return False
    below, is_listed = segments[place + 1], place > 0 and segments[place - 1].kind == "item"
    return below.level > segment.level or (below.kind == "text" and not is_listed)


def _add_below(topic: Work, annotated: Annotated, segment: Segment, *, stated: bool) -> None:
    parties = annotated.parties
    for party in parties:
        role: Role = "lead" if len(parties) == 1 else "side"
        topic.add(
            RoleFact(party, role, segment.passage, party.start, party.end, "name-below-a-title",
                     stated=stated and role == "lead", confidence=0.8)
        )  # fmt: skip


def speaker_of(annotated: Annotated, discourse: DiscourseState) -> tuple[Party, int] | None:
    """The party whose report a text is, and where that begins: "BC: launched …", "Ville de Laval – …"."""
    hit = discourse.lexicon.regex("speaker_label").match(annotated.view)
    found = annotated.parties_in(0, hit.end()) if hit else []
    return (found[0], hit.end()) if hit and len(found) == 1 else None
