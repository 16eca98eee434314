"""What a document says of itself: its title, its date, who sends it, and the edition that follows from these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from graph.dates.editions import season_of_month
from graph.text.strings import fold
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Names, Party
from loaders.documents.prose.structure.front_dates import AT_THE_END, MONTH, OF_MEETING, dates_of_front
from loaders.documents.prose.structure.front_senders import BEHIND_THE_TEXT, MAX_SENDER_WORDS, senders_of_front
from loaders.documents.prose.structure.front_values import FrontValue
from loaders.documents.prose.structure.headlines import STEP
from loaders.documents.prose.structure.labels import OF_PROPERTIES, ROLES, label_kind
from loaders.documents.prose.structure.segment import Segment
from loaders.text.lines import Line
from loaders.text.names import name_jurisdiction
from loaders.text.passages import join
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.claims import SourceHints
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segments import Outline
    from loaders.layout.document import DocumentProperties, Property
    from loaders.text.rules import Rules

FIRST_SEGMENTS: Final = 10  # among which title, date and sender stand
SHEET_SEGMENTS: Final = 40  # among which a row of a sheet of labels and values may be the date of a report
SUBJECT_START: Final = 24  # characters at the beginning of a title before its subject
TITLE_SEGMENTS: Final = 4  # among which the title stands
TITLE_LINES: Final = 2  # segments, one of which is the title where the source records one as well
ALIKE: Final = 60.0  # per cent of letters from which a heading is the title that the source records
MIN_TITLE_WORDS: Final = 2


@dataclass(slots=True)
class Front:
    """The title, date, sender and edition of a document, as far as it gives them.

    `owner` is the party that the first lines name: "the Council" and "we" are this one, where it may be.
    """

    title: Segment | None = None
    headline: str = ""
    date: FrontValue | None = None
    sender: FrontValue | None = None
    edition: str | None = None
    owner: Party | None = None

    @property
    def announced_date(self) -> FrontValue | None:
        """The date, where the document gives it for itself only, and not as the day of a meeting or a signature."""
        return self.date if self.date is not None and self.date.rule not in (OF_MEETING, AT_THE_END) else None


def read_front(
    outline: Outline, properties: DocumentProperties, hints: SourceHints, rules: Rules, lexicon: Lexicon, names: Names
) -> Front:
    """What the first segments and the properties of a document say of it; hints of a person come first."""
    first = outline.segments[:FIRST_SEGMENTS]
    made = Front()
    headings = [
        one
        for one in first[:TITLE_SEGMENTS]
        if one.kind == "heading"
        and not lexicon.regex("generic_heading").match(straight(one.text))
        and not lexicon.regex("no_headline").search(straight(one.text))
    ]
    made.title = next((one for one in headings if _may_be_title(one, first, lexicon)), None)
    work = properties.first("initiative")
    recorded = work or properties.first("title")
    if work is not None:
        made.title = None
    is_sheet = any(one.label in ROLES for one in outline.segments) or any(map(properties.all, OF_PROPERTIES))
    is_first = any(made.title is one for one in first[:TITLE_LINES])
    is_first = is_first and not (is_sheet and _is_of_section(made.title, recorded))
    if recorded and recorded.line is not None and not is_first:
        made.title = None  # a heading below text is not the title that the source records
    is_short = bool(work or (is_sheet and recorded and label_kind(recorded.value, lexicon) is None))
    least = 0 if is_short else MIN_TITLE_WORDS
    if recorded and recorded.line is not None and made.title is None and len(recorded.value.split()) > least:
        made.title = Segment("heading", join([Line(recorded.value, recorded.line)], outline.hyphens))
        outline.segments.insert(0, made.title)
        outline.headings[0] = made.title
    named = [made.title.text if made.title else "", recorded.value if recorded else ""]
    made.headline = " · ".join(dict.fromkeys(filter(None, named)))
    heads = [*first, *(one for one in outline.segments[FIRST_SEGMENTS:SHEET_SEGMENTS] if one.label == "other")]
    dates = dates_of_front(heads, outline, made.title, properties, lexicon, day_first=names.day_first)
    senders = senders_of_front(first, outline, properties, rules, lexicon, names)
    made.date = _given(hints.date, "date-given") or next(dates, None)
    made.sender = _given(hints.sender, "sender-given") or next(senders, None)
    made.edition = hints.edition or (edition_of(made.date.value) if made.date else None)
    is_of_head = made.sender is not None and made.sender.named is None and made.sender.rule not in BEHIND_THE_TEXT
    made.owner = _owner(first, rules, lexicon, names, made.sender if is_of_head else None)
    return made


def _may_be_title(heading: Segment, first: Sequence[Segment], lexicon: Lexicon) -> bool:
    """Whether a heading may be the title of a document; one word is where the source marks the first line as such."""
    if len(heading.text.split()) >= MIN_TITLE_WORDS:
        return True
    is_top = heading is first[0] and heading.rank == STEP and not lexicon.regex("list_heading").match(heading.text)
    return is_top and heading.text[:1].isupper() and heading.text.isalpha()


def _is_of_section(heading: Segment | None, recorded: Property | None) -> bool:
    """Whether the source marks a heading as one below that of the document, which has another title."""
    if heading is None or recorded is None or recorded.line is None:
        return False
    alike = ratio(fold(heading.text), fold(recorded.value)) >= ALIKE
    return heading.lines[0].page is None and heading.lines[0].heading > 1 and not alike


def _given(value: str | None, rule: str) -> FrontValue | None:
    return FrontValue(value, rule) if value else None


def edition_of(edtf: str) -> str | None:
    """The edition of the season that a date falls in; None of a date without a month."""
    last = edtf.rpartition("/")[2]
    if len(last) < MONTH:
        return None
    year, season = season_of_month(int(last[:4]), int(last[5:7]))
    return f"{year}-{season}"


def is_name(text: str) -> bool:
    """Whether most words of a text have a capital, as those of an organisation's name."""
    words = text.split()
    return len(words) > 1 and sum(word[:1].isupper() for word in words) * 2 > len(words)


def _owner(
    first: Sequence[Segment], rules: Rules, lexicon: Lexicon, names: Names, sender: FrontValue | None
) -> Party | None:
    """The party that a label names, or that one of the first lines begins or ends with, as a letterhead does."""
    for segment in first:
        hit = lexicon.regex("sender_label").match(straight(segment.text))
        if hit and sender is None and is_name(segment.text[slice(*hit.span("name"))].strip()):
            named = name_jurisdiction(segment.text[slice(*hit.span("name"))].strip(), rules)
            if named.id:
                return Party(0, 0, named.name, named.id, None if named.known else named)
    for segment in first[:TITLE_SEGMENTS]:
        if segment.kind == "item" or len(segment.text.split()) > MAX_SENDER_WORDS:
            continue
        for party in find_parties(segment.text, rules, names):
            rest = segment.text[party.end :].strip(" ,–—-:")
            opens = party.start <= len("The ") and all(word[:1].isupper() for word in rest.split())
            if (
                party.id
                and (opens or not rest)
                and not lexicon.regex("company_end").search(straight(segment.text[: party.start]))
            ):
                return party
    subject = _subject(first, rules, lexicon, names)
    return subject or (Party(0, 0, sender.value, sender.value) if sender else names.town)


def _subject(first: Sequence[Segment], rules: Rules, lexicon: Lexicon, names: Names) -> Party | None:
    """The party whose doing a headline tells."""
    for segment in first[:TITLE_SEGMENTS]:
        for party in find_parties(segment.text, rules, names)[:1]:
            acts = lexicon.regex("acts_at_once").match(straight(segment.text), party.end)
            if party.id and party.start <= SUBJECT_START and acts:
                return party
    return None
