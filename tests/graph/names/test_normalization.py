"""Keys that the spellings of a name share, and the parts of a written name."""

from __future__ import annotations

import pytest

from graph.names import normalization

EXAMPLES = [
    (rule.name, written, name) for rule in normalization.qualifier_rules() for written, name in rule.examples.items()
]


@pytest.mark.parametrize(("rule", "written", "name"), EXAMPLES)
def test_each_rule_strips_its_qualifier_and_no_other_rule_does(rule: str, written: str, name: str):
    matching = {one.name: found[1] for one in normalization.qualifier_rules() if (found := one.pattern.match(written))}
    assert matching == {rule: name}
    assert normalization.strip_qualifiers(written) == name


def test_every_rule_has_examples():
    assert {rule for rule, _, _ in EXAMPLES} == {rule.name for rule in normalization.qualifier_rules()}


@pytest.mark.parametrize("name", ["Canada Post", "Staff College", "Budgetary Review Board", "Service Commission"])
def test_a_plain_name_keeps_its_words(name: str):
    assert normalization.strip_qualifiers(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Santé publique Ontario", "SANTE PUBLIQUE ONTARIO"),
        ("Fisheries & Oceans", "Fisheries and Oceans"),
        ("Pêches et Océans", "peches & oceans"),
        ("Court-Administration", "Court Administration"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str):
    assert normalization.normalize(one) == normalization.normalize(other)


def test_brackets_hold_another_name_or_the_beginning_of_the_name():
    assert normalization.split_brackets("Justice (Department of)") == ("Department of Justice", None)
    assert normalization.split_brackets("Victoria (B.C.)") == ("Victoria", "B.C.")
    assert normalization.split_brackets("Indigenous Services (formerly Indian Affairs)") == (
        "Indigenous Services",
        None,
    )
    assert normalization.split_brackets("Victoria") is None
