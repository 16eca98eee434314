"""Folders of the project and of the tests' data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DATA: Final = ROOT / "tests" / "data"
DOCUMENTS: Final = DATA / "documents"
MAPPINGS: Final = DATA / "mappings"
