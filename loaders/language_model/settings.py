"""Where the language model is, and what it may see: from the environment, checked before anything is sent."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from graph.errors import SharingError, UsageError
from graph.values import AUDIENCES, Approval, Audience, approval_level, audience_level

URL: Final = "ACCORD_MODEL_URL"
NAME: Final = "ACCORD_MODEL"
KEY: Final = "ACCORD_MODEL_KEY"
AUDIENCE: Final = "ACCORD_MODEL_AUDIENCE"
TIMEOUT: Final = "ACCORD_MODEL_TIMEOUT"
TIMEOUT_SECONDS: Final = 120.0
MAX_TIMEOUT_SECONDS: Final = 3600.0


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model behind an OpenAI-compatible address.

    Attributes:
        url: the base address, up to and including ``/v1``.
        name: the model, as the server calls it.
        key: what the server knows its client by; never shown.
        audience: who the server counts as: text that this audience may not see is not sent to it.
        timeout_seconds: how long one answer may take.
    """

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    audience: Audience = "public"
    timeout_seconds: float = TIMEOUT_SECONDS

    @property
    def host(self) -> str:
        """The host that text is sent to, for people."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether the host is this machine."""
        return is_loopback(self.host)

    def check_approval(self, approval: Approval, name: str) -> None:
        """See that the server may see a document of this approval.

        Args:
            approval: that of the document.
            name: its file, for the message.

        Raises:
            SharingError: the approval is narrower than what the server may see.
        """
        if approval_level(approval) > audience_level(self.audience):
            raise SharingError(
                "{file} is not sent to the model: its approval is “{approval}”, and the server at {host} counts as"
                " “{audience}”. Set {variable} to the audience that the server belongs to.",
                file=name, approval=approval, host=self.host, audience=self.audience, variable=AUDIENCE,
            )  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether a host name is this machine itself."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_settings(environ: Mapping[str, str], *, allow_remote: bool) -> ModelSettings:
    """The model that the environment names.

    Args:
        environ: the variables `ACCORD_MODEL_URL` and `ACCORD_MODEL`, and optionally `ACCORD_MODEL_KEY`,
            `ACCORD_MODEL_AUDIENCE` and `ACCORD_MODEL_TIMEOUT` (seconds).
        allow_remote: whether text may leave this machine.

    Raises:
        UsageError: a variable is missing or wrong, or the address is not on this machine and that is not allowed.
    """
    url, name = environ.get(URL, "").rstrip("/"), environ.get(NAME, "")
    for variable, value in ((URL, url), (NAME, name)):
        if not value:
            raise UsageError(
                "{variable} is not set. The model reader needs the address of an OpenAI-compatible server, such as"
                " http://localhost:11434/v1, in {url}, and the name of a model in {model}.",
                variable=variable, url=URL, model=NAME,
            )  # fmt: skip
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError("{variable} is not a web address: {value}", variable=URL, value=url)
    local = is_loopback(parts.hostname)
    if not local and not allow_remote:
        raise UsageError(
            "The text of the documents would be sent to {host}, outside this machine. Use --allow-remote to allow it.",
            host=parts.hostname,
        )
    return ModelSettings(
        url=url,
        name=name,
        key=environ.get(KEY) or None,
        audience=_audience(environ.get(AUDIENCE, ""), local=local),
        timeout_seconds=_timeout(environ.get(TIMEOUT, "")),
    )


def _audience(value: str, *, local: bool) -> Audience:
    """The audience that the server counts as: this machine belongs to the secretariat, any other to the public."""
    if not value:
        return "secretariat" if local else "public"
    if value not in AUDIENCES:
        raise UsageError(
            "“{given}” is not an audience. Set {variable} to one of: {known}.",
            given=value, variable=AUDIENCE, known=", ".join(AUDIENCES),
        )  # fmt: skip
    return value


def _timeout(value: str) -> float:
    if not value:
        return TIMEOUT_SECONDS
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= MAX_TIMEOUT_SECONDS:
        raise UsageError(
            "“{given}” is not a number of seconds between 0 and {most}. Correct {variable}.",
            given=value, most=int(MAX_TIMEOUT_SECONDS), variable=TIMEOUT,
        )  # fmt: skip
    return seconds
