"""Address of a Neo4j server: the URI from --graph, credentials from the environment.

| variable         | value                                                     |
| ---------------- | --------------------------------------------------------- |
| `NEO4J_URI`      | the URI, if --graph is only ``neo4j://``                  |
| `NEO4J_USERNAME` | the user (``neo4j`` where there is a password and no user)|
| `NEO4J_PASSWORD` | the password; asked for where it is missing               |
| `NEO4J_DATABASE` | the database (the user's home database)                   |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from graph.errors import UsageError

SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
URI: Final = "NEO4J_URI"
USERNAME: Final = "NEO4J_USERNAME"
PASSWORD: Final = "NEO4J_PASSWORD"  # noqa: S105 (the name of a variable)
DATABASE: Final = "NEO4J_DATABASE"
DEFAULT_USER: Final = "neo4j"
AskPassword = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Address:
    """A server, a database and a user; `repr` does not show the password."""

    uri: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None

    def __str__(self) -> str:
        return self.uri


def address(graph: str, environment: Mapping[str, str], ask: AskPassword | None = None) -> Address:
    """Return the server that --graph names.

    Args:
        graph: ``neo4j://host:7687`` and the like; without a host, the one that NEO4J_URI names.
        environment: where credentials are.
        ask: asks a person for the password of a user; None if there is no terminal.

    Raises:
        UsageError: It is not an address of a Neo4j server, or contains credentials.
    """
    uri = _plain(graph)
    if not urlsplit(uri).hostname:
        uri = _plain(environment.get(URI, ""))
        if not urlsplit(uri).hostname:
            raise UsageError("--graph names no server. Write neo4j://HOST, or set {variable}.", variable=URI)
    user, password = environment.get(USERNAME), environment.get(PASSWORD)
    if password is None and ask is not None:
        user = user or DEFAULT_USER
        password = ask(user)
    if password is not None:
        user = user or DEFAULT_USER
    return Address(uri, user, password, environment.get(DATABASE) or None)


def _plain(uri: str) -> str:
    """Return an address of scheme, host and port; other parts are refused, and not repeated in the error."""
    try:
        parts = urlsplit(uri.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UsageError("--graph is not an address of a server. Write neo4j://HOST:PORT.") from None
    if "@" in parts.netloc:
        raise UsageError(
            "A user and a password do not belong in an address: others see what is typed. Set {user} and {password}.",
            user=USERNAME, password=PASSWORD,
        )  # fmt: skip
    if parts.scheme and parts.scheme not in SCHEMES:
        raise UsageError(
            "“{scheme}://” is not a Neo4j address. Addresses begin with: {known}.",
            scheme=parts.scheme, known=", ".join(f"{scheme}://" for scheme in SCHEMES),
        )  # fmt: skip
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError(
            "An address has a host and a port, and nothing behind them. Name the database with {variable}.",
            variable=DATABASE,
        )
    if not host:
        return ""
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")
