"""Tables of free text: rows that are pieces of work, or the steps of the work that their heading names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.vocabulary.jurisdictions import by_iso_code
from loaders.documents.prose.annotate import clauses
from loaders.documents.prose.discourse.dates import dates_of_clause, kind_of_label
from loaders.documents.prose.discourse.labels import in_order, is_name, status_in, with_unknown
from loaders.documents.prose.entities.dates import dates_and_intervals, join_ranges, share_of_dates
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Party
from loaders.documents.prose.entities.unknown_parties import by_own_name
from loaders.documents.prose.initiative_candidates import OF_A_COLUMN, DateFact, RoleFact, Work
from loaders.documents.prose.structure.headlines import without_number
from loaders.documents.prose.structure.labels import label_kind
from loaders.documents.prose.structure.segment import Segment
from loaders.layout.sections import paragraphs, unmarked
from loaders.text.passages import join
from loaders.text.rules import straight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.values import DateKind
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.initiative_candidates import Role
    from loaders.documents.prose.lexicon import Label, Lexicon
    from loaders.text.lines import Line

_CODE: Final = re.compile(r"[A-Z]{2}")
_CODES: Final = re.compile(rf"{_CODE.pattern}(?:\s*[,;/&+]\s*{_CODE.pattern})*(?:\s*/?\s*\?)?")
HEADER_ROWS: Final = 3
OF_THE_ROWS: Final = "date-of-the-rows"  # a rule of the date by which the last step is to be done
MIN_KNOWN_COLUMNS: Final = 2  # beside the one that names the rows, where its head does not say so
MAX_HEADER_WORDS: Final = 8
MAX_PARTY_WORDS: Final = 9
MIN_DATED_ROWS: Final = 3
MIN_DATE_SHARE: Final = 0.75  # of the cells of a column of dates, and of the text of one that is a date
COVERED: Final = 0.7  # share of a name that known parties take
COLUMNS: Final = ("title", "step", "lead", "partners", "date", "status", "place", "amount")
COLUMN_OF: Final[dict[Label | None, str]] = {"lead": "lead", "partner": "partners", "date": "date"}
STATUS_OF_A_COLUMN: Final = f"status{OF_A_COLUMN}"  # a rule
SIDE_OF_A_COLUMN: Final = f"side{OF_A_COLUMN}"  # a rule
OF_WORK: Final = frozenset({"lead", "partners", "status", "amount"})  # columns that only work has, not its steps


@dataclass(slots=True)
class Layout:
    """The columns of a table by what they hold, and the place of its first row and of the columns of dates."""

    columns: dict[str, int]
    first_row: int
    dates: dict[int, DateKind]  # what each is of
    is_of_agreements: bool = False  # whether its rows are agreements, of which a column names the parties

    @property
    def is_register(self) -> bool:
        """Whether it says who leads the work of a row, or agrees on it, and its state, date, cost or partners."""
        return (self.is_of_agreements or "lead" in self.labels) and len(self.labels) > 1

    @property
    def labels(self) -> set[Label]:
        """What its columns say of the work of each row."""
        of_columns: dict[str, Label] = {"lead": "lead", "partners": "partner", "status": "state", "amount": "state"}
        found = {label for name, label in of_columns.items() if name in self.columns}
        return found | {"date"} if self.dates else found

    def cell(self, row: Sequence[list[Line] | None], name: str) -> list[Line]:
        """The lines of a row in a column."""
        at = self.columns.get(name, -1)
        return (row[at] or []) if 0 <= at < len(row) else []


def read_table(discourse: DiscourseState, place: int, segment: Segment) -> None:
    """Add the rows of a table, as work or as the parts of the work above it."""
    grid = segment.grid
    layout = _layout(segment, discourse.lexicon)
    if grid is None or layout is None:
        return
    above = discourse.topic or discourse.last_topic or discourse.headline
    rows_are_work = "title" in layout.columns and bool(layout.columns.keys() & OF_WORK)
    if "title" in layout.columns and not rows_are_work:
        rows_are_work = discourse.topic is None or discourse.is_list
    if not rows_are_work and above is None:
        return
    parent = None if rows_are_work else above
    leads: list[Party] = []
    made: list[Work] = []
    for row in grid.rows[layout.first_row :]:
        work = _row(discourse, segment, layout, row, parent)
        if work is None:
            continue
        made.append(work)
        leads += [fact.party for fact in work.parties("lead")]
    if parent is not None and made:
        _raise(parent, made)
    if made:
        discourse.used.add(place)


def _layout(segment: Segment, lexicon: Lexicon) -> Layout | None:
    """The columns that a row near the top names; None where none says what its rows are."""
    rows = segment.grid.rows if segment.grid else []
    for at, row in enumerate(rows[:HEADER_ROWS]):
        names = header_names(row)
        if not any(names) or any(len(name.split()) > MAX_HEADER_WORDS for name in names):
            continue
        kinds = [label_kind(name, lexicon) for name in names]
        found = {COLUMN_OF[kind]: column for column, kind in reversed([*enumerate(kinds)]) if kind in COLUMN_OF}
        agreements = _of_agreements(names, lexicon)
        found |= agreements
        for kind in COLUMNS:
            if kind in found or (kind == "step" and "title" in found):
                continue
            for column, name in enumerate(names):
                if column not in found.values() and lexicon.regex(f"column_{kind}").search(name):
                    found[kind] = column
                    break
        if not found.keys() & {"title", "step"} and len(found) >= MIN_KNOWN_COLUMNS:
            found["title"] = next((column for column in range(len(names)) if column not in found.values()), -1)
        if found.keys() & {"title", "step"} and len(found) > 1:
            dates = {
                column: kind_of_label(name, lexicon)
                for column, name in enumerate(names)
                if lexicon.regex("column_date").search(name)
                or kinds[column] == "date"
                or (column not in found.values() and _holds_dates(rows[at + 1 :], column))
            }
            return Layout(found, at + 1, dates, is_of_agreements=bool(agreements))
    return None


def _of_agreements(names: Sequence[str], lexicon: Lexicon) -> dict[str, int]:
    """The columns of a table of agreements that hold the agreement, and with whom it is: "Country", "Parties"."""
    titles = [column for column, name in enumerate(names) if lexicon.regex("column_agreement").search(name)]
    bodies = [column for column, name in enumerate(names) if lexicon.regex("column_body").search(name)]
    return {"title": titles[0], "partners": bodies[0]} if titles and bodies else {}


def header_names(row: Sequence[list[Line] | None]) -> list[str]:
    """The names of columns, as a row of heads gives them."""
    return [straight(" ".join(line.text for line in cell or [])).strip(" *:") for cell in row]


def _holds_dates(rows: Sequence[Sequence[list[Line] | None]], column: int) -> bool:
    """Whether most cells of a column are dates and no more, whatever its head says."""
    texts = [" ".join(line.text for line in row[column] or []) for row in rows if column < len(row)]
    texts = [text.strip(" .") for text in texts if text.strip(" .")]
    dates = sum(share_of_dates(text) >= MIN_DATE_SHARE for text in texts)
    return len(texts) >= MIN_DATED_ROWS and dates >= MIN_DATE_SHARE * len(texts)


def _row(
    discourse: DiscourseState, segment: Segment, layout: Layout, row: Sequence[list[Line] | None], parent: Work | None
) -> Work | None:
    name = layout.cell(row, "title") or layout.cell(row, "step")
    if not name:
        return None
    passage = join(unmarked(name), discourse.outline.hyphens)
    bare = without_number(passage.text)
    start = len(passage.text) - len(bare)
    if (len(bare.split()) < 2 and not bare[:1].isupper()) or not any(map(str.isalpha, bare)):
        return None
    work = Work(bare.rstrip(" .;"), "row", passage, start, start + len(bare.rstrip(" .;")), segment.section)
    work.is_component = parent is not None
    work.parent = parent
    if parent is None and layout.is_register:
        work.labels |= layout.labels
        work.is_agreement = layout.is_of_agreements
    _add_cells(discourse, layout, row, work)
    discourse.works.every.append(work)
    if parent is None:
        _other_cells(discourse, layout, row, work)
    return work


def _add_cells(discourse: DiscourseState, layout: Layout, row: Sequence[list[Line] | None], work: Work) -> None:
    """Add who leads the work of a row, who takes part, when, and how far it is, as its columns say."""
    columns: tuple[tuple[str, Role], ...] = (("lead", "lead"), ("partners", "partner"))
    for kind, role in columns:
        if lines := layout.cell(row, kind):
            found = cell_parties(lines, role, discourse)
            if work.is_agreement and len(found) > 1:
                found = [replace(fact, role="side", rule=SIDE_OF_A_COLUMN) for fact in found]
            for fact in found:
                work.add(fact)
    if lines := layout.cell(row, "status"):
        work.status = status_in(join(unmarked(lines), discourse.outline.hyphens), 0, STATUS_OF_A_COLUMN)
    for column, kind in layout.dates.items():
        inside = row[column] if column < len(row) and column != layout.columns.get("title") else None
        if not inside:
            continue
        cell = join(unmarked(inside), discourse.outline.hyphens)
        for date in join_ranges(cell.text, dates_and_intervals(cell.text))[:1]:
            work.add_date(DateFact(date.span.edtf, kind, cell, date.at, date.to, "date-of-a-column"))


def _other_cells(discourse: DiscourseState, layout: Layout, row: Sequence[list[Line] | None], work: Work) -> None:
    """Read what the cells that no column explains say of the work of their row."""
    for column, lines in enumerate(row):
        if column in layout.columns.values() or column in layout.dates or not lines:
            continue
        for group in paragraphs(lines):
            passage = join(unmarked(group), discourse.outline.hyphens)
            annotated = discourse.annotate(Segment("text", passage))
            for start, stop in clauses(annotated, discourse.rules.sentences(passage.text), discourse.lexicon):
                for date in dates_of_clause(annotated, start, stop, discourse.lexicon, None):
                    work.add_date(date)


def cell_parties(
    lines: Sequence[Line], role: Role, discourse: DiscourseState, ending: str = OF_A_COLUMN
) -> list[RoleFact]:
    """The parties of a cell: those that it names, or its whole text where that is a name.

    Of several that lead, the first one does, and the others take part, unless one is a body of the other. The name of
    their rule has the ending.
    """
    passage = join(unmarked(lines), discourse.outline.hyphens)
    text = passage.text
    found = find_parties(text, discourse.rules, discourse.names) or _coded(text, discourse)
    if not found and is_name(text, discourse.lexicon):
        name = text.strip(" .;")
        found = [by_own_name(0, len(name), name, discourse.rules, discourse.names)]
    elif role != "lead":
        found = with_unknown(found, passage, 0, discourse)
    return [
        RoleFact(one, each, passage, one.start, one.end, f"{role if role == 'lead' else each}{ending}", stated=True)
        for one, each in in_order(found, role, text, discourse.lexicon)
    ]


def _coded(text: str, discourse: DiscourseState) -> list[Party]:
    """The countries of a cell that has nothing but their ISO 3166 codes, where the document speaks of each."""
    if not _CODES.fullmatch(text.strip()):
        return []
    found: list[Party] = []
    for hit in _CODE.finditer(text):
        key = by_iso_code().get(hit[0])
        if key is None or key not in (discourse.names.countries or ()):
            return []
        found.append(Party(*hit.span(), hit[0], key))
    return found


def _raise(parent: Work, rows: Sequence[Work]) -> None:
    """Give the work above a table the lead of most rows, and the latest date."""
    counts: dict[str, list[RoleFact]] = {}
    for row in rows:
        for fact in row.parties("lead"):
            counts.setdefault(fact.party.key, []).append(fact)
    if counts and not parent.parties("lead"):
        most = max(counts.values(), key=len)
        if len(most) * 2 >= sum(map(len, counts.values())):
            parent.roles = [each for each in parent.roles if each.role != "lead"]
            parent.add(
                RoleFact(
                    most[0].party,
                    "lead",
                    most[0].passage,
                    most[0].start,
                    most[0].stop,
                    "lead-of-the-rows",
                    stated=False,
                    confidence=0.8,
                )
            )
    dates = sorted((date for row in rows for date in row.dates), key=lambda date: date.edtf)
    if dates:
        last = dates[-1]
        parent.add_date(DateFact(last.edtf, last.kind, last.passage, last.start, last.stop, OF_THE_ROWS, stated=False))
