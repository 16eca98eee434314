"""An agreement in its own form: a title, the sides that conclude it, and the day on which it is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.dates.parse import find_dates
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.countries import country_of
from loaders.documents.prose.initiative_candidates import DateFact, RoleFact, Work
from loaders.text.names import same_family
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.structure.segment import Segment

FIRST_SEGMENTS: Final = 16  # of an agreement, in which its sides stand
TITLE_SEGMENTS: Final = 5  # among which its title stands
MAX_TITLE_WORDS: Final = 45
_BELONGS: Final = re.compile(r",\s+(?:by its\s+|the\s+)?")
MIN_OPENINGS: Final = 2


def read_agreement(discourse: Discourse, title_of_file: str | None) -> bool:
    """Add the agreement that a document is; False where it is none."""
    lexicon = discourse.lexicon
    first = [
        (place, each) for place, each in enumerate(discourse.outline.segments[:FIRST_SEGMENTS]) if each.kind != "table"
    ]
    headings = [
        each
        for _, each in first[:TITLE_SEGMENTS]
        if each.kind == "heading"
        and lexicon.regex("agreement_title").search(straight(each.text))
        and len(each.text.split()) <= MAX_TITLE_WORDS
        and not lexicon.regex("not_agreement_title").search(straight(each.text))
    ]
    openings = [
        (place, each) for place, each in first if lexicon.regex("agreement_opening").search(straight(each.text))
    ]
    if not headings:
        return False
    if len(openings) < MIN_OPENINGS and not any(_names_sides(discourse, each) for _, each in openings):
        return False
    title = max(headings, key=lambda each: len(each.text))
    text = title.text.strip(" .:")
    work = Work(_named(text, title_of_file), "agreement", title.passage, 0, len(text), title.section, weight=6)
    work.aliases.add(text)
    discourse.works.add(work)
    for place, segment in openings:
        _side(discourse, work, place, segment)
    for place, segment in first:
        _made_on(discourse, work, place, segment)
    discourse.current = discourse.headline = work
    return True


def _names_sides(discourse: Discourse, segment: Segment) -> bool:
    """Whether one paragraph names both sides: "is made between A and B"."""
    annotated = discourse.annotate(segment)
    hit = discourse.lexicon.regex("made_between").search(annotated.view)
    return hit is not None and len({one.key for one in annotated.parties if one.start >= hit.start()}) >= MIN_OPENINGS


def _named(text: str, title_of_file: str | None) -> str:
    """The fuller of the title in the text and the one that the file records, if that begins alike."""
    if title_of_file and title_of_file.casefold().startswith(text.casefold()) and len(title_of_file) > len(text):
        return title_of_file
    return recase(text)


def recase(text: str) -> str:
    """A title in capitals as it is written in a sentence; any other as it is."""
    if text.upper() != text or len(text.split()) < 2:
        return text
    return " ".join(
        word if "(" in word else word.capitalize() if at == 0 or len(word) > 3 else word.lower()
        for at, word in enumerate(text.split())
    )


def _side(discourse: Discourse, work: Work, place: int, segment: Segment) -> None:
    """The side that a segment names first; ministers who represent it are none of their own."""
    annotated = discourse.annotate(segment)
    sides = [one for one in annotated.parties if one.id]
    if not sides:
        return
    known = [fact.party.id or "" for fact in work.roles]
    represented = discourse.lexicon.regex("represented").search(annotated.view)
    opening = represented.start() if represented else len(annotated.view)
    for party in [one for one in sides if one.start < opening][:3] or sides[:1]:
        if any(
            same_family(party.id or "", one) and country_of(one) == country_of(party.id or "") for one in known if one
        ):
            continue
        if party.id not in entries() and _BELONGS.fullmatch(
            annotated.passage.text, _end_before(annotated, party), party.start
        ):
            continue  # a body of the government before the comma
        known.append(party.id or "")
        work.add(RoleFact(party, "side", segment.passage, party.start, party.end, "side-of-an-agreement", stated=True))
        discourse.used.add(place)


def _end_before(annotated: Annotated, party: Party) -> int:
    """Where the party that is named before another ends."""
    return max((one.end for one in annotated.parties if one.end <= party.start), default=0)


def _made_on(discourse: Discourse, work: Work, place: int, segment: Segment) -> None:
    """The day that the agreement says it is made on; the year where the day is left blank."""
    lexicon, text = discourse.lexicon, segment.text
    if work.dates or len(text) > 400 or lexicon.regex("law").search(text):
        return
    flat = straight(text)
    led = lexicon.regex("made_on").search(flat)
    if not led:
        return
    if blank := lexicon.regex("blank_date").search(flat):
        work.add_date(DateFact(blank["year"], "approval", segment.passage, *blank.span(), "day-of-an-agreement"))
    elif (day := lexicon.regex("ordinal_day").search(flat)) and (
        dates := find_dates(f"{day['day']} {day['month']} {day['year']}")
    ):
        work.add_date(DateFact(dates[0].span.edtf, "approval", segment.passage, *day.span(), "day-of-an-agreement"))
    elif dates := [one for one in find_dates(text) if one.at >= led.start()]:
        work.add_date(
            DateFact(dates[0].span.edtf, "approval", segment.passage, dates[0].at, dates[0].to, "day-of-an-agreement")
        )
    if work.dates:
        discourse.used.add(place)
