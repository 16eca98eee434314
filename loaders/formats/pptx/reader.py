"""Text and tables from a presentation (PPTX), slide by slide, in the order in which a person reads the shapes.

The title comes first, then the shapes by their position; a group stays together. Speaker notes, hidden slides and
shapes, footers and slide numbers are omitted and reported. The page is the number of the slide; the number of a line
counts the lines of text on its slide.
"""

from __future__ import annotations

import io
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from loaders.formats.ooxml_properties import ooxml_properties
from loaders.formats.pptx.paragraphs import ListMarks, text_of
from loaders.formats.pptx.shapes import TextShape, slide_shapes
from loaders.formats.xml import parse_xml
from loaders.formats.zip_parts import ZipParts, damaged
from loaders.layout.blocks import Block, Grid, flat
from loaders.layout.document import ParsedDocument
from loaders.layout.omissions import COMMENT, HEAD_OR_FOOT, HIDDEN, SPEAKER_NOTES, LeftOut
from loaders.text.lines import Line, clean

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

MAX_SLIDES: Final = 500
MIN_REPEATS: Final = 3  # slides on which a text recurs at one place, from which on it is a header or footer
EDGE_SHARE: Final = 0.12  # share of the slide's height, above and below, in which headers and footers are


def parse_pptx(data: bytes, name: str, left: LeftOut) -> ParsedDocument:
    """Return the text and the tables of a presentation in reading order, and its properties.

    Raises:
        SourceError: it is damaged, too large, or holds no text.
    """
    parts = ZipParts(data, name)  # refuses what unpacks to too much
    try:
        blocks = list(_Slides(_open(data, name), left).blocks())
    except SourceError:
        raise
    except RecursionError as error:
        raise SourceError("{file} is nested too deep to be read.", file=name) from error
    except Exception as error:  # what is damaged fails in many ways in there
        raise damaged(name, f"{type(error).__name__}: {error}") from error
    if not any(char.isalnum() for block in blocks for line in flat(block) for char in line.text):
        raise SourceError("{file} holds no text. If its slides are pictures, have their text recognised (OCR).",
                          file=name)  # fmt: skip
    core, extended = (parts.read(f"docProps/{part}.xml") for part in ("core", "app"))
    properties = ooxml_properties(core and parse_xml(core, name), extended and parse_xml(extended, name))
    return ParsedDocument(blocks, properties)


def _open(data: bytes, name: str) -> Presentation:
    """Open a presentation; slide shows and templates too, which `pptx.Presentation` refuses."""
    from pptx.package import Package

    presentation: Presentation = Package.open(io.BytesIO(data)).main_document_part.presentation
    if len(presentation.slides) > MAX_SLIDES:
        raise SourceError("{file} has {slides} slides; at most {most} are read. Load the part that matters.",
                          file=name, slides=len(presentation.slides), most=MAX_SLIDES)  # fmt: skip
    return presentation


@dataclass(slots=True)
class _Slides:
    presentation: Presentation
    left: LeftOut
    number: int = 0  # of the last line on the slide
    repeated: frozenset[tuple[str, int]] = field(default=frozenset())

    def blocks(self) -> Iterator[Block]:
        slides = [(number, slide) for number, slide in enumerate(self.presentation.slides, 1) if self._is_shown(slide)]
        shapes = {number: slide_shapes(slide, self.left) for number, slide in slides}
        self.repeated = self._repeated_texts([shape for found in shapes.values() for shape in found])
        for number, slide in slides:
            self._omit_notes(slide)
            self.number = 0
            for shape in shapes[number]:
                if (why := self._why_omitted(shape)) is not None:
                    self.left.once(why, shape.text)
                else:
                    yield self._block(shape, number)

    def _is_shown(self, slide: Slide) -> bool:
        if slide.element.get("show") not in ("0", "false"):
            return True
        self.left.add(HIDDEN, " ".join(shape.text for shape in slide_shapes(slide, LeftOut())))
        return False

    def _repeated_texts(self, shapes: list[TextShape]) -> frozenset[tuple[str, int]]:
        """Return the texts at the edge of several slides, each with its place."""
        counts = Counter(self._at_edge(shape) for shape in shapes)
        return frozenset(place for place, count in counts.items() if place and count >= MIN_REPEATS)

    def _at_edge(self, shape: TextShape) -> tuple[str, int] | None:
        height = self.presentation.slide_height or 1
        top, bottom = shape.box[1], shape.box[3]
        edge = top >= (1 - EDGE_SHARE) * height or bottom <= EDGE_SHARE * height
        return (shape.text, round(10 * top / height)) if edge and shape.text and not shape.is_title else None

    def _why_omitted(self, shape: TextShape) -> str | None:
        return HEAD_OR_FOOT if self._at_edge(shape) in self.repeated else shape.omitted

    def _omit_notes(self, slide: Slide) -> None:
        if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
            self.left.add(SPEAKER_NOTES, frame.text)
        for relation in slide.part.rels.values():
            if relation.reltype.rpartition("/")[2] == "comments" and not relation.is_external:
                root = parse_xml(relation.target_part.blob, "comments")
                self.left.add(COMMENT, " ".join(each.text or "" for each in root.iter("{*}text", "{*}t")))

    def _block(self, shape: TextShape, page: int) -> Block:
        if shape.table is not None:
            return Grid([[self._cell(cell, page) for cell in row.cells] for row in shape.table.rows])
        if shape.diagram:
            return [line for text in shape.diagram for line in self._lines([text], page)]
        marks = ListMarks(shape.shape)
        lines = [line for paragraph in shape.paragraphs for line in self._paragraph(paragraph, marks, page)]
        level = (2 - (page == 1)) if shape.is_title else 0
        return [replace(line, heading=level) for line in lines] if level else lines

    def _cell(self, cell: Any, page: int) -> list[Line] | None:  # noqa: ANN401 (its module is private)
        if cell.is_spanned:
            return None
        texts = [text_of(paragraph).split("\v") for paragraph in cell.text_frame.paragraphs]
        return [line for pieces in texts for line in self._lines(pieces, page)]

    def _paragraph(self, paragraph: Any, marks: ListMarks, page: int) -> list[Line]:  # noqa: ANN401
        bold = sum(len(run.text) for run in itertools.takewhile(lambda run: run.font.bold, paragraph.runs))
        return self._lines(text_of(paragraph).split("\v"), page, marks.mark(paragraph), paragraph.level, bold)

    def _lines(self, pieces: list[str], page: int, mark: str = "", level: int = 0, bold: int = 0) -> list[Line]:
        """Return the lines of a paragraph, from the pieces between its line breaks."""
        lines: list[Line] = []
        for piece in (" ".join(clean(piece).split()) for piece in pieces):
            if not piece:
                continue
            self.number += 1
            shown = f"{mark} {piece}" if mark and not lines else piece
            follows = lines[-1].number if lines else None
            strong = min(bold + len(shown) - len(piece), len(shown)) if bold > 0 else 0
            bold -= len(piece)
            lines.append(Line(shown, self.number, page, indent=4 * level, after_gap=not lines, follows=follows,
                              bold=strong))  # fmt: skip
        return lines
