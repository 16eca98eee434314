"""The line of each value of a YAML text."""

from __future__ import annotations

import yaml

from graph.text.yaml_lines import find_lines, follow

TEXT = """\
# a comment
title:
  en: One
  fr: Un
dates:
  - start

  - end
"""


def lines(text: str):
    return find_lines(yaml.compose(text, Loader=yaml.SafeLoader))


def test_each_value_has_the_line_of_its_key_or_its_own():
    assert lines(TEXT) == {
        (): 2, ("title",): 2, ("title", "en"): 3, ("title", "fr"): 4, ("dates",): 5, ("dates", 0): 6, ("dates", 1): 8,
    }  # fmt: skip


def test_an_empty_text_has_none():
    assert lines("# nothing\n") == {}


def test_a_value_that_contains_itself_ends():
    assert lines("a: &a\n  b: *a\n") == {(): 1, ("a",): 1, ("a", "b"): 2}


def test_parts_of_a_path_that_lead_nowhere_are_omitted():
    assert follow(lines(TEXT), ("title", "Texts", "fr", "more")) == ("title", "fr")
    assert follow(lines(TEXT), ("missing",)) == ()
