"""The certificate of an audit: as JSON, and as a page to read."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.text.yaml import load_yaml_file
from graph.values import LANGUAGES

if TYPE_CHECKING:
    from viz.audit.compare import Audit

FORMAT: Final = "accord-audit/1"
_WORDING: Final = Path(__file__).parent / "wording.yaml"
_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;"
    "vertical-align:top}code{font-size:.85em;word-break:break-all}.failed{color:#a11}"
)


def certificate(audit: Audit, version: str, date: str) -> dict[str, Any]:
    """Return the certificate of an audit, ready for JSON; it tells nothing of what is hidden, not even how much.

    Args:
        audit: what was compared.
        version: that of Accord.
        date: of the audit, ISO 8601.
    """
    different = {each.output for each in audit.differences}
    return {
        "format": FORMAT,
        "accord": version,
        "date": date,
        "audience": audit.audience,
        "passed": audit.passed,
        "compared": len(audit.outputs),
        "different": len(different),
        "exceptions": [],
        "outputs": [
            {"output": name, "sha256": digest, "identical": name not in different}
            for name, digest in sorted(audit.outputs.items())
        ],
    }


def render_certificate(made: dict[str, Any], language: str) -> str:
    """Return a certificate as an HTML page."""
    words = _words(language)
    verdict, facts, kind_heads = summarize(made, language)
    rows = "".join(
        f"<tr><td>{escape(kind)}</td><td>{n}</td><td>{identical}</td></tr>"
        for kind, n, identical in count_by_kind(made)
    )
    outputs = "".join(
        f"<tr{'' if row['identical'] else ' class=failed'}><td>{escape(row['output'])}</td>"
        f"<td><code>{row['sha256']}</code></td></tr>"
        for row in made["outputs"]
    )
    heads = [*kind_heads, words["output"]]
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(words["title"])}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(words['title'])}</h1>"
        f'<p class="{"" if made["passed"] else "failed"}"><strong>{escape(verdict)}</strong></p>'
        f"<p>{escape(facts)}</p><p>{escape(words['method'])}</p>"
        f"<table><thead><tr><th>{heads[0]}</th><th>{heads[1]}</th><th>{heads[2]}</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><h2>{escape(words['outputs'])}</h2>"
        f"<table><thead><tr><th>{heads[3]}</th><th>SHA-256</th></tr></thead><tbody>{outputs}</tbody></table>"
        "</body></html>\n"
    )


def summarize(made: dict[str, Any], language: str) -> tuple[str, str, list[str]]:
    """Return what a certificate says in short: the verdict, how much was compared, the heads of a table of kinds."""
    words = _words(language)
    audience = words[f"audience_{made['audience']}"]
    verdict = words["passed" if made["passed"] else "failed"].format(audience=audience, n=made["different"])
    facts = words["facts"].format(n=made["compared"], version=made["accord"], date=made["date"])
    return verdict, facts, [words[key] for key in ("kind", "compared", "identical")]


@lru_cache(maxsize=2)
def _words(language: str) -> dict[str, str]:
    return {key: each[language] for key, each in load_yaml_file(_WORDING).items()}


def count_by_kind(made: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Return how many outputs of each kind were compared, and how many of them are identical."""
    kinds = Counter(_kind(row["output"]) for row in made["outputs"])
    different = Counter(_kind(row["output"]) for row in made["outputs"] if not row["identical"])
    return [(kind, n, n - different[kind]) for kind, n in sorted(kinds.items())]


def _kind(output: str) -> str:
    """Return the kind of an output, which begins its name, behind its language: a question, an export, a table."""
    language, colon, name = output.partition(": ")
    return re.split("[ ,:]", name if colon and language in LANGUAGES else output)[0]
