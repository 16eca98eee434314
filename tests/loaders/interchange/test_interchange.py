"""SKOS, IATI and GraphML come in as claims; what would reach out or blow up is refused."""

from __future__ import annotations

import json

import networkx as nx
import pytest

import accord
from graph.errors import SourceError, UnreadableError
from tests.helpers.paths import DOCUMENTS
from tests.helpers.reading import read, read_all

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <https://example.org/themes/> .
ex:scheme a skos:ConceptScheme ; skos:prefLabel "Needs"@en .
ex:river-services a skos:Concept ; skos:prefLabel "River services"@en, "Services fluviaux"@fr .
ex:ferries a skos:Concept ; skos:prefLabel "Ferries"@en ; skos:altLabel "Boats"@en ; skos:notation "F1" ;
  skos:broader ex:river-services .
"""
IATI = """<?xml version="1.0"?><iati-activities version="2.03" xml:lang="en"><iati-activity>
<iati-identifier>XX-1-A</iati-identifier> <reporting-org ref="CA-3"><narrative>Ontario</narrative></reporting-org>
<title><narrative>River Desk</narrative><narrative xml:lang="fr">Bureau du fleuve</narrative></title>
<description type="1"><narrative>A desk for the river.</narrative></description>
<participating-org role="2" type="10"><narrative>Ontario</narrative></participating-org>
<participating-org role="4" type="10"><narrative>Manitoba</narrative></participating-org>
<participating-org role="4" type="70"><narrative>Example Boats Inc.</narrative></participating-org>
<activity-status code="2"/><activity-date type="1" iso-date="2020-01-01"/>
<activity-date type="2" iso-date="2020-03-01"/>
<activity-date type="3" iso-date="soon"/><sector code="1"><narrative>Digital identity</narrative></sector>
<sector code="15111"/><budget><value>1</value></budget></iati-activity></iati-activities>"""


def claim_values(reading, predicate: str) -> list[str]:
    return [claim.value or claim.object for claim in reading.claims if claim.predicate == predicate]


def refusal(data: bytes, name: str) -> str:
    """All that is said of a file that nothing reads."""
    with pytest.raises(SourceError) as caught:
        read_all(data, name)
    tried = caught.value.tried if isinstance(caught.value, UnreadableError) else ()
    return " | ".join(map(str, [caught.value, *(reason for _name, reason in tried if reason)]))


def test_a_scheme_becomes_themes():
    reading = read(None, TURTLE.encode(), "themes.ttl")
    labels = {(c.subject, c.language): c.value for c in reading.claims if c.predicate == "label"}
    assert labels == {
        ("ferries", "en"): "Ferries",
        ("river-services", "en"): "River services",
        ("river-services", "fr"): "Services fluviaux",
    }
    assert claim_values(reading, "alternative") == ["Boats", "F1"]
    assert claim_values(reading, "broader") == ["river-services"]
    assert next(claim.place.line for claim in reading.claims if claim.value == "Ferries") == 4


def test_concepts_are_the_themes_of_their_labels_as_in_tables():
    coded = TURTLE.replace("ex:river-services", "ex:TH11").replace("ex:ferries", "ex:TH12").replace("Ferries", "AI")
    reading = read(None, coded.encode(), "themes.ttl")
    assert claim_values(reading, "broader") == ["river-services"]
    subjects = {claim.subject for claim in reading.claims if claim.predicate == "label"}
    assert subjects == {"ai", "river-services"}


def test_a_scheme_as_json_is_the_same():
    skos = "http://www.w3.org/2004/02/skos/core#"
    concept = {
        "@id": "https://example.org/themes/ferries", "@type": f"{skos}Concept",
        f"{skos}prefLabel": [{"@value": "Ferries", "@language": "en"}, {"@value": "Traversiers", "@language": "fr"}],
    }  # fmt: skip
    reading = read(None, json.dumps([concept]).encode(), "themes.jsonld")
    assert claim_values(reading, "label") == ["Ferries", "Traversiers"]


def test_a_scheme_as_xml_is_the_same_in_any_encoding():
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    text = f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="{rdf}" xmlns="http://www.w3.org/2004/02/skos/core#">
<Concept rdf:about="https://example.org/1"><prefLabel xml:lang="fr">Vélos et traversées</prefLabel></Concept>
<Concept rdf:about="https://example.org/2"><prefLabel xml:lang="en">Ferries</prefLabel>
<broader rdf:resource="https://example.org/1"/><closeMatch rdf:resource="https://example.com/boats"/></Concept>
</rdf:RDF>"""
    reading = read(None, text.encode("latin-1"), "themes.rdf")
    assert claim_values(reading, "label") == ["Vélos et traversées", "Ferries"]
    assert claim_values(reading, "broader") == ["velos-et-traversees"]
    assert [claim.place.line for claim in reading.claims if claim.predicate == "label"] == [3, 4]
    assert reading.notes[0].values["kinds"] == "closeMatch (1)"


@pytest.mark.parametrize(
    "context", ["http://example.org/context", ["http://example.org/c"], {"@import": "http://example.org/c"}]
)
def test_a_context_on_the_network_is_never_fetched(context):
    document = {"@graph": [{"@context": context, "@id": "a"}]}
    claim_values = refusal(json.dumps(document).encode(), "themes.jsonld")
    assert "names a context on the network (http://example.org/c" in claim_values


def test_activities_become_initiatives():
    reading = read(None, IATI.encode(), "activities.xml")
    assert claim_values(reading, "title") == ["River Desk", "Bureau du fleuve"]
    assert claim_values(reading, "lead") == ["CA-ON"]
    assert claim_values(reading, "member") == ["CA-ON", "CA-MB"]
    assert claim_values(reading, "external_partner") == ["Example Boats Inc."]
    assert claim_values(reading, "status") == ["in-progress"]
    assert [(c.qualifier, c.value) for c in reading.claims if c.predicate == "date"] == [("start", "2020-03-01")]
    assert claim_values(reading, "theme") == ["digital-identity"]
    assert {each.text for each in reading.unplaced} == {"activity-date soon", "sector 15111"}
    assert reading.notes[0].values["kinds"] == "budget (1)"
    assert next(claim.place.line for claim in reading.claims if claim.value == "River Desk") == 3


RDF = 'r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


@pytest.mark.parametrize("root", ["iati-activities", "graphml", RDF])
@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "ha"><!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">']
)
def test_entities_are_refused(root, declared):
    text = f"<!DOCTYPE x [{declared}]><{root}>&b;</{root.split()[0]}>"
    assert "defines XML entities" in refusal(text.encode(), "x.xml")


def test_a_graph_of_ours_comes_back_from_graphml(tmp_path):
    sample = next(DOCUMENTS.glob("2021-fall.en.txt"))
    first = accord.open_graph(tmp_path / "a.db", create=True)
    first.load(sample)
    graph = first.to_networkx(audience="secretariat")
    nx.write_graphml(graph, tmp_path / "a.graphml")
    second = accord.open_graph(tmp_path / "b.db", create=True)
    second.load(tmp_path / "a.graphml")
    back = second.to_networkx(audience="secretariat")
    for kind in ("jurisdiction", "initiative", "partnership", "need", "edition"):
        ours = {node for node, data in graph.nodes(data=True) if data["kind"] == kind}
        assert {node for node, data in back.nodes(data=True) if data["kind"] == kind} == ours
    relations = {(a, b, d["relation"]) for a, b, d in graph.edges(data=True) if d["relation"] != "PART_OF"}
    assert {(a, b, d["relation"]) for a, b, d in back.edges(data=True) if d["relation"] != "PART_OF"} == relations


def test_a_foreign_graph_says_what_its_nodes_are(tmp_path):
    graph = nx.DiGraph()
    graph.add_node("n0", kind="jurisdiction", label="Yukon")
    graph.add_node("n1", kind="initiative", label_en="Road Desk", label_fr="Bureau des routes")
    graph.add_node("n2", label="a mystery")
    graph.add_edge("n0", "n1", relation="LEADS")
    graph.add_edge("n1", "n2", relation="KNOWS")
    nx.write_graphml(graph, tmp_path / "g.graphml")
    reading = read_all((tmp_path / "g.graphml").read_bytes(), "g.graphml")[0]
    assert {claim.subject for claim in reading.claims} == {"CA-YT/road-desk"}
    assert claim_values(reading, "lead") == ["CA-YT"]
    assert [each.text for each in reading.unplaced] == ["a mystery"]
    assert reading.notes[0].values == {"n": 1, "relation": "KNOWS"}


def test_a_graph_that_says_no_kinds_is_refused(tmp_path):
    nx.write_graphml(nx.path_graph(3), tmp_path / "g.graphml")
    assert "no node of it has an attribute" in refusal((tmp_path / "g.graphml").read_bytes(), "g.graphml")
