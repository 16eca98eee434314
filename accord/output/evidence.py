"""Evidence in words: where a fact stands in its source, and the marks of what no source states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from accord.messages import _

MARKS: Final = {"inferred": "†", "proposed": "‡"}


def format_place(evidence: Mapping[str, Any]) -> str:
    """Return where evidence is found, in words: "analysis.pdf, page 3, line 120"."""
    parts = [str(evidence.get("name") or _("the vocabulary of Accord"))]
    for key, template in (
        ("page", _("page {n}")), ("sheet", _("sheet {n}")), ("cell", _("cell {n}")), ("line", _("line {n}")),
    ):  # fmt: skip
        if key in evidence:
            parts.append(template.format(n=evidence[key]))
    return ", ".join(parts)
