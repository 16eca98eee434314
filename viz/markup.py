"""Build HTML from elements, so that all text is escaped."""

from __future__ import annotations

import base64
import hashlib
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
# Control characters that reorder or hide text and could disguise a title.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# The same characters in JSON: some literal, some as escapes (after an even number of backslashes).
_WRITTEN_PLAIN = [chr(code) for code in (0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
_WRITTEN_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u00[01][0-9a-f]|[bf])")


class Markup(str):
    """Text that is HTML."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Return text escaped for element content and quoted attributes; HTML is returned unchanged."""
    return text if isinstance(text, Markup) else Markup(html.escape(_CONTROLS.sub("", text), quote=True))


def element(name: str, *children: str, **attributes: str | bool | int | None) -> Markup:
    """Return an element. Underscores in attribute names are written as hyphens, without those at the end: `class_`.

    Attributes that are None or False are omitted; True is written without a value.
    """
    return Markup(f"<{name}{_attributes(attributes)}>{join(children)}</{name}>")


def join(parts: Iterable[str]) -> Markup:
    """Return pieces of HTML and text as one, with the text escaped."""
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
    """Return JSON that is safe inside a script element: nothing in it can end the element or start a comment.

    Control characters that could disguise text are removed. Plain replacement is the fastest way for the twenty
    megabytes of a large graph.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for control in _WRITTEN_PLAIN:
        text = text.replace(control, "")
    if any(escape in text for escape in ("\\u00", "\\b", "\\f")):
        text = _WRITTEN_ESCAPED.sub(lambda match: match[1], text)
    for character, escaped in _JSON_ESCAPES.items():
        text = text.replace(character, escaped)
    return text


def policy_hash(text: str) -> str:
    """Return the source expression that allows exactly this script or style in a Content-Security-Policy."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
