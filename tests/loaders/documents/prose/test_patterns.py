"""Patterns of free text are searched only where they can be found, which changes nothing that is found."""

from __future__ import annotations

from importlib import import_module

import pytest

from loaders.documents.prose.discourse.events import BY_PARTIES
from loaders.documents.prose.lexicon import PARTY, lexicon

REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def required(parsed) -> set[str]:
    """The characters that stand in whatever a parsed pattern matches."""
    found: set[str] = set()
    for operation, value in parsed:
        match str(operation):
            case "LITERAL":
                found.add(chr(value))
            case name if name in REPEATS and value[0] > 0:
                found |= required(value[2])
            case "SUBPATTERN":
                found |= required(value[3])
            case "BRANCH":
                found |= set.intersection(*map(required, value[1]))
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("group", [*BY_PARTIES, "leads", "partners"])
def test_patterns_of_parties_need_a_party(language, group):
    parse = import_module("re._parser").parse
    for rule in lexicon(language).patterns(group):
        assert PARTY in required(parse(rule.regex.pattern, rule.regex.flags)), rule.name


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
    usual = lexicon(language)
    for rule, _ in usual.hits("partners", view, 0, len(view)):
        assert rule.name
    for rule in usual.patterns("partners"):
        for stop in range(0, len(view), 3):
            every = [hit.span() for hit in rule.regex.finditer(view, 0, stop)]
            assert [hit.span() for hit in rule.finditer(view, 0, stop)] == every
