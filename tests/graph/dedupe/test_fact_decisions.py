"""What people refuse or correct: gone for every audience, for later documents too, undone without a trace."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.dedupe.decisions import FACT_KINDS, Decision, read_decisions
from graph.errors import StoreError
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from graph.sqlite.verify import compare_with_rebuild
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import SCRATCH, answers, contents, document, graph_of, stored, without_hidden
from tests.helpers.reading_strategies import JURISDICTIONS, documents, fact_decisions, visible_to

CHAT = "CRA/chat"
# no shrinking: each example makes several graphs
moderately = settings(
    max_examples=15, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def writer(edition: str = EDITION, name: str = "chat.txt") -> Writer:
    book = Writer(name, "en", edition)
    book.submitted("CRA")
    book.initiative(
        "CRA", "Chat", "ai", partners=["CA-AB", "CA-ON"], status="planned", date="2021-07", summary="A chat."
    )
    book.add_claim("initiative", CHAT, "external_partner", value="A foundation", by="CRA")
    book.need("How do others begin?", "ai", by="CRA", initiative=CHAT)
    return book


def wrong(kind: str, what: str, to: str = "", one: str = CHAT) -> Decision:
    return Decision(one, what, same=False, kind=kind, to=to, is_fact=True)


def store(folder: Path, *books) -> SqliteStore:
    folder.mkdir(exist_ok=True)
    made = SqliteStore(folder / "accord.db", create=True)
    made.add([one.reading() if isinstance(one, Writer) else one for one in books])
    return made


def chat(made: SqliteStore, audience: str = "secretariat") -> dict:
    return next(one for one in document(made, audience)["initiatives"] if one["id"] == CHAT)


REFUSED = (
    ("lead", "CRA", lambda one: one["lead"] is None),
    ("partner", "CA-AB", lambda one: one["partners"] == ["CA-ON"]),
    ("external_partner", "A foundation", lambda one: one["external_partners"] == []),
    ("date", "launch 2021-07", lambda one: one["dates"] == []),
    ("status", "planned", lambda one: one["status"] is None),
    ("theme", "ai", lambda one: one["themes"] == []),
    ("summary", "A chat.", lambda one: one["summaries"] == {}),
)
CORRECTED = (
    ("lead", "CRA", "ESDC", lambda one: one["lead"] == "ESDC"),
    ("partner", "CA-AB", "CA-BC", lambda one: one["partners"] == ["CA-BC", "CA-ON"]),
    ("external_partner", "A foundation", "Another", lambda one: one["external_partners"] == ["Another"]),
    ("date", "launch 2021-07", "2021-09", lambda one: one["dates"][0] == DATE),
    ("date", "launch 2021-07", "completion 2022", lambda one: one["dates"][0]["kind"] == "completion"),
    ("status", "planned", "launched", lambda one: one["status"] == "launched"),
    ("theme", "ai", "cloud", lambda one: one["themes"] == ["cloud"]),
    ("title", "Chat", "Chat service", lambda one: one["titles"] == {"en": "Chat service"}),
    ("summary", "A chat.", "Another chat.", lambda one: one["summaries"] == {"en": "Another chat."}),
)
DATE = {"kind": "launch", "edtf": "2021-09", "start": "2021-09", "end": "2021-09"}


@pytest.mark.parametrize(("kind", "what", "holds"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_each_kind_of_fact_can_be_refused_and_comes_back(tmp_path: Path, kind, what, holds):
    made = store(tmp_path, writer())
    before = stored(made.path)
    made.add_decisions([wrong(kind, what)])
    assert holds(chat(made))
    assert compare_with_rebuild(made) == []
    made.add([writer("2022-fall", "later.txt").reading()])  # says it again
    assert holds(chat(made))
    made.delete_source("later.txt")
    made.remove_decision(wrong(kind, what).id)
    assert stored(made.path) == before


@pytest.mark.parametrize(
    ("kind", "what", "to", "holds"), CORRECTED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_kind_of_fact_can_be_corrected_and_is_marked_as_inferred(tmp_path: Path, kind, what, to, holds):
    made = store(tmp_path, writer())
    made.add_decisions([wrong(kind, what, to)])
    assert holds(chat(made))
    with made.view("secretariat", "en") as view:
        rows = view.rows("SELECT stated FROM claim WHERE rule = 'corrected-by-person'")
    assert rows
    assert not any(row["stated"] for row in rows)
    assert compare_with_rebuild(made) == []


def test_a_whole_initiative_or_need_can_be_refused(tmp_path: Path):
    made = store(tmp_path, writer())
    (need,) = (one["id"] for one in document(made)["needs"])
    made.add_decisions([wrong("initiative", "Chat"), wrong("need", "How do others begin?", one=need)])
    graph = document(made)
    assert (graph["initiatives"], graph["partnerships"], graph["needs"]) == ([], [], [])
    assert compare_with_rebuild(made) == []


def test_no_trace_of_a_refused_partner_is_left_in_identifiers(tmp_path: Path):
    made = store(tmp_path, writer())
    made.add_decisions([wrong("partner", "CA-AB")])
    for audience in ("members", "secretariat"):
        (partnership,) = document(made, audience)["partnerships"]
        assert "CA-AB" not in f"{partnership['id']} {partnership['members']}"


def test_the_words_of_the_source_stay_visible_to_those_who_could_see_them(tmp_path: Path):
    withheld = Approved(jurisdiction="CRA", edition=EDITION, approval="withheld")
    made = store(tmp_path, writer().reading(approvals=[withheld]))
    made.add_decisions([wrong("partner", "CA-AB")])
    ((decision, evidence),) = made.refused_facts("secretariat")
    assert decision == wrong("partner", "CA-AB")
    assert [one["quote"] for one in evidence] == [f"{CHAT}+CA-AB+CA-ON+CRA member CA-AB"]
    assert evidence[0]["name"] == "chat.txt"
    assert made.refused_facts("members") == []


def test_a_correction_to_what_only_a_withheld_report_names_is_visible_to_nobody_else(tmp_path: Path):
    book, hidden = writer(), Writer("hidden.txt")
    hidden.add_claim("jurisdiction", "NEWTOWN", "name", value="Newtown", by="CA-AB")
    hidden.initiative("CA-AB", "Other", "ai", partners=["NEWTOWN"])
    withheld = Approved(jurisdiction="CA-AB", edition=EDITION, approval="withheld")
    made = store(tmp_path, book, hidden.reading(approvals=[withheld]))
    made.add_decisions([wrong("partner", "CA-AB", "NEWTOWN")])
    assert chat(made)["partners"] == ["CA-ON", "NEWTOWN"]
    assert chat(made, "members")["partners"] == ["CA-ON"]
    assert "NEWTOWN" not in str(document(made, "members"))


def test_approvals_decided_after_a_refusal_hold_when_it_is_undone(tmp_path: Path):
    made = store(tmp_path, writer())
    made.add_decisions([wrong("initiative", "Chat")])
    made.approve("CRA", EDITION, "withheld")
    made.remove_decision(wrong("initiative", "Chat").id)
    assert document(made, "members")["initiatives"] == []
    assert chat(made)["titles"] == {"en": "Chat"}


def test_what_is_corrected_and_then_refused_is_gone(tmp_path: Path):
    made = store(tmp_path, writer())
    made.add_decisions([wrong("lead", "CRA", "ESDC"), wrong("lead", "ESDC")])
    assert chat(made)["lead"] is None
    made.add_decisions([wrong("lead", "ESDC", "CRA")])  # back again: both decisions stand
    assert chat(made)["lead"] == "CRA"


def test_decisions_hold_for_what_comes_later_however_it_comes(tmp_path: Path):
    first, second = writer(), writer("2022-fall", "fall.txt")
    decided = [wrong("partner", "CA-AB"), wrong("lead", "CRA", "ESDC"), wrong("date", "launch 2021-07")]
    made = store(tmp_path / "one", first)
    made.add_decisions(decided)
    made.add([second.reading()])
    made.replace_readings([first.reading(), second.reading()])
    (tmp_path / "again").mkdir()
    shutil.copy(made.decisions_path, tmp_path / "again")
    again = store(tmp_path / "again", first, second)
    assert stored(made.path) == stored(again.path)


def test_the_file_says_which_entry_cannot_be_understood(tmp_path: Path):
    path = tmp_path / "decisions.yaml"
    path.write_text("- wrong: [CRA/chat, CRA]\n  kind: colour\n", "utf-8")
    with pytest.raises(StoreError, match="decision 1"):
        read_decisions(path)
    path.write_text("- wrong: [CRA/chat, Chat]\n  kind: initiative\n  to: Other\n", "utf-8")
    with pytest.raises(StoreError, match="decision 1"):
        read_decisions(path)
    path.write_text("- wrong: [CRA/chat, CRA]\n  kind: lead\n", "utf-8")
    assert read_decisions(path) == [wrong("lead", "CRA")]
    assert {one.kind for one in read_decisions(path)} <= set(FACT_KINDS)


@st.composite
def _decided(draw):
    about = st.sampled_from([f"{who}/{slug}" for who in JURISDICTIONS[:3] for slug in ("digital-identity", "portal")])
    return [draw(fact_decisions(draw(about))) for _ in range(draw(st.integers(1, 4)))]


@moderately
@given(documents(), _decided(), st.sampled_from(["public", "members"]))
def test_what_people_decide_opens_nothing(readings, decided, audience):
    """An audience gets what it would get if what it may not see had never been stated, decisions or not."""
    level = ["public", "members"].index(audience)
    with graph_of(*readings) as full, graph_of(*visible_to(readings, level)) as reduced:
        for one in (full, reduced):
            one.add_decisions(decided)
        assert contents(full, audience) == contents(reduced, audience)
        assert answers(full, audience) == answers(reduced, audience)
        with without_hidden(full, level) as deleted:
            shutil.copy(full.decisions_path, deleted.path.parent)
            assert [one for one, _ in full.refused_facts(audience)] == [
                one for one, _ in reduced.refused_facts(audience)
            ]
            deleted.rebuild()
            assert contents(full, audience) == contents(deleted, audience)


@moderately
@given(documents(), _decided())
def test_what_people_decide_is_undone_without_a_trace(readings, decided):
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        made = SqliteStore(Path(folder) / "graph.db", create=True)
        made.add(readings)
        before = stored(made.path)
        made.add_decisions(decided)
        assert compare_with_rebuild(made) == []
        for one in {one.id for one in decided}:
            made.remove_decision(one)
        assert stored(made.path) == before
