"""Finding things by their words."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import UnknownNameError, UsageError
from queries.questions.answer import Answer

Ask = Callable[..., Answer]


def ids(answer: Answer) -> list[object]:
    return [row["id"] for row in answer]


def test_accents_and_case_do_not_matter(ask: Ask):
    found = ids(ask("search", query="rétroaction"))
    assert found == ids(ask("search", query="RETROACTION"))
    assert found[0] == "client-feedback"
    assert "CALGARY/client-feedback-dashboard" in found


def test_the_other_language_is_found_through_the_label_of_a_theme(ask: Ask):
    rows = {row["id"]: row for row in ask("search", query="contact centres", kind="initiative", lang="fr")}
    assert next(iter(rows)) == "CA-NS/contact-centre-renewal"
    assert "CA-AB/bernie" in rows
    assert rows["CA-NS/contact-centre-renewal"]["title"] == "Renouveau du centre de contact"
    assert "CA-AB/bernie" in ids(ask("search", query="centres de contact"))


def test_a_typing_error_finds_the_nearest_word_and_says_so(ask: Ask):
    first = ask("search", query="newbron").rows[0]
    assert first["id"] == "CA-ON/newborn-registration"
    assert first["matched"] == "title: newbron → Newborn"


def test_matched_words_stand_as_they_are_written(ask: Ask):
    rows = {row["id"]: row["matched"] for row in ask("search", query="numerique identite", lang="fr")}
    assert rows["CA-ON/digital-identity-pilots"] == "titre\u00a0: numérique, identité"


def test_words_may_be_in_any_form(ask: Ask):
    assert "CA-QC/digital-wallet-for-citizens" in ids(ask("search", query="wallets citizen"))
    assert "CA-MB/immunization-card" in ids(ask("search", query="immuniz"))


def test_a_quoted_phrase_must_stand_as_it_is(ask: Ask):
    assert ids(ask("search", query='"provincial identity"')) == ["CRA/sign-in-with-a-provincial-identity"]
    assert ids(ask("search", query="« identité numérique provinciale »")) == ["CRA/sign-in-with-a-provincial-identity"]
    assert "CRA/sign-in-with-a-provincial-identity" not in ids(ask("search", query='"identity provincial"'))


def test_a_title_counts_more_than_a_theme_and_a_summary(ask: Ask):
    rows = ask("search", query="feedback").rows
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    scores = {row["id"]: row["score"] for row in rows}
    assert scores["CALGARY/client-feedback-dashboard"] > scores["TBS/better-service-management"]


def test_filters_keep_what_they_name_in_either_language(ask: Ask):
    of_ontario = ids(ask("search", query="lead:CA-ON"))
    assert of_ontario
    assert all(str(one).startswith("CA-ON/") for one in of_ontario)
    assert ids(ask("search", query="responsable:Ontario genre:initiative")) == ids(
        ask("search", query="lead:CA-ON kind:initiative")
    )
    assert "CA-ON/digital-identity-pilots" in ids(
        ask("search", query='numérique theme:"identité numérique" lead:CA-ON')
    )
    assert ask("search", query="identity lead:CA-NU").rows == []


@pytest.mark.parametrize("query", ["kind:plane", "after:soon", "lead:Atlantis", "thème:xyzzy"])
def test_a_filter_that_means_nothing_is_refused(ask: Ask, query: str):
    with pytest.raises(UsageError):
        ask("search", query=query)


def test_a_colon_after_a_word_that_is_no_field_is_text(ask: Ask):
    assert ids(ask("search", query="identity: digital")) == ids(ask("search", query="identity digital"))


def test_a_word_finds_its_translation_though_no_theme_bridges_it(ask: Ask):
    found = ask("search", query="portefeuille", kind="initiative").rows
    assert "CA-QC/digital-wallet-for-citizens" in [row["id"] for row in found]


@pytest.mark.parametrize("kind", ["initiative", "need", "theme", "jurisdiction"])
def test_one_kind_of_thing_can_be_asked_for(ask: Ask, kind: str):
    rows = ask("search", query="client feedback canada", kind=kind)
    assert rows.rows
    assert {row["kind"] for row in rows} == {kind}


@pytest.mark.parametrize(
    "query", ["", "   ", '" OR NEAR(*', "NEAR(a b, 2)", "title : x", "* *", "a AND", "NOT", '"', "«»", "-", "^x", "{a}",
              "the of", "🦫", "\ud800", "\x00", "x" * 10_000, '"' * 999]
)  # fmt: skip
def test_the_syntax_of_full_text_search_means_nothing_here(ask: Ask, query: str):
    answer = ask("search", query=query)
    assert isinstance(answer.rows, list)
    assert answer.rows or answer.notes == ["Nothing found. Try fewer or other words."]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_whatever_is_searched_for_scores_from_0_to_1(ask: Ask, query: str):
    with contextlib.suppress(UnknownNameError):  # a filter that does not exist, such as "A:0"
        assert all(0 < row["score"] <= 1 and row["matched"] for row in ask("search", query=query))


def test_unanswered_needs_are_those_without_offers(ask: Ask):
    every = ask("needs").rows
    unanswered = ask("needs", unanswered=True).rows
    assert [row["need"] for row in unanswered] == [row["need"] for row in every if row["offers"] == 0]
    assert len(unanswered) < len(every)
