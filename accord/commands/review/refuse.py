"""`accord review refuse`: refuse proposals, or say no to other entries of the queue."""

from __future__ import annotations

from accord.commands.review.entries import verdict_command
from accord.messages import _

command = verdict_command(
    "refuse",
    _(
        "Refuse entries of the queue, each named by its identifier in “accord review” or the first four digits of it:"
        " what is proposed is not asked about again, in whatever document it is read; a pair stays two, a theme does"
        " not apply. A fact, named by its identifier in “accord review facts”, is taken out of every answer."
    ),
    '  accord review refuse 5d1c\n  accord review refuse 5d1c07e2 --reason "a sponsor of the prize"',
    accept=False,
)
