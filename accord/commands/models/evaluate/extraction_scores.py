"""Scores of extraction as columns and rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from accord.messages import _

if TYPE_CHECKING:
    from loaders.evaluation.score import Score


def columns_of(*, by_file: bool) -> dict[str, str]:
    """Return the columns of the figures, with their headers."""
    first = {"file": _("document")} if by_file else {}
    return first | {
        "kind": _("facts"), "gold": _("gold"), "found": _("read"), "right": _("right"),
        "precision": _("precision"), "recall": _("recall"), "f1": "F1",
    }  # fmt: skip


def rows_of(scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    """Return the figures of each kind of fact, as rows."""
    return [
        {
            "kind": format_kind(kind), "gold": score.right + len(score.missing),
            "found": score.right + len(score.extra), "right": score.right,
            "precision": _round(score.precision), "recall": _round(score.recall),
            "f1": _round(score.f1),
        }
        for kind, score in scores.items()
        if score.right or score.missing or score.extra
    ]  # fmt: skip


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def format_kind(kind: str) -> str:
    """Return a kind of fact in words."""
    return {
        "initiatives": _("initiatives"), "components": _("components"), "leads": _("leads"),
        "partners": _("partners"), "external": _("other partners"), "dates": _("dates"), "status": _("status"),
        "parents": _("part of"), "needs": _("needs"), "submissions": _("submissions"), "edition": _("edition"),
    }[kind]  # fmt: skip
