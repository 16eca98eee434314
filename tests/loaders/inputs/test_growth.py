"""Work and memory grow no faster than a file: the longest word, line, item, heading or cell costs what it is long.

Work is counted in calls of functions and memory in bytes that Python allocates, so that a busy machine changes nothing;
`bench/reading/growth.py` measures time, which also shows what happens within one call.
"""

from __future__ import annotations

import contextlib
import cProfile
import math
import os
import tracemalloc

import pytest

from graph.errors import AccordError
from loaders.inputs.read import FileLoader
from tests.helpers.files.long_parts import LONG_FILES

# characters; `make fuzz` asks for more
LARGE = int(os.environ.get("ACCORD_GROWTH_CHARACTERS", "48000"))
SMALL = LARGE // 4
MAX_EXPONENT = {"calls": 1.1, "bytes": 1.25}  # tables of Python grow by doubling


def read(data: bytes, name: str) -> None:
    with contextlib.suppress(AccordError):
        FileLoader(isolate=False).load_bytes(data, name)


def count_calls(data: bytes, name: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(read, data, name)
    return sum(entry.callcount for entry in profile.getstats())


def peak_bytes(data: bytes, name: str) -> int:
    tracemalloc.start()
    try:
        read(data, name)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def exponent(small: int, large: int) -> float:
    return math.log(large / small) / math.log(LARGE / SMALL)


@pytest.mark.parametrize("name", sorted(LONG_FILES))
def test_work_grows_no_faster_than_the_file(name: str):
    small, large = LONG_FILES[name](SMALL), LONG_FILES[name](LARGE)
    read(large, name)  # loads modules and rules, those of a second reading too
    assert exponent(count_calls(small, name), count_calls(large, name)) <= MAX_EXPONENT["calls"]


@pytest.mark.parametrize("name", ["word.txt", "heading.md", "paragraph.html", "partners.csv", "unclosed.csv"])
def test_memory_grows_no_faster_than_the_file(name: str):
    small, large = LONG_FILES[name](SMALL), LONG_FILES[name](LARGE)
    read(large, name)  # as above
    assert exponent(peak_bytes(small, name), peak_bytes(large, name)) <= MAX_EXPONENT["bytes"]
