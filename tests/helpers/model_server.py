"""A real HTTP server on the loopback interface that answers chat completions by a script."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

EMPTY = {"initiatives": [], "needs": []}


@dataclass(frozen=True)
class Reply:
    """One answer of the script: a status, a body as it is sent, and how slowly it is sent."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    pause_seconds: float = 0.0  # before the answer
    drip_seconds: float = 0.0  # between the bytes of its body
    cut: bool = False  # whether the connection ends in the middle of the body


def completion(content: Any, *, finish: str = "stop") -> Reply:
    """A well-formed answer whose message is `content`, as JSON unless it is text."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    return Reply(body=json.dumps({"choices": [choice], "usage": usage}).encode())


@dataclass
class ModelServer:
    """The address of the server, and the requests that it was sent."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


Script = Callable[[int, dict[str, Any]], Reply]


@contextmanager
def model_server(script: Script) -> Iterator[ModelServer]:
    """Run a server that answers its n-th request (from 0) by `script(n, request)`."""
    state = ModelServer("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = len(state.requests)
            state.requests.append(request)
            state.headers.append(dict(self.headers))
            reply = script(number, request)
            time.sleep(reply.pause_seconds)
            with suppress(OSError):  # the client had enough
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + (1000 if reply.cut else 0)))
            self.end_headers()
            if not reply.drip_seconds:
                self.wfile.write(reply.body)
                return
            for at in range(len(reply.body)):
                self.wfile.write(reply.body[at : at + 1])
                self.wfile.flush()
                time.sleep(reply.drip_seconds)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
