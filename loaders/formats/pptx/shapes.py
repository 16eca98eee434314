"""The shapes of a slide that hold text, groups dissolved, in reading order; pictures and charts are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from graph.text.strings import tidy
from loaders.formats.xml import parse_xml
from loaders.layout.omissions import HEAD_OR_FOOT, HIDDEN, OBJECT
from loaders.layout.reading_order import Rectangle, in_reading_order

if TYPE_CHECKING:
    from pptx.slide import Slide

    from loaders.layout.omissions import LeftOut

    Element = Any

MAX_GROUP_DEPTH: Final = 30
MAX_SHAPES: Final = 2_000  # on a slide
INSET: Final = 0.05  # share of a box, on each side, that its text leaves free
_FOOTERS: Final = frozenset({"FOOTER", "HEADER", "SLIDE_NUMBER", "DATE"})
_TITLES: Final = frozenset({"TITLE", "CENTER_TITLE", "VERTICAL_TITLE"})
_DIAGRAM: Final = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_Placement = Callable[[Rectangle], Rectangle]
_TEXT_POINTS: Final = (None, "node", "asst")  # points of a diagram that hold text of their own


@dataclass(slots=True)
class TextShape:
    """A shape with text, or a group of them.

    Attributes:
        shape: as python-pptx has it.
        box: its rectangle on the slide.
        is_title: whether it is the title of the slide.
        omitted: why it is omitted; None where it is read.
        diagram: the texts of a diagram (SmartArt).
        members: those of a group; a group has no text of its own.
    """

    shape: Any
    box: Rectangle
    is_title: bool = False
    omitted: str | None = None
    diagram: list[str] = field(default_factory=list)
    members: list[TextShape] = field(default_factory=list)

    @property
    def table(self) -> Any:  # noqa: ANN401 (python-pptx has no common type of shapes)
        """The table that it holds, if it holds one."""
        return self.shape.table if getattr(self.shape, "has_table", False) else None

    @property
    def paragraphs(self) -> Sequence[Any]:
        """Its paragraphs."""
        return self.shape.text_frame.paragraphs if self.shape.has_text_frame else ()

    @property
    def text(self) -> str:
        """All its text on one line."""
        if self.table is not None:
            return tidy(" ".join(cell.text for row in self.table.rows for cell in row.cells))
        return tidy(" ".join(self.diagram or [paragraph.text for paragraph in self.paragraphs]))


def slide_shapes(slide: Slide, left: LeftOut) -> list[TextShape]:
    """Return the shapes of a slide that hold text, in reading order; `left` takes what is omitted."""
    found = list(_text_shapes(slide.shapes, left, _identity, 0))[:MAX_SHAPES]
    titles = [each for each in found if each.is_title]
    return titles + list(_ungrouped([each for each in found if not each.is_title]))


def _ungrouped(shapes: Sequence[TextShape]) -> Iterator[TextShape]:
    """Yield shapes in reading order, the members of a group in its place."""
    for each in in_reading_order(shapes, lambda shape: _inset(shape.box)):
        if each.members:
            yield from _ungrouped(each.members)
        else:
            yield each


def _inset(box: Rectangle) -> Rectangle:
    across, down = INSET * (box[2] - box[0]), INSET * (box[3] - box[1])
    return box[0] + across, box[1] + down, box[2] - across, box[3] - down


def _identity(box: Rectangle) -> Rectangle:
    return box


def _text_shapes(shapes: Any, left: LeftOut, place: _Placement, depth: int) -> Iterator[TextShape]:  # noqa: ANN401
    """Yield the shapes that hold text; `place` maps coordinates of their group to those of the slide."""
    _count_alternatives(shapes, left)
    for shape in shapes:
        box = place(_box_of(shape))
        if hasattr(shape, "shapes"):  # a group
            if depth == MAX_GROUP_DEPTH:
                raise RecursionError
            if members := list(_text_shapes(shape.shapes, left, _within(shape, place), depth + 1)):
                yield TextShape(shape, box, members=members)
            continue
        made = TextShape(shape, box, diagram=_diagram_texts(shape))
        if not made.text:
            left.pictures += _is_picture(shape)
            continue
        if shape.is_placeholder and (kind := shape.placeholder_format.type) is not None:
            made.is_title = kind.name in _TITLES
            made.omitted = HEAD_OR_FOOT if kind.name in _FOOTERS else None
        if shape.element.find("./*/{*}cNvPr[@hidden='1']") is not None:
            made.omitted = HIDDEN
        yield made


def _count_alternatives(shapes: Any, left: LeftOut) -> None:  # noqa: ANN401
    """Report objects that only newer programs show (equations, 3D models), which python-pptx passes over."""
    for element in shapes.element.iterchildren("{*}AlternateContent"):
        left.pictures += 1
        for choice in element.iterchildren("{*}Choice"):
            left.add(OBJECT, " ".join(text.text or "" for text in choice.iter("{*}t")))


def _box_of(shape: Any) -> Rectangle:  # noqa: ANN401
    left, top, width, height = (value or 0 for value in (shape.left, shape.top, shape.width, shape.height))
    return left, top, left + width, top + height


def _within(group: Any, place: _Placement) -> _Placement:  # noqa: ANN401
    """Return the mapping from coordinates within a group to those of the slide."""
    frame = group.element.find("{*}grpSpPr/{*}xfrm")
    origin, extent = (frame.find(f"{{*}}{tag}") if frame is not None else None for tag in ("chOff", "chExt"))
    if origin is None or extent is None:
        return place
    x, y = int(origin.get("x", "0")), int(origin.get("y", "0"))
    across = (group.width or 0) / (int(extent.get("cx", "0")) or 1)
    down = (group.height or 0) / (int(extent.get("cy", "0")) or 1)
    left, top = group.left or 0, group.top or 0

    def mapped(box: Rectangle) -> Rectangle:
        return place(
            (
                left + (box[0] - x) * across,
                top + (box[1] - y) * down,
                left + (box[2] - x) * across,
                top + (box[3] - y) * down,
            )
        )

    return mapped


def _is_picture(shape: Any) -> bool:  # noqa: ANN401
    return str(shape.element.tag).endswith(("}pic", "}graphicFrame"))


def _diagram_texts(shape: Any) -> list[str]:  # noqa: ANN401
    """Return the texts of a diagram (SmartArt), in the order in which they are listed."""
    reference = shape.element.find(f".//{{{_DIAGRAM}}}relIds") if _is_picture(shape) else None
    if reference is None:
        return []
    relation = next((value for key, value in reference.attrib.items() if str(key).endswith("}dm")), "")
    root = parse_xml(shape.part.related_part(relation).blob, "diagram")
    points = [point for point in root.iter("{*}pt") if point.get("type") in _TEXT_POINTS]
    texts = (tidy(" ".join(text.text or "" for text in point.iter("{*}t"))) for point in points)
    return [text for text in texts if text]
