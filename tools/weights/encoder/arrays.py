"""The arrays of a fitted encoder that the package reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from encoder.examples import LONGEST
from encoder.layers import MATRICES
from encoder.network import HALF, Head, Network

if TYPE_CHECKING:
    from encoder.base_model import BaseModel

Arrays = dict[str, Any]


def arrays_of(network: Network, base: BaseModel, pieces: Sequence[int], trust: Sequence[float]) -> Arrays:
    """The arrays of the file of the encoder, which has no layers.

    Args:
        network: fitted.
        base: the model that it began with.
        pieces: the places of the pieces that are kept.
        trust: how much of what heads say of names, leads, partners and dates counts, from 0 to 1.
    """
    bits, scales = base.packed("emb.word", len(base.names), base.size)
    made: Arrays = {
        "facts": np.array([base.start, base.end, base.unknown, base.heads, len(network.layers)]),
        "pieces": np.array("\n".join(base.names[at] for at in pieces)),
        "scores": base.scores[list(pieces)],
        "table.bits": bits[list(pieces)],
        "table.scales": scales[list(pieces)],
        "positions": _numbers(network.positions[:LONGEST]).astype(np.float16),
    }
    first = 0
    for name, head in network.heads.items():
        outputs = len(head.shares)
        made |= _head(name, head, base.size, trust[first : first + outputs])
        first += outputs
    return made


def layers_of(network: Network) -> Arrays:
    """The matrices, bases and normalizations of the layers, by the names of `layers_model`."""
    made: Arrays = {"norm": np.stack([_numbers(network.norm.weight), _numbers(network.norm.bias)])}
    for number, layer in enumerate(network.layers):
        for name in MATRICES:
            linear, key = getattr(layer, name), f"layer{number}.{name}"
            made |= {key: _numbers(linear.weight).T, f"{key}.base": _numbers(linear.bias)}
        norms = (layer.met.weight, layer.met.bias, layer.made.weight, layer.made.bias)
        made[f"layer{number}.norms"] = np.stack([_numbers(each) for each in norms])
    return made


def read_arrays(network: Network, arrays: Mapping[str, Any], layers: Mapping[str, Any]) -> None:
    """Put what the files of an encoder have into a network, but for heads that they lack."""
    for number, layer in enumerate(network.layers):
        for name in MATRICES:
            linear, key = getattr(layer, name), f"layer{number}.{name}"
            _set(linear.weight, layers[key].T)
            _set(linear.bias, layers[f"{key}.base"])
        norms = (layer.met.weight, layer.met.bias, layer.made.weight, layer.made.bias)
        for each, numbers in zip(norms, layers[f"layer{number}.norms"], strict=True):
            _set(each, numbers)
    for name, head in network.heads.items():
        if f"{name}.weights" in arrays:
            outputs, weights = len(head.shares), arrays[f"{name}.weights"].astype(np.float32) / HALF
            flat = weights.reshape(-1, weights.shape[2]).T
            _set(head.linear.weight, flat[:outputs])
            _set(head.first.weight, flat[outputs:])
            _set(head.linear.bias, arrays[f"{name}.base"][:outputs])
            _set(head.first.bias, arrays[f"{name}.base"][outputs:])
            _set(head.second.weight, arrays[f"{name}.second"].T)
            _set(head.second.bias, arrays[f"{name}.second_base"])
            _set(head.shares, arrays[f"{name}.shares"])


def _set(parameter: Any, numbers: Any) -> None:  # noqa: ANN401 (of torch, and of numpy)
    parameter.data = torch.from_numpy(np.array(numbers, dtype=np.float32, order="C"))


def _head(name: str, head: Head, size: int, trust: Sequence[float]) -> Arrays:
    share = np.array(trust, dtype=np.float32)
    linear, first = _numbers(head.linear.weight).T * share, _numbers(head.first.weight).T
    weights = np.hstack([linear, first]) * HALF
    return {
        f"{name}.weights": weights.reshape(-1, size, weights.shape[1]).astype(np.float16),
        f"{name}.base": np.concatenate([_numbers(head.linear.bias) * share, _numbers(head.first.bias)]),
        f"{name}.second": _numbers(head.second.weight).T * share,
        f"{name}.second_base": _numbers(head.second.bias) * share,
        f"{name}.shares": 1 + share * (_numbers(head.shares) - 1),
    }


def _numbers(given: Any) -> Any:  # noqa: ANN401 (of torch, and of numpy)
    return given.detach().numpy()
