"""Data files in YAML, parsed by the C library if PyYAML has it (ten times as fast); package data is cached compiled.

Importing PyYAML takes 20 ms, longer than most questions take.
"""

from __future__ import annotations

from importlib.util import source_hash
from pathlib import Path
from typing import Any

from graph.text.compiled import read_or_make


def load_yaml(text: str) -> Any:  # noqa: ANN401 (what a YAML text holds is known to its caller)
    """Return the content of a YAML text; only plain values are made."""
    import yaml  # imported here because cached files do not need it

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)


def load_yaml_file(path: Path) -> Any:  # noqa: ANN401
    """Return the content of a YAML file of a package, from its compiled form if that is up to date."""
    text = path.read_bytes()
    return read_or_make(path, source_hash(text), lambda: load_yaml(text.decode("utf-8")))
