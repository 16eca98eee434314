"""Rounds of reporting: whose report is expected for an edition, in which language and until when; what came in.

A round is two files in the folder `rounds` next to the graph: `2026-fall.yaml`, which a person may correct, and
`2026-fall.log.yaml`, to which only commands append. They belong to the folder and not to one graph, as
`decisions.yaml` does.

    format: accord-round/1
    edition: 2026-fall
    due: 2026-10-15
    members:
    - {jurisdiction: CA-AB, languages: [en]}
    - {jurisdiction: CA-NB, languages: [en, fr]}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from graph.errors import SourceError, StoreError, UnknownNameError
from graph.text.yaml import load_yaml
from graph.values import LANGUAGES, MAX_IDENTIFIER_LENGTH

FOLDER: Final = "rounds"
FORMAT: Final = "accord-round/1"
RECEIVED: Final = "received"
REMINDED: Final = "reminded"
CLOSED: Final = "closed"
REOPENED: Final = "reopened"
_EDITION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")  # becomes the name of a file
_MEMBER: Final = re.compile(rf"\S{{1,{MAX_IDENTIFIER_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Member:
    """A jurisdiction whose report is expected, and the languages in which it is written to."""

    jurisdiction: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of reporting.

    Args:
        edition: its edition.
        due: the last day on which a report is in time.
        members: whose reports are expected.
    """

    edition: str
    due: date
    members: tuple[Member, ...]

    def member(self, jurisdiction: str) -> Member | None:
        """Return the member with an identifier, if there is one."""
        return next((one for one in self.members if one.jurisdiction == jurisdiction), None)


def round_path(folder: Path, edition: str) -> Path:
    """Return the file of the round of an edition, for the graph in a folder.

    Raises:
        SourceError: an edition cannot be the name of a file.
    """
    if not _EDITION.fullmatch(edition):
        raise SourceError("“{edition}” cannot be the edition of a round: use letters, digits and hyphens.",
                          edition=edition)  # fmt: skip
    return folder / FOLDER / f"{edition}.yaml"


def log_path(folder: Path, edition: str) -> Path:
    """Return the file of what happened in a round."""
    return round_path(folder, edition).with_suffix(".log.yaml")


def list_rounds(folder: Path) -> list[str]:
    """Return the editions that have a round, in alphabetical order."""
    paths = (folder / FOLDER).glob("*.yaml")
    return sorted(path.stem for path in paths if not path.name.endswith(".log.yaml"))


def read_round(folder: Path, edition: str) -> Round:
    """Return the round of an edition.

    Raises:
        UnknownNameError: it has none; names those that there are.
        SourceError: its file cannot be understood; says why.
    """
    path = round_path(folder, edition)
    if not path.is_file():
        raise UnknownNameError(
            "There is no round “{edition}”. “accord round new” opens one.", tuple(list_rounds(folder)[-3:]),
            edition=edition,
        )  # fmt: skip
    return parse_round(path.read_text("utf-8"), path.name)


def parse_round(text: str, name: str) -> Round:
    """Return the round in the text of a file.

    Raises:
        SourceError: it cannot be understood; says why.
    """
    import yaml

    try:
        content = load_yaml(text)
    except yaml.YAMLError as error:
        raise SourceError("{file} is no valid YAML: {reason}", file=name, reason=error) from error
    fields = content if isinstance(content, dict) else {}
    if fields.get("format") != FORMAT:
        raise SourceError("{file} is no round: it does not say “format: {format}”.", file=name, format=FORMAT)
    members = fields.get("members")
    if not isinstance(members, list) or not members:
        raise SourceError("{file}: “members” lists no member.", file=name)
    edition, due = str(fields.get("edition") or ""), fields.get("due")
    try:
        day = due if isinstance(due, date) else date.fromisoformat(str(due))
    except ValueError as error:
        raise SourceError("{file}: “due” has to be a day, such as 2026-10-15.", file=name) from error
    if not _EDITION.fullmatch(edition):
        raise SourceError("{file}: “edition” has to be an edition, such as 2026-fall.", file=name)
    return Round(edition, day, tuple(_parse_member(one, number, name) for number, one in enumerate(members, start=1)))


def _parse_member(item: object, number: int, name: str) -> Member:
    fields = item if isinstance(item, dict) else {}
    jurisdiction, languages = str(fields.get("jurisdiction") or ""), fields.get("languages")
    if not _MEMBER.fullmatch(jurisdiction) or not isinstance(languages, list) or not languages:
        raise SourceError("{file}, member {n}: write “jurisdiction: CA-AB” and “languages: [en]”.", file=name, n=number)
    if not set(languages) <= set(LANGUAGES):
        raise SourceError("{file}, member {n}: languages are {known}.", file=name, n=number, known=", ".join(LANGUAGES))
    return Member(jurisdiction, tuple(languages))


def write_round(folder: Path, made: Round) -> Path:
    """Write the file of a round, one member on each line; return its path."""
    path = round_path(folder, made.edition)
    lines = [
        f"format: {FORMAT}", f"edition: {made.edition}", f"due: {made.due.isoformat()}", "members:",
        *(f"- {{jurisdiction: {one.jurisdiction}, languages: [{', '.join(one.languages)}]}}" for one in made.members),
    ]  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def read_log(folder: Path, edition: str) -> list[dict[str, Any]]:
    """Return what happened in a round, in the order in which it did: `what`, `day` and more.

    Raises:
        StoreError: the file cannot be understood.
    """
    import yaml

    path = log_path(folder, edition)
    try:
        content = load_yaml(path.read_text("utf-8")) if path.is_file() else []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StoreError("{file} cannot be read: {reason}", file=path, reason=error) from error
    if not isinstance(content or [], list) or not all(isinstance(one, dict) and "what" in one for one in content or []):
        raise StoreError("{file} is no log of a round: each entry needs “what”.", file=path)
    return [{**one, "day": str(one.get("day", ""))} for one in content or []]


def append_log(folder: Path, edition: str, events: Iterable[Mapping[str, Any]]) -> None:
    """Append what happened to the log of a round."""
    import yaml

    path = log_path(folder, edition)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for event in events:
            file.write(yaml.safe_dump([dict(event)], allow_unicode=True, sort_keys=False, width=1000))


def closed_on(folder: Path, edition: str) -> str | None:
    """Return the day on which a round was closed, None where it is open or there is none."""
    day = None
    for event in read_log(folder, edition) if round_path(folder, edition).is_file() else ():
        if event["what"] == CLOSED:
            day = event["day"]
        elif event["what"] == REOPENED:
            day = None
    return day


def closed_editions(folder: Path) -> dict[str, str]:
    """Return the editions whose round is closed, with the day on which it was."""
    found = {edition: closed_on(folder, edition) for edition in list_rounds(folder)}
    return {edition: day for edition, day in found.items() if day is not None}
