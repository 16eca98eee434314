"""Compiled patterns are kept as compiled modules are, and are the patterns that `re` makes."""

from __future__ import annotations

import re
import sys

import pytest

from graph.text import pattern_cache
from graph.text.pattern_cache import PatternCache, compiled_code, from_code
from loaders.documents.prose.lexicon import Lexicon, lexicon

PATTERNS = {
    "name": (r"(?P<first>\w+)\s+(?P<second>(?-i:[A-Z]\w*))\b", re.IGNORECASE),
    "none": (r"a++b{2,3}?|(?<!x)c", 0),
}


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "data.yaml"
    path.write_text("name: Québec\n", "utf-8")
    return path


def kept(path):
    return list((path.parent / "__pycache__").glob("*.patterns.bin"))


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS.values())
def test_a_pattern_is_the_one_that_was_compiled(pattern, flags):
    usual, again = re.compile(pattern, flags), from_code(compiled_code(pattern, flags))
    assert again == usual
    assert again.groupindex == usual.groupindex
    assert again.groups == usual.groups
    text = "le Québec abbb c"
    assert [hit.groups() for hit in again.finditer(text)] == [hit.groups() for hit in usual.finditer(text)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_patterns_of_free_text_can_be_kept(language, monkeypatch):
    kept_patterns = {}
    monkeypatch.setattr(PatternCache, "keep", lambda _, patterns: kept_patterns.update(patterns()))
    lexicon(language).keep()
    assert len(kept_patterns) > 100
    for key, (text, flags) in kept_patterns.items():
        assert from_code(compiled_code(text, flags)) == lexicon(language).compile(key)


def test_patterns_are_kept_once_and_read_again(data, monkeypatch):
    cache = PatternCache(data, [])
    assert cache.get("name") is None
    cache = PatternCache(data, [])
    cache.keep(lambda: PATTERNS)
    assert len(kept(data)) == 1
    monkeypatch.setattr(pattern_cache, "compiled_code", lambda *_: pytest.fail("compiled again"))
    cache.keep(lambda: PATTERNS)
    assert PatternCache(data, []).get("name") == re.compile(*PATTERNS["name"])
    assert PatternCache(data, []).get("other") is None


@pytest.mark.parametrize("change", ["file", "source", "release"])
def test_patterns_of_something_else_are_not_used(data, tmp_path, monkeypatch, change):
    source = tmp_path / "source.py"
    source.write_text("WORD = 'a'\n")
    PatternCache(data, [source]).keep(lambda: PATTERNS)
    assert PatternCache(data, [source]).get("name") is not None
    if change == "release":
        monkeypatch.setattr(sys, "version", "4.0")
    else:
        {"file": data, "source": source}[change].write_text("WORD = 'b'\n")
    assert PatternCache(data, [source]).get("name") is None


@pytest.mark.parametrize("part", [0, 8, 100, -1])
def test_a_damaged_cache_is_not_used(data, part):
    PatternCache(data, []).keep(lambda: PATTERNS)
    (compiled,) = kept(data)
    compiled.write_bytes(compiled.read_bytes()[:part])
    assert PatternCache(data, []).get("name") is None


@pytest.mark.parametrize("code", [(), ("a", 0, b"\1", 0, {}, (None,)), 7])
def test_wrong_code_is_not_used(data, monkeypatch, code):
    monkeypatch.setattr(pattern_cache, "read_compiled", lambda *_: {"a": code})
    assert PatternCache(data, []).get("a") is None


def test_nothing_is_compiled_to_be_kept_where_nothing_can_be_kept(data, monkeypatch):
    (data.parent / "__pycache__").write_text("no folder")
    PatternCache(data, []).keep(lambda: pytest.fail("compiled for nothing"))
    (data.parent / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    PatternCache(data, []).keep(lambda: pytest.fail("compiled for nothing"))
    assert not kept(data)


def test_wrong_patterns_are_not_kept(data):
    PatternCache(data, []).keep(lambda: {"wrong": ("(", 0)})
    assert not kept(data)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{p} and {p} joined forces on it. {p} has a plan. {p} and {p} are working on it together."),
        ("en", "Jointly, {p}, {p} and {p} have now partnered up, and {p} collaborates"),
        ("fr", "{p} et {p} ont fait équipe. {p} a un plan. {p}, {p} et {p} se sont associés à {p}"),
        ("fr", "{p} et {p} travaillent maintenant ensemble; {p} et {p} collaborent avec {p}"),
    ],
)
def test_what_a_pattern_needs_changes_nothing_but_the_time(language, text):
    view = text.replace("{p}", "\ue000\ue000\ue000")
    usual: Lexicon = lexicon(language)
    for rule, _ in usual.hits("partners", view, 0, len(view)):
        assert rule.name
    for rule in usual.patterns("partners"):
        for stop in range(0, len(view), 3):
            every = [hit.span() for hit in rule.regex.finditer(view, 0, stop)]
            assert [hit.span() for hit in rule.finditer(view, 0, stop)] == every
