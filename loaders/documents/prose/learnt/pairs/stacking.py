"""How likely a party or a date is one of a piece of work, given how likely all others of the document are.

The models judge each pair alone. The trees above them know what they say of the other parties of the same piece of
work, and of the same party beside other work (stacked generalization, Wolpert 1992, Neural Networks 5, 241-259). These
trees are fitted to documents to which the models below were not, so that they know how far to trust each.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from loaders.documents.prose.learnt.encoder.heads import DIGITS, log_odds

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.models.forest import Forest

LIKELY: Final = 0.5  # from which a pair is counted among the likely ones
PARTIES: Final = ("lead", "partner")  # the relations of a party to a piece of work, in the names of columns
DATES: Final = ("date",)
SHARES: Final[Mapping[str, float]] = {"lead": 1 / 2, "date": 1 / 3}  # of the log odds, what the trees say
# Added to the log odds, as the trees find most pairs less likely: so the limits from which facts are inferred hold.
SHIFTS: Final[Mapping[str, float]] = {"lead": 0.2, "date": 0.36}
LEVELS: Final = ("first", "encoded")  # by trees and networks, and with what the words mean; after both come the doubts

Pair = tuple[int, str]  # the number of a piece of work, and the key of a party or a date
Row = dict[str, float]


@dataclass(slots=True)
class Levels:
    """How likely the pairs of a document are in some relations, now and at each level before.

    Attributes:
        relations: the names of the relations, in those of the columns.
        likely: how likely each pair is one of each relation, by the number of the piece of work and the key.
        before: the same at each level before, by pair.
    """

    relations: tuple[str, ...]
    likely: Sequence[Mapping[int, dict[str, float]]]
    before: list[list[dict[Pair, float]]] = field(default_factory=list)

    def keep(self) -> None:
        """Keep how likely all pairs are now, as a level before what follows."""
        self.before.append([dict(_flat(each)) for each in self.likely])

    def rows(self, known_of: Callable[[int, str], Mapping[str, float]]) -> dict[Pair, Row]:
        """What is known of each pair beside the others.

        Args:
            known_of: what else is known of a pair, such as what rules say of it.
        """
        made: dict[Pair, Row] = {pair: dict(known_of(*pair)) for pair, _ in _flat(self.likely[0])}
        for at, name in enumerate(self.relations):
            now = dict(_flat(self.likely[at]))
            for level, before in zip(LEVELS, self.before, strict=True):
                odds = log_odds(before[at][pair] for pair in now)
                for pair, one in zip(now, odds, strict=True):
                    made[pair][f"{name} {level}"] = float(one)
            for pair, row in _compare(now).items():
                made[pair].update({f"{name} {key}": value for key, value in row.items()})
        return made


def stack(
    levels: Levels,
    known_of: Callable[[int, str], Mapping[str, float]],
    learnt: Mapping[str, Forest],
    fixed: Container[Pair] = (),
) -> None:
    """Weigh how likely pairs are by how likely all of the document are.

    Args:
        levels: how likely the pairs are in some relations; is changed.
        known_of: what else is known of a pair.
        learnt: the trees of each relation that is weighed so, by its name.
        fixed: the pairs that stay as likely as they are, since it is known what they are instead.
    """
    rows = levels.rows(known_of)
    by_name = dict(zip(levels.relations, levels.likely, strict=True))
    for name, trees in learnt.items():
        likely = by_name[name]
        alone = log_odds(likely[number][key] for number, key in rows)
        stacked = log_odds(trees.probabilities(list(rows.values())))
        both = alone + SHARES[name] * (stacked - alone) + SHIFTS[name]
        for (number, key), one in zip(rows, np.round(1 / (1 + np.exp(-both)), DIGITS), strict=True):
            if (number, key) not in fixed:
                likely[number][key] = float(one)


def _flat(likely: Mapping[int, Mapping[str, float]]) -> list[tuple[Pair, float]]:
    return [((number, key), one) for number, found in likely.items() for key, one in found.items()]


def _compare(likely: Mapping[Pair, float]) -> dict[Pair, Row]:
    """What is known of each pair beside those of the same work, and beside the same party or date elsewhere."""
    odds = dict(zip(likely, map(float, log_odds(likely.values())), strict=True))
    of_work: dict[int, list[Pair]] = {}
    of_key: dict[str, list[Pair]] = {}
    for pair in likely:
        of_work.setdefault(pair[0], []).append(pair)
        of_key.setdefault(pair[1], []).append(pair)
    made: dict[Pair, Row] = {}
    ranks: dict[Pair, int] = {}
    for pairs in of_work.values():
        ranked = sorted(pairs, key=lambda pair: -likely[pair])
        ranks |= {pair: rank for rank, pair in enumerate(ranked)}
        common = {
            "likely there": float(sum(likely[pair] > LIKELY for pair in pairs)),
            "sum there": sum(likely[pair] for pair in pairs),
        }
        for rank, pair in enumerate(ranked):
            other = ranked[0] if rank else ranked[min(1, len(ranked) - 1)]
            made[pair] = common | {"now": odds[pair], "rank": float(rank), "ahead": odds[pair] - odds[other]}
    for pairs in of_key.values():
        highest = sorted((odds[pair] for pair in pairs), reverse=True)
        common = {
            "works": float(len(pairs)),
            "works first": float(sum(not ranks[pair] for pair in pairs)),
            "most": highest[0],
            "mean": sum(odds[pair] for pair in pairs) / len(pairs),
        }
        for pair in pairs:
            others = highest[1:] if odds[pair] == highest[0] else highest
            elsewhere = others[0] if others else float(log_odds([0.0])[0])
            made[pair] |= common | {"elsewhere": elsewhere, "ahead elsewhere": odds[pair] - elsewhere}
    return made
