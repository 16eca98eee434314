"""Run the notebooks of the documents, and keep what their cells show.

    python tools/notebooks.py            write the outputs of docs/notebooks/**/*.ipynb anew
    python tools/notebooks.py --check    only list those whose outputs are others

Each runs in an empty folder. Long outputs are not kept: the explorer page has half a megabyte, and a cell shows it when
it runs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import nbformat

ROOT: Final = Path(__file__).parent.parent
NOTEBOOKS: Final = ROOT / "docs" / "notebooks"
LONGEST: Final = 100_000  # characters of an output that is kept
SECONDS: Final = 600  # for the kernel to start, for one cell, and for what a cell shows to arrive after its end
_KEPT: Final = ("text/html", "text/plain")  # the first of them that an output has


def list_notebooks() -> list[Path]:
    """Return the notebooks, those in French after those in English."""
    return sorted(NOTEBOOKS.rglob("*.ipynb"), key=lambda path: (len(path.parts), path))


def executed(path: Path) -> str:
    """Return a notebook with what its cells show now.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
        nbclient.exceptions.CellTimeoutError: a cell, or what it shows, takes too long.
    """
    from nbclient import NotebookClient
    from traitlets.config import Config

    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as sockets:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
        environment.pop("ACCORD_GRAPH", None)
        # by default, what arrives four seconds after the end of its cell is left out without an error
        client = NotebookClient(
            notebook, timeout=SECONDS, startup_timeout=SECONDS, iopub_timeout=SECONDS, raise_on_iopub_timeout=True,
            coalesce_streams=True,  # a kernel sends what is printed every 0.2 s, in as many parts as it takes
            kernel_name="python3", resources={"metadata": {"path": folder}},
            # a TCP port that is free when it is chosen may be taken before the kernel listens on it
            config=Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"}),
        )  # fmt: skip
        client.execute(env=environment)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata = {}
            cell.outputs = [_keep(output) for output in cell.outputs]
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return str(nbformat.writes(notebook))


def _keep(output: Any) -> Any:  # noqa: ANN401 (of nbformat)
    """Return an output as HTML and text, without what is too long."""
    if "data" in output:
        data: Mapping[str, str] = output["data"]
        found = next((kind for kind in _KEPT if len(data.get(kind, " " * (LONGEST + 1))) <= LONGEST), "text/plain")
        output["data"] = {found: data[found]}
        output["metadata"] = {}
    return output


def main(arguments: list[str]) -> int:
    """Write the notebooks, or say which are out of date."""
    from stale import write_stale  # beside this script

    return write_stale({path: executed(path) for path in list_notebooks()}, check=bool(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
