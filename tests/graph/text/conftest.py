"""What tests of compiled data files share."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data file, of which compiled forms are kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "data.yaml"
    path.write_text("name: Québec\nwords: [a, b]\n", "utf-8")
    return path
