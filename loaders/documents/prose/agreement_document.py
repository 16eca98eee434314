"""An agreement in its own form: a title, the sides that conclude it, and the day on which it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from graph.dates.parse import find_dates
from graph.text.strings import fold
from graph.vocabulary.function_words import FUNCTION_WORDS
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.discourse.preambles import FIRST_SEGMENTS, OF_A_PREAMBLE, find_preamble
from loaders.documents.prose.discourse.signatories import find_signatories
from loaders.documents.prose.entities.countries import country_of
from loaders.documents.prose.initiative_candidates import DateFact, RoleFact, Work
from loaders.text.names import same_family
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.preambles import Preamble
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.structure.segment import Segment

TITLE_SEGMENTS: Final = 5  # among which its title stands
MAX_TITLE_WORDS: Final = 45
MAX_SUBJECT_WORDS: Final = 25  # of the line below the words "Memorandum of Understanding"
_BELONGS: Final = re.compile(r",\s+(?:by its\s+|the\s+)?")
MIN_OPENINGS: Final = 2
MAX_TO_DATE: Final = 60  # characters from "takes effect" to the day
MADE_ON: Final = "day-of-an-agreement"
SIDE: Final = "side-of-an-agreement"
SIGNED: Final = "signatory-of-an-agreement"
IN_FORCE: Final = "term-of-an-agreement"
_SMALL_WORDS: Final = FUNCTION_WORDS["en"] | FUNCTION_WORDS["fr"]
_ANOTHER_SENTENCE: Final = re.compile(r"[.;:]\s")
_SPACED: Final = re.compile(r"(?<!\w)(?:[A-ZÀ-Ý] ){3,}[A-ZÀ-Ý](?!\w)")  # a word in capitals with spaces: "A C C O R D"


@dataclass(slots=True)
class _Form:
    """What shows that a document is an agreement: its title, and where its sides stand."""

    title: Segment
    span: tuple[int, int]  # of the title in its segment
    preamble: Preamble | None
    named: list[Party]  # in the preamble
    openings: list[tuple[int, Segment]]
    signed: list[tuple[int, Segment, Party]]


def read_agreement(discourse: Discourse, title_of_file: str | None) -> bool:
    """Add the agreement that a document is; False where it is none."""
    first = [
        (place, each) for place, each in enumerate(discourse.outline.segments[:FIRST_SEGMENTS]) if each.kind != "table"
    ]
    form = _form(discourse, first)
    if form is None:
        return False
    title, openings, signed = form.title, form.openings, form.signed
    text = title.text[slice(*form.span)]
    named = _with_subject(discourse, title, _joined_letters(text))
    work = Work(_named(named, title_of_file), "agreement", title.passage, *form.span, title.section, weight=6)
    work.aliases |= {text, named}
    discourse.works.add(work)
    discourse.preamble = form.preamble
    if form.preamble:
        _add_named(discourse, work, form.preamble, form.named)
    for place, segment in openings:
        _side(discourse, work, place, segment)
    for place, segment, party in signed:
        if not _is_known(work, party):
            _add_side(discourse, work, place, segment, party, SIGNED)
    _add_days(discourse, work, form, first)
    discourse.current = discourse.headline = work
    return True


def _form(discourse: Discourse, first: Sequence[tuple[int, Segment]]) -> _Form | None:
    """The form of an agreement; None where nothing is its title, or where no two sides are named."""
    preamble = find_preamble(discourse.outline.segments, discourse.lexicon)
    named = list(_sides_of(discourse, preamble)) if preamble else []
    if len({one.key for one in named}) < MIN_OPENINGS:
        preamble, named = None, []
    titles = [(each, (0, len(each.text.strip(" .:")))) for each in _titles(discourse, first, preamble)]
    if not titles and preamble:
        titles = list(_calls_itself(discourse, preamble))
    if not titles:
        return None
    openings, signed = list(_openings(discourse, first)), list(find_signatories(discourse))
    has_sides = len(openings) >= MIN_OPENINGS or len({party.key for *_, party in signed}) >= MIN_OPENINGS
    if not (preamble or has_sides or any(_names_sides(discourse, each) for _, each in openings)):
        return None
    return _Form(*max(titles, key=lambda each: len(each[0].text)), preamble, named, openings, signed)


def _calls_itself(discourse: Discourse, preamble: Preamble) -> Iterator[tuple[Segment, tuple[int, int]]]:
    """Yield what an agreement without a title calls itself where its sides agree: "have reached an understanding"."""
    place, lexicon = max([preamble.place, *preamble.recitals]), discourse.lexicon
    segment = discourse.outline.segments[place]
    agreed = lexicon.regex("agreed_now").search(straight(segment.text))
    if agreed and (hit := lexicon.regex("agreed_kind").search(straight(segment.text), agreed.start())):
        yield segment, hit.span()


def _titles(discourse: Discourse, first: Sequence[tuple[int, Segment]], preamble: Preamble | None) -> Iterator[Segment]:
    """Yield what may be the title: a heading, or a line above the preamble that is no sentence."""
    lexicon = discourse.lexicon
    above = preamble.place if preamble else 0
    for place, segment in first:
        text = _joined_letters(straight(segment.text))
        is_heading = segment.kind == "heading" and (place < above or (place, segment) in first[:TITLE_SEGMENTS])
        is_line = place < above and segment.kind == "text" and not text.endswith((".", ";", ","))
        if (
            (is_heading or is_line)
            and lexicon.regex("agreement_title").search(text)
            and len(text.split()) <= MAX_TITLE_WORDS
            and not lexicon.regex("not_agreement_title").search(text)
        ):
            yield segment


def _with_subject(discourse: Discourse, title: Segment, text: str) -> str:
    """A title that only says what kind of agreement it is, with the line below that says of what it is."""
    segments, lexicon = discourse.outline.segments, discourse.lexicon
    if not lexicon.regex("agreement_title").fullmatch(straight(text)):
        return text
    below = segments[segments.index(title) + 1 :][:1]
    subject = below[0].text.strip() if below else ""
    is_short = len(subject.split()) <= MAX_SUBJECT_WORDS and not subject.endswith((".", ";"))
    return f"{text} {subject}" if is_short and lexicon.regex("agreement_subject").match(straight(subject)) else text


def _sides_of(discourse: Discourse, preamble: Preamble) -> Iterator[Party]:
    """Yield the parties that a preamble names before it calls them the parties; no office of who represents them."""
    annotated = discourse.annotate(discourse.outline.segments[preamble.place])
    for party in annotated.parties:
        if party.id and party.end <= preamble.stop and not party.inferred and not _belongs(annotated, party):
            if party.named and discourse.lexicon.regex("officer_name").match(party.name):
                continue
            yield party


def _add_named(discourse: Discourse, work: Work, preamble: Preamble, named: Sequence[Party]) -> None:
    """Add the sides that a preamble names."""
    segment = discourse.outline.segments[preamble.place]
    for party in named:
        if not _is_known(work, party):
            _add_side(discourse, work, preamble.place, segment, party, OF_A_PREAMBLE)


def _joined_letters(text: str) -> str:
    """A text without the spaces between the letters of a word: "A C C O R D" is "ACCORD"."""
    return _SPACED.sub(lambda hit: hit.group().replace(" ", ""), text)


def _add_days(discourse: Discourse, work: Work, form: _Form, first: Sequence[tuple[int, Segment]]) -> None:
    """Add the days from which and until which the agreement is in force, and the one on which it is made."""
    above = {place - 1 for place, *_ in form.signed}
    for place, segment in enumerate(discourse.outline.segments):
        if form.preamble and place in form.preamble.recitals:
            continue
        if _in_force(discourse, work, place, segment):
            continue
        is_made = discourse.lexicon.regex("made_at").search(straight(segment.text))
        if (place, segment) in first or place in above or is_made:
            _made_on(discourse, work, place, segment)


def _openings(discourse: Discourse, first: Sequence[tuple[int, Segment]]) -> Iterator[tuple[int, Segment]]:
    """Yield the segments that name a side: that begin with "between" or "and", or stand below one of these words."""
    lexicon, below = discourse.lexicon, False
    for place, segment in first:
        text = straight(segment.text)
        is_bare = lexicon.regex("agreement_joint").fullmatch(text.strip()) is not None
        if not is_bare and (below or lexicon.regex("agreement_opening").search(text)):
            yield place, segment
        below = is_bare


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
        word if "(" in word else word.lower() if at and fold(word) in _SMALL_WORDS else _capitalized(word)
        for at, word in enumerate(text.split())
    )


def _capitalized(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _in_force(discourse: Discourse, work: Work, place: int, segment: Segment) -> bool:
    """Add the days from which and until which an agreement says that it is in force; whether it says one."""
    lexicon, flat, has_term = discourse.lexicon, straight(segment.text), False
    for kind in ("start", "end"):
        hit = lexicon.regex(f"in_force_{kind}").search(flat)
        date = _day_behind(segment.text, hit.end()) if hit else None
        if not hit or not date:
            continue
        work.add_date(DateFact(date.span.edtf, kind, segment.passage, hit.start(), hit.end() + date.to, IN_FORCE))
        discourse.used.add(place)
        has_term = True
    return has_term


def _day_behind(text: str, at: int) -> DateMention | None:
    """The first date of a sentence behind a place, if it is near; places in it count from there."""
    behind = text[at:]
    date = next(iter(find_dates(behind)), None)
    is_near = date is not None and date.at <= MAX_TO_DATE and not _ANOTHER_SENTENCE.search(behind, 0, date.at)
    return date if is_near else None


def _side(discourse: Discourse, work: Work, place: int, segment: Segment) -> None:
    """The side that a segment names first; ministers who represent it are none of their own."""
    annotated = discourse.annotate(segment)
    sides = [one for one in annotated.parties if one.id]
    if not sides:
        return
    represented = discourse.lexicon.regex("represented").search(annotated.view)
    opening = represented.start() if represented else len(annotated.view)
    for party in [one for one in sides if one.start < opening][:3] or sides[:1]:
        if _is_known(work, party):
            continue
        if not _belongs(annotated, party):
            _add_side(discourse, work, place, segment, party, SIDE)


def _belongs(annotated: Annotated, party: Party) -> bool:
    """Whether a party is a body of the government before the comma, or the country of the body before it."""
    before = max((one for one in annotated.parties if one.end <= party.start), key=attrgetter("end"), default=None)
    return _BELONGS.fullmatch(annotated.passage.text, before.end if before else 0, party.start) is not None and (
        party.id not in entries() or (_is_country(party) and not (before and _is_country(before)))
    )


def _is_known(work: Work, party: Party) -> bool:
    """Whether an agreement has a side already, or the government that it is a body of."""
    known = [fact.party.id or "" for fact in work.roles]
    return any(
        same_family(party.id or "", one) and country_of(one) == country_of(party.id or "") for one in known if one
    )


def _add_side(discourse: Discourse, work: Work, place: int, segment: Segment, party: Party, rule: str) -> None:
    work.add(RoleFact(party, "side", segment.passage, party.start, party.end, rule, stated=True))
    discourse.used.add(place)


def _is_country(party: Party) -> bool:
    return party.id is not None and country_of(party.id) == party.id


def _made_on(discourse: Discourse, work: Work, place: int, segment: Segment) -> None:
    """The day that the agreement says it is made on; the year where the day is left blank."""
    lexicon, text = discourse.lexicon, segment.text
    if any(one.rule == MADE_ON for one in work.dates) or len(text) > 400 or lexicon.regex("law").search(text):
        return
    flat = straight(text)
    led = lexicon.regex("made_on").search(flat)
    if not led or lexicon.regex("recital").match(flat):
        return
    if blank := lexicon.regex("blank_date").search(flat):
        work.add_date(DateFact(blank["year"], "approval", segment.passage, *blank.span(), MADE_ON))
    elif (day := lexicon.regex("ordinal_day").search(flat)) and (
        dates := find_dates(f"{day['day']} {day['month']} {day['year']}")
    ):
        work.add_date(DateFact(dates[0].span.edtf, "approval", segment.passage, *day.span(), MADE_ON))
    elif dates := [one for one in find_dates(text) if one.at >= led.start()]:
        work.add_date(DateFact(dates[0].span.edtf, "approval", segment.passage, dates[0].at, dates[0].to, MADE_ON))
    if any(one.rule == MADE_ON for one in work.dates):
        discourse.used.add(place)
