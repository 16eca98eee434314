"""One notation for the content of claims and of nodes: the name of an attribute, and its value.

Evidence in a graph document names the attributes that it supports:

    title:fr  summary:en  text:en  name:fr  abbreviation:en  label:en     the text in a language
    lead  part_of  by  initiative  broader                                an identifier
    kind  status  level  scheme  published  received  since  until        a value
    code:SYSTEM  member:ID                                                the code; the role
    priority:RANK:fr  prose:PART:NUMBER:fr                                the text in a language
    theme:ID  submitted:ID  missing:ID  date:KIND:EDTF                    all is in the name
    alternative:fr:TEXT  definition:fr:TEXT  external_partner:TEXT        all is in the name
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from graph.values import UNKNOWN_LANGUAGE

_TEXTS: Final = frozenset({"title", "summary", "text", "name", "abbreviation", "label"})
_OBJECTS: Final = frozenset({"lead", "part_of", "by", "initiative", "broader"})
_IN_NAME: Final = frozenset({"theme", "submitted", "missing"})


class Content(NamedTuple):
    """The content of a claim."""

    predicate: str
    object: str | None = None
    value: str | None = None
    qualifier: str | None = None
    language: str | None = None


def to_attribute(claim: Content) -> tuple[str, str]:
    """Return the attribute of a claim, and its value ("" if the name of the attribute holds it).

    >>> to_attribute(Content("title", value="Portail", language="fr"))
    ('title:fr', 'Portail')
    >>> to_attribute(Content("date", value="2021-07", qualifier="launch"))
    ('date:launch:2021-07', '')
    """
    predicate, target, value = claim.predicate, claim.object or "", claim.value or ""
    language, qualifier = claim.language or UNKNOWN_LANGUAGE, claim.qualifier or ""
    if predicate in _TEXTS:
        return f"{predicate}:{language}", value
    if predicate in _OBJECTS:
        return predicate, target
    if predicate in _IN_NAME:
        return f"{predicate}:{target}", ""
    match predicate:
        case "member":
            return f"member:{target}", qualifier or "partner"
        case "code":
            return f"code:{qualifier}", value
        case "priority" | "prose":
            return f"{predicate}:{qualifier}:{language}", value
        case "date":
            return f"date:{qualifier or 'milestone'}:{value}", ""
        case "alternative" | "definition":
            return f"{predicate}:{language}:{value}", ""
        case "external_partner":
            return f"external_partner:{value}", ""
    return predicate, value


def parse_attribute(name: str, value: str) -> Content:
    """Return the content of the claim for an attribute: the inverse of `to_attribute`."""
    predicate, _, rest = name.partition(":")
    first, _, second = rest.partition(":")
    if predicate in _TEXTS:
        return Content(predicate, value=value, language=rest)
    if predicate in _OBJECTS:
        return Content(predicate, object=value)
    if predicate in _IN_NAME:
        return Content(predicate, object=rest)
    match predicate:
        case "member":
            return Content(predicate, object=rest, qualifier=value)
        case "code":
            return Content(predicate, value=value, qualifier=rest)
        case "priority" | "prose":
            rank, _, language = rest.rpartition(":")
            return Content(predicate, value=value, qualifier=rank, language=language)
        case "date":
            return Content(predicate, value=second, qualifier=first)
        case "alternative" | "definition":
            return Content(predicate, value=second, language=first)
        case "external_partner":
            return Content(predicate, value=rest)
    return Content(predicate, value=value)


def node_attributes(node: Mapping[str, Any]) -> dict[str, str]:
    """Return all attributes of a node of a graph document (as JSON), in the order of its fields."""
    return dict(map(to_attribute, _iter_claims(node)))


_PLURALS: Final = {
    "titles": "title", "summaries": "summary", "texts": "text", "names": "name", "abbreviations": "abbreviation",
    "labels": "label",
}  # fmt: skip
_VALUES: Final = ("kind", "status", "level", "scheme", "published", "received", "since", "until")


def _iter_claims(node: Mapping[str, Any]) -> Iterator[Content]:
    for name in _VALUES:
        if node.get(name) is not None:
            yield Content(name, value=str(node[name]))
    for plural, name in _PLURALS.items():
        yield from (Content(name, value=text, language=language) for language, text in node.get(plural, {}).items())
    yield from (Content(name, object=node[name]) for name in sorted(_OBJECTS) if node.get(name))
    yield from _iter_listed(node)
    for rank, texts in enumerate(_priority_texts(node), start=1):
        yield from (Content("priority", None, text, str(rank), language) for language, text in texts.items())


def _iter_listed(node: Mapping[str, Any]) -> Iterator[Content]:
    yield from (Content("theme", object=theme) for theme in node.get("themes", ()))
    yield from (Content("missing", object=one) for one in node.get("missing", ()))
    yield from (Content("submitted", object=s["jurisdiction"]) for s in node.get("submissions", ()) if s["received"])
    yield from (Content("member", object=m["jurisdiction"], qualifier=m["role"]) for m in node.get("members", ()))
    yield from (Content("code", value=code, qualifier=system) for system, code in node.get("codes", {}).items())
    yield from (Content("date", value=d["edtf"], qualifier=d["kind"]) for d in node.get("dates", ()))
    yield from (Content("external_partner", value=name) for name in node.get("external_partners", ()))
    for language, texts in node.get("alternatives", {}).items():
        yield from (Content("alternative", value=text, language=language) for text in texts)


def _priority_texts(node: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the priorities of an edition by language; plain texts are in the language of the edition."""
    plain = [{node.get("language") or UNKNOWN_LANGUAGE: text} for text in node.get("priorities", ())]
    return node.get("priority_texts") or plain
