"""A council of three editions for `accord verify`, made of `tests/data/verification/round.yaml`."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from graph.claims import Reading, initiative_id
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.paths import DATA

FOLDER = DATA / "verification"


def round_document() -> dict:
    """A new copy of what the members of the council reported."""
    return yaml.safe_load((FOLDER / "round.yaml").read_text("utf-8"))


def round_readings(document: dict | None = None) -> list[Reading]:
    """One reading for each edition of a round."""
    made = document or round_document()
    return [_edition(one, made) for one in made["editions"]]


def _edition(edition: dict, document: dict) -> Reading:
    w = Writer(f"{edition['id']}.txt", edition=edition["id"])
    w.add_claim("edition", w.edition, "published", value=edition["published"])
    w.add_claim("edition", w.edition, "received", value=str(edition["received"]))
    w.submitted(*edition["submitted"])
    w.missing(*edition["missing"])
    for each in document["initiatives"]:
        if w.edition in each["editions"]:
            _initiative(w, each, each["editions"][w.edition])
    approvals = [Approved(jurisdiction="council", edition=w.edition, approval="public")]
    approvals += [
        Approved(jurisdiction=who, edition=which, approval="withheld")
        for who, which in document["withheld"]
        if which == w.edition and who in edition["submitted"]
    ]
    return w.reading(approvals=approvals)


def _initiative(w: Writer, each: dict, now: dict) -> None:
    subject, lead = initiative_id(each["lead"], each.get("en") or each["fr"]), now.get("lead", each["lead"])
    w.add_claim("initiative", subject, "kind", value="initiative", by=lead)
    for w.language in ("en", "fr"):
        if w.language in each:
            w.add_claim("initiative", subject, "title", value=each[w.language], by=lead)
    w.language = "en"
    w.add_claim("initiative", subject, "lead", lead, by=lead)
    for theme in each["themes"]:
        w.add_claim("initiative", subject, "theme", theme, by=lead, stated=False, rule="theme-named-in-title")
    w.add_claim("initiative", subject, "status", value=now["status"], by=lead)
    for kind, edtf in now.get("dates", {}).items():
        w.add_claim("initiative", subject, "date", value=edtf, by=lead, qualifier=kind)
    if now.get("partners"):
        w.partnership(subject, lead, *now["partners"])


def build_round(path: Path, document: dict | None = None) -> Path:
    """A graph file that holds a round."""
    SqliteStore(path, create=True).add(round_readings(document))
    return path


def memos() -> list[Path]:
    """The memos with planted errors, in the order of their numbers."""
    return sorted(one for one in (FOLDER / "memos").iterdir() if one.is_file() and one.suffix != ".yaml")


def as_json(value: object) -> str:
    """A value as comparable text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
