"""The client of the chat-completions protocol, against a real server that answers by a script."""

from __future__ import annotations

import json

import pytest

from graph.errors import ModelServerError
from loaders.language_model.client import ATTEMPTS, MAX_ANSWER_BYTES, ChatClient
from loaders.language_model.settings import ModelSettings
from tests.helpers.model_server import EMPTY, Reply, completion, model_server

MESSAGES = [{"role": "user", "content": "What does it say?"}]
SCHEMA = {"type": "object"}


def ask(url: str, *, timeout: float = 5.0, key: str | None = None):
    settings = ModelSettings(url, "small", key, timeout_seconds=timeout)
    with ChatClient(settings, wait_seconds=0.01) as client:
        return client.complete(MESSAGES, SCHEMA)


def test_it_asks_as_the_protocol_says():
    with model_server(lambda *_: completion(EMPTY)) as server:
        made = ask(server.url, key="secret")
    assert json.loads(made.text) == EMPTY
    assert (made.prompt_tokens, made.completion_tokens, made.truncated) == (100, 20, False)
    (request,), (headers,) = server.requests, server.headers
    assert (request["model"], request["temperature"]) == ("small", 0)
    assert request["messages"] == MESSAGES
    assert request["response_format"]["json_schema"]["schema"] == SCHEMA
    assert headers["Authorization"] == "Bearer secret"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(status: int):
    with model_server(lambda n, _: Reply(status) if n < 2 else completion(EMPTY)) as server:
        assert json.loads(ask(server.url).text) == EMPTY
    assert len(server.requests) == 3


def test_a_server_that_stays_busy_is_left_and_named():
    with (
        model_server(lambda *_: Reply(429, headers={"Retry-After": "0"})) as server,
        pytest.raises(ModelServerError, match="HTTP 429, tried 4 times"),
    ):
        ask(server.url)
    assert len(server.requests) == ATTEMPTS


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_is_final_and_shows_what_the_server_answered(status: int):
    with (
        model_server(lambda *_: Reply(status, b'{"error": "no such\x1b[31m model"}')) as server,
        pytest.raises(ModelServerError, match=f"HTTP {status}.*no such") as error,
    ):
        ask(server.url)
    assert len(server.requests) == 1
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize(
    "body", [b"<html>", b"{}", b'{"choices": []}', b"[]", b'{"choices": [{"message": null}]}', b"\xff"]
)
def test_what_is_not_of_the_protocol_is_reported(body: bytes):
    with model_server(lambda *_: Reply(body=body)) as server, pytest.raises(ModelServerError, match="protocol"):
        ask(server.url)


def test_an_answer_has_a_largest_size():
    with (
        model_server(lambda *_: completion("x" * (MAX_ANSWER_BYTES + 1))) as server,
        pytest.raises(ModelServerError, match="larger than"),
    ):
        ask(server.url)


def test_a_silent_server_is_left_in_time():
    with (
        model_server(lambda *_: Reply(pause_seconds=1.5)) as server,
        pytest.raises(ModelServerError, match="ACCORD_MODEL_TIMEOUT"),
    ):
        ask(server.url, timeout=0.1)


def test_a_server_that_sends_byte_by_byte_is_left_in_time():
    dripping = Reply(body=b" " * 1000, drip_seconds=0.02)
    with model_server(lambda *_: dripping) as server, pytest.raises(ModelServerError, match="no complete answer"):
        ask(server.url, timeout=0.2)


def test_a_connection_that_ends_early_is_tried_again():
    with model_server(lambda n, _: Reply(body=b"{", cut=True) if n < 1 else completion(EMPTY)) as server:
        ask(server.url, timeout=2.0)
    assert len(server.requests) == 2


def test_nobody_there_is_reported():
    with pytest.raises(ModelServerError, match="cannot be reached"):
        ask("http://127.0.0.1:9/v1")


def test_an_answer_that_was_cut_short_says_so():
    with model_server(lambda *_: completion('{"initiatives": [', finish="length")) as server:
        assert ask(server.url).truncated
