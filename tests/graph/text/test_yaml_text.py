"""Data files are compiled at their first use, and again when they were changed."""

from __future__ import annotations

import sys

import pytest
import yaml

from graph.text import yaml as yaml_text
from graph.text.yaml import load_yaml_file


def kept(path):
    return list((path.parent / "__pycache__").glob("*")) if (path.parent / "__pycache__").exists() else []


def test_the_second_use_does_not_parse(data, monkeypatch):
    first = load_yaml_file(data)
    assert first == {"name": "Québec", "words": ["a", "b"]}
    monkeypatch.setattr(yaml_text, "load_yaml", lambda _: pytest.fail("parsed again"))
    second = load_yaml_file(data)
    assert second == first
    assert second is not first
    assert len(kept(data)) == 1


def test_a_file_that_was_changed_is_parsed_again(data):
    load_yaml_file(data)
    data.write_text("name: Quebec\n", "utf-8")
    assert load_yaml_file(data) == {"name": "Quebec"}
    assert load_yaml_file(data) == {"name": "Quebec"}


@pytest.mark.parametrize("end", [0, 4, 8, -1])
def test_a_compiled_form_that_is_damaged_is_made_anew(data, end):
    load_yaml_file(data)
    (compiled,) = kept(data)
    whole = compiled.read_bytes()
    compiled.write_bytes(whole[:end])
    assert load_yaml_file(data)["name"] == "Québec"
    assert compiled.read_bytes() == whole


def test_nothing_is_written_where_python_may_not_or_is_asked_not_to(data, monkeypatch):
    (data.parent / "__pycache__").write_text("no folder")
    assert load_yaml_file(data)["name"] == "Québec"
    (data.parent / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load_yaml_file(data)["name"] == "Québec"
    assert not kept(data)


def test_what_cannot_be_compiled_is_parsed_each_time(data):
    data.write_text("day: 2022-01-19\n", "utf-8")
    assert load_yaml_file(data) == load_yaml_file(data) == yaml.safe_load("day: 2022-01-19")
