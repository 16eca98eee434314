"""Published data sets load with short mappings (tests/data/mappings); counts are those that their publishers give."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from loaders.inputs.registry import READERS
from loaders.tables.keys import key_slug
from tests.helpers.files.table import claim_values, subjects
from tests.helpers.paths import MAPPINGS
from tests.helpers.reading import read_all

LONGEST = 20  # lines of a mapping


def load(path: Path, mapping: str, rows: int | None = None):
    """What is read of a file, or of its first rows."""
    data = path.read_bytes()
    if rows is not None:
        data = b"".join(itertools.islice(data.splitlines(keepends=True), rows + 1))
    text = (MAPPINGS / f"{mapping}.yaml").read_text("utf-8")
    return read_all(data, path.name, mapping=text, folder=str(path.parent), readers=READERS)[0]


def together(reading) -> dict[str, set[str]]:
    """Partnerships with two members or more."""
    members = claim_values(reading, "partnership", "member")
    return {one: set(names) for one, names in members.items() if len(set(names)) > 1}


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_mappings_are_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", ["ebola_3w.csv", "ebola_3w.xlsx", "ebola_3w_hxl.csv"])
def test_who_does_what_where(shared, name):
    reading = load(shared / "data" / "westafrica_ebola_3w" / name, "ebola_3w")
    assert sum(claim.predicate == "member" for claim in reading.claims) == 1201
    assert len(subjects(reading, "theme")) == 14
    assert not any("#" in claim.subject for claim in reading.claims)
    assert (len(subjects(reading, "initiative")), len(together(reading)), reading.unplaced) == (305, 190, [])


def test_consultations_in_two_languages(shared):
    folder = shared / "data" / "ca_gc_consultations"
    english = load(folder / "consultations_en.csv", "gc_consultations_en")
    french = load(folder / "consultations_fr.csv", "gc_consultations_fr")
    for reading in (english, french):
        assert sum(claim.predicate == "title" for claim in reading.claims) == 3850
        themes = {claim.object for claim in reading.claims if claim.predicate == "theme"}
        assert 50 <= len(themes) <= 54
        assert len(together(reading)) == 190
        assert len(subjects(reading, "initiative")) == 3850  # two keys differ in case alone
    # what readers are asked to note, in a sentence beginning "Please note", states no fact
    assert [[one.line for one in reading.unplaced] for reading in (english, french)] == [
        [2401, 3392, 3455, 3467],
        [2415],
    ]
    assert subjects(english, "initiative") == subjects(french, "initiative")
    assert together(english) == together(french)
    labels = {claim.language for claim in english.claims if claim.predicate == "label"}
    assert labels == {"en", "fr"}


def test_a_registry_of_federal_organisations(shared):
    reading = load(shared / "data" / "ca_gc_organisations" / "ifoi_en.csv", "gc_organisations")
    codes = claim_values(reading, "jurisdiction", "code")
    assert {code for found in codes.values() for code in found} >= {"1", "11", "12", "13"}
    assert len(codes) == 332
    assert {code: one for one, found in codes.items() for code in found}["46"] == "CRA"
    assert len(claim_values(reading, "jurisdiction", "name")["CRA"]) == 4  # two rows, in two languages
    assert not reading.unplaced


def test_commitments_and_what_they_are_made_of(shared):
    folder = shared / "data" / "ca_open_gov_action_plan"
    reading = load(folder / "nap_commitments_milestones_indicators.csv", "nap_commitments")
    assert len(subjects(reading, "initiative")) == 218
    assert sum(len(leads) for leads in claim_values(reading, "initiative", "lead").values()) == 171
    parts = claim_values(reading, "initiative", "part_of")
    assert len(parts) == 218 - 9
    part, whole = (f"open-government/{key_slug(key)}" for key in ("nap5, C01.1.1", "nap5, C01.1"))
    assert parts[part] == [whole]
    assert set(itertools.chain(*parts.values())) <= subjects(reading, "initiative")
    experiments = load(folder / "experimentation_inventory.csv", "nap_experiments")
    assert (len(subjects(experiments, "initiative")), experiments.unplaced) == (11, [])


def test_software_that_administrations_share(shared):
    folder = shared / "data" / "ca_open_resource_exchange"
    releases = load(folder / "releases.csv", "resource_exchange_releases")
    assert (len(subjects(releases, "initiative")), releases.unplaced) == (67, [])
    assert "1900-01-01" not in {claim.value for claim in releases.claims}
    uses = load(folder / "software_use_by_administration.csv", "resource_exchange_uses")
    assert sum(claim.predicate == "member" for claim in uses.claims) == 140
    registry = load(folder / "administrations.csv", "resource_exchange_administrations")
    assert len(subjects(registry, "jurisdiction")) == 61


def test_products_in_two_rows_each(shared):
    reading = load(shared / "data" / "ca_cds_products" / "products.csv", "cds_products")
    titles = [(claim.subject, claim.language) for claim in reading.claims if claim.predicate == "title"]
    assert (len(titles), len(set(titles)), len(subjects(reading, "initiative"))) == (28, 28, 14)
    assert len(together(reading)) == 14  # the partners' names in the other language make no second partnership


def test_projects_below_a_title_line(shared):
    reading = load(shared / "data" / "world_bank_projects" / "2018_WB_Projects.xlsx", "world_bank_projects")
    titles = [claim.place.cell for claim in reading.claims if claim.predicate == "title"]
    assert (titles[0], titles[-1], len(titles)) == ("E3", "E501", 499)  # the 500 rows of an export count its header
    assert {claim.value[:4] for claim in reading.claims if claim.qualifier == "approval"} <= {"2017", "2018"}
    assert not reading.unplaced


def test_participations_in_projects(shared):
    folder = shared / "data" / "eu_h2020_participation"
    reading = load(folder / "participation_to_2017.csv", "h2020_participation")
    assert sum(claim.predicate == "member" for claim in reading.claims) == 70_724
    assert len(subjects(reading, "initiative")) == 15_004
    found = together(reading)
    assert (len(found), max(map(len, found.values())), sum(len(members) > 50 for members in found.values())) == (
        6244, 186, 15
    )  # fmt: skip
    assert subjects(reading, "edition") == {"2014", "2015", "2016", "2017"}
    assert (
        claim_values(reading, "jurisdiction", "part_of")["PIC-998802502"] == ["COUNTRY-EL"] * 4
    )  # once in each edition
    parts = load(folder / "programme_parts_to_2017.csv", "h2020_programme_parts", rows=2000)
    assert subjects(parts, "initiative") <= subjects(reading, "initiative")
