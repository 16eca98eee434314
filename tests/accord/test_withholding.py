"""Two sets of files that differ in what is withheld give a lower audience the same bytes, whatever it asks.

`make fuzz` looks for new pairs.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.sqlite.store import SqliteStore
from loaders.base import MappingText
from loaders.inputs.read import FileLoader
from tests.helpers.files.submissions import EDITION, Submission, pair
from tests.helpers.graphs import SCRATCH
from viz.audit.outputs import iter_outputs
from viz.audit.probes import collect_probes

few = settings(max_examples=4, deadline=None)


@contextlib.contextmanager
def loaded(files: list[Submission], hidden: set[str]):
    """A graph of public submissions, some of which are withheld."""
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        store = SqliteStore(Path(folder) / "graph.db", create=True)
        for file in files:
            mapping = MappingText(file.mapping) if file.mapping else None
            readings = FileLoader(mapping, isolate=False).load_bytes(file.content.encode(), file.name)
            store.add(readings, approval="public", keep_both=True)
        for one in hidden:
            with contextlib.suppress(UsageError):  # it submitted nothing
                store.approve(one, EDITION, "withheld")
        yield store


@few
@given(st.integers(0, 2**32), st.sampled_from(("public", "members")))
def test_files_that_differ_in_what_is_withheld_give_the_same_answers(seed, audience):
    first, second, hidden = pair(seed)
    with loaded(first, hidden) as one, loaded(second, hidden) as other:
        probes = collect_probes(one, audience, most=1)
        ours, theirs = (dict(iter_outputs(store, audience, probes)) for store in (one, other))
        assert ours.keys() == theirs.keys()
        assert [name for name in ours if ours[name] != theirs[name]] == []


MAPPED = """rows: participation
language: en
collection: inventory
key: Key
title: Title
member: Member
role: Role
themes: {column: Theme}
edition: Edition
reported_by: lead
"""


def test_a_partner_row_is_reported_by_the_lead_wherever_that_is():
    rows = "Key,Title,Member,Role,Theme,Edition\n1,Wallet,Harbour Agency,partner,Beekeeping,2022-fall\n"
    rows += "1,Wallet,Ontario,lead,Beekeeping,2022-fall\n2,Portal,Alberta,partner,,2022-fall\n"
    (reading,) = FileLoader(MappingText(MAPPED), isolate=False).load_bytes(rows.encode(), "members.csv")
    assert {claim.reported_by for claim in reading.claims if "inventory/1" in claim.subject} == {"CA-ON"}
    assert {claim.reported_by for claim in reading.claims if claim.kind in ("theme", "jurisdiction")} == {"CA-ON"}
    assert {claim.edition for claim in reading.claims} == {"2022-fall"}
    assert {claim.reported_by for claim in reading.claims if "inventory/2" in claim.subject} == {"CA-AB"}


def test_each_reporter_shows_which_part_comes_first_for_itself():
    rows = "Title,Lead,When\nOne,Ontario,13/04/2021\nTwo,Alberta,3/4/2021\nThree,Ontario,3/4/2021\n"
    mapping = "title: Title\nlead: Lead\ndates: {launch: When}\nreported_by: lead\n"
    (reading,) = FileLoader(MappingText(mapping), isolate=False).load_bytes(rows.encode(), "t.csv")
    dates = {claim.subject: claim.value for claim in reading.claims if claim.predicate == "date"}
    assert dates == {"CA-ON/one": "2021-04-13", "CA-ON/three": "2021-04-03"}


def test_a_submission_without_an_edition_can_be_withheld(run, folder: Path):
    (folder / "t.csv").write_text("Title,Lead,Theme\nNew portal,Yukon,AI\n", "utf-8")
    (folder / "m.yaml").write_text("title: Title\nlead: Lead\nthemes: {column: Theme}\nreported_by: lead\n", "utf-8")
    load = ("load", "t.csv", "--map", "m.yaml", "--graph", "g.db")
    assert run(*load, "--approval", "public").returncode == 0
    assert "New portal" in run("who", "AI", "--graph", "g.db", "--audience", "public").stdout
    done = run("approve", "Yukon", "-", "withheld", "--graph", "g.db")
    assert done.returncode == 0
    assert "made before" in done.stderr  # what was handed out stays as it is
    assert "New portal" not in run("search", "portal", "--graph", "g.db", "--audience", "members").stdout


def test_who_withholds_a_document_withholds_its_submission(run, folder: Path):
    mapping = "title: Title\nlead: Lead\nedition: {fixed: 2022-fall}\nreported_by: lead\n"
    (folder / "m.yaml").write_text(mapping, "utf-8")
    for name, title, approval in (("a", "New portal", "public"), ("b", "New counter", "withheld")):
        (folder / f"{name}.csv").write_text(f"Title,Lead\n{title},Yukon\n", "utf-8")
        options = ("--map", "m.yaml", "--graph", "g.db", "--approval", approval)
        assert run("load", f"{name}.csv", *options).returncode == 0
    found = run("search", "new", "--graph", "g.db", "--audience", "members").stdout
    assert "New counter" not in found
    assert "New portal" not in found


def test_a_copy_for_the_secretariat_opens_nothing(run, folder: Path):
    (folder / "t.csv").write_text("Title,Lead\nNew portal,Yukon\n", "utf-8")
    (folder / "m.yaml").write_text("title: Title\nlead: Lead\nreported_by: lead\n", "utf-8")
    assert run("load", "t.csv", "--map", "m.yaml", "--approval", "withheld").returncode == 0
    assert run("export", "--audience", "secretariat", "-o", "all.json").returncode == 0
    assert run("load", "all.json", "--graph", "copy.db").returncode == 0
    for audience in ("public", "members"):
        exports = [run("export", "--audience", audience, "--graph", graph).stdout for graph in ("accord.db", "copy.db")]
        assert exports[0] == exports[1]
        assert "New portal" not in exports[0]


def test_names_of_files_and_sheets_are_for_the_secretariat(run):
    for command in (("export",), ("evidence", "CRA"), ("source", "list"), ("brief",), ("view", "-o", "-")):
        assert "analysis-2022" not in run(*command, "--audience", "members").stdout
    assert "analysis-2022" in run("export", "--audience", "secretariat").stdout
    assert "Document 1, " in run("evidence", "CRA", "--audience", "members", "--format", "csv").stdout


@pytest.mark.parametrize("audience", ["public", "members"])
def test_the_digest_of_a_file_that_is_withheld_in_part_is_in_no_output(audience):
    """It changes with the rows that are withheld, so that whoever guesses these could prove it."""
    mapping = "title: Title\nlead: Lead\nthemes: {column: Theme}\nedition: {fixed: 2022-fall}\nreported_by: lead\n"
    rows = "Title,Lead,Theme\nOpen counter,Yukon,AI\n"
    outputs, digests, probes = [], [], None
    for hidden in ("Quiet wallet", "Silent register"):
        file = Submission("quarterly-inventory.csv", f"{rows}{hidden},Ontario,AI\n", mapping)
        with loaded([file], {"CA-ON"}) as store:
            probes = probes or collect_probes(store, audience, most=1)  # the same questions, also about what is hidden
            outputs.append(dict(iter_outputs(store, audience, probes, lambda name: not name.startswith("fr:"))))
            digests += store.sources()
    assert outputs[0] == outputs[1]
    assert len(set(digests)) == 2
    text = "".join(map(str, outputs[0].values()))
    assert "Open counter" in text
    assert not [one for one in (*digests, "quarterly-inventory") if one in text]


def test_a_copy_of_what_was_withdrawn_is_deleted(run, folder: Path):
    pytest.importorskip("kglite")
    assert run("cypher", "MATCH (i:Initiative) RETURN count(i)", "--audience", "public").returncode == 0
    assert list(folder.glob(".accord.db.*.kgl"))
    assert run("approve", "CRA", "2022-winter", "withheld").returncode == 0
    assert not list(folder.glob(".accord.db.*.kgl"))


def test_errors_name_nothing_withheld(run):
    asked = run("show", "Land titles assistent", "--audience", "members")
    assert asked.returncode == 2
    assert "Land titles assistant" not in asked.stderr
