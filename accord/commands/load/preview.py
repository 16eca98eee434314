"""What `accord load --dry-run` shows: for each kind what would be loaded, where it stands, and what has no place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from accord.commands.load.outcomes import outcomes_as_json, shorten
from accord.messages import _, explained_note
from accord.output.answer import place, terminal_width, write
from accord.output.json import pieces
from accord.output.table import table

if TYPE_CHECKING:
    from accord.options import Common
    from graph.claims import Claim, Reading
    from loaders.inputs.read import Outcome

WIDEST: Final = 90  # characters of a text in a table
_CORE: Final = {"edition": "submitted", "initiative": "title", "partnership": "member", "need": "text",
                "jurisdiction": "name", "theme": "label"}  # fmt: skip
_PLURALS: Final = {"initiative": "initiatives", "partnership": "partnerships", "need": "needs",
                   "jurisdiction": "jurisdictions", "theme": "themes"}  # fmt: skip


_CODED: Final = {  # columns with codes: the list of queries/questions/codes.yaml that says them in words
    ("submissions", "edition"): "edition", ("priorities", "edition"): "edition", ("initiatives", "status"): "status",
    ("initiative_themes", "known"): "stated", ("dates", "kind"): "date_kind",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing in a preview: its key in JSON, its heading, its columns."""

    key: str
    heading: str
    columns: tuple[tuple[str, str], ...]


def _kinds() -> list[_Kind]:
    """In the order of a document; made when asked, in the language spoken."""
    edition, where = ("edition", _("edition")), ("place", _("place"))
    title = ("title", _("title"))
    return [
        _Kind("submissions", _("Submissions"),
              (edition, ("jurisdiction", _("jurisdiction")), ("sent", _("sent")), where)),
        _Kind("priorities", _("Priorities"), (edition, ("text", _("text")), where)),
        _Kind("initiatives", _("Initiatives"), (title, ("lead", _("lead")), ("status", _("status")), where)),
        _Kind("initiative_themes", _("What initiatives are about"),
              (title, ("theme", _("theme")), ("known", _("stated or inferred")), where)),
        _Kind("dates", _("Dates"), (title, ("kind", _("kind")), ("date", _("date")), where)),
        _Kind("partnerships", _("Partnerships"), (("members", _("members")), ("about", _("initiative")), where)),
        _Kind("needs", _("Needs"), (("by", _("by")), ("text", _("text")), where)),
        _Kind("jurisdictions", _("New jurisdictions"), (("id", _("identifier")), ("name", _("name")), where)),
        _Kind("themes", _("Themes"), (("id", _("identifier")), ("label", _("label")), where)),
        _Kind("unplaced", _("Not placed"), (("text", _("text")), where)),
    ]  # fmt: skip


def preview(outcomes: Sequence[Outcome], common: Common) -> None:
    """Print what would be loaded; nothing is."""
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for reading in readings:
        for key, row in _rows(reading):
            rows[key].append(row)
    if common.format == "json":
        kept = {kind.key: rows[kind.key][: common.limit] for kind in _kinds()}
        sources = [reading.source.model_dump(exclude_none=True) for reading in readings]
        told = {"dry_run": True, "sources": sources, **kept, **outcomes_as_json(outcomes)}
        write(pieces(told), common.output)
    else:
        write("\n".join(_lines(readings, rows, common)) + "\n", common.output)


def _lines(readings: Sequence[Reading], rows: dict[str, list[dict[str, Any]]], common: Common) -> Iterator[str]:
    width, limit = terminal_width(), common.limit
    for reading in readings:
        yield _("{file}: would be loaded ({kind}).").format(file=reading.source.name, kind=reading.source.media_type)
        yield from (f"  {explained_note(note)}" for note in reading.notes)
    for kind in _kinds():
        found = rows[kind.key]
        if not found:
            continue
        yield from ("", f"{kind.heading} ({len(found)})")
        cells = [
            [shorten(_cell(kind, key, row, common.lang), WIDEST) for key, _header in kind.columns]
            for row in found[:limit]
        ]
        headers = [header for _key, header in kind.columns]
        yield from table(headers, cells, right=[False] * len(headers), width=width)
        if limit is not None and len(found) > limit:
            yield _("… and {n} more").format(n=len(found) - limit)


def _cell(kind: _Kind, key: str, row: dict[str, Any], language: str) -> str:
    """A cell for people: words for codes, the label of a theme in their language."""
    from graph.vocabulary.themes import concepts
    from queries.questions.question import format_value

    value = str(format_value(_CODED.get((kind.key, key)), row.get(key) or "", language))
    if kind.key == "initiative_themes" and key == "theme" and (concept := concepts().get(value)):
        return concept.labels[language]
    return value


def _rows(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of each kind that a reading makes, with their key."""
    subjects: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        subjects[claim.kind, claim.subject].append(claim)
    titles = {subject: _first(claims, "title") for (kind, subject), claims in subjects.items() if kind == "initiative"}
    for (kind, subject), claims in subjects.items():
        if kind == "edition":
            yield from _of_edition(reading, subject, claims)
            continue
        at = _place(reading, next((c for c in claims if c.predicate == _CORE[kind]), claims[0]))
        yield _PLURALS[kind], {"id": subject, **_told(kind, subject, claims, titles), "place": at}
        for claim in claims if kind == "initiative" else ():
            if claim.predicate == "theme":
                yield "initiative_themes", {"initiative": subject, "title": titles[subject] or subject,
                                            "theme": claim.object, "known": "stated" if claim.stated else "inferred",
                                            "rule": claim.rule, "place": _place(reading, claim)}  # fmt: skip
            if claim.predicate == "date":
                yield "dates", {"initiative": subject, "title": titles[subject] or subject, "kind": claim.qualifier,
                                "date": claim.value, "place": _place(reading, claim)}  # fmt: skip
    for text in reading.unplaced:
        where = {"name": reading.source.name, "page": text.page, "line": text.line}
        yield "unplaced", {"text": text.text, "place": place({key: value for key, value in where.items() if value})}


def _told(kind: str, subject: str, claims: Sequence[Claim], titles: dict[str, str | None]) -> dict[str, str | None]:
    """What a row says of a thing, by its kind."""
    match kind:
        case "initiative":
            return {"title": titles[subject] or subject, "lead": _first(claims, "lead"),
                    "status": _first(claims, "status")}  # fmt: skip
        case "partnership":
            about = _first(claims, "initiative")
            members = sorted({claim.object for claim in claims if claim.predicate == "member" and claim.object})
            return {"members": ", ".join(members), "about": titles.get(about or "") or about}
        case "need":
            return {"by": _first(claims, "by") or _("several"), "text": _first(claims, "text")}
    return {_CORE[kind]: _first(claims, _CORE[kind])}


def _of_edition(reading: Reading, edition: str, claims: Sequence[Claim]) -> Iterator[tuple[str, dict[str, Any]]]:
    for claim in claims:
        at = _place(reading, claim)
        if claim.predicate in ("submitted", "missing"):
            sent = _("yes") if claim.predicate == "submitted" else _("no")
            yield "submissions", {"edition": edition, "jurisdiction": claim.object, "sent": sent, "place": at}
        elif claim.predicate == "priority":
            yield "priorities", {"edition": edition, "text": claim.value, "place": at}


def _first(claims: Sequence[Claim], predicate: str) -> str | None:
    return next((claim.value or claim.object for claim in claims if claim.predicate == predicate), None)


def _place(reading: Reading, claim: Claim) -> str:
    """Where a claim stands, in words."""
    return place({"name": reading.source.name, **claim.place.known_fields()})
