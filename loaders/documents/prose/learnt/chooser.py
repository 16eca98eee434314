"""Which candidates are pieces of work: the likeliest, each under one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import ratio

from graph.text.strings import fold
from loaders.documents.prose.learnt.candidates import Candidate, Pool, collect
from loaders.documents.prose.learnt.encoder.heads import heads
from loaders.documents.prose.learnt.features import Describer
from loaders.documents.prose.learnt.models.linear import hashed
from loaders.documents.prose.learnt.models.model import WORDS_LIKELY, model
from loaders.documents.prose.learnt.name_words import name_vector, name_words
from loaders.documents.prose.learnt.pairs.agreements import Agreements
from loaders.documents.prose.learnt.pairs.not_work import is_no_work, works_of_meetings
from loaders.documents.prose.learnt.sameness import Comparer, ExplainedNames
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.learnt.encoder.states import LaterStates
    from loaders.documents.prose.learnt.models.forest import Forest
    from loaders.documents.prose.learnt.models.model import Model
    from loaders.documents.prose.lexicon import Lexicon

ASSERTED: Final = 0.4  # the likelihood from which a candidate is a piece of work
ASSERTED_IN_BRIEF: Final = 0.35  # the same in a document of a page, which names few things besides
TRUST: Final = 0.1  # added to the likelihood of what the rules assert
LABELLED: Final = 0.6  # the least likelihood of what labels or columns say who leads, and its state, partners or date
PROPOSED: Final = 0.2  # and from which a person is asked
NEAR_SEGMENTS: Final = 10  # between two names that share no word and may be one
MANY_NAMES: Final = 20  # likelier names that share a word, with which a name is compared
FEW_NAMES: Final = 4  # likelier names of a segment near it, with which it is compared in any case
SAME: Final = 0.6  # the likelihood from which two names that may each be a piece of work are of one
SAME_IF_UNSURE: Final = 0.5  # and from which they are where one of them would be proposed at most
ALIKE: Final = 80.0  # per cent of letters from which two names are one
PAGE_WORDS: Final = 400  # of a document; one with fewer is no longer than a page
MIN_HEADLINE: Final = 4  # words of a headline that may be no name
MIN_PREFIX: Final = 8  # letters that one name must have with which another begins


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate that is chosen, how likely it is a piece of work, and its other names."""

    candidate: Candidate
    probability: float
    others: list[Candidate] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Its names, the likeliest first."""
        return [self.candidate.name, *(one.name for one in self.others)]


def describe(pool: Pool) -> list[dict[str, float]]:
    """What is known of each candidate, without what other candidates say of it."""
    describer = Describer(pool)
    return [describer.describe(one) for one in pool.candidates]


def relate(rows: Sequence[dict[str, float]], pool: Pool, likely: Sequence[float]) -> None:
    """Add to what is known of each candidate what the likelihoods of those inside and around it say."""
    keys = [one.key for one in pool.candidates]
    by_word: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        for word in key:
            by_word.setdefault(word, []).append(at)
    whole, most = sum(likely), max(likely, default=0.0)
    order = sorted(range(len(likely)), key=lambda at: -likely[at])
    ranks = {at: rank for rank, at in enumerate(order)}
    for at, row in enumerate(rows):
        sharing = {j for word in keys[at] for j in by_word[word]}
        inside = [j for j in sharing if keys[j] < keys[at]]
        around = [j for j in sharing if keys[at] < keys[j]]
        several = [j for j in inside if len(keys[j]) > 1]
        row |= {
            WORDS_LIKELY: likely[at],
            "likely inside": max((likely[j] for j in inside), default=0.0),
            "likely inside several": max((likely[j] for j in several), default=0.0),
            "likely around": max((likely[j] for j in around), default=0.0),
            "likely rank": float(ranks[at]),
            "likely share": likely[at] / (most + 1e-6),
            "likely sum": whole,
            "repeats inside": max(
                (rows[j]["repeats"] * (rows[j]["capital share"] > 0.6) for j in several), default=0.0
            ),
            "repeats around": max((rows[j]["repeats"] for j in around), default=0.0),
            "likely rank share": ranks[at] / len(rows),
        }


def likelihoods(pool: Pool, learnt: Model) -> list[float]:
    """How likely each candidate of a document is a piece of work."""
    rows = describe(pool)
    relate(rows, pool, [learnt.names.words.probability(hashed(name_words(one, pool))) for one in pool.candidates])
    vectors = [name_vector(one, pool) for one in pool.candidates]
    return trusting(rows, learnt.names.probabilities(rows, vectors))


def trusting(rows: Sequence[Mapping[str, float]], likely: Iterable[float]) -> list[float]:
    """The likelihoods of candidates, more for what the rules assert."""
    return [float(each) + TRUST * row["asserted"] for row, each in zip(rows, likely, strict=True)]


def is_same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates would be one piece of work."""
    if _are_rows(one, other):
        return False
    if one.expands == other.name or other.expands == one.name:
        return True
    small, large = sorted((one, other), key=lambda each: len(each.key))
    if small.key <= large.key and (len(small.key) > 1 or small.name[:1].isupper()):
        return True
    mine, theirs = fold(one.name), fold(other.name)
    if min(len(mine), len(theirs)) > MIN_PREFIX and (mine.startswith(theirs) or theirs.startswith(mine)):
        return True
    return ratio(mine, theirs) >= ALIKE


def _is_name_of(one: Candidate, choice: Choice) -> bool:
    """Whether a candidate would be a chosen piece of work, or is but a part of another name that it has."""
    longer = any(len(one.key) > 1 and one.key <= other.key for other in choice.others)
    return longer or is_same(one, choice.candidate)


def likely_pairs(
    pool: Pool, likely: Sequence[float], least: float, explained: ExplainedNames
) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Yield the pairs of likely candidates that share a word or stand near, and what is known of both.

    The less likely one comes first. Words are also those that abbreviations of the document are short for.
    """
    comparer = Comparer(pool)
    ranked = [at for at in sorted(range(len(likely)), key=lambda at: (-likely[at], at)) if likely[at] >= least]
    by_word: dict[str, list[int]] = {}
    by_segment: dict[int, list[int]] = {}
    for at in ranked:
        one = pool.candidates[at]
        words = one.key | explained.words(one)
        near = range(one.best.segment - NEAR_SEGMENTS, one.best.segment + NEAR_SEGMENTS + 1)
        others = {other for word in words for other in by_word.get(word, ())[:MANY_NAMES]}
        others |= {other for segment in near for other in by_segment.get(segment, ())[:FEW_NAMES]}
        for other in sorted(others):
            yield at, other, comparer.describe(one, pool.candidates[other], (likely[at], likely[other]))
        for word in words:
            by_word.setdefault(word, []).append(at)
        by_segment.setdefault(one.best.segment, []).append(at)


def choose(pool: Pool, likely: Sequence[float], least: float, sameness: Forest) -> list[Choice]:
    """The likeliest candidates of which none is another under another name, in the order of likelihood."""
    explained = ExplainedNames(pool)
    likely = explained.with_names(pool.candidates, likely)
    pairs = list(likely_pairs(pool, likely, least, explained))
    found = zip(pairs, sameness.probabilities([row for *_, row in pairs]), strict=True)
    alike = {
        (at, other): 1.0 if explained.are_one(pool.candidates[at], pool.candidates[other]) else float(each)
        for (at, other, _), each in found
    }
    chosen: dict[int, Choice] = {}
    joined: dict[int, int] = {}  # what is chosen, by each name that is joined to it
    agreements = Agreements(pool.discourse)
    for at in sorted(range(len(likely)), key=lambda at: (-likely[at], at)):
        if likely[at] < least:
            break
        one = pool.candidates[at]
        open_to = {other: each for other, each in chosen.items() if not is_different(one, each, agreements)}
        shares = {other: alike.get((at, other), 0.0) for other in open_to}
        shares |= {other: 1.0 for name, other in joined.items() if other in shares and alike.get((at, name)) == 1.0}
        nearest = max(shares, key=lambda other: (shares[other], -other), default=None)
        same = SAME if likely[at] >= ASSERTED else SAME_IF_UNSURE
        is_alike = nearest is not None and shares[nearest] >= same
        if nearest is not None and is_alike and not _are_rows(one, pool.candidates[nearest]):
            chosen[nearest].others.append(one)
            joined[at] = nearest
        elif not any(_is_name_of(one, each) for each in open_to.values()) and not any(
            one.best.crosses(each.candidate.best) or one.best.is_within(each.candidate.best) for each in chosen.values()
        ):
            chosen[at] = Choice(one, likely[at])
    made = list(chosen.values())
    for each in made:
        others = [one for one in made if one is not each and is_different(each.candidate, one, agreements)]
        each.others[:] = [one for one in each.others if not any(one.key < other.candidate.key for other in others)]
    made = _without_headline(made, pool)
    return [_named_in_full(_by_its_name(each, explained), pool.discourse.lexicon) for each in made]


def _without_headline(made: Sequence[Choice], pool: Pool) -> list[Choice]:
    """What is chosen of a page, where a headline without a name is of what the text below it names first.

    "Free heat pumps for seniors", above "The Silver Heat Pilot is open to …".
    """
    segments, lexicon = pool.discourse.outline.segments, pool.discourse.lexicon
    place = next((at for at, each in enumerate(segments) if each.kind == "heading"), None)
    head = next((one for one in made if (one.candidate.best.segment, one.candidate.best.start) == (place, 0)), None)
    is_page = sum(len(each.split()) for each in pool.folded) < PAGE_WORDS
    if head is None or not is_page or head.candidate.is_labelled or not _only_describes(head.candidate.name, lexicon):
        return list(made)
    named = [
        one for one in made
        if one is not head and one.probability >= ASSERTED_IN_BRIEF and not one.candidate.name.islower()
    ]  # fmt: skip
    if not named:
        return list(made)
    first = min(named, key=lambda one: min((each.segment, each.start) for each in one.candidate.mentions))
    first.others.extend((head.candidate, *head.others))
    return [one for one in made if one is not head]


def _only_describes(name: str, lexicon: Lexicon) -> bool:
    """Whether a headline has no capital but its first, and no word that says what kind of work it names."""
    words = straight(name).split()
    if len(words) < MIN_HEADLINE or not all(word.islower() or not word[0].isalpha() for word in words[1:]):
        return False
    return lexicon.regex("kind_word").search(straight(name)) is None


def _by_its_name(choice: Choice, explained: ExplainedNames) -> Choice:
    """A choice by its proper name where the likeliest only describes it: "a voucher scheme called Mazao Kwanza"."""
    name = explained.name_of(choice.candidate)
    if name is None or not any(name is other for other in choice.others):
        return choice
    others = [choice.candidate, *(other for other in choice.others if other is not name)]
    return Choice(name, choice.probability, others)


def _named_in_full(choice: Choice, lexicon: Lexicon) -> Choice:
    """A choice by a longer name where the likeliest is but a kind of agreement: "Memorandum of Understanding"."""
    one = choice.candidate
    if lexicon.regex("agreement_kind").fullmatch(straight(one.name)) is None:
        return choice
    longer = [other for other in choice.others if one.key < other.key]
    if not longer:
        return choice
    others = [one, *(other for other in choice.others if other is not longer[0])]
    return Choice(longer[0], choice.probability, others)


def is_different(one: Candidate, choice: Choice, agreements: Agreements) -> bool:
    """Whether a candidate is another agreement than one of the names of what is chosen."""
    return agreements.may_differ(one) and any(
        agreements.are_different(one, other) for other in [choice.candidate, *choice.others]
    )


def choose_names(
    discourse: Discourse, asserted: Sequence[Work], states: LaterStates | None, learnt: Model | None = None
) -> list[Choice]:
    """The names of a document that are pieces of work, or are proposed as such.

    Args:
        discourse: the document as the rules have read it.
        asserted: the pieces of work that the rules assert.
        states: what the words of its segments mean, which is waited for last; without, names are judged by trees and
            networks alone.
        learnt: another model than that of the package.
    """
    learnt = learnt or model()
    pool = collect(discourse, asserted)
    return choose(pool, judge(pool, states, learnt), PROPOSED, learnt.sameness)


def judge(pool: Pool, states: LaterStates | None, learnt: Model) -> list[float]:
    """How likely each candidate of a document is a piece of work, as all that is known of it says.

    Args:
        pool: the candidates.
        states: what the words of the document mean, which is waited for last; may be missing.
        learnt: what is learnt of names.
    """
    likely = likelihoods(pool, learnt)
    if states is not None:
        places = [(one.best.segment, one.best.start, one.best.end) for one in pool.candidates]
        likely = heads().names_likely(states.result(), places, likely)
    for meeting, work in works_of_meetings(pool, likely, PROPOSED):
        likely[work] = max(likely[meeting], likely[work])
    agreements = Agreements(pool.discourse)
    return [
        0.0 if is_no_work(one, pool) else max(each, _least(one, each, pool, agreements))
        for one, each in zip(pool.candidates, likely, strict=True)
    ]


def _least(candidate: Candidate, likely: float, pool: Pool, agreements: Agreements) -> float:
    """How likely a candidate is at least: more where labels describe it, and of an agreement that names its sides."""
    if candidate.is_labelled and not _is_sentence(candidate, pool):
        return LABELLED
    if likely < PROPOSED or not candidate.works:
        return 0.0
    is_agreement = pool.discourse.lexicon.regex("agreement_title").search(straight(candidate.name))
    return ASSERTED if is_agreement and len(agreements.sides(candidate)) > 1 else 0.0


def _is_sentence(candidate: Candidate, pool: Pool) -> bool:
    """Whether what labels describe is headed by a sentence, and no name."""
    return bool(pool.discourse.lexicon.regex("finite").search(straight(candidate.name)))


def _are_rows(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are rows of tables of which each is a piece of work."""
    return one.is_labelled and other.is_labelled
