"""Labelled texts that are put together again from clones of their repositories."""

from __future__ import annotations

import hashlib
import importlib
import json
import subprocess
import sys
from unittest.mock import patch

import pytest

from tests.helpers.paths import ROOT

TEXT = "# Ferry Notice\n\nFerry Notice is run by Nova Scotia.\n\nWrite to us.\n"
WORK = {"title": "Ferry Notice", "keys": ["ferry notice"], "optional": False}


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools" / "weights"), *sys.path])
    return importlib.import_module("prose_texts")


@pytest.fixture
def clones(tmp_path):
    home = tmp_path / "clones" / "harbour+pages"
    home.mkdir(parents=True)
    (home / "page.md").write_text(TEXT, "utf-8")
    (home / "page.json").write_text(json.dumps({"date": "2024-05", "body": TEXT}), "utf-8")
    git = ["git", "-C", str(home), "-c", "user.name=n", "-c", "user.email=n@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Add a page"]):
        subprocess.run([*git, *command], check=True)
    return tmp_path / "clones"


def label(text: str, part: str = "whole", repository: str = "harbour/pages", path: str = "page.md") -> dict:
    source = {"repo": repository, "commit": None, "path": path, "part": part}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"set": "second", "file": "page.md", "sha256": digest, "source": source, "initiatives": [WORK]}


def restored(tool, clones, *given: dict) -> tuple[list[str], set[str]]:
    missing: set[str] = set()
    with patch.object(tool, "labels", return_value=given):
        return [text for _, text in tool.restored(clones, frozenset({"second"}), missing)], missing


def test_a_text_is_restored_as_it_was_labelled(tool, clones):
    lines = "# Ferry Notice\n\nFerry Notice is run by Nova Scotia.\n"
    given = label(TEXT), label(lines, "lines 1–3"), label(lines.strip(), "lines 1-3")
    found, missing = restored(tool, clones, *given)
    assert found == [TEXT, lines, lines.strip()]
    assert not missing


def test_a_text_within_an_object_is_restored(tool, clones):
    assert restored(tool, clones, label(TEXT, 'value of "body"', path="page.json"))[0] == [TEXT]


def test_a_text_that_changed_is_kept_where_it_has_what_is_labelled(tool, clones):
    other = label("something else")
    assert restored(tool, clones, other)[0] == [TEXT]
    other["initiatives"] = [WORK | {"title": "Harbour Map", "keys": ["harbour map"]}]
    assert restored(tool, clones, other)[0] == []


def test_a_part_that_was_cut_out_by_hand_is_not_the_whole_file(tool, clones):
    assert restored(tool, clones, label("Ferry Notice", "field html of the post “Notice”"))[0] == []
    assert restored(tool, clones, label(TEXT, "field html of the post “Notice”"))[0] == [TEXT]


def test_a_repository_without_clone_is_named(tool, clones):
    assert restored(tool, clones, label(TEXT, repository="harbour/none")) == ([], {"harbour/none"})
