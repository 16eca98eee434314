"""Mappings that come with the package, for well-known public data: one file each in the folder `packaged`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from graph.errors import UsageError
from graph.text.yaml import load_yaml_file

FOLDER: Final = Path(__file__).parent / "packaged"


@dataclass(frozen=True, slots=True)
class PackagedMapping:
    """What a packaged mapping is for, by language, and its tables: mappings as a file holds them, each with `file`."""

    name: str
    about: Mapping[str, str]
    tables: Sequence[Mapping[str, Any]]


@cache
def packaged_mappings() -> Mapping[str, PackagedMapping]:
    """Return the packaged mappings by name, in alphabetical order."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        content = load_yaml_file(path)
        found[path.stem] = PackagedMapping(path.stem, content["about"], content["tables"])
    return found


def find_packaged(name: str) -> PackagedMapping:
    """Return a packaged mapping by its name.

    Raises:
        UsageError: there is none of that name; lists those that there are.
    """
    found = packaged_mappings().get(name.strip().casefold())
    if found is None:
        raise UsageError(
            "No mapping “{name}” comes with Accord. There are: {names}.",
            name=name,
            names=", ".join(packaged_mappings()),
        )
    return found
