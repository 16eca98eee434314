"""What a claim says, and what the attributes of a node say, in one notation: an attribute and its value.

Evidence in a graph document names the attributes that it bears out:

    title:fr  summary:en  text:en  name:fr  abbreviation:en  label:en     the text in a language
    lead  part_of  by  initiative  broader                                an identifier
    kind  status  level  scheme  published  received  since  until        a value
    code:SYSTEM  member:ID                                                the code; the role
    priority:RANK:fr                                                      the text in a language
    theme:ID  submitted:ID  missing:ID  date:KIND:EDTF                    all is in the name
    alternative:fr:TEXT  external_partner:TEXT                            all is in the name
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from graph.values import UNKNOWN_LANGUAGE

_TEXTS: Final = frozenset({"title", "summary", "text", "name", "abbreviation", "label"})
_OBJECTS: Final = frozenset({"lead", "part_of", "by", "initiative", "broader"})
_LISTED: Final = frozenset({"theme", "submitted", "missing"})


class Said(NamedTuple):
    """The parts of a claim that say something."""

    predicate: str
    object: str | None = None
    value: str | None = None
    qualifier: str | None = None
    language: str | None = None


def attribute(said: Said) -> tuple[str, str]:
    """The attribute that a claim is about, and its value ("" where the attribute's name holds it).

    >>> attribute(Said("title", value="Portail", language="fr"))
    ('title:fr', 'Portail')
    >>> attribute(Said("date", value="2021-07", qualifier="launch"))
    ('date:launch:2021-07', '')
    """
    predicate, target, value = said.predicate, said.object or "", said.value or ""
    language, qualifier = said.language or UNKNOWN_LANGUAGE, said.qualifier or ""
    if predicate in _TEXTS:
        return f"{predicate}:{language}", value
    if predicate in _OBJECTS:
        return predicate, target
    if predicate in _LISTED:
        return f"{predicate}:{target}", ""
    match predicate:
        case "member":
            return f"member:{target}", qualifier or "partner"
        case "code":
            return f"code:{qualifier}", value
        case "priority":
            return f"priority:{qualifier}:{language}", value
        case "date":
            return f"date:{qualifier or 'milestone'}:{value}", ""
        case "alternative":
            return f"alternative:{language}:{value}", ""
        case "external_partner":
            return f"external_partner:{value}", ""
    return predicate, value


def parts(name: str, value: str) -> Said:
    """The claim that gives an attribute its value: the inverse of `attribute`."""
    predicate, _, rest = name.partition(":")
    first, _, second = rest.partition(":")
    if predicate in _TEXTS:
        return Said(predicate, value=value, language=rest)
    if predicate in _OBJECTS:
        return Said(predicate, object=value)
    if predicate in _LISTED:
        return Said(predicate, object=rest)
    match predicate:
        case "member":
            return Said(predicate, object=rest, qualifier=value)
        case "code":
            return Said(predicate, value=value, qualifier=rest)
        case "priority":
            rank, _, language = rest.rpartition(":")
            return Said(predicate, value=value, qualifier=rank, language=language)
        case "date":
            return Said(predicate, value=second, qualifier=first)
        case "alternative":
            return Said(predicate, value=second, language=first)
        case "external_partner":
            return Said(predicate, value=rest)
    return Said(predicate, value=value)


def attributes(node: Mapping[str, Any]) -> dict[str, str]:
    """All attributes of a node of a graph document (as JSON), in the order of its fields."""
    return dict(map(attribute, _said(node)))


_PLURALS: Final = {
    "titles": "title", "summaries": "summary", "texts": "text", "names": "name", "abbreviations": "abbreviation",
    "labels": "label",
}  # fmt: skip
_VALUES: Final = ("kind", "status", "level", "scheme", "published", "received", "since", "until")


def _said(node: Mapping[str, Any]) -> Iterator[Said]:
    for name in _VALUES:
        if node.get(name) is not None:
            yield Said(name, value=str(node[name]))
    for plural, name in _PLURALS.items():
        yield from (Said(name, value=text, language=language) for language, text in node.get(plural, {}).items())
    yield from (Said(name, object=node[name]) for name in sorted(_OBJECTS) if node.get(name))
    yield from _listed(node)
    for rank, texts in enumerate(_priorities(node), start=1):
        yield from (Said("priority", None, text, str(rank), language) for language, text in texts.items())


def _listed(node: Mapping[str, Any]) -> Iterator[Said]:
    yield from (Said("theme", object=theme) for theme in node.get("themes", ()))
    yield from (Said("missing", object=one) for one in node.get("missing", ()))
    yield from (Said("submitted", object=s["jurisdiction"]) for s in node.get("submissions", ()) if s["received"])
    yield from (Said("member", object=m["jurisdiction"], qualifier=m["role"]) for m in node.get("members", ()))
    yield from (Said("code", value=code, qualifier=system) for system, code in node.get("codes", {}).items())
    yield from (Said("date", value=d["edtf"], qualifier=d["kind"]) for d in node.get("dates", ()))
    yield from (Said("external_partner", value=name) for name in node.get("external_partners", ()))
    for language, texts in node.get("alternatives", {}).items():
        yield from (Said("alternative", value=text, language=language) for text in texts)


def _priorities(node: Mapping[str, Any]) -> list[dict[str, str]]:
    """The priorities of an edition with their languages; plain texts are in the edition's language."""
    plain = [{node.get("language") or UNKNOWN_LANGUAGE: text} for text in node.get("priorities", ())]
    return node.get("priority_texts") or plain
