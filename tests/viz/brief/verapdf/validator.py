"""veraPDF for tests: its libraries by Maven, once; it runs on Java 11 or newer."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

import pytest

from tests.neo4j_server.maven import MissingError, fetch_libraries

HERE: Final = Path(__file__).parent
VERSION: Final = "1.28.2"
LIBRARIES: Final = HERE.parents[3] / "build" / "verapdf" / VERSION


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of a file: how many checks it made, and the rules that the file breaks."""

    checks: int
    broken: tuple[str, ...]


def libraries() -> Path:
    """Return the folder of the libraries, fetched by Maven when it is not there yet.

    Where they cannot be had, CI fails and others skip.
    """
    if not shutil.which("java"):
        _missing("veraPDF runs on Java; make test installs it")
    try:
        return fetch_libraries(f"veraPDF {VERSION}", HERE / "pom.xml", LIBRARIES, verapdf_version=VERSION)
    except MissingError as error:
        _missing(str(error))


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def validate(files: Sequence[Path]) -> dict[Path, Verdict]:
    """Return what veraPDF says of each file about PDF/UA-1."""
    printed = subprocess.run(
        ["java", "-cp", f"{libraries()}/*", HERE / "VeraPdf.java", *files], capture_output=True, text=True, check=True
    ).stdout
    found: dict[Path, Verdict] = {}
    for line in printed.splitlines():
        name, *rest = line.split("\t")
        if name:
            path = Path(name)
            found[path] = Verdict(int(rest[1]), ())
        else:
            found[path] = Verdict(found[path].checks, (*found[path].broken, " ".join(rest)))
    return found


if __name__ == "__main__":
    libraries()
