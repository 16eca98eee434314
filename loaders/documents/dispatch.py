"""Read a parsed document: in one of the council's forms, as tables, or as free text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.claims import ReadingSummary
from graph.errors import SourceError
from graph.values import LANGUAGES
from loaders.documents.analysis import read_analysis
from loaders.documents.context import Draft
from loaders.documents.edition import read_edition
from loaders.documents.prose.pipeline import read_prose
from loaders.documents.senders import TITLE_WORDS, find_senders
from loaders.layout.blocks import Grid, flat, lines_of
from loaders.layout.sections import bullet, is_closed, paragraphs
from loaders.layout.tables import split_column_tables
from loaders.text.rules import language_of, rules, straight

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.base import File
    from loaders.layout.blocks import Block
    from loaders.layout.document import DocumentProperties, ParsedDocument
    from loaders.layout.omissions import LeftOut
    from loaders.layout.tables import Columns
    from loaders.text.lines import Line

FORM_LINES: Final = 12
_NEWS: Final = re.compile(r"\b(?:bulletin|newsletter|infolettre|news release|communiqué)\b", re.IGNORECASE)
TITLE_LINE_WORDS: Final = 12  # of a line that may be a title


def read_document(document: ParsedDocument, file: File, left: LeftOut) -> Reading:
    """Read a parsed document; the notes include what its reader omitted.

    Raises:
        SourceError: it is neither a form nor free text that can be read.
    """
    return left.with_notes(read_form_or_prose(document.blocks, file, document.properties))


def read_form_or_prose(blocks: Sequence[Block], file: File, properties: DocumentProperties | None = None) -> Reading:
    """A document in one of the council's forms, or else as free text.

    A document that calls itself a submission to a council, or names its season, is read as a form first; any other as
    free text first.

    Raises:
        SourceError: it is neither.
    """
    if is_form([line for block in blocks for line in flat(block)][:FORM_LINES]):
        try:
            return _read_form(blocks, file)
        except SourceError as error:
            try:
                return read_prose(blocks, file, properties)
            except SourceError:
                raise error from None
    try:
        return read_prose(blocks, file, properties)
    except SourceError as error:
        try:
            return _read_form(blocks, file)
        except SourceError:
            raise error from None


def is_form(lines: Sequence[Line]) -> bool:
    """Whether the first lines of a document name a report to a council, or its title a season."""
    text = straight("\n".join(line.text for line in lines))
    if any(rules(language).pattern("form").search(text) for language in LANGUAGES):
        return True
    titles = [line.text for line in lines if len(line.text.split()) <= TITLE_LINE_WORDS and not is_closed(line.text)]
    title = straight("\n".join(each for each in titles if not each[:1].islower()))
    return not _NEWS.search(title) and any(rules(one).pattern("form_season").search(title) for one in LANGUAGES)


def _read_form(blocks: Sequence[Block], file: File) -> Reading:
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
            else _around_tables(Draft(file, language_rules, lines))
        )
    except SourceError:
        reading = _around_tables(Draft(file, language_rules, lines))
    return _with_tables(reading, tables, next(iter(senders), None), Draft(file, language_rules, every))


def _has_prose(lines: Sequence[Line]) -> bool:
    """Whether there is more than titles around tables."""
    return any(bullet(line.text) or is_closed(line.text) or len(line.text.split()) > TITLE_WORDS for line in lines)


def _around_tables(made: Draft) -> Reading:
    """Read the text around the tables of a document without prose: its edition; other text is kept as unplaced.

    Raises:
        SourceError: it has no edition.
    """
    read_edition(made)
    for group in paragraphs(made.lines):
        if not any(line.key in made.placed for line in group):
            made.leave(group)
    return made.reading()


def _with_tables(reading: Reading, tables: Sequence[Columns], sender: Line | None, made: Draft) -> Reading:
    """Add the claims of table rows to a reading."""
    from loaders.claims import ClaimBuilder
    from loaders.documents.table_rows import ORIGIN, ColumnReader

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
