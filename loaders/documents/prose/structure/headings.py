"""Headings: which of them name a piece of work, and what they say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.dates.parse import DateMention, find_dates
from loaders.documents.prose.initiative_candidates import DateFact, Work
from loaders.documents.prose.structure.segments import without_number
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse_state import DiscourseState
    from loaders.documents.prose.structure.segments import Segment

_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]{4,40})[)\]]\s*$")
KIND_WEIGHT: Final = 1.0
NOISE_WEIGHT: Final = 1.0
MIN_WORDS: Final = 1


def read_heading(discourse: DiscourseState, place: int, segment: Segment) -> None:
    """Set the topic of the section that a heading opens."""
    lexicon, text = discourse.lexicon, segment.text
    bare = straight(without_number(text))
    numbered = lexicon.regex("numbered_title").match(bare)
    is_title = segment is discourse.front.title
    if not is_title and (lexicon.regex("verb_heading").match(bare) or bare.endswith("?")):
        discourse.topic = discourse.last_topic
        return
    if lexicon.regex("generic_heading").match(bare) or lexicon.regex("step_heading").match(bare):
        if len(bare) == len(text):  # one with a number stands beside the section before, not below it
            discourse.topic = discourse.last_topic
        return
    annotated = discourse.annotate(segment)
    if discourse.is_party_alone(annotated):
        discourse.party_alone(place, segment, annotated)
        discourse.current = discourse.topic = discourse.above
        return
    discourse.speaker = None
    start, end, dated = _span(discourse, text, numbered)
    work = _work(discourse, annotated, segment, start, end, numbered=bool(numbered), is_title=is_title)
    if work is None:
        return
    work = discourse.works.add(work)
    discourse.current = discourse.topic = work
    if is_title:
        discourse.headline = work
    discourse.clause(place, annotated, 0, len(text), about=work)
    discourse.current = discourse.topic = work
    discourse.topic_at = place
    if dated:
        at, dates = dated
        work.add_date(
            DateFact(
                dates[0].span.edtf,
                "milestone",
                segment.passage,
                at + dates[0].at,
                at + dates[0].to,
                "date-of-a-heading",
            )
        )


def _span(
    discourse: DiscourseState, text: str, numbered: re.Match[str] | None
) -> tuple[int, int, tuple[int, list[DateMention]] | None]:
    """Where the name in a heading stands, without its number, what happened to it, and a date in brackets."""
    start, end = len(text) - len(straight(without_number(text))), len(text.rstrip(" .:;–—-\u2029"))
    if numbered:
        start += numbered.start("title")
    elif event := discourse.lexicon.regex("approval_of").match(straight(text[start:])):
        start += event.end()
    bracket = _BRACKET.search(text)
    dates = find_dates(bracket[1]) if bracket else []
    return (start, bracket.start(), (bracket.start(1), dates)) if bracket and dates else (start, end, None)


def _work(
    discourse: DiscourseState,
    annotated: Annotated,
    segment: Segment,
    start: int,
    end: int,
    *,
    numbered: bool,
    is_title: bool,
) -> Work | None:
    """The work that a heading names; None where it is the title of a text about several, or of none."""
    lexicon, text = discourse.lexicon, segment.text
    title = text[start:end]
    noise = lexicon.regex("document_noise").search(straight(title))
    news = lexicon.regex("news_headline").search(straight(title))
    inner = [one for one in annotated.titles if one.how != "agreement"]
    if noise and not inner:
        return None
    if (noise or (is_title and news)) and inner:
        one = inner[0]
        return Work(one.text, one.how, segment.passage, one.start, one.end, segment.section)
    if is_title and news and not annotated.titles and not annotated.parties:
        return None
    work = Work(
        title,
        "numbered" if numbered else "document" if is_title else "heading",
        segment.passage,
        start,
        end,
        segment.section,
    )
    for one in annotated.titles:
        work.aliases.add(one.text)
    if annotated.titles or lexicon.regex("one_kind").search(straight(title)):
        work.weight += KIND_WEIGHT
        work.is_kind = True
    return work
