"""The council's analysis of winter 2022 in French: one test for each thing that must be read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.sandbox.serialization import dump_readings
from tests.helpers.fact_table import Facts, flat
from tests.helpers.reading import read


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "seed" / "cpssp-2022-hiver.gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def facts(shared: Path) -> Facts:
    path = shared / "seed" / "cpssp-2022-hiver.fr.txt"
    return Facts(read(path, path.read_bytes(), path.name))


def test_edition_and_language(facts, gold):
    assert facts.reading.source.edition == gold["edition"]
    assert facts.reading.source.language == gold["language"]
    assert facts.edition("published") == [gold["published"]]


def test_received_documents(facts, gold):
    assert facts.edition("received") == [str(gold["received"])]


def test_jurisdictions_that_did_not_submit(facts, gold):
    assert facts.edition("missing") == gold["missing"]


def test_priorities_in_order(facts, gold):
    assert [flat(text) for text in facts.edition("priority")] == [flat(text) for text in gold["priorities"]]
    assert facts.ranks() == ["1", "2", "3"]


def test_needs(facts, gold):
    assert [flat(need["text"]) for need in facts.needs("theme")] == [flat(text) for text in gold["needs"]]


def test_the_one_explicit_ask(facts, gold):
    (ask,) = facts.needs("ask")
    (wanted,) = gold["asks"]
    assert ask["by"] == wanted["by"]
    assert flat(facts.titles[ask["initiative"]]) == flat(wanted["initiative"])


def test_initiatives_have_the_right_lead_and_title(facts, gold):
    found = [(facts.lead(one), flat(title)) for one, title in facts.titles.items() if facts.kind(one) == "initiative"]
    assert found == [(each["lead"], flat(each["title"])) for each in gold["initiatives"]]


def test_components_belong_to_the_item_that_lists_them(facts, gold):
    wanted = {(flat(each["title"]), flat(part)) for each in gold["initiatives"] for part in each.get("includes", ())}
    parts = [one for one in facts.titles if facts.kind(one) == "component"]
    found = {(flat(facts.titles[facts.parent(one)]), flat(facts.titles[one])) for one in parts}
    assert found == wanted
    assert all(facts.lead(one) == facts.lead(facts.parent(one)) for one in parts)


def test_summaries_go_on_behind_the_page_break(facts, gold):
    for each in gold["initiatives"]:
        if "ends_with" in each:
            assert flat(facts.summary(each["title"])).endswith(flat(each["ends_with"]))


def test_partnerships(facts, gold):
    wanted = {frozenset([each["lead"], *each["partners"]]) for each in gold["initiatives"] if "partners" in each}
    assert set(facts.partnerships().values()) == wanted
    assert len(facts.partnerships()) == len(wanted)


def test_the_partnership_on_the_trust_framework_is_about_that_component(facts):
    (about,) = [facts.about(one) for one, members in facts.partnerships().items() if "TBS" in members]
    assert facts.titles[about] == "Cadre de confiance pancanadien (CCP)"


def test_dates(facts, gold):
    wanted = [(flat(each["title"]), each["date"]) for each in gold["initiatives"] if "date" in each]
    assert [(flat(facts.titles[one]), date) for one, date, _ in facts.dates()] == wanted


def test_what_is_part_of_what(facts, gold):
    wanted = {flat(each["title"]): flat(each["part_of"]) for each in gold["initiatives"] if "part_of" in each}
    parts = [one for one in facts.titles if facts.kind(one) == "initiative" and facts.parent(one)]
    assert {flat(facts.titles[one]): flat(facts.titles[facts.parent(one)]) for one in parts} == wanted


def test_planned_initiatives(facts, gold):
    wanted = [flat(each["title"]) for each in gold["initiatives"] if each.get("status") == "planned"]
    assert [flat(facts.titles[one]) for one in facts.titles if facts.status(one) == "planned"] == wanted


def test_contact_persons_are_nowhere(facts, shared):
    lines = (shared / "seed" / "cpssp-2022-hiver.fr.txt").read_text(encoding="utf-8").splitlines()
    persons = [line.strip() for line in lines[790:] if line.strip()]
    assert len(persons) == 6
    output = dump_readings([facts.reading]).decode()
    assert not [line for line in persons if line in output]
    assert "@" not in output
    assert [note.values for note in facts.reading.notes if "contact persons" in note.template] == [
        {"n": 6, "lines": "791, 792, 793, 795, 796, 797"}
    ]


def test_submissions_are_those_of_the_rows(facts, gold):
    assert set(facts.edition("submitted")) == {each["lead"] for each in gold["initiatives"]}
