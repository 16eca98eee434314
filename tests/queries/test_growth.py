"""Work grows no faster than what somebody typed: a text to search for, to classify, or a name to resolve.

Work is counted in calls of functions, so that a busy machine changes nothing.
"""

from __future__ import annotations

import contextlib
import cProfile
import math
import os
from collections.abc import Callable

import pytest

import accord
from graph.errors import AccordError
from graph.sqlite.store import SqliteStore
from tests.helpers.sample import sample_readings

# characters; `make fuzz` asks for more
LARGE = int(os.environ.get("ACCORD_GROWTH_CHARACTERS", "48000"))
SMALL = LARGE // 4
MAX_EXPONENT = 1.1
TEXTS = {
    "word": "x", "words": "digital identity of businesses ", "names": "Alberta, ", "ministries": "Ministry of ",
    "brackets": "()", "nested": "(", "quotes": '"', "initials": "A.B. ", "accents": "é ", "spaces": " ", "stars": "* ",
}  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    path = tmp_path_factory.mktemp("growth") / "graph.db"
    SqliteStore(path, create=True).add(sample_readings())
    return accord.open_graph(path)


def count_calls(ask: Callable[[str], object], text: str) -> int:
    profile = cProfile.Profile()
    with contextlib.suppress(AccordError):
        profile.runcall(ask, text)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("text", sorted(TEXTS))
@pytest.mark.parametrize("question", ["search", "classify", "resolve"])
def test_work_grows_no_faster_than_what_is_typed(graph, question: str, text: str):
    asked: dict[str, Callable[[str], object]] = {
        "search": lambda typed: graph.ask("search", query=typed),
        "classify": graph.classify,
        "resolve": graph.resolve,
    }
    small, large = (TEXTS[text] * (size // len(TEXTS[text])) for size in (SMALL, LARGE))
    count_calls(asked[question], "Alberta")  # loads modules and vocabulary
    calls = [count_calls(asked[question], f"Portal {typed}") for typed in (small, large)]
    assert math.log(calls[1] / calls[0]) / math.log(LARGE / SMALL) <= MAX_EXPONENT
