"""The prompt and the schema of answers, as data (`prompt.yaml`), and the pieces of a document that are sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.text.yaml import load_yaml_file
from loaders.text.passages import STOP

if TYPE_CHECKING:
    from loaders.language_model.client import Message
    from loaders.text.passages import Passage

FILE: Final = Path(__file__).parent / "prompt.yaml"
MAX_CHUNK_CHARACTERS: Final = 6000
MAX_HEADING_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked: the texts, the JSON schema of the answer, and the version that cached answers belong to."""

    version: int
    system: str
    user: str
    schema: Mapping[str, Any]

    def messages(self, name: str, text: str, part: int, parts: int) -> list[Message]:
        """The conversation about one piece of a document; `part` counts from 1."""
        # what looks like our own mark in the document must not end it early
        body = text.replace("</document>", "< /document>")
        asked = self.user.format(name=name, part=part, parts=parts, text=body)
        return [{"role": "system", "content": self.system}, {"role": "user", "content": asked}]


@lru_cache(maxsize=1)
def prompt() -> Prompt:
    """The prompt that comes with Accord."""
    raw = load_yaml_file(FILE)
    return Prompt(raw["version"], raw["system"], raw["user"], raw["schema"])


def chunks(passages: Sequence[Passage], most: int = MAX_CHUNK_CHARACTERS) -> Iterator[list[Passage]]:
    """The passages of a document in pieces of at most `most` characters, ended before headings where that is possible.

    A passage that is longer than a piece is a piece of its own.
    """
    piece: list[Passage] = []
    for section in _sections(passages):
        if piece and _length(piece) + _length(section) > most:
            yield piece
            piece = []
        for passage in section:
            if piece and _length(piece) + len(passage.text) > most:
                yield piece
                piece = []
            piece.append(passage)
    if piece:
        yield piece


def text_of(piece: Sequence[Passage]) -> str:
    """The text of a piece as it is sent: its passages with blank lines between them."""
    return "\n\n".join(passage.text.replace(STOP, "") for passage in piece)


def _sections(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Passages from one heading to the next."""
    section: list[Passage] = []
    for passage in passages:
        if section and _is_heading(passage) and not _is_heading(section[-1]):
            yield section
            section = []
        section.append(passage)
    if section:
        yield section


def _is_heading(passage: Passage) -> bool:
    text = passage.text.replace(STOP, "").strip()
    return 0 < len(text.split()) <= MAX_HEADING_WORDS and text[-1:] not in ".!?;:,…"


def _length(piece: Sequence[Passage]) -> int:
    return sum(len(passage.text) + 2 for passage in piece)
