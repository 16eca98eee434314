"""Each form of an export, opened by a program that people use for it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys

import networkx as nx
import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.exchange.document import export_document
from graph.exchange.networkx import to_networkx
from graph.exchange.relations import iter_relations
from tests.accord.test_withholding import loaded
from tests.helpers.files.submissions import pair
from tests.helpers.graphs import graph_of
from tests.helpers.paths import ROOT
from tests.helpers.reading_strategies import documents
from viz.export.forms import ENDINGS, encode_export, export_form
from viz.export.networks.gexf import Lifetime, lifetime_of

AUDIENCES = ("public", "members", "secretariat")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def exported(store, form, audience="members", language="en"):
    with store.view(audience, language) as view:
        return encode_export(view, form)


def files(made):
    return made if isinstance(made, dict) else {"": made}


def projected(store, audience="members"):
    with store.view(audience, "en") as view:
        return to_networkx(view, evidence=True)


def test_an_ending_that_is_not_written_is_refused_and_the_others_are_named():
    assert export_form("-") == export_form("graph") == "json"
    assert export_form("graph.TTL") == "ttl"
    assert export_form("folder.neo4j/") == "neo4j"
    with pytest.raises(UsageError) as raised:
        export_form("graph.csv")
    assert all(ending in str(raised.value) for ending in ENDINGS)


def test_relations_are_those_of_the_projection_and_have_evidence(council):
    for audience in AUDIENCES:
        with council.view(audience, "en") as view:
            relations, network = list(iter_relations(export_document(view))), to_networkx(view)
        assert {relation[:3] for relation in relations} == set(network.edges(keys=True))
        vocabulary = {"BROADER", "PART_OF"}
        assert all(relation.evidence for relation in relations if relation.type not in vocabulary)
        for relation in relations:
            assert {name: bool(value) if name == "stated" else value for name, value in
                    network.edges[relation[:3]].items() if name != "relation"} == relation.attributes  # fmt: skip


@settings(max_examples=15, deadline=None, derandomize=True)
@given(documents(), st.sampled_from(AUDIENCES))
def test_relations_of_any_graph_are_those_of_its_projection(readings, audience):
    with graph_of(*readings) as store, store.view(audience, "en") as view:
        relations, network = list(iter_relations(export_document(view))), to_networkx(view)
    assert sorted(relation[:3] for relation in relations) == sorted(network.edges(keys=True))


def stated_marked(relation):
    """A relation with whether anything states it, as files of networks hold it."""
    evidence = json.loads(relation.get("evidence", "[]"))
    return {"stated": int(any(one["stated"] for one in evidence)), **relation} if evidence else relation


def test_networkx_reads_graphml_with_the_evidence_of_nodes_and_edges(council):
    network = projected(council)
    read = nx.read_graphml(io.BytesIO(exported(council, "graphml")), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert {(a, b, data["relation"]): data for a, b, data in read.edges(data=True)} == {
        edge: stated_marked(network.edges[edge]) for edge in network.edges(keys=True)
    }
    assert len({key for _, _, key in read.edges(keys=True)}) == read.number_of_edges()  # Gephi has one edge for each
    (lead,) = [data for a, b, data in read.edges(data=True)
               if (a, b, data["relation"]) == ("CRA", "CRA/sign-in-with-a-provincial-identity", "LEADS")]  # fmt: skip
    (entry,) = json.loads(lead["evidence"])[:1]
    assert entry["supports"] == ["lead"]
    assert entry["name"] == "Document 1"
    assert entry["quote"]


def test_networkx_reads_gexf_with_colours_sizes_and_dates(council):
    network = projected(council)
    read = nx.read_gexf(io.BytesIO(exported(council, "gexf")), version="1.3")
    assert set(read.nodes) == set(network.nodes)
    assert read.number_of_edges() == network.number_of_edges()
    for name, data in read.nodes(data=True):
        assert data["kind"] == network.nodes[name]["kind"]
        assert data["label"] == network.nodes[name]["label"]
        assert set(data["viz"]) >= {"color", "size"}
    assert read.nodes["CRA/sign-in-with-a-provincial-identity"]["start"] == "2021-05-01"
    by_kind = {data["kind"]: tuple(data["viz"]["color"].values()) for _, data in read.nodes(data=True)}
    assert len(set(by_kind.values())) == len(by_kind)


def test_what_lasts_lasts_from_its_first_day_to_its_last():
    dates = [{"kind": "start", "start": "2021"}, {"kind": "launch", "start": "2020-11"},
             {"kind": "end", "start": "2022", "end": "2022"}, {"kind": "completion", "end": "2024-02"},
             {"kind": "milestone", "start": "1999", "end": "2099"}]  # fmt: skip
    whole = [{"start": None, "end": None, **each} for each in dates]
    assert lifetime_of({"dates": json.dumps(whole)}) == Lifetime("2020-11-01", "2024-02-29")
    assert lifetime_of({"since": "2021-09/2021-11", "until": "2022"}) == Lifetime("2021-09-01", "2022-12-31")
    assert lifetime_of({"since": "2023", "until": "2022"}) == Lifetime("2023-01-01", None)
    assert lifetime_of({}) == Lifetime(None, None)


def test_pandas_and_polars_read_the_tables_for_gephi(council):
    made, network = exported(council, "gephi"), projected(council)
    nodes = pd.read_csv(io.BytesIO(made["nodes.csv"]), keep_default_na=False)
    edges = pl.read_csv(made["edges.csv"], infer_schema_length=None)
    assert list(nodes.columns[:5]) == ["Id", "Label", "timeset", "start", "end"]
    (lasting,) = nodes[nodes["Id"] == "CRA/sign-in-with-a-provincial-identity"].to_dict("records")
    assert lasting["timeset"] == f"<[2021-05-01, {lasting['end'] or 'Infinity'}]>"
    assert dict(zip(nodes["Id"], nodes["Label"], strict=True)) == dict(network.nodes(data="label"))
    assert edges.columns[:5] == ["Source", "Target", "Type", "Label", "Weight"]
    rows = edges.select("Source", "Target", "Label").rows()
    assert sorted(rows) == sorted(network.edges(keys=True))
    assert sum(text is not None for text in edges["evidence"]) > len(rows) / 2


def test_openpyxl_opens_a_sheet_for_each_kind_of_node(council):
    with council.view("secretariat", "fr") as view:
        document = export_document(view)
    book = openpyxl.load_workbook(io.BytesIO(exported(council, "xlsx", "secretariat", "fr")))
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert list(rows)[:4] == ["Initiatives", "Partenariats", "Besoins", "Administrations"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    assert [row[0] for row in rows["Initiatives"][1:]] == [one["id"] for one in document["initiatives"]]
    lists = ("jurisdictions", "themes", "editions", "initiatives", "partnerships", "needs")
    evidence = [entry for name in lists for node in document[name] for entry in node["evidence"]]
    assert len(rows["Preuves"]) == 1 + len(evidence)
    assert len(rows["Textes non classés"]) == 1 + len(document["unplaced"])
    titles = {row[0]: (row[1], row[2]) for row in rows["Initiatives"][1:]}
    assert titles["CA-ON/business-registry"] == ("Business registry", "Registre des entreprises")
    assert "Textes non classés" not in openpyxl.load_workbook(
        io.BytesIO(exported(council, "xlsx", "public", "fr"))).sheetnames  # fmt: skip


def test_nothing_is_a_formula_or_moves_a_terminal(hostile):
    for form in ENDINGS.values():
        for name, data in files(exported(hostile, form, "public")).items():
            if form in ("xlsx", "db"):
                continue  # archives and databases are no text; their texts are looked at below
            text = data.decode("utf-8")
            assert not CONTROLS.search(text), (form, name)
            if name.endswith(".csv"):
                cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
                assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))], name
    book = openpyxl.load_workbook(io.BytesIO(exported(hostile, "xlsx", "public")))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in values)
    assert {cell.data_type for cell in values} <= {"s", "n", "d"}
    assert not [cell.value for cell in values if isinstance(cell.value, str) and CONTROLS.search(cell.value)]


@settings(max_examples=6, deadline=None, derandomize=True)
@given(documents(), st.sampled_from(AUDIENCES), st.sampled_from(("en", "fr")))
def test_any_graph_is_written_in_every_form(readings, audience, language):
    with graph_of(*readings) as store, store.view(audience, language) as view:
        document = export_document(view)
        for form in ENDINGS.values():
            for name, data in files(encode_export(view, form)).items():
                assert form in ("xlsx", "db") or not CONTROLS.search(data.decode("utf-8")), (form, name)
        assert json.loads(encode_export(view, "json")) == document


@pytest.mark.parametrize("seed", [3, 11])
@pytest.mark.parametrize("audience", ["public", "members"])
def test_files_that_differ_in_what_is_withheld_are_exported_alike(seed, audience):
    first, second, hidden = pair(seed)
    with loaded(first, hidden) as one, loaded(second, hidden) as other:
        for form in ENDINGS.values():
            assert exported(one, form, audience) == exported(other, form, audience), form


def test_the_same_graph_gives_the_same_bytes_in_another_process(council):
    script = (
        "import hashlib, sys; from pathlib import Path; from graph.sqlite.store import SqliteStore\n"
        "from viz.export.forms import ENDINGS, encode_export\n"
        "with SqliteStore(Path(sys.argv[1])).view('members', 'fr') as view:\n"
        "    for form in ENDINGS.values():\n"
        "        made = encode_export(view, form)\n"
        "        parts = made.items() if isinstance(made, dict) else [('', made)]\n"
        "        print(form, *(name + hashlib.sha256(data).hexdigest() for name, data in parts))\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script, str(council.path)], cwd=ROOT, capture_output=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(printed) == 1
    assert printed.pop().count(b"\n") == len(ENDINGS)
