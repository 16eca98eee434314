"""The graph document that these tests show: facts of the winter 2022 edition, retold, with evidence for each."""

from __future__ import annotations

import hashlib
from typing import Any

import yaml

from graph.claims import initiative_id, need_id, partnership_id
from graph.model import GraphDocument
from tests.helpers.paths import DATA

FIXTURE = DATA / "council.yaml"
SOURCE = hashlib.sha256(b"the council's analysis, winter 2022").hexdigest()


def _texts(row: dict[str, Any], prefix: str = "") -> dict[str, str]:
    return {code: row[prefix + code] for code in ("en", "fr") if prefix + code in row}


class _Evidence:
    """Hands out evidence on consecutive lines, forty to a page."""

    def __init__(self) -> None:
        self.line = 0

    def __call__(self, quote: str, *supports: str, rule: str = "table-row", stated: bool = True) -> list[Any]:
        self.line += 3
        place = {"page": 1 + self.line // 40, "line": self.line, "quote": quote}
        return [{"source": SOURCE, **place, "stated": stated, "rule": rule, "supports": list(supports)}]


def _initiative(row: dict[str, Any], ids: dict[str, str], evidence: _Evidence) -> dict[str, Any]:
    titles = _texts(row)
    quote = row.get("summary_fr") or titles.get("fr") or titles["en"]
    made: dict[str, Any] = {
        "id": ids[f"{row['lead']}/{row['id']}"],
        "kind": row.get("kind", "initiative"),
        "titles": titles,
        "summaries": _texts(row, "summary_"),
        "lead": row["lead"],
        "partners": row.get("partners", []),
        "themes": row["themes"],
        "dates": [dict(zip(("kind", "edtf", "start", "end"), date, strict=True)) for date in row.get("dates", [])],
        "editions": ["2022-winter"],
        "evidence": evidence(quote, "lead", "title", "summary")
        + evidence(quote, *(f"theme:{theme}" for theme in row["themes"]), rule="theme-words", stated=False),
    }
    if "status" in row:
        made["status"] = row["status"]
    if "part_of" in row:
        made["part_of"] = ids[f"{row['lead']}/{row['part_of']}"]
    return made


def _need(row: dict[str, Any], ids: dict[str, str], evidence: _Evidence) -> dict[str, Any]:
    texts = _texts(row)
    made = {
        "id": need_id("2022-winter", row.get("by"), next(iter(texts.values()))),
        "kind": row["kind"],
        "texts": texts,
        "themes": row["themes"],
        "edition": "2022-winter",
        "evidence": evidence(texts["fr"], "text", rule="need-box"),
    }
    if "by" in row:
        made |= {"by": row["by"], "initiative": ids[row["initiative"]]}
    return made


def _partnership(
    row: list[Any], ids: dict[str, str], themes: dict[str, list[str]], evidence: _Evidence
) -> dict[str, Any]:
    initiative, members = row
    roles = ["lead", *["partner"] * (len(members) - 1)]
    return {
        "id": partnership_id(ids[initiative], frozenset(members)),
        "members": [{"jurisdiction": who, "role": role} for who, role in zip(members, roles, strict=True)],
        "initiative": ids[initiative],
        "themes": themes[ids[initiative]],
        "evidence": evidence("collaboration avec ses partenaires", "members", rule="named-partner"),
    }


def council_document() -> dict[str, Any]:
    """A new copy of the document, JSON-ready, checked against the model."""
    raw = yaml.safe_load(FIXTURE.read_text("utf-8"))
    evidence = _Evidence()
    ids = {
        f"{row['lead']}/{row['id']}": initiative_id(row["lead"], row.get("fr") or row["en"])
        for row in raw["initiatives"]
    }
    initiatives = [_initiative(row, ids, evidence) for row in raw["initiatives"]]
    themes = {row["id"]: row["themes"] for row in initiatives}
    reported = sorted({row["lead"] for row in raw["initiatives"]})
    edition = {
        **raw["edition"],
        "priorities": [text["fr"] for text in raw["priorities"]],
        "priority_texts": raw["priorities"],
        "submissions": [{"jurisdiction": who, "received": True, "approval": "public"} for who in reported]
        + [{"jurisdiction": who, "received": False, "approval": "public"} for who in raw["edition"]["missing"]],
        "approval": "public",
        "evidence": evidence("15 documents ont été reçus", "received", "missing", rule="received-and-missing"),
    }
    document = {
        "format": "accord-graph/1",
        "audience": "public",
        "jurisdictions": [
            {"id": key, "level": level, "names": {"en": en, "fr": fr}, "abbreviations": {"en": short, "fr": court}}
            for key, (level, en, fr, short, court) in raw["jurisdictions"].items()
        ],
        "themes": [
            {"id": key, "labels": {"en": en, "fr": fr}, "alternatives": {"en": other, "fr": autres}}
            | ({"broader": broader} if broader else {})
            for key, (en, fr, other, autres, broader) in raw["themes"].items()
        ],
        "editions": [edition],
        "initiatives": initiatives,
        "partnerships": [_partnership(row, ids, themes, evidence) for row in raw["partnerships"]],
        "needs": [_need(row, ids, evidence) for row in raw["needs"]],
        "sources": [
            {
                "id": SOURCE,
                "name": "conseil-2022-hiver.txt",
                "media_type": "text/plain",
                "language": "fr",
                "edition": "2022-winter",
            }
        ],
        "unplaced": [{"source": SOURCE, "page": 2, "line": 71, "text": "une ligne que rien n’explique"}],
    }
    return GraphDocument.model_validate(document).model_dump(mode="json", exclude_none=True)


def council_opportunities() -> list[dict[str, Any]]:
    """A new copy of the opportunities, as rows of that question."""
    raw = yaml.safe_load(FIXTURE.read_text("utf-8"))
    document = council_document()
    titles = {
        f"{row['lead']}/{row['id']}": initiative_id(row["lead"], row.get("fr") or row["en"])
        for row in raw["initiatives"]
    }
    known = {row["id"]: row for row in document["initiatives"]}
    rows = []
    for place, (who, other, kind, theme, en, fr, initiatives) in enumerate(raw["opportunities"]):
        about = [titles[name] for name in initiatives]
        rows.append(
            {
                "for": who, "with": other, "rank": 1, "score": round(0.9 - place / 20, 3), "kind": kind, "theme": theme,
                "sentences": {"en": en, "fr": fr}, "features": {"shared_themes": 1.0}, "initiatives": about,
                "evidence": [{**known[name]["evidence"][0], "name": "conseil-2022-hiver.txt"} for name in about],
            }
        )  # fmt: skip
    return rows
