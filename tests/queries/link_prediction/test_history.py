"""Suggestions where years of partnerships are known: features, ranking, learning, evaluation."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.isotonic import IsotonicRegression

from accord.commands.models.evaluate.reliability import draw_reliability
from graph.errors import StoreError, UsageError
from graph.sqlite.store import SqliteStore
from queries.ask import ask as answer_to
from queries.evaluation.baselines import BASELINES, WeightedTies
from queries.evaluation.calibration import Bin, Outcomes, fit_isotonic, measure_reliability
from queries.evaluation.links import evaluate_links
from queries.link_prediction import history
from queries.link_prediction.feature_matrices import FeatureMatrices
from queries.link_prediction.features import LINK_FEATURES
from queries.link_prediction.features_single import Candidate, SingleFeatures
from queries.link_prediction.ranking import find_greatest, rank_candidates
from queries.link_prediction.training import find_new_pairs, fit_weights, sample_choices, train_weights
from queries.questions.answer import Answer
from queries.questions.question import load_question
from queries.statements import fetch_rows
from queries.suggestions import index
from queries.suggestions.history import pair_context
from queries.suggestions.history.choice import score_with_features
from queries.suggestions.history.ranking import merge_best
from queries.suggestions.history.topics import find_topics
from queries.suggestions.weights import (
    choose_weights,
    format_weights,
    load_shipped_weights,
    read_learnt_from,
    weights_path,
)
from tests.helpers.claim_writer import Writer
from tests.helpers.history_graph import ORGANISATIONS, build
from tests.helpers.typography import faults

Ask = Callable[..., Answer]
LATER = "2019-01-01"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    return SqliteStore(build(tmp_path_factory.mktemp("history") / "history.db"))


@pytest.fixture
def ask(store: SqliteStore) -> Ask:
    def asked(name: str = "opportunities", *, limit=10, audience="members", lang="en", **given: object) -> Answer:
        with store.view(audience, lang) as view:
            return answer_to(view, load_question(name), {k.rstrip("_"): v for k, v in given.items()}, limit)

    return asked


@pytest.fixture
def features(store: SqliteStore) -> FeatureMatrices:
    with store.view("members", "en") as view:
        return FeatureMatrices(history.read_history(view, LATER), LATER)


@pytest.mark.parametrize(
    ("feature", "published"),
    [
        ("common_partners", lambda g, a, b: len(list(nx.common_neighbors(g, a, b)))),
        ("adamic_adar", lambda g, a, b: next(nx.adamic_adar_index(g, [(a, b)]))[2]),
        ("resource_allocation", lambda g, a, b: 10 * next(nx.resource_allocation_index(g, [(a, b)]))[2]),
    ],
)
def test_features_are_what_their_papers_define(
    features: FeatureMatrices, feature: str, published: Callable[..., float]
):
    graph = nx.from_numpy_array(features.partners.to_dense())
    subjects = np.array([0, 7, 30])
    found = features.compute(subjects, {feature})[feature]
    for row, one in enumerate(subjects):
        open_to = np.flatnonzero(features.find_candidates(subjects)[row])
        expected = np.array([np.log1p(published(graph, int(one), int(other))) for other in open_to])
        assert found[row][open_to] == pytest.approx(expected / expected.max(), abs=1e-5)


def test_features_run_from_0_to_1_and_none_is_omitted(features: FeatureMatrices):
    found = features.compute(np.arange(60))
    assert found.keys() == LINK_FEATURES.keys()
    for values in found.values():
        assert values.shape == (60, 60)
        assert values.min() >= 0
        assert values.max() <= 1 + 1e-6
    assert found["activity"].max() > 0
    assert found["recency"].max() > 0


def test_what_came_later_is_unknown_before(store: SqliteStore):
    with store.view("members", "en") as view:
        past, whole = history.read_history(view, LATER), history.read_history(view)
    assert set(past.days) < set(whole.days)
    assert max(past.days) < LATER
    assert past.work.values.sum() < whole.work.values.sum()
    assert past.initiatives.sum() < whole.initiatives.sum()
    with store.view("members", "en") as view:
        everything = history.read_history(view, "9999-01-01")
    assert (everything.work.to_dense() == whole.work.to_dense()).all()


def test_a_portion_of_subjects_gets_what_all_get(features: FeatureMatrices):
    together = list(rank_candidates(features, load_shipped_weights()["history"], np.arange(60), 5))
    alone = [next(rank_candidates(features, load_shipped_weights()["history"], np.array([n]), 5)) for n in range(60)]
    assert [one.others.tolist() for one in together] == [one.others.tolist() for one in alone]


def test_partners_of_centuries_ago_are_partners(store: SqliteStore):
    with store.view("members", "en") as view:
        past = history.read_history(view)
    faded, recent = FeatureMatrices(past, "2400-01-01"), FeatureMatrices(past, LATER)  # 2^-380 is 0 in 32 bits
    assert len(faded.recent_ties.values) < len(recent.recent_ties.values)
    assert faded.partners.columns.tolist() == recent.partners.columns.tolist()
    named, names = faded.list_partners(), past.organisations
    assert {one: named.partners_of(one) for one in names} == {
        one: {names[other] for other in recent.partners.columns_of(at)} for at, one in enumerate(names)
    }
    assert named.partners_of("NOBODY") == frozenset()


def test_the_greatest_come_first_and_equals_in_order():
    score = np.array([0.1, 0.5, 0.0, 0.5, 0.3])
    assert find_greatest(score, 3).tolist() == [1, 3, 4]
    assert find_greatest(score, 9).tolist() == [1, 3, 4, 0]
    assert find_greatest(score, 0).tolist() == []


def test_a_score_is_the_weighted_mean_of_the_features_shown(ask: Ask):
    rows = ask(for_="ORG-07").rows
    assert len(rows) == 10
    used = load_shipped_weights()["history"]
    for row in rows:
        assert row["features"].keys() == used.keys()
        mean = sum(used[name] * value for name, value in row["features"].items()) / sum(used.values())
        assert row["score"] == pytest.approx(mean, abs=0.002)
    assert all(before["score"] >= after["score"] for before, after in pairwise(rows))
    assert [row["rank"] for row in rows] == list(range(1, 11))


@pytest.mark.parametrize("feature", [None, *LINK_FEATURES])
@pytest.mark.parametrize("include_known", [False, True])
def test_for_one_the_store_gives_what_the_arrays_give(store: SqliteStore, feature: str | None, *, include_known: bool):
    used = {feature: 1.0} if feature else load_shipped_weights()["history"]
    with store.view("members", "en") as view:
        features = FeatureMatrices(history.read_history(view))
        names = features.history.organisations
        for number in (0, 7, 33, 59):
            arrays = next(rank_candidates(features, used, np.array([number]), 60, include_known=include_known))
            counted = SingleFeatures(view, names[number]).rank_candidates(used, 60, None, include_known=include_known)
            by_name = {c.other: c for c in counted}
            assert {names[other] for other in arrays.others.tolist()} == by_name.keys()
            for at, other in enumerate(arrays.others.tolist()):
                one = by_name[names[other]]
                assert one.score == pytest.approx(float(arrays.scores[at]), abs=2e-5)
                assert one.features == pytest.approx(arrays.features_at(at), abs=2e-5)
                assert one.known == arrays.known[at]


@pytest.mark.parametrize("include_known", [False, True])
def test_ties_as_counted_give_what_all_partnerships_give(store: SqliteStore, *, include_known: bool):
    used, subjects = dict.fromkeys(LINK_FEATURES, 1.0), np.arange(60)
    with store.view("members", "en") as view:
        read, counted = (FeatureMatrices(history.read_history(view, counted=which)) for which in (False, True))
    assert counted.history.members.shape == (60, 0)
    assert counted.partners.to_dense().tolist() == read.partners.to_dense().tolist()
    assert counted.list_partners().degrees == read.list_partners().degrees
    for one, other in zip(
        rank_candidates(read, used, subjects, 60, include_known=include_known),
        rank_candidates(counted, used, subjects, 60, include_known=include_known),
        strict=True,
    ):
        assert one.others.tolist() == other.others.tolist()
        assert one.scores == pytest.approx(other.scores, abs=1e-6)
        assert one.known.tolist() == other.known.tolist()


@pytest.mark.parametrize("most", [None, 1, 3])
def test_works_of_few_or_many_are_those_of_all(store: SqliteStore, most: int | None):
    with store.view("members", "en") as view:
        every = fetch_rows(view, "suggestions/works", {"as_of": None, "on": None, "by_theme": [], "most": most})
        pairs = sorted({(row["jurisdiction"], row["theme"]) for row in every})
        by_jurisdiction = [pair for pair in pairs if pair[0] in {"ORG-07", "ORG-31"}]
        by_theme = [pair for pair in pairs if pair[1] == pairs[0][1]]
        themes = sorted({theme for _, theme in pairs})
        for on, taken in product((by_jurisdiction, by_theme, pairs, pairs[:1], [("NOBODY", "nothing")]), (0, 1, None)):
            given = {"as_of": None, "on": on, "by_theme": themes[:taken], "most": most}
            found = fetch_rows(view, "suggestions/works", given)
            assert found == [row for row in every if (row["jurisdiction"], row["theme"]) in set(on)]


def test_for_one_and_for_each_the_same_are_suggested(ask: Ask):
    def shown(rows: list[dict]) -> list[tuple]:
        return [(row["rank"], row["with"], row["score"], row["known"], row["sentence"]) for row in rows]

    everybody = ask(each=True, limit=5).rows
    for name in ("ORG-00", "ORG-31"):
        assert shown(ask(for_=name, limit=5).rows) == shown([row for row in everybody if row["for"] == name])
    mine = [row for row in ask(each=True, theme="cybersecurity", limit=5) if row["for"] == "ORG-07"]
    assert shown(ask(for_="ORG-07", theme="cybersecurity", limit=5).rows) == shown(mine)


@pytest.mark.parametrize("most", [1, 7, 10, 299])
def test_where_an_answer_ends_it_has_the_first_rows_of_all(ask: Ask, store: SqliteStore, most: int):
    everybody = ask(each=True, limit=5).rows
    with store.view("members", "en") as view:
        some = answer_to(view, load_question("opportunities"), {"each": True}, 5, most)
        whole = answer_to(view, load_question("opportunities"), {"each": True}, 5, len(everybody))
    assert some.rows == everybody[:most]
    assert some.notes[-1] == f"The table ends at {most} rows: give --limit, or write the answer to a file (-o)."
    assert whole.rows == everybody
    assert "The table ends" not in whole.notes[-1]


def test_partners_are_omitted_or_marked(ask: Ask, store: SqliteStore):
    with store.view("members", "en") as view:
        past = history.read_history(view)
    partners = {past.organisations[n] for n in FeatureMatrices(past).partners.columns_of(7)}
    assert not partners & {row["with"] for row in ask(for_="ORG-07", limit=60)}
    rows = ask(for_="ORG-07", limit=60, include_known=True).rows
    assert {row["with"] for row in rows if row["known"]} == partners


def test_each_gets_as_many_as_the_limit_says_and_the_best_of_all_name_two_once(ask: Ask):
    rows = ask(each=True, limit=2).rows
    assert len({row["for"] for row in rows}) == 60
    assert {row["rank"] for row in rows} == {1, 2}
    pairs = [frozenset([row["for"], row["with"]]) for row in ask(limit=30)]
    assert len(set(pairs)) == len(pairs) == 30


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 5)), max_size=60), st.integers(1, 6))
def test_the_best_of_all_are_kept_without_keeping_all(drawn: list[tuple[int, int, int]], many: int):
    found = {(f"O{one}", f"O{other}"): score / 5 for one, other, score in drawn if one != other}
    made = sorted((Candidate(*both, score, {}, known=False) for both, score in found.items()), key=lambda c: -c.score)
    read: list[Candidate] = []

    def listed(name: str) -> Iterator[Candidate]:
        for c in made:
            if c.subject == name:
                read.append(c)
                yield c

    kept = merge_best((listed(f"O{at}") for at in range(9)), many)
    once: dict[frozenset[str], Candidate] = {}
    for c in sorted(made, key=lambda c: (-c.score, c.subject, c.other)):
        once.setdefault(frozenset({c.subject, c.other}), c)
    assert kept == list(once.values())[:many]


def test_of_lists_of_many_only_the_beginnings_are_read():
    read = 0

    def listed(name: str) -> Iterator[Candidate]:
        nonlocal read
        for at in range(1000):
            read += 1
            yield Candidate(name, f"P{at}", 1 / (at + 1), {}, known=False)

    assert [c.score for c in merge_best((listed(f"O{at}") for at in range(100)), 10)] == [1.0] * 10
    assert read < 5000


def test_as_of_a_day_nothing_later_counts_nor_is_cited(ask: Ask):
    early, late = ask(for_="ORG-07", as_of="2017"), ask(for_="ORG-07", as_of=LATER)
    assert [row["with"] for row in early] != [row["with"] for row in late]
    assert not any("Project 2017" in row["sentence"] or "Project 2018" in row["sentence"] for row in early)
    with pytest.raises(UsageError):
        ask(for_="ORG-07", as_of="2019-02-30")


def test_a_theme_or_a_kind_can_be_asked_for(ask: Ask):
    assert {row["theme"] for row in ask(theme="cybersecurity", for_="ORG-07")} == {"cybersecurity"}
    for kind in ("join", "pair", "learn"):
        assert {row["kind"] for row in ask(kind=kind, each=True, limit=2)} == {kind}


def test_a_list_does_not_repeat_one_theme(ask: Ask):
    themes = [row["theme"] for row in ask(for_="ORG-07")]
    assert len(set(themes)) >= 3


def test_sentences_are_in_both_languages_and_name_both(ask: Ask):
    for row in ask(each=True, limit=3, lang="fr"):
        assert not faults(row["sentences"]["fr"])
        assert row["sentence"] == row["sentences"]["fr"]
        for language in ("en", "fr"):
            named = set(re.findall(r"Agency \d+", row["sentences"][language]))
            assert {row["for_name"], row["with_name"]} <= named
        assert row["evidence"]


def test_the_answer_says_which_weights_were_used_and_is_always_the_same(ask: Ask):
    answer = ask(for_="ORG-07")
    assert answer.notes[0].startswith("Scored with the weights for dated partnerships")
    assert answer.rows == ask(for_="ORG-07").rows


# learning


@pytest.fixture
def copy(store: SqliteStore, tmp_path: Path) -> SqliteStore:
    shutil.copy(store.path, tmp_path / "history.db")
    return SqliteStore(tmp_path / "history.db")


def test_what_is_learnt_is_deterministic_and_from_before_the_day(copy: SqliteStore):
    with copy.view("members", "en") as view:
        one, again = train_weights(view, LATER), train_weights(view, LATER)
    assert one == again
    assert one is not None
    assert (one.since, one.until) == ("2018-01-01", LATER)
    assert sum(one.weights.values()) == pytest.approx(1, abs=0.01)
    assert all(weight >= 0 for weight in one.weights.values())


def test_weights_learnt_are_used_where_they_may_be(copy: SqliteStore):
    with copy.view("members", "en") as view:
        learnt, learnt_from = train_weights(view, LATER), read_learnt_from(view, "members")
    assert learnt
    weights_path(copy.path).write_text(format_weights(learnt, "members", "history.db", learnt_from), "utf-8")

    def note(audience: str, **given: object) -> str:
        with copy.view(audience, "en") as view:
            return answer_to(view, load_question("opportunities"), {"for": "ORG-07", **given}).notes[0]

    assert f"learnt from {learnt.pairs} new pairs" in note("members")
    assert "learnt from" in note("secretariat", as_of=LATER)
    assert "come with Accord" in note("members", as_of="2018")
    with copy.view("public", "en") as view:
        assert not answer_to(view, load_question("opportunities"), {}).rows


def test_weights_learnt_from_what_an_audience_sees_no_more_are_not_used(copy: SqliteStore, tmp_path: Path):
    """Neither after a consent is withdrawn, nor in a graph made anew without it, nor after a document is gone."""
    with copy.view("members", "en") as view:
        learnt, learnt_from = train_weights(view), read_learnt_from(view, "members")
    assert learnt
    text = format_weights(learnt, "members", "history.db", learnt_from)
    weights_path(copy.path).write_text(text, "utf-8")

    def uses_them(store: SqliteStore, audience: str = "members") -> bool:
        with store.view(audience, "en") as view:
            return choose_weights(view, None).learnt is not None

    assert uses_them(copy)
    copy.approve("ORG-03", "2019-fall", "withheld")
    assert not uses_them(copy)
    assert not uses_them(copy, "secretariat")
    copy.approve("ORG-03", "2019-fall", "public")  # what members saw they see again
    assert uses_them(copy)
    assert not uses_them(copy, "public")
    more = Writer("later.txt", edition="2020-fall")
    more.submitted("ORG-01")
    copy.add([more.reading()])
    assert uses_them(copy)
    copy.delete_source("inventory.csv")
    assert not uses_them(copy)
    anew = SqliteStore(tmp_path / "anew.db", create=True)
    anew.add([more.reading()])
    weights_path(anew.path).write_text(text, "utf-8")
    assert not uses_them(anew)
    weights_path(copy.path).write_text(re.sub(r"submissions: .*\n", "", text), "utf-8")  # of an earlier version
    assert not uses_them(copy)


def test_what_is_withheld_decides_nothing_about_weights(copy: SqliteStore, tmp_path: Path):
    """Weights that the public may have stay as they are whatever becomes of reports that it never saw."""
    hidden = Writer("hidden.txt", edition="2020-fall")
    hidden.submitted("ORG-01")
    for one in ORGANISATIONS:
        copy.approve(one, "2019-fall", "public")
    copy.add([hidden.reading()], "withheld")
    with copy.view("public", "en") as view:
        learnt_from = read_learnt_from(view, "public")
    copy.delete_source("hidden.txt")
    with copy.view("public", "en") as view:
        assert read_learnt_from(view, "public") == learnt_from


@pytest.mark.parametrize(
    "wrong",
    [
        "", "[]", "audience: members\nfeatures: {fame: 1}", "a: [", "\x00", "audience: all\nuntil: 2019-01-01",
        "audience: members\nsince: 2018-01-01\nuntil: 2019-01-01\npairs: 1\nfeatures: {popularity: -1}",
        "audience: members\nsince: 2018-01-01\nuntil: 2019-01-01\npairs: 1\nfeatures: {popularity: .nan}",
    ],
)  # fmt: skip
def test_a_file_of_weights_that_is_none_is_named(copy: SqliteStore, wrong: str):
    weights_path(copy.path).write_text(wrong, "utf-8")
    with copy.view("members", "en") as view, pytest.raises(StoreError, match=r"history\.db\.weights\.yaml"):
        answer_to(view, load_question("opportunities"), {"for": "ORG-07"})


def test_too_little_history_teaches_nothing(store: SqliteStore):
    with store.view("members", "en") as view:
        assert train_weights(view, "2016-03-01") is None


def test_a_feature_that_decides_gets_the_weight(features: FeatureMatrices):
    """Partners chosen by one feature alone: learning finds which."""
    made = features.compute(np.arange(60), {"shared_themes"})["shared_themes"]
    open_to = features.find_candidates(np.arange(60))
    truth = {n: find_greatest(np.where(open_to[n], made[n], 0), 2) for n in range(60)}
    learnt = dict(zip(LINK_FEATURES, fit_weights(sample_choices(features, truth)), strict=True))
    assert max(learnt, key=lambda name: learnt[name]) == "shared_themes"


# evaluation


def test_only_new_pairs_of_those_active_before_count(store: SqliteStore):
    with store.view("members", "en") as view:
        past, whole = history.read_history(view, LATER), history.read_history(view)
    truth = find_new_pairs(past, whole, LATER)
    known = FeatureMatrices(past).partners
    assert truth
    for one, others in truth.items():
        assert not set(others.tolist()) & set(known.columns_of(one).tolist())
        assert all(one in truth[other] for other in others.tolist())


def test_an_evaluation_states_its_candidates_and_has_intervals(store: SqliteStore):
    with store.view("members", "en") as view:
        measured = evaluate_links(view, LATER, None, load_shipped_weights()["history"], ("shipped", "learnt"))
    assert list(measured.models) == [*BASELINES, "shipped", "learnt"]
    assert 50 < measured.candidates <= 60
    for result in measured.models.values():
        assert result["hit@1"][0] <= result["hit@5"][0] <= result["hit@10"][0]
        assert all(low <= value <= high for value, low, high in result.values())
    best = max(measured.models[name]["mrr@50"][0] for name in BASELINES)
    gain = measured.gains["learnt"]["mrr@50"][0]
    assert gain == pytest.approx(measured.models["learnt"]["mrr@50"][0] / best - 1)


def test_weighted_baselines_are_those_of_their_papers(features: FeatureMatrices):
    """Against sums written out over the members of each partnership."""
    members = features.history.members.to_dense()
    counted = members @ members.T
    sized = (members / np.maximum(members.sum(axis=0) - 1, 1)) @ members.T
    for ties in (counted, sized):
        np.fill_diagonal(ties, 0)
    shares = {"weighted_allocation": (counted, 1 / np.maximum(counted.sum(axis=1), 1e-9)),
              "sized_adamic_adar": (sized, 1 / np.log(2 + sized.sum(axis=1)))}  # fmt: skip
    subjects = np.arange(8)
    open_to = features.find_candidates(subjects)
    made = WeightedTies(features).compute(subjects, open_to)
    for name, (ties, share) in shares.items():
        whole = np.log1p(10 * (ties[subjects] * share) @ ties) * open_to
        expected = whole / np.maximum(whole.max(axis=1, keepdims=True), 1e-12)
        np.testing.assert_allclose(made[name], expected, atol=1e-5)
        assert made[name].max() > 0


@given(st.lists(st.tuples(st.integers(0, 12).map(lambda n: n / 12), st.booleans()), min_size=1, max_size=40))
def test_isotonic_probabilities_are_those_of_another_implementation(outcomes: list[tuple[float, bool]]):
    scores, came_true = map(np.array, zip(*outcomes, strict=True))
    known, shares = fit_isotonic(scores, came_true)
    theirs = IsotonicRegression().fit(scores, came_true.astype(float))
    np.testing.assert_allclose(shares, theirs.predict(known), atol=1e-9)


def test_odds_that_hold_are_better_than_the_same_share_for_all():
    drawn = np.random.default_rng(7)
    scores = drawn.random(4000)
    before, after = (Outcomes(scores, drawn.random(4000) < scores / 2) for _ in range(2))
    measured = measure_reliability(before, after)
    assert measured is not None
    assert measured.brier < 0.95 * measured.reference
    assert sum(one.n for one in measured.bins) == 4000
    assert all(abs(one.stated - one.came_true) < 0.06 for one in measured.bins)
    never = Outcomes(scores, np.zeros(4000, dtype=bool))
    assert measure_reliability(never, after) is None  # too little came true


def test_the_reliability_curve_is_drawn_with_its_numbers():
    drawn = draw_reliability([Bin(0.02, 0.01, 50), Bin(0.15, 0.18, 200)], "en")
    tree = ET.fromstring(drawn)  # noqa: S314 (our own)
    titles = [one.text for one in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[1:] == [
        "2.0% stated, 1.0% came true, 50 suggestions",
        "15.0% stated, 18.0% came true, 200 suggestions",
    ]
    assert "20,0\u00a0%" in draw_reliability([Bin(0.2, 0.1, 5)], "fr")


@pytest.mark.parametrize("as_of", [None, LATER])
def test_what_is_read_about_some_gives_what_all_that_is_known_gives(store: SqliteStore, as_of: str | None):
    pairs = [("ORG-00", "ORG-31"), ("ORG-00", "ORG-07"), ("ORG-12", "ORG-44"), ("ORG-59", "ORG-03")]
    with store.view("members", "en") as view:
        whole = index.read_index(view, as_of)
        partners = FeatureMatrices(history.read_history(view, as_of), as_of).list_partners()
        part = pair_context.read_pair_context(
            view, as_of, pairs, None, pair_context.ContextLimits(99, 99, 999), partners
        )
        for one, other in pairs:
            assert part.themes[one] == whole.themes[one]
            assert part.proximity(one, other) == whole.proximity(one, other)
            themes = whole.themes[one] & whole.themes[other]
            shown = [list(find_topics(some, one, other, None, themes)) for some in (part, whole)]
            assert shown[0] == shown[1]
            for idea in shown[0]:
                assert score_with_features(part, idea)[1]["focus"] == score_with_features(whole, idea)[1]["focus"]
                assert score_with_features(part, idea)[1]["rarity"] == score_with_features(whole, idea)[1]["rarity"]
    assert len(part.initiatives) < len(whole.initiatives)
