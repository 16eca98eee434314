"""Words before names of governments say what they govern; lists shorten names of countries."""

from __future__ import annotations

import pytest

from graph.names.governments import expand_country, split_government


@pytest.mark.parametrize(
    ("name", "bare", "levels"),
    [
        ("Government of Ontario", "ontario", ("federal", "provincial", "territorial")),
        ("Ville de Québec", "quebec", ("municipal",)),
        ("Yukon Territory", "yukon", ("territorial", "country")),
        ("Ontario", "", ()),
    ],
)
def test_the_type_of_government_restricts_the_levels(name: str, bare: str, levels: tuple[str, ...]):
    assert split_government(name) == (bare, levels)


@pytest.mark.parametrize(
    ("name", "written"),
    [("Yemen, Rep.", ["yemen republic", "yemen republique"]), ("Solomon Is.", ["solomon islands", "solomon iles"]),
     ("Yemen", []), ("Reporters", [])],
)  # fmt: skip
def test_short_forms_of_countries_are_written_out(name: str, written: list[str]):
    assert list(expand_country(name)) == written
