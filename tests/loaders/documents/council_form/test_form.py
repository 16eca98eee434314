"""Documents that no reader was made for: other editions, leads and titles, with the traps of real ones."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from loaders.sandbox.serialization import dump_readings
from tests.helpers.fact_table import Facts, flat
from tests.helpers.paths import DOCUMENTS
from tests.helpers.reading import read

FOLDER = DOCUMENTS
NAMES = sorted(path.name.removesuffix(".yaml") for path in FOLDER.glob("*.yaml"))


@pytest.fixture(scope="module", params=NAMES)
def case(request) -> tuple[Facts, dict[str, Any]]:
    path = FOLDER / f"{request.param}.txt"
    expected = yaml.safe_load((FOLDER / f"{request.param}.yaml").read_text(encoding="utf-8"))
    return Facts(read(path, path.read_bytes(), path.name)), expected


def entries(expected: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [each for each in expected["initiatives"] if key in each]


def test_edition(case):
    facts, expected = case
    source = facts.reading.source
    assert (source.edition, source.language) == (expected["edition"], expected["language"])
    assert facts.edition("published") == [expected["published"]]
    assert facts.edition("received") == [str(expected["received"])]
    assert facts.edition("missing") == expected["missing"]
    assert facts.edition("priority") == expected["priorities"]


def test_initiatives(case):
    facts, expected = case
    found = [(facts.lead(one), title) for one, title in facts.titles.items() if facts.kind(one) == "initiative"]
    assert found == [(each["lead"], each["title"]) for each in expected["initiatives"]]


def test_components(case):
    facts, expected = case
    wanted = [(each["title"], part) for each in entries(expected, "includes") for part in each["includes"]]
    parts = [one for one in facts.titles if facts.kind(one) == "component"]
    assert [(facts.titles[facts.parent(one)], facts.titles[one]) for one in parts] == wanted


def test_summaries(case):
    facts, expected = case
    for each in entries(expected, "ends_with"):
        assert flat(facts.summary(each["title"])).endswith(flat(each["ends_with"]))
    for each in entries(expected, "contains"):
        assert not [text for text in each["contains"] if text not in facts.summary(each["title"])]


def test_partnerships(case):
    facts, expected = case
    wanted = [
        (each["title"], frozenset([each["lead"], *members]))
        for each in expected["initiatives"]
        for members in each.get("partnerships", [each["partners"]] if "partners" in each else [])
    ]
    found = [(facts.titles[facts.about(one)], members) for one, members in facts.partnerships().items()]
    assert found == wanted


def test_since(case):
    facts, expected = case
    wanted = [each["since"] for each in entries(expected, "since")]
    assert [claim.value for claim in facts.reading.claims if claim.predicate == "since"] == wanted


def test_parties_that_are_no_government(case):
    facts, expected = case
    wanted = [(each["title"], name) for each in entries(expected, "external") for name in each["external"]]
    claims = [claim for claim in facts.reading.claims if claim.predicate == "external_partner"]
    assert [(facts.titles[claim.subject], claim.value) for claim in claims] == wanted


def test_dates(case):
    facts, expected = case
    wanted = [(each["title"], date) for each in entries(expected, "dates") for date in each["dates"]]
    assert [(facts.titles[one], f"{date} {kind}") for one, date, kind in facts.dates()] == wanted


def test_statuses(case):
    facts, expected = case
    wanted = {each["title"]: each["status"] for each in entries(expected, "status")}
    assert {title: facts.status(one) for one, title in facts.titles.items() if facts.status(one)} == wanted


def test_what_is_part_of_what(case):
    facts, expected = case
    wanted = {each["title"]: each["part_of"] for each in entries(expected, "part_of")}
    parts = [one for one in facts.titles if facts.kind(one) == "initiative" and facts.parent(one)]
    assert {facts.titles[one]: facts.titles[facts.parent(one)] for one in parts} == wanted


def test_needs(case):
    facts, expected = case
    assert [need["text"] for need in facts.needs("theme")] == expected["needs"]
    asks = [{"by": need["by"], "initiative": facts.titles[need["initiative"]]} for need in facts.needs("ask")]
    assert asks == expected["asks"]


def test_contact_lines_are_counted_and_omitted(case):
    facts, expected = case
    counts = [note.values["n"] for note in facts.reading.notes if "contact persons" in note.template]
    assert sum(counts) == expected["contact_lines"]
    output = dump_readings([facts.reading]).decode()
    assert "@" not in output
    assert not [name for name in ("Contact Person", "Placeholder", "Personne Exemple", "555") if name in output]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["2021-printemps.fr", "2021-fall.en"])
def test_every_encoding_gives_the_same(name, encoding):
    path = FOLDER / f"{name}.txt"
    plain = read(path, path.read_bytes(), path.name)
    again = read(path, path.read_text(encoding="utf-8").encode(encoding), path.name)
    assert again.claims == plain.claims


def test_line_ends_do_not_matter():
    path = FOLDER / "2021-fall.en.txt"
    plain = read(path, path.read_bytes(), path.name)
    assert read(path, path.read_bytes().replace(b"\n", b"\r\n"), path.name).claims == plain.claims
