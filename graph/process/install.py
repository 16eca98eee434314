"""The command that installs an optional dependency where Accord itself is installed."""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

PROJECT: Final = "accord-graph"


class Installation(NamedTuple):
    """How Accord is installed.

    Attributes:
        python: the Python that runs it.
        prefix: the folder of its environment.
        clone: the folder of the clone that it runs from, or None.
        has_pip: whether the environment has pip.
    """

    python: str
    prefix: Path
    clone: str | None
    has_pip: bool


def find_installation() -> Installation:
    """Return how the Accord that runs is installed."""
    return Installation(sys.executable, Path(sys.prefix), _find_clone(), find_spec("pip") is not None)


def install_command(extra: str, place: Installation | None = None) -> str:
    """Return the command that adds an extra to an installation: one of uv tool, of a clone, or of pip.

    It names the Python that runs, so that it works whether or not a virtual environment is active.

    Args:
        extra: the extra.
        place: how Accord is installed; by default, that is found out.
    """
    place = place or find_installation()
    if place.prefix.parts[-3:-1] == ("uv", "tools"):
        return f'uv tool install "{PROJECT}[{extra}]"'
    wanted = f'-e "{place.clone}[{extra}]"' if place.clone else f'"{PROJECT}[{extra}]"'
    python = f'"{place.python}"' if " " in place.python else place.python
    if not place.has_pip:  # an environment that uv made
        return f"uv pip install --python {python} {wanted}"
    return f"{python} -m pip install {wanted}"


def _find_clone() -> str | None:
    try:
        found = json.loads(distribution(PROJECT).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    editable = found.get("dir_info", {}).get("editable")
    return unquote(urlsplit(found.get("url", "")).path) if editable else None
