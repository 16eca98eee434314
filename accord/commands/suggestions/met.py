"""`accord opportunities met`: decide that suggestions are met."""

from __future__ import annotations

from accord.commands.suggestions.decide import decision_command
from accord.messages import _

command = decision_command(
    "met",
    "met",
    _("Record that the members of suggestions have met. The suggestions are not made again until their facts change."),
)
