"""The relationships of a graph document, each with the evidence that supports it.

A graph document keeps evidence with its nodes; each entry names the attributes that it supports. So the evidence of a
relationship is that of the node whose attribute it is: the lead of an initiative, a member of a partnership.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from graph.exchange.stored_document import Finder, node_finder

Json = Mapping[str, Any]


class Relation(NamedTuple):
    """A relationship: the identifiers of two nodes, its type as in Cypher, and its evidence."""

    start: str
    end: str
    type: str
    attributes: Mapping[str, Any]
    evidence: Sequence[Json]


def iter_relations(document: Json) -> Iterator[Relation]:
    """Yield the relationships of a graph document, in the order of its nodes.

    Args:
        document: what `graph.exchange.document.export_document` returns; its evidence says what it supports.
    """
    usual = {source["id"]: source["edition"] for source in document["sources"]}
    initiative = node_finder(document["initiatives"])
    partners = _Partners(document, initiative)
    known = {node["id"] for node in document["editions"]}
    for node in document["jurisdictions"]:
        yield from _link(node, "part_of", "PART_OF")
    for node in document["themes"]:
        yield from _link(node, "broader", "BROADER")
    for node in document["editions"]:
        yield from _of_edition_node(node)
    for node in document["initiatives"]:
        yield from _of_initiative(node, partners)
        yield from _reported_in(node, "REPORTED_IN", node["editions"], usual)
    for node in document["partnerships"]:
        yield from _of_partnership(node, initiative)
    for node in document["needs"]:
        if node["by"]:
            yield Relation(node["by"], node["id"], "ASKS", {}, supporting(node, "by", node["by"]))
        yield from _reported_in(node, "ASKED_IN", known & {node["edition"]}, usual)
        yield from _about(node)


def supporting(node: Json, attribute: str, value: str | None = None) -> list[Json]:
    """Return the entries of a node's evidence that support an attribute.

    Args:
        node: a node of a graph document.
        attribute: its name in the notation of `graph.exchange.attributes`.
        value: the value that they have to say, where the name of the attribute does not hold it.
    """
    return [
        entry
        for entry in node["evidence"]
        if attribute in entry["supports"] and (value is None or entry.get("says", {}).get(attribute, value) == value)
    ]


def _of_edition_node(node: Json) -> Iterator[Relation]:
    """Yield who submitted a report for an edition, and who did not."""
    for sent in node["submissions"]:
        one = sent["jurisdiction"]
        if sent["received"]:
            found = supporting(node, f"submitted:{one}")
            yield Relation(one, node["id"], "SUBMITTED", {"approval": sent["approval"]}, found)
        else:
            yield Relation(one, node["id"], "DID_NOT_SUBMIT", {}, supporting(node, f"missing:{one}"))


def _of_initiative(node: Json, partners: _Partners) -> Iterator[Relation]:
    """Yield the lead, partners and themes of an initiative, and what it is a part of."""
    if node["lead"]:
        yield Relation(node["lead"], node["id"], "LEADS", {}, supporting(node, "lead", node["lead"]))
    found = partners.evidence(node["id"]) if node["partners"] else {}
    for one in node["partners"]:
        yield Relation(one, node["id"], "PARTNERS_IN", {}, found.get(one, []))
    for theme in node["themes"]:
        entries = supporting(node, f"theme:{theme}")
        yield Relation(node["id"], theme, "ADDRESSES", {"stated": any(each["stated"] for each in entries)}, entries)
    yield from _link(node, "part_of", "PART_OF")


def _of_partnership(node: Json, initiative: Finder) -> Iterator[Relation]:
    for member in node["members"]:
        found = supporting(node, f"member:{member['jurisdiction']}")
        yield Relation(member["jurisdiction"], node["id"], "MEMBER_OF", {"role": member["role"]}, found)
    yield from _about(node, initiative(node["initiative"]))


def _link(node: Json, name: str, kind: str) -> Iterator[Relation]:
    if target := node[name]:
        yield Relation(node["id"], target, kind, {}, supporting(node, name, target))


def _about(node: Json, initiative: Json | None = None) -> Iterator[Relation]:
    """Yield what a partnership or a need is about: its initiative and its themes, which it may have from that."""
    yield from _link(node, "initiative", "ABOUT")
    for theme in node["themes"]:
        found = supporting(node, f"theme:{theme}") or (supporting(initiative, f"theme:{theme}") if initiative else [])
        yield Relation(node["id"], theme, "ON_THEME", {}, found)


def _reported_in(node: Json, kind: str, editions: Iterable[str], usual: Mapping[str, str | None]) -> Iterator[Relation]:
    """Yield the editions of a node with the evidence from each: what names the node there, else the first of it."""
    for edition in editions:
        found = [entry for entry in node["evidence"] if entry.get("edition", usual.get(entry["source"])) == edition]
        naming = [entry for entry in found if any(name.startswith(("title:", "text:")) for name in entry["supports"])]
        yield Relation(node["id"], edition, kind, {}, naming or found[:1])


class _Partners:
    """The evidence of partners: that of the partnerships they are members of.

    Who is a partner in a part of an initiative is one in the whole.
    """

    def __init__(self, document: Json, initiative: Finder) -> None:
        self._partnership = node_finder(document["partnerships"])
        self._about: dict[str, list[str]] = defaultdict(list)  # partnerships by initiative
        for node in document["partnerships"]:
            about = initiative(node["initiative"])
            for whole in (about["id"], about["part_of"]) if about else ():
                if whole:
                    self._about[whole].append(node["id"])

    def evidence(self, initiative: str) -> Mapping[str, Sequence[Json]]:
        """Return the evidence of the partners in an initiative, by partner."""
        found: dict[str, list[Json]] = defaultdict(list)
        for identifier in self._about.get(initiative, ()):
            node = self._partnership(identifier)
            for member in node["members"] if node else ():
                one = member["jurisdiction"]
                found[one] += supporting(node or {}, f"member:{one}")
        return found
