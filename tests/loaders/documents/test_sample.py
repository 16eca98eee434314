"""The sample tells the same facts in both languages, and in whatever layout an extraction leaves them."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from tests.helpers.fact_table import Facts
from tests.helpers.reading import read

LANGUAGES = ("en", "fr")
LAYOUTS = {
    "other bullets": lambda text: re.sub(r"(?m)^- ", "• ", text),
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "double spacing": lambda text: text.replace("\n", "\n\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "form feeds": lambda text: re.sub(r"(?m)^ (?=\S)", "\f", text),
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "no margins": lambda text: re.sub(r"(?m)^ +", "", text),
    "no page numbers": lambda text: re.sub(r"(?m)^Page \d.*$", "", text),
    "a wide margin": lambda text: re.sub(r"(?m)^(?=.)", "    ", text),
    "leads in mixed case": lambda text: re.sub(r"(?m)^[A-ZÀ-Ý’., -]{4,}\s*$", lambda found: found[0].title(), text),
}


def sample(language: str) -> str:
    return (files("accord") / "sample" / f"2022-winter.{language}.txt").read_text(encoding="utf-8")


def read_facts(text: str) -> Facts:
    return Facts(read(None, text.encode(), "sample.txt"))


def summary(facts: Facts) -> dict[str, object]:
    """What does not depend on the language."""
    titles = list(facts.titles)
    return {
        "edition": [facts.edition(each) for each in ("published", "received", "missing", "submitted")],
        "leads": [(facts.lead(one), facts.kind(one)) for one in titles],
        "parents": [(at, titles.index(parent)) for at, one in enumerate(titles) if (parent := facts.parent(one))],
        "dates": [(titles.index(one), date, kind) for one, date, kind in facts.dates()],
        "partners": [(titles.index(facts.about(one)), members) for one, members in facts.partnerships().items()],
        "planned": [at for at, one in enumerate(titles) if facts.status(one) == "planned"],
        "asks": [(need["by"], titles.index(need["initiative"])) for need in facts.needs("ask")],
        "counts": (len(facts.ranks()), len(facts.needs("theme"))),
    }


def test_both_languages_give_the_same():
    assert summary(read_facts(sample("en"))) == summary(read_facts(sample("fr")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_has_the_facts_of_the_document_that_it_retells(language, shared):
    gold = json.loads((shared / "seed" / "cpssp-2022-hiver.gold.json").read_text(encoding="utf-8"))
    facts = read_facts(sample(language))
    initiatives = [one for one in facts.titles if facts.kind(one) == "initiative"]
    assert [facts.lead(one) for one in initiatives] == [each["lead"] for each in gold["initiatives"]]
    assert [date for _, date, _ in facts.dates()] == [each["date"] for each in gold["initiatives"] if "date" in each]
    assert facts.edition("missing") == gold["missing"]
    assert facts.edition("received") == [str(gold["received"])]
    assert len(facts.needs("theme")) == len(gold["needs"])
    assert len(facts.ranks()) == len(gold["priorities"])
    assert [need["by"] for need in facts.needs("ask")] == [each["by"] for each in gold["asks"]]
    wanted = [frozenset([each["lead"], *each["partners"]]) for each in gold["initiatives"] if "partners" in each]
    assert list(facts.partnerships().values()) == wanted
    components = len(facts.titles) - len(initiatives)
    assert components == sum(len(each.get("includes", ())) for each in gold["initiatives"])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_layout_does_not_matter(language, layout):
    text = sample(language)
    changed = LAYOUTS[layout](text)
    assert changed != text
    assert summary(read_facts(changed)) == summary(read_facts(text))
