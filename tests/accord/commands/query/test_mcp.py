"""The server that assistants connect to: a real process, asked by the official client."""

from __future__ import annotations

import json
import os

import anyio
import pytest
from mcp import ClientSession, McpError, types

from queries.questions.question import list_questions, load_question
from tests.accord.commands.query.mcp_clients import TRANSPORTS, asked
from tests.accord.test_withholding import loaded
from tests.contract.asked_questions import HURTING
from tests.helpers.files.submissions import pair
from viz.audit.probes import Probes, collect_probes

FILLED = {
    "who": {"theme": "digital identity"}, "show": {"node": "CRA"}, "path": {"from": "CA-AB", "to": "CA-ON"},
    "search": {"query": "identity"}, "diff": {"before": "2022-winter", "after": "2022-fall"},
}  # fmt: skip


async def rows(session: ClientSession, tool: str, **arguments):
    found = await session.call_tool(tool, arguments)
    assert not found.isError, found.content
    assert json.loads(found.content[0].text) == found.structuredContent
    return found.structuredContent["rows"]


def test_there_is_a_read_only_tool_for_each_question_and_each_answers_with_evidence(built):
    async def work(session: ClientSession):
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == {*list_questions(), "resolve", "sql", "cypher", "page"}
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


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_hostile_arguments_are_refused_or_answered_and_the_server_goes_on(built, transport):
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

    asked(built, work, transport=transport, audience="members")


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("calls", [int(os.environ.get("ACCORD_MCP_CALLS", "100"))])
def test_many_calls_are_answered_and_cancelled_ones_leave_the_server_alive(built, transport, calls):
    """ACCORD_MCP_CALLS=1000 makes it a thousand: each tenth is cancelled, ten are under way at any time."""
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    answers, cancelled = [], []

    async def one(session: ClientSession, number: int, limiter: anyio.CapacityLimiter):
        async with limiter, anyio.create_task_group() as group:
            if number % 10:
                answers.append(json.dumps(await rows(session, "themes", limit=5)))
                return
            group.start_soon(cancel, session, session._request_id)  # the number of the next request
            with pytest.raises(McpError) as raised:
                await session.call_tool("sql", {"query": slow})
            group.cancel_scope.cancel()
            cancelled.append(str(raised.value))

    async def cancel(session: ClientSession, request: int):
        while True:  # over HTTP it may arrive before the request does
            await anyio.sleep(0.1)
            parameters = types.CancelledNotificationParams(requestId=request)
            notification = types.CancelledNotification(params=parameters)
            await session.send_notification(types.ClientNotification(notification))

    async def work(session: ClientSession):
        limiter = anyio.CapacityLimiter(10)
        async with anyio.create_task_group() as group:
            for number in range(calls):
                group.start_soon(one, session, number, limiter)
        assert (len(answers), len(cancelled)) == (calls - calls // 10, calls // 10)
        assert set(answers) == {json.dumps(await rows(session, "themes", limit=5))}
        assert set(cancelled) == {"Request cancelled"}

    asked(built, work, transport=transport, audience="members")


async def everything(session: ClientSession, probes: Probes) -> dict[str, str]:
    """What a client can get: each tool asked in all ways of the probes, each resource, both languages."""
    found = {}

    async def ask(tool: str, **arguments: object):
        answer = await session.call_tool(tool, arguments)
        found[f"{tool} {arguments}"] = json.dumps([content.model_dump() for content in answer.content])

    for name in list_questions():
        for lang in ("en", "fr"):
            await ask(name, lang=lang, limit=100, **FILLED.get(name, {}))
        for parameter in load_question(name).parameters:
            for value in probes.values(parameter)[:1]:
                await ask(name, limit=100, **{**FILLED.get(name, {}), parameter.name: value})
    await ask("resolve", names=[*probes.texts, *probes.names["jurisdiction"]][:50])
    for view in ("initiative", "theme", "jurisdiction", "claim", "works_on"):
        await ask("sql", query=f"SELECT * FROM {view}", limit=100)
    await ask("cypher", query="MATCH (n) RETURN n ORDER BY n.id LIMIT 90", limit=100)
    for resource in (await session.list_resources()).resources:
        read = await session.read_resource(resource.uri)
        found[str(resource.uri)] = read.contents[0].text
    return found


@pytest.mark.parametrize(("transport", "seed", "audience"), [("stdio", 3, "public"), ("http", 11, "members")])
def test_files_that_differ_in_what_is_withheld_give_an_assistant_the_same(transport, seed, audience):
    first, second, hidden = pair(seed)
    with loaded(first, hidden) as one, loaded(second, hidden) as other:
        probes = collect_probes(one, audience, most=1)
        ours, theirs = (
            asked(store.path, lambda session: everything(session, probes), transport=transport, audience=audience)
            for store in (one, other)
        )
    assert len(ours) > 2 * len(list_questions())
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert ours.keys() == theirs.keys()


def test_the_resources_are_the_schema_the_glossary_and_the_page(built):
    async def work(session: ClientSession):
        named = {str(one.uri): one.mimeType for one in (await session.list_resources()).resources}
        assert named == {
            "accord://schema": "text/markdown", "accord://glossary": "text/markdown",
            "ui://accord/page": "text/html;profile=mcp-app",
        }  # fmt: skip
        for uri, media_type in named.items():
            assert (await session.read_resource(uri)).contents[0].mimeType == media_type
        schema = (await session.read_resource("accord://schema")).contents[0].text
        assert "- sql `initiative`" in schema
        assert "did not report" in (await session.read_resource("accord://glossary")).contents[0].text
        page = (await session.read_resource("ui://accord/page")).contents[0].text
        assert "land-titles-assistant" not in page
        assert "CA-ON/business-registry" in page
        (tool,) = [one for one in (await session.list_tools()).tools if one.name == "page"]
        assert tool.meta == {"ui": {"resourceUri": "ui://accord/page"}}
        assert (await session.call_tool("page", {})).structuredContent["page"] == "ui://accord/page"
        with pytest.raises(McpError, match="There is no resource"):
            await session.read_resource("accord://elsewhere")

    asked(built, work)


def test_a_missing_graph_is_reported_before_an_assistant_connects(run, tmp_path):
    done = run("mcp", "--graph", str(tmp_path / "none.db"))
    assert done.returncode == 4
    assert not done.stdout


def test_a_server_ends_well_when_the_assistant_leaves(run):
    hello = types.JSONRPCRequest(
        jsonrpc="2.0", id=1, method="initialize",
        params={"protocolVersion": types.LATEST_PROTOCOL_VERSION, "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"}},
    )  # fmt: skip
    for given in ("", f"{hello.model_dump_json()}\n", "no message\n"):
        done = run("mcp", stdin=given)
        assert done.returncode == 0
        assert "Internal error" not in done.stderr
        assert bool(done.stdout) == bool(given)


def test_answers_have_no_margins(built):
    async def work(session: ClientSession):
        found = await session.call_tool("initiatives", {"limit": 20})
        assert "\n" not in found.content[0].text
        assert '"rows":[{' in found.content[0].text

    asked(built, work)
