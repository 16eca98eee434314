"""A brief as one HTML file that asks nothing of any network: its own style, named by hash, is all that may apply."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Final

from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run, Runs, Table
from viz.markup import Markup, element, escape, join

_STYLE: Final = Path(__file__).parent / "style.css"


def html(brief: Brief) -> str:
    """The brief as a page."""
    style = _STYLE.read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = join(_block(block, brief.language) for block in brief.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{brief.language}-CA">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(brief.title)}</h1>\n{body}</main>\n</body>\n</html>\n"
    )


def _block(block: Block, language: str) -> Markup:
    match block:
        case Heading(level, run):
            made = element(f"h{level + 1}", _runs((run,), language))
        case Paragraph(runs):
            made = element("p", _runs(runs, language))
        case Listing(items):
            made = _list(items, language)
        case Table(headers, rows):
            head = element("tr", *(element("th", cell.text, scope="col") for cell in headers))
            body = (element("tr", *(element("td", cell.text) for cell in row)) for row in rows)
            made = element("table", element("thead", head), element("tbody", *body))
    return Markup(f"{made}\n")


def _list(items: tuple[Item, ...], language: str) -> Markup:
    made = []
    for item in items:
        below = Markup(f"\n{_list(item.items, language)}\n") if item.items else ""
        made.append(Markup(f"{element('li', _runs(item.runs, language), below)}\n"))
    return element("ul", *made)


def _runs(runs: Runs, language: str) -> Markup:
    return join(_run(run, run.language if run.language != language else None) for run in runs)


def _run(run: Run, foreign: str | None) -> Markup:
    if run.strong:
        return element("strong", run.text, lang=foreign)
    return element("span", run.text, lang=foreign) if foreign and run.text.strip() else escape(run.text)
