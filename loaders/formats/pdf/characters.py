"""The characters of a page of a PDF: what this package reads of each, and without those that are drawn twice.

pdfplumber describes everything that is drawn by all that is known of it, and finds the place of each character among
the others by comparing it with them: of a page of text, both take longer than all else. Here a character has what
words, columns and headings are made of, and is compared with the same letters only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Char: TypeAlias = dict[str, Any]  # as pdfplumber describes a character


SAME_PLACE: Final = 1.0  # points between a character and the same one drawn again


def distinct_chars(chars: Sequence[Char]) -> list[Char]:
    """Return characters without those that are drawn again at the same place, as for a bold font, in their order.

    They are those that `pdfplumber.utils.dedupe_chars` returns: of the same letters in a row of places of which each is
    near the next, from top to bottom and then from left to right, the first.
    """
    same: dict[tuple[Any, ...], list[int]] = {}
    for at, char in enumerate(chars):
        same.setdefault((char["upright"], char["text"], char["fontname"], char["size"]), []).append(at)
    kept: list[int] = []
    for places in same.values():
        for line in _near(places, [chars[at]["doctop"] for at in places]):
            near = _near(line, [chars[at]["x0"] for at in line])
            kept += [min(each, key=lambda at: (chars[at]["doctop"], chars[at]["x0"], at)) for each in near]
    return [chars[at] for at in sorted(kept)]


def _near(places: Sequence[int], values: Sequence[float]) -> Iterator[list[int]]:
    """Yield groups of places, in the order of their values, of which each value is near the next."""
    if len(places) == 1:
        yield list(places)
        return
    group: list[int] = []
    last = 0.0
    for value, place in sorted(zip(values, places, strict=True)):
        if group and value > last + SAME_PLACE:
            yield group
            group = []
        group.append(place)
        last = value
    yield group


def describe_briefly(page: Any) -> None:  # noqa: ANN401 (pdfplumber has no types)
    """Let a page of pdfplumber, of which nothing was read yet, describe characters by what is used of them here."""
    from pdfminer.layout import LTChar

    usual: Callable[[Any], Char] = page.process_object
    left, above = page.mediabox[:2]
    height, offset = page.height, page.initial_doctop

    def process(drawn: Any) -> Char:  # noqa: ANN401
        if type(drawn) is not LTChar or not isinstance(drawn.fontname, str) or page.pdf.unicode_norm is not None:
            return usual(drawn)
        top = (height - drawn.y1) + above
        return {
            "object_type": "char", "text": drawn.get_text(), "fontname": drawn.fontname, "size": drawn.size,
            "upright": drawn.upright, "matrix": drawn.matrix, "x0": drawn.x0 + left, "x1": drawn.x1 + left,
            "top": top, "bottom": (height - drawn.y0) + above, "doctop": offset + top,
            "width": drawn.width, "height": drawn.height,
        }  # fmt: skip

    page.process_object = process
