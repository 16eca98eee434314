"""The texts of exports in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.text.yaml import load_yaml_file


@cache
def load_texts() -> Mapping[str, Any]:
    """Return the content of `wording.yaml`."""
    loaded: Mapping[str, Any] = load_yaml_file(Path(__file__).parent / "wording.yaml")
    return loaded


def text(section: str, key: str, language: str) -> str:
    """Return a text of a section in a language.

    Raises:
        KeyError: there is no such text.
    """
    return str(load_texts()[section][key][language])
