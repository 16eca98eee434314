"""A load that is killed, or runs out of disk, leaves the graph as it was."""

from __future__ import annotations

import runpy
import sys

import pytest

from tests.helpers.paths import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits and signals there")
def test_loads_that_do_not_end_well_change_nothing():
    survey = runpy.run_path(str(ROOT / "bench" / "safety" / "kills.py"))["survey"]
    survived, broken = survey(10, 7, change=False)
    assert not broken
    assert sum(survived.values()) == 10
    assert survived["disk full"] == 2
    assert survived["killed"] or survived["killed while writing"]
