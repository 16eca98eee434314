"""Render a brief as one HTML file that needs no network; its policy allows only its own style."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from viz.brief.model import Block, Brief, Heading, Item, Listing, Paragraph, Run, Runs, Table
from viz.markup import Markup, element, escape, join, policy_hash

_STYLE: Final = Path(__file__).parent / "style.css"


def render_html(brief: Brief) -> str:
    """Return the brief as HTML."""
    style = _STYLE.read_text("utf-8")
    policy = f"default-src 'none'; style-src {policy_hash(style)}; base-uri 'none'; form-action 'none'"
    body = join(_render_block(block, brief.language) for block in brief.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{brief.language}-CA">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(brief.title)}</h1>\n{body}</main>\n</body>\n</html>\n"
    )


def _render_block(block: Block, language: str) -> Markup:
    match block:
        case Heading(level):
            made = element(f"h{level + 1}", _render_runs(block.runs, language))
        case Paragraph(runs):
            made = element("p", _render_runs(runs, language))
        case Listing(items):
            made = _render_list(items, language)
        case Table(headers, rows):
            head = element("tr", *(element("th", cell.text, scope="col") for cell in headers))
            body = (element("tr", *(element("td", cell.text) for cell in row)) for row in rows)
            made = element("table", element("thead", head), element("tbody", *body))
    return Markup(f"{made}\n")


def _render_list(items: tuple[Item, ...], language: str) -> Markup:
    made = []
    for item in items:
        below = Markup(f"\n{_render_list(item.items, language)}\n") if item.items else ""
        quotation = Markup(f"<br>\n{_render_runs(item.quotation, language)}") if item.quotation else ""
        made.append(Markup(f"{element('li', _render_runs(item.runs, language), quotation, below)}\n"))
    return element("ul", *made)


def _render_runs(runs: Runs, language: str) -> Markup:
    return join(_render_run(run, run.language if run.language != language else None) for run in runs)


def _render_run(run: Run, foreign: str | None) -> Markup:
    if run.strong:
        return element("strong", run.text, lang=foreign)
    return element("span", run.text, lang=foreign) if foreign and run.text.strip() else escape(run.text)
