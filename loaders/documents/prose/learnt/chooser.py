"""Which candidates are pieces of work: the likeliest that do not overlap."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rapidfuzz.fuzz import ratio

from graph.text.strings import fold
from loaders.documents.prose.learnt.candidates import Candidate, Pool, collect
from loaders.documents.prose.learnt.features import Describer
from loaders.documents.prose.learnt.forest import Forest, Words

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Work

FILE: Final = Path(__file__).parent / "weights.npz"
ASSERTED: Final = 0.4  # the likelihood from which a candidate is a piece of work
PROPOSED: Final = 0.25  # and from which a person is asked
TRUST: Final = 0.15  # added to the likelihood of what the rules assert
FORESTS: Final = ("names", "texts", "leads", "partners", "dates")
ALIKE: Final = 80.0  # per cent of letters from which two names are one
MIN_PREFIX: Final = 8  # letters that one name must have with which another begins
WINDOW: Final = 60  # characters on each side of a name
NEAR_WORDS: Final = 4
MAX_HEADING_WORDS: Final = 8
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Model:
    """What is learnt: of names, words, and trees with and without what the rules say; of roles and dates, trees."""

    words: Words
    names: Forest
    texts: Forest
    leads: Forest
    partners: Forest
    dates: Forest


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of the package."""
    with np.load(FILE) as arrays:
        return read_model(arrays)


def read_model(arrays: Any) -> Model:  # noqa: ANN401 (a mapping of arrays of several kinds)
    """The model in a file of arrays."""
    words = Words(arrays["words.weights"].astype(np.float32), float(arrays["words.base"]))
    return Model(words, *(Forest.from_arrays(arrays, name) for name in FORESTS))


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate that is chosen, and how likely it is a piece of work."""

    candidate: Candidate
    probability: float


def name_words(one: Candidate, pool: Pool) -> Iterator[str]:
    """The words of a name and around it, as the linear model has them."""
    mention = one.best
    outline = pool.discourse.outline
    segment = outline.segments[mention.segment]
    name = _WORD.findall(fold(one.name))
    yield from (f"n:{word}" for word in name)
    yield from (f"n5:{word[:5]}" for word in name)
    yield from (f"n2:{first} {second}" for first, second in itertools.pairwise(name))
    yield from (f"f:{word}" for word in name[:1])
    yield from (f"l:{word}" for word in name[-1:])
    yield from _around("L", segment.text[max(mention.start - WINDOW, 0) : mention.start])
    yield from _around("R", segment.text[mention.end : mention.end + WINDOW])
    heading = outline.headings.get(segment.section)
    if heading is not None:
        yield from (f"H:{word}" for word in _WORD.findall(fold(heading.text))[:MAX_HEADING_WORDS])
    yield from sorted({f"o:{origin}" for each in one.mentions for origin in each.origins})


def _around(side: str, text: str) -> Iterator[str]:
    """The words on one side of a name, and the nearest one and two of them."""
    words = _WORD.findall(fold(text))
    words = words[-NEAR_WORDS:] if side == "L" else words[:NEAR_WORDS]
    two = words[-2:] if side == "L" else words[:2]
    yield from (f"{side}:{word}" for word in words)
    yield from (f"{side}1:{word}" for word in (words[-1:] if side == "L" else words[:1]))
    if len(two) > 1:
        yield f"{side}2:{' '.join(two)}"


def describe(pool: Pool) -> list[dict[str, float]]:
    """What is known of each candidate, without what other candidates say of it."""
    describer = Describer(pool)
    return [describer.describe(one) for one in pool.candidates]


def relate(rows: Sequence[dict[str, float]], pool: Pool, likely: Sequence[float]) -> None:
    """Add to what is known of each candidate what the likelihoods of those inside and around it say."""
    keys = [one.key for one in pool.candidates]
    whole, most = sum(likely), max(likely, default=0.0)
    order = sorted(range(len(likely)), key=lambda at: -likely[at])
    ranks = {at: rank for rank, at in enumerate(order)}
    for at, row in enumerate(rows):
        inside = [j for j, key in enumerate(keys) if key < keys[at]]
        around = [j for j, key in enumerate(keys) if keys[at] < key]
        several = [j for j in inside if len(keys[j]) > 1]
        row |= {
            "words likely": likely[at],
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
    """How likely each candidate is a piece of work: the mean of three models, more for what the rules assert."""
    rows = describe(pool)
    words = [learnt.words.probability(name_words(one, pool)) for one in pool.candidates]
    relate(rows, pool, words)
    trees = learnt.names.probabilities(rows), learnt.texts.probabilities(rows)
    return [
        (word + float(one) + float(other)) / 3 + (TRUST if row["asserted"] else 0.0)
        for word, one, other, row in zip(words, *trees, rows, strict=True)
    ]


def is_same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates would be one piece of work."""
    if one.expands == other.name or other.expands == one.name:
        return True
    small, large = sorted((one, other), key=lambda each: len(each.key))
    if small.key <= large.key and (len(small.key) > 1 or small.name[:1].isupper()):
        return True
    mine, theirs = fold(one.name), fold(other.name)
    if min(len(mine), len(theirs)) > MIN_PREFIX and (mine.startswith(theirs) or theirs.startswith(mine)):
        return True
    return ratio(mine, theirs) >= ALIKE


def choose(pool: Pool, likely: Sequence[float], least: float) -> list[Choice]:
    """The likeliest candidates of which none is another under a longer or shorter name, in the order of likelihood."""
    chosen: list[Choice] = []
    for at in sorted(range(len(likely)), key=lambda at: (-likely[at], at)):
        if likely[at] < least:
            break
        one = pool.candidates[at]
        if not any(is_same(one, other.candidate) for other in chosen):
            chosen.append(Choice(one, likely[at]))
    return chosen


def choose_names(discourse: Discourse, asserted: Sequence[Work], learnt: Model | None = None) -> list[Choice]:
    """The names of a document that are pieces of work, or are proposed as such.

    Args:
        discourse: the document as the rules have read it.
        asserted: the pieces of work that the rules assert.
        learnt: another model than that of the package.
    """
    pool = collect(discourse, asserted)
    return choose(pool, likelihoods(pool, learnt or model()), PROPOSED)
