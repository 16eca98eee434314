"""Short ways to write claims in tests."""

from __future__ import annotations

import hashlib

from graph.claims import Claim, Place, Reading, ReadingSummary, initiative_id, partnership_id
from graph.model import Source, Unplaced

EDITION = "2022-winter"


def source(name: str = "one.txt", language: str = "en", edition: str | None = EDITION) -> Source:
    return Source(
        id=hashlib.sha256(f"{name} {language} {edition}".encode()).hexdigest(),
        name=name,
        media_type="text/plain",
        language=language,
        edition=edition,
    )


class Writer:
    """Collects claims about one edition, one line of an imagined document after another."""

    def __init__(self, name: str = "one.txt", language: str = "en", edition: str = EDITION) -> None:
        self.source = source(name, language, edition)
        self.language = language
        self.edition = edition
        self.claims: list[Claim] = []
        self.unplaced: list[Unplaced] = []
        self.line = 0

    def add_claim(
        self, kind, subject, predicate, target=None, value=None, *, by=None, stated=True, rule="test", **more
    ):
        self.line += 1
        self.claims.append(
            Claim(
                kind=kind, subject=subject, predicate=predicate, object=target, value=value,
                language=self.language if value and predicate in {"title", "summary", "text", "priority"} else None,
                edition=self.edition, reported_by=by, stated=stated, rule=rule,
                place=Place(page=1, line=self.line, quote=value or f"{subject} {predicate} {target}"), **more,
            )
        )  # fmt: skip

    def submitted(self, *jurisdictions: str) -> None:
        for one in jurisdictions:
            self.add_claim("edition", self.edition, "submitted", one, by=one)

    def missing(self, *jurisdictions: str) -> None:
        for one in jurisdictions:
            self.add_claim("edition", self.edition, "missing", one)

    def initiative(self, lead, title, *themes, partners=(), status=None, date=None, part_of=None, summary=None):
        """Claim an initiative; returns its identifier."""
        subject = initiative_id(lead, title)
        self.add_claim("initiative", subject, "kind", value="component" if part_of else "initiative", by=lead)
        self.add_claim("initiative", subject, "title", value=title, by=lead)
        self.add_claim("initiative", subject, "lead", lead, by=lead)
        for theme in themes:
            self.add_claim("initiative", subject, "theme", theme, by=lead, stated=False, rule="theme-named-in-title")
        if summary:
            self.add_claim("initiative", subject, "summary", value=summary, by=lead)
        if status:
            self.add_claim("initiative", subject, "status", value=status, by=lead)
        if date:
            self.add_claim("initiative", subject, "date", value=date, by=lead, qualifier="launch")
        if part_of:
            self.add_claim("initiative", subject, "part_of", part_of, by=lead)
        if partners:
            self.partnership(subject, lead, *partners)
        return subject

    def partnership(self, initiative, lead, *partners):
        together = partnership_id(initiative, frozenset([lead, *partners]))
        self.add_claim("partnership", together, "initiative", initiative, by=lead)
        for member in (lead, *partners):
            role = "lead" if member == lead else "partner"
            self.add_claim("partnership", together, "member", member, by=lead, qualifier=role)
        return together

    def need(self, text, *themes, by=None, initiative=None, kind=None):
        from graph.claims import need_id

        subject = need_id(self.edition, by, text)
        self.add_claim("need", subject, "kind", value=kind or ("ask" if by else "theme"), by=by)
        self.add_claim("need", subject, "text", value=text, by=by)
        if by:
            self.add_claim("need", subject, "by", by, by=by)
        for theme in themes:
            self.add_claim("need", subject, "theme", theme, by=by, stated=False, rule="theme-named-in-title")
        if initiative:
            self.add_claim("need", subject, "initiative", initiative, by=by)
        return subject

    def reading(self, approvals=None) -> Reading:
        return Reading(self.source, self.claims, approvals or [], ReadingSummary(self.unplaced))
