"""`accord review accept`: accept proposals, or say yes to other entries of the queue."""

from __future__ import annotations

from accord.commands.review.entries import verdict_command
from accord.messages import _

command = verdict_command(
    "accept",
    _(
        "Accept entries of the queue, each named by its identifier in “accord review” or the first four digits of it,"
        " which stay the same while others are decided: what is proposed becomes a fact, marked as inferred and"
        " accepted by a person; a pair becomes one, a theme applies. A number means the place in the queue as it is"
        " now. A whole initiative is accepted with its lead, partners and dates; refuse the parts that are wrong."
    ),
    '  accord review accept 5d1c\n  accord review accept 5d1c07e2 0c27ab6f --reason "confirmed by Alberta"',
    accept=True,
)
