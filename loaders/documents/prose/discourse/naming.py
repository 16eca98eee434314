"""Which piece of work a clause is about: one that it names, or one that it goes on about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.names.recognizer import mentions
from loaders.documents.prose.annotate import annotate
from loaders.documents.prose.entities.countries import LETTERS
from loaders.documents.prose.entities.joined_adjectives import find_joined
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Party
from loaders.documents.prose.entities.titles import content_words
from loaders.documents.prose.initiative_candidates import RoleFact, Work, overlap
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.titles import TitleSpan
    from loaders.documents.prose.initiative_candidates import Role

SAME_MATTER: Final = 0.6  # share of words from which a name and a heading are of one piece of work
FEW_WORDS: Final = 2  # of a name, by which a clause that says them may mean it
DEFINED_WEIGHT: Final = 0.75  # of a name that is defined where it stands
_HYPHEN: Final = re.compile(r"\s*[-–/]\s*")
_JOINED_LETTERS: Final = re.compile(
    r"(?<![\w.-])(?:EU|UE|US|UK)(?=\s?[-–/]\s?[A-ZÀ-Ý])|(?<=[\w][-–/])(?:EU|UE|US|UK)(?![\w-])"
)


def works_named(state: DiscourseState, annotated: Annotated, start: int, stop: int) -> list[Work]:
    """The works that a clause names, each once; an agreement for a thing is called by the thing."""
    titles = annotated.titles_in(start, stop)
    made: list[Work] = []
    for at, title in enumerate(titles):
        before = titles[at - 1] if at else None
        if (
            before
            and before.how == "capitalised"
            and state.lexicon.regex("agreement_title").search(straight(before.text))
            and state.lexicon.regex("is_for").search(annotated.view[before.end : title.start])
        ):
            work = _work(state, title, annotated, stop)
            old = made.pop()
            if old is not work:
                work.absorb(old)
                state.works.every = [one for one in state.works.every if one is not old]
        else:
            work = _work(state, title, annotated, stop)
        if work not in made:
            made.append(work)
    return made


def _work(state: DiscourseState, title: TitleSpan, annotated: Annotated, stop: int) -> Work:
    """The work that a name means: one that is known, that of the heading, or a new one."""
    known = state.works.called(title.text, section=-1)
    if known is None and title.how == "salient" and len(content_words(title.text)) == 1:
        inside = [
            one for one in state.works.every if any(content_words(title.text) <= content_words(a) for a in one.aliases)
        ]
        known = inside[-1] if inside else None
    section = state.topic or state.headline
    is_own = title.text in state.chosen and section is not None and not section.aliases & state.chosen
    if known is None and section and not is_own and overlap([title.text], section.aliases) >= SAME_MATTER:
        section.aliases.add(title.text)
        section.names.append((title.text, title.how, annotated.passage, *title.place))
        known = section
    if known:
        known.mentions += 1
        if known.how == "salient" and title.how != "salient" and len(title.text) > len(known.title):
            known.take_name(title.text, title.how, annotated.passage, *title.place)
    else:
        start, end = title.place
        number = state.topic.section if state.topic else 0
        known = state.works.add(Work(title.text, title.how, annotated.passage, start, end, number))
        if not title.whole:
            add_sides_in_name(state, known)
    take_acronym(state, known, annotated, title)
    if state.lexicon.regex("definition").match(annotated.view[title.end : stop]):
        known.weight += DEFINED_WEIGHT
    return known


def add_sides_in_name(state: DiscourseState, work: Work) -> None:
    """Add the sides that a name gives: "Alberta / Manitoba Road Agreement", "Agreement with the Harbour Trust"."""
    sides = list(_sides_in_name(state, work))
    role: Role = "side" if len({one.key for one in sides}) > 1 else "partner"
    for one in sides:
        work.add(RoleFact(one, role, work.passage, work.start, work.end, "side-in-the-name", stated=True))


def _sides_in_name(state: DiscourseState, work: Work) -> Iterator[Party]:
    """Yield the parties that a name joins by hyphens; of an agreement, two known ones, and those that it is with."""
    name, lexicon = work.passage.text[work.start : work.end], state.lexicon
    known = [
        Party(work.start + one.start, work.start + one.end, one.text, one.id)
        for one in mentions(name, state.rules.language)
        if one.id and one.kind in ("name", "within-name")
    ]
    known += [
        Party(work.start + hit.start(), work.start + hit.end(), hit[0], LETTERS[hit[0]])
        for hit in _JOINED_LETTERS.finditer(name)
    ]
    known += [
        replace(one, start=work.start + one.start, end=work.start + one.end)
        for one in find_joined(straight(name), state.rules.language)
    ]
    known.sort(key=lambda one: one.start)
    is_agreement = lexicon.regex("agreement_title").search(straight(name)) is not None
    if is_agreement and len({one.id for one in known}) > 1:
        yield from known
        return
    joined = {
        id(one)
        for first, second in pairwise(known)
        if _HYPHEN.fullmatch(work.passage.text, first.end, second.start)
        for one in (first, second)
    }
    if joined:
        yield from (one for one in known if id(one) in joined)
        return
    if not lexicon.regex("sides_word").search(name):
        return
    parties = [
        one
        for one in find_parties(work.passage.text, state.rules, state.names, lexicon)
        if work.start <= one.start and one.end <= work.end
    ]
    hit = lexicon.regex("sides_in_name").search(annotate(work.passage, parties, []).view, work.start, work.end)
    yield from (one for one in parties if hit and hit.start("sides") <= one.start < hit.end("sides"))


def take_acronym(state: DiscourseState, work: Work, annotated: Annotated, title: TitleSpan) -> None:
    """Know a work by the acronym that stands in brackets behind its name."""
    if short := state.lexicon.regex("acronym_of").match(annotated.passage.text, title.place[1]):
        work.aliases.add(short["acronym"])
        state.names.titles.add(short["acronym"])
        if short["acronym"] not in state.salient:
            state.salient = [*state.salient, short["acronym"]]


def goes_on_about(state: DiscourseState, work: Work, annotated: Annotated, start: int, stop: int) -> bool:
    """Whether a clause goes on about a work: it says "it", "the project", "we", or words of its name."""
    view = annotated.view[start:stop]
    if state.lexicon.regex("about_it").search(view) or state.lexicon.regex("said_of_work").match(view):
        return True
    if state.lexicon.regex("pronoun").search(view):
        kind = state.lexicon.regex("kind_word").search(view[:60])
        if kind and content_words(kind.group()) & content_words(work.title):
            work.mentions += 1
        return True
    text = annotated.passage.text[start:stop]
    words = content_words(text)
    last = work.title.split()[-1] if work.title else ""
    if state.lexicon.regex("kind_word").fullmatch(last) and state.lexicon.names_kind(last, straight(text)):
        work.mentions += 1
        return True
    named = [
        alias
        for alias in sorted(work.aliases)
        if len(content_words(alias) & words) * 2 >= len(content_words(alias)) > 0
    ]
    if named and len(content_words(named[0])) > 1:
        work.mentions += 1
    return bool(named or state.lexicon.regex("we").search(view) or state.lexicon.regex("both").search(view))


def refers_to(state: DiscourseState, work: Work, annotated: Annotated, start: int, stop: int) -> bool:
    """Whether words mean a work that they do not name: by "it", "the project", its kind, or half of its name.

    Narrower than `goes_on_about`: what "we" or "both governments" do need not be of the work.
    """
    lexicon = state.lexicon
    text, view = straight(annotated.passage.text[start:stop]), annotated.view[start:stop]
    if lexicon.regex("about_it").search(view) or lexicon.regex("refers_to_it").search(view):
        return True
    kinds = (word for word in work.title.split() if lexicon.regex("kind_word").fullmatch(word))
    if any(lexicon.names_kind(kind, text) for kind in kinds):
        return True
    words = content_words(text)
    names = map(content_words, work.aliases)
    return any(len(name & words) >= max(len(name) / 2, FEW_WORDS) for name in names)
