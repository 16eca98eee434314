"""Readings handed from one process to another as JSON, in blocks of claims: a long one is never whole in memory.

A line holds the readings without their claims, and how many blocks each has; each block is a line, a list of claims
without what has its default. Who receives it checks every block against the model, and keeps a long reading as its
JSON, a fifteenth of what its claims would take: they are made anew whenever they are gone through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from pydantic import TypeAdapter

from graph.claims import Claim, Reading

BLOCK: Final = 2_000  # claims
_CLAIMS: Final = "claims"


@dataclass(frozen=True, slots=True)
class Handed:
    """The claims of a long reading, as they were handed over."""

    blocks: Sequence[bytes]

    def __iter__(self) -> Iterator[Claim]:
        for block in self.blocks:
            yield from _adapter().validate_json(block)


def packed(readings: Iterable[Reading]) -> bytes:
    """Readings as JSON."""
    heads: list[dict[str, object]] = []
    lines: list[bytes] = []
    for reading in readings:
        before = len(lines)
        claims = iter(reading.claims)
        while some := list(islice(claims, BLOCK)):
            lines.append(_adapter().dump_json(some, exclude_defaults=True))
        # notes and texts that were not placed are complete at the end of the claims
        heads.append({**reading.model_dump(mode="json", exclude={_CLAIMS}), _CLAIMS: len(lines) - before})
    return b"\n".join([json.dumps(heads).encode(), *lines])


def unpacked(text: bytes) -> list[Reading]:
    """The readings that were packed.

    Raises:
        pydantic.ValidationError: something is not what a reading may hold.
    """
    head, *blocks = text.split(b"\n")
    made, at = [], 0
    for fields in json.loads(head):
        ours = blocks[at : at + fields[_CLAIMS]]
        at += len(ours)
        reading = Reading.model_validate_json(json.dumps({**fields, _CLAIMS: []}))
        made.append(reading.model_copy(update={_CLAIMS: _claims(ours)}))
    return made


def _claims(blocks: Sequence[bytes]) -> list[Claim] | Handed:
    """The claims of blocks, each of which is checked: of few a list."""
    checked: list[Claim] = []
    for block in blocks:
        checked = _adapter().validate_json(block)
    return checked if len(blocks) < 2 else Handed(blocks)


@cache
def _adapter() -> TypeAdapter[list[Claim]]:
    return TypeAdapter(list[Claim])
