"""Parties that a text names beside a piece of work without saying that they take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.party import JOINED
from loaders.documents.prose.initiative_candidates import CO_MENTION
from loaders.documents.prose.roles import is_about_other_work, is_source
from loaders.documents.prose.structure.page_lines import is_about_the_page
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.scene import Scene, Spot

MAX_ITEMS: Final = 30  # of a list, above which the line that opens it is looked for
SHORT_PARAGRAPH: Final = 40  # words of one that is judged as a whole
ITSELF: Final = "@"  # in place of a party in the text that is asked what it refers to
LISTED: Final = 4  # parties of a paragraph, which is a list of them then
MAX_MENTION: Final = 80  # characters before a name that may say that it is only mentioned
SENTENCE_WORDS: Final = 6  # of a sentence that may tell of something else, at least
# Words that a name of such a party follows
BEFORE: Final = ("compared_with", "award_of", "only_approached", "denied_of")


def is_only_named(scene: Scene, number: int, key: str) -> bool:
    """Whether each place of a party says something else of it than that it takes part.

    Other work is compared with its own, "inspired by a project of X"; it is taken into account, gave the work an award,
    was only approached or informed, declined, has not signed, may join, observes, is one of those of whom another body
    is composed, or is named by a line about the text ("Source: X"), below a heading of other pages ("Related news") or
    in a recital.
    """
    spots = scene.spots_of(key, number)
    return bool(spots) and all(
        _is_so_described(scene, one)
        or _is_member(scene, number, one)
        or _is_taken_into_account(scene, one.segment)
        or _is_recalled(scene, one)
        or is_of_the_page(scene, number, one)
        or _is_of_other_pages(scene, number, one)
        for one in spots
    )


def is_only_mentioned(scene: Scene, number: int, key: str) -> bool:
    """Whether a piece of work is only mentioned, and no rule finds that a party does something in it.

    Each of its names follows such words as "outlined in the", "under the" or "the objectives of the".
    """
    regex, work = scene.discourse.lexicon.regex("mention_before"), scene.works[number]
    sender = scene.discourse.front.sender
    if sender is not None and sender.value == key:  # who sends a document often speaks of what it leads
        return False
    if any(fact.party.key == key and fact.rule != CO_MENTION for fact in work.roles):
        return False
    return all(regex.match(_before_title(work.title, one)) is not None for one in scene.names[number])


def _before_title(title: str, spot: Spot) -> str:
    """The text before a name in its sentence; before the title, where other words of the name stand before it."""
    text = straight(spot.passage.text)
    start = max(text.find(straight(title), spot.start, spot.end), spot.start)
    return text[max(spot.sentence[0], start - MAX_MENTION) : start]


def is_employer(scene: Scene, number: int, key: str) -> bool:
    """Whether each place of an organisation outside government says whose director or the like a person is."""
    regex, spots = scene.discourse.lexicon.regex("employer_before"), scene.spots_of(key, number)
    return bool(spots) and all(
        one.party is not None
        and one.party.id is None
        and regex.search(straight(one.passage.text), one.sentence[0], one.start) is not None
        for one in spots
    )


def receives(scene: Scene, number: int, key: str) -> bool:
    """Whether a sentence says that a party has help from a piece of work: "X, supported by the Tide Fund, builds …"."""
    regex, names = scene.discourse.lexicon.regex("receives"), scene.names[number]
    return any(
        one.sentence == name.sentence
        and one.segment == name.segment
        and one.end < name.start
        and regex.fullmatch(straight(one.passage.text), one.end, name.start) is not None
        for one in scene.spots_of(key, number)
        for name in names
    )


def is_background(scene: Scene, number: int, key: str) -> bool:
    """Whether each place of a party is in a paragraph that neither names the piece of work nor refers to anything."""
    spots = scene.spots_of(key, number)
    return bool(spots) and all(_is_background(scene, number, one) for one in spots)


def _is_so_described(scene: Scene, spot: Spot) -> bool:
    """Whether the words around a name say so, or it is the name of an award that only its capitals make a party."""
    segment, lexicon = scene.discourse.outline.segments[spot.segment], scene.discourse.lexicon
    text = straight(segment.text)
    if spot.is_stranger and lexicon.regex("award_name").search(text, spot.start, spot.end):
        return True
    next_cell = next((start for start, _ in segment.cells if start >= spot.end), None)
    is_cell = next_cell is not None and not text[spot.end : next_cell].strip()
    if lexicon.regex("observes").match(f", {text[next_cell:]}" if is_cell else text[spot.end :]):
        return True
    if lexicon.regex("abstains").match(text, _end_of_list(scene, spot, text), spot.sentence[1]):
        return True
    if is_about_other_work(lexicon, text, *spot.sentence) or is_source(text, spot.start, spot.end, lexicon):
        return True
    before = text[spot.sentence[0] : spot.start]
    return any(lexicon.regex(name).search(before) for name in BEFORE)


def _end_of_list(scene: Scene, spot: Spot, text: str) -> int:
    """Where the names end that are listed behind a name: "New York and Rhode Island have not signed"."""
    if JOINED.match(text, spot.end) is None:
        return spot.end
    starts = {one.start: one.end for spots in scene.parties.values() for one in spots if one.segment == spot.segment}
    end = spot.end
    while (link := JOINED.match(text, end)) is not None and link.end() in starts:
        end = starts[link.end()]
    return end


def _is_recalled(scene: Scene, spot: Spot) -> bool:
    """Whether a name stands in what the preamble of an agreement recalls."""
    preamble = scene.discourse.preamble
    return preamble is not None and preamble.recalls(spot.segment, spot.start)


def is_of_the_page(scene: Scene, number: int, spot: Spot) -> bool:
    """Whether a sentence, or a short paragraph, is about the text or the page, and does not name the piece of work."""
    segment = scene.discourse.outline.segments[spot.segment]
    text, parts = straight(segment.text), [spot.sentence]
    if segment.kind in ("text", "item") and len(text.split()) <= SHORT_PARAGRAPH:
        parts.append((0, len(text)))
    return any(
        is_about_the_page(scene.discourse.lexicon, text, *part)
        for part in parts
        if not scene.is_named_in(number, spot.segment, part)
    )


def _is_of_other_pages(scene: Scene, number: int, spot: Spot) -> bool:
    """Whether a party stands in a list below a heading of other pages, in an item that does not name the work."""
    outline = scene.discourse.outline
    segment = outline.segments[spot.segment]
    heading = outline.headings.get(segment.section)
    if heading is None or segment.kind != "item" or scene.is_named_in(number, spot.segment):
        return False
    return scene.discourse.lexicon.regex("other_pages_heading").match(straight(heading.text)) is not None


def _is_background(scene: Scene, number: int, spot: Spot) -> bool:
    """Whether a party stands in a sentence of such a paragraph.

    "Norway exports half of its salmon" beside a project of others. What is joint, signed, supported or "the project"
    may be the piece of work.
    """
    segment = scene.discourse.outline.segments[spot.segment]
    sentence = segment.text[slice(*spot.sentence)].strip()
    if segment.kind != "text" or sentence[-1:] not in ".!?" or len(sentence.split()) < SENTENCE_WORDS:
        return False
    if scene.is_named_in(number, spot.segment):
        return False
    if sum(one.segment == spot.segment for spots in scene.parties.values() for one in spots) >= LISTED:
        return False
    others = f"{segment.text[: spot.start]}{ITSELF}{segment.text[spot.end :]}"
    return not scene.discourse.lexicon.regex("refers_to_work").search(straight(others))


def _is_member(scene: Scene, number: int, spot: Spot) -> bool:
    """Whether the sentence says that another party is composed of this one ("is a forum composed of …")."""
    text = straight(scene.discourse.outline.segments[spot.segment].text)[: spot.start]
    found = scene.discourse.lexicon.regex("forum_of").search(text, spot.sentence[0])
    if found is None:
        return False

    def is_subject(one: Spot) -> bool:
        return one.segment == spot.segment and one.end + 1 == found.start()

    others = (one for spots in scene.parties.values() for one in spots)
    return any(map(is_subject, others)) and not any(map(is_subject, scene.names[number]))


def _is_taken_into_account(scene: Scene, at: int) -> bool:
    """Whether a segment is an item below a line that says so: "It takes account of these standards:"."""
    segments = scene.discourse.outline.segments
    if segments[at].kind != "item":
        return False
    above = next((one for one in reversed(segments[max(0, at - MAX_ITEMS) : at]) if one.kind != "item"), None)
    if above is None:
        return False
    line = straight(above.text).rstrip()
    return line.endswith(":") and bool(scene.discourse.lexicon.regex("taken_into_account").search(line))
