"""A copy of a Word document with a comment on each passage that was checked."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from loaders.templates.reproducible_zip import make_reproducible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

AUTHOR: Final = "Accord"
MIN_START: Final = 24  # characters of a passage by which it is found where the rest is laid out otherwise
_SPACE: Final = re.compile(r"\s+")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_RUNS: Final = ".//w:r[not(ancestor::w:del) and not(ancestor::w:txbxContent)]"


@dataclass(frozen=True, slots=True)
class Comment:
    """A passage, as its reader found it, and the lines of the comment on it."""

    passage: str
    lines: Sequence[str]


def add_comments(data: bytes, comments: Sequence[Comment]) -> tuple[bytes, int]:
    """Return the document with the comments, and how many passages were not found in it.

    A passage that is laid out over several paragraphs is marked where it begins.
    """
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(io.BytesIO(data))
    places = [_Place.of(paragraph) for paragraph in _paragraphs(document)]
    missing, at = 0, 0
    for comment in comments:
        found = _find(places, comment.passage, at)
        if found is None:
            missing += 1
            continue
        at, start, stop = found
        runs = places[at].runs_of(start, stop)
        if not runs:
            missing += 1
            continue
        text = _CONTROLS.sub("", "\n".join(comment.lines))
        made = document.add_comment(runs, text=text, author=AUTHOR, initials=AUTHOR[0])
        made._comment_elm.attrib.pop(qn("w:date"), "")  # noqa: SLF001 (the same in, the same out)
        places[at] = _Place.of(places[at].paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return make_reproducible(stream.getvalue()), missing


@dataclass(slots=True)
class _Place:
    """A paragraph, its text with single spaces, and for each character its run and the place in it."""

    paragraph: Paragraph
    text: str = ""
    origin: list[tuple[int, int]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    @classmethod
    def of(cls, paragraph: Paragraph) -> _Place:
        from docx.text.run import Run

        made = cls(paragraph)
        characters: list[str] = []
        made.runs = [Run(element, paragraph) for element in paragraph._p.xpath(_RUNS)]  # noqa: SLF001 (runs in links)
        for number, run in enumerate(made.runs):
            for at, char in enumerate(run.text):
                plain = " " if char.isspace() else char
                if plain == " " and (not characters or characters[-1] == " "):
                    continue
                characters.append(plain)
                made.origin.append((number, at))
        made.text = "".join(characters)
        return made

    def runs_of(self, start: int, stop: int) -> list[Run]:
        """Return the first and last run of `text[start:stop]`, cut where it starts and stops if they are plain text."""
        if not 0 <= start < min(stop, len(self.origin)):
            return []
        (first, begin), (last, end) = self.origin[start], self.origin[min(stop, len(self.origin)) - 1]
        head, tail = self.runs[first], self.runs[last]
        _cut(tail, end + 1)
        later = _cut(head, begin)
        if later is None:
            return [head, tail]
        return [later, later if first == last else tail]


def _cut(run: Run, at: int) -> Run | None:
    """Cut a run of plain text in two; return the second part, None where it cannot or need not be cut."""
    from docx.text.run import Run

    element: Any = run._r  # noqa: SLF001 (python-docx cannot cut runs)
    text = run.text
    plain = all(child.tag.endswith(("}t", "}rPr")) for child in element)
    if not plain or not 0 < at < len(text):
        return None
    other = copy.deepcopy(element)
    element.addnext(other)
    second = Run(other, run._parent)  # noqa: SLF001
    run.text, second.text = text[:at], text[at:]
    return second


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of the body, those of tables included, in the order of the document."""
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        yield Paragraph(element, document._body)  # noqa: SLF001 (the parent that runs need)


def _find(places: Sequence[_Place], passage: str, since: int) -> tuple[int, int, int] | None:
    """Return the paragraph of a passage and where it starts and stops, the next one behind the last found first."""
    wanted = _SPACE.sub(" ", passage).strip()
    pieces = [wanted, *(piece.strip() for piece in wanted.split(" | "))]
    order = [*range(since, len(places)), *range(since)]
    for piece in pieces:
        for at in order:
            if piece and (start := places[at].text.find(piece)) >= 0:
                return at, start, start + len(piece)
    begin = wanted[: max(MIN_START, len(wanted) // 2)]
    for at in order:
        text = places[at].text
        if len(text) >= MIN_START and ((start := text.find(begin)) >= 0 or text.strip() in wanted):
            return at, max(start, 0), len(text)
    return None
