"""The exceptions of Accord.

    AccordError                  exit code 1
    ├── UsageError               2   a command, option or parameter is wrong, or not available here
    │   └── UnknownNameError     2   a name is unknown or ambiguous
    ├── SourceError              3   a source file cannot be read
    │   ├── UnreadableError      3   no reader accepts it; lists what each one reported
    │   └── ReaderFailedError    3   its reader stopped with an exception that it does not handle: a fault of Accord
    ├── StoreError               4   the graph is missing, foreign, newer or damaged, or its server does not answer
    │   └── ReplacedError        4   the graph was replaced while it was read; trying again helps
    ├── SharingError             5   the audience may not see what was requested
    ├── MissingExtraError        6   an optional dependency is not installed; names the command that installs it
    ├── ModelServerError         7   the server of a language model cannot be reached, refuses, or answers nonsense
    └── VerdictError             8   a statement of a memo is contradicted or out of date (`accord verify --strict`)

A message is an English template with values; the template is the key of its translation. Each message says what is
wrong, where, and how to fix it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final


class AccordError(Exception):
    """Base class of all exceptions that Accord raises.

    Args:
        template: An English sentence with ``{name}`` placeholders, also the key of its translation.
        values: The values of the placeholders.
    """

    exit_code = 1

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


def message(text: str) -> str:
    """Mark a literal as the key of a translation, for a text that is shown later."""
    return text


class UsageError(AccordError):
    """Raised when a command, option or parameter is wrong, or not available for this graph."""

    exit_code = 2


class UnknownNameError(UsageError):
    """Raised when a name is unknown or ambiguous.

    Args:
        template: The message.
        suggestions: Similar names, the nearest first; text for people.
        values: The values of the placeholders.
    """

    def __init__(self, template: str, suggestions: tuple[str, ...] = (), **values: object) -> None:
        super().__init__(template, **values)
        self.suggestions = suggestions


class SourceError(AccordError):
    """Raised when a source file cannot be read."""

    exit_code = 3


class UnreadableError(SourceError):
    """Raised when several readers accept a file and none can read it.

    Args:
        reason: The error that matters most, whose message this one has.
        tried: The name of each reader (a key of its translation) and its error.
    """

    def __init__(self, reason: AccordError, tried: tuple[tuple[str, AccordError], ...]) -> None:
        super().__init__(reason.template, **reason.values)
        self.tried = tried


class ReaderFailedError(SourceError):
    """Raised when a reader stops with an exception that it does not handle: a fault of Accord."""


class StoreError(AccordError):
    """Raised when the graph is missing, foreign, newer than this Accord or damaged, or its server does not answer."""

    exit_code = 4


class ReplacedError(StoreError):
    """Raised when the graph was replaced while it was read; trying again helps."""


class SharingError(AccordError):
    """Raised when the audience may not see what was requested."""

    exit_code = 5


class MissingExtraError(AccordError):
    """Raised when an optional dependency is not installed."""

    exit_code = 6


class ModelServerError(AccordError):
    """Raised when the server of a language model cannot be reached, refuses, or does not follow the protocol."""

    exit_code = 7


class VerdictError(AccordError):
    """Raised when statements of a memo are contradicted or out of date, and that is to be an error."""

    exit_code = 8


ERROR_TYPES: Final[Mapping[str, type[AccordError]]] = {
    kind.__name__: kind
    for kind in (
        AccordError, UsageError, UnknownNameError, SourceError, UnreadableError, ReaderFailedError, StoreError,
        ReplacedError, SharingError, MissingExtraError, ModelServerError, VerdictError,
    )
}  # fmt: skip


def serialize_error(error: AccordError) -> dict[str, object]:
    """Return an error as JSON-ready data, for the process that started this one."""
    values = {key: value if isinstance(value, int) else str(value) for key, value in error.values.items()}
    suggestions = list(error.suggestions) if isinstance(error, UnknownNameError) else []
    return {"kind": type(error).__name__, "template": error.template, "values": values, "suggestions": suggestions}


def deserialize_error(data: Mapping[str, Any]) -> AccordError:
    """Return the error that another process serialized; an `AccordError` if its type is unknown."""
    error = ERROR_TYPES.get(str(data["kind"]), AccordError)(data["template"], **data["values"])
    if isinstance(error, UnknownNameError):
        error.suggestions = tuple(map(str, data.get("suggestions", ())))
    return error
