"""What a clause says of a piece of work: who has which role in it, and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.discourse.dates import OPENING, dates_of_clause
from loaders.documents.prose.discourse.events import find_object
from loaders.documents.prose.discourse.naming import goes_on_about, refers_to, take_acronym, works_named
from loaders.documents.prose.entities.titles import TitleSpan, content_words
from loaders.documents.prose.initiative_candidates import CO_MENTION, NAMED_CONFIDENCE, DateFact, RoleFact, Work
from loaders.documents.prose.roles import (
    DOES_A_PART,
    Found,
    find_companions,
    find_roles,
    is_about_other_work,
    is_unreal,
)
from loaders.documents.prose.structure.page_lines import is_about_the_page

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState

MAX_STATUS_WORDS: Final = 12  # of a line that only says what became of an item
TOPICS: Final = ("heading", "numbered", "document", "label")
RECORDS: Final = ("numbered", "row", "label")
OF_A_CLAUSE: Final = ("object", "purpose", "event")  # how work is named that only a clause makes
DIRECT: Final = frozenset(
    {"lead-label", "led-by", "responsible-for", "responsibility-of", "award-for", "owner-of-title", "owner-by-pronoun",
     "title-of-party", "name-below-a-title", "partner-label"}
)  # fmt: skip
LEADS: Final = "leads"
ACTS: Final = frozenset({"party-acts", "party-shows", LEADS})
HELPS: Final = frozenset({"takes-part", DOES_A_PART})
COUNTS: Final = {  # of the sides that words like "the two governments" mean
    "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5
}  # fmt: skip


def read_clause(
    state: DiscourseState, place: int, annotated: Annotated, start: int, stop: int, *, about: Work | None = None,
    in_list: bool = False,
) -> None:  # fmt: skip
    """One clause: the works that it names or goes on about, and what it says of them."""
    lexicon, view = state.lexicon, annotated.view
    state.acts = state.acts or bool(lexicon.regex("acts").search(view, start, stop))
    works = works_named(state, annotated, start, stop)
    listed = in_list and state.speaker is not None
    if not works and (made := find_object(state, annotated, start, stop, in_list=listed)):
        works = [made[0]]
        if made[1]:
            take_acronym(state, made[0], annotated, made[1])
            annotated = annotated.with_title(made[1])
    is_named, before = bool(works), about or state.default()
    known, goes_on = bool(works), False
    if works:
        state.current, state.named_at = works[0], place
        for date in state.waiting:
            works[0].add_date(date)
        state.waiting = []
    elif about or state.default():
        works = [work for work in [about or state.default()] if work]
        goes_on = goes_on_about(state, works[0], annotated, start, stop)
        known = goes_on or state.named_at == place or works[0].how in RECORDS or works[0].is_record
    _keep_sides(state, annotated, start, stop)
    if not works:
        _wait(state, annotated, start, stop)
        return
    if not is_named and (
        is_about_the_page(lexicon, view, start, stop) or is_about_other_work(lexicon, view, start, stop)
    ):
        return
    subject = _subject(state, annotated, start, stop, works, before) if is_named else None
    _roles(state, place, annotated, start, stop, works, known=known, goes_on=goes_on, subject=subject, before=before)
    _speaker(state, place, annotated, start, stop, works[0], named=known and not goes_on)
    _sides(state, place, annotated, start, stop, works[0])
    _companions(state, place, annotated, start, stop, works[0], is_named=is_named)
    written = state.front.date.value if state.front.date else None
    for date in dates_of_clause(annotated, start, stop, lexicon, written, is_named=is_named and not about):
        opens = date.rule == OPENING and not (is_named or about)
        work, is_sure = _dated(state, annotated, (start, stop), date, works)
        if is_sure and (refers_to(state, work, annotated, date.stop, stop) if opens else known or about):
            work.add_date(date)
            state.used.add(place)
        else:
            work.likely_dates.append(replace(date, stated=False))


def _dated(
    state: DiscourseState, text: Annotated, clause: tuple[int, int], date: DateFact, works: Sequence[Work]
) -> tuple[Work, bool]:
    """The work that a date of a clause is of, and whether it is: that which the words that say when name, or the first.

    "After the Quay Pilot, we launched the Harbour Fund in 2018" says when the fund was launched, and not the pilot.
    """
    start, stop = clause
    background = state.lexicon.regex("background").match(text.view, start, stop)
    behind = background.end() if background else start
    is_past_it = bool(text.view[behind : date.start].strip())  # a date next to the background is of it
    named = [
        (title, work)
        for title in text.titles_in(start, stop)
        for work in works
        if work.is_called(title.text) and not (is_past_it and title.end <= behind)
    ]
    if not named:
        return works[0], not (is_past_it and text.titles_in(start, behind))
    inside = [work for title, work in named if date.start <= title.start < date.stop]
    before = [work for title, work in named if title.end <= date.start]
    if date.rule == OPENING and not before:
        inside += [work for title, work in named if title.start >= date.stop]
    among = inside or before
    if not among or any(one is works[0] for one in among):
        return works[0], True
    return (among[0] if inside else among[-1]), True


def _wait(state: DiscourseState, annotated: Annotated, start: int, stop: int) -> None:
    """Keep the date of a short line that says what became of the item below it."""
    if len(annotated.passage.text.split()) <= MAX_STATUS_WORDS and not annotated.parties:
        written = state.front.date.value if state.front.date else None
        facts = dates_of_clause(annotated, start, stop, state.lexicon, None)
        state.waiting += [fact for fact in facts if fact.edtf != written or annotated.passage.text[:1].islower()]


def _roles(
    state: DiscourseState,
    place: int,
    annotated: Annotated,
    start: int,
    stop: int,
    works: Sequence[Work],
    *,
    known: bool,
    goes_on: bool,
    subject: Work | None,
    before: Work | None,
) -> None:
    titles = [
        (title, next((one for one in works if one.is_called(title.text)), None))
        for title in annotated.titles_in(start, stop)
    ]
    for found in find_roles(annotated, start, stop, state.lexicon):
        about = [pair for pair in titles if not _helps(found, pair[0], annotated, state)]
        work, names_it = _nearest(found, about, works)
        if subject is not None and state.lexicon.regex("next_predicate").search(annotated.view, start, found.start):
            work, names_it = subject, True
        if found.rule == DOES_A_PART and before is not None and _is_part(work, annotated, start, stop):
            work, names_it = before, False
        names_it = names_it or (goes_on and found.rule not in ACTS) or _runs_it(state, found, annotated, stop, work)
        is_near = known or state.named_at >= place - 1
        if found.rule in HELPS and not (is_near and work.parties("lead", "side") and not found.party.inferred):
            continue
        if found.rule == DOES_A_PART and any(fact.party.key == found.party.key for fact in work.roles):
            continue
        if found.rule in ACTS and not names_it and not _acts_on(state, found, annotated, stop, work, known=known):
            continue
        if not known and found.rule not in DIRECT | HELPS and work.how not in TOPICS:
            continue
        led = [
            fact
            for fact in work.parties("lead", "side")
            if fact.start != found.start or fact.passage is not annotated.passage
        ]
        if found.rule in ACTS and found.rule != LEADS and not names_it and led and found.role == "lead":
            continue
        stated = found.stated and (found.rule in DIRECT or names_it) and not found.party.inferred
        work.add(RoleFact(found.party, found.role, annotated.passage, found.start, found.stop, found.rule, stated,
                          1.0 if stated else NAMED_CONFIDENCE if names_it else 0.6))  # fmt: skip
        state.used.add(place)


def _speaker(
    state: DiscourseState, place: int, annotated: Annotated, start: int, stop: int, work: Work, *, named: bool
) -> None:
    """Add the party that the heading names, for what stands in its list without another subject."""
    if state.speaker is None or not named or work.parties("lead", "side"):
        return
    if not is_unreal(annotated, start, stop, start, state.lexicon):
        work.add(
            RoleFact(
                state.speaker,
                "lead",
                annotated.passage,
                start,
                stop,
                "party-of-the-heading",
                stated=False,
                confidence=0.8,
            )
        )
        state.used.add(place)


def _acts_on(state: DiscourseState, found: Found, annotated: Annotated, stop: int, work: Work, *, known: bool) -> bool:
    """Whether what a party does is done for a work that the clause does not name."""
    if work.how in ("object", "purpose") and work.passage is annotated.passage and found.stop <= work.start:
        return True
    behind = annotated.view[found.stop : min(stop, found.stop + 90)]
    if state.lexicon.regex("refers").match(behind):
        return known or work.how in TOPICS
    text = annotated.passage.text[found.stop : min(stop, found.stop + 110)]
    words = set().union(*(content_words(alias) for alias in work.aliases))
    return len(content_words(text) & words) >= (1 if known else 2)


def _subject(
    state: DiscourseState, annotated: Annotated, start: int, stop: int, works: Sequence[Work], before: Work | None
) -> Work | None:  # fmt: skip
    """The work that a clause begins with, by its name or by "it" or "the project", which all its predicates are of."""
    view = annotated.view[start:stop]
    if state.lexicon.regex("opens_with_title").match(view):
        first = annotated.titles_in(start, stop)[:1]
        return next((one for title in first for one in works if one.is_called(title.text)), None)
    return before if state.lexicon.regex("pronoun").search(view) else None


def _runs_it(state: DiscourseState, found: Found, annotated: Annotated, stop: int, work: Work) -> bool:
    """Whether a party leads what "it" or the kind of the work means: "The Region administers the fund"."""
    is_object = found.rule == LEADS and state.lexicon.regex("object_refers").match(annotated.view, found.stop, stop)
    return bool(is_object) and refers_to(state, work, annotated, found.stop, stop)


def _is_part(work: Work, annotated: Annotated, start: int, stop: int) -> bool:
    """Whether a clause itself makes a piece of work of what is done in it: "X will carry out the yearly update"."""
    return work.how in OF_A_CLAUSE and work.passage is annotated.passage and start <= work.start < stop


def _helps(found: Found, title: TitleSpan, annotated: Annotated, state: DiscourseState) -> bool:
    """Whether a work only helps whoever does something: "X, supported by the Tide Fund, builds …"."""
    if found.rule not in ACTS:
        return False
    return state.lexicon.regex("receives").fullmatch(annotated.view, found.party.end, title.start) is not None


def _nearest(found: Found, titles: Sequence[tuple[TitleSpan, Work | None]], works: Sequence[Work]) -> tuple[Work, bool]:
    """The work that a role is had in, and whether the words that tell the role name it."""
    inside = [work for title, work in titles if work and found.start <= title.start < found.stop]
    if inside:
        return (inside[0] if found.rule == "award-for" else inside[-1]), True
    behind = [work for title, work in titles if work and title.start >= found.stop]
    before = [work for title, work in titles if work and title.start < found.start]
    if behind and found.rule in ACTS:
        return behind[0], True
    if before:
        return before[-1], found.rule not in ACTS
    if behind:
        return behind[0], True
    return works[0], False


def _companions(
    state: DiscourseState, place: int, annotated: Annotated, start: int, stop: int, work: Work, *, is_named: bool
) -> None:  # fmt: skip
    """Add the parties that a clause names beside a work, and of which no other rule says what they do."""
    for party in find_companions(annotated, start, stop, state.lexicon):
        if party.inferred or any(fact.party.key == party.key for fact in work.roles):
            continue
        if not is_named and party.id not in entries():
            continue
        work.add(RoleFact(party, "partner", annotated.passage, start, stop, CO_MENTION, stated=False,
                          confidence=0.5 if is_named else 0.4))  # fmt: skip
        state.used.add(place)


def _keep_sides(state: DiscourseState, annotated: Annotated, start: int, stop: int) -> None:
    """Remember the parties that a clause puts side by side."""
    for hit in state.lexicon.regex("side_by_side").finditer(annotated.view, start, stop):
        sides = [one for one in annotated.parties_in(*hit.span()) if one.id]
        if len({one.id for one in sides}) > 1:
            state.last_sides = sides
            state.first_sides = state.first_sides or [
                RoleFact(one, "side", annotated.passage, one.start, one.end, "sides-of-the-document", stated=False,
                         confidence=0.6)
                for one in sides
            ]  # fmt: skip


def _sides(state: DiscourseState, place: int, annotated: Annotated, start: int, stop: int, work: Work) -> None:
    """Add the sides that were named last, for "both provinces" or "the two governments"."""
    hit = state.lexicon.regex("both").search(annotated.view, start, stop)
    if not hit or is_unreal(annotated, hit.start(), hit.end(), start, state.lexicon):
        return
    count = next((COUNTS[word] for word in hit.group().casefold().split() if word in COUNTS), None)
    if count is not None and count != len({one.key for one in state.last_sides}):
        return
    if len(work.parties("side", "lead", "partner")) < len(("one", "other")):
        for party in state.last_sides:
            work.add(
                RoleFact(party, "side", annotated.passage, hit.start(), hit.end(), "sides-named-before", stated=True)
            )
            state.used.add(place)
