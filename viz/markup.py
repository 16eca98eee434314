"""HTML made from elements, so that text is escaped by construction."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_JSON_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\N{LINE SEPARATOR}": "\\u2028",
        "\N{PARAGRAPH SEPARATOR}": "\\u2029",
    }
)


# Controls that turn text around or hide in it: they could make a title read as what it is not.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Text made safe between tags and inside quoted attributes; HTML stays as it is."""
    return text if isinstance(text, Markup) else Markup(html.escape(_CONTROLS.sub("", text), quote=True))


def element(name: str, *children: str, **attributes: str | bool | int | None) -> Markup:
    """One element. Trailing and inner underscores in attribute names mean nothing and a hyphen: `class_`, `aria_label`.

    An attribute that is None or False is left out; True stands alone.
    """
    return Markup(f"<{name}{_attributes(attributes)}>{join(children)}</{name}>")


def join(parts: Iterable[str]) -> Markup:
    """Pieces of HTML and text, one after the other."""
    return Markup("".join(escape(part) for part in parts))


def _attributes(attributes: dict[str, str | bool | int | None]) -> str:
    written = []
    for name, value in attributes.items():
        spelled = name.rstrip("_").replace("_", "-")
        if value is True:
            written.append(f" {spelled}")
        elif value is not None and value is not False:
            written.append(f' {spelled}="{html.escape(str(value), quote=True)}"')
    return "".join(written)


def script_json(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it can end the element or start a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
