"""Render a brief as Markdown (CommonMark with tables), with all special characters escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from viz.brief.model import Brief, Heading, Item, Listing, Paragraph, Runs, Table, plain_text

_SPECIAL_CHARACTERS: Final = re.compile(r"([\\`*_\[\]<>&|~$])")
_BLOCK_START: Final = re.compile(r"^(#{1,6}|[-+=:]|\d{1,9}(?=[.)]))")
_HARD_BREAK: Final = "\\"
_NUMBERED_START: Final = re.compile(r"^(\d{1,9})([.)])")


def render_markdown(brief: Brief) -> str:
    """Return the brief as Markdown."""
    lines = [f"# {_escape(brief.title)}"]
    for block in brief.blocks:
        lines.append("")
        match block:
            case Heading(level):
                lines.append(f"{'#' * (level + 1)} {_escape(plain_text(block.runs))}")
            case Paragraph(runs):
                lines.append(_escape_start(_render_runs(runs)))
            case Listing(items):
                lines.extend(line for item in items for line in _item_lines(item, ""))
            case Table(headers, rows):
                lines.append(_render_row(headers))
                lines.append(f"|{' --- |' * len(headers)}")
                lines.extend(map(_render_row, rows))
    return "\n".join(lines) + "\n"


def _item_lines(item: Item, indent: str) -> Iterator[str]:
    yield f"{indent}- {_escape_start(_render_runs(item.runs))}{_HARD_BREAK if item.quotation else ''}"
    if item.quotation:
        yield f"{indent}  {_escape_start(_render_runs(item.quotation))}"
    for below in item.items:
        yield from _item_lines(below, f"{indent}  ")


def _render_row(cells: Runs) -> str:
    return "| " + " | ".join(_escape(cell.text) for cell in cells) + " |"


def _render_runs(runs: Runs) -> str:
    made = ""
    for run in runs:
        text = _escape(run.text)
        made += f"**{text}**" if run.strong and text.strip() == text != "" else text
    return made


def _escape(text: str) -> str:
    return _SPECIAL_CHARACTERS.sub(r"\\\1", text)


def _escape_start(text: str) -> str:
    """Return text that begins a block, escaped so that it starts no other kind of block."""
    if found := _NUMBERED_START.match(text):
        return f"{found[1]}\\{text[len(found[1]) :]}"
    return f"\\{text}" if _BLOCK_START.match(text) else text
