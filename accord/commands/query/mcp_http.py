"""The server of assistants over HTTP: on this computer only, for clients that know a token."""

from __future__ import annotations

import secrets
import socket
from typing import TYPE_CHECKING, Any, Final

import anyio
import uvicorn
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from accord.commands.query.mcp_server import make_server
from accord.messages import _
from accord.output.terminal import print_notes
from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from accord.options import CommonOptions

LOOPBACK: Final = "127.0.0.1"
PATH: Final = "/mcp"
TOKEN_VARIABLE: Final = "ACCORD_MCP_TOKEN"  # noqa: S105 (the name of a variable)
SHORTEST_TOKEN: Final = 16  # characters
MAX_BODY: Final = 100_000  # bytes of a request: arguments are short
MAX_SESSIONS: Final = 20
IDLE_SECONDS: Final = 600
Scope = dict[str, Any]


class TokenRequired:
    """Pass requests with the token to an application (ASGI); answer others with 401, and other paths with 404."""

    def __init__(self, token: str, application: Callable[..., Awaitable[None]]) -> None:
        self._expected = f"Bearer {token}".encode()
        self._application = application

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401 (of ASGI)
        """Answer a request."""
        if scope["type"] != "http":
            return
        given = dict(scope["headers"]).get(b"authorization", b"")
        if not secrets.compare_digest(given, self._expected):
            await _refuse(send, 401, [(b"www-authenticate", b"Bearer")])
        elif scope["path"].rstrip("/") != PATH:
            await _refuse(send, 404, [])
        else:
            await self._application(scope, receive, send)


async def _refuse(send: Any, status: int, headers: list[tuple[bytes, bytes]]) -> None:  # noqa: ANN401
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0"), *headers]})
    await send({"type": "http.response.body", "body": b""})


def choose_token(given: str | None) -> str:
    """Return the token of the environment, else a new one.

    Raises:
        UsageError: it is too short to keep others out, or no header can hold it.
    """
    if given is None:
        return secrets.token_urlsafe(32)
    if len(given) < SHORTEST_TOKEN or not given.isascii() or not given.isprintable() or " " in given:
        raise UsageError(
            "{variable} has to be a token of at least {n} letters, digits and signs without spaces.",
            variable=TOKEN_VARIABLE, n=SHORTEST_TOKEN,
        )  # fmt: skip
    return given


def serve_http(common: CommonOptions, port: int, token: str, *, shows_token: bool) -> None:
    """Answer over HTTP on the loopback interface until the process is ended.

    Args:
        common: the graph, the audience and the language.
        port: the port; 0 takes a free one.
        token: what clients send as `Authorization: Bearer TOKEN`.
        shows_token: whether the token is printed, since nobody has chosen it.

    Raises:
        OSError: the port is taken.
    """
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen()  # who reads the address may connect at once
        taken = listener.getsockname()[1]
        hosts = [f"{name}:{taken}" for name in (LOOPBACK, "localhost")]
        settings = TransportSecuritySettings(  # a page of a browser cannot reach it by another name
            enable_dns_rebinding_protection=True,
            allowed_hosts=hosts,
            allowed_origins=[f"http://{one}" for one in hosts],
        )
        manager = StreamableHTTPSessionManager(
            make_server(common), json_response=True, security_settings=settings, max_request_body_size=MAX_BODY,
            max_sessions=MAX_SESSIONS, session_idle_timeout=IDLE_SECONDS,
        )  # fmt: skip
        application: Any = TokenRequired(token, manager.handle_request)
        # A server that closes an idle connection may do so while a request arrives, which the client then loses.
        # Clients close theirs after seconds (5 in httpx, as by default here), so with a longer time they are the first.
        config = uvicorn.Config(
            application, log_level="warning", access_log=False, lifespan="off", ws="none",
            timeout_keep_alive=IDLE_SECONDS,
        )  # fmt: skip
        print_notes([_("Address: http://{host}:{port}{path}").format(host=LOOPBACK, port=taken, path=PATH)])
        if shows_token:
            print_notes([_("Token: {token}").format(token=token)])

        async def run() -> None:
            async with manager.run():
                await uvicorn.Server(config).serve(sockets=[listener])

        anyio.run(run)
