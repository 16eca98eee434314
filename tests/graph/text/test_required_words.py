"""The words that a pattern requires stand in every text that it matches."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.pattern_cache import parse
from graph.text.required_words import DIGIT, LETTERS, ODD, RequiredWords, required_words
from loaders.documents.prose.lexicon import PARTY, TITLE, lexicon

PROSE = Path(__file__).parents[2] / "data" / "documents"


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        ("jointly with", [{"jointly"}]),
        (r"joint(?:ly)?\s+with", [{"joint"}, {"with"}]),
        (r"led by|chaired\s+by", [{"led", "chaired"}]),
        (r"(?:a(?:dopt|gree)ed|signed)\b", [{"adopted", "agreeed", "signed"}]),
        (r"(?P<a>partner)ships?(?=\s+with)", [{"partnership"}]),
        (r"Q[1-4]\s+\d{4}", [{DIGIT}, {"q1", "q2", "q3", "q4"}]),
        (f"{PARTY}++\\s+leads?", [{"lead"}, {PARTY}]),
        (r"é(?:t|l)é|(?!)|(?-i:ÉTÉ)s", [{"été", "élé"}]),
        (r"(?!)", [set()]),
        (r"(?>work)\w*(?<!s)er", [{"work"}, {"er"}]),
        (r"(?:with|\w+)\s", []),
        (r"[^a]b*|c", []),
        (r"(?i:ab){2,}(x)(?(1)y|z)\1", [{"ab"}, {"x"}]),
    ],
)
def test_clauses_are_read_from_the_parts_of_a_pattern(pattern, clauses):
    assert [set(each) for each in required_words(parse(pattern, re.IGNORECASE))] == clauses


def filtered(pattern, flags=re.IGNORECASE):
    words = RequiredWords.of({"key": required_words(parse(pattern, flags))})
    return words.filtered("key", re.compile(pattern, flags))


def test_a_pattern_is_not_tried_where_its_words_are_missing():
    made = filtered(r"(?P<who>\w+) (?:together|jointly) with")
    assert not isinstance(made, re.Pattern)
    assert made.search("Ontario works together with Quebec")["who"] == "works"
    assert made.search("Ontario works together with Quebec", 0, 22) is None
    assert made.search("Ontario works alone, and with a great many words") is None
    assert [hit.start() for hit in made.finditer("it goes jointly with all, it goes Jointly With none")] == [3, 29]
    assert list(made.finditer("it goes with all of them and all of the others")) == []
    assert made.match("goes jointly with")
    assert not made.fullmatch("goes jointly with all")
    assert (made.pattern, dict(made.groupindex)) == (made.regex.pattern, {"who": 1})


@pytest.mark.parametrize("text", ["x" * 70 + "led" + "x" * 70, "x" * 5_000 + " led ", "ab " * 2_000 + "led"])
def test_long_words_and_texts_are_tried(text):
    made = filtered("led")
    assert made.search(text)
    assert made.search(text, 30)
    assert made.search(text, 0, 10) is made.search(text, len(text)) is None
    assert made.search(text, -5, len(text) + 5)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_patterns_of_free_text_match_as_they_do_untried(language):
    """Compare both ways on each line of some documents, with names as they stand and replaced by marks."""
    lexicon_texts = lexicon(language)._texts()
    words = RequiredWords.of({key: required_words(parse(*each)) for key, each in lexicon_texts.items()})
    lines = [line for path in sorted(PROSE.glob("*.txt")) for line in path.read_text("utf-8").splitlines()[:40]]
    marked = [re.sub(r"\b[A-Z]\w+", lambda hit: PARTY * len(hit[0]), line) for line in lines]
    marked += [re.sub(r"\b[A-Z]\w+", lambda hit: TITLE * len(hit[0]), line, count=1) for line in lines]
    assert len(words.needs) > 100
    for key, (text, flags) in lexicon_texts.items():
        usual = re.compile(text, flags)
        made = words.filtered(key, usual)
        for line in [*lines, *marked]:
            assert [hit.span() for hit in made.finditer(line)] == [hit.span() for hit in usual.finditer(line)]
            assert bool(made.search(line, 10, 60)) == bool(usual.search(line, 10, 60))


@given(st.text(alphabet="aAbBiIsSéÉſıİKxX 12-\ue000", min_size=24, max_size=60))
def test_any_text_matches_as_it_does_untried(text):
    for pattern in ("is", "a(?:b|i)+s", "(?:xk|éa)\\s", "k\\d", "(?-i:É)b", "\ue000a|\ue000b", "\\b12"):
        usual = re.compile(pattern, re.IGNORECASE)
        assert [hit.span() for hit in filtered(pattern).finditer(text)] == [hit.span() for hit in usual.finditer(text)]


def test_letters_that_only_patterns_take_for_others_are_known():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for char in set(re.findall(f"[{LETTERS}]", every, re.IGNORECASE)) - ODD:
        (small,) = char.lower()
        assert re.fullmatch(f"[{LETTERS}]", small)
        alike = set(re.findall(re.escape(small), every, re.IGNORECASE)) - ODD
        assert {each.lower() for each in alike} == {small}
