"""Tables of free text whose rows are parties: who takes part in the work that the text above is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.documents.prose.discourse.tables import cell_parties, header_names
from loaders.documents.prose.initiative_candidates import OF_A_LIST
from loaders.documents.prose.structure.labels import label_kind
from loaders.layout.sections import unmarked
from loaders.text.rules import straight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.initiative_candidates import Role
    from loaders.documents.prose.lexicon import Label, Lexicon
    from loaders.documents.prose.structure.segment import Segment
    from loaders.text.lines import Line

MIN_ROWS: Final = 2
_ROLES: Final[dict[Label | None, Role]] = {"lead": "lead", "partner": "partner"}


def read_party_table(discourse: DiscourseState, place: int, segment: Segment) -> bool:
    """Add the parties of a table to the work that it stands below.

    Its head calls one column that of partners, or of organisations of which another column, the heading or the line
    above says that they take part.

    Returns:
        whether its rows are parties.
    """
    grid, work = segment.grid, discourse.default() or discourse.last_topic
    if grid is None or work is None or len(grid.rows) <= MIN_ROWS:
        return False
    names = header_names(grid.rows[0])
    column = _column_of_parties(names, discourse.lexicon)
    if column is None:
        return False
    at, announced = column
    role_at = next((other for other, name in enumerate(names) if _is(name, "column_role", discourse.lexicon)), None)
    found = []
    for row in grid.rows[1:]:
        cell = row[at] if at < len(row) else None
        role = announced or discourse.list_role or discourse.listed_role
        if role_at is not None and role_at < len(row):
            role = _role_of(row[role_at] or [], discourse.lexicon) or role
        if not cell or role is None:
            continue
        found += cell_parties(cell, role, discourse, f"{role}{OF_A_LIST}")
    for fact in found:
        work.add(fact)
        discourse.used.add(place)
    return bool(found)


def _column_of_parties(names: Sequence[str], lexicon: Lexicon) -> tuple[int, Role | None] | None:
    """The column whose cells are parties, and what they are as its name says; None where rows are something else."""
    for at, name in enumerate(names):
        says_partner = bool(name) and label_kind(name, lexicon) == "partner"
        if says_partner or _is(name, "column_body", lexicon):
            others = [one for number, one in enumerate(names) if number != at]
            is_work = any(_is(one, "column_title", lexicon) or _is(one, "column_step", lexicon) for one in others)
            has_lead = any(label_kind(one, lexicon) == "lead" for one in others if not _is(one, "column_body", lexicon))
            return None if is_work or has_lead else (at, "partner" if says_partner else None)
    return None


def _role_of(lines: Sequence[Line], lexicon: Lexicon) -> Role | None:
    """What the cell of a column of roles says: "Lead partner", "Partner"."""
    text = straight(" ".join(line.text for line in unmarked(lines))).strip(" .:*")
    kind = _ROLES.get(label_kind(text, lexicon)) if text else None
    return kind or ("partner" if text and lexicon.regex("column_partners").search(text) else None)


def _is(name: str, key: str, lexicon: Lexicon) -> bool:
    return bool(name and lexicon.regex(key).search(name))
