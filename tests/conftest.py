"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.neo4j_server.fixture import neo4j_server, newer_server

__all__ = ["neo4j_server", "newer_server"]  # fixtures
ROOT = Path(__file__).parent.parent

# a test says whether something works, not how long it took on a busy machine
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; absent on most machines, required on the one that checks each change."""
    folder = Path(os.environ.get("ACCORD_SHARED") or ROOT.parent / "shared")
    if (folder / "seed").is_dir():
        return folder
    if os.environ.get("CI"):
        pytest.fail(f"the real documents are missing: no {folder / 'seed'}")
    pytest.skip("the real documents are not on this machine")
