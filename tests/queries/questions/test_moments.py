"""Questions about an edition, and answers as of a moment."""

from __future__ import annotations

import pytest

from graph.errors import UnknownNameError
from graph.sqlite.store import SqliteStore
from queries.ask import ask_as_of
from queries.questions.moments import prepare, resolve_moment
from queries.questions.question import list_questions, load_question
from tests.helpers.claim_writer import Writer
from tests.helpers.two_editions import FALL, WINTER, fall, winter
from viz.brief.render import render_brief


def _later():
    """A document of a later edition that changes what is known of everything in the first."""
    writer = Writer("2023.txt", edition="2023-spring")
    writer.submitted("CRA", "CA-NS")
    writer.initiative("CRA", "Digital identity", "ai", status="completed", date="2024-10/2024-12", partners=["CA-NS"])
    writer.initiative("CA-NS", "Digital identity", "digital-identity", partners=["CRA", "CA-ON"])
    writer.need("How do others prove identity?", "digital-identity", by="CA-NS")
    return writer.reading()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = SqliteStore(tmp_path_factory.mktemp("moments") / "graph.db", create=True)
    made.add([winter(), fall()])
    return made


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    made = SqliteStore(tmp_path_factory.mktemp("moments") / "graph.db", create=True)
    made.add([winter(), fall()])
    made.add([_later()])
    return made


def test_a_question_about_an_edition_uses_what_was_known_then(grown):
    with grown.view("members", "en") as view:
        question = load_question("themes")
        then = ask_as_of(view, question, {"edition": WINTER})
        assert any("winter 2022" in note for note in then.notes)
        assert ask_as_of(view, question, {"edition": "latest"}).notes == []
        both = ask_as_of(view, question, {"edition": WINTER}, as_of="latest")
        assert both.parameters["edition"] == WINTER
        assert prepare(view, load_question("diff"), {"before": WINTER, "after": FALL}).view is view.as_of(FALL)


def test_a_moment_is_an_edition_or_a_date(grown):
    with grown.view("members", "en") as view:
        assert resolve_moment(view, "winter 2022") == WINTER
        assert resolve_moment(view, "latest") == "2023-spring"
        assert resolve_moment(view, "2022-05") == "2022-05-01"
        with pytest.raises(UnknownNameError, match="no edition"):
            resolve_moment(view, "Tuesday")


def test_a_day_also_leaves_out_initiatives_that_began_later(grown):
    with grown.view("members", "en") as view:
        question = load_question("opportunities")
        assert prepare(view, question, {"as_of": "2022-05"}).given["as_of"] == "2022-05-01"
        assert prepare(view, question, {"as_of": "latest"}).given["as_of"] is None


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("audience", ["public", "members", "secretariat"])
def test_a_brief_stays_as_it_is_when_later_editions_are_loaded(store, grown, audience, language):
    with store.view(audience, language) as before, grown.view(audience, language) as after:
        for kind in ("markdown", "html"):
            assert render_brief(after, FALL, kind) == render_brief(before, FALL, kind)


@pytest.mark.parametrize("name", list_questions())
def test_an_answer_stays_as_it_is_when_later_editions_are_loaded(store, grown, name):
    question = load_question(name)
    values = {"theme": "digital-identity", "jurisdiction": "CRA", "node": "CRA", "text": "identity", "edition": FALL}
    given = {p.name: values[p.type] for p in question.parameters if p.required}
    with store.view("members", "en") as before, grown.view("members", "en") as after:
        assert ask_as_of(after, question, given, as_of=FALL).rows == ask_as_of(before, question, given).rows
