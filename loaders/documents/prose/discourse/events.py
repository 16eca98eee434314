"""Work that has no name of its own: the noun phrase of what a party makes, or of what is said to happen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.annotate import without_companions
from loaders.documents.prose.entities.titles import TitleSpan, content_words, noun_phrase, trim
from loaders.documents.prose.initiative_candidates import RoleFact, Work, overlap
from loaders.documents.prose.lexicon import PARTY
from loaders.documents.prose.roles import is_unreal

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.titles import How
    from loaders.documents.prose.lexicon import Lexicon, Pattern

MAX_QUOTED_NAME: Final = 12  # characters between an opening quotation mark and a name that it sets off
OF_A_GRANT: Final = "object-of-grant"  # the rule of what somebody is paid for
NEW_WEIGHT: Final = 0.5  # of a rule by whose words something new is made
OF_ONE: Final = 0.5  # share of words from which a phrase and a heading are of one piece of work
STRONG: Final = 2.5  # weight of a heading below which phrases of other matters count
KIND_WEIGHT: Final = 0.75
NAME_WEIGHT: Final = 1.0  # of a phrase that is written as a name
APPOSITION_WEIGHT: Final = 1.0  # of one that is explained: "Permit Express, a new online service"
MAX_TITLE_CHARACTERS: Final = 130
BY_PARTIES: Final = ("agreements", "objects")  # of which every pattern has a party
GROUPS: Final = ("agreements", "awards", "objects", "happenings", "nominals")
ACTOR_WEIGHT: Final = 1.0  # of ministers or a council that act without a name
FEW_WORDS: Final = 2
MAX_POINTING_WORDS: Final = 4  # of a phrase that points at a work by its kind
STATED_WEIGHT: Final = 1.0  # of a rule, from which on its words say who leads
MAX_LINK_WORD: Final = 3  # letters of a word that may stand in small letters in a name
HOW: Final[dict[str, How]] = {"agreements": "object", "awards": "award", "happenings": "event"}


@dataclass(frozen=True, slots=True)
class Event:
    """What a clause says is made or happens: the words that name it, and how much they say."""

    start: int
    end: int
    group: str
    rule: Pattern
    is_definite: bool
    parties: tuple[int, int] | None = None  # where who makes it stands


def find_events(text: Annotated, start: int, stop: int, lexicon: Lexicon, *, in_list: bool) -> Iterator[Event]:
    """Yield the events of a clause, those of stronger rules first.

    Args:
        text: the annotated text.
        start: where the clause begins.
        stop: where it ends.
        lexicon: the patterns of its language.
        in_list: whether it is an item of what a party named before does, which says nothing of who does it.
    """
    for group in (*GROUPS, *(("without_subject",) if in_list else ())):
        for rule, hit in _hits(text, start, stop, lexicon, group):
            if is_unreal(text, hit.start(), hit.end(), start, lexicon):
                continue
            if group in ("happenings", "agreements"):
                span: tuple[int, int] | None = trim(text.passage.text, *hit.span("np"))
            else:
                span = noun_phrase(text.view, hit.end(), lexicon)
            if span and span[1] <= stop and 0 < span[1] - span[0] <= MAX_TITLE_CHARACTERS:
                lead = text.view[max(hit.start() - 4, start) : span[0]] if group == "happenings" else hit["np"] or ""
                who = hit.span("parties") if "parties" in rule.regex.groupindex else None
                yield Event(*span, group, rule, bool(lexicon.regex("definite").search(lead)), who)


def _hits(
    text: Annotated, start: int, stop: int, lexicon: Lexicon, group: str
) -> Iterable[tuple[Pattern, re.Match[str]]]:
    """Where the patterns of a group stand in a clause; those of clauses without a subject have to open it."""
    if group in BY_PARTIES and PARTY not in text.view[start:stop]:
        return ()
    if group == "objects":
        return lexicon.hits(group, without_companions(text.view, lexicon), start, stop)
    if group != "without_subject":
        return lexicon.hits(group, text.view, start, stop)
    openings = ((rule, rule.regex.match(text.view, start, stop)) for rule in lexicon.patterns(group))
    return ((rule, hit) for rule, hit in openings if hit)


def find_object(
    discourse: DiscourseState, text: Annotated, start: int, stop: int, *, in_list: bool = False
) -> tuple[Work, TitleSpan | None] | None:
    """The work that a clause calls by a noun phrase, and where; that of the heading where it speaks of the same.

    No place for a phrase that only points at a work that is known ("the pilot").
    """
    for event in find_events(text, start, stop, discourse.lexicon, in_list=in_list):
        before = discourse.current or discourse.topic or discourse.headline
        if before is not None and _points_back(event, text.passage.text[event.start : event.end], before, discourse):
            before.mentions += 1
            return before, None
        if work := _work(discourse, text, event, start, stop):
            title = text.passage.text[event.start : event.end]
            _add_makers(work, text, event)
            return work, TitleSpan(event.start, event.end, title, work.how)
    return None


def _points_back(event: Event, title: str, before: Work, discourse: DiscourseState) -> bool:
    """Whether a phrase with an article only means the work before it: "the six-month pilot", "la formation"."""
    if not event.is_definite or any(word[0].isupper() for word in title.split()):
        return False
    if discourse.lexicon.regex("officer_alone").fullmatch(title):  # "the mayor opened …"
        return False
    words = content_words(title)
    kind = discourse.lexicon.regex("kind_head").search(title)
    if kind is None:
        return len(words) < FEW_WORDS and before.how in ("object", "event", "agreement")
    names = frozenset().union(*(content_words(alias) for alias in before.aliases))
    return len(words) < FEW_WORDS or (len(words) <= MAX_POINTING_WORDS and bool(content_words(kind.group()) & names))


def _add_makers(work: Work, text: Annotated, event: Event) -> None:
    """Add who makes what an event names: one leads, several are sides."""
    if event.group == "agreements":
        for party in text.parties_in(event.start, event.end):
            work.add(RoleFact(party, "partner", text.passage, event.start, event.end, event.rule.name, stated=True))
    if event.parties is None or work.parties("lead"):
        return
    parties = text.parties_in(*event.parties)
    stated = event.rule.stated and event.rule.weight >= STATED_WEIGHT and work.start == event.start
    for party in parties:
        sure = stated and not party.inferred
        work.add(RoleFact(party, "lead" if len(parties) == 1 else "side", text.passage, event.parties[0], event.end,
                          event.rule.name, sure, 1.0 if sure else 0.6))  # fmt: skip


def _work(discourse: DiscourseState, text: Annotated, event: Event, start: int, stop: int) -> Work | None:
    """The work that an event is about: one that is known, or a new one; None where the phrase names none."""
    lexicon = discourse.lexicon
    title = text.passage.text[event.start : event.end]
    words = content_words(title)
    is_kind = bool(lexicon.regex("kind_head").search(title))
    if not words or not _may_be_work(text, event, title, lexicon, is_kind=is_kind):
        return None
    above = discourse.topic or discourse.headline
    for one in filter(None, (discourse.current, above)):
        if overlap([title], one.aliases) >= OF_ONE:
            one.aliases.add(title)
            one.mentions += 1
            return one
    if known := discourse.works.called(title):
        known.mentions += 1
        return known
    if lexicon.regex("bare_kind").fullmatch(title) or (event.is_definite and is_kind and len(words) < FEW_WORDS):
        return None
    weight = _weight(text, event, title, lexicon)
    if event.group == "nominals" and discourse.speaker is None and not is_kind and weight < NAME_WEIGHT:
        return None
    if above is not None and above.weight >= STRONG and not is_kind and weight < NAME_WEIGHT + KIND_WEIGHT:
        return None
    work = Work(title, HOW.get(event.group, "object"), text.passage, event.start, event.end,
                section=above.section if above else 0)  # fmt: skip
    if event.group != "awards":
        work.weight += weight
    if event.group != "objects" and lexicon.regex("generic_actor").search(text.view, start, stop):
        work.weight += ACTOR_WEIGHT
    return discourse.works.add(work)


def _may_be_work(text: Annotated, event: Event, title: str, lexicon: Lexicon, *, is_kind: bool) -> bool:
    """Whether a phrase may name a piece of work; of one that something happens to, more is asked."""
    if lexicon.regex("previous").search(title) or lexicon.regex("no_work").search(title):
        return False
    if lexicon.regex("no_phrase").match(title) or _is_quoted(text, event.start):
        return False
    opens = lexicon.regex("indefinite").search(text.view, max(event.start - 12, 0), event.start)
    is_made = opens or event.rule.name == OF_A_GRANT
    is_new = is_made and event.rule.weight >= NEW_WEIGHT and len(content_words(title)) > 1
    if event.group not in ("agreements", "awards") and not (is_kind or _has_name(title) or is_new):
        return False
    return event.group != "happenings" or is_kind or _is_name(title) or bool(opens)


def _has_name(title: str) -> bool:
    """Whether a phrase has a word with a capital, or several words of which the first has one."""
    return any(any(map(str.isupper, word)) for word in title.split())


def _is_quoted(text: Annotated, at: int) -> bool:
    """Whether a place is within what somebody is quoted to say."""
    before = text.passage.text[:at]
    return max(before.rfind("“"), before.rfind("«")) > max(before.rfind("”"), before.rfind("»")) and (
        at - max(before.rfind("“"), before.rfind("«")) > MAX_QUOTED_NAME
    )


def _is_name(title: str) -> bool:
    """Whether a phrase is written as a name: most of its words have a capital, or one within the word."""
    words = title.split()
    capitals = sum(word[0].isupper() or any(map(str.isupper, word[1:])) for word in words)
    long = sum(len(word) > MAX_LINK_WORD for word in words) or 1
    return capitals >= long and (len(words) > 1 or any(map(str.isupper, title[1:])))


def _weight(text: Annotated, event: Event, title: str, lexicon: Lexicon) -> float:
    """How much the words of an event say for its being a piece of work, beside that it is one of its kind."""
    weight = event.rule.weight
    if lexicon.regex("kind_head").search(title):
        weight += KIND_WEIGHT
    elif len(content_words(title)) < FEW_WORDS and not title[:1].isupper():
        weight -= KIND_WEIGHT
    if title[:1].isupper() and event.start > 0 and text.view[event.start - 2 : event.start] not in (". ", ": "):
        weight += NAME_WEIGHT
    if lexicon.regex("explained").match(text.view[event.end :]):
        weight += APPOSITION_WEIGHT
    return weight
