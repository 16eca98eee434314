"""Import the Neo4j driver without what takes its import longer than an answer takes.

It computes tables when it is imported: the days of each month of 10,000 years, and the bytes of each number of two
bytes, in all two thirds of the imports of a command that asks a server. Here they compute what is looked up. It also
does without numpy, pandas, pyarrow and typing_extensions, as where they are not installed, and in a command without
its asynchronous half.
"""

from __future__ import annotations

import contextlib
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any, Final

from graph.process.delayed_module import DelayedModule

_KEPT_OUT: Final = ("numpy", "pandas", "pyarrow", "typing_extensions")  # which it does without where they are missing
_YEARS: Final = (1, 10_000)
_NUMBERS: Final = (0x10000,)
# the ranges over which tables are computed, and what is taken of them: the years that its import looks up
_SHORTENED: Final[Mapping[tuple[int, ...], Sequence[int]]] = {_YEARS: (1, 1970, 9999), _NUMBERS: ()}
_ASYNCHRONOUS: Final = ("neo4j._async.auth_management", "neo4j._async.driver", "neo4j._async.work")
_ASYNCIO: Final = ("BoundedSemaphore", "Lock", "sleep")  # what importing the rest of the driver uses of it
Compute = Callable[[ModuleType, Any], object]
# of each module the tables, each with its range and what computes a value
_TABLES: Final[Mapping[str, Mapping[str, tuple[tuple[int, ...], Compute]]]] = {
    "neo4j.time": {
        "_IS_LEAP_YEAR": (_YEARS, lambda module, year: module._is_leap_year(year)),  # noqa: SLF001
        "_DAYS_IN_YEAR": (_YEARS, lambda module, year: module._days_in_year(year)),  # noqa: SLF001
        "_DAYS_IN_MONTH": (_YEARS, lambda module, month: module._days_in_month(*month)),  # noqa: SLF001
    },
    "neo4j._codec.packstream.v1": {
        "PACKED_UINT_16": (_NUMBERS, lambda _, number: struct.pack(">H", number)),
        "UNPACKED_UINT_16": (_NUMBERS, lambda _, packed: int.from_bytes(packed, "big")),
    },
}


class Table(dict[Any, Any]):
    """A table that computes a value when it is first looked up."""

    def __init__(self, compute: Callable[[Any], object]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, key: object) -> object:
        value = self[key] = self._compute(key)
        return value


class _Loader(SourceFileLoader):
    """Loads a module with a part of the ranges over which its tables are computed."""

    def exec_module(self, module: ModuleType) -> None:
        tables = _TABLES[module.__name__]
        shortened: list[tuple[int, ...]] = []

        def shorten(*bounds: int) -> Iterable[int]:
            if bounds not in _SHORTENED:
                return range(*bounds)
            shortened.append(bounds)
            return _SHORTENED[bounds]

        vars(module)["range"] = shorten
        try:
            super().exec_module(module)
        except LookupError:  # it looks up other values
            shortened.clear()
        finally:
            del vars(module)["range"]
        expected = sorted(bounds for bounds, _ in tables.values())
        if sorted(shortened) == expected and tables.keys() <= vars(module).keys():
            for name, (_, compute) in tables.items():
                setattr(module, name, Table(partial(compute, module)))
        else:  # a driver that has other tables: let it compute them
            super().exec_module(module)


class _Finder:
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in _TABLES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Absent(ModuleType):
    """Stands for a module that is not imported; the names that are imported from it are those of empty classes."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextlib.contextmanager
def _import_synchronous_half() -> Iterator[None]:
    """Let a block import the driver without its asynchronous half, where nobody uses `asyncio`.

    That is in a command, in which it waits until it is used: what the block imports still finds it afterwards.
    """
    asyncio = sys.modules.get("asyncio")
    if not isinstance(asyncio, DelayedModule) or asyncio.was_imported or "neo4j" in sys.modules:
        yield
        return
    spec = PathFinder.find_spec("asyncio")
    placeholders = {name: type(name, (), {}) for name in _ASYNCIO}
    vars(asyncio).update(placeholders, __path__=spec.submodule_search_locations if spec else None)
    sys.modules.update({name: _Absent(name) for name in _ASYNCHRONOUS})
    try:
        yield
    finally:
        for name in _ASYNCHRONOUS:
            sys.modules.pop(name, None)
        if not asyncio.was_imported:
            for name in (*placeholders, "__path__"):
                delattr(asyncio, name)


@contextlib.contextmanager
def import_quickly() -> Iterator[None]:
    """Let a block import the driver, if it is not imported yet, without its tables and what it has for data frames.

    In a command the block also does without its asynchronous half.
    """
    finder = _Finder()
    kept_out = [name for name in _KEPT_OUT if name not in sys.modules]
    for name in kept_out:
        sys.modules[name] = None  # type: ignore[assignment]  # importing it raises ImportError
    sys.meta_path.insert(0, finder)
    try:
        with _import_synchronous_half():
            yield
    finally:
        sys.meta_path.remove(finder)
        for name in kept_out:
            sys.modules.pop(name, None)
