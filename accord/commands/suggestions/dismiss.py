"""`accord opportunities dismiss`: decide that suggestions are dismissed."""

from __future__ import annotations

from accord.commands.suggestions.decide import decision_command
from accord.messages import _

command = decision_command(
    "dismiss",
    "dismissed",
    _(
        "Dismiss suggestions, each named by its rank in the list or by its identifier. A dismissed suggestion"
        " stays away until what is known of its initiatives or need changes."
    ),
)
