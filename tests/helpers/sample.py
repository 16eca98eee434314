"""The sample documents that come with Accord, read."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from tests.helpers.reading import read_all

if TYPE_CHECKING:
    from graph.claims import Reading


def sample_readings() -> list[Reading]:
    """The readings of the sample, in the order of file names."""
    listed = sorted(f for f in files("accord").joinpath("sample").iterdir() if f.name.endswith(".txt"))
    return [reading for file in listed for reading in read_all(file.read_bytes(), file.name)]
