"""Audiences in words."""

from __future__ import annotations

from accord.messages import _


def audience_name(audience: str) -> str:
    """Return an audience in words: the public, the members of the council, the secretariat."""
    names = {
        "public": _("the public"),
        "members": _("the members of the council"),
        "secretariat": _("the secretariat"),
    }
    return names.get(audience, audience)
