"""Free text in both languages: what is a piece of work, who leads it, who takes part, when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.errors import SourceError
from graph.text.strings import fold
from tests.helpers.reading import read

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
PAIRS = [pytest.param(case, language, id=f"{case['name']}-{language}") for case in CASES for language in ("en", "fr")]


class Works:
    """The pieces of work of a reading, by title."""

    def __init__(self, text: str) -> None:
        self.reading = read(None, text.encode(), "text.txt")
        self.claims = list(self.reading.claims)
        self.titles = {
            claim.subject: claim.value or ""
            for claim in self.claims
            if claim.kind == "initiative" and claim.predicate == "title" and not claim.proposed
        }

    def find(self, part: str) -> str:
        found = [one for one, title in self.titles.items() if fold(part) in fold(title)]
        assert len(found) == 1, (part, list(self.titles.values()))
        return found[0]

    def values(self, one: str, predicate: str) -> list[str]:
        return [c.object or c.value or "" for c in self.claims if c.subject == one and c.predicate == predicate]

    def parties(self, one: str) -> set[str]:
        partnerships = {c.subject for c in self.claims if c.predicate == "initiative" and c.object == one}
        members = {c.object or "" for c in self.claims if c.subject in partnerships and c.predicate == "member"}
        return members | set(self.values(one, "lead"))


def of_language(value: Any, language: str) -> Any:
    return value[language] if isinstance(value, dict) and language in value else value


@pytest.mark.parametrize(("case", "language"), PAIRS)
def test_free_text(case, language):
    text = case[language]
    if case.get("refused"):
        with pytest.raises(SourceError, match="no known or named government"):
            read(None, text.encode(), "text.txt")
        return
    works = Works(text)
    assert len(works.titles) == len(case["works"]), list(works.titles.values())
    for want in case["works"]:
        one = works.find(of_language(want["title"], language))
        if want["lead"] != "any":
            assert works.values(one, "lead") == [of_language(want["lead"], language)]
        parties = works.parties(one)
        assert parties >= set(of_language(want.get("parties", []), language))
        assert not parties & set(want.get("without", []))
        if "dates" in want:
            assert sorted(works.values(one, "date")) == sorted(map(str, of_language(want["dates"], language)))
        if "outside" in want:
            assert any(of_language(want["outside"], language) in name for name in works.values(one, "external_partner"))
