"""Marks of list items in presentations: a bullet or number that a paragraph has by itself, its layout or its master."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from loaders.text.note_marks import LEVEL, RAISED, drop_note_marks

if TYPE_CHECKING:
    Element = Any

BULLET: Final = "•"
NESTED_BULLET: Final = "o"
_BODY: Final = frozenset(
    {"BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT"}
)  # placeholders that inherit the body style
_KINDS: Final = {"buNone": "none", "buChar": "char", "buBlip": "char", "buAutoNum": "number"}


class ListMarks:
    """The marks of the paragraphs of one shape, numbers counted as the paragraphs come."""

    def __init__(self, shape: Any) -> None:  # noqa: ANN401 (shapes have no common type)
        self._styles = [style for style in _list_styles(shape) if style is not None]
        self._counts: dict[int, int] = defaultdict(int)

    def mark(self, paragraph: Any) -> str:  # noqa: ANN401 (its module is private)
        """Return the mark before a paragraph; empty where it is no item of a list."""
        if not paragraph.text.strip():
            return ""
        level = paragraph.level
        kind = next(filter(None, self._kinds(paragraph, level)), "none")
        for deeper in [each for each in self._counts if each > level or (each == level and kind != "number")]:
            del self._counts[deeper]
        if kind == "char":
            return NESTED_BULLET if level else BULLET
        if kind == "number":
            self._counts[level] += 1
            return f"{self._counts[level] % 100})"
        return ""

    def _kinds(self, paragraph: Any, level: int) -> Iterator[str | None]:  # noqa: ANN401
        """Yield what the paragraph, its shape, its layout and its master say, the nearest first."""
        yield _kind(paragraph._p.pPr)  # noqa: SLF001 (python-pptx has no other way to its properties)
        for style in self._styles:
            yield _kind(style.find(f"{{*}}lvl{level + 1}pPr"))


def text_of(paragraph: Any) -> str:  # noqa: ANN401 (its module is private)
    """Return the text of a paragraph without marks of notes; line breaks are vertical tabs, as in python-pptx."""
    parts = paragraph._p.iterchildren("{*}r", "{*}fld", "{*}br")  # noqa: SLF001 (as above)
    return drop_note_marks("".join(_part(each) for each in parts))


def _part(element: Element) -> str:
    if element.tag.endswith("}br"):
        return "\v"
    text: str = element.findtext("{*}t") or ""
    properties = element.find("{*}rPr")
    baseline = (properties.get("baseline", "") if properties is not None else "").rstrip("%")
    return f"{RAISED}{text}{LEVEL}" if baseline.isdecimal() and int(baseline) else text


def _kind(properties: Element | None) -> str | None:
    tags = [str(each.tag).rpartition("}")[2] for each in properties] if properties is not None else []
    return next((_KINDS[tag] for tag in tags if tag in _KINDS), None)


def _list_styles(shape: Any) -> Iterator[Element | None]:  # noqa: ANN401
    """Yield the list styles of a shape: its own, those of its placeholder in layout and master, the master's."""
    yield shape.element.find(".//{*}txBody/{*}lstStyle")
    if not shape.is_placeholder:
        return
    is_body = shape.placeholder_format.type is None or shape.placeholder_format.type.name in _BODY
    base = _base_of(shape)
    while base is not None:
        yield base.element.find(".//{*}txBody/{*}lstStyle")
        base = _base_of(base)
    if is_body:
        yield shape.part.slide.slide_layout.slide_master.element.find("{*}txStyles/{*}bodyStyle")


def _base_of(shape: Any) -> Any:  # noqa: ANN401
    return getattr(shape, "_base_placeholder", None)
