"""Keep what classifying themes has learnt beside the graph file, until the texts, labels or themes change.

One file for each audience, `GRAPH.themes.AUDIENCE.npz`: arrays of numbers and the hash of what they were learnt from.
It holds words of texts that the audience may see, and may be deleted: it is computed again.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View

KEYS: Final = ("key", "state")  # the names of the hashes in the file
VERSION: Final = 2  # of what is computed; another number makes all files old


def kept_path(view: View) -> Path | None:
    """Return the file of a view; None where the graph is no file."""
    graph = view.graph_path
    return graph.with_name(f"{graph.name}.themes.{view.audience}.npz") if graph else None


def state_of(view: View) -> str:
    """Return the state of the graph file of a view, which any change changes; "" where there is no file."""
    if view.graph_path is None:
        return ""
    from graph.sqlite.copies.kept import graph_state
    from graph.sqlite.schema.connection import SqliteFile

    return graph_state(SqliteFile(view.open_local().path, copy_of=view.graph_path))


def hash_of(kind: str, content: object) -> str:
    """Return the hash under which something is kept: of what it is computed from, and how."""
    text = json.dumps([VERSION, kind, content], ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def read_kept(view: View, key: str) -> dict[str, np.ndarray] | None:
    """Return the arrays that are kept under a hash, whether of what they are computed from or of the graph's state."""
    path = kept_path(view)
    if path is None or not path.is_file():
        return None
    import numpy as np

    with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile), np.load(path) as found:
        if any(name in found.files and found[name].tobytes().decode() == key for name in KEYS):
            return {name: found[name] for name in found.files if name not in KEYS}
    return None


def save_kept(view: View, key: str, arrays: Mapping[str, np.ndarray], state: str = "") -> None:
    """Keep arrays in place of those before; in a read-only folder nothing is kept.

    Args:
        view: the view they were computed from.
        key: the hash of what they were computed from.
        arrays: what is kept.
        state: the hash of the graph's state at that time: where it is the same, nothing needs to be read to know.
    """
    path = kept_path(view)
    if path is None:
        return
    import numpy as np

    hashes = zip(KEYS, (key, state), strict=True)
    marked: dict[str, Any] = {name: np.frombuffer(text.encode(), dtype=np.uint8) for name, text in hashes if text}
    marked |= arrays
    with suppress(OSError), NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            np.savez(file, **marked)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
