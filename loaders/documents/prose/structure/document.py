"""The structure of a document of free text: its language, its segments, the names in it, and what its front says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.values import LANGUAGES
from loaders.documents.prose.entities.parties import read_names
from loaders.documents.prose.entities.towns import town_of_sender
from loaders.documents.prose.lexicon import Lexicon, lexicon
from loaders.documents.prose.structure.front import Front, read_front
from loaders.documents.prose.structure.labels import OF_PROPERTIES
from loaders.documents.prose.structure.segment import Segment
from loaders.documents.prose.structure.segments import Outline, outline
from loaders.text.lines import Line
from loaders.text.passages import join
from loaders.text.rules import Rules, language_of, rules

if TYPE_CHECKING:
    from loaders.base import File
    from loaders.documents.prose.entities.party import Names
    from loaders.layout.blocks import Block
    from loaders.layout.document import DocumentProperties

_KEY_MARKS: Final = re.compile(r"[_.-]+|(?<=[a-zà-ÿ])(?=[A-Z][a-z])")  # between the words of a key of front matter


@dataclass(frozen=True, slots=True)
class ProseDocument:
    """A document of free text, before its sentences are read.

    Attributes:
        rules, lexicon: those of its language.
        outline: its segments under their headings.
        texts: those of its segments that are no noise.
        names: the organisations that it introduces, and the short forms it gives them.
        front: its title, date, edition and sender.
    """

    rules: Rules
    lexicon: Lexicon
    outline: Outline
    texts: list[str]
    names: Names
    front: Front


def read_structure(blocks: Sequence[Block], file: File, properties: DocumentProperties) -> ProseDocument:
    """Return the structure of a document; its language is that of the user's hint, or else of its words."""
    text = "\n".join(line.text for block in blocks if isinstance(block, list) for line in block)
    language = file.hints.language or language_of(text or " ")
    known = rules(language if language in LANGUAGES else language_of(text))
    words = lexicon(known.language)
    made = outline(blocks, known, words)
    texts = [each.text for each in made.segments if each.kind != "noise"]
    recorded = [entry.quote for name in OF_PROPERTIES for entry in properties.all(name)]
    cells = [each.text[slice(*cell)] for each in made.segments if each.kind != "noise" for cell in each.cells]
    names = read_names([*cells, *recorded], known)
    names.town = names.town or town_of_sender(file.hints)
    front = read_front(made, properties, file.hints, known, words, names)
    _add_properties(made, front.title, properties)
    return ProseDocument(known, words, made, texts, names, front)


def _add_properties(outline: Outline, title: Segment | None, properties: DocumentProperties) -> None:
    """Add what front matter says of the work that the title of a document names, below the title."""
    if title is None:
        return
    at = next(place for place, each in enumerate(outline.segments) if each is title) + 1
    outline.segments[at:at] = [
        Segment(
            "item", join([Line(entry.quote, entry.line)], outline.hyphens), section=title.section, label=kind,
            key=_KEY_MARKS.sub(" ", entry.key),
        )
        for name, kind in OF_PROPERTIES.items()
        for entry in properties.all(name)
        if entry.line is not None
    ]  # fmt: skip
