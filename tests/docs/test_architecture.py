"""The architecture page and the glossary name files and folders that exist."""

from __future__ import annotations

import re

import pytest

from tests.helpers.paths import ROOT

PAGES = ("docs/architecture.md", "docs/glossary.md", "CONTRIBUTING.md")
MADE_BY_TESTS = {"tests/data/examples"}
PATH = re.compile(r"(?<![\w./-])(?:accord|graph|loaders|queries|viz|tests|tools)/[\w./-]*\w/?")


@pytest.mark.parametrize("page", PAGES)
def test_the_paths_that_a_page_names_exist(page: str):
    named = set(PATH.findall((ROOT / page).read_text("utf-8")))
    assert named
    assert not [path for path in sorted(named - MADE_BY_TESTS) if not (ROOT / path).exists()]


def test_each_term_of_the_glossary_has_a_file_and_they_are_in_order():
    rows = re.findall(
        r"^\| ([^|]+?) \| [^|]+ \| `([^`|]+)` \|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE
    )
    terms = [term for term, _file in rows]
    assert len(terms) >= 30
    assert terms == sorted(terms)
    assert all((ROOT / file).is_file() for _term, file in rows)
