"""Describe the outcome of each file of a load, for people and for programs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from accord.messages import _, format_attempts, format_error, format_note
from graph.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from graph.claims import Note
    from loaders.inputs.read import Outcome

MAX_TEXT_LENGTH: Final = 60  # characters of a passage in a line


def outcomes_as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the files that cannot be read and those that were skipped, ready for JSON."""
    return {
        "failed": [{"file": each.name, "reason": format_error(each.error)} for each in outcomes if each.error],
        "skipped": [{"file": each.name, "reason": format_note(each.skipped)} for each in outcomes if each.skipped],
    }


def failure_lines(failed: Sequence[Outcome]) -> Iterator[str]:
    """Yield why each file cannot be read, and what each reader found."""
    for outcome in failed:
        if outcome.error:
            yield "✗ " + _("{file}: {reason}").format(file=outcome.name, reason=format_error(outcome.error))
        if isinstance(outcome.error, UnreadableError):
            yield from (f"    {line}" for line in format_attempts(outcome.error))


def skipped_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield why files were skipped."""
    for outcome in outcomes:
        if outcome.skipped:
            yield _("{file}: skipped; {reason}.").format(file=outcome.name, reason=format_note(outcome.skipped))


def with_path(note: Note, path: Path | None) -> Note:
    """Return a note with the path of its file in the command that it names, ready to be copied."""
    if path is None or "argument" not in note.values:
        return note
    return note.model_copy(update={"values": {**note.values, "argument": shlex.quote(str(path))}})


def shorten(text: str, length: int = MAX_TEXT_LENGTH) -> str:
    """Return a text cut to a length, with an ellipsis where something is missing."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
