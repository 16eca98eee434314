"""A graph document as linked data: JSON-LD, and the same as Turtle.

Themes are SKOS concepts; jurisdictions organisations, partnerships collaborations and their members memberships of ORG;
what a fact comes from is a qualified primary source of PROV; the export describes itself as a DCAT data set. Themes of
the data have SKOS matches in the vocabulary (`graph.vocabulary.theme_matches`), which are suggestions. `terms.py` has
what these vocabularies lack, `shapes.ttl` what each export satisfies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from graph.vocabulary.theme_matches import match_vocabulary
from graph.vocabulary.themes import concepts
from viz.export.cells import first_day, last_day, write_json
from viz.export.terms import CODE_LISTS, CONTEXT, TERMS, describe_dataset, iter_terms
from viz.export.turtle import iter_turtle

if TYPE_CHECKING:
    from typing import BinaryIO

Json = dict[str, Any]
BASE: Final = "urn:accord:"
_SAFE: Final = "/:@!$&'()*+,;=-._~"  # what an IRI may hold as it is
_PLACE: Final = ("page", "sheet", "cell", "line", "quote", "stated", "rule", "confidence", "accepted", "proposed")


def write_json_ld(document: Mapping[str, Any], file: BinaryIO, base: str = BASE) -> None:
    """Write a graph document as JSON-LD, with its context in it.

    Args:
        document: what `graph.exchange.document.export_document` returns, or a stored one.
        file: where it is written.
        base: what the identifiers of nodes begin with.
    """
    write_json([("@context", CONTEXT), ("@graph", _Nodes(document, base).iter_all())], file)


def write_turtle(document: Mapping[str, Any], file: BinaryIO, base: str = BASE) -> None:
    """Write the same graph as Turtle."""
    file.writelines(line.encode("utf-8", "replace") for line in iter_turtle(_Nodes(document, base).iter_all()))


class _Nodes:
    """The nodes of JSON-LD that a graph document is written as."""

    def __init__(self, document: Mapping[str, Any], base: str) -> None:
        self._document = document
        self._base = base
        self._described: set[str] = set()  # themes that the document holds
        self._matched: set[str] = set()  # concepts of the vocabulary that themes match

    def iter_all(self) -> Iterator[Json]:
        """Yield the data set, what it is described with, and each node."""
        audience = self._document["audience"]
        sources = [self._iri("source", source["id"]) for source in self._document["sources"]]
        yield {
            "id": self._iri("dataset", audience),
            **describe_dataset(audience, self._document["editions"]),
            "derivedFrom": sources,
        }
        yield from iter_terms()
        for source in self._document["sources"]:
            yield _filled({
                "id": self._iri("source", source["id"]), "type": ["prov:Entity", "foaf:Document"],
                "name": source["name"], "format": source["media_type"], "inLanguage": source["language"],
                "edition": self._optional("edition", source["edition"]),
            })  # fmt: skip
        for kind in ("jurisdiction", "theme", "edition", "initiative", "partnership", "need"):
            for node in self._document["needs" if kind == "need" else f"{kind}s"]:
                yield {
                    "id": self._iri(kind, node["id"]),
                    **_filled(getattr(self, f"_{kind}")(node)),
                    **self._provenance(kind, node),
                }
            if kind == "theme":
                yield from self._iter_matched()
        for number, text in enumerate(self._document["unplaced"], start=1):
            about = {name: text[name] for name in ("page", "line") if name in text}
            source = self._iri("source", text["source"])
            yield {
                "id": self._iri("unplaced", str(number)), "type": "accord:UnplacedText", "quote": text["text"], **about,
                "source": source,
            }  # fmt: skip

    def _jurisdiction(self, node: Mapping[str, Any]) -> Json:
        return {
            "type": ["org:Organization", "prov:Entity"],
            "prefLabel": node["names"],
            "altLabel": node["abbreviations"],
            "identifier": [f"{system}:{code}" for system, code in node["codes"].items()],
            "level": _code("level", node["level"]),
            "subOrganizationOf": self._optional("jurisdiction", node["part_of"]),
        }

    def _theme(self, node: Mapping[str, Any]) -> Json:
        matches = match_vocabulary(node["id"], node["labels"], node["alternatives"])
        self._described.add(node["id"])
        self._matched.update(*matches.values())
        return {
            "type": ["skos:Concept", "prov:Entity"],
            "prefLabel": node["labels"],
            "altLabel": node["alternatives"],
            "broader": self._optional("theme", node["broader"]),
            "inScheme": _code("scheme", node["scheme"]),
            **{relation: self._each("theme", found) for relation, found in matches.items()},
        }

    def _iter_matched(self) -> Iterator[Json]:
        """Yield the concepts of the vocabulary that are only matched, by their labels."""
        for theme in sorted(self._matched - self._described):
            concept = concepts()[theme]
            scheme = _code("scheme", concept.scheme)
            yield {
                "id": self._iri("theme", theme), "type": "skos:Concept", "prefLabel": dict(concept.labels),
                "inScheme": scheme,
            }  # fmt: skip

    def _edition(self, node: Mapping[str, Any]) -> Json:
        sent = {True: [], False: []}  # type: dict[bool, list[str]]
        for one in node["submissions"]:
            sent[one["received"]].append(self._iri("jurisdiction", one["jurisdiction"]))
        iri = self._iri("edition", node["id"])
        priorities = [
            {"id": f"{iri}/priority/{rank}", "type": "accord:Priority", "rank": rank, "description": texts}
            for rank, texts in enumerate(node["priority_texts"], start=1)
        ]
        return {
            "type": ["accord:Edition", "prov:Entity"], "name": node["id"], "issued": node["published"],
            "received": node["received"], "submittedBy": sent[True], "didNotSubmit": sent[False],
            "priority": priorities,
        }  # fmt: skip

    def _initiative(self, node: Mapping[str, Any]) -> Json:
        iri = self._iri("initiative", node["id"])
        dates = [
            _filled({
                "id": f"{iri}/date/{date['kind']}/{quote(date['edtf'], safe='')}", "type": "accord:Milestone",
                "dateKind": _code("date_kind", date["kind"]), "edtf": date["edtf"],
                "startDate": date["start"] and first_day(date["start"]).isoformat(),
                "endDate": date["end"] and last_day(date["end"]).isoformat(),
            })
            for date in node["dates"]
        ]  # fmt: skip
        component = node["kind"] == "component"
        return {
            "type": ["accord:Component" if component else "accord:Initiative", "foaf:Project", "prov:Entity"],
            "title": node["titles"], "description": node["summaries"],
            "lead": self._optional("jurisdiction", node["lead"]),
            "partner": self._each("jurisdiction", node["partners"]), "externalPartner": node["external_partners"],
            "status": _code("status", node["status"]) if node["status"] else None,
            "subject": self._each("theme", node["themes"]), "milestone": dates,
            "isPartOf": self._optional("initiative", node["part_of"]),
            "reportedIn": self._each("edition", node["editions"]),
        }  # fmt: skip

    def _partnership(self, node: Mapping[str, Any]) -> Json:
        iri = self._iri("partnership", node["id"])
        memberships = [
            {
                "id": f"{iri}/member/{quote(member['jurisdiction'], safe='')}",
                "type": "org:Membership",
                "member": self._iri("jurisdiction", member["jurisdiction"]),
                "organization": iri,
                "role": _code("role", member["role"]),
            }
            for member in node["members"]
        ]
        return {
            "type": ["org:OrganizationalCollaboration", "prov:Entity"],
            "hasMember": self._each("jurisdiction", [member["jurisdiction"] for member in node["members"]]),
            "hasMembership": memberships,
            "about": self._optional("initiative", node["initiative"]),
            "subject": self._each("theme", node["themes"]),
            "since": node["since"],
            "until": node["until"],
        }

    def _need(self, node: Mapping[str, Any]) -> Json:
        return {
            "type": ["accord:Need", "prov:Entity"],
            "description": node["texts"],
            "needKind": _code("need_kind", node["kind"]),
            "askedBy": self._optional("jurisdiction", node["by"]),
            "about": self._optional("initiative", node["initiative"]),
            "subject": self._each("theme", node["themes"]),
            "edition": self._optional("edition", node["edition"]),
        }

    def _provenance(self, kind: str, node: Mapping[str, Any]) -> Json:
        """Return the evidence of a node: where in which source it is said, and which attributes that supports."""
        iri = self._iri(kind, node["id"])
        entries = [
            {
                "id": f"{iri}/evidence/{number}", "type": "prov:PrimarySource",
                "entity": self._iri("source", entry["source"]), "supports": entry["supports"],
                **{name: entry[name] for name in _PLACE if name in entry},
                **({"reportedBy": self._iri("jurisdiction", entry["reported_by"])} if "reported_by" in entry else {}),
                **({"edition": self._iri("edition", entry["edition"])} if entry.get("edition") else {}),
                **({"says": [f"{name}={value}" for name, value in entry["says"].items()]} if "says" in entry else {}),
            }
            for number, entry in enumerate(node["evidence"], start=1)
        ]  # fmt: skip
        sources = list(dict.fromkeys(self._iri("source", entry["source"]) for entry in node["evidence"]))
        return {"source": sources, "evidence": entries} if entries else {}

    def _iri(self, kind: str, identifier: str) -> str:
        return f"{self._base}{kind}/{quote(identifier, safe=_SAFE)}"

    def _optional(self, kind: str, identifier: str | None) -> str | None:
        return self._iri(kind, identifier) if identifier else None

    def _each(self, kind: str, identifiers: Iterable[str]) -> list[str]:
        return [self._iri(kind, each) for each in identifiers]


def _code(name: str, value: str) -> str:
    """Return the concept of a coded value."""
    return f"{TERMS}{CODE_LISTS[name]}/{quote(value, safe='')}"


def _filled(node: Mapping[str, Any]) -> Json:
    return {name: value for name, value in node.items() if value not in (None, [], {})}
