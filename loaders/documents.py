"""A document of any format, once it is paragraphs and tables: what its prose and its tables state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.analysis import read_analysis
from loaders.flow import lines_of

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.flow import Block
    from loaders.left_out import LeftOut
    from loaders.reader import File


def read_document(blocks: Sequence[Block], file: File, left: LeftOut) -> Reading:
    """All that the blocks of a document state, with notes of what its reader left out.

    Raises:
        SourceError: they are no analysis and no submission, or tell no edition.
    """
    return left.with_notes(read_analysis(list(lines_of(blocks)), file))
