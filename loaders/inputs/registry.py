"""Which reader reads a file: each looks at its first bytes, the first that accepts and succeeds is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import AccordError, SourceError, UnreadableError
from loaders.base import File, MappingText, Reader, Sample, sample_of
from loaders.documents.reader import (
    DocxAnalysis,
    EmailAnalysis,
    HtmlAnalysis,
    MarkdownAnalysis,
    OdtAnalysis,
    PdfAnalysis,
    PptxAnalysis,
    TextAnalysis,
)
from loaders.inputs.unsupported import advice
from loaders.interchange.graph_document import GraphDocumentReader
from loaders.interchange.graphml import GraphMl
from loaders.interchange.iati import IatiActivities
from loaders.interchange.skos import SkosJson, SkosTurtle
from loaders.tables.readers import TABLES
from loaders.templates.readers import TEMPLATES

if TYPE_CHECKING:
    from graph.claims import Reading

# In order: what says itself what it is comes first, plain text last. A reader for another format joins by one line.
READERS: list[Reader] = [
    *TEMPLATES, PdfAnalysis(), DocxAnalysis(), PptxAnalysis(), OdtAnalysis(), EmailAnalysis(), GraphDocumentReader(),
    IatiActivities(), GraphMl(), SkosTurtle(), SkosJson(), HtmlAnalysis(), *TABLES, MarkdownAnalysis(), TextAnalysis(),
]  # fmt: skip


def read(path: Path | None, data: bytes, name: str, readers: Sequence[Reader] | None = None) -> Reading:
    """What a file of one source states; see `read_all`."""
    return read_all(data, path.name if path else name, readers=readers)[0]


def first_reader(sample: Sample) -> Reader | None:
    """The reader that is tried first on a file; None where none accepts it."""
    return next((reader for reader in READERS if reader.accepts(sample)), None)


def read_all(
    data: bytes, name: str, *, mapping: str | None = None, folders: Sequence[str] = (),
    readers: Sequence[Reader] | None = None,
) -> list[Reading]:  # fmt: skip
    """What a file states, by the first reader that accepts it and can read it: one reading for each source in it.

    Args:
        data: its bytes.
        name: its name; its base name is the name of the source.
        mapping: what its columns mean, as the text of a mapping (YAML).
        folders: where the files lie that the mapping may name, besides the folder of the file.
        readers: those to try, in order; by default all that there are.

    Raises:
        SourceError: one reader accepts the file and cannot read it.
        UnreadableError: no reader accepts it, or several do and none can read it; says why not, each.
    """
    tried: list[tuple[str, AccordError | None]] = []
    beside = (*folders, str(Path(name).parent))
    file = File(hashlib.sha256(data).hexdigest(), Path(name).name or name, mapping=mapping, folders=beside)
    if isinstance(mapping, MappingText):
        file = replace(file, mapping=str(mapping), mapping_name=mapping.name)
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise SourceError("{file} is empty.", file=file.name)
    sample = sample_of(data, file.name)
    for reader in READERS if readers is None else readers:
        if not reader.accepts(sample):
            tried.append((reader.name, None))
            continue
        try:
            return _read(reader, data, file, guard=readers is None)
        except AccordError as error:
            if reader.is_sure_of(file):
                raise
            tried.append((reader.name, error))
    failures = [error for _, error in tried if error]
    if len(failures) == 1:
        raise failures[0]
    if not failures and (known := advice(sample)):
        raise known
    raise UnreadableError("No reader can read {file}.", tuple(tried), file=file.name)


def _read(reader: Reader, data: bytes, file: File, *, guard: bool) -> list[Reading]:
    """By the reader itself, or in the process that has limits."""
    if guard and len(data) >= reader.guard_from:
        from loaders.sandbox.client import guarded

        return guarded(reader.name, data, file)
    return as_list(reader.read(data, file))


def as_list(made: Reading | Sequence[Reading]) -> list[Reading]:
    """What a reader made: one reading or several."""
    return list(made) if isinstance(made, Sequence) else [made]
