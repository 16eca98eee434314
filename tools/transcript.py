"""What an assistant asks Accord and receives, as a page: a real server, asked by the official client.

The questions are those that the three users ask in their guides. Answers are those of the sample; of each row the
columns of the table are shown and the first piece of its evidence.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple

import anyio
import yaml
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "reference" / "mcp-transcript.md"
CALLS: Final = Path(__file__).with_suffix(".yaml")
LONGEST: Final = 120  # characters of a text that is shown
INTRO: Final = """\
# What an assistant asks

`accord mcp --graph accord-demo.db --audience public` with the sample of `accord demo`, asked by the official client as
an assistant would ask. Of each row the page shows some columns and the first piece of evidence; long texts end in “…”.
`make reference` writes it from what the server answers. [Assistants](mcp.md) says how to connect one.
"""


class Call(NamedTuple):
    """What somebody asks, and the call that an assistant makes of it.

    Attributes:
        words: what the user asks.
        tool: the tool that the assistant calls.
        arguments: its arguments.
        shown: the columns that the page shows.
        then: what is to be known of the answer.
    """

    words: str
    tool: str
    arguments: Mapping[str, Any]
    shown: Sequence[str]
    then: str


def transcript(demo: Path) -> str:
    """Return the page.

    Args:
        demo: a folder where `accord demo` has been.
    """
    with ThreadPoolExecutor(1) as pool:  # whoever calls this may have a loop in its own thread
        return pool.submit(anyio.run, _ask_all, demo).result()


async def _ask_all(demo: Path) -> str:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "accord", "mcp", "--graph", str(demo / "accord-demo.db"), "--audience", "public", "--lang", "en"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    lines = [INTRO]
    with Path(os.devnull).open("w", encoding="utf-8") as log:
        async with stdio_client(server, errlog=log) as (reader, writer), ClientSession(reader, writer) as session:
            await session.initialize()
            for who, calls in yaml.safe_load(CALLS.read_text("utf-8")).items():
                lines.append(f"## {who}\n")
                lines.extend([await _ask(session, Call(**call)) for call in calls])
    return "\n".join(lines)


async def _ask(session: ClientSession, call: Call) -> str:
    found = await session.call_tool(call.tool, dict(call.arguments))
    asked = f"{call.tool} {json.dumps(call.arguments, ensure_ascii=False)}"
    if found.isError or found.structuredContent is None:
        shown = "\n".join(getattr(content, "text", "") for content in found.content)
    elif "rows" not in found.structuredContent:
        shown = _to_json(found.structuredContent)
    else:
        rows = "".join(f"{_to_json(_shorten(row, call.shown))}\n" for row in found.structuredContent["rows"])
        notes = "".join(f"{note}\n" for note in found.structuredContent.get("notes", ()))
        shown = f"{rows}{notes}next_offset: {json.dumps(found.structuredContent['next_offset'])}"
    then = f"\n{call.then}\n" if call.then else ""
    return f"**{call.words}**\n\n```text\n{asked}\n\n{shown}\n```\n{then}"


def _shorten(row: Mapping[str, Any], shown: Sequence[str]) -> Mapping[str, Any]:
    kept: dict[str, Any] = {name: _cut(row[name]) for name in shown}
    evidence = row.get("evidence") or []
    if evidence:
        first = evidence[0]
        kept["evidence"] = {name: _cut(first[name]) for name in ("name", "page", "line", "quote", "stated")
                            if name in first}  # fmt: skip
        kept["more evidence"] = len(evidence) - 1
    return kept


def _cut(value: Any) -> Any:  # noqa: ANN401 (whatever JSON has)
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
