"""Servers of `accord mcp` as real processes, and sessions of the official client with them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import anyio
import httpx
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from tests.helpers.paths import ROOT

TOKEN = "a-token-of-thirty-two-characters"  # noqa: S105
TRANSPORTS = ("stdio", "http")
SECONDS = 300  # that a test may take before it fails


@contextmanager
def served(graph, *options, token=TOKEN) -> Iterator[tuple[str, str]]:
    """A server of a graph over HTTP; yields its address and what it said."""
    environment = {key: value for key, value in os.environ.items() if key != "ACCORD_MCP_TOKEN"}
    if token:
        environment["ACCORD_MCP_TOKEN"] = token
    process = subprocess.Popen(
        [sys.executable, "-m", "accord", "mcp", "--http", "0", "--graph", str(graph), "--lang", "en", *options],
        cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    lines = [process.stderr.readline() for _ in range(2 if token else 3)]
    try:
        yield re.search(r"http://\S+", "".join(lines))[0], "".join(lines)
    finally:
        process.terminate()
        process.wait(30)
        process.stderr.close()


@asynccontextmanager
async def over_http(address, token=TOKEN) -> AsyncIterator[ClientSession]:
    async with (
        httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=120) as client,
        streamable_http_client(address, http_client=client) as (reader, writer, _),
        ClientSession(reader, writer) as session,
    ):
        with anyio.fail_after(SECONDS):
            await session.initialize()
            yield session


@asynccontextmanager
async def over_stdio(graph: Path, *options) -> AsyncIterator[ClientSession]:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "accord", "mcp", "--graph", str(graph), *options], cwd=ROOT,
    )  # fmt: skip
    with Path(os.devnull).open("w", encoding="utf-8") as log:
        async with stdio_client(server, errlog=log) as (reader, writer), ClientSession(reader, writer) as session:
            with anyio.fail_after(SECONDS):
                await session.initialize()
                yield session


def asked(graph: Path, work, *, transport: str = "stdio", audience: str | None = None, lang: str = "en"):
    """What `await work(session)` returns, asked of a server of a graph."""
    options = [*(["--audience", audience] if audience else []), "--lang", lang]

    async def run(connection):
        async with connection as session:
            return await work(session)

    if transport == "stdio":
        return run_async(run, over_stdio(graph, *options))
    with served(graph, *options) as (address, _):
        return run_async(run, over_http(address))


def run_async(work, *arguments):
    """What a coroutine returns; in a thread of its own, since a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, work, *arguments).result()
