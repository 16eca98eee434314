"""Regular expressions that are data, cached compiled: the longest take 0.1 s to compile, and 0.1 ms to make again.

With them is kept which words they require (`graph.text.required_words`).

The cache holds what the compiler of `re` makes of a pattern. That is private to each release of Python, so the cache of
one release is never read by another, and where `re` is not as expected here, patterns are compiled as usual.
"""

from __future__ import annotations

import contextlib
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import source_hash
from pathlib import Path
from typing import Any, Final

from graph.text import required_words as required_words_module
from graph.text.compiled import can_keep, read_compiled, write_compiled
from graph.text.required_words import Regex, RequiredWords, required_words

ENDING: Final = ".patterns.bin"
MODULES: Final = (Path(__file__), Path(required_words_module.__file__))  # which decide what is kept of a pattern
Code = tuple[str, int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""A compiled pattern: text, flags, code, number of groups, groups by name, names by group."""
Kept = tuple[dict[str, Code], dict[str, int], dict[str, int]]
"""Compiled patterns by key, and the words that they require: see `RequiredWords`."""
NOTHING: Final[Kept] = ({}, {}, {})


def parse(pattern: str, flags: int) -> Any:  # noqa: ANN401 (it is private to `re`)
    """Return what the parser of `re` makes of a pattern.

    Raises:
        Exception: the pattern is wrong, or `re` is not as expected.
    """
    return import_module("re._parser").parse(pattern, flags)


def compiled_code(pattern: str, flags: int, parsed: Any = None) -> Code:  # noqa: ANN401
    """Return what the compiler of `re` makes of a pattern, which may be parsed already.

    Raises:
        Exception: the pattern is wrong, or `re` is not as expected.
    """
    parsed = parsed or parse(pattern, flags)
    code = import_module("re._compiler")._code(parsed, flags)  # noqa: SLF001 (there is no public way)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, at in state.groupdict.items():
        names[at] = name
    words = array("I", code).tobytes()
    return pattern, int(flags | state.flags), words, state.groups - 1, dict(state.groupdict), tuple(names)


def from_code(code: Code) -> re.Pattern[str]:
    """Return the pattern again.

    Raises:
        Exception: it was made by another release of Python, or `re` is not as expected.
    """
    pattern, flags, words, groups, by_name, names = code
    made: re.Pattern[str] = import_module("_sre").compile(
        pattern, flags, array("I", words).tolist(), groups, by_name, names
    )
    return made


def compile_kept(path: str, patterns: Sequence[str], flags: int = 0) -> tuple[Regex, ...]:
    """Return the patterns of a module compiled, from its cache where that is of the same patterns.

    Args:
        path: the file of the module, beside whose compiled form they are kept.
        patterns: their texts.
        flags: those of all of them.
    """
    made_by = [sys.version.encode(), *(each.read_bytes() for each in MODULES)]
    digest = source_hash(b"\0".join([*made_by, "\0".join([str(int(flags)), *patterns]).encode()]))
    kept: Kept | None = read_compiled(Path(path), digest, ENDING)
    if kept is not None or can_keep(Path(path), ENDING):
        with contextlib.suppress(Exception):  # see the class below
            codes, bits, needs = kept or _compile({each: (each, flags) for each in patterns})
            words = RequiredWords(bits, needs)
            made = tuple(words.filtered(each, from_code(codes[each])) for each in patterns)
            if kept is None:
                write_compiled(Path(path), digest, (codes, bits, needs), ENDING)
            return made
    return tuple(re.compile(each, flags) for each in patterns)


def _compile(patterns: Mapping[str, tuple[str, int]]) -> Kept:
    """Return what is kept of patterns and their flags, which are given by key.

    Raises:
        Exception: see `compiled_code`.
    """
    parsed = {key: parse(*each) for key, each in patterns.items()}
    words = RequiredWords.of({key: required_words(each) for key, each in parsed.items()})
    codes = {key: compiled_code(*each, parsed[key]) for key, each in patterns.items()}
    return codes, dict(words.bits), dict(words.needs)


class PatternCache:
    """The compiled patterns of a data file.

    Attributes:
        path: the data file.
        sources: all files that decide what the patterns are.
    """

    def __init__(self, path: Path, sources: Iterable[Path]) -> None:
        self.path, self.sources = path, (*MODULES, path, *sources)
        self._codes: Mapping[str, Code] | None = None
        self._words = RequiredWords({}, {})

    def get(self, key: str) -> Regex | None:
        """Return a cached pattern, by its text in the file; None where there is none."""
        try:
            if self._codes is None:
                self._codes = {}  # whatever is wrong with the cache, it is read once
                self._codes, bits, needs = self._read() or NOTHING
                self._words = RequiredWords(bits, needs)
            return self._words.filtered(key, from_code(self._codes[key]))
        except Exception:  # noqa: BLE001 (whatever is wrong with the cache, the pattern can be compiled)
            return None

    def keep(self, patterns: Callable[[], Mapping[str, tuple[str, int]]]) -> None:
        """Compile patterns, and keep them, unless they are kept already.

        Args:
            patterns: returns them with their flags, by their text in the file.
        """
        if not can_keep(self.path, ENDING) or self._read() is not None:
            return
        try:
            made = _compile(patterns())
        except Exception:  # noqa: BLE001 (the pattern says so when it is compiled as usual)
            return
        write_compiled(self.path, self._digest(), made, ENDING)

    def _read(self) -> Kept | None:
        try:
            kept: Kept | None = read_compiled(self.path, self._digest(), ENDING)
        except OSError:
            return None
        return kept

    def _digest(self) -> bytes:
        """The hash of the release of Python and of the files that decide what the patterns are."""
        return source_hash(b"\0".join([sys.version.encode(), *(path.read_bytes() for path in self.sources)]))
