"""Read a parsed document: in one of the council's forms, as tables, or as free text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.values import LANGUAGES
from loaders.documents.council_form.form import read_form
from loaders.layout.blocks import flat
from loaders.layout.long_lines import LongLines
from loaders.layout.sections import is_closed
from loaders.text.rules import rules, straight

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.base import File
    from loaders.layout.blocks import Block
    from loaders.layout.document import DocumentProperties, ParsedDocument
    from loaders.layout.omissions import LeftOut
    from loaders.text.lines import Line

FORM_LINES: Final = 12
_NEWS: Final = re.compile(r"\b(?:bulletin|newsletter|infolettre|news release|communiqué)\b", re.IGNORECASE)
TITLE_LINE_WORDS: Final = 12  # of a line that may be a title


def read_document(document: ParsedDocument, file: File, left: LeftOut) -> Reading:
    """Read a parsed document; the notes include what its reader omitted.

    Raises:
        SourceError: it is neither a form nor free text that can be read.
    """
    long = LongLines()
    reading = read_form_or_prose(long.cut(document.blocks), file, document.properties)
    return left.with_notes(long.keep_rests(reading))


def read_form_or_prose(blocks: Sequence[Block], file: File, properties: DocumentProperties | None = None) -> Reading:
    """A document in one of the council's forms, or else as free text.

    A document that calls itself a submission to a council, or names its season, is read as a form first; any other as
    free text first.

    Raises:
        SourceError: it is neither.
    """
    if is_form([line for block in blocks for line in flat(block)][:FORM_LINES]):
        try:
            return read_form(blocks, file)
        except SourceError as error:
            try:
                return _read_prose(blocks, file, properties)
            except SourceError:
                raise error from None
    try:
        return _read_prose(blocks, file, properties)
    except SourceError as error:
        try:
            return read_form(blocks, file)
        except SourceError:
            raise error from None


def _read_prose(blocks: Sequence[Block], file: File, properties: DocumentProperties | None) -> Reading:
    """Read free text; its rules and models are imported then, which takes longer than reading a form."""
    from loaders.documents.prose.pipeline import read_prose

    return read_prose(blocks, file, properties)


def is_form(lines: Sequence[Line]) -> bool:
    """Whether the first lines of a document name a report to a council, or its title a season."""
    text = straight("\n".join(line.text for line in lines))
    if any(rules(language).pattern("form").search(text) for language in LANGUAGES):
        return True
    titles = [line.text for line in lines if len(line.text.split()) <= TITLE_LINE_WORDS and not is_closed(line.text)]
    title = straight("\n".join(each for each in titles if not each[:1].islower()))
    return not _NEWS.search(title) and any(rules(one).pattern("form_season").search(title) for one in LANGUAGES)
