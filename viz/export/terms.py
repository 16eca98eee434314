"""The terms of linked data: the context, the code lists as concept schemes, the description of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from graph.vocabulary.theme_matches import RELATIONS
from queries.questions.question import load_codes
from viz.export.cells import first_day, last_day
from viz.export.wording import load_texts

Json = dict[str, Any]
TERMS: Final = "urn:accord:terms:"  # the names of Accord's own classes, properties and code lists
# code list of `queries/questions/codes.yaml`, and its name in linked data; schemes of themes are listed beside
CODE_LISTS: Final = {
    "level": "level", "status": "status", "role": "role", "date_kind": "date-kind", "need_kind": "need-kind",
    "scheme": "scheme",
}  # fmt: skip
_TEXT: Final = {"@container": "@language"}


def _link(iri: str) -> Mapping[str, str]:
    return {"@id": iri, "@type": "@id"}


def _texts(iri: str) -> Mapping[str, str]:
    return {"@id": iri, **_TEXT}


def _typed(iri: str, kind: str) -> Mapping[str, str]:
    return {"@id": iri, "@type": kind}


CONTEXT: Final[Mapping[str, Any]] = {
    "accord": TERMS,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "edtf-type": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "prefLabel": _texts("skos:prefLabel"),
    "altLabel": _texts("skos:altLabel"),
    "broader": _link("skos:broader"),
    **{relation: _link(f"skos:{relation}") for relation in RELATIONS},
    "inScheme": _link("skos:inScheme"),
    "topConceptOf": _link("skos:topConceptOf"),
    "notation": "skos:notation",
    "identifier": "org:identifier",
    "subOrganizationOf": _link("org:subOrganizationOf"),
    "hasMember": _link("org:hasMember"),
    "hasMembership": _link("accord:hasMembership"),
    "member": _link("org:member"),
    "organization": _link("org:organization"),
    "role": _link("org:role"),
    "title": _texts("dct:title"),
    "description": _texts("dct:description"),
    "name": "dct:title",
    "format": "dct:format",
    "inLanguage": "dct:language",
    "issued": _typed("dct:issued", "edtf-type:EDTF"),
    "subject": _link("dct:subject"),
    "isPartOf": _link("dct:isPartOf"),
    "edtf": _typed("dct:date", "edtf-type:EDTF"),
    "startDate": _typed("dcat:startDate", "xsd:date"),
    "endDate": _typed("dcat:endDate", "xsd:date"),
    "accessRights": _link("dct:accessRights"),
    "temporal": _link("dct:temporal"),
    "derivedFrom": _link("prov:wasDerivedFrom"),
    "source": _link("prov:hadPrimarySource"),
    "evidence": _link("prov:qualifiedPrimarySource"),
    "entity": _link("prov:entity"),
    **{
        name: _link(f"accord:{name}")
        for name in (
            "level", "lead", "partner", "status", "milestone", "dateKind", "reportedIn", "about", "askedBy", "needKind",
            "edition", "submittedBy", "didNotSubmit", "priority", "reportedBy",
        )
    },
    **{name: _typed(f"accord:{name}", "edtf-type:EDTF") for name in ("since", "until")},
    **{
        name: f"accord:{name}"
        for name in (
            "externalPartner", "received", "rank", "page", "sheet", "cell", "line", "quote", "stated", "rule",
            "accepted", "proposed", "supports", "says",
        )
    },
    "confidence": _typed("accord:confidence", "xsd:double"),
}  # fmt: skip


def iter_terms() -> Iterator[Json]:
    """Yield the code lists as concept schemes, with their labels in both languages."""
    lists = {name: load_codes()[name] for name in CODE_LISTS if name != "scheme"}
    lists["scheme"] = load_texts()["schemes"]
    for name, codes in lists.items():
        scheme = f"{TERMS}{CODE_LISTS[name]}"
        yield {"id": scheme, "type": "skos:ConceptScheme", "prefLabel": load_texts()["lists"][name]}
        for code, labels in codes.items():
            own = f"{scheme}/{quote(code, safe='')}"
            if name == "scheme":  # a scheme of themes is no concept itself
                yield {"id": own, "type": "skos:ConceptScheme", "prefLabel": labels}
            else:
                yield {
                    "id": own, "type": "skos:Concept", "prefLabel": labels, "notation": code, "inScheme": scheme,
                    "topConceptOf": scheme,
                }  # fmt: skip


def describe_dataset(audience: str, editions: Sequence[Mapping[str, Any]]) -> Json:
    """Return the DCAT record of an export but for its identifier: title, audience, period."""
    texts = load_texts()
    rights = f"{TERMS}audience/{audience}"
    published = [each["published"] for each in editions if each["published"]]
    made: Json = {
        "type": ["dcat:Dataset", "prov:Entity"],
        "title": texts["dataset"]["title"],
        "description": {
            language: text.format(audience=texts["audiences"][audience][language])
            for language, text in texts["dataset"]["description"].items()
        },
        "inLanguage": ["en", "fr"],
        "accessRights": {"id": rights, "type": "dct:RightsStatement", "prefLabel": texts["audiences"][audience]},
    }
    if published:
        made["temporal"] = {
            "id": f"{TERMS}period/{audience}", "type": "dct:PeriodOfTime",
            "startDate": min(first_day(each.split("/")[0]) for each in published).isoformat(),
            "endDate": max(last_day(each.split("/")[-1]) for each in published).isoformat(),
        }  # fmt: skip
    return made
