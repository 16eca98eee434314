"""The score of a party as a partner: the weighted sum of the features of its role.

The weights are data (``loaders/extraction/partner_weights.yaml``), fitted to the corpus by
``tools/weights/partner_weights.py`` from what a reader expects beforehand. Whoever wants to know why a party counts
adds up the weights of its signs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from graph.text.yaml import load_yaml_file

# What the evidence of a partner is called, by the role it is read from.
RULES: Final = {
    "with": "partner-with",
    "by": "partner-by",
    "between": "partner-between",
    "subject": "partner-acts",
    "inverted": "partner-acts",
    "object": "partner-joined",
    "to": "partner-joined",
    "owner": "partner-gives",
    "of": "partner-gives",
    "from": "partner-gives",
}
OTHERWISE: Final = "partner-named"
LISTED: Final = "partner-listed"
AGAINST: Final = frozenset({"subject>declined", "declined-behind"})
DENIED: Final = frozenset({"subject>joins", "subject>partner", "subject>joint", "subject>gives", "subject>does"})


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature, and the intercept (`start`).

    `outside`: how much a party needs that is no government.
    """

    signs: Mapping[str, float]
    start: float
    outside: float


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that come with Accord."""
    raw = load_yaml_file(Path(__file__).parent / "partner_weights.yaml")
    return Weights(raw["signs"], raw["start"], raw["outside"])


def weigh(signs: Collection[str], known: Weights | None = None) -> float:
    """The sum of the weights of some features; a partner if above 0."""
    known = known or weights()
    return known.start + sum(known.signs.get(sign, 0.0) for sign in sorted(signs))


def rule_of(role: str, signs: Collection[str]) -> str:
    """The rule that the evidence names: the role that was read."""
    if "listed" in signs:
        return LISTED
    return RULES.get(role, OTHERWISE)


def takes_no_part(signs: Collection[str]) -> bool:
    """Whether a party is said to have declined, or to take no part."""
    return bool(AGAINST & set(signs)) or ("verb-negated" in signs and bool(DENIED & set(signs)))
