"""Render the explorer page: one HTML file with its data, in both languages, that needs no network.

Template, style, script and texts are in `page/`. The Content-Security-Policy of the page names its script and style by
their hashes, so that nothing else can run, whatever the texts of the documents contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from graph.errors import UsageError
from graph.values import AUDIENCES, LANGUAGES
from viz.gc_pause import pause_gc
from viz.markup import escape, policy_hash
from viz.network.communities import find_communities
from viz.page.columnar import MIN_COMPRESSED_CHARACTERS, encode_block, pack_data
from viz.page.model import build_page_data
from viz.page.no_script import StaticPage
from viz.wording import PageWording, strings

PASSAGES_BUDGET = 1_000_000
PAGE_FOLDER = Path(__file__).parent
# Each file uses only names of the files before it.
SCRIPT_ORDER = (
    "data", "text", "dom", "model", "counts", "marks", "story", "matrix", "routes", "scene", "layout", "network",
    "paths", "explore", "map", "evidence", "zip", "reply", "details", "lists", "timeline", "changes", "find", "search",
    "save", "sheet", "slide", "report", "picture", "share", "frame", "main",
)  # fmt: skip
_TEXT_ELEMENT = re.compile(r'data-text="([\w.-]+)">')
# No text of the script or the style holds what looks like these; `tests/viz/page/test_page.py` checks it.
_COMMENT = re.compile(r"/\*.*?\*/|^[ ]*//[^\n]*\n", re.DOTALL | re.MULTILINE)
_INDENTATION = re.compile(r"^[ ]+|\n+(?=\n)", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


@pause_gc()
def render_page(
    document: Mapping[str, Any],
    opportunities: Iterable[Mapping[str, Any]],
    *,
    language: str,
    title: str | None = None,
    rules: Mapping[str, Mapping[str, str]] | None = None,
    changes: Iterable[Mapping[str, Any]] = (),
    start: Mapping[str, str] | None = None,
    min_compressed: int = MIN_COMPRESSED_CHARACTERS,
    documents: Mapping[int, bytes] | None = None,
    passages_budget: int = PASSAGES_BUDGET,
) -> str:
    """Return the page of a graph document.

    The same arguments give the same text. The page shows everything in the document, so its audience is that of the
    document.

    Args:
        document: a graph document (`accord-graph/1`), JSON-ready.
        opportunities: rows of the question `opportunities`, with `sentences` by language.
        language: the initial language, "en" or "fr"; the reader can switch.
        title: a heading in place of the default.
        rules: descriptions of the rules of evidence by name and language; other rules are shown by name.
        changes: rows of the question `diff`, each with the editions it is `before` and `after`.
        min_compressed: the length of the data, in characters, from which it is compressed.
        documents: the content of PDF documents by the place of their source, for pictures of passages.
        passages_budget: how many characters those pictures may have together.
        start: the initial choice, as in the address of the page: ``{"theme": "digital-identity"}``.

    Raises:
        UsageError: the language is unknown.
    """
    if language not in LANGUAGES:
        raise UsageError(
            "“{given}” is not a language of Accord. Choose one of: {known}.",
            given=language,
            known=", ".join(LANGUAGES),
        )
    data = build_page_data(document, opportunities, changes)
    wording = PageWording(language)
    parts = StaticPage(data, wording)
    version = metadata.version("accord-graph")
    block = {
        **pack_data(data),
        "version": version,
        "light": bool(document.get("light")),
        "language": language,
        "title": title,
        "start": dict(start or {}),
        "rules": _used_rules(data, rules or {}),
        "strings": strings(),
        "network": {"communities": find_communities(data)},
    }
    if documents:
        block["crops"] = _crops(data, documents, passages_budget)
    text, coding = encode_block(block, min_compressed)
    heading = title or parts.title()
    return _fill_template(
        _insert_texts(_read_part("template.html"), wording),
        {
            "language": language,
            "other": next(code for code in LANGUAGES if code != language),
            "title": escape(heading),
            "headline": escape(parts.headline()),
            "about": escape(parts.about()),
            "about_hidden": " hidden" if parts.opens_with_several() else "",
            "priorities": parts.priorities(),
            "audience": escape(wording.text(f"audience.{data['audience']}")),
            "hide_missing": "" if parts.has_state("missing") else " hidden",
            "hide_unknown": "" if parts.has_state("unknown") else " hidden",
            "legend_unknown": escape(parts.named_text("legend.unknown", "named.legend")),
            "matrix": parts.matrix(),
            "more_matrix": parts.more_matrix(),
            "partnerships": parts.partnerships(),
            "more_partnerships": parts.more("partnerships", "partners"),
            "opportunities": parts.opportunities(),
            "more_opportunities": parts.more("opportunities", "opportunities"),
            "initiatives": parts.initiatives(),
            "more_initiatives": parts.more_initiatives(),
            "parts": escape(parts.parts()),
            "marks": parts.marks(),
            "needs": parts.needs(),
            "need_marks": parts.need_marks(),
            "more_needs": parts.more("needs", "needs"),
            "footer": parts.footer(version),
            "data": text,
            "coding": coding,
            "policy": escape(_security_policy()),
            "style": _style(),
            "early": _EARLY,
            "script": _script(),
        },
    )


def _crops(data: Mapping[str, Any], documents: Mapping[int, bytes], budget: int) -> dict[str, Any]:
    """Return the pictures of passages: of suggestions first, then of partnerships, needs and initiatives."""
    from viz.passages.crops import cut_passages

    rows = [row for kind in ("opportunities", "partnerships", "needs", "initiatives") for row in data[kind]]
    crops = cut_passages(
        documents, data["evidence"], data["quotes"], dict.fromkeys(at for row in rows for at in row["evidence"]),
        everything=data["audience"] == AUDIENCES[-1], budget=budget,
    )  # fmt: skip
    return {"images": crops.images, "sizes": crops.sizes, "of": crops.of, "omitted": crops.omitted}


def _used_rules(data: Mapping[str, Any], rules: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the descriptions of the rules that the evidence names."""
    used = sorted({piece["rule"] for piece in data["evidence"]} & set(rules))
    return {name: dict(rules[name]) for name in used}


def _insert_texts(template: str, wording: PageWording) -> str:
    """Return the template with the text of each element that has a ``data-text`` attribute."""
    return _TEXT_ELEMENT.sub(lambda match: f"{match[0]}{escape(wording.text(match[1]))}", template)


def _fill_template(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its ``{{name}}`` placeholders replaced in one pass, so that values are not searched."""
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)


# What the script draws anew is not laid out before (style.css); if the script fails, it is shown.
_EARLY: Final = (
    'document.documentElement.classList.add("awaits");'
    'addEventListener("error",()=>document.documentElement.classList.remove("awaits"));'
)


@cache
def _read_part(name: str) -> str:
    return (PAGE_FOLDER / name).read_text("utf-8")


@cache
def _script() -> str:
    """Return the script files as one strict program in a function scope, without comments and indentation."""
    files = "\n".join(_read_part(f"script/{name}.js") for name in SCRIPT_ORDER)
    return f'(() => {{\n"use strict";\n{_INDENTATION.sub("", _COMMENT.sub("", files))}}})();\n'


@cache
def _style() -> str:
    """Return the style without comments and indentation."""
    return _INDENTATION.sub("", _COMMENT.sub("", _read_part("style.css")))


@cache
def _security_policy() -> str:
    """Return a Content-Security-Policy that allows only the style and script of the page, by their hashes."""
    rules = {
        "default-src": "'none'",
        "script-src": f"{policy_hash(_EARLY)} {policy_hash(_script())}",
        "style-src": policy_hash(_style()),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
