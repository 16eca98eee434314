"""Which of the names that a document gives are pieces of work: enough speaks for them, and none is another's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.discourse.naming import add_sides_in_name
from loaders.documents.prose.entities.titles import content_words
from loaders.documents.prose.initiative_candidates import ASSERTED, OF_A_LABEL, OF_A_LIST, PROPOSED, Work
from loaders.text.persons import is_person_at
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse

MIN_PROPOSED_WORDS: Final = 2  # telling ones
MIN_CONTAINED: Final = 2
MIN_ACRONYM: Final = 3
LIKELY: Final = 2.75  # score from which on a work may be what a document without an asserted one is about


def select_works(discourse: Discourse) -> list[Work]:
    """The works of a document that are asserted, and the parts of these; the likeliest one where none is."""
    works = merged_works(discourse)
    _count_short_names(discourse, works)
    chosen = [work for work in works if not work.is_component and work.score >= ASSERTED and not _is_bare(work)]
    chosen = [work for work in chosen if not _is_container(work, chosen) and not _is_party(work)]
    chosen = _without_headlines(discourse, chosen)
    chosen = chosen or _likeliest(discourse, works)
    for work in chosen:
        _rename(work)
    return settle_works(discourse, works, chosen, [work for work in works if _is_likely(work, chosen)])


def settle_works(
    discourse: Discourse, works: Sequence[Work], chosen: Sequence[Work], proposed: Sequence[Work]
) -> list[Work]:
    """The chosen works with what belongs to them, their parts, and those that are only proposed."""
    for work in [*chosen, *proposed]:
        add_sides_in_name(discourse, work)
    for work in chosen:
        if not work.dates:
            work.dates += work.likely_dates[:1]
        if not work.roles and discourse.lexicon.regex("agreement_title").search(straight(work.title)):
            work.roles += discourse.first_sides  # an agreement has sides
    kept = {id(work) for work in chosen}
    for work in proposed:
        work.is_proposed = True
    for work in works:
        if id(work) not in kept and not work.is_component and (main := _main(discourse, work, chosen)):
            _hand_over(work, main)
            if not work.is_proposed and work.how in ("heading", "document"):
                _hand_over_list(work, main)
    parts = [work for work in works if work.is_component and work.parent is not None and id(work.parent) in kept]
    places = {id(work): at for at, work in enumerate(works)}
    return sorted([*chosen, *parts, *proposed], key=lambda work: places[id(work)])


def _is_likely(work: Work, chosen: Sequence[Work]) -> bool:
    """Whether a name is likely that of a piece of work: a person decides about it."""
    if work.is_component or work.is_news or work.score < PROPOSED or any(one is work for one in chosen):
        return False
    if work.how == "row" and work.score < PROPOSED + 0.5:
        return False
    if work.how in ("heading", "document", "purpose", "salient") or len(content_words(work.title)) < MIN_PROPOSED_WORDS:
        return False
    return not any(one.is_called(alias) for one in chosen for alias in work.aliases)


def _likeliest(discourse: Discourse, works: list[Work]) -> list[Work]:
    """The work that most speaks for, of a document in which parties act and that asserts none."""
    if not discourse.acts:
        return []
    found = [work for work in works if not work.is_component and work.score >= LIKELY]
    return [max(found, key=lambda work: work.score)] if found else []


def _count_short_names(discourse: Discourse, works: list[Work]) -> None:
    """Count where a document speaks of a work by the last word of its name: "the whitepaper"."""
    kinds = [(work, work.title.split()[-1]) for work in works if work.is_kind and work.how == "heading"]
    for work, kind in kinds:
        if sum(one.title.casefold().endswith(kind.casefold()) for one in works) == 1:
            texts = [straight(each.text) for each in discourse.outline.segments if each.passage is not work.passage]
            work.mentions = max(work.mentions, 1 + sum(discourse.lexicon.names_kind(kind, text) for text in texts))


def _rename(work: Work) -> None:
    """Call a work that only a headline of news names by the name that the text has for it."""
    if work.how not in ("document", "heading") or not work.is_news:
        return
    proper = [
        one for one in work.names if one[1] in ("quoted", "capitalised", "classified") and len(one[0].split()) > 1
    ]
    if proper:
        work.title, work.how, work.passage, work.start, work.end = proper[0]


def _without_headlines(discourse: Discourse, chosen: list[Work]) -> list[Work]:
    """The works, without headlines that only announce one of them, or several."""
    kept = list(chosen)
    for head in [one for one in chosen if one.is_news or one.is_plural]:
        is_whole = head is discourse.headline
        others = [one for one in kept if one is not head and (is_whole or one.section == head.section)]
        if not others:
            continue
        parties = {fact.party.key for fact in head.roles}
        same = next((one for one in others if parties & {fact.party.key for fact in one.roles}), None)
        if same is None and parties and not head.is_plural:
            continue
        if same is not None and not head.is_plural:
            same.absorb(head)
        kept.remove(head)
    return kept


def _is_bare(work: Work) -> bool:
    """Whether nothing but a phrase of small letters speaks for a work: nobody acts, and nothing is dated."""
    if work.dates or any(not fact.party.inferred for fact in work.roles):
        return False
    if work.title.isupper() and " " not in work.title:
        return True
    return (work.how in ("object", "purpose", "event") and work.score < ASSERTED + 1) or (
        work.how == "heading" and not work.is_kind
    )


def _is_party(work: Work) -> bool:
    """Whether a name is that of a party of the same work."""
    return any(fact.party.name.casefold() == work.title.casefold() for fact in work.roles)


def _is_container(work: Work, chosen: list[Work]) -> bool:
    """Whether a name is that of the plan or list that holds the works of a document, and says nothing of its own."""
    inside = [one for one in chosen if one is not work and one.how in ("numbered", "row", "label")]
    return (
        len(inside) >= MIN_CONTAINED
        and work.how in ("document", "heading", "capitalised", "salient")
        and not work.roles
    )


def _main(discourse: Discourse, work: Work, chosen: Sequence[Work]) -> Work | None:
    """The asserted work of the section, or of the document, that a weaker one belongs to."""
    same = [one for one in chosen if one.section == work.section]
    if len(same) == 1:
        return same[0]
    if discourse.headline is not None and any(one is discourse.headline for one in chosen):
        return discourse.headline
    return chosen[0] if len(chosen) == 1 else None


def _hand_over(work: Work, main: Work) -> None:
    """Give the partners of a work that is none of its own to the one it belongs to, as inferred."""
    for fact in work.parties("partner", "side"):
        if work.how in ("agreement", "object", "event", "award") and not any(
            each.party.key == fact.party.key for each in main.roles
        ):
            main.add(replace(fact, role="partner", stated=False, confidence=0.6))


def _hand_over_list(work: Work, main: Work) -> None:
    """Give the parties of lists and labels below a heading that names no work to the one that its section is about."""
    for fact in work.roles:
        if fact.rule.endswith((OF_A_LIST, OF_A_LABEL)):
            main.add(fact)


def merged_works(discourse: Discourse) -> list[Work]:
    """The works, of which those that are one in other words are put together; what names a person or a body is none."""
    made: list[Work] = []
    for work in discourse.works.every:
        if work.title in discourse.names.acting or is_person_at(work.passage.text, work.start, work.end):
            continue
        if work.is_component:
            made.append(work)
            continue
        same = next((one for one in made if not one.is_component and _is_one(one, work)), None)
        if same is None:
            made.append(work)
            continue
        if _is_better_name(work, same):
            work.absorb(same)
            made[made.index(same)] = work
        else:
            same.absorb(work)
        for part in made:
            if part.parent in (same, work):
                part.parent = work if work in made else same
    return made


def _is_one(one: Work, other: Work) -> bool:
    if one.how in ("row", "numbered", "label") and other.how in ("row", "numbered", "label"):
        return False
    return any(other.is_called(alias) for alias in one.aliases) or _is_short(one, other) or _is_short(other, one)


def _is_short(one: Work, other: Work) -> bool:
    """Whether a name has the first letters of the words of another: "QDS Program", "Quebec Digital Services"."""
    shorts = [word for word in one.title.split() if word.isupper() and len(word) >= MIN_ACRONYM]
    names = [part for part in re.split(r"\s[/–-]\s", other.title) if len(part.split()) >= MIN_ACRONYM]
    return any(
        "".join(word[0] for word in name.split() if word[0].isupper()).startswith(short)
        for short in shorts
        for name in names
    )


def _is_better_name(work: Work, other: Work) -> bool:
    weak = ("heading", "document", "object", "purpose")
    if other.is_news and work.how in ("object", "event") and work.title[:1].isupper():
        return True
    return other.how in weak and work.how not in weak and len(content_words(work.title)) > 1
