"""Compiled patterns are kept as compiled modules are, and are the patterns that `re` makes."""

from __future__ import annotations

import re
import sys

import pytest

from graph.text import pattern_cache
from graph.text.pattern_cache import PatternCache, compile_kept, compiled_code, from_code
from loaders.documents.prose.lexicon import lexicon

PATTERNS = {
    "name": (r"(?P<first>\w+)\s+(?P<second>(?-i:[A-Z]\w*))\b", re.IGNORECASE),
    "none": (r"a++b{2,3}?|(?<!x)c", 0),
}


def kept(path):
    return list((path.parent / "__pycache__").glob("*.patterns.bin"))


def regexes(patterns):
    return tuple(getattr(each, "regex", each) for each in patterns)


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
        assert from_code(compiled_code(text, flags)) == regexes([lexicon(language).compile(key)])[0]


def test_patterns_are_kept_once_and_read_again(data, monkeypatch):
    cache = PatternCache(data, [])
    assert cache.get("name") is None
    cache = PatternCache(data, [])
    cache.keep(lambda: PATTERNS)
    assert len(kept(data)) == 1
    monkeypatch.setattr(pattern_cache, "compiled_code", lambda *_: pytest.fail("compiled again"))
    cache.keep(lambda: PATTERNS)
    assert regexes([PatternCache(data, []).get("name")]) == (re.compile(*PATTERNS["name"]),)
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


def test_patterns_of_a_module_are_kept_as_long_as_they_are_the_same(data, monkeypatch):
    patterns = [r"\b(?P<year>\d{4})\b", "b+"]
    usual = tuple(map(re.compile, patterns))
    assert regexes(compile_kept(str(data), patterns)) == usual
    assert len(kept(data)) == 1
    with monkeypatch.context() as patch:
        patch.setattr(pattern_cache, "compiled_code", lambda *_: pytest.fail("compiled again"))
        assert regexes(compile_kept(str(data), patterns)) == usual
    assert regexes(compile_kept(str(data), ["b+"])) == usual[1:]
    with pytest.raises(re.error):
        compile_kept(str(data), ["("])
    (compiled,) = kept(data)
    compiled.write_bytes(compiled.read_bytes()[:-1])
    assert regexes(compile_kept(str(data), ["b+"], re.IGNORECASE)) == (re.compile("b+", re.IGNORECASE),)
