"""The encoder and its heads as they are fitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from encoder.layers import EPSILON

if TYPE_CHECKING:
    from encoder.base_model import BaseModel

DROPPED: Final = 0.1  # of the numbers behind a linear map, and of those that say something of a name
DROPPED_OF_PAIRS: Final = 0.25  # there are few right ones
HIDDEN: Final = 128  # numbers of the hidden layer of a head
PARTS_OF_NAMES: Final = 6
PARTS_OF_PAIRS: Final = 8  # of dates beside names as well
HALF: Final = 0.5  # times which the mean of pieces is given to a head

Tensor = Any  # torch has types, but is not installed where this is checked


class Layer(nn.Module):  # type: ignore[misc]
    """A layer, as the base model has it."""

    def __init__(self, base: BaseModel, number: int) -> None:
        super().__init__()
        size, inner, self.heads = base.size, base.inner, base.heads
        matrices = {"q": (size, size), "k": (size, size), "v": (size, size), "ao": (size, size)}
        matrices |= {"fi": (inner, size), "fo": (size, inner)}
        weights = {name: base.matrix(f"l{number}.{name}.w", *shape) for name, shape in matrices.items()}
        bases = {name: base.numbers(f"l{number}.{name}.b", shape[0]) for name, shape in matrices.items()}
        norms = {name: base.numbers(f"l{number}.{name}", size) for name in ("aln.w", "aln.b", "oln.w", "oln.b")}
        self.attention = _linear(
            np.concatenate([weights[each] for each in "qkv"]), np.concatenate([bases[each] for each in "qkv"])
        )
        self.joined, self.wide, self.narrow = (_linear(weights[each], bases[each]) for each in ("ao", "fi", "fo"))
        self.met, self.made = _norm(norms["aln.w"], norms["aln.b"]), _norm(norms["oln.w"], norms["oln.b"])

    def forward(self, states: Tensor) -> Tensor:
        """The states of texts, (texts, longest, size), behind this layer."""
        texts, longest, size = states.shape
        given = self.attention(states).view(texts, longest, 3, self.heads, size // self.heads)
        query, key, value = given.permute(2, 0, 3, 1, 4)
        met = functional.scaled_dot_product_attention(query, key, value)
        joined = self.joined(met.transpose(1, 2).reshape(texts, longest, size))
        states = self.met(states + functional.dropout(joined, DROPPED, self.training))
        narrow = self.narrow(functional.gelu(self.wide(states), approximate="tanh"))
        return self.made(states + functional.dropout(narrow, DROPPED, self.training))


class Head(nn.Module):  # type: ignore[misc]
    """A linear model beside a network with one hidden layer, and how much the likelihood without them counts."""

    def __init__(self, size: int, hidden: int, outputs: int, dropped: float) -> None:
        super().__init__()
        self.linear, self.first, self.second = (
            nn.Linear(size, outputs),
            nn.Linear(size, hidden),
            nn.Linear(hidden, outputs),
        )
        self.shares, self.dropped = nn.Parameter(torch.ones(outputs)), dropped
        for one in (self.linear, self.second):
            nn.init.zeros_(one.weight)
            nn.init.zeros_(one.bias)

    def forward(self, places: Tensor, odds: Tensor) -> Tensor:
        """The logarithm of the odds of places, (places, outputs), from that without the encoder."""
        places = functional.dropout(places, self.dropped, self.training)
        return odds * self.shares + self.linear(places) + self.second(functional.gelu(self.first(places)))


class Network(nn.Module):  # type: ignore[misc]
    """The first layers of the base model, and a head each for names, parties beside names, and dates beside names.

    Args:
        base: the base model.
        layers: how many of its layers.
        longest: pieces of the longest text, with its start and end.
    """

    def __init__(self, base: BaseModel, layers: int, longest: int) -> None:
        super().__init__()
        positions = base.numbers("emb.pos", longest * base.size).reshape(longest, base.size)
        self.positions = torch.from_numpy(positions + base.numbers("emb.type", base.size))
        self.table = torch.from_numpy(base.matrix("emb.word", len(base.names), base.size))  # is not fitted
        self.norm = _norm(*(base.numbers(f"emb.ln.{each}", base.size) for each in "wb"))
        self.norm.requires_grad_(requires_grad=False)
        self.layers = nn.ModuleList([Layer(base, number) for number in range(layers)])
        self.heads = nn.ModuleDict(
            {
                "names": Head(PARTS_OF_NAMES * base.size, HIDDEN, 1, DROPPED),
                "pairs": Head(PARTS_OF_PAIRS * base.size, HIDDEN, 2, DROPPED_OF_PAIRS),
                "dates": Head(PARTS_OF_PAIRS * base.size, HIDDEN, 1, DROPPED_OF_PAIRS),
            }
        )

    def encode(self, pieces: Tensor, openings: Sequence[Tensor], base: BaseModel) -> Tensor:
        """The states of texts one behind the other, (texts × width, size); 0 behind the end of each.

        Args:
            pieces: (texts, width), with start and end, filled up.
            openings: the pieces that stand before each text.
            base: knows the pieces that mark an end and that fill up.
        """
        end, made = torch.tensor([base.end]), []
        for text, opening in zip(pieces, openings, strict=True):
            own = text[text != base.padding]
            before = torch.cat([opening, end]) if len(opening) else opening
            states = torch.cat([own[:1], before, own[1:]])[None]
            states = self.norm(self.table[states] + self.positions[: states.shape[1]])
            for layer in self.layers:
                states = layer(states)
            kept = torch.cat([states[0, :1], states[0, 1 + len(before) :]])
            made.append(functional.pad(kept, (0, 0, 0, len(text) - len(kept))))
        return torch.cat(made)


def means(states: Tensor, ranges: Tensor) -> Tensor:
    """Half the mean of the states of each part of places, (places, parts × size); 0 where a part is empty.

    Args:
        states: (rows, size).
        ranges: the first row of each part and the first behind it, (places, parts, 2).
    """
    sums = torch.cat([torch.zeros(1, states.shape[1]), states.cumsum(0)])
    counts = (ranges[..., 1] - ranges[..., 0]).clamp(min=1)
    made = (sums[ranges[..., 1]] - sums[ranges[..., 0]]) / counts[..., None] * HALF
    return made.reshape(len(ranges), ranges.shape[1] * states.shape[1])


def _linear(weights: Any, base: Any) -> Any:  # noqa: ANN401 (arrays, and a module)
    made = nn.Linear(weights.shape[1], weights.shape[0])
    made.weight.data, made.bias.data = torch.from_numpy(weights.copy()), torch.from_numpy(base.copy())
    return made


def _norm(scale: Any, base: Any) -> Any:  # noqa: ANN401 (arrays, and a module)
    made = nn.LayerNorm(len(scale), EPSILON)
    made.weight.data, made.bias.data = torch.from_numpy(scale.copy()), torch.from_numpy(base.copy())
    return made
