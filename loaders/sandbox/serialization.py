"""Readings sent from one process to another as JSON, in blocks of claims: a long one is never whole in memory.

The first line holds the readings without their claims, and how many blocks each has; each block is a line, a list of
claims. The receiver validates every block, and keeps a long reading as its JSON, a fifteenth of what its claims would
take: they are parsed whenever they are iterated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from pydantic import TypeAdapter

from graph.claims import Claim, Note, Reading, ReadingSummary, claims_adapter
from graph.model import Approved, Model, Source, Unplaced

CLAIMS_PER_BLOCK: Final = 2_000


class ReadingHead(Model):
    """A reading without its claims, and the number of blocks that they take."""

    source: Source
    approvals: list[Approved]
    unplaced: list[Unplaced]
    notes: list[Note]
    blocks: int


@dataclass(frozen=True, slots=True)
class ClaimBlocks:
    """The claims of a long reading, kept as JSON and parsed whenever they are iterated."""

    blocks: Sequence[bytes]

    def __iter__(self) -> Iterator[Claim]:
        for block in self.blocks:
            yield from claims_adapter().validate_json(block)


def dump_readings(readings: Iterable[Reading]) -> bytes:
    """Return readings as JSON."""
    heads: list[ReadingHead] = []
    lines: list[bytes] = []
    for reading in readings:
        before = len(lines)
        claims = iter(reading.claims)
        while some := list(islice(claims, CLAIMS_PER_BLOCK)):
            lines.append(claims_adapter().dump_json(some))
        heads.append(
            ReadingHead(
                source=reading.source, approvals=reading.approvals, unplaced=reading.unplaced, notes=reading.notes,
                blocks=len(lines) - before,
            )
        )  # fmt: skip
    return b"\n".join([_heads_adapter().dump_json(heads), *lines])


def load_readings(text: bytes) -> list[Reading]:
    """Return the readings that `dump_readings` was given.

    Raises:
        pydantic.ValidationError: something is not what a reading may hold.
    """
    head, *blocks = text.split(b"\n")
    made, at = [], 0
    for one in _heads_adapter().validate_json(head):
        claims = _claims(blocks[at : at + one.blocks])
        at += one.blocks
        made.append(Reading(one.source, claims, one.approvals, ReadingSummary(one.unplaced, one.notes)))
    return made


def _claims(blocks: Sequence[bytes]) -> list[Claim] | ClaimBlocks:
    """Return the claims of blocks, each of which is validated: of few a list."""
    checked: list[Claim] = []
    for block in blocks:
        checked = claims_adapter().validate_json(block)
    return checked if len(blocks) < 2 else ClaimBlocks(blocks)


@cache
def _heads_adapter() -> TypeAdapter[list[ReadingHead]]:
    return TypeAdapter(list[ReadingHead])
