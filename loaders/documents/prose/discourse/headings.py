"""Headings: which of them name a piece of work, and what they say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.dates.parse import DateMention, find_dates
from graph.text.strings import fold
from loaders.documents.prose.discourse.dates import date_label
from loaders.documents.prose.discourse.labels import label_at
from loaders.documents.prose.entities.dates_in_context import without_updates
from loaders.documents.prose.initiative_candidates import DateFact, RoleFact, Work
from loaders.documents.prose.structure.headlines import BOLD_RANK, without_number
from loaders.documents.prose.structure.labels import label_kind
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.structure.segment import Segment

_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]{4,40})[)\]]\s*$")
KIND_WEIGHT: Final = 1.0
NOISE_WEIGHT: Final = 1.0
_NO_LETTERS: Final = " –—-•*·|:🚀📣✅🔹▶➡️"
MIN_NAME: Final = 4  # characters
MAX_OTHER_CHARACTERS: Final = 3  # characters


def read_heading(discourse: DiscourseState, place: int, segment: Segment) -> None:
    """Set the topic of the section that a heading opens."""
    lexicon, text = discourse.lexicon, segment.text
    bare = straight(without_number(text))
    numbered = lexicon.regex("numbered_title").match(bare)
    is_title = segment is discourse.front.title
    is_of_sheet = _is_below_sheet(discourse, place)
    if _names_nothing(discourse, segment, bare, is_title=is_title or is_of_sheet):
        return
    annotated = discourse.annotate(segment)
    if discourse.is_party_alone(annotated):
        discourse.party_alone(place, segment, annotated)
        discourse.current = discourse.topic = discourse.above
        return
    if _is_date_alone(annotated, place, discourse):
        return
    start, end, dated = _span(discourse, text, numbered)
    if (tail := lexicon.regex("name_tail").search(annotated.view, start + MIN_NAME, end)) and not is_title:
        end = tail.start()
    is_numbered = bool(numbered) or is_of_sheet
    work = _work(discourse, annotated, segment, start, end, numbered=is_numbered, is_title=is_title)
    if work is None:
        return
    work = discourse.works.add(work)
    discourse.current = discourse.topic = work
    if is_title:
        discourse.headline = work
    _add_speaker(discourse, segment, work, start, end)
    discourse.clause(place, annotated, 0, len(text), about=work)
    discourse.current = discourse.topic = work
    discourse.topics[segment.section] = work
    discourse.topic_at = discourse.named_at = place
    if dated is not None:
        at, dates = dated
        work.add_date(DateFact(dates[0].span.edtf, "milestone", segment.passage, at + dates[0].at, at + dates[0].to,
                               "date-of-a-heading"))  # fmt: skip


def _add_speaker(discourse: DiscourseState, segment: Segment, work: Work, start: int, end: int) -> None:
    """Let the party of the heading above lead what a heading below it names."""
    speaker = discourse.speaker
    if speaker is None or segment.rank <= discourse.speaker_rank or not discourse.outline.section(segment.section):
        return
    work.is_kind = work.is_record = True
    work.add(RoleFact(speaker, "lead", segment.passage, start, end, "party-of-the-heading", stated=False,
                      confidence=0.8))  # fmt: skip


def _is_below_sheet(discourse: DiscourseState, place: int) -> bool:
    """Whether the line above a heading only numbers what it names: "ACTION SHEET No. 2"."""
    above = discourse.outline.segments[place - 1] if place else None
    return above is not None and above.kind == "heading" and _numbers_sheet(discourse, above)


def _numbers_sheet(discourse: DiscourseState, segment: Segment) -> bool:
    return discourse.lexicon.regex("sheet_heading").match(straight(segment.text)) is not None


def _names_nothing(discourse: DiscourseState, segment: Segment, bare: str, *, is_title: bool) -> bool:
    """Whether a heading is no name of work; sets the topic that its section has from the one before."""
    lexicon = discourse.lexicon
    is_sentence = (
        lexicon.regex("verb_heading").match(bare)
        or bare.endswith("?")
        or (segment.rank >= BOLD_RANK and lexicon.regex("sentence_heading").search(bare))
    )
    if is_sentence and not is_title and not _is_of_series(discourse, segment):
        discourse.topic = discourse.last_topic
        return True
    if _numbers_sheet(discourse, segment) or lexicon.regex("agenda_item").fullmatch(bare):
        discourse.topic = None
        return True
    is_container = lexicon.regex("group_heading").match(bare) and discourse.outline.children(segment.section)
    if is_container or (discourse.is_list and lexicon.regex("list_heading").match(bare)):
        discourse.topic = None
        return True
    if discourse.listed_role is not None or _opens_values(discourse, segment):
        discourse.topic = _topic_of_list(discourse, segment)
        return True
    if discourse.is_calendar:
        discourse.topic = discourse.last_topic
        return True
    if lexicon.regex("generic_heading").match(bare) or lexicon.regex("step_heading").match(bare):
        if len(bare) == len(segment.text):  # one with a number stands beside the section before, not below it
            discourse.topic = discourse.last_topic
        return True
    return False


def _is_of_series(discourse: DiscourseState, segment: Segment) -> bool:
    """Whether a heading is one of several of a series: dates stand right below it and below one next to it."""
    outline = discourse.outline
    parent = outline.parents.get(segment.section)
    alike = [one for one in outline.children(parent or 0) if outline.headings[one].rank == segment.rank]
    return _is_dated(discourse, segment.section) and sum(_is_dated(discourse, one) for one in alike) > 1


def _is_dated(discourse: DiscourseState, section: int) -> bool:
    """Whether a label with a date stands right below the heading of a section."""
    below = discourse.outline.section(section)[:1]
    return any(next(date_label(discourse.annotate(one), discourse.lexicon), None) is not None for one in below)


def _opens_values(discourse: DiscourseState, segment: Segment) -> bool:
    """Whether a heading is the label of what stands below it."""
    below = discourse.outline.section(segment.section)[:1]
    return bool(below and below[0].label) and label_kind(segment.text, discourse.lexicon) is not None


def _topic_of_list(discourse: DiscourseState, segment: Segment) -> Work | None:
    """What the list below "Partners" is about: what the heading names, the section that holds it, or the one before.

    It is the one before where each section has its list, and the only one so far where no heading names any.
    """
    outline, section = discourse.outline, segment.section
    for title in discourse.annotate(segment).titles:
        if named := discourse.works.called(title.text):
            return named
    while section := outline.parents.get(section, 0):
        if (topic := discourse.topics.get(section)) and topic is not discourse.headline:
            return topic
    bare = fold(without_number(segment.text))
    is_only = sum(fold(without_number(each.text)) == bare for each in outline.headings.values()) == 1
    sure = [one for one in discourse.works.every if one.title in discourse.chosen]
    return (discourse.headline if is_only else None) or discourse.last_topic or (sure[0] if len(sure) == 1 else None)


def _is_date_alone(annotated: Annotated, place: int, discourse: DiscourseState) -> bool:
    """Whether a heading is a date of a timeline, which is then told of what the section before is about."""
    text, dates = annotated.passage.text, annotated.dates
    if len(dates) != 1 or len(text.strip(" .:")) - (dates[0].to - dates[0].at) > MAX_OTHER_CHARACTERS:
        return False
    discourse.topic = discourse.last_topic or discourse.headline
    if work := discourse.topic:
        work.add_date(DateFact(dates[0].span.edtf, "milestone", annotated.passage, dates[0].at, dates[0].to,
                               "date-of-a-heading"))  # fmt: skip
        discourse.used.add(place)
    return True


def _span(
    discourse: DiscourseState, text: str, numbered: re.Match[str] | None
) -> tuple[int, int, tuple[int, list[DateMention]] | None]:
    """Where the name in a heading stands, without its number, what happened to it, and a date in brackets."""
    start, end = len(text) - len(straight(without_number(text))), len(text.rstrip(" .:;–—-\u2029"))
    if numbered:
        start += numbered.start("title")
    elif event := discourse.lexicon.regex("approval_of").match(straight(text[start:])):
        start += event.end()
    start += len(text[start:end]) - len(text[start:end].lstrip(_NO_LETTERS))
    bracket = _BRACKET.search(text)
    dates = without_updates(bracket[1], find_dates(bracket[1])) if bracket else []
    return (start, bracket.start(), (bracket.start(1), dates)) if bracket and dates else (start, end, None)


def _is_described(discourse: DiscourseState, segment: Segment) -> bool:
    """Whether a label below a heading says who leads what it names."""
    outline = discourse.outline
    sections = [segment.section, *outline.children(segment.section)]
    labels = (label_at(one, discourse.lexicon) for section in sections for one in outline.section(section))
    return any(label is not None and label[0] == "lead" for label in labels)


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
    if is_title and news and not annotated.titles and not annotated.parties and not _is_described(discourse, segment):
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
    is_news = bool(news or lexicon.regex("headline_of_news").search(annotated.view))
    work.is_news = is_news and not numbered
    work.is_plural = bool(lexicon.regex("several_heading").match(straight(title)))
    if annotated.titles or lexicon.regex("one_kind").search(straight(title)):
        work.weight += KIND_WEIGHT
        work.is_kind = True
    return work
