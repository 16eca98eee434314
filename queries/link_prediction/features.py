"""Link features: published measures of how likely two organisations are to become partners, each defined once.

`LINK_FEATURES` declares every feature as data, in terms that both evaluators compute: `FeatureMatrices` for many
organisations at once, on arrays, and `SingleFeatures` for one, on the statistics kept in the store. A feature of an
existing form is added by one entry here (and a weight); a new form needs a branch in each evaluator.

Values run from 0 to 1: what the formula yields, divided by its greatest value among candidates (or among all, where it
is the same whoever asks), so that a weight means the same for organisations with many partners and with few, in large
inventories and in small ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from typing import Final, Literal

Statistic = Literal["initiatives", "partners", "recent", "met", "works", "breadth", "asking"]
ThemeTable = Literal["work", "asks"]


@dataclass(frozen=True, slots=True)
class CommonPartners:
    """log(1 + scale · sum of tie(a,z) · share(z) · tie(z,b)) over the partners z that a and b have in common.

    Attributes:
        share: the weight of a common partner, from one of its statistics; None is 1.
        statistic: the statistic.
        fading: whether ties weigh by how recent they are, and not 1.
        scale: applied before the logarithm; sums of small shares need it.
    """

    share: Callable[[float], float] | None = None
    statistic: Statistic = "partners"
    fading: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class OfCandidate:
    """log(1 + statistic) of the candidate, the same whoever asks."""

    statistic: Statistic


@dataclass(frozen=True, slots=True)
class SameValue:
    """1 where both have the same value of an attribute."""

    attribute: Literal["level", "part_of"]


@dataclass(frozen=True, slots=True)
class ThemeVector:
    """The themes of the work and the needs of an organisation, as a vector.

    Attributes:
        table: counts of initiatives ("work") or of requests ("asks").
        by_rarity: whether counts are multiplied by the inverse document frequency of the theme.
        length: the statistic that the vector is divided by.
    """

    table: ThemeTable
    by_rarity: bool
    length: Statistic


@dataclass(frozen=True, slots=True)
class SharedThemes:
    """Sum over products of two vectors over themes, of a and of b.

    Attributes:
        products: the vector of a and that of b, for each product.
        factor: a statistic of b that the sum is multiplied by, followed by log(1 + x); None for neither.
    """

    products: tuple[tuple[ThemeVector, ThemeVector], ...]
    factor: Statistic | None = None


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Cosine of the texts of both, TF-IDF over hashed words."""


Form = CommonPartners | OfCandidate | SameValue | SharedThemes | SharedWords
WORK: Final = ThemeVector("work", by_rarity=True, length="breadth")
WORK_SHARES: Final = ThemeVector("work", by_rarity=False, length="works")
ASKS: Final = ThemeVector("asks", by_rarity=True, length="asking")
SHARE_SCALE: Final = 10.0  # shares are below 1: the logarithm of ten times as much separates them


def _inverse_log(degree: float) -> float:
    return 1 / log(max(degree, 2))


def _inverse(degree: float) -> float:
    return 1 / max(degree, 1)


def _inverse_strength(met: float) -> float:
    return 1 / met if met > 0 else 0.0


LINK_FEATURES: Final[Mapping[str, Form]] = {
    # partners in common (Newman 2001): log(1 + |N(a) & N(b)|)
    "common_partners": CommonPartners(),
    # partners in common, those with few others counting more (Adamic & Adar 2003): sum of 1 / log k(z)
    "adamic_adar": CommonPartners(_inverse_log),
    # what reaches b when a gives each partner one unit to share out (Zhou, Lü & Zhang 2009): sum of 1 / k(z)
    "resource_allocation": CommonPartners(_inverse, scale=SHARE_SCALE),
    # the same with weighted ties (Lü & Zhou 2010) that fade with age: sum of w(a,z) w(z,b) / s(z), s(z) = sum of w(z,.)
    "recent_allocation": CommonPartners(_inverse_strength, "met", fading=True, scale=SHARE_SCALE),
    # cosine of what both work on, themes by rarity (idf, Spärck Jones 1972; cosine, Salton & Buckley 1988)
    "shared_themes": SharedThemes(((WORK, WORK),)),
    # how much b met others recently on what a works on: preferential attachment (Barabási & Albert 1999) within the
    # themes of a, with exponential decay (Ding & Li 2005)
    "active_on_themes": SharedThemes(((WORK_SHARES, WORK_SHARES),), factor="met"),
    # preferential attachment (Barabási & Albert 1999): partners of b
    "popularity": OfCandidate("partners"),
    # initiatives of b
    "activity": OfCandidate("initiatives"),
    # partnerships of b, each 1/2 to the power of its age in half-lives (exponential decay; Ding & Li 2005)
    "recency": OfCandidate("recent"),
    # both part of the same government or region
    "same_parent": SameValue("part_of"),
    # both of the same level of government (homophily: McPherson, Smith-Lovin & Cook 2001)
    "same_level": SameValue("level"),
    # cosine of the texts of both
    "similar_texts": SharedWords(),
    # how much b works on what a asks about, and a on what b asks about
    "answers_needs": SharedThemes(((WORK, ASKS), (ASKS, WORK))),
}
