"""Cut passages out of the pages of PDF documents, with all that an audience may not see left white.

A picture shows the words that the graph quotes to its audience. For the secretariat it shows the lines around them as
well; for everybody else the page is white but for what the audience sees quoted of it, since nobody decided who may see
the rest.
"""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final

from viz.passages.page_text import PageText, Rect, Span, surround

SCALE: Final = 1.5  # pixels a point
QUALITY: Final = 45  # of WebP, from 0 to 100
AROUND: Final = Rect(10, 22, 10, 22)  # points that a picture shows around its words
MIN_WIDTH: Final = 260  # points
MAX_HEIGHT: Final = 260  # points; longer passages are cut
EDGE: Final = 0.7  # points around a line of words, which the letters may reach


@dataclass(slots=True)
class Crops:
    """Pictures of passages, and which words of them each piece of evidence lights.

    `images` are WebP in base64, `sizes` their widths and heights in pixels. `of` has for the place of a piece of
    evidence the place of a picture and the rectangles of its words: left, top, width and height, in pixels.
    """

    images: list[str] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    of: dict[str, list[int]] = field(default_factory=dict)
    omitted: int = 0


@dataclass(slots=True)
class _Passage:
    """The words of one place, and the pieces of evidence that quote all or some of them."""

    quote: str
    span: Span
    pieces: dict[int, Span] = field(default_factory=dict)


def cut_passages(
    documents: Mapping[int, bytes], evidence: Sequence[Mapping[str, Any]], quotes: Sequence[str],
    order: Iterable[int], *, everything: bool, budget: int,
) -> Crops:  # fmt: skip
    """Return pictures of the passages of evidence, as many as fit.

    Args:
        documents: the content of PDF documents by the place of their source.
        evidence: all pieces that the audience sees, as the page has them.
        quotes: the words that pieces name by place.
        order: places of pieces, the most important first.
        everything: whether the audience may see all of the documents.
        budget: how many characters of base64 the pictures may have together.
    """
    crops, spent = Crops(), 0
    wanted: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place in order:
        piece = evidence[place]
        if piece.get("source") in documents and piece.get("page") and "quote" in piece:
            wanted[piece["source"]][piece["page"]].append(place)
    for source, pages in wanted.items():
        with _open(documents[source]) as pdf:
            for number, places in pages.items():
                if number > len(pdf):
                    continue
                page = pdf[number - 1]
                text = PageText(page)
                passages = _passages(places, evidence, quotes, text)
                shown = None
                if not everything:
                    on_page = [at for at, one in enumerate(evidence) if _is_on(one, source, number)]
                    shown = [
                        line for one in _passages(on_page, evidence, quotes, text) for line in text.lines(one.span)
                    ]
                picture = _render(page, shown) if passages else None
                for passage in passages:
                    spent += _add(crops, picture, passage, text, budget - spent)
    return crops


def _is_on(piece: Mapping[str, Any], source: int, page: int) -> bool:
    return piece.get("source") == source and piece.get("page") == page and "quote" in piece


def _open(data: bytes) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    from contextlib import closing

    return closing(import_module("pypdfium2").PdfDocument(data))


def _passages(
    places: Sequence[int], evidence: Sequence[Mapping[str, Any]], quotes: Sequence[str], text: PageText
) -> list[_Passage]:
    """Return the passages of pieces of one page, each as long as any of its quotes; in the order of the pieces."""
    found: list[_Passage] = []
    for place in sorted(places, key=lambda place: -len(quotes[evidence[place]["quote"]])):  # the longest hold others
        quote = quotes[evidence[place]["quote"]]
        own = next((one for one in found if quote in one.quote), None)
        span = text.find(quote, own.span if own else None)
        if span is None:
            continue
        if own is None:
            own = _Passage(quote, span)
            found.append(own)
        own.pieces[place] = span
    first = {place: at for at, place in enumerate(places)}
    return sorted(found, key=lambda one: min(first[place] for place in one.pieces))


def _render(page: Any, shown: list[Rect] | None) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    """Return a page as a grey picture: all of it, or white but for some rectangles."""
    picture = page.render(scale=SCALE).to_pil().convert("L")
    if shown is None:
        return picture
    image = import_module("PIL.Image")
    masked = image.new("L", picture.size, 255)
    for rect in shown:
        box = _pixels(Rect(rect.left - EDGE, rect.top - EDGE, rect.right + EDGE, rect.bottom + EDGE))
        masked.paste(picture.crop(box), box)
    return masked


def _pixels(rect: Rect) -> tuple[int, int, int, int]:
    return (
        max(0, int(rect.left * SCALE)), max(0, int(rect.top * SCALE)), int(rect.right * SCALE) + 1,
        int(rect.bottom * SCALE) + 1,
    )  # fmt: skip


def _add(crops: Crops, picture: Any, passage: _Passage, text: PageText, room: int) -> int:  # noqa: ANN401 (as above)
    """Add the picture of a passage if there is room; return how many characters it takes."""
    around = surround(text.lines(passage.span))
    middle = (around.left + around.right) / 2
    half = max((around.right - around.left) / 2 + AROUND.left, MIN_WIDTH / 2)
    top = max(0.0, around.top - AROUND.top)
    cut = Rect(
        max(0.0, middle - half), top, min(text.width, middle + half),
        min(text.height, around.bottom + AROUND.bottom, top + MAX_HEIGHT),
    )  # fmt: skip
    box = _pixels(cut)
    box = (*box[:2], min(box[2], picture.width), min(box[3], picture.height))
    made = io.BytesIO()
    picture.crop(box).save(made, "WEBP", quality=QUALITY, method=6)
    image = base64.b64encode(made.getvalue()).decode("ascii")
    if len(image) > room:
        crops.omitted += 1
        return 0
    for place, span in passage.pieces.items():
        crops.of[str(place)] = [len(crops.images), *(n for line in text.lines(span) for n in _within(line, box))]
    crops.images.append(image)
    crops.sizes.append((box[2] - box[0], box[3] - box[1]))
    return len(image)


def _within(line: Rect, box: tuple[int, int, int, int]) -> list[int]:
    """Return the left, top, width and height of a line in a picture; of a line below what is shown the height is 0."""
    left, top, right, bottom = _pixels(line)
    low = min(bottom, box[3])
    return [left - box[0], top - box[1], right - left, max(0, low - top)]
