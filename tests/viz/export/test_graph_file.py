"""A graph file for one audience: it answers as the graph does, and holds nothing else."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dedupe.decisions import Decision
from graph.errors import UsageError
from graph.exchange.document import export_document
from graph.sqlite.store import SqliteStore
from queries.ask import ask
from queries.questions.question import list_questions, load_question
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import document, graph_of
from tests.helpers.reading_strategies import documents
from viz.export.forms import write_export

GIVEN = {"who": {"theme": "digital-identity"}, "show": {"node": "CRA"}, "path": {"from": "CRA", "to": "CA-AB"},
         "search": {"query": "identity"}, "diff": {"before": "2022-winter", "after": "2022-fall"}}  # fmt: skip


def export(store, audience, path):
    with store.view(audience, "en") as view:
        write_export(view, "db", path)
    return SqliteStore(path)


def test_every_question_gets_the_same_answer(council, tmp_path):
    for audience in ("public", "members"):
        copy = export(council, audience, tmp_path / f"{audience}.db")
        for name in list_questions():
            answers, most = [], 100_000 if name == "evidence" else None
            for store in (council, copy):
                with store.view(audience, "fr") as view:
                    found = ask(view, load_question(name), GIVEN.get(name, {}), most).to_dict()
                # where several statements support a row, the copy may cite another one of them
                found["rows"] = [{**row, "evidence": bool(row.get("evidence"))} for row in found["rows"]]
                if name == "evidence":  # in the order of documents; the copy has it node by node
                    found["rows"].sort(key=str)
                answers.append(found)
            assert answers[0] == answers[1], (audience, name)


def test_it_holds_nothing_else(council, tmp_path):
    copy = export(council, "public", tmp_path / "public.db")
    for audience in ("public", "members", "secretariat"):
        assert {one["id"] for one in document(copy, audience)["initiatives"]} == {
            one["id"] for one in document(council, "public")["initiatives"]
        }
    held = copy.path.read_bytes()
    whole = document(council)
    shown = str(document(council, "public"))
    hidden = [text for one in whole["initiatives"] for text in one["titles"].values() if text not in shown]
    hidden += [source["name"] for source in whole["sources"]] + [source["id"] for source in whole["sources"]]
    assert len(hidden) > 20
    assert [text for text in hidden if re.search(re.escape(text.encode()), held)] == []


def renumbered(found):
    """A document whose sources have the numbers of their order: a copy does not count those that nothing cites."""
    text = json.dumps(found)
    for number, source in enumerate(found["sources"], start=1):
        if source["id"].startswith("document-"):
            text = text.replace(f'"{source["id"]}"', f'"source-{number}"')
            text = text.replace(f'"name": "{source["name"]}"', f'"name": "Source {number}"')
    return json.loads(text)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(readings=documents(), audience=st.sampled_from(("public", "members", "secretariat")))
def test_what_comes_out_of_it_is_what_went_in(tmp_path_factory, readings, audience):
    with graph_of(*readings) as store:
        copy = export(store, audience, tmp_path_factory.mktemp("copy") / "copy.db")
        assert renumbered(document(copy, audience)) == renumbered(document(store, audience))


def test_what_people_decide_to_be_different_stays_different(tmp_path):
    writer = Writer()
    writer.initiative("CRA", "A chat for all", "ai")
    writer.initiative("CRA", "A chat for all!", "ai")
    with graph_of(writer.reading()) as store:
        merged = len(document(store)["initiatives"])
        ids = ["CRA/a-chat-for-all", "CRA/a-chat-for-all-2"]
        if merged == 1:
            store.add_decisions([Decision(*ids, same=False)])
        before = document(store, "members")
        copy = export(store, "members", tmp_path / "copy.db")
        with copy.view("members", "en") as view:
            assert export_document(view) == before


def test_only_an_export_is_replaced(council, tmp_path):
    path = tmp_path / "public.db"
    export(council, "public", path)
    export(council, "members", path)  # an earlier export
    assert document(SqliteStore(path), "members") == document(council, "members")
    own = SqliteStore(tmp_path / "own.db", create=True)
    with pytest.raises(UsageError, match="not an exported graph"):
        export(council, "public", own.path)
    (tmp_path / "notes.db").write_text("notes")
    with pytest.raises(UsageError, match="not an exported graph"):
        export(council, "public", tmp_path / "notes.db")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
