"""Add to a page the script that greets the host in whose frame it is shown, and allow it in the page's policy."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from viz.markup import escape, policy_hash

MEDIA_TYPE: Final = "text/html;profile=mcp-app"
_POLICY: Final = str(escape("script-src "))
_END: Final = "</body>"


def to_app(page: str, version: str) -> str:
    """Return a page of `viz.page.render.render_page` as an app of MCP.

    Args:
        page: the page.
        version: of Accord, which the host is opened.
    """
    head, policy, rest = page.partition(_POLICY)
    body, end, foot = rest.rpartition(_END)
    opened = head.replace("<html ", f'<html data-version="{escape(version)}" ', 1)
    return f"{opened}{policy}{escape(policy_hash(_script()))} {body}<script>{_script()}</script>\n{end}{foot}"


@cache
def _script() -> str:
    return Path(__file__).with_name("host.js").read_text("utf-8")
