"""How words and places change the likelihood of a party or a date being one of a piece of work."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.learnt.pairs.places import nearest_place

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.encoder.states import States
    from loaders.documents.prose.learnt.encoder.words import Span
    from loaders.documents.prose.learnt.scene import Scene, Spot

NOWHERE: Final = (0, 0, 0)  # a place without words
UNLIKELY: Final = 0.02  # a party or a date under this is not thought likelier for what the words mean
ELSEWHERE: Final = 0.6  # times the likelihood of what only stands by other work: a partner, a date that no rule finds


def weigh_meaning(
    judge: Callable[[States, Sequence[tuple[Span, Span]], Sequence[tuple[float, ...]]], list[tuple[float, ...]]],
    relations: Sequence[Mapping[int, dict[str, float]]],
    scene: Scene,
    states: States,
) -> None:
    """Change likelihoods by what the words mean where a party or a date stands, and where a piece of work is named.

    Args:
        judge: says how likely pairs are, for all these relations.
        relations: how likely each pair is one of each, by the piece of work and the other; is changed.
        scene: where the document names them.
        states: what its words mean.
    """
    pairs = [
        (number, key)
        for number, found in relations[0].items()
        for key in found
        if max(each[number][key] for each in relations) >= UNLIKELY
    ]
    spans = [(place_near(scene, number, key), span_of(scene.names[number][0])) for number, key in pairs]
    likely = [tuple(each[number][key] for each in relations) for number, key in pairs]
    for (number, key), found in zip(pairs, judge(states, spans, likely), strict=True):
        for each, one in zip(relations, found, strict=True):
            each[number][key] = one


def place_near(scene: Scene, number: int, key: str) -> Span:
    """Where a party or a date is named that comes nearest to a piece of work; NOWHERE if not in the text."""
    spots = scene.dates[key] if key in scene.dates else scene.spots_of(key, number)
    return span_of(nearest_place(scene, number, spots)) if spots else NOWHERE


def span_of(spot: Spot) -> Span:
    """A place as the encoder has it."""
    return spot.segment, spot.start, spot.end


def doubt(
    likely: Mapping[int, dict[str, float]],
    is_doubtful: Callable[[int, str], bool],
    *,
    least: float = 0.0,
    below: float = math.inf,
    most: float = 1.0,
    share: float = ELSEWHERE,
) -> set[tuple[int, str]]:
    """Think some parties or dates less likely; return which.

    Args:
        likely: how likely each is, by the number of the piece of work and the other; is changed.
        is_doubtful: whether one likely belongs to other work, or is only named.
        least: the likelihood under which none is looked at.
        below: the one from which none is.
        most: how likely those are at most.
        share: times which they are likely.
    """
    doubtful = {
        (number, key)
        for number, found in likely.items()
        for key in found
        if least <= found[key] < below and is_doubtful(number, key)
    }
    for number, key in doubtful:
        likely[number][key] = min(likely[number][key] * share, most)
    return doubtful
