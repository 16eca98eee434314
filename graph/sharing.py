"""Who may see what: approvals on submissions, audiences of outputs, and the order between them."""

from __future__ import annotations

from typing import Final, Literal, get_args

Approval = Literal["public", "members", "withheld"]
Audience = Literal["public", "members", "secretariat"]

APPROVALS: Final[tuple[Approval, ...]] = get_args(Approval)
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
DEFAULT_APPROVAL: Final[Approval] = "members"
DEFAULT_AUDIENCE: Final[Audience] = "members"


def approval_level(approval: Approval) -> int:
    """The first audience (0 public, 1 members, 2 secretariat) that may see a fact of this approval."""
    return APPROVALS.index(approval)


def audience_level(audience: Audience) -> int:
    """The level of an audience: it sees each fact whose level is not above its own."""
    return AUDIENCES.index(audience)
