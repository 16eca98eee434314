"""Closed sets of values of the model: languages, levels, kinds, statuses, approvals and audiences.

They are separate from the pydantic models (`graph.model`), so that a question that reads a graph does not import
pydantic (a tenth of a second).
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Level = Literal["federal", "provincial", "territorial", "municipal", "indigenous", "international", "other"]
InitiativeKind = Literal["initiative", "component"]
Status = Literal["planned", "in-progress", "launched", "completed", "paused", "cancelled"]
DateKind = Literal["start", "launch", "approval", "presentation", "milestone", "completion", "end", "target"]
Role = Literal["lead", "partner"]
NeedKind = Literal["ask", "theme"]
ThemeScheme = Literal["subject", "priority", "need-area"]
Approval = Literal["public", "members", "withheld"]
Audience = Literal["public", "members", "secretariat"]

LANGUAGES: Final = ("en", "fr")
UNKNOWN_LANGUAGE: Final = "und"  # the BCP 47 tag of a text whose language is not known
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
GOVERNING_LEVELS: Final[tuple[Level, ...]] = ("federal", "provincial", "territorial")
MAX_IDENTIFIER_LENGTH: Final = 300  # characters
APPROVALS: Final[tuple[Approval, ...]] = get_args(Approval)
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
DEFAULT_APPROVAL: Final[Approval] = "members"
DEFAULT_AUDIENCE: Final[Audience] = "members"
STDIO: Final = "-"  # standard input or output in place of a file
TABLE_RULE: Final = "table-row"  # of claims from tables
COUNCIL: Final = "council"  # in approvals: the council's own text


def approval_level(approval: Approval) -> int:
    """Return the lowest audience level (0 public, 1 members, 2 secretariat) that may see facts of this approval."""
    return APPROVALS.index(approval)


def audience_level(audience: Audience) -> int:
    """Return the level of an audience, which sees every fact whose level is not higher."""
    return AUDIENCES.index(audience)


# Claims, their mentions and places are numbered within their source, so that no change of one source renumbers another.
SOURCE_BITS: Final = 28  # numbers of one source: 2^28, from its own number times 2^28
FIRST_ACCEPTED: Final = 1 << 60  # accepted proposals have the number of the proposal above this one
FIRST_DECIDED: Final = 1 << 61  # decided themes have the number of what they are about, times 256, above this one
FIRST_CORRECTED: Final = (
    3 << 60
)  # claims in place of others have the number of these, and where it comes from, above it


def source_numbers(source: int) -> tuple[int, int]:
    """Return the lowest and the highest number that rows of a source may have."""
    return source << SOURCE_BITS, ((source + 1) << SOURCE_BITS) - 1


def is_server(graph: str) -> bool:
    """Tell whether a graph is on a server, not in a file."""
    return "://" in graph
