"""Assistants over HTTP: a real process on the loopback interface, for the official client with the token."""

from __future__ import annotations

import re
import time

import anyio
import httpx

from queries.questions.question import list_questions
from tests.accord.commands.query.mcp_clients import TOKEN, over_http, run_async, served


def test_the_official_client_asks_and_sees_what_the_audience_may(built):
    async def work(address):
        async with over_http(address) as session:
            tools = {tool.name for tool in (await session.list_tools()).tools}
            assert set(list_questions()) < tools
            found = await session.call_tool("initiatives", {"limit": 100})
            assert not found.isError
            assert found.structuredContent["audience"] == "public"
            assert "land-titles-assistant" not in found.content[0].text
            counts = set()

            async def one():
                counts.add(len((await session.call_tool("themes", {})).structuredContent["rows"]))

            async with anyio.create_task_group() as group:
                for _ in range(10):
                    group.start_soon(one)
            assert len(counts) == 1

    with served(built) as (address, printed):
        assert address.startswith("http://127.0.0.1:")
        assert TOKEN not in printed
        run_async(work, address)


def test_without_the_token_nothing_is_answered(built):
    hello = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepts = {"Accept": "application/json, text/event-stream"}
    with served(built) as (address, _), httpx.Client() as client:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, {"Authorization": "Basic x"}):
            refused = client.post(address, json=hello, headers={**accepts, **headers})
            assert (refused.status_code, refused.content) == (401, b"")
        bearer = {**accepts, "Authorization": f"Bearer {TOKEN}"}
        assert client.get(address.replace("/mcp", "/"), headers=bearer).status_code == 404
        rebound = client.post(address, json=hello, headers={**bearer, "Host": "example.org"})
        assert rebound.status_code >= 400  # a page of a browser that calls this computer by another name
        foreign = client.post(address, json=hello, headers={**bearer, "Origin": "https://example.org"})
        assert foreign.status_code >= 400
        typed = {**bearer, "Content-Type": "application/json"}
        long = client.post(address, content=b"{" + b" " * 200_000, headers=typed)
        assert long.status_code >= 400


def test_a_token_is_made_where_none_is_chosen_and_a_short_one_is_refused(built, run):
    with served(built, token=None) as (address, printed):
        token = re.search(r"Token: (\S+)", printed)[1]
        assert len(token) >= 32

        async def work():
            async with over_http(address, token) as session:
                assert not (await session.call_tool("overview", {})).isError

        run_async(work)
    done = run("mcp", "--http", "0", env={"ACCORD_MCP_TOKEN": "short"})
    assert done.returncode == 2
    assert "ACCORD_MCP_TOKEN" in done.stderr


def test_a_connection_that_was_idle_is_not_closed_under_a_request(built):
    """A server that closes first may do so while a request arrives, which is lost; clients close theirs in time."""
    limits = httpx.Limits(keepalive_expiry=60)
    with served(built) as (address, _), httpx.Client(limits=limits) as client:
        streams = []
        for pause in (0, 6):
            time.sleep(pause)
            with client.stream("GET", address, headers={"Authorization": "Bearer wrong"}) as answer:
                streams.append(answer.extensions["network_stream"].get_extra_info("client_addr"))
                answer.read()
        assert streams[0] == streams[1]  # the same connection
