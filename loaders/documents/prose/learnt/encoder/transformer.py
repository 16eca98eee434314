"""A text encoder: numbers that say what a piece of a word means among those around it.

Its layers are the first of multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672, MIT licence), a transformer
encoder (Vaswani et al. 2017, arXiv:1706.03762; Devlin et al. 2019, arXiv:1810.04805), fitted further to labelled
documents by `tools/weights/prose_encoder.py`, with the pieces of words that English and French need. ONNX Runtime
computes them, in eight bits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events

from loaders.documents.prose.learnt.encoder.pieces import Pieces
from loaders.documents.prose.learnt.models.array_files import open_arrays

FILE: Final = Path(__file__).parent / "encoder.npz"  # pieces, their table, and heads
LAYERS: Final = Path(__file__).parent / "encoder.onnx"
BLOCK: Final = 32  # numbers of the table of pieces that share a scale
ZERO: Final = 8  # of four bits
ONLY_ERRORS: Final = 3  # of what ONNX Runtime writes to standard error

Floats = np.ndarray[Any, np.dtype[np.float32]]


def unpack_table(bits: np.ndarray[Any, np.dtype[np.uint8]], scales: np.ndarray[Any, np.dtype[np.float16]]) -> Floats:
    """The numbers of rows in four bits.

    Args:
        bits: (rows, blocks × 16); byte j of a block has its number j in the low half and number j + 16 in the high one.
        scales: (rows, blocks).
    """
    rows, blocks = scales.shape
    halves = bits.reshape(rows, blocks, BLOCK // 2)
    made = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32)
    made -= ZERO
    made *= scales.astype(np.float32)[:, :, None]
    return made.reshape(rows, blocks * BLOCK)


class Encoder:
    """The first layers of a transformer.

    Args:
        arrays: of its file.
        layers: the model of its layers as ONNX has it; see `layers_model` in `tools/weights/encoder/layers.py`.

    Attributes:
        pieces: takes words apart.
        size: numbers that say what a piece means.
        longest: pieces of the longest text, with what stands before it and the marks.
    """

    def __init__(self, arrays: Mapping[str, Any], layers: bytes) -> None:
        self._start, self._end, unknown, _, _ = (int(each) for each in arrays["facts"])
        names = str(arrays["pieces"]).split("\n")
        self.pieces = Pieces(names, arrays["scores"].astype(np.float64).tolist(), unknown)
        self._bits, self._scales = arrays["table.bits"], arrays["table.scales"]
        self._positions = arrays["positions"].astype(np.float32)
        self.longest, self.size = self._positions.shape
        self._session = _open(layers)

    def encode(self, texts: Sequence[Sequence[int]], openings: Sequence[Sequence[int]]) -> Floats:
        """What the pieces of texts mean, each text by itself, one behind the other: (pieces of all texts, size).

        Args:
            texts: the places of the pieces of each.
            openings: those of what stands before each text, and counts for what its pieces mean.
        """
        made = [np.zeros((0, self.size), dtype=np.float32)]
        made += map(self._encode, texts, openings)
        return np.concatenate(made)

    def embed(self, pieces: Sequence[int]) -> Floats:
        """What pieces mean by themselves and by their place in a text, (pieces, size)."""
        made = unpack_table(self._bits[[*pieces]], self._scales[[*pieces]])
        made += self._positions[: len(pieces)]
        return made

    def _encode(self, text: Sequence[int], opening: Sequence[int]) -> Floats:
        before = [self._start, *opening, self._end] if opening else [self._start]
        given = {"embedded": self.embed([*before, *text, self._end])[None], "first": np.array([len(before)])}
        made: Floats = self._session.run(["states"], given)[0][0]
        return made


def _open(layers: bytes) -> InferenceSession:
    """A session of ONNX Runtime, which collects nothing: on Windows it would for the system."""
    disable_telemetry_events()
    options = SessionOptions()
    options.intra_op_num_threads = 1  # texts are encoded beside each other
    options.log_severity_level = ONLY_ERRORS
    return InferenceSession(layers, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of the package."""
    with open_arrays(FILE) as arrays:
        return Encoder(arrays, LAYERS.read_bytes())
