"""Labelled documents: their candidates, what is known of each, and which are names of pieces of work."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from rapidfuzz.fuzz import ratio

from graph.errors import SourceError
from loaders.documents.prose import pipeline
from loaders.documents.prose.learnt.candidates import Pool, collect
from loaders.documents.prose.learnt.chooser import describe
from loaders.documents.prose.learnt.models.linear import hashed
from loaders.documents.prose.learnt.name_words import name_vector, name_words
from loaders.inputs.read import FileLoader

sys.path.insert(0, str(Path(__file__).parents[3] / "bench" / "reading"))
from free_text import Read, likeness, plain, same_date

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.models.word_vectors import Floats

__all__ = ["Document", "Read", "likeness", "read_documents", "same_date"]

FOLDS: Final = 4
OPTIONAL: Final = 0.6  # the weight of a piece of work that a reader may list or not
CONTAINS: Final = 0.5  # that of a candidate that only contains a name
NEAR: Final = 0.1  # that of one that is nearly a name
TUNED: Final = 3.0  # that of documents on which the rules were written: few, and labelled with most care
ALIKE: Final = 80.0
NEARLY: Final = 60.0


@dataclass(slots=True)
class Document:
    """A labelled document: its candidates, what is known of each, and whether it is the name of a piece of work."""

    gold: Mapping[str, Any]
    weight: float
    pools: list[Pool] = field(default_factory=list)
    rows: list[dict[str, float]] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)
    vectors: list[Floats] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    @property
    def fold(self) -> int:
        """The part that it is left out with, as are all documents of its repository."""
        source = self.gold.get("source") or {}
        return zlib.crc32(str(source.get("repo") or self.gold["id"]).encode()) % FOLDS


def read_documents(folders: Sequence[Path], tuned: Sequence[Path]) -> list[Document]:
    """The documents of folders, in the order of their names."""
    made = []
    for folder in folders:
        for path in sorted((folder / "docs").iterdir()):
            gold = folder / "gold" / f"{path.stem}.gold.json"
            if gold.is_file():
                one = Document(json.loads(gold.read_text("utf-8")), TUNED if folder in tuned else 1.0)
                _read(path, one)
                made.append(one)
    return [one for one in made if one.rows]


def _read(path: Path, made: Document) -> None:
    """Add the candidates of a document, as the rules have read it, and label them."""

    def watched(discourse: Any, works: Any, *_: object, **__: object) -> Any:  # noqa: ANN401 (as what it stands in for)
        kept = [work for work in works if not work.is_proposed and not work.is_component]
        made.pools.append(collect(discourse, kept))
        return discourse, works

    with patch.object(pipeline, "_read_again", watched), suppress(SourceError):
        FileLoader(isolate=False).load_path(path)
    for pool in made.pools:
        made.rows += describe(pool)
        made.words += [hashed(name_words(one, pool)) for one in pool.candidates]
        made.vectors += [name_vector(one, pool) for one in pool.candidates]
    _label(made)


def _label(made: Document) -> None:
    """Say of each candidate whether it is the name of a piece of work, and how much it counts."""
    wanted = made.gold["initiatives"]
    candidates = [one for pool in made.pools for one in pool.candidates]
    matched: list[tuple[int, float]] = []
    best: dict[int, tuple[float, int]] = {}
    for at, one in enumerate(candidates):
        found = max(((likeness(each, one.name), -number) for number, each in enumerate(wanted)), default=(0.0, 0))
        number = -found[1] if found[0] > 0 else -1
        alike = 0.0
        if number >= 0:
            title = plain(wanted[number]["title"])
            alike = max(ratio(each, plain(one.name)) for each in (title, title.partition(" (")[0]))
            if one.acronym and plain(one.acronym) == title:
                alike = max(alike, ALIKE + 5)
            best[number] = max(best.get(number, (0.0, 0)), (alike, -at))
        matched.append((number, alike))
    for at, (number, alike) in enumerate(matched):
        is_right = number >= 0 and (alike >= ALIKE or -best[number][1] == at)
        weight = 1.0
        if is_right and wanted[number]["optional"]:
            weight = OPTIONAL
        elif number >= 0 and not is_right:
            weight = NEAR if alike >= NEARLY else CONTAINS
        made.right.append(int(is_right))
        made.weights.append(weight * made.weight)
