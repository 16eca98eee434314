"""A council of three editions on which suggestions are judged: `three_editions.yaml` as a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from graph.sqlite.store import SqliteStore
from graph.vocabulary.themes import suggest
from tests.helpers.claim_writer import Writer
from tests.helpers.paths import DATA

if TYPE_CHECKING:
    from graph.claims import Reading

FILE = DATA / "suggestions" / "three_editions.yaml"


class _Report(Writer):
    """A writer that infers themes from texts, as the readers of documents do."""

    def infer_themes(self, kind: str, subject: str, by: str | None, title: str, summary: str = "") -> None:
        found = [one for text, where in ((title, "title"), (summary, "summary")) for one in self._suggest(text, where)]
        for one in {one.theme: one for one in reversed(found)}.values():
            self.add_claim(kind, subject, "theme", one.theme, by=by, stated=False, rule=one.reason)

    def _suggest(self, text: str, where: Any) -> list[Any]:
        return [one for one in suggest(text, self.language, where) if one.reason.startswith("theme-named")]

    def add_initiative(self, row: dict[str, Any]) -> None:
        self.language = row.get("language", "en")
        lead, summary = row["lead"], row.get("summary", "")
        subject = self.initiative(
            lead, row["title"], partners=row.get("partners", ()), status=row.get("status"), date=row.get("date"),
            summary=summary or None,
        )  # fmt: skip
        if "end" in row:
            self.add_claim("initiative", subject, "date", value=row["end"], by=lead, qualifier="end")
        self.infer_themes("initiative", subject, lead, row["title"], summary)

    def add_need(self, row: dict[str, Any]) -> None:
        self.language = row.get("language", "en")
        subject = self.need(row["text"], by=row.get("by"))
        self.infer_themes("need", subject, row.get("by"), row["text"])


def readings(path: Path = FILE) -> list[Reading]:
    """A reading of each edition."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    found, latest = [], raw["editions"][-1]["id"]
    for edition in raw["editions"]:
        w = _Report(f"report-{edition['id']}.txt", edition=edition["id"])
        w.add_claim("edition", edition["id"], "published", value=edition["published"])
        w.submitted(*raw["members"])
        for row in raw["initiatives"]:
            if edition["id"] in row.get("in", [latest]):
                w.add_initiative(row)
        for row in raw["needs"]:
            if edition["id"] == row.get("in", latest):
                w.add_need(row)
        found.append(w.reading())
    return found


def build(path: Path) -> Path:
    """Write the graph; the same each time."""
    SqliteStore(path, create=True).add(readings())
    return path
