"""`accord load --dry-run`: list what would be loaded, by kind, with its place in the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from accord.commands.load.outcomes import outcomes_as_json, shorten
from accord.commands.load.replaced import Replaced, find_replaced
from accord.commands.load.unplaced import count_unplaced, hint_lines, lists_unplaced
from accord.messages import _, format_note
from accord.output.evidence import format_place
from accord.output.json import iter_json
from accord.output.table import format_table
from accord.output.terminal import terminal_width, write_output

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.claims import Claim, Reading
    from loaders.inputs.read import Outcome

MAX_CELL_LENGTH: Final = 90  # characters of a text in a table
_MAIN_PREDICATES: Final = {"edition": "submitted", "initiative": "title", "partnership": "member", "need": "text",
                "jurisdiction": "name", "theme": "label"}  # fmt: skip
_KEYS: Final = {"initiative": "initiatives", "partnership": "partnerships", "need": "needs",
                   "jurisdiction": "jurisdictions", "theme": "themes"}  # fmt: skip


_CODE_LISTS: Final = {  # the list of queries/questions/codes.yaml with the labels of a column
    ("submissions", "edition"): "edition", ("priorities", "edition"): "edition", ("initiatives", "status"): "status",
    ("initiative_themes", "known"): "stated", ("dates", "kind"): "date_kind",
    ("proposals", "proposal"): "proposal",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of row in a preview: its key in JSON, its heading and its columns."""

    key: str
    heading: str
    columns: tuple[tuple[str, str], ...]


def _kinds() -> list[_Kind]:
    """Return the kinds in the order of the preview, with headings in the current language."""
    edition, where = ("edition", _("edition")), ("place", _("place"))
    title = ("title", _("title"))
    return [
        _Kind("submissions", _("Submissions"),
              (edition, ("jurisdiction", _("jurisdiction")), ("sent", _("sent")), where)),
        _Kind("priorities", _("Priorities"), (edition, ("text", _("text")), where)),
        _Kind("initiatives", _("Initiatives"), (title, ("lead", _("lead")), ("status", _("status")), where)),
        _Kind("initiative_themes", _("Themes of initiatives"),
              (title, ("theme", _("theme")), ("known", _("stated or inferred")), where)),
        _Kind("dates", _("Dates"), (title, ("kind", _("kind")), ("date", _("date")), where)),
        _Kind("partnerships", _("Partnerships"), (("members", _("members")), ("about", _("initiative")), where)),
        _Kind("needs", _("Needs"), (("by", _("by")), ("text", _("text")), where)),
        _Kind("jurisdictions", _("New jurisdictions"), (("id", _("identifier")), ("name", _("name")), where)),
        _Kind("themes", _("Themes"), (("id", _("identifier")), ("label", _("label")), where)),
        _Kind("proposals", _("Proposals to review"),
              (("proposal", _("proposal")), ("what", _("what")), ("of", _("of")), ("confidence", _("confidence")),
               where)),
        _Kind("unplaced", _("Not placed"), (("text", _("text")), where)),
    ]  # fmt: skip


def print_preview(
    outcomes: Sequence[Outcome], common: CommonOptions, *, keep_both: bool = False, show_unplaced: bool = False
) -> None:
    """Print what would be loaded, without loading it; of reports that replace each other the last one counts.

    Args:
        outcomes: what became of each file.
        common: the graph, the format, the language and where to.
        keep_both: whether reports replace none.
        show_unplaced: whether all passages that were not placed are listed; JSON always has them.
    """
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    replaced = {} if keep_both else find_replaced(readings, common)
    lost = {one.id for one in replaced.values()}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    readings_kept = [reading for reading in readings if reading.source.id not in lost]
    for reading in readings_kept:
        for key, row in _reading_rows(reading):
            rows[key].append(row)
    if common.format == "json":
        kept = {kind.key: rows[kind.key][: common.limit] for kind in _kinds()}
        sources = [
            {
                **reading.source.model_dump(exclude_none=True),
                **({"replaces": replaced[reading.source.id].id} if reading.source.id in replaced else {}),
            }
            for reading in readings
        ]
        document = {"dry_run": True, "sources": sources, **kept, **outcomes_as_json(outcomes)}
        write_output(iter_json(document), common.output)
    else:
        unplaced = [row for reading in readings_kept for row in _listed_unplaced(reading, every=show_unplaced)]
        lines = [
            *_preview_lines(readings, replaced, rows, unplaced, common),
            *hint_lines(readings_kept, every=show_unplaced),
        ]  # fmt: skip
        write_output("\n".join(lines) + "\n", common.output)


def _preview_lines(
    readings: Sequence[Reading], replaced: Mapping[str, Replaced], rows: dict[str, list[dict[str, Any]]],
    unplaced: Sequence[Mapping[str, Any]], common: CommonOptions,
) -> Iterator[str]:  # fmt: skip
    width, limit = terminal_width(), common.limit
    for reading in readings:
        yield _("{file}: would be loaded.").format(file=reading.source.name)
        if earlier := replaced.get(reading.source.id):
            yield "  " + _("It would replace {file}; --keep-both keeps both.").format(file=earlier.name)
        yield from (f"  {format_note(note)}" for note in reading.notes)
    for kind in _kinds():
        if not rows[kind.key]:
            continue
        yield from ("", f"{kind.heading} ({len(rows[kind.key])})")
        found = unplaced if kind.key == "unplaced" else rows[kind.key]
        cells = [
            [shorten(_format_cell(kind, key, row, common.lang), MAX_CELL_LENGTH) for key, _header in kind.columns]
            for row in found[:limit]
        ]
        headers = [header for _key, header in kind.columns]
        yield from format_table(headers, cells, right=[False] * len(headers), width=width)
        if limit is not None and len(found) > limit:
            yield _("… and {n} more").format(n=len(found) - limit)


def _format_cell(kind: _Kind, key: str, row: Mapping[str, Any], language: str) -> str:
    """Return a cell with labels in place of codes and theme identifiers."""
    from graph.vocabulary.themes import concepts
    from queries.questions.question import format_value

    value = str(format_value(_CODE_LISTS.get((kind.key, key)), row.get(key) or "", language))
    if kind.key == "initiative_themes" and key == "theme" and (concept := concepts().get(value)):
        return concept.labels[language]
    return value


def _reading_rows(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of a reading with the key of their kind."""
    subjects: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        if not claim.proposed:
            subjects[claim.kind, claim.subject].append(claim)
    initiatives = {subject: claims for (kind, subject), claims in subjects.items() if kind == "initiative"}
    titles = {subject: _first_value(claims, "title") for subject, claims in initiatives.items()}
    for (kind, subject), claims in subjects.items():
        if kind == "edition":
            yield from _edition_rows(reading, subject, claims)
            continue
        at = _format_claim_place(reading, next((c for c in claims if c.predicate == _MAIN_PREDICATES[kind]), claims[0]))
        yield _KEYS[kind], {"id": subject, **_describe_subject(kind, subject, claims, titles), "place": at}
        for claim in claims if kind == "initiative" else ():
            if claim.predicate == "theme":
                yield "initiative_themes", {"initiative": subject, "title": titles[subject] or subject,
                                            "theme": claim.object, "known": "stated" if claim.stated else "inferred",
                                            "rule": claim.rule,
                                            "place": _format_claim_place(reading, claim)}  # fmt: skip
            if claim.predicate == "date":
                yield "dates", {"initiative": subject, "title": titles[subject] or subject, "kind": claim.qualifier,
                                "date": claim.value, "place": _format_claim_place(reading, claim)}  # fmt: skip
    yield from _proposal_rows(reading)
    yield from (("unplaced", row) for row in _listed_unplaced(reading, every=True))


def _listed_unplaced(reading: Reading, *, every: bool) -> Iterator[dict[str, Any]]:
    """Yield a row for each passage that was not placed or, where they are not listed, one with their number."""
    name = reading.source.name
    if not lists_unplaced(reading, every=every):
        yield {"text": count_unplaced(len(reading.unplaced)), "place": format_place({"name": name})}
        return
    for text in reading.unplaced:
        where = {"name": name, "page": text.page, "line": text.line}
        yield {"text": text.text, "place": format_place({k: v for k, v in where.items() if v})}


def _proposal_rows(reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what would wait for a decision."""
    from graph.dedupe.proposals import proposals_in

    claims = list(reading.claims)
    for one in proposals_in(claims):
        confidence = None if one.confidence is None else f"{round(one.confidence * 100)}%"
        at = _format_claim_place(reading, claims[one.answers[0].number])
        yield "proposals", {"id": one.id, "proposal": one.kind, "what": one.target, "of": one.subject,
                            "confidence": confidence, "place": at}  # fmt: skip


def _describe_subject(
    kind: str, subject: str, claims: Sequence[Claim], titles: dict[str, str | None]
) -> dict[str, str | None]:
    """Return the columns of a subject, by its kind."""
    match kind:
        case "initiative":
            return {"title": titles[subject] or subject, "lead": _first_value(claims, "lead"),
                    "status": _first_value(claims, "status")}  # fmt: skip
        case "partnership":
            about = _first_value(claims, "initiative")
            members = sorted({claim.object for claim in claims if claim.predicate == "member" and claim.object})
            return {"members": ", ".join(members), "about": titles.get(about or "") or about}
        case "need":
            return {"by": _first_value(claims, "by") or _("several"), "text": _first_value(claims, "text")}
    return {_MAIN_PREDICATES[kind]: _first_value(claims, _MAIN_PREDICATES[kind])}


def _edition_rows(reading: Reading, edition: str, claims: Sequence[Claim]) -> Iterator[tuple[str, dict[str, Any]]]:
    for claim in claims:
        at = _format_claim_place(reading, claim)
        if claim.predicate in ("submitted", "missing"):
            sent = _("yes") if claim.predicate == "submitted" else _("no")
            yield "submissions", {"edition": edition, "jurisdiction": claim.object, "sent": sent, "place": at}
        elif claim.predicate == "priority":
            yield "priorities", {"edition": edition, "text": claim.value, "place": at}


def _first_value(claims: Sequence[Claim], predicate: str) -> str | None:
    return next((claim.value or claim.object for claim in claims if claim.predicate == predicate), None)


def _format_claim_place(reading: Reading, claim: Claim) -> str:
    """Return the place of a claim in words."""
    return format_place({"name": reading.source.name, **claim.place.known_fields()})
