"""What the encoder says of places: whether a name is a piece of work, and what a party or a date is to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from loaders.documents.prose.learnt.encoder.transformer import FILE
from loaders.documents.prose.learnt.encoder.words import PARTS
from loaders.documents.prose.learnt.models.array_files import open_arrays

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.encoder.states import States
    from loaders.documents.prose.learnt.encoder.transformer import Floats
    from loaders.documents.prose.learnt.encoder.words import Span

HEADS: Final = ("names", "pairs", "dates")
RELATIONS: Final = ("leads", "partners")  # of a party to a piece of work
OF_NAME: Final = (PARTS.index("words"), PARTS.index("segment"))  # what counts of a name beside a party or a date
LEAST: Final = 0.002  # to which a probability is cut before its logarithm is taken
LINEAR: Final = np.float32(np.sqrt(2 / np.pi))  # in the polynomial of the Gaussian error linear unit
CUBIC: Final = np.float32(0.044715 * np.sqrt(2 / np.pi))
DIGITS: Final = 5  # of a probability, so that it does not depend on the order of a sum

Odds = np.ndarray[Any, np.dtype[np.float64]]


def log_odds(probabilities: Iterable[float]) -> Odds:
    """The logarithm of the odds of each probability."""
    cut = np.clip(np.fromiter(probabilities, np.float64), LEAST, 1 - LEAST)
    made: Odds = np.log(cut / (1 - cut))
    return made


def gelu(given: Floats) -> Floats:
    """The Gaussian error linear unit by its approximation with tanh (Hendrycks and Gimpel 2016, arXiv:1606.08415)."""
    made: Floats = given * np.float32(0.5) * (1 + np.tanh(given * (LINEAR + CUBIC * given * given)))
    return made


@dataclass(frozen=True, slots=True)
class Head:
    """A linear model beside a network with one hidden layer.

    Attributes:
        weights: of the linear model and of the hidden layer beside each other, (parts, size, outputs + hidden).
        base: what is added, (outputs + hidden,).
        second, second_base: behind the hidden layer, (hidden, outputs) and (outputs,).
        shares: how much the likelihood without the encoder counts, (outputs,).
    """

    weights: Floats
    base: Floats
    second: Floats
    second_base: Floats
    shares: Floats

    def project(self, places: Floats, first: int = 0) -> Floats:
        """What parts of places, (places, parts, size), add to the sums of the first layer; the parts from one on."""
        weights = self.weights[first : first + places.shape[1]]
        made: Floats = places.reshape(len(places), -1) @ weights.reshape(-1, weights.shape[2])
        return made

    def odds(self, sums: Floats, likely: Odds) -> Odds:
        """The logarithm of the odds of each output.

        Args:
            sums: of the first layer without its base, (places, outputs + hidden).
            likely: the logarithm of the odds without the encoder, (places, outputs).
        """
        both, outputs = sums + self.base, len(self.second_base)
        made: Odds = both[:, :outputs] + gelu(both[:, outputs:]) @ self.second + self.second_base + self.shares * likely
        return made

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], name: str) -> Head:
        """The head of this name in a file of arrays."""
        made = (
            arrays[f"{name}.{part}"].astype(np.float32)
            for part in ("weights", "base", "second", "second_base", "shares")
        )
        return cls(*made)


@dataclass(frozen=True, slots=True)
class Heads:
    """Those of names, of parties beside names, and of dates beside names."""

    names: Head
    pairs: Head
    dates: Head

    def names_likely(self, states: States, spans: Sequence[Span], likely: Sequence[float]) -> list[float]:
        """How likely each place is the name of a piece of work, from how likely it is without the encoder."""
        if not spans:
            return []
        sums = self.names.project(states.describe(spans))
        return [float(one) for one in _probabilities(self.names.odds(sums, log_odds(likely)[:, None]))[:, 0]]

    def pairs_likely(
        self, states: States, spans: Sequence[tuple[Span, Span]], likely: Sequence[tuple[float, ...]]
    ) -> list[tuple[float, ...]]:
        """How likely each party leads a piece of work, and takes part.

        Args:
            states: what the words mean.
            spans: the place of each party, and that of a name of the piece of work.
            likely: both likelihoods without the encoder.
        """
        return _pair_likelihoods(self.pairs, states, spans, likely)

    def dates_likely(
        self, states: States, spans: Sequence[tuple[Span, Span]], likely: Sequence[tuple[float, ...]]
    ) -> list[tuple[float, ...]]:
        """How likely each date is one of a piece of work; as `pairs_likely`, with one likelihood of each."""
        return _pair_likelihoods(self.dates, states, spans, likely)


def _pair_likelihoods(
    head: Head, states: States, spans: Sequence[tuple[Span, Span]], likely: Sequence[tuple[float, ...]]
) -> list[tuple[float, ...]]:
    """What a head says of places beside names, from how likely each of its outputs is without the encoder."""
    if not spans:
        return []
    places, names = ({one: at for at, one in enumerate(dict.fromkeys(each))} for each in zip(*spans, strict=True))
    of_places = head.project(states.describe(list(places)))
    of_names = head.project(states.describe(list(names))[:, OF_NAME], first=len(PARTS))
    sums = of_places[[places[one] for one, _ in spans]] + of_names[[names[one] for _, one in spans]]
    odds = log_odds(each for one in likely for each in one).reshape(len(spans), -1)
    return [tuple(map(float, one)) for one in _probabilities(head.odds(sums, odds))]


def _probabilities(odds: Odds) -> Odds:
    return np.round(1 / (1 + np.exp(-odds)), DIGITS)


@lru_cache(maxsize=1)
def heads() -> Heads:
    """Those of the package."""
    with open_arrays(FILE) as arrays:
        return Heads(*(Head.from_arrays(arrays, name) for name in HEADS))
