"""Read a document in one of the council's forms: an analysis, a submission, or a table of initiatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.claims import ReadingSummary
from graph.errors import SourceError
from loaders.claims import ClaimBuilder
from loaders.documents.council_form.analysis import read_analysis
from loaders.documents.council_form.context import DocumentContext
from loaders.documents.council_form.edition import read_edition
from loaders.documents.council_form.senders import TITLE_WORDS, find_senders
from loaders.documents.council_form.table_rows import ORIGIN, ColumnReader
from loaders.layout.blocks import Grid, flat, lines_of
from loaders.layout.sections import bullet, is_closed, paragraphs
from loaders.layout.tables import split_column_tables
from loaders.text.rules import language_of, rules

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.base import File
    from loaders.layout.blocks import Block
    from loaders.layout.tables import Columns
    from loaders.text.lines import Line


def read_form(blocks: Sequence[Block], file: File) -> Reading:
    """A document in one of the council's forms: an analysis, a submission, or a table of initiatives.

    Raises:
        SourceError: it is none of these.
    """
    language_rules = rules(language_of("\n".join(line.text for block in blocks for line in flat(block))))
    senders = find_senders([line for block in blocks if not isinstance(block, Grid) for line in block], language_rules)
    rest, tables = split_column_tables(blocks, with_lead=not senders)
    lines = list(lines_of(rest))
    if not tables:
        return read_analysis(lines, file)
    every = [line for block in blocks for line in flat(block)]
    try:
        reading = (
            read_analysis(lines, file, tabled=True)
            if _has_prose(lines)
            else _around_tables(DocumentContext(file, language_rules, lines))
        )
    except SourceError:
        reading = _around_tables(DocumentContext(file, language_rules, lines))
    return _with_tables(reading, tables, next(iter(senders), None), DocumentContext(file, language_rules, every))


def _has_prose(lines: Sequence[Line]) -> bool:
    """Whether there is more than titles around tables."""
    return any(bullet(line.text) or is_closed(line.text) or len(line.text.split()) > TITLE_WORDS for line in lines)


def _around_tables(made: DocumentContext) -> Reading:
    """Read the text around the tables of a document without prose: its edition; other text is kept as unplaced.

    Raises:
        SourceError: it has no edition.
    """
    read_edition(made)
    for group in paragraphs(made.lines):
        if not any(line.key in made.placed for line in group):
            made.leave(group)
    return made.reading()


def _with_tables(reading: Reading, tables: Sequence[Columns], sender: Line | None, made: DocumentContext) -> Reading:
    """Add the claims of table rows to a reading."""
    made.builder = ClaimBuilder(edition=reading.source.edition, language=made.rules.language, unique=True)
    reader = ColumnReader(made.builder, made.rules, made.hyphens, ORIGIN, sender=sender)
    for table in tables:
        reader.read_columns(table)
    for group in [*reader.unplaced, *reader.left]:
        made.leave(group)
    made.removed += reader.removed
    made.notes += reader.notes
    added = made.reading()
    remarks = ReadingSummary([*reading.unplaced, *added.unplaced], [*reading.notes, *added.notes])
    return replace(reading, claims=[*reading.claims, *added.claims], remarks=remarks)
