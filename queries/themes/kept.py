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

VERSION: Final = 1  # of what is computed; another number makes all files old


def kept_path(view: View) -> Path | None:
    """Return the file of a view; None where the graph is no file."""
    graph = view.graph_path
    return graph.with_name(f"{graph.name}.themes.{view.audience}.npz") if graph else None


def hash_of(kind: str, content: object) -> str:
    """Return the hash under which something is kept: of what it is computed from, and how."""
    text = json.dumps([VERSION, kind, content], ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def read_kept(view: View, key: str) -> dict[str, np.ndarray] | None:
    """Return the arrays that are kept under a hash, or None."""
    path = kept_path(view)
    if path is None or not path.is_file():
        return None
    import numpy as np

    with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile), np.load(path) as found:
        if found["key"].tobytes().decode() == key:
            return {name: found[name] for name in found.files if name != "key"}
    return None


def save_kept(view: View, key: str, arrays: Mapping[str, np.ndarray]) -> None:
    """Keep arrays under a hash, in place of those before; in a read-only folder nothing is kept."""
    path = kept_path(view)
    if path is None:
        return
    import numpy as np

    marked: dict[str, Any] = {"key": np.frombuffer(key.encode(), dtype=np.uint8), **arrays}
    with suppress(OSError), NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            np.savez(file, **marked)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
