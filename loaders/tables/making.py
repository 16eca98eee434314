"""Claims made cheaply: a table makes millions, and what goes into them was checked where it came from."""

from __future__ import annotations

from typing import Final

from graph.claims import Claim, Kind, Place

_SET: Final = object.__setattr__
_CLAIM_FIELDS: Final = set(Claim.model_fields)  # shared: models are frozen, nothing changes it
_PLACE_FIELDS: Final = set(Place.model_fields)


def claim(
    kind: Kind, subject: str, predicate: str, place: Place, rule: str, *, target: str | None = None,
    value: str | None = None, qualifier: str | None = None, language: str | None = None, edition: str | None = None,
    by: str | None = None, stated: bool = True,
) -> Claim:  # fmt: skip
    """A claim, as `Claim` makes it but unchecked: in a fifth of the time."""
    made = Claim.__new__(Claim)
    _SET(made, "__dict__", {
        "kind": kind, "subject": subject, "predicate": predicate, "object": target, "value": value,
        "qualifier": qualifier, "language": language, "edition": edition, "reported_by": by, "place": place,
        "stated": stated, "rule": rule,
    })  # fmt: skip
    _SET(made, "__pydantic_fields_set__", _CLAIM_FIELDS)
    _SET(made, "__pydantic_extra__", None)
    _SET(made, "__pydantic_private__", None)
    return made


def place(quote: str | None, *, sheet: str | None = None, cell: str | None = None, line: int | None = None) -> Place:
    """A place, as `Place` makes it but unchecked."""
    made = Place.__new__(Place)
    _SET(made, "__dict__", {"page": None, "sheet": sheet, "cell": cell, "line": line, "quote": quote})
    _SET(made, "__pydantic_fields_set__", _PLACE_FIELDS)
    _SET(made, "__pydantic_extra__", None)
    _SET(made, "__pydantic_private__", None)
    return made
