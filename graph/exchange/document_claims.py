"""From a graph document back to the claims that it was made from.

Each evidence entry names the attributes that it supports. In a document that somebody else wrote, evidence may name
none, or be missing: then the node's first evidence supports all, else the document itself does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from pydantic import ValidationError

from graph.claims import Claim, Kind, Place, Reading, ReadingSummary, note, partnership_id
from graph.errors import SourceError
from graph.exchange.attributes import node_attributes, parse_attribute
from graph.model import (
    Approved,
    Edition,
    Evidence,
    GraphDocument,
    Initiative,
    Jurisdiction,
    Need,
    Partnership,
    Source,
    Theme,
)
from graph.values import AUDIENCES, COUNCIL, UNKNOWN_LANGUAGE
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts

RULE = "graph-document"
NUMBERED_SOURCE = "document-"  # how identifiers of sources begin that only the secretariat knows by name and hash
Node = Jurisdiction | Theme | Edition | Initiative | Partnership | Need
KINDS: dict[type, Kind] = {
    Jurisdiction: "jurisdiction",
    Theme: "theme",
    Edition: "edition",
    Initiative: "initiative",
    Partnership: "partnership",
    Need: "need",
}


def parse_document(text: str, name: str) -> GraphDocument:
    """A graph document from its JSON.

    Raises:
        SourceError: when it is not one; names the place in it.
    """
    try:
        return GraphDocument.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise SourceError(
            "{file} is not a graph document of Accord: at {place}, {reason} ({count} problems in all).",
            file=name,
            place=".".join(str(part) for part in first["loc"]) or "its beginning",
            reason=first["msg"],
            count=error.error_count(),
        ) from error


def document_readings(document: GraphDocument, carrier: Source) -> list[Reading]:
    """One reading for each source of the document, and one for what only the document itself says.

    Args:
        document: the graph document.
        carrier: the file that the document was read from.
    """
    document = with_own_sources(document, carrier)
    known = {source.id: source for source in document.sources}
    claims: dict[str, list[Claim]] = defaultdict(list)
    nodes: list[Node] = [
        *document.jurisdictions, *document.themes, *document.editions, *document.initiatives,
        *document.partnerships, *document.needs, *_implied(document),
    ]  # fmt: skip
    for node in nodes:
        for source, claim in iter_claims(node, known, carrier):
            claims[source].append(claim)
    return arrange_readings(document, claims, carrier)


def arrange_readings(document: GraphDocument, claims: Mapping[str, Iterable[Claim]], carrier: Source) -> list[Reading]:
    """Return the readings of a document whose claims are made.

    Args:
        document: the document; its nodes other than editions are not looked at.
        claims: the claims of each source that has any, by its identifier.
        carrier: the file that the document was read from.
    """
    unplaced = defaultdict(list)
    for text in document.unplaced:
        unplaced[text.source].append(text)
    approvals = list(_approvals(document))
    made = [
        Reading(source, claims.get(source.id, ()), approvals, ReadingSummary(unplaced[source.id]))
        for source in document.sources
    ]
    if carrier.id in claims or not made:
        made.append(Reading(carrier, claims.get(carrier.id, ()), approvals))
    if document.audience != "secretariat":
        remark = note("It holds only what {audience} may see.", audience=document.audience)
        made[0] = replace(made[0], remarks=ReadingSummary(made[0].unplaced, [remark]))
    return made


def own_identifiers(document: GraphDocument, carrier: Source) -> dict[str, str]:
    """Return other identifiers for numbered sources: another document has the same numbers."""
    return {
        source.id: sha256(f"{carrier.id} {source.id}".encode()).hexdigest()
        for source in document.sources
        if document.audience != AUDIENCES[-1] and source.id.startswith(NUMBERED_SOURCE)
    }


def with_own_sources(document: GraphDocument, carrier: Source) -> GraphDocument:
    """Return a document whose numbered sources have the identifiers of `own_identifiers`."""
    if not (own := own_identifiers(document, carrier)):
        return document
    made = document.model_dump(exclude_unset=True)
    for source in made["sources"]:
        source["id"] = own.get(source["id"], source["id"])
    for nodes in ("jurisdictions", "themes", "editions", "initiatives", "partnerships", "needs"):
        for entry in (entry for node in made.get(nodes, ()) for entry in node.get("evidence", ())):
            entry["source"] = own.get(entry["source"], entry["source"])
    for text in made.get("unplaced", ()):
        text["source"] = own.get(text["source"], text["source"])
    return GraphDocument.model_validate(made)


def _approvals(document: GraphDocument) -> Iterator[Approved]:
    yield from document.approvals
    for edition in () if document.approvals else document.editions:
        yield Approved(jurisdiction=COUNCIL, edition=edition.id, approval=edition.approval)
        for sent in edition.submissions:
            yield Approved(jurisdiction=sent.jurisdiction, edition=edition.id, approval=sent.approval)


def _implied(document: GraphDocument) -> Iterator[Partnership]:
    """The partnerships that a foreign document gives only as lists of partners."""
    about = {p.initiative for p in document.partnerships}
    for i in document.initiatives:
        if i.lead and i.partners and i.id not in about and not any(e.supports for e in i.evidence):
            yield Partnership.model_validate(
                {
                    "id": partnership_id(i.id, frozenset([i.lead, *i.partners])),
                    "members": [
                        {"jurisdiction": i.lead, "role": "lead"},
                        *({"jurisdiction": p, "role": "partner"} for p in i.partners),
                    ],
                    "initiative": i.id,
                    "evidence": i.evidence,
                }
            )


def iter_claims(node: Node, known: Mapping[str, Source], carrier: Source) -> Iterator[tuple[str, Claim]]:
    """Yield what a node is made from: the identifier of a source, and a claim.

    Args:
        node: a node of a graph document.
        known: the sources of the document, by identifier.
        carrier: the file that the document was read from.
    """
    values = node_attributes(node.model_dump())
    evidence = node.evidence
    if not evidence:
        if _is_implied(node):
            return
        evidence = [Evidence(source=carrier.id, stated=True, rule=RULE)]
    unassigned = not any(e.supports for e in evidence)
    for number, entry in enumerate(evidence):
        supports = list(values) if unassigned and number == 0 else entry.supports
        source = known.get(entry.source, carrier)
        place = Place(page=entry.page, sheet=entry.sheet, cell=entry.cell, line=entry.line, quote=entry.quote)
        for support in supports:
            value = entry.says.get(support, values.get(support))
            if value is not None:
                yield source.id, Claim(
                    kind=KINDS[type(node)], subject=entry.named or node.id, **parse_attribute(support, value)._asdict(),
                    edition=_edition(entry, node, source), reported_by=entry.reported_by, place=place,
                    stated=entry.stated, rule=entry.rule, confidence=entry.confidence, accepted=entry.accepted,
                    proposed=entry.proposed,
                )  # fmt: skip


def _edition(entry: Evidence, node: Node, source: Source) -> str | None:
    """Return the edition that evidence is of: the one given, which may be none, else that of its source or node."""
    if "edition" in entry.model_fields_set:
        return entry.edition
    if source.edition:
        return source.edition
    match node:
        case Edition():
            return node.id
        case Need():
            return node.edition
        case Initiative() if node.editions:
            return node.editions[-1]
    return None


def _is_implied(node: Node) -> bool:
    """Whether the vocabulary says it, or a node of which only the identifier is known would say it too."""
    match node:
        case Jurisdiction(id=identifier):
            return identifier in entries() or node == Jurisdiction(
                id=identifier, level="other", names={UNKNOWN_LANGUAGE: identifier}
            )
        case Theme(id=identifier):
            return identifier in concepts() or node == Theme(id=identifier, labels={UNKNOWN_LANGUAGE: identifier})
    return False


def load_document(data: bytes, name: str) -> GraphDocument:
    """A graph document from the bytes of a file.

    Raises:
        SourceError: they are not UTF-8, not JSON or not a graph document.
    """
    try:
        text = data.decode("utf-8-sig")
        json.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SourceError("{file} is not JSON in UTF-8: {reason}.", file=name, reason=error) from error
    return parse_document(text, name)
