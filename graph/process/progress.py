"""What long work is doing now and how far it is, for whoever shows it (`accord.output.progress`).

Work says so by steps, which may lie within each other: the innermost is what is being done now. A step costs nothing
where nobody looks at it: it is a list entry, and counting is an addition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

Item = TypeVar("Item")


class Step:
    """A part of long work.

    Args:
        label: what is being done, an English template; also the key of its translation.
        values: the values of its placeholders.
        total: how much there is to do, if that is known.
        done: how much of it is done.
        is_share: whether only the share of the total means something to people, as with bytes.
    """

    __slots__ = ("done", "is_share", "label", "total", "values")

    def __init__(
        self, label: str, values: dict[str, object], total: int | None = None, done: int = 0, *, is_share: bool = False
    ) -> None:
        self.label = label
        self.values = values
        self.total = total
        self.done = done
        self.is_share = is_share

    def advance(self, count: int = 1) -> None:
        """Say that more is done."""
        self.done += count


_steps: Final[list[Step]] = []
_observers: Final[list[Callable[[Step], Any]]] = []


@contextmanager
def step(label: str, total: int | None = None, *, is_share: bool = False, **values: object) -> Iterator[Step]:
    """Do a part of long work.

    Args:
        label: what is being done, an English template marked with `graph.errors.message`.
        total: how much there is to do, if that is known.
        is_share: whether only the share of the total means something to people, as with bytes.
        values: the values of the placeholders of the label.

    Yields:
        The step, which counts what is done.
    """
    begun = Step(label, values, total, is_share=is_share)
    _steps.append(begun)
    for observer in _observers:
        observer(begun)
    try:
        yield begun
    finally:
        _steps.remove(begun)  # a generator that is not run to its end closes its step late


def count_steps(items: Sequence[Item], label: str, **values: object) -> Iterator[Item]:
    """Yield the items of a sequence, each of which is a part of long work."""
    with step(label, len(items), is_share=False, **values) as begun:
        for item in items:
            yield item
            begun.advance()


def current_step() -> Step | None:
    """Return the innermost step, or None if nothing long goes on."""
    return _steps[-1] if _steps else None


@contextmanager
def observed(observer: Callable[[Step], Any]) -> Iterator[None]:
    """Call a function with each step that begins within a block."""
    _observers.append(observer)
    try:
        yield
    finally:
        _observers.remove(observer)
