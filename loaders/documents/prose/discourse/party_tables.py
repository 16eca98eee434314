"""Tables of free text whose rows are parties: who takes part in the work that the text above is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.documents.prose.discourse.tables import Layout, cell_parties, header_names
from loaders.documents.prose.initiative_candidates import OF_A_LIST
from loaders.documents.prose.structure.labels import label_kind
from loaders.layout.sections import unmarked
from loaders.text.rules import straight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.initiative_candidates import Role
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segment import Segment
    from loaders.text.lines import Line

MIN_ROWS: Final = 2
OF_WORK: Final = ("column_title", "column_step", "column_agreement")  # what another column holds that is work


def read_party_table(discourse: DiscourseState, place: int, segment: Segment) -> bool:
    """Add the parties of a table to the work that it stands below.

    Its head calls one column that of partners, or of organisations of which another column, the heading or the line
    above says that they take part.

    Returns:
        whether its rows are parties.
    """
    grid, work = segment.grid, discourse.default() or discourse.last_topic
    layout = _layout(segment, discourse.lexicon)
    if grid is None or work is None or layout is None:
        return False
    usual = "partner" if "partners" in layout.columns else discourse.list_role or discourse.listed_role
    found = []
    for row in grid.rows[layout.first_row :]:
        cell = layout.cell(row, "partners") or layout.cell(row, "bodies")
        role = _role_of(layout.cell(row, "role"), discourse.lexicon) or usual
        if cell and role:
            found += cell_parties(cell, role, discourse, OF_A_LIST)
    for fact in found:
        work.add(fact)
        discourse.used.add(place)
    return bool(found)


def holds_bodies(segment: Segment, lexicon: Lexicon) -> bool:
    """Whether a segment is a table with a column of partners, or of organisations, and no other work in its rows."""
    return _layout(segment, lexicon) is not None


def _layout(segment: Segment, lexicon: Lexicon) -> Layout | None:
    """The column of partners, or of bodies, and that of their roles; None where the rows are something else, or few."""
    rows = segment.grid.rows if segment.grid else []
    if len(rows) <= MIN_ROWS:
        return None
    names = header_names(rows[0])
    is_body = [bool(lexicon.regex("column_body").search(name)) for name in names]
    kinds = [label_kind(name, lexicon) for name in names]
    at = next((at for at, kind in enumerate(kinds) if kind == "partner" or is_body[at]), None)
    if at is None:
        return None
    for other, name in enumerate(names):
        is_work = any(lexicon.regex(key).search(name) for key in OF_WORK)
        if other != at and (is_work or (kinds[other] == "lead" and not is_body[other])):
            return None
    columns = {"partners" if kinds[at] == "partner" else "bodies": at}
    role_at = next((other for other, name in enumerate(names) if lexicon.regex("column_role").search(name)), None)
    return Layout(columns if role_at is None else columns | {"role": role_at}, first_row=1, dates={})


def _role_of(lines: Sequence[Line], lexicon: Lexicon) -> Role | None:
    """What the cell of a column of roles says: "Lead partner", "Partner"."""
    if not lines:
        return None
    text = straight(" ".join(line.text for line in unmarked(lines))).strip(" .:*")
    kind = label_kind(text, lexicon)
    if kind == "lead" or kind == "partner":
        return kind
    return "partner" if lexicon.regex("column_partners").search(text) else None
