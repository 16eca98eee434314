"""What could answer a need."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.sqlite.store import SqliteStore
from graph.text.strings import words
from queries.ask import ask as answer_to
from queries.fulltext.index import open_text_index
from queries.fulltext.scoring import LANGUAGE_SEPARATOR, RARITY_POWER, TextWords, fold_words, score_text
from queries.fulltext.terms import expand_texts
from queries.questions.answer import Answer
from queries.questions.question import load_question
from queries.suggestions.offers.offer_candidates import MAX_CANDIDATES, ThemeMatch
from queries.suggestions.offers.offer_scores import OfferScorer
from queries.suggestions.offers.offer_texts import OfferTexts
from tests.helpers.claim_writer import Writer

Ask = Callable[..., Answer]


def test_offers_are_as_many_as_needs_ask_for(ask: Ask):
    for audience in ("public", "members", "secretariat"):
        counted = {row["need"]: row["offers"] for row in ask("needs", audience=audience)}
        listed = ask("offers", audience=audience, limit=500).rows
        for need, count in counted.items():
            assert sum(row["need"] == need for row in listed) == count


def test_nobody_offers_to_itself_and_the_best_is_first(ask: Ask):
    rows = ask("offers").rows
    assert rows
    assert all(row["lead"] != row["by"] for row in rows)
    by_need: dict[str, list[float]] = {}
    for row in rows:
        by_need.setdefault(row["need"], []).append(row["score"])
    assert all(scores == sorted(scores, reverse=True) for scores in by_need.values())
    assert all(0 < score <= 1 for scores in by_need.values() for score in scores)


def test_both_sentences_are_quoted(ask: Ask):
    for row in ask("offers"):
        quotes = [entry["quote"] for entry in row["evidence"]]
        assert row["text"] in quotes
        assert row["title"] in quotes


def test_filters(ask: Ask):
    everything = ask("offers", limit=500).rows
    for lead in {row["lead"] for row in everything}:
        assert ask("offers", lead=lead, limit=500).rows == [row for row in everything if row["lead"] == lead]
    for by in {row["by"] for row in everything if row["by"]}:
        assert ask("offers", by=by, limit=500).rows == [row for row in everything if row["by"] == by]
    assert ask("offers", theme="digital identity").rows
    assert ask("offers", edition="2022-winter").rows


def test_the_order_is_the_same_in_french(ask: Ask):
    english, french = (
        [(row["need"], row["initiative"], row["score"]) for row in ask("offers", lang=lang)] for lang in ("en", "fr")
    )
    assert english == french


def test_what_reads_like_the_need_goes_before_what_only_shares_its_theme(ask: Ask):
    rows = ask("offers", theme="digital identity", limit=500).rows
    scores = {row["initiative"]: row["score"] for row in rows if row["need"] == rows[0]["need"]}
    assert len(set(scores.values())) > 1


def test_of_a_large_theme_as_many_of_others_are_taken_as_count(tmp_path):
    graph = SqliteStore(tmp_path / "graph.db", create=True)
    writer = Writer("many.txt")
    writer.submitted("CA-MB", "CA-ON")
    for number in range(2 * MAX_CANDIDATES + 300):  # more of CA-ON are wanted than the first statement reads
        lead, status = ("CA-MB", "CA-ON")[number % 2], ("launched", "planned")[number % 3 == 0]
        writer.initiative(lead, f"River gauges {number}", "ai", status=status)
    for text in ("How do others read river gauges?", "Who reads gauges?"):
        writer.need(text, "ai", by="CA-MB")
    graph.add([writer.reading()], "members")
    with graph.view("members", "en") as view:
        order = "status <> 'launched', id"
        wanted = view.rows(f"SELECT id FROM initiative WHERE lead = 'CA-ON' ORDER BY {order} LIMIT {MAX_CANDIDATES}")
        rows = answer_to(view, load_question("offers"), {}, 10_000).rows
        assert open_text_index(view).count_initiatives() == 2 * MAX_CANDIDATES + 300
    by_need = {need: {row["initiative"] for row in rows if row["need"] == need} for need in {r["need"] for r in rows}}
    assert list(by_need.values()) == [{row["id"] for row in wanted}] * 2
    with graph.view("members", "en") as view:  # an answer that ends early is a beginning of the whole
        assert answer_to(view, load_question("offers"), {}, 5, 3).rows == rows[:3]


def test_initiatives_are_counted_among_the_texts_of_each_audience(store: SqliteStore):
    for audience in ("public", "members", "secretariat"):
        with store.view(audience, "en") as view:
            (row,) = view.rows("SELECT count(*) AS n FROM initiative")
            assert open_text_index(view).count_initiatives() == row["n"] > 0


def test_texts_score_as_one_by_one_and_no_more_than_their_bounds(store: SqliteStore):
    with store.view("secretariat", "en") as view:
        index, texts = open_text_index(view), OfferTexts()
        rows = view.rows("SELECT id, titles, summaries FROM initiative ORDER BY id")
        for row in rows:
            texts.keep(row["id"], (row["titles"], row["summaries"]))
        needs = [
            text
            for row in view.rows("SELECT texts FROM need ORDER BY id")
            for text in json.loads(row["texts"]).values()
        ]
        needs += [LANGUAGE_SEPARATOR.join(json.loads(row["titles"]).values()) for row in rows]
        needs += ["digital identity and open government", "l’identité numérique", "nothing of that sort"]
        terms = expand_texts(view, index, {text: words(text) for text in needs})
        scorer = OfferScorer(texts, index, {"t": [term for one in terms.values() for term in one]})
        ids = [row["id"] for row in rows]
        for number, text in enumerate(terms):
            some = ids[: len(ids) // 2] if number == 0 else ids  # the rest is added to what is known
            matches = {
                one: [
                    ThemeMatch(
                        unfinished=False, initiative=one, theme="t", theme_size=1, lead=None, status=None, claim=1
                    )
                ]
                for one in some
            }
            (scores,) = scorer.score_need([terms[text]], matches)
            expected = [
                score_text(
                    [replace(term, idf=term.idf ** (1 / RARITY_POWER)) for term in terms[text]],
                    {
                        field: LANGUAGE_SEPARATOR.join(json.loads(row[column]).values())
                        for field, column in (("title", "titles"), ("body", "summaries"))
                    },
                    index.idf,
                )[0]
                for row in rows[: len(some)]
            ]
            assert scores.score(some) == pytest.approx(expected, abs=1.01e-4)
            assert all(scores.bounds.get(one, 0.0) + 1e-4 >= score for one, score in zip(some, expected, strict=True))
            assert scores.score(some[::-1]) == scores.score(some)[::-1]


@given(st.text())
@example("a⑴b ½ l’Été_x ＿ e\u0301 ß œ ﬁ\x1e\x00 İ Foo™")
def test_folded_words_are_those_of_each_written_word(text: str):
    assert dict.fromkeys(fold_words(text)).keys() == TextWords(text).written.keys()
