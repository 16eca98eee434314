"""`accord map` and `accord load --map`, as people run them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TABLE = """Projet;Responsable;Partenaires;Thèmes;Statut;Début;Remarques
Portefeuille numérique;Ontario;Alberta|Manitoba;identité numérique;En cours;2021-03-01;rien
Guichet unique;Nouvelle-Écosse;;guichet unique;Terminé;2020-11;rien
"""


@pytest.fixture
def table(folder: Path) -> Path:
    path = folder / "inventaire.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return path


def test_a_proposal_loads_as_it_is(run: Run, table: Path):
    proposed = run("map", "inventaire.csv", "-o", "mapping.yaml")
    assert (proposed.returncode, proposed.stderr) == (0, "It was read as cp1252, not as UTF-8.\n")
    text = (table.parent / "mapping.yaml").read_text("utf-8")
    assert "title: Projet  # its header is “Projet”" in text
    assert "#   Remarques: " in text
    loaded = run("load", "inventaire.csv", "--map", "mapping.yaml", "--graph", "new.db", "--format", "json")
    (source,) = json.loads(loaded.stdout)["sources"]
    assert (source["initiative"], source["partnership"], source["unplaced"]) == (2, 1, [])
    without = run("load", "inventaire.csv", "--graph", "other.db", "--format", "json")
    assert json.loads(without.stdout)["sources"][0]["claims"] == source["claims"]


def test_reasons_are_in_the_language_chosen(run: Run, table: Path):
    in_french = run("map", "inventaire.csv", "--lang", "fr")
    assert "# son en-tête est « Projet »" in in_french.stdout
    assert not {"its header", "Not used", "row is"} & set(in_french.stdout.splitlines())
    assert "Correct" not in in_french.stdout


def test_evidence_names_the_row_and_quotes_the_cell(run: Run, table: Path):
    run("load", "inventaire.csv", "--graph", "new.db")
    shown = run("who", "identité numérique", "--evidence", "--lang", "fr", "--graph", "new.db",
                "--audience", "secretariat")  # fmt: skip
    assert "inventaire.csv, ligne 2 (énoncé – énoncé dans une ligne du tableau)" in shown.stdout
    assert "Portefeuille numérique" in shown.stdout


def test_what_is_too_little_names_the_way_out_in_both_languages(run: Run, folder: Path):
    (folder / "odd.csv").write_text("a,b\n1,2\n", "utf-8")
    english, french = (run("load", "odd.csv", "--lang", lang) for lang in ("en", "fr"))
    assert english.returncode == french.returncode == 3
    assert "accord map odd.csv -o mapping.yaml" in english.stderr
    assert "accord map odd.csv -o mapping.yaml" in french.stderr
    assert "Too little" not in french.stderr


def test_code_tables_lie_next_to_the_mapping_or_the_table(run: Run, folder: Path):
    for name, location in (("maps", "maps"), ("data", "data")):
        for one in ("maps", "data"):
            (folder / name / one).mkdir(parents=True)
        (folder / name / "data" / "t.csv").write_text("t,l,s\nOne,Alberta,HS\n", "utf-8")
        (folder / name / location / "codes.csv").write_text("code,label_en,label_fr\nHS,Rockets,Fusées\n", "utf-8")
        mapping = folder / name / "maps" / "m.yaml"
        mapping.write_text("title: t\nlead: l\nthemes: {column: s, codes: codes.csv}\n", "utf-8")
        done = run("load", str(folder / name / "data" / "t.csv"), "--map", str(mapping), "--graph", f"{name}.db")
        assert done.returncode == 0, done.stderr
        assert "Fusées" in run("themes", "--lang", "fr", "--graph", f"{name}.db").stdout


def test_a_mapping_that_is_wrong_is_reported_in_french(run: Run, table: Path):
    (table.parent / "m.yaml").write_text("title: Projet\nlead: Chef\n", "utf-8")
    done = run("load", "inventaire.csv", "--map", "m.yaml", "--lang", "fr")
    assert done.returncode == 3
    assert "m.yaml:2" in done.stderr
    assert "mapping.yaml" not in done.stderr
    assert "Chef" in done.stderr
    assert "the table has" not in done.stderr


def test_the_api_takes_a_mapping(table: Path):
    import accord

    (table.parent / "m.yaml").write_text("language: fr\ntitle: Projet\nlead: Responsable\n", "utf-8")
    graph = accord.open_graph(table.parent / "api.db", create=True)
    graph.load(table, mapping=table.parent / "m.yaml")
    assert len(graph.document()["initiatives"]) == 2


def test_what_is_no_table_has_no_mapping(run: Run, folder: Path):
    (folder / "a.pdf").write_bytes(b"%PDF-1.7\n")
    assert run("map", "a.pdf").returncode == 3
    assert "is not a table" in run("map", "a.pdf").stderr
    assert run("map", "nowhere.csv").returncode == 3


@pytest.mark.parametrize("table", ["table.csv", "table.json"])
def test_what_is_wrong_with_a_mapping_is_reported_under_the_name_of_its_file(run, folder: Path, table: str):
    (folder / "table.csv").write_text("title;lead\nPortal;Alberta\n", "utf-8")
    (folder / "table.json").write_text('[{"title": "Portal", "lead": "Alberta"}]', "utf-8")
    (folder / "ours.yaml").write_text("rows: initiative\ntitle: title\nlead: nobody\n", "utf-8")
    done = run("load", table, "--map", "ours.yaml")
    assert (done.returncode, "ours.yaml:3" in done.stderr) == (3, True), done.stderr
