"""Every error that Accord raises on purpose.

    AccordError                  exit code 1
    ├── UsageError               2   something typed cannot be understood
    │   └── UnknownNameError     2   a name means nothing here, or several things
    ├── SourceError              3   a file cannot be read as what it claims to be
    │   └── UnreadableError      3   no reader accepts it; says what each one tried
    ├── StoreError               4   the graph is missing, foreign, newer or damaged, or its server does not answer
    │   └── ReplacedError        4   another graph took its place while it was read; asking again helps
    ├── SharingError             5   the audience may not see what was asked for
    └── MissingExtraError        6   an optional part is not installed; names the command that installs it

A message is an English template and the values that fill it, so that the face can say it in French: the
template is the key of the translation. Each says what is wrong, where, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class AccordError(Exception):
    """The root: catches all that Accord raises on purpose.

    Args:
        template: an English sentence with ``{name}`` places, also the key of its translation.
        values: what goes in the places.
    """

    exit_code = 1

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


def told(error: AccordError) -> dict[str, object]:
    """An error as another process can be told of it, in JSON."""
    values = {key: value if isinstance(value, int) else str(value) for key, value in error.values.items()}
    return {"is": "error", "kind": type(error).__name__, "template": error.template, "values": values}


def error_of(told: Mapping[str, Any]) -> AccordError:
    """The error that another process told of; of a kind that is none of ours, an `AccordError`."""
    kind = globals().get(str(told["kind"]))
    known = kind if isinstance(kind, type) and issubclass(kind, AccordError) else AccordError
    return known(told["template"], **told["values"])


def message(text: str) -> str:
    """Mark a literal as the key of a translation, where it is kept to be said later."""
    return text


class UsageError(AccordError):
    """Something typed cannot be understood."""

    exit_code = 2


class UnknownNameError(UsageError):
    """A name means nothing here, or may mean several things.

    Args:
        template: the message, as for every error.
        suggestions: what the user may have meant, the nearest first; text for people.
        values: what goes in the places.
    """

    def __init__(self, template: str, suggestions: tuple[str, ...] = (), **values: object) -> None:
        super().__init__(template, **values)
        self.suggestions = suggestions


class SourceError(AccordError):
    """A file cannot be read as what it claims to be."""

    exit_code = 3


class UnreadableError(SourceError):
    """No reader can read the file.

    Args:
        template: the message, as for every error.
        tried: each reader's name, a key of the translation, and what it said; None: it is not its format.
        values: what goes in the places.
    """

    def __init__(self, template: str, tried: tuple[tuple[str, AccordError | None], ...] = (), **values: object) -> None:
        super().__init__(template, **values)
        self.tried = tried


class StoreError(AccordError):
    """The graph is missing, foreign, newer than this Accord or damaged, or its server does not answer."""

    exit_code = 4


class ReplacedError(StoreError):
    """Another graph took the place of this one while it was read; asking again helps."""


class SharingError(AccordError):
    """The audience may not see what was asked for."""

    exit_code = 5


class MissingExtraError(AccordError):
    """An optional part is not installed."""

    exit_code = 6
