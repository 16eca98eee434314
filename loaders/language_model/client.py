"""A client of the chat-completions protocol of OpenAI, which Ollama, llama.cpp, vLLM and Azure serve, too.

An answer follows a JSON schema (`response_format`). Servers that are busy or fail for a moment are asked again, with
exponential waits; how long, how often and how much is bounded.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from graph.errors import MissingExtraError, ModelServerError
from graph.process.install import install_command

if TYPE_CHECKING:
    import httpx

    from loaders.language_model.settings import ModelSettings

ATTEMPTS: Final = 4
MAX_WAIT_SECONDS: Final = 30.0
MAX_ANSWER_BYTES: Final = 4_000_000
BUSY_STATUSES: Final = frozenset({408, 409, 429, 500, 502, 503, 504})
CONNECT_SECONDS: Final = 10.0
Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model answered: its text, the tokens counted by the server, and the seconds that it took."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    truncated: bool = False


class BusyError(Exception):
    """The server cannot answer now; asking again may help.

    Args:
        error: what to report if it does not help.
        wait_seconds: how long the server asks to wait, if it says so.
    """

    def __init__(self, error: ModelServerError, wait_seconds: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait_seconds = wait_seconds


class ChatClient:
    """A connection to one model.

    Args:
        settings: where the model is.
        wait_seconds: the first wait before asking again; it doubles each time.

    Raises:
        MissingExtraError: httpx or tenacity are not installed.
    """

    def __init__(self, settings: ModelSettings, *, wait_seconds: float = 1.0) -> None:
        try:
            import httpx
            import tenacity  # noqa: F401
        except ImportError:
            raise MissingExtraError(
                "Reading with a language model needs httpx and tenacity, which are not installed: {command}",
                command=install_command("model"),
            ) from None
        self.settings = settings
        self._wait_seconds = wait_seconds
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._http = httpx.Client(
            headers=headers, follow_redirects=False, trust_env=False,
            timeout=httpx.Timeout(settings.timeout_seconds, connect=min(CONNECT_SECONDS, settings.timeout_seconds)),
        )  # fmt: skip

    def complete(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Completion:
        """Ask the model once, and again while the server is busy.

        Args:
            messages: the conversation, each with ``role`` and ``content``.
            schema: the JSON schema that the answer has to follow.

        Raises:
            ModelServerError: the server cannot be reached, refuses, stays busy, or its answer is not of the protocol.
        """
        import tenacity

        body = {
            "model": self.settings.name,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": True, "schema": schema},
            },
        }
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(BusyError),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=self._wait,
            reraise=True,
        )
        started = time.monotonic()
        try:
            content = retrying(self._post, body)
        except BusyError as busy:
            raise busy.error from None
        return self._completion(content, time.monotonic() - started)

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait(self, state: Any) -> float:  # noqa: ANN401 (tenacity's)
        error = state.outcome.exception()
        asked = error.wait_seconds if isinstance(error, BusyError) else None
        usual: float = self._wait_seconds * 2.0 ** (state.attempt_number - 1)
        return min(max(usual, asked or 0.0), MAX_WAIT_SECONDS)

    def _post(self, body: Mapping[str, Any]) -> bytes:
        """The body of a successful answer.

        Raises:
            BusyError: asking again may help.
            ModelServerError: it does not help.
        """
        import httpx

        deadline = time.monotonic() + self.settings.timeout_seconds
        try:
            with self._http.stream("POST", f"{self.settings.url}/chat/completions", json=body) as response:
                content = self._read_within(response, deadline)
        except httpx.TimeoutException:
            raise self._late() from None
        except httpx.HTTPError:
            raise BusyError(
                ModelServerError(
                    "The model server at {url} cannot be reached, or ends the connection (tried {attempts} times)."
                    " Check that it runs.",
                    url=self.settings.url, attempts=ATTEMPTS,
                )
            ) from None  # fmt: skip
        if response.status_code in BUSY_STATUSES:
            raise BusyError(
                ModelServerError(
                    "The model server at {host} is busy: HTTP {status}, tried {attempts} times. Try again later; the"
                    " answers that arrived are kept.",
                    host=self.settings.host, status=response.status_code, attempts=ATTEMPTS,
                ),
                _retry_after(response.headers.get("Retry-After")),
            )  # fmt: skip
        if response.status_code != httpx.codes.OK:
            raise ModelServerError(
                "The model server at {host} refused the request: HTTP {status} {text}. Check {url}, {model} and {key}.",
                host=self.settings.host, status=response.status_code, text=_excerpt(content),
                url="ACCORD_MODEL_URL", model="ACCORD_MODEL", key="ACCORD_MODEL_KEY",
            )  # fmt: skip
        return content

    def _read_within(self, response: httpx.Response, deadline: float) -> bytes:
        """The bytes of an answer, within its size and time: a server that sends a byte at a time gets no more of it."""
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > MAX_ANSWER_BYTES:
                raise ModelServerError(
                    "The answer of the model server at {host} is larger than {most} bytes.",
                    host=self.settings.host, most=MAX_ANSWER_BYTES,
                )  # fmt: skip
            if time.monotonic() > deadline:
                raise self._late()
        return bytes(content)

    def _late(self) -> BusyError:
        return BusyError(
            ModelServerError(
                "The model server at {host} gave no complete answer within {seconds} seconds (tried {attempts} times)."
                " {variable} allows more.",
                host=self.settings.host, seconds=f"{self.settings.timeout_seconds:g}", attempts=ATTEMPTS,
                variable="ACCORD_MODEL_TIMEOUT",
            )
        )  # fmt: skip

    def _completion(self, content: bytes, seconds: float) -> Completion:
        try:
            raw = json.loads(content)
            choice = raw["choices"][0]
            text = "".join(choice["message"]["content"])  # anything but text fails here
            usage = raw.get("usage") or {}
            prompt, completion = (int(usage.get(key) or 0) for key in ("prompt_tokens", "completion_tokens"))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            raise ModelServerError(
                "The server at {host} does not support the chat-completions protocol: {text}. Check {url}.",
                host=self.settings.host, text=_excerpt(content), url="ACCORD_MODEL_URL",
            ) from None  # fmt: skip
        return Completion(text, prompt, completion, seconds, truncated=choice.get("finish_reason") == "length")


def _retry_after(value: str | None) -> float | None:
    """The seconds of a Retry-After header; None where it is missing or gives a date."""
    try:
        return max(float(value), 0.0) if value else None
    except ValueError:
        return None


def _excerpt(content: bytes, length: int = 120) -> str:
    """The beginning of what a server said, on one line without control characters."""
    text = content.decode("utf-8", "replace")
    return " ".join("".join(char if char.isprintable() else " " for char in text[: length * 2]).split())[:length]
