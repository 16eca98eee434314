"""Fits the encoder to labelled documents."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from torch.nn import functional

from encoder.examples import WIDTH, Example
from encoder.network import Network, means
from encoder.rare_names import RareNames

if TYPE_CHECKING:
    from encoder.base_model import BaseModel

EPOCHS: Final = 1  # of a second, documents are remembered rather than learnt from
MOST_TEXTS: Final = 6  # of a document that are fitted to at a time
DOCUMENTS: Final = 4  # for each step
RATE: Final = 7e-5  # of learning, of layers
RATE_OF_HEADS: Final = 5e-4
AS_THEY_ARE: Final = 2  # first layers that are not fitted
WARM: Final = 30  # steps until the whole rate
LEAST_RATE: Final = 0.03  # of the whole, at the end
HIDDEN: Final = 0.08  # the share of pieces in whose place the network sees that something is hidden
WRONG_PAIRS: Final = 0.5  # the share of wrong pairs that are fitted to
SCALE: Final = 100.0  # by which the loss is divided
LAST_SPECIAL: Final = 3  # of the pieces that stand for no part of a word

Tensor = Any  # torch has types, but is not installed where this is checked


def parts_of(one: Example) -> Iterator[Example]:
    """Yield a long document in parts, with the places in each."""
    for at in range(0, len(one.pieces), MOST_TEXTS):
        low, high = at * WIDTH, (at + MOST_TEXTS) * WIDTH
        places = {name: each.within(low, high) for name, each in one.places.items()}
        if len(places["names"].ranges):
            yield Example(one.pieces[at : at + MOST_TEXTS], places, one.opening, begins=not at)


def fit(examples: Sequence[Example], network: Network, base: BaseModel, seed: int = 0) -> Network:
    """The encoder, fitted to labelled documents.

    Args:
        examples: the documents.
        network: what it begins with; is changed.
        base: knows the pieces of words.
        seed: of the order of documents and of what is dropped.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    parts, names = [part for one in examples for part in parts_of(one)], RareNames(examples, base)
    steps = EPOCHS * math.ceil(len(parts) / DOCUMENTS)
    for layer in network.layers[:AS_THEY_ARE]:
        layer.requires_grad_(requires_grad=False)
    groups = [
        {"params": list(network.layers[AS_THEY_ARE:].parameters()), "lr": RATE, "weight_decay": 0.01},
        {"params": list(network.heads.parameters()), "lr": RATE_OF_HEADS, "weight_decay": 0.05},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM) * max(LEAST_RATE, 1 - step / steps)
    )
    network.train()
    for epoch in range(EPOCHS):
        order, total = random.permutation(len(parts)), 0.0
        for at in range(0, len(parts), DOCUMENTS):
            some = [parts[number] for number in order[at : at + DOCUMENTS]]
            loss = sum(_loss(network, names.exchange(one, random), base, random) for one in some)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rates.step()
            total += float(loss.detach())
        print(f"{epoch + 1} of {EPOCHS}: loss {total / len(parts):.3f}", flush=True)
    network.eval()
    return network


def _loss(network: Network, one: Example, base: BaseModel, random: np.random.Generator) -> Tensor:
    """The cross-entropy of what heads say of places, by their weights."""
    hidden = (random.random(one.pieces.shape) < HIDDEN) & (one.pieces > LAST_SPECIAL)
    with torch.autocast("cpu", dtype=torch.bfloat16):  # three times as fast on processors that have it
        shown, opening = torch.from_numpy(np.where(hidden, base.mask, one.pieces)), torch.from_numpy(one.opening)
        openings = [opening[:0]] * one.begins + [opening] * (len(shown) - one.begins)
        states = network.encode(shown, openings, base)
    states = states.float()
    made = torch.zeros(())
    for name, every in one.places.items():
        kept = every.right.any(axis=1) | (random.random(len(every.right)) < WRONG_PAIRS)
        places = every if name == "names" else every.only(kept)
        logits = network.heads[name](means(states, torch.from_numpy(places.ranges)), _floats(places.odds))
        made = made + functional.binary_cross_entropy_with_logits(
            logits, _floats(places.right), _floats(places.weights), reduction="sum"
        )
    return made / SCALE


def _floats(given: Any) -> Tensor:  # noqa: ANN401 (an array)
    return torch.from_numpy(np.asarray(given, dtype=np.float32))
