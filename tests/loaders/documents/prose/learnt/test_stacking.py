"""How likely a party or a date is, given how likely all others of the document are."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.pairs.adjacent_dates import adjacent_dates
from loaders.documents.prose.learnt.pairs.rule_facts import NOT_NEXT, KnownPairs
from loaders.documents.prose.learnt.pairs.stacking import DATES, PARTIES, SHARES, SHIFTS, Levels, stack
from loaders.documents.prose.learnt.relations import Relator
from loaders.documents.prose.learnt.scene import Scene
from tests.loaders.documents.prose.learnt.test_proximity import read, with_other

LIKELIHOODS = st.dictionaries(
    st.integers(0, 4), st.dictionaries(st.sampled_from("ABCDE"), st.floats(0, 1), min_size=1), min_size=1
)


class GivenTrees:
    """Trees of which a function gives the likelihood of each row."""

    def __init__(self, function):
        self.function = function
        self.rows = []

    def probabilities(self, rows):
        self.rows += rows
        return [self.function(row) for row in rows]


def kept(likely):
    """The levels of one relation of dates, of which nothing changed on the way."""
    levels = Levels(DATES, [likely])
    levels.keep()
    levels.keep()
    return levels


def known_pairs(scene):
    return KnownPairs(scene, [adjacent_dates(scene, number) for number in range(len(scene.works))])


def odds(likely):
    return log(likely / (1 - likely))


def test_a_row_compares_a_pair_with_the_others():
    likely = {0: {"2020": 0.8, "2021": 0.6, "2022": 0.1}, 1: {"2020": 0.9}}
    rows = kept(likely).rows(lambda _, key: {"rule": float(key == "2021")})
    first, second, third = (rows[0, key] for key in ("2020", "2021", "2022"))
    assert [row["date rank"] for row in (first, second, third)] == [0, 1, 2]
    assert [row["rule"] for row in (first, second, third)] == [0, 1, 0]
    assert first["date likely there"] == second["date likely there"] == 2
    assert first["date sum there"] == pytest.approx(1.5)
    assert first["date ahead"] == pytest.approx(odds(0.8) - odds(0.6))
    assert third["date ahead"] == pytest.approx(odds(0.1) - odds(0.8))
    assert (first["date works"], second["date works"]) == (2, 1)
    assert first["date works first"] == 2
    assert first["date elsewhere"] == pytest.approx(odds(0.9))
    assert rows[1, "2020"]["date elsewhere"] == pytest.approx(odds(0.8))
    assert first["date ahead elsewhere"] == pytest.approx(odds(0.8) - odds(0.9))
    assert second["date elsewhere"] < odds(0.01)


def test_rows_have_each_level_before():
    likely = {0: {"NORWAY": 0.5}}
    partners = {0: {"NORWAY": 0.2}}
    levels = Levels(PARTIES, (likely, partners))
    levels.keep()
    likely[0]["NORWAY"] = 0.7
    levels.keep()
    likely[0]["NORWAY"] = 0.9
    row = levels.rows(lambda *_: {})[0, "NORWAY"]
    assert [row[f"lead {level}"] for level in ("first", "encoded", "now")] == pytest.approx([0, odds(0.7), odds(0.9)])
    assert [row[f"partner {level}"] for level in ("first", "encoded", "now")] == pytest.approx([odds(0.2)] * 3)


def test_a_share_of_the_log_odds_is_that_of_the_trees():
    likely = {0: {"2020": 0.8, "2021": 0.6}}
    stack(kept(likely), lambda *_: {}, {"date": GivenTrees(lambda row: 0.3 if row["date rank"] == 0 else 0.6)})
    share = SHARES["date"]
    wanted = (1 - share) * odds(0.8) + share * odds(0.3) + SHIFTS["date"]
    assert odds(likely[0]["2020"]) == pytest.approx(wanted, abs=1e-3)
    assert odds(likely[0]["2021"]) == pytest.approx(odds(0.6) + SHIFTS["date"], abs=1e-3)


def test_only_relations_with_trees_change_and_all_are_known():
    leads, partners = {0: {"NORWAY": 0.5}}, {0: {"NORWAY": 0.7}}
    levels = Levels(PARTIES, (leads, partners))
    levels.keep()
    levels.keep()
    trees = GivenTrees(lambda _: 0.9)
    stack(levels, lambda *_: {}, {"lead": trees})
    assert odds(leads[0]["NORWAY"]) == pytest.approx((odds(0.5) + odds(0.9)) / 2 + SHIFTS["lead"], abs=1e-3)
    assert partners[0]["NORWAY"] == 0.7
    assert trees.rows[0]["partner now"] == pytest.approx(odds(0.7))


def test_what_is_fixed_stays_as_likely():
    likely = {0: {"2020": 0.1, "2021": 0.1}}
    stack(kept(likely), lambda *_: {}, {"date": GivenTrees(lambda _: 0.9)}, {(0, "2020")})
    assert likely[0]["2020"] == 0.1 < likely[0]["2021"]


@given(LIKELIHOODS, st.floats(0, 1))
def test_all_pairs_keep_their_order_where_the_trees_agree(likely, same):
    before = {number: dict(found) for number, found in likely.items()}
    stack(kept(likely), lambda *_: {}, {"date": GivenTrees(lambda _: same)})
    assert {number: [*found] for number, found in likely.items()} == {
        number: [*found] for number, found in before.items()
    }
    for number, found in likely.items():
        assert all(0 <= one <= 1 for one in found.values())
        ranked = sorted(found, key=lambda key: before[number][key])
        assert [found[key] for key in ranked] == sorted(found.values())


@given(LIKELIHOODS)
def test_what_is_known_of_a_pair_does_not_depend_on_the_order_of_works(likely):
    turned = dict(reversed(likely.items()))
    rows, others = kept(likely).rows(lambda *_: {}), kept(turned).rows(lambda *_: {})
    for pair, row in rows.items():
        assert row == pytest.approx(others[pair])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_trees_of_the_package_know_each_number_that_a_document_gives(language):
    discourse, works = read(with_other(language))
    scene = Scene.of(discourse, works)
    known, relator = known_pairs(scene), Relator(scene)
    for name, relations, pairs, of in (
        ("leads", PARTIES, relator.pairs(), known.of_party),
        ("dates", DATES, relator.dates(), known.of_date),
    ):
        likely = [{}, {}][: len(relations)]
        for pair in pairs:
            for each in likely:
                each.setdefault(pair.work, {})[pair.key] = 0.4
        levels = Levels(relations, likely)
        levels.keep()
        levels.keep()
        rows = levels.rows(of)
        assert rows
        assert {key for row in rows.values() for key in row} == {*model().stacked[name].features}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_date_next_to_a_name_is_known_as_such(language):
    discourse, works = read(with_other(language))
    known = known_pairs(Scene.of(discourse, works))
    found = {known.of_date(number, "2018-03")["next to it"] for number in range(len(works))}
    assert NOT_NEXT in found
    assert max(found) > 0
