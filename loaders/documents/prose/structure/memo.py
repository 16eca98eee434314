"""The passages of a memo, from the blocks of a parsed document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from graph.exchange.memo import Memo, MemoPassage, PassageKind
from loaders.documents.prose.lexicon import lexicon
from loaders.documents.prose.structure.segments import outline
from loaders.layout.blocks import flat
from loaders.mapping.headers import field_of, status_of
from loaders.text.passages import STOP
from loaders.text.rules import language_of, rules, rules_for

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Label
    from loaders.documents.prose.structure.segment import Segment
    from loaders.layout.blocks import Block, Grid
    from loaders.text.lines import Line
    from loaders.text.rules import Rules

MAX_LABEL_CHARACTERS: Final = 40
DATE: Final = "date"  # a field of memos only: a date that may be of any kind
_FIELDS: Final[dict[Label, str]] = {"lead": "lead", "partner": "partners", "date": DATE, "title": "title"}
_GAP: Final = re.compile(rf"[ \n{STOP}]+")
_ANY_DATE: Final = re.compile(r"dates?|when|quand|timing", re.IGNORECASE)
_STARTED: Final = re.compile(r"started|began|since|débutée?|commencée?|depuis")
_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][^:.;!?]{1,40}?)\s?:\s+(?P<value>\S.*)", re.DOTALL)


def extract_memo(blocks: Sequence[Block], name: str) -> Memo:
    """Return the passages of a document in reading order."""
    text = "\n".join(line.text for block in blocks for line in flat(block))
    usual = rules(language_of(text or " "))
    made = outline(blocks, usual, lexicon(usual.language))
    parts = pairwise([*made.segments, None])
    passages = [one for segment, after in parts if segment for one in _of_segment(segment, after, usual)]
    return Memo(name=name, language="fr" if usual.language == "fr" else "en", passages=passages)


def _of_segment(segment: Segment, after: Segment | None, usual: Rules) -> Iterator[MemoPassage]:
    if segment.grid is not None:
        yield from _rows(segment.grid, segment.section)
        return
    text = _shown(segment.text)
    if not text:
        return
    line = segment.lines[0]
    is_label = after is not None and after.label is not None and after.value_at == 0  # on a line of its own
    cells = _of_label(segment) if segment.kind != "heading" else {}
    kinds: dict[str, PassageKind] = {"heading": "header" if is_label else "heading", "item": "item"}
    kind: PassageKind = "row" if cells else kinds.get(segment.kind, "text")
    sentences = [(start, stop) for start, stop in rules_for(text, usual).sentences(text)]
    yield MemoPassage(
        kind=kind, text=text, page=line.page, line=line.number, section=segment.section, sentences=sentences,
        places=_places(segment, text, [start for start, _ in sentences]), cells=cells,
    )  # fmt: skip


def _places(segment: Segment, shown: str, starts: Sequence[int]) -> list[tuple[int | None, int | None]]:
    """The page and line on which each sentence begins; none of a part of one line."""
    if len(segment.lines) == 1:
        return []
    kept = [at for at, char in enumerate(segment.text) if not _GAP.fullmatch(char)]  # the others are joined or left out
    lines = [segment.passage.line_at(kept[len(shown[:start].replace(" ", ""))]) for start in starts]
    return [(line.page, line.number) for line in lines]


def _shown(text: str) -> str:
    """The text of a part on one line, without marks of layout."""
    return _GAP.sub(" ", text).strip()


def _of_label(segment: Segment) -> dict[str, str]:
    """The cell of a part that is the value of a label, or a label and its value."""
    if segment.label is None:
        return _labelled(_shown(segment.text))
    label = _shown(segment.text[: segment.value_at]).rstrip(" :")
    field = _field(label) or _dated(label) or _FIELDS.get(segment.label)
    value = _shown(segment.text[segment.value_at :])
    return {field: _coded(field, value)} if field and value else {}


def _labelled(text: str) -> dict[str, str]:
    """The cell of a line that is a label and its value: "Lead: Ontario"."""
    hit = _LABEL.fullmatch(text)
    if not hit or len(hit["label"]) > MAX_LABEL_CHARACTERS:
        return {}
    field = _field(hit["label"]) or _dated(hit["label"])
    return {field: _coded(field, hit["value"].strip())} if field else {}


def _coded(field: str, text: str) -> str:
    """A cell; that of a status as the code of the model, where its words are known."""
    return status_of(text) or text if field == "status" else text


def _field(label: str) -> str | None:
    """The field that a header or label means; ``date`` where it does not say of what."""
    return field_of(label) or (DATE if _ANY_DATE.fullmatch(label.strip()) else None)


def _dated(label: str) -> str | None:
    """The field of a date whose label is a participle: "Launched", « Lancé »."""
    folded = label.casefold().strip()
    status = status_of(folded)
    if status in ("launched", "completed"):
        return {"launched": "launch", "completed": "completion"}[status]
    return "start" if _STARTED.fullmatch(folded) else None


def _rows(grid: Grid, section: int) -> Iterator[MemoPassage]:
    """The rows of a table under the header of its columns."""
    rows = [[cell or [] for cell in row] for row in grid.rows]
    fields = [_field(_joined(cell)) for cell in rows[0]] if rows else []
    has_header = any(fields) and len(fields) > 1
    if has_header and "title" not in fields and fields[0] is None:
        fields[0] = "title"
    for at, row in enumerate(rows):
        texts = [_joined(cell) for cell in row]
        shown = " | ".join(text for text in texts if text)
        first = next((line for cell in row for line in cell), None)
        if not shown or first is None:
            continue
        if at == 0 and has_header:
            yield _row(shown, first, section, {}, kind="header")
            continue
        cells: dict[str, str] = {}
        for field, text in zip(fields if has_header else (), texts, strict=False):
            if field and text:
                cells.setdefault(field, _coded(field, text))
        yield _row(shown, first, section, cells)


def _row(text: str, line: Line, section: int, cells: dict[str, str], *, kind: PassageKind | None = None) -> MemoPassage:
    made = kind or ("row" if cells else "text")
    return MemoPassage(
        kind=made, text=text, page=line.page, line=line.number, section=section, sentences=[(0, len(text))], cells=cells
    )


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines).strip()
