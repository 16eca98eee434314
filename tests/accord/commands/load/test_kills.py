"""A load or a decision that is killed, or runs out of disk, leaves the graph as it was."""

from __future__ import annotations

import runpy
import sys

import pytest

from tests.helpers.paths import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits and signals there")
@pytest.mark.parametrize("kind", ["load", "review"])
def test_what_does_not_end_well_changes_nothing(kind):
    survey = runpy.run_path(str(ROOT / "bench" / "safety" / "kills.py"))["survey"]
    survived, broken = survey(10, 7, kind)
    assert not broken
    assert sum(survived.values()) == 10
    assert survived["disk full"] == 2
    assert survived["killed"] or survived["killed while writing"]
