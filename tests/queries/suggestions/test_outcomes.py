"""What became of the suggestions of earlier editions: partnerships stated since, decisions, and what was overtaken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.dedupe.suggestion_decisions import SuggestionDecision, add_suggestion_decision
from graph.errors import UnknownNameError
from graph.sqlite.store import SqliteStore
from queries.ask import ask_as_of
from queries.questions.question import load_question
from tests.helpers.claim_writer import Writer

if TYPE_CHECKING:
    from queries.questions.answer import Answer

CHATBOT, ASSISTANT = "CA-AB/chatbot-for-drivers", "CA-ON/chatbot-for-licence-plates"
TOGETHER = "A source states since that Alberta and Ontario work together on “{}”."
CLOSED = "No longer open, or no longer reported: “Chatbot for licence plates” and “Chatbot for drivers”."
QUESTION = "How to write letters in plain language"


def report(edition: str, published: str, *, later: str = "") -> Writer:
    """An edition: two chatbots, a question and letters that answer it; `later` changes one thing."""
    w = Writer(f"{edition}.txt", edition=edition)
    w.add_claim("edition", edition, "published", value=published)
    w.submitted("CA-AB", "CA-ON", "CA-NS")
    status = "completed" if later == "finished" else "in-progress"
    partners = ["CA-ON"] if later == "partners" else []
    w.initiative("CA-AB", "Chatbot for drivers", status=status, partners=partners, summary="It answers questions.")
    w.initiative("CA-ON", "Chatbot for licence plates", status=status)
    w.initiative("CA-NS", "Letters in plain language", status="launched")
    if later == "elsewhere":
        w.initiative("CA-AB", "Snow ploughs", partners=["CA-ON"])
    if later != "not asked":
        w.need(QUESTION, by="CA-ON")
    return w


class Council:
    """Three editions, of which the last one differs."""

    def __init__(self, folder: Path, later: str) -> None:
        self.store = SqliteStore(folder / "accord.db", create=True)
        editions = [("2023-spring", "2023-04", ""), ("2023-fall", "2023-10", later), ("2024-spring", "2024-04", later)]
        self.store.add([report(one, day, later=change).reading() for one, day, change in editions])

    def ask(self, lang: str = "en", as_of: str | None = None, **given: object) -> Answer:
        with self.store.view("members", lang) as view:
            named = {key.rstrip("_"): value for key, value in given.items()}
            return ask_as_of(view, load_question("outcomes"), named, as_of=as_of)

    def outcome(self, kind: str, **given: object) -> tuple[str, str]:
        (row,) = [row for row in self.ask(edition="2023-spring", **given) if row["kind"] == kind]
        return row["outcome"], row["because"]


@pytest.mark.parametrize(
    ("later", "kind", "outcome", "because"),
    [
        ("", "pair", "open", "Nothing is known of it since."),
        ("partners", "pair", "partners", TOGETHER.format("Chatbot for drivers")),
        ("elsewhere", "pair", "elsewhere", TOGETHER.format("Snow ploughs")),
        ("finished", "pair", "overtaken", CLOSED),
        ("not asked", "answer", "overtaken", "No later edition asks this again."),
    ],
)  # fmt: skip
def test_an_answer_has_what_became_of_each_suggestion(
    tmp_path: Path, later: str, kind: str, outcome: str, because: str
):
    assert Council(tmp_path, later).outcome(kind) == (outcome, because)


def test_partnerships_are_shown_with_their_evidence(tmp_path: Path):
    (row,) = [row for row in Council(tmp_path, "partners").ask() if row["outcome"] == "partners"]
    assert row["on"] == CHATBOT
    assert {entry["quote"].rsplit(" ", 1)[1] for entry in row["evidence"]} == {"CA-AB", "CA-ON"}


@pytest.mark.parametrize(("verdict", "outcome"), [("met", "met"), ("partners", "said"), ("dismissed", "dismissed")])
def test_decisions_count_where_no_source_states_a_partnership(tmp_path: Path, verdict: str, outcome: str):
    council = Council(tmp_path, "finished")
    facts = {CHATBOT: "1", ASSISTANT: "2"}
    decision = SuggestionDecision(
        "0" * 8, verdict, "pair", ("CA-AB", "CA-ON"), facts, by="secretary", date="2023-05-02"
    )
    add_suggestion_decision(council.store.decisions_path, decision)
    found, because = council.outcome("pair")
    assert found == outcome
    assert "May 2, 2023" in because


def test_a_suggestion_of_several_editions_is_listed_with_the_first(tmp_path: Path):
    rows = Council(tmp_path, "").ask().rows
    assert {row["edition"] for row in rows} == {"2023-spring"}
    assert len({row["id"] for row in rows}) == len(rows) == 2


def test_outcomes_are_counted_and_filtered(tmp_path: Path):
    council = Council(tmp_path, "partners")
    assert council.ask().notes == ["Of 2 suggestions: 1 became partners, 1 still open."]
    assert [row["outcome"] for row in council.ask(outcome="partners")] == ["partners"]
    assert council.ask(for_="CA-NS").rows != council.ask().rows
    french = council.ask(lang="fr", outcome="partners").rows[0]["because"]
    assert french.startswith("Une source indique depuis que l’Alberta et l’Ontario")


def test_as_of_an_earlier_edition_nothing_later_is_known(tmp_path: Path):
    council = Council(tmp_path, "partners")
    assert council.ask(as_of="2023-spring").rows == []
    assert [row["outcome"] for row in council.ask(as_of="2023-fall", for_="CA-AB")] == ["partners"]


def test_an_edition_that_does_not_exist_is_refused(tmp_path: Path):
    with pytest.raises(UnknownNameError):
        Council(tmp_path, "").ask(edition="1999-fall")


def test_an_edition_typed_in_words_is_named_so_and_what_came_later_still_counts(tmp_path: Path):
    council = Council(tmp_path, "not asked")
    answer = council.ask(edition="fall 2023")
    assert answer.parameters["edition"] == "2023-fall"
    assert answer.about == "fall 2023"
    (row,) = [row for row in council.ask(edition="spring 2023") if row["kind"] == "answer"]
    assert row["outcome"] == "overtaken"  # which only later editions say
