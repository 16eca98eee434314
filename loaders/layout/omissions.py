"""Content of a document that its reader omits on purpose, reported in one line for each kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.claims import Note, ReadingSummary, note
from graph.errors import message
from loaders.layout.contacts import has_address

if TYPE_CHECKING:
    from graph.claims import Reading

MAX_SHOWN_CHARACTERS: Final = 60  # characters of what is left out that a note shows
HEAD_OR_FOOT: Final = message("Left out as header or footer: “{text}” (words: {n}).")
NAVIGATION: Final = message("Left out as navigation or footer: “{text}” (words: {n}).")
CONTENTS: Final = message("Left out as table of contents or index: “{text}” (words: {n}).")
QUOTED_MESSAGE: Final = message("Left out as an earlier message that is quoted: “{text}” (words: {n}).")
SIGNATURE: Final = message("Left out as signature (words: {n}).")
METADATA: Final = message("Left out as front matter: “{text}” (words: {n}).")
SPEAKER_NOTES: Final = message("Left out as speaker notes: “{text}” (words: {n}).")
HIDDEN: Final = message("Left out as hidden: “{text}” (words: {n}).")
DELETED: Final = message("Left out as deleted: “{text}” (words: {n}).")
COMMENT: Final = message("Left out as comment: “{text}” (words: {n}).")
ASLANT: Final = message("Left out as slanted text, such as a watermark: “{text}” (words: {n}).")
FIELD: Final = message("Left out as form field: “{text}” (words: {n}).")
OBJECT: Final = message("Left out as part of an object: “{text}” (words: {n}).")


@dataclass(slots=True)
class LeftOut:
    """Collects what is left out, by the template of its note."""

    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: list[Note] = field(default_factory=list)
    pictures: int = 0

    def add(self, kind: str, text: str) -> None:
        """Note a text that is left out, unless it has no word."""
        if any(char.isalnum() for char in text):
            self.texts[kind].append(" ".join(text.split()))

    def once(self, kind: str, text: str) -> None:
        """Note a text that every page repeats."""
        if " ".join(text.split()) not in self.texts[kind]:
            self.add(kind, text)

    def omission_notes(self) -> list[Note]:
        """A note for each kind; addresses are not repeated."""
        made = [
            Note(template=kind, values={"text": _shown(texts), "n": sum(len(text.split()) for text in texts)})
            for kind, texts in self.texts.items()
            if texts
        ]
        if self.pictures:
            made.append(note("Pictures, charts and embedded files, whose text is not read: {n}.", n=self.pictures))
        return [*made, *self.notes]

    def with_notes(self, reading: Reading) -> Reading:
        """The reading, with these notes before its own."""
        return replace(reading, remarks=ReadingSummary(reading.unplaced, [*self.omission_notes(), *reading.notes]))


def _shown(texts: list[str]) -> str:
    text = " · ".join(dict.fromkeys("…" if has_address(text) else text for text in texts))
    return text if len(text) <= MAX_SHOWN_CHARACTERS else f"{text[: MAX_SHOWN_CHARACTERS - 1].rstrip()}…"
