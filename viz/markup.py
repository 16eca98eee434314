"""HTML made from elements, so that text is escaped by construction."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_JSON_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\N{LINE SEPARATOR}": "\\u2028",
    "\N{PARAGRAPH SEPARATOR}": "\\u2029",
}
# Controls that turn text around or hide in it: they could make a title read as what it is not.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# The same as JSON writes them: some as they are, some as escapes (after an even number of backslashes).
_WRITTEN_PLAIN = [chr(code) for code in (0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
_WRITTEN_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u00[01][0-9a-f]|[bf])")


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
    """JSON that may stand inside a script element: nothing in it can end the element or start a comment.

    Controls that could make a text read as what it is not are left out. Plain replacing is what is fast on the
    twenty megabytes of a large graph.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for control in _WRITTEN_PLAIN:
        text = text.replace(control, "")
    if any(escape in text for escape in ("\\u00", "\\b", "\\f")):
        text = _WRITTEN_ESCAPED.sub(lambda match: match[1], text)
    for character, escaped in _JSON_ESCAPES.items():
        text = text.replace(character, escaped)
    return text
