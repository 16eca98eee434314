"""Work that has no proper name: the noun phrase of what a party makes, or of what is said to happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.titles import TitleSpan, noun_phrase, trim
from loaders.documents.prose.initiative_candidates import Work, overlap
from loaders.documents.prose.roles import is_unreal

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse_state import DiscourseState
    from loaders.documents.prose.entities.titles import How

OF_ONE: Final = 0.5  # share of words from which a phrase and a heading are of one piece of work
STRONG: Final = 2.5  # weight of a heading below which phrases of other matters count
KIND_WEIGHT: Final = 0.75
MAX_TITLE_CHARACTERS: Final = 110
GROUPS: Final = ("awards", "objects", "happenings", "nominals")
ACTOR_WEIGHT: Final = 1.0  # of ministers or a council that act without a name


def find_object(discourse: DiscourseState, text: Annotated, start: int, stop: int) -> tuple[Work, TitleSpan] | None:
    """The work that a clause calls by a noun phrase, and where; that of the heading where it speaks of the same."""
    lexicon = discourse.lexicon
    for group in GROUPS:
        for rule in lexicon.patterns(group):
            for hit in rule.regex.finditer(text.view, start, stop):
                if is_unreal(text, hit.start(), hit.end(), start, lexicon):
                    continue
                span = (
                    trim(text.passage.text, *hit.span("np"))
                    if group == "happenings"
                    else noun_phrase(text.view, hit.end(), lexicon)
                )
                if span is None or span[1] > stop or span[1] - span[0] > MAX_TITLE_CHARACTERS:
                    continue
                if work := _work(discourse, text, span, group):
                    if group != "objects" and lexicon.regex("generic_actor").search(text.view, start, stop):
                        work.weight += ACTOR_WEIGHT
                    return work, TitleSpan(*span, text.passage.text[slice(*span)], work.how)
    return None


def _work(discourse: DiscourseState, text: Annotated, span: tuple[int, int], group: str) -> Work | None:
    lexicon = discourse.lexicon
    title = text.passage.text[slice(*span)]
    is_kind = bool(lexicon.regex("kind_word").search(title))
    if lexicon.regex("previous").search(title):
        return None
    must_be_kind = group == "happenings" or (group == "nominals" and discourse.speaker is None)
    if lexicon.regex("bare_kind").fullmatch(title) or (must_be_kind and not is_kind):
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
    if not is_kind and above is not None and above.weight >= STRONG:
        return None
    how: How = {"awards": "award", "happenings": "event"}.get(group, "object")  # type: ignore[assignment]
    work = Work(title, how, text.passage, *span, section=above.section if above else 0)
    if group != "awards":
        work.weight += KIND_WEIGHT if is_kind else -KIND_WEIGHT
    return discourse.works.add(work)
