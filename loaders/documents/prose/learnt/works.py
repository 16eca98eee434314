"""From chosen names to pieces of work: those that the rules have found under these names, and new ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.documents.prose.candidate_selection import merged_works, settle_works
from loaders.documents.prose.entities.titles import content_words, is_same_title
from loaders.documents.prose.initiative_candidates import Work
from loaders.documents.prose.learnt.chooser import ASSERTED, Choice, is_different
from loaders.documents.prose.learnt.pairs.agreements import Agreements

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse


def attach(discourse: Discourse, choices: Sequence[Choice]) -> tuple[list[Work], dict[int, Choice]]:
    """The works of a document, in order, and by their identity the choices that they are of."""
    works = merged_works(discourse)
    made: dict[int, Choice] = {}
    for choice in choices:
        one = choice.candidate
        keys = {one.key, *(other.key for other in choice.others)}
        free = [work for work in works if id(work) not in made and not work.is_component]
        named = [work for work in free if content_words(work.title) in keys]
        named = named or [work for work in free if any(content_words(alias) in keys for alias in work.aliases)]
        best = one.best
        segment = discourse.outline.segments[best.segment]
        if named:
            work = max(named, key=lambda each: each.score)
            for other in named:
                if other is not work:
                    work.absorb(other)
                    works.remove(other)
            if content_words(work.title) != one.key:
                work.take_name(best.text, "learnt", segment.passage, best.start, best.end)
        else:
            work = Work(best.text, "learnt", segment.passage, best.start, best.end, segment.section)
            works.append(work)
        work.aliases.update(choice.names)
        if one.acronym:
            work.aliases.add(one.acronym)
        work.probability = choice.probability
        made[id(work)] = choice
    return works, made


def sure_names(choices: Sequence[Choice], least: float = ASSERTED) -> frozenset[str]:
    """The names that are likely enough to be asserted."""
    return frozenset(name for choice in choices if choice.probability >= least for name in choice.names)


def _is_one(one: Work, other: Work) -> bool:
    return not (one.is_labelled and other.is_labelled) and is_same_title(one.title, other.title)


def select_learnt(discourse: Discourse, choices: Sequence[Choice], least: float = ASSERTED) -> list[Work]:
    """The works that are chosen or proposed, with what belongs to them.

    Args:
        discourse: the document as it was read with these names known.
        choices: the names.
        least: the likelihood from which a name is a piece of work, and not a proposal.
    """
    works, made = attach(discourse, choices)
    chosen: list[Work] = []
    agreements = Agreements(discourse)
    for work in sorted((work for work in works if id(work) in made), key=lambda work: -(work.probability or 0.0)):
        candidate = made[id(work)].candidate
        alike = (one for one in chosen if _is_one(one, work))
        same = next((one for one in alike if not is_different(candidate, made[id(one)], agreements)), None)
        if same is not None:
            same.absorb(work)
            works.remove(work)
        elif made[id(work)].probability >= least:
            chosen.append(work)
    chosen.sort(key=works.index)
    proposed = [work for work in works if id(work) in made and made[id(work)].probability < least]
    parts = [work for work in works if work.is_component and any(work.parent is one for one in chosen)]
    chosen = [work for work in chosen if not any(_is_row(work, part) for part in parts)]
    proposed = [work for work in proposed if not any(_is_row(work, part) for part in parts)]
    return settle_works(discourse, works, chosen, proposed)


def _is_row(work: Work, part: Work) -> bool:
    """Whether a work that is chosen is the row of a table that is a part of another one already."""
    is_learnt = work.how == "learnt" or work.passage is part.passage
    return is_learnt and work.section == part.section and content_words(work.title) == content_words(part.title)
