"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; absent on most machines, required on the one that checks each change."""
    folder = Path(os.environ.get("ACCORD_SHARED") or ROOT.parent / "shared")
    if (folder / "seed").is_dir():
        return folder
    if os.environ.get("CI"):
        pytest.fail(f"the real documents are missing: no {folder / 'seed'}")
    pytest.skip("the real documents are not on this machine")
