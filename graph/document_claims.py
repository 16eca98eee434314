"""From a graph document back to the claims that it was made from.

Each evidence entry names the attributes that it supports. In a document that somebody else wrote, evidence may name
none, or be missing: then the node's first evidence supports all, else the document itself does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from pydantic import ValidationError

from graph.claims import Approved, Claim, Kind, Place, Reading, note, partnership_id
from graph.errors import SourceError
from graph.jurisdictions import entries
from graph.model import (
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
from graph.sqlite_store import COUNCIL
from graph.themes import concepts

RULE = "graph-document"
Node = Jurisdiction | Theme | Edition | Initiative | Partnership | Need
KINDS: dict[type, Kind] = {
    Jurisdiction: "jurisdiction",
    Theme: "theme",
    Edition: "edition",
    Initiative: "initiative",
    Partnership: "partnership",
    Need: "need",
}
# predicate -> (object, value, qualifier, language) of a claim
Said = tuple[str, str | None, str | None, str | None, str | None]


def parse(text: str, name: str) -> GraphDocument:
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


def readings(document: GraphDocument, carrier: Source) -> list[Reading]:
    """One reading for each source of the document, and one for what only the document itself says.

    Args:
        document: the graph document.
        carrier: the file that the document was read from.
    """
    known = {source.id: source for source in document.sources}
    claims: dict[str, list[Claim]] = defaultdict(list)
    nodes: list[Node] = [
        *document.jurisdictions, *document.themes, *document.editions, *document.initiatives,
        *document.partnerships, *document.needs, *_implied(document),
    ]  # fmt: skip
    for node in nodes:
        for source, claim in _claims(node, known, carrier):
            claims[source].append(claim)
    unplaced = defaultdict(list)
    for text in document.unplaced:
        unplaced[text.source].append(text)
    approvals = list(_approvals(document))
    made = [
        Reading(source=source, claims=claims[source.id], approvals=approvals, unplaced=unplaced[source.id])
        for source in document.sources
    ]
    if claims[carrier.id] or not made:
        made.append(Reading(source=carrier, claims=claims[carrier.id], approvals=approvals))
    if document.audience != "secretariat":
        said = note("It holds only what the audience “{audience}” may see.", audience=document.audience)
        made[0] = made[0].model_copy(update={"notes": [said]})
    return made


def _approvals(document: GraphDocument) -> Iterator[Approved]:
    for edition in document.editions:
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


def _claims(node: Node, known: dict[str, Source], carrier: Source) -> Iterator[tuple[str, Claim]]:
    said = {_support(s): s for s in _said(node)}
    evidence = node.evidence
    if not evidence:
        if _in_vocabulary(node):
            return
        evidence = [Evidence(source=carrier.id, stated=True, rule=RULE)]
    for number, entry in enumerate(evidence):
        supports = entry.supports
        if not supports and number == 0 and not any(e.supports for e in evidence):
            supports = list(said)
        source = known.get(entry.source, carrier)
        place = Place(page=entry.page, sheet=entry.sheet, cell=entry.cell, line=entry.line, quote=entry.quote)
        for support in supports:
            if support in said:
                predicate, target, value, qualifier, language = said[support]
                yield source.id, Claim(
                    kind=KINDS[type(node)], subject=node.id, predicate=predicate, object=target, value=value,
                    qualifier=qualifier, language=language, edition=entry.edition or _edition(node, source),
                    reported_by=entry.reported_by, place=place, stated=entry.stated, rule=entry.rule,
                )  # fmt: skip


def _edition(node: Node, source: Source) -> str | None:
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


def _in_vocabulary(node: Node) -> bool:
    return (isinstance(node, Jurisdiction) and node.id in entries()) or (
        isinstance(node, Theme) and node.id in concepts()
    )


def _support(said: Said) -> str:
    from graph.document import supported

    predicate, target, value, qualifier, language = said
    return supported(
        {
            "predicate": predicate,
            "object": target,
            "value": value,
            "qualifier": qualifier,
            "language": language,
        }
    )


def _said(node: Node) -> Iterator[Said]:
    """What the attributes of a node say, as the parts of claims."""
    match node:
        case Jurisdiction():
            yield from _texts("name", node.names)
            yield from _texts("abbreviation", node.abbreviations)
            yield ("level", None, node.level, None, None)
            yield from (("code", None, code, system, None) for system, code in node.codes.items())
            yield from _objects("part_of", node.part_of)
        case Theme():
            yield from _texts("label", node.labels)
            for language, texts in node.alternatives.items():
                yield from (("alternative", None, text, None, language) for text in texts)
            yield from _objects("broader", node.broader)
            yield ("scheme", None, node.scheme, None, None)
        case Edition():
            yield from _edition_said(node)
        case Initiative():
            yield from _initiative_said(node)
        case Partnership():
            yield from (("member", m.jurisdiction, None, m.role, None) for m in node.members)
            yield from _objects("initiative", node.initiative)
            yield from _objects("theme", *node.themes)
            yield from _values(since=node.since, until=node.until)
        case Need():
            yield from _values(kind=node.kind)
            yield from _objects("by", node.by)
            yield from _texts("text", node.texts)
            yield from _objects("theme", *node.themes)
            yield from _objects("initiative", node.initiative)


def _edition_said(node: Edition) -> Iterator[Said]:
    yield from _values(published=node.published, received=None if node.received is None else str(node.received))
    yield from (("submitted", s.jurisdiction, None, None, None) for s in node.submissions if s.received)
    yield from _objects("missing", *node.missing)
    texts = node.priority_texts or [{node.language or "und": text} for text in node.priorities]
    for rank, by_language in enumerate(texts, start=1):
        yield from (("priority", None, text, str(rank), language) for language, text in by_language.items())


def _initiative_said(node: Initiative) -> Iterator[Said]:
    yield from _values(kind=node.kind)
    yield from _texts("title", node.titles)
    yield from _texts("summary", node.summaries)
    yield from _objects("lead", node.lead)
    yield from _values(status=node.status)
    yield from (("date", None, d.edtf, d.kind, None) for d in node.dates)
    yield from _objects("part_of", node.part_of)
    yield from _objects("theme", *node.themes)
    yield from (("external_partner", None, name, None, None) for name in node.external_partners)


def _texts(predicate: str, texts: dict[str, str]) -> Iterator[Said]:
    yield from ((predicate, None, text, None, language) for language, text in texts.items())


def _objects(predicate: str, *targets: str | None) -> Iterator[Said]:
    yield from ((predicate, target, None, None, None) for target in targets if target)


def _values(**values: str | None) -> Iterator[Said]:
    yield from ((predicate, None, value, None, None) for predicate, value in values.items() if value)


def load_json(data: bytes, name: str) -> GraphDocument:
    """A graph document from the bytes of a file.

    Raises:
        SourceError: when they are no UTF-8, no JSON or no graph document.
    """
    try:
        text = data.decode("utf-8-sig")
        json.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SourceError("{file} is not JSON in UTF-8: {reason}.", file=name, reason=error) from error
    return parse(text, name)
