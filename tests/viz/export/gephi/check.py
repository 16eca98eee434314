"""Open what `accord export` writes in Gephi itself, and compare what Gephi has with what the graph holds.

    python tests/viz/export/gephi/check.py [GRAPH]     by default the sample of `accord demo`

Gephi's toolkit (83 MB) comes by Maven, once, into build/gephi; it runs on Java 11 or newer, without a screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.neo4j_server.maven import fetch_libraries

HERE: Final = Path(__file__).parent
LIBRARIES: Final = HERE.parents[3] / "build" / "gephi"
FORMS: Final = {"gexf": ("graph.gexf",), "graphml": ("graph.graphml",), "gephi": ("nodes.csv", "edges.csv")}


def main(arguments: list[str]) -> None:
    """Open the forms of one graph, print what Gephi has of each, and exit with 1 if one lacks something."""
    fetch_libraries("Gephi's toolkit", HERE / "pom.xml", LIBRARIES)
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(arguments[0]) if arguments else Path(folder) / "sample.db"
        if not arguments:
            _accord("demo", "--graph", str(graph), folder=folder)
        whole = _count(graph)
        print(f"graph: {whole}")
        wrong = 0
        for form, files in FORMS.items():
            exported = Path(folder) / f"graph.{form}"
            _accord("export", "--audience", "members", "--graph", str(graph.absolute()), "-o", str(exported),
                    folder=folder)  # fmt: skip
            found = open_in_gephi([str(exported / file) if exported.is_dir() else str(exported) for file in files])
            print(f"\n{form}")
            print("\n".join(f"  {name}: {value}" for name, value in found.items()))
            wrong += (int(found["nodes"]), int(found["edges"])) != whole or "reported" in found
    sys.exit(1 if wrong else 0)


def open_in_gephi(files: list[str]) -> dict[str, str]:
    """Return what Gephi has after it imported files into one workspace, by name."""
    command = ["java", "-Djava.awt.headless=true", "-Xmx2g", "-cp", f"{LIBRARIES}/*", str(HERE / "OpenInGephi.java")]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)


def _count(graph: Path) -> tuple[int, int]:
    """Return how many nodes and relationships the members see in a graph."""
    from graph.exchange.networkx import to_networkx
    from graph.sqlite.store import SqliteStore

    with SqliteStore(graph).view("members", "en") as view:
        network = to_networkx(view)
    return network.number_of_nodes(), network.number_of_edges()


def _accord(*arguments: str, folder: str) -> None:
    environment = {**os.environ, "ACCORD_LANG": "en", "ACCORD_QUIET": "1"}
    command = [sys.executable, "-m", "accord", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


if __name__ == "__main__":
    main(sys.argv[1:])
