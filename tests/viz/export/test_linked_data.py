"""Linked data: what rdflib reads of it, and that it satisfies our shapes."""

from __future__ import annotations

import io
from pathlib import Path

import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, ORG, PROV, RDF, SKOS

import viz.export.linked_data
from graph.exchange.document import export_document
from tests.helpers.graphs import graph_of
from tests.helpers.reading_strategies import documents
from viz.export.cells import clean_document
from viz.export.linked_data import write_json_ld, write_turtle

SHAPES = rdflib.Graph().parse(Path(viz.export.linked_data.__file__).with_name("shapes.ttl"))
ACCORD = rdflib.Namespace("urn:accord:terms:")
NODE = rdflib.Namespace("urn:accord:")


def written(write, document, *base):
    file = io.BytesIO()
    write(document, file, *base)
    return file.getvalue()


def read(store, audience="members", base=None):
    with store.view(audience, "en") as view:
        document = clean_document(export_document(view))
    return rdflib.Graph().parse(
        data=written(write_turtle, document, *([base] if base else [])), format="turtle"
    ), document


def problems(graph):
    conforms, _, text = pyshacl.validate(graph, shacl_graph=SHAPES)
    return "" if conforms else text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # of the parser of JSON-LD in rdflib
def test_turtle_and_json_ld_are_the_same_graph_and_satisfy_the_shapes(council):
    for audience in ("public", "members", "secretariat"):
        graph, document = read(council, audience)
        assert isomorphic(graph, rdflib.Graph().parse(data=written(write_json_ld, document), format="json-ld"))
        assert problems(graph) == ""
        assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]


def test_facts_are_in_the_vocabularies_that_others_know(council):
    graph, document = read(council)
    initiative, lead = NODE["initiative/CRA/sign-in-with-a-provincial-identity"], NODE["jurisdiction/CRA"]
    assert graph.value(initiative, ACCORD.lead) == lead
    titles = {text.language: str(text) for text in graph.objects(initiative, DCTERMS.title)}
    assert titles["fr"] == "Connexion par l’identité numérique provinciale"
    assert graph.value(NODE["theme/digital-identity"], RDF.type) in (SKOS.Concept, PROV.Entity)
    assert (lead, ORG.subOrganizationOf, NODE["jurisdiction/CA"]) in graph
    (together,) = graph.subjects(ACCORD.about, initiative)
    assert (together, RDF.type, ORG.OrganizationalCollaboration) in graph
    assert len(set(graph.objects(together, ORG.hasMember))) == 3
    evidence = [one for one in graph.objects(initiative, PROV.qualifiedPrimarySource)
                if rdflib.Literal("lead") in set(graph.objects(one, ACCORD.supports))]  # fmt: skip
    assert evidence
    assert all(graph.value(one, ACCORD.quote) and graph.value(one, PROV.entity) for one in evidence)
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert graph.value(dataset, DCTERMS.accessRights) == ACCORD["audience/members"]
    silent = set(graph.objects(NODE["edition/2022-winter"], ACCORD.didNotSubmit))
    assert silent == {NODE[f"jurisdiction/{one}"] for one in document["editions"][0]["missing"]}


def test_themes_of_the_data_have_matches_in_the_vocabulary():
    document = {
        "audience": "public", "editions": [], "sources": [], "unplaced": [], "jurisdictions": [], "initiatives": [],
        "partnerships": [], "needs": [],
        "themes": [
            theme("private-sector", {"und": "Private sector"}),
            theme("https://example.org/ai", {"en": "Artificial intelligence"}),
            theme("robots", {"en": "Robots"}, {"en": ["AI", "Privacy and consent"]}),
            theme("ai", {"en": "Artificial intelligence", "fr": "Intelligence artificielle"}),
            theme("boats", {"en": "Boats"}),
        ],
    }  # fmt: skip
    graph = rdflib.Graph().parse(data=written(write_turtle, document), format="turtle")
    matches = {
        (str(one).removeprefix(str(NODE["theme/"])), relation.fragment, str(other).removeprefix(str(NODE["theme/"])))
        for relation in (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch)
        for one, other in graph.subject_objects(relation)
    }
    assert matches == {
        ("private-sector", "closeMatch", "public-private-collaboration"),
        ("https://example.org/ai", "exactMatch", "ai"),
        ("robots", "closeMatch", "privacy"),
    }
    assert graph.value(NODE["theme/public-private-collaboration"], SKOS.inScheme) == ACCORD["scheme/subject"]
    assert problems(graph) == ""


def theme(identifier, labels, alternatives=None):
    return {
        "id": identifier, "labels": labels, "alternatives": alternatives or {}, "broader": None, "scheme": "subject",
        "evidence": [],
    }  # fmt: skip


def test_identifiers_begin_with_the_address_of_the_publisher(council):
    graph, _ = read(council, "public", "https://data.example.ca/")
    projects = set(graph.subjects(RDF.type, ACCORD.Initiative))
    assert projects
    assert all(str(one).startswith("https://data.example.ca/initiative/") for one in projects)
    assert problems(graph) == ""


@pytest.mark.parametrize(
    ("removed", "path"),
    [((None, PROV.qualifiedPrimarySource, None), "qualifiedPrimarySource"), ((None, PROV.entity, None), "entity"),
     ((None, SKOS.prefLabel, None), "prefLabel"), ((None, RDF.type, ORG.Organization), "lead"),
     ((None, ORG.role, None), "role"), ((None, DCTERMS.accessRights, None), "accessRights")],
)  # fmt: skip
def test_the_shapes_find_what_is_missing(council, removed, path):
    graph, _ = read(council)
    graph.remove(removed)
    assert path in problems(graph)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(documents(), st.sampled_from(("public", "members", "secretariat")))
def test_any_graph_satisfies_the_shapes(readings, audience):
    with graph_of(*readings) as store:
        graph, _ = read(store, audience)
        assert problems(graph) == ""
