"""`accord opportunities partners`: decide that suggestions are partners."""

from __future__ import annotations

from accord.commands.suggestions.decide import decision_command
from accord.messages import _

command = decision_command(
    "partners",
    "partners",
    _(
        "Record that the members of suggestions are partners already. This is no fact yet: a proposal goes to"
        " the review queue (accord review)."
    ),
)
