"""Which module updates each derived table after a change (docs/decisions/0026-changes.md says how to add one)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.sqlite.schema.schema import SEARCH_TABLES

_BY_MODULE: Final = {
    "graph.dedupe.merge": ("same_as", "candidate_pair"),  # resolved anew by each change
    "graph.sqlite.changes.update": (
        "initiative", "partnership", "need", "initiative_edition", "initiative_theme", "initiative_date", "need_theme",
        "partnership_member", "partnership_theme", "first_evidence", "takes_part", "title", "theme_within",
        "loose_reference",
    ),
    "graph.sqlite.changes.editions": ("edition", "submission"),
    "graph.sqlite.changes.described": ("jurisdiction", "theme", "name"),
    "graph.sqlite.changes.counts": (
        "works_on", "need_count", "partnership_day", "collaboration", "activity", "jurisdiction_word",
    ),
    "graph.sqlite.changes.texts": ("bilingual_title", "graph_count"),
}  # fmt: skip
UPDATED_BY: Final[Mapping[str, str]] = {
    **{table: module for module, tables in _BY_MODULE.items() for table in tables},
    **{f"{table}{part}": "graph.sqlite.changes.texts" for table in SEARCH_TABLES
       for part in ("", "_word", "_translation")},
}  # fmt: skip
