"""`accord export`: the ending chooses the form, the audience is said, nothing that matters is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf", "g.ttl", "g.jsonld", "g.xlsx", "g.db", "g.neo4j", "g.gephi/"])
def test_each_form_is_for_the_public_unless_it_says_for_whom(run, folder: Path, name):
    done = run("export", "-o", name)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "made for the public" in done.stderr
    assert "--audience members" in done.stderr
    made = folder / name
    first = [path.read_bytes() for path in (sorted(made.iterdir()) if made.is_dir() else [made])]
    done = run("export", "-o", name, "--audience", "public")
    assert "--audience members" not in done.stderr
    assert first == [path.read_bytes() for path in (sorted(made.iterdir()) if made.is_dir() else [made])]


def test_json_is_for_the_members_as_it_always_was(run, folder: Path):
    assert json.loads(run("export").stdout)["audience"] == "members"
    assert run("export", "-o", "g.json").returncode == 0
    assert json.loads((folder / "g.json").read_text("utf-8"))["audience"] == "members"


def test_an_ending_that_is_not_written_is_refused(run, folder: Path):
    done = run("export", "-o", "g.csv")
    assert done.returncode == 2
    assert ".graphml, .gexf, .ttl, .jsonld, .xlsx, .db, .neo4j, .gephi" in done.stderr
    assert not (folder / "g.csv").exists()
    french = run("export", "-o", "g.csv", "--lang", "fr")
    assert "Utilisez l’une de ces extensions" in french.stderr
    assert run("export", "-o", "g.ttl", "--format", "csv").returncode == 2


def test_a_public_file_answers_as_the_graph_does_for_the_public(run, folder: Path):
    assert run("export", "-o", "public.db").returncode == 0
    asked = ("who", "digital identity", "--audience", "public", "--evidence", "--format", "json")
    ours, theirs = (json.loads(run(*asked, "--graph", graph).stdout) for graph in ("accord.db", "public.db"))
    assert [row["initiative"] for row in ours["rows"]] == [row["initiative"] for row in theirs["rows"]] != []
    everything = run("sql", "SELECT id FROM initiative", "--graph", "public.db", "--audience", "secretariat").stdout
    assert "CRA/" in everything
    assert "CA-SK/land-titles-assistant" not in everything
    assert run("export", "-o", "public.db", "--audience", "members").returncode == 0  # an export may be replaced


def test_no_graph_is_overwritten(run, folder: Path):
    before = (folder / "accord.db").read_bytes()
    done = run("export", "-o", "accord.db")
    assert (done.returncode, "is the graph itself" in done.stderr) == (2, True)
    (folder / "other.db").write_bytes(before)
    done = run("export", "-o", "other.db")
    assert (done.returncode, "not an exported graph" in done.stderr) == (2, True)
    assert (folder / "accord.db").read_bytes() == (folder / "other.db").read_bytes() == before


def test_linked_data_takes_the_address_of_its_publisher(run, folder: Path):
    assert run("export", "-o", "g.ttl", "--base", "https://data.example.ca/").returncode == 0
    assert "<https://data.example.ca/initiative/CRA/" in (folder / "g.ttl").read_text("utf-8")
    for base in ("data.example.ca", "https://example.ca", "https://a b/", "https://a/<script>/"):
        assert run("export", "-o", "g.ttl", "--base", base).returncode == 2, base
    assert run("export", "-o", "g.xlsx", "--base", "https://data.example.ca/").returncode == 2
