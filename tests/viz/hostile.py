"""The council's document as an enemy would fill it in: markup, script, and names that JavaScript treats as its own."""

from __future__ import annotations

from typing import Any

BAD = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\" onmouseover='window.hacked=1' x=\"",
    "javascript:window.hacked=1",
    "{{data}}${window.hacked=1}{n}",
    "\N{RIGHT-TO-LEFT OVERRIDE}<!--\N{LINE SEPARATOR}-->",
)
FIXED = {"format", "audience", "level", "kind", "status", "role", "scheme", "approval", "media_type", "language"}
FIXED |= {"edtf", "start", "end", "published"}
IDENTIFIERS = {
    "id",
    "by",
    "for",
    "with",
    "lead",
    "partners",
    "jurisdiction",
    "missing",
    "edition",
    "editions",
    "source",
}
IDENTIFIERS |= {"theme", "themes", "broader", "initiative", "initiatives", "part_of"}
RENAMED = {
    "CRA": "__proto__",
    "CA-AB": "constructor",
    "CA-ON": "javascript:window.hacked=1",
    "digital-identity": "__proto__",
    "data": "</script><script>window.hacked=1</script>",
    "2022-winter": '"><img/src=x/onerror=window.hacked=1>',
}


def _spoil(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _spoil(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_spoil(item, key) for item in value]
    if not isinstance(value, str) or key in FIXED:
        return value
    if key in IDENTIFIERS:
        return RENAMED.get(value, value + "'\"<b>")
    return value + BAD[len(value) % len(BAD)]


def hostile_document(document: dict[str, Any]) -> dict[str, Any]:
    """The document with bad text in every field that people fill in, identifiers included; still one graph."""
    return _spoil(document)


def hostile_opportunities(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that go with it."""
    return _spoil(rows)
