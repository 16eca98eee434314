"""The page: one HTML file that holds a graph document, shows it in both languages, and asks nothing of anyone.

Its parts stand in `page/`: the template, the style, the script and the words. Each script and the style are named
by their hash in the page's own Content-Security-Policy, so that nothing else in it can run, whatever the texts
of the documents contain.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from graph.errors import UsageError
from graph.values import LANGUAGES
from viz.gc_pause import put_off
from viz.markup import escape
from viz.network.diagram import NARROW, WIDE, overview
from viz.page.columnar import packed, written
from viz.page.model import page_data
from viz.page.no_script import Page
from viz.wording import Words, strings

PARTS = Path(__file__).parent
# In this order, so that each file uses only what stands before it.
SCRIPTS = (
    "data", "text", "dom", "model", "counts", "matrix", "layout", "network", "evidence", "details", "lists", "timeline",
    "changes", "find", "search", "save", "report", "frame", "main",
)  # fmt: skip
_SAID = re.compile(r'data-say="([\w.-]+)">')
_PLACE = re.compile(r"\{\{(\w+)\}\}")


@put_off()
def render(
    document: Mapping[str, Any],
    opportunities: Iterable[Mapping[str, Any]],
    *,
    language: str,
    title: str | None = None,
    rules: Mapping[str, Mapping[str, str]] | None = None,
    changes: Iterable[Mapping[str, Any]] = (),
    start: Mapping[str, str] | None = None,
) -> str:
    """The page for a graph document.

    The same arguments give the same text. The audience is that of the document: what it holds is shown.

    Args:
        document: a graph document (`accord-graph/1`), JSON-ready.
        opportunities: rows of the question `opportunities`, with `sentences` by language.
        language: the language the page opens in, "en" or "fr"; the reader can switch.
        title: a heading in place of the page's own.
        rules: what rules of evidence mean, by name and language; a rule that is not here shows its name.
        changes: rows of the question `diff`, each with the editions it is `before` and `after`.
        start: the choice that the page opens with, as its address names it: ``{"theme": "digital-identity"}``.

    Raises:
        UsageError: for another language.
    """
    if language not in LANGUAGES:
        raise UsageError(
            "“{given}” is not a language of Accord. Choose one of: {known}.",
            given=language,
            known=", ".join(LANGUAGES),
        )
    data = page_data(document, opportunities, changes)
    words = Words(language)
    parts = Page(data, words)
    version = metadata.version("accord-graph")
    block = {
        **packed(data),
        "version": version,
        "light": bool(document.get("light")),
        "language": language,
        "title": title,
        "start": dict(start or {}),
        "rules": _used_rules(data, rules or {}),
        "strings": strings(),
        "network": {"wide": overview(data, WIDE), "narrow": overview(data, NARROW)},
    }
    text, coding = written(block)
    heading = title or parts.title()
    return _fill(
        _say(_part("template.html"), words),
        {
            "language": language,
            "other": next(code for code in LANGUAGES if code != language),
            "title": escape(heading),
            "about": escape(parts.about()),
            "audience": escape(words.say(f"audience.{data['audience']}")),
            "matrix": parts.matrix(),
            "more_matrix": parts.more_matrix(),
            "partnerships": parts.partnerships(),
            "more_partnerships": parts.more("partnerships", "partners"),
            "opportunities": parts.opportunities(),
            "more_opportunities": parts.more("opportunities", "opportunities"),
            "initiatives": parts.initiatives(),
            "more_initiatives": parts.more_initiatives(),
            "needs": parts.needs(),
            "more_needs": parts.more("needs", "needs"),
            "footer": parts.footer(version),
            "data": text,
            "coding": coding,
            "policy": escape(_policy()),
            "style": _part("style.css"),
            "script": _script(),
        },
    )


def _used_rules(data: Mapping[str, Any], rules: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The meaning of the rules that some evidence here names."""
    used = sorted({piece["rule"] for piece in data["evidence"]} & set(rules))
    return {name: dict(rules[name]) for name in used}


def _say(template: str, words: Words) -> str:
    """The template with the page's words in each element that names one with ``data-say``."""
    return _SAID.sub(lambda match: f"{match[0]}{escape(words.say(match[1]))}", template)


def _fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its ``{{name}}`` places filled, in one pass: what fills one is not searched for others."""
    return _PLACE.sub(lambda match: values[match[1]], template)


@cache
def _part(name: str) -> str:
    return (PARTS / name).read_text("utf-8")


@cache
def _script() -> str:
    """The page's own script: its files as one strict program that leaves no name behind."""
    files = "\n".join(_part(f"script/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{files}}})();\n'


@cache
def _policy() -> str:
    """Nothing from anywhere; the style and the script by the hash of exactly what stands in the page."""
    rules = {
        "default-src": "'none'",
        "script-src": _hash(_script()),
        "style-src": _hash(_part("style.css")),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
