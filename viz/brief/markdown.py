"""A brief as Markdown (CommonMark with tables): every character that could be a mark is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from viz.brief.model import Brief, Heading, Item, Listing, Paragraph, Runs, Table

_MARKS: Final = re.compile(r"([\\`*_\[\]<>&|~$])")
_FIRST: Final = re.compile(r"^(#{1,6}|[-+=:]|\d{1,9}(?=[.)]))")
_NUMBER: Final = re.compile(r"^(\d{1,9})([.)])")


def markdown(brief: Brief) -> str:
    """The brief as Markdown."""
    lines = [f"# {_text_of(brief.title)}"]
    for block in brief.blocks:
        lines.append("")
        match block:
            case Heading(level, run):
                lines.append(f"{'#' * (level + 1)} {_text_of(run.text)}")
            case Paragraph(runs):
                lines.append(_first(_runs(runs)))
            case Listing(items):
                lines.extend(line for item in items for line in _item(item, ""))
            case Table(headers, rows):
                lines.append(_row(headers))
                lines.append(f"|{' --- |' * len(headers)}")
                lines.extend(map(_row, rows))
    return "\n".join(lines) + "\n"


def _item(item: Item, indent: str) -> Iterator[str]:
    yield f"{indent}- {_first(_runs(item.runs))}"
    for below in item.items:
        yield from _item(below, f"{indent}  ")


def _row(cells: Runs) -> str:
    return "| " + " | ".join(_text_of(cell.text) for cell in cells) + " |"


def _runs(runs: Runs) -> str:
    made = ""
    for run in runs:
        text = _text_of(run.text)
        made += f"**{text}**" if run.strong and text.strip() == text != "" else text
    return made


def _text_of(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _first(text: str) -> str:
    """A text that begins a block, so that it begins nothing else."""
    if found := _NUMBER.match(text):
        return f"{found[1]}\\{text[len(found[1]) :]}"
    return f"\\{text}" if _FIRST.match(text) else text
