"""Fill in the macros of patterns that are data: ``{name}`` stands for a pattern of that name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_MACRO: Final = re.compile(r"\{([a-z_]+)\}")


def fill_macros(pattern: str, macros: Mapping[str, str]) -> str:
    """Return a pattern with its macros filled in, those within macros included.

    Raises:
        KeyError: there is no such macro.

    >>> fill_macros("the {work}", {"work": "(?:{kind}|plan)", "kind": "project"})
    'the (?:project|plan)'
    """
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda found: macros[found[1]], pattern)
    return pattern
