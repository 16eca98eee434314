"""The rules of both languages, and the page that explains them."""

from __future__ import annotations

import re

import pytest

from graph.values import LANGUAGES
from loaders.extraction.partner_score import LISTED, OTHERWISE, RULES
from loaders.text.rules import language_of, rules
from tests.helpers.paths import DOCUMENTS, ROOT
from tests.helpers.reading import read

PAGE = ROOT / "docs" / "reference" / "extraction-rules.md"
GROUPS = """headings contacts boilerplate priorities edition received missing levels dates statuses parents
asks senders divisions happenings happening_nouns past"""


def names(language: str, group: str) -> list[str]:
    return [rule.name for rule in rules(language).rules(group)]


def test_both_languages_know_the_same_things():
    english, french = (set(rules(language).keys) for language in LANGUAGES)
    assert english == french
    for group in ("headings", "dates", "statuses", "asks", "edition", "contacts", "boilerplate"):
        assert set(names("en", group)) == set(names("fr", group))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_rule(language):
    documented = set(re.findall(r"`([a-z-]+)`", PAGE.read_text(encoding="utf-8")))
    assert {name for group in GROUPS.split() for name in names(language, group)} <= documented


def test_the_page_names_every_role_of_a_partner():
    documented = set(re.findall(r"`([a-z-]+)`", PAGE.read_text(encoding="utf-8")))
    assert {*RULES.values(), LISTED, OTHERWISE} <= documented


def test_every_rule_that_evidence_carries_is_on_the_page(shared):
    documented = set(re.findall(r"`([a-z-]+)`", PAGE.read_text(encoding="utf-8")))
    paths = [*DOCUMENTS.glob("*.txt"), shared / "seed" / "cpssp-2022-hiver.fr.txt"]
    carried = {claim.rule for path in paths for claim in read(path, path.read_bytes(), path.name).claims}
    assert carried <= documented
    assert len(carried) > 20


def test_the_language_is_found_by_its_commonest_words():
    assert language_of("The work of the council is for all") == "en"
    assert language_of("Les travaux du conseil sont pour tous") == "fr"
