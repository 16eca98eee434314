"""Java libraries for tests, fetched by Maven once and kept."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


class MissingError(Exception):
    """What a program of the tests needs is not on this machine."""


def fetch_libraries(name: str, pom: Path, folder: Path, **properties: str) -> Path:
    """Return the folder of the libraries that a pom names, fetched by Maven when it is not there yet.

    Args:
        name: how messages call what they are of.
        pom: the file that names them.
        folder: where they are kept; a file `complete` in it says that all of them are there.
        properties: the values of the properties of the pom, with `_` for the dot.

    Raises:
        MissingError: there is no Maven, or it does not get them.
    """
    if (folder / "complete").is_file():
        return folder
    if not shutil.which("mvn"):
        raise MissingError(f"{name} is fetched by Maven, and there is no mvn: make test installs it")
    given = [f"-D{key.replace('_', '.')}={value}" for key, value in properties.items()]
    done = subprocess.run(
        ["mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies", *given, f"-DoutputDirectory={folder}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise MissingError(f"Maven did not fetch {name}: {done.stdout[-500:]}{done.stderr[-500:]}")
    (folder / "complete").touch()
    return folder
