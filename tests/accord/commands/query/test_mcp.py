"""The server that assistants connect to: a real process, asked by the official client."""

from __future__ import annotations

import json
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import pytest
from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client

from queries.questions.question import list_questions, load_question
from tests.contract.asked_questions import HURTING
from tests.helpers.paths import ROOT

FILLED = {
    "who": {"theme": "digital identity"}, "show": {"node": "CRA"}, "path": {"from": "CA-AB", "to": "CA-ON"},
    "search": {"query": "identity"}, "diff": {"before": "2022-winter", "after": "2022-fall"},
}  # fmt: skip


@asynccontextmanager
async def connected(graph: Path, audience: str | None = None, lang: str = "en"):
    chosen = ["--audience", audience] if audience else []
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "accord", "mcp", "--graph", str(graph), "--lang", lang, *chosen], cwd=ROOT,
    )  # fmt: skip
    with Path("/dev/null").open("w", encoding="utf-8") as log:
        async with stdio_client(server, errlog=log) as (reader, writer), ClientSession(reader, writer) as session:
            with anyio.fail_after(300):
                await session.initialize()
                yield session


def asked(graph: Path, work, **settings):
    async def run():
        async with connected(graph, **settings) as session:
            return await work(session)

    return anyio.run(run)


async def rows(session: ClientSession, tool: str, **arguments):
    found = await session.call_tool(tool, arguments)
    assert not found.isError, found.content
    assert json.loads(found.content[0].text) == found.structuredContent
    return found.structuredContent["rows"]


def test_there_is_a_read_only_tool_for_each_question_and_each_answers_with_evidence(built):
    async def work(session: ClientSession):
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == {*list_questions(), "resolve", "sql", "cypher"}
        assert all(tool.annotations.readOnlyHint for tool in tools.values())
        for name in list_questions():
            question, properties = load_question(name), tools[name].inputSchema["properties"]
            assert {parameter.name for parameter in question.parameters} <= set(properties)
            assert question.summary["fr"] in tools[name].description
            found = await rows(session, name, **FILLED.get(name, {}))
            bare = {"overview", "path"}  # counts of what has no claims, and the node that a path begins with
            assert name in bare or all(row["evidence"] for row in found), name
        assert (await rows(session, "resolve", names=["Revenue Canada"]))[0]["id"] == "CRA"
        counted = await rows(session, "sql", query="SELECT count(*) AS n FROM theme")
        assert counted == await rows(session, "cypher", query="MATCH (t:Theme) RETURN count(t) AS n")

    asked(built, work, audience="members")


def test_three_answers_are_distinguished_and_long_ones_come_in_pages(built):
    async def work(session: ClientSession):
        answers = {row["answer"] for row in await rows(session, "who", theme="identité numérique", limit=100)}
        assert answers == {"works on this", "reported nothing on this", "did not report"}
        whole = await rows(session, "initiatives", limit=100)
        pages, offset = [], 0
        while offset is not None:
            page = (await session.call_tool("initiatives", {"limit": 7, "offset": offset})).structuredContent
            assert len(page["rows"]) <= 7
            pages, offset = [*pages, *page["rows"]], page["next_offset"]
        assert pages == whole

    asked(built, work, audience="members")


def test_the_audience_is_fixed_and_the_public_unless_chosen(built):
    withheld = "CA-SK/land-titles-assistant"

    async def everything(session: ClientSession):
        found = [await rows(session, name, **FILLED.get(name, {}), limit=100) for name in list_questions()]
        found.append(await rows(session, "sql", query="SELECT * FROM initiative", limit=100))
        found.append(await rows(session, "cypher", query="MATCH (n) RETURN n LIMIT 90", limit=100))
        answer = (await session.call_tool("show", {"node": withheld})).content[0].text
        attempt = await session.call_tool("overview", {"audience": "secretariat"})
        assert attempt.isError
        return json.dumps(found), answer, (await session.call_tool("overview", {})).structuredContent["audience"]

    shown, answer, audience = asked(built, everything)
    assert audience == "public"
    assert withheld not in shown
    assert "Land titles" not in answer
    assert withheld in asked(built, everything, audience="secretariat")[0]
    assert withheld not in asked(built, everything, audience="members")[0]


def test_hostile_arguments_are_refused_or_answered_and_the_server_goes_on(built):
    async def work(session: ClientSession):
        before = built.read_bytes()
        for text in HURTING:
            if "\ud800" in text:
                continue  # no JSON
            for tool, name in (
                ("who", "theme"),
                ("search", "query"),
                ("show", "node"),
                ("sql", "query"),
                ("cypher", "query"),
            ):
                await session.call_tool(tool, {name: text})
        for tool, arguments in (
            ("who", {}), ("who", {"theme": 3}), ("who", {"theme": "ai", "limit": 10**9}),
            ("who", {"theme": "ai", "x": 1}),
            ("initiatives", {"status": "done"}), ("initiatives", {"offset": -1}), ("nothing", {}),
            ("sql", {"query": "DELETE FROM initiative"}), ("sql", {"query": "SELECT * FROM main.claim"}),
            ("cypher", {"query": "MATCH (n) DETACH DELETE n"}), ("resolve", {"names": []}),
        ):  # fmt: skip
            found = await session.call_tool(tool, arguments)
            assert found.isError, (tool, arguments)
            assert "Traceback" not in found.content[0].text
        near = await session.call_tool("who", {"theme": "digital identty wallet thing"})
        assert near.isError is False or "Did you mean" in near.content[0].text
        assert built.read_bytes() == before
        assert await rows(session, "themes")

    asked(built, work, audience="members")


def test_many_calls_at_once_are_answered_and_cancelled_ones_leave_it_alive(built):
    async def work(session: ClientSession):
        counts = set()

        async def one():
            counts.add(len(await rows(session, "themes")))

        async with anyio.create_task_group() as group:
            for _ in range(40):
                group.start_soon(one)
        assert len(counts) == 1
        slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        for _ in range(3):
            with anyio.move_on_after(0.2) as scope:
                await session.call_tool("sql", {"query": slow})
            assert scope.cancelled_caught
        assert await rows(session, "coverage")

    asked(built, work, audience="members")


def test_the_resources_are_the_schema_and_the_glossary(built):
    async def work(session: ClientSession):
        named = {str(one.uri) for one in (await session.list_resources()).resources}
        assert named == {"accord://schema", "accord://glossary"}
        schema = (await session.read_resource("accord://schema")).contents[0].text
        assert "- sql `initiative`" in schema
        assert "did not report" in (await session.read_resource("accord://glossary")).contents[0].text
        with pytest.raises(McpError, match="There is no resource"):
            await session.read_resource("accord://elsewhere")

    asked(built, work)


def test_a_missing_graph_is_reported_before_an_assistant_connects(run, tmp_path):
    done = run("mcp", "--graph", str(tmp_path / "none.db"))
    assert done.returncode == 4
    assert not done.stdout
