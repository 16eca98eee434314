"""Short ways to read the bytes of a file in tests, with the readers and limits that `accord load` uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.claims import SourceHints
from loaders.base import MappingText
from loaders.inputs.read import FileLoader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from graph.claims import Claim, Reading
    from loaders.base import Reader


def read_all(
    data: bytes, name: str, *, mapping: str | None = None, folder: str = "", readers: Sequence[Reader] | None = None,
    hints: SourceHints | None = None,
) -> list[Reading]:  # fmt: skip
    """One reading for each source that a file carries; given `readers`, by these in this process."""
    given = None if mapping is None else MappingText(mapping)
    return FileLoader(given, hints or SourceHints(), readers, isolate=readers is None).load_bytes(data, name, folder)


def read(path: Path | None, data: bytes, name: str, readers: Sequence[Reader] | None = None) -> Reading:
    """The reading of a file that carries one source."""
    return read_all(data, path.name if path else name, readers=readers)[0]


def leads_by_title(claims: Iterable[Claim]) -> dict[str, str]:
    """Who leads each piece of work, by its title."""
    some = list(claims)
    titles = {c.subject: c.value or "" for c in some if c.kind == "initiative" and c.predicate == "title"}
    return {titles[c.subject]: c.object or "" for c in some if c.predicate == "lead"}


class Page:
    """The claims of a page in Markdown."""

    def __init__(self, text: str) -> None:
        self.claims = list(read(None, text.encode(), "page.md").claims)

    @property
    def titles(self) -> list[str]:
        return [one.value or "" for one in self.claims if one.kind == "initiative" and one.predicate == "title"]

    def values(self, predicate: str) -> set[str]:
        found = [one for one in self.claims if one.predicate == predicate and not one.proposed]
        return {one.object or one.value or "" for one in found}

    @property
    def parties(self) -> set[str]:
        return self.values("member") | self.values("external_partner") | self.values("lead")
