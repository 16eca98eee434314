"""What a small graph costs a server: few statements, known in advance."""

from __future__ import annotations

import contextlib
import math
from functools import partial, partialmethod

import pytest
from neo4j import Session, Transaction
from neo4j.exceptions import ClientError, ServiceUnavailable, TransientError

from graph.neo4j.address import address
from graph.neo4j.connection import READ_STATE, Connection
from graph.neo4j.difference.push import PushLimits
from graph.neo4j.postings import PostingLimits
from graph.neo4j.sending.planning import NO_GENERATION
from queries.ask import ask
from queries.questions.first_statements import list_first_statements
from queries.questions.question import load_question
from tests.neo4j_server.copied_graph import copied_graph
from tests.neo4j_server.opened import opened

FEW_WORDS = PostingLimits(words=5, characters=200, frequent=2, range_texts=3)
SENT_AGAIN = 13  # statements of a push into a server that holds a graph
ASKED = 8  # of a first answer: what the question needs, and what else the name may mean


@pytest.fixture
def statements(monkeypatch):
    """The texts that are sent, but for that of the state, which follows each statement of a question."""
    sent = []
    for kind in (Transaction, Session, *Transaction.__mro__[1:2]):
        if "run" in vars(kind):
            monkeypatch.setattr(kind, "run", recording(kind.run, sent))
    return sent


def recording(run, sent):
    def record(self, text, *given, **named):
        if text != READ_STATE:
            sent.append(str(text))
        return run(self, text, *given, **named)

    return record


def test_a_small_graph_takes_few_statements(server, graph, statements):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        statements.clear()
        store.push(graph, "members", whole=True)
    assert len(statements) <= SENT_AGAIN, statements


def test_a_first_answer_asks_what_the_push_let_the_server_plan(server, graph, statements):
    with opened(server, "members") as store:
        store.push(graph, "members")
        statements.clear()
    with opened(server) as store, store.view("members", "en") as view:
        assert ask(view, load_question("who"), {"theme": "ai"}).rows
    assert len(statements) <= ASKED, statements
    assert {text for text, _ in list_first_statements()} <= set(statements)


def test_what_is_planned_has_the_parameters_of_an_answer(server, graph, monkeypatch):
    """Their names and types, and how long texts and lists are: a server plans a text again for others."""
    sent = {}

    def record(run, session, text, *given, **named):
        sent.setdefault(str(text), []).append(describe((given or (named,))[0]))
        return run(session, text, *given, **named)

    with opened(server, "members") as store:
        store.push(graph, "members")
        monkeypatch.setattr(Session, "run", partialmethod(partial(record, Session.run)))
        with store.view("members", "en") as view:
            assert ask(view, load_question("who"), {"theme": "digital-identity"}, 500).rows
    for text, given in list_first_statements():
        assert describe({**given, **NO_GENERATION}) in sent[text], text


def describe(parameters):
    """The names and types of parameters, with the order of length of texts and lists."""
    sized = {name: len(value) for name, value in parameters.items() if isinstance(value, str | list)}
    return {
        name: (type(value), math.ceil(math.log10(max(1, sized[name]))) if name in sized else None)
        for name, value in parameters.items()
    }


def test_what_is_planned_is_valid_and_finds_nothing(server, graph):
    with opened(server, "members") as store, server.session() as session:
        store.push(graph, "members", asked_next=list_first_statements())
        for text, given in list_first_statements():
            assert all(not row.get("id") for row in session.run(text, {**given, **NO_GENERATION}).data())


def test_a_statement_that_cannot_be_planned_stops_nothing(server, graph):
    with opened(server, "members") as store:
        assert store.push(graph, "members", asked_next=[("MATCH (", {}), *list_first_statements()]).whole
    with pytest.raises(ClientError), server.session() as session:
        session.run("MATCH (").consume()


@pytest.mark.parametrize("audience", ["public", "members", "secretariat"])
@pytest.mark.parametrize("postings", [PostingLimits(), FEW_WORDS])
def test_one_transaction_writes_what_many_do(server, graph, audience, postings):
    held, sent = [], []
    with opened(server, audience) as store:
        for at_once in (0, 10_000):
            limits = PushLimits(at_once=at_once, postings=postings)
            sent.append(store.push(graph, audience, whole=True, limits=limits).rows)
            with server.session() as session:
                held.append(copied_graph(session))
    one, other = held
    assert sent[0] == sent[1]
    for kind in one.keys() | other.keys():
        assert one.get(kind) == other.get(kind), kind


def test_an_answer_begins_no_transaction_for_its_statements(server, graph, monkeypatch):
    """Which would be two more round trips for each."""
    with opened(server, "members") as store:
        store.push(graph, "members")
    begun = []
    monkeypatch.setattr(Session, "begin_transaction", lambda *_, **__: begun.append("begin_transaction"))
    monkeypatch.setattr(Session, "execute_read", lambda *_, **__: begun.append("execute_read"))
    with opened(server) as store, store.view("members", "en") as view:
        assert ask(view, load_question("who"), {"theme": "ai"}).rows
    assert not begun


@pytest.mark.parametrize(
    ("error", "retry", "times"),
    [(TransientError, True, 2), (ServiceUnavailable, True, 2), (TransientError, False, 1), (ClientError, True, 1)],
)
def test_what_fails_for_a_passing_reason_is_read_again_in_a_transaction(server, error, retry, times):
    asked = []

    def work(queries):
        asked.append(type(queries).__name__)
        if len(asked) == 1:
            raise error
        return queries.run("RETURN 1 AS n").single()["n"]

    with contextlib.closing(Connection(address(server.uri, server.environment))) as connection:
        if times == 1:
            with pytest.raises(error):
                connection.read(work, retry=retry)
        else:
            assert connection.read(work, retry=retry) == 1
    assert asked == ["Session", "ManagedTransaction"][:times]
