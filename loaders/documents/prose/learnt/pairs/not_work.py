"""Names that are surely no piece of work: of persons, laws, meetings and headings, and what menus and agendas list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.bodies.acting import starts_with_acting
from loaders.documents.prose.entities.bodies.kinds import is_common
from loaders.documents.prose.structure.headlines import without_number
from loaders.layout.sections import is_closed
from loaders.text.persons import is_person_at
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.learnt.candidates import Candidate, Pool

MAX_BEFORE: Final = 40  # characters before a name, which may say that it is a place that was visited
_WORDS_BEFORE: Final = re.compile(r"\b\w+\s+(?P<last>\w+\s+)$")
_ACTS: Final = re.compile(  # behind the name of a body
    r"(?:,\s+(?:which|who|qui)\s[^,.;]{2,60},)?\s+(?:(?:has|have|had|also|later|then)\s+){0,2}"
    r"(?:(?:joined|declined|refused|agreed|voted|replied)\b|(?:a|ont|avait)\s+(?:rejoint|refusé|accepté|décliné|voté|adhéré)\b|"
    r"s[’'](?:est|y\s+est|y\s+sont|sont)\s+joint)"
)
_BEFORE_BODY: Final = re.compile(  # its kind before a name, or an office that only bodies have
    r"(?:\b(?:groupement\s+d['’]intérêt\s+(?:public|économique)|GIP|organisme\s+(?:à\s+but\s+non\s+lucratif|public)|"
    r"établissement\s+public|association(?:\s+sans\s+but\s+lucratif)?|société|entreprise|coopérative|ONG|"
    r"non-?profit(?:\s+(?:organi[sz]ation|group))?|NGO|charity|company|firm|consultancy|think\s+tank)|"
    r"\bconseil\s+d['’]administration\s+d[eu]|\b(?:board(?:\s+of\s+directors)?|headquarters|chief\s+executive)\s+of)"
    r"\s*(?:the\s+)?[«“\"]?\s*$"
)
_OPENS_LIST: Final = re.compile(r"[^.;:]*:\s*$")
MAX_ITEMS: Final = 60  # of a list, between one of them and the line above it
MAX_LINK_WORDS: Final = 6  # of a link between the line above a menu and its list


def is_no_work(candidate: Candidate, pool: Pool) -> bool:
    """Whether a name is surely no piece of work."""
    checks = (
        _is_somebody, _is_acting, _is_of_a_list, _announces_list, _is_headline, _is_of_other_kind, _is_visited,
        _is_below_other_heading,
    )  # fmt: skip
    return any(check(candidate, pool) for check in checks)


def _is_visited(candidate: Candidate, pool: Pool) -> bool:
    """Whether a document only says of a name that somebody visited it: "They visited the Harbour Gallery"."""
    visited, segments = pool.discourse.lexicon.regex("visited_before"), pool.discourse.outline.segments
    return all(
        visited.search(straight(segments[one.segment].text[max(0, one.start - MAX_BEFORE) : one.start]))
        for one in candidate.mentions
    )


def _announces_list(candidate: Candidate, pool: Pool) -> bool:
    """Whether a line only announces by a name what stands in a list below it: "launched two projects:"."""
    several, segments = pool.discourse.lexicon.regex("several_heading"), pool.discourse.outline.segments
    for one in candidate.mentions:
        text = straight(segments[one.segment].text)
        led = _WORDS_BEFORE.search(text, 0, one.start)
        starts = (one.start, *((led.start(), led.start("last")) if led else ()))
        if _OPENS_LIST.match(text, one.end) and any(several.match(text[at : one.end]) for at in starts):
            return True
    return False


def _is_headline(candidate: Candidate, pool: Pool) -> bool:
    """Whether a name is a headline that tells what somebody does or pays: "417 millions pour la coopération"."""
    acts, segments = pool.discourse.lexicon.regex("headline_of_act"), pool.discourse.outline.segments
    if candidate.is_labelled or segments[candidate.best.segment].kind != "heading":
        return False
    return acts.search(straight(candidate.name)) is not None


def _is_of_other_kind(candidate: Candidate, pool: Pool) -> bool:
    """Whether a name is that of a law, a fund, a body, a sum, a meeting or an item of each agenda.

    "Ferries Act of 1999", "European Social Fund", "grant of $2 million", "Grants 2023", "Harbour Data Meeting"; unless
    labels describe it.
    """
    names = {straight(candidate.name), straight(without_number(candidate.name))}
    keys = ("law_name", "body_name", "agenda_item", "grant_name", "meeting_name")
    others = (pool.discourse.lexicon.regex(key) for key in keys)
    return not candidate.is_labelled and any(other.fullmatch(name) for other in others for name in names)


def _is_below_other_heading(candidate: Candidate, pool: Pool) -> bool:
    """Whether a name only stands below headings that announce no work, unless labels describe it: "Conferences"."""
    discourse = pool.discourse
    no_work = discourse.lexicon.regex("no_work_heading")
    return not candidate.is_labelled and all(
        any(no_work.match(straight(without_number(text)).strip(" :")) for text in _headings(discourse, one.segment))
        for one in candidate.mentions
    )


def _headings(discourse: Discourse, place: int) -> Iterator[str]:
    """Yield the headings of the section of a segment and of the one that holds it, and the line above its list."""
    outline, segment = discourse.outline, discourse.outline.segments[place]
    for section in (segment.section, outline.parents.get(segment.section, 0)):
        if (heading := outline.headings.get(section)) is not None:
            yield heading.text
    if segment.kind == "item":
        lines = [one for one in outline.segments[max(place - MAX_ITEMS, 0) : place] if one.kind != "item"][-2:]
        if len(lines) > 1 and not _is_link(lines[-1].text):
            lines = lines[1:]  # the menu has a line between its first one and its list at most
        yield from (one.text for one in lines if one.kind == "text" and one.text.rstrip().endswith(":"))


def _is_link(text: str) -> bool:
    """Whether a line may be an entry of a menu: a few words, and no sentence."""
    return len(text.split()) <= MAX_LINK_WORDS and not is_closed(text)


def _is_of_a_list(candidate: Candidate, pool: Pool) -> bool:
    """Whether a name heads a list of work, unless labels describe it: "Agreements with other governments"."""
    heads_list = pool.discourse.lexicon.regex("list_heading")
    return not candidate.is_labelled and heads_list.match(straight(candidate.name)) is not None


def _is_somebody(candidate: Candidate, pool: Pool) -> bool:
    """Whether a name is a person's in any of its places, that of a body that acts, or a word for sides."""
    if is_common(candidate.name) and not candidate.is_labelled:  # "Participants"
        return True
    if starts_with_acting(candidate.name, pool.discourse.names.acting):
        return True
    segments = pool.discourse.outline.segments
    return any(is_person_at(segments[one.segment].text, one.start, one.end) for one in candidate.mentions)


def _is_acting(candidate: Candidate, pool: Pool) -> bool:
    """Whether a document says of a name in capitals that it is a body, or does what only bodies do.

    "the company Fogline", "Road Standards, which inspects, joined".
    """
    segments = pool.discourse.outline.segments
    if candidate.is_labelled or candidate.name[:1].islower():
        return False
    return any(
        _ACTS.match(text, one.end) or _BEFORE_BODY.search(text[max(0, one.start - MAX_BEFORE) : one.start])
        for one in candidate.mentions
        for text in [segments[one.segment].text]
    )


def works_of_meetings(pool: Pool, likely: Sequence[float], least: float) -> Iterator[tuple[int, int]]:
    """Yield meetings and the likeliest piece of work whose name opens that of the meeting, by their places in a pool.

    "Harbour Map" is what "Harbour Map Steering Meeting" is of.

    Args:
        pool: the candidates of a document.
        likely: how likely each is a piece of work.
        least: how likely both are at least.
    """
    meeting = pool.discourse.lexicon.regex("meeting_of")
    found = [at for at in range(len(likely)) if likely[at] >= least]
    names = {at: straight(pool.candidates[at].name) for at in found}
    for at in found:
        if hit := meeting.fullmatch(names[at]):
            whole = hit["work"] + " "
            inside = [one for one in found if one != at and whole.startswith(names[one] + " ")]
            if inside:
                yield at, max(inside, key=lambda one: likely[one])
