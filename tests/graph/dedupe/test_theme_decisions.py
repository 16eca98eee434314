"""What people decide about themes: taken up as inferred, kept apart from what is stated, undone, and made again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from graph.dedupe import decisions
from graph.dedupe.decisions import Decision
from graph.errors import StoreError
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from graph.vocabulary.themes import HINTED
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import document, stored

LABS, CHAT = "CA-AB/one-lab", "CA-AB/chat"


def writer(edition: str = "2022-winter", name: str = "said.txt") -> Writer:
    """An initiative at whose theme a word hints, and one of which no theme is known."""
    book = Writer(name, "en", edition)
    book.initiative("CA-AB", "One lab")
    book.add_claim("initiative", LABS, "theme", "innovation-labs", by="CA-AB", stated=False, rule=HINTED)
    book.initiative("CA-AB", "Chat")
    return book


def store(folder: Path, *book, name: str = "accord.db") -> SqliteStore:
    folder.mkdir(exist_ok=True)
    made = SqliteStore(folder / name, create=True)
    made.add([one.reading() if isinstance(one, Writer) else one for one in book])
    return made


def themes(made: SqliteStore, audience="secretariat") -> dict[str, list[str]]:
    return {one["id"]: one["themes"] for one in document(made, audience)["initiatives"]}


def yes(one: str, theme: str) -> Decision:
    return Decision(one, theme, same=True, kind="theme")


def no(one: str, theme: str) -> Decision:
    return Decision(one, theme, same=False, kind="theme")


def dump(made: SqliteStore) -> list[str]:
    """All of a file but the index for full text, which keeps its history."""
    connection = sqlite3.connect(made.path)
    lines = [line for line in connection.iterdump() if '"search_' not in line]
    connection.close()
    return lines


def test_a_theme_is_taken_up_as_inferred_with_the_place_where_the_title_stands(tmp_path: Path):
    made = store(tmp_path, writer())
    assert themes(made) == {CHAT: [], LABS: ["innovation-labs"]}
    made.add_decisions([yes(CHAT, "contact-centres"), no(LABS, "innovation-labs")])
    assert themes(made) == {CHAT: ["contact-centres"], LABS: []}
    with made.view("secretariat", "en") as view:
        (fact,) = view.rows("SELECT stated, claim FROM initiative_theme")
        evidence = view.evidence([fact["claim"]])[fact["claim"]]
        n = view.value("SELECT sum(n) FROM works_on WHERE theme = 'contact-centres'")
    assert fact["stated"] == 0
    assert (evidence["stated"], evidence["rule"], evidence["quote"]) == (False, "decided-theme", "Chat")
    assert n == 1


def test_what_is_decided_is_undone_without_a_trace(tmp_path: Path):
    made = store(tmp_path, writer())
    before = dump(made)
    made.add_decisions([yes(CHAT, "contact-centres"), no(LABS, "innovation-labs")])
    assert dump(made) != before
    for one, theme in ((CHAT, "contact-centres"), (LABS, "innovation-labs")):
        made.remove_decision(decisions.pair_id(one, theme))
    assert dump(made) == before


def test_what_a_source_states_is_not_touched(tmp_path: Path):
    book = writer()
    book.add_claim("initiative", LABS, "theme", "innovation-labs", by="CA-AB")
    made = store(tmp_path, book)
    made.add_decisions([no(LABS, "innovation-labs"), yes(LABS, "innovation-labs")])
    made.add_decisions([no(LABS, "innovation-labs")])
    assert themes(made)[LABS] == ["innovation-labs"]
    with made.view("secretariat", "en") as view:
        assert view.value("SELECT stated FROM initiative_theme") == 1


def test_decisions_hold_for_what_comes_later_however_it_comes(tmp_path: Path):
    """One load after the other, decisions between them, a document withdrawn and read again: as one load of it all."""
    first, second, third = writer(), writer("2022-fall", "fall.txt"), writer("2023-winter", "later.txt")
    made = store(tmp_path / "one", first)
    made.add_decisions([yes(CHAT, "contact-centres"), no(LABS, "innovation-labs")])
    made.add([third.reading()])
    made.add([second.reading()])
    made.delete_source("later.txt")
    made.replace_readings([first.reading(), second.reading()])
    assert not made.add([first.reading()])[0].claims
    made.approve("CA-AB", "2022-fall", "public")
    (tmp_path / "again").mkdir()
    shutil.copy(made.decisions_path, tmp_path / "again")
    opened = [Approved(jurisdiction="CA-AB", edition="2022-fall", approval="public")]
    again = store(tmp_path / "again", first, second.reading(approvals=opened))
    assert themes(made) == {CHAT: ["contact-centres"], LABS: []}
    assert json.dumps(document(again)) == json.dumps(document(made))
    one, other = stored(made.path), stored(again.path)
    assert {**one, "approval_log": []} == other


def test_a_corrected_document_keeps_what_was_decided(tmp_path: Path):
    made = store(tmp_path, writer())
    made.add_decisions([yes(CHAT, "contact-centres"), no(LABS, "innovation-labs")])
    corrected = writer()
    corrected.add_claim("initiative", CHAT, "status", value="launched", by="CA-AB")
    corrected.source = corrected.source.model_copy(update={"id": "0" * 64})
    assert made.add([corrected.reading()])[0].replaced
    assert themes(made) == {CHAT: ["contact-centres"], LABS: []}
    with made.view("secretariat", "en") as view:
        assert view.value("SELECT count(*) FROM claim") == len(corrected.claims)


def test_an_audience_sees_a_decided_theme_where_it_sees_the_title(tmp_path: Path):
    hidden = [Approved(jurisdiction="CA-AB", edition="2022-winter", approval="withheld")]
    made = store(tmp_path, writer().reading(approvals=hidden), writer("2022-fall", "fall.txt"))
    made.add_decisions([yes(CHAT, "contact-centres")])
    assert themes(made, "members")[CHAT] == ["contact-centres"]
    made.approve("CA-AB", "2022-fall", "withheld")
    assert document(made, "members")["initiatives"] == []
    with made.view("members", "en") as view:
        assert view.value("SELECT count(*) FROM claim") == 0
        assert view.rows("SELECT id FROM theme") == []


def test_a_decision_is_about_all_names_of_an_initiative_for_those_who_know_them(tmp_path: Path):
    book = writer()
    other = book.initiative("CA-BC", "A lab")
    book.add_claim("initiative", other, "theme", "innovation-labs", by="CA-BC", stated=False, rule=HINTED)
    hidden = [Approved(jurisdiction="CA-AB", edition="2022-winter", approval="withheld")]
    made = store(tmp_path, book.reading(approvals=hidden))
    made.add_decisions([Decision(LABS, other, same=True), no(LABS, "innovation-labs")])
    assert themes(made, "members") == {other: ["innovation-labs"]}  # who does not see one learns nothing of it
    made.approve("CA-AB", "2022-winter", "members")
    assert themes(made, "members") == {CHAT: [], LABS: []}


def test_needs_have_themes_too_and_what_is_not_there_means_nothing(tmp_path: Path):
    book = writer()
    need = book.need("How do others run labs?", by="CA-AB")
    made = store(tmp_path, book)
    made.add_decisions(
        [yes(need, "innovation-labs"), yes("CRA/nothing", "contact-centres"), yes(CHAT, "no-such-theme")]
    )
    (asked,) = document(made)["needs"]
    assert asked["themes"] == ["innovation-labs"]
    assert themes(made)[CHAT] == []


def test_a_document_of_the_graph_carries_what_was_decided(tmp_path: Path):
    from loaders.sandbox.client import as_list
    from tests.helpers.reading import read

    made = store(tmp_path / "one", writer())
    made.add_decisions([yes(CHAT, "contact-centres"), no(LABS, "innovation-labs")])
    whole = json.dumps(document(made))
    (tmp_path / "other").mkdir()
    copy = SqliteStore(tmp_path / "other" / "accord.db", create=True)
    copy.add(as_list(read(None, whole.encode(), "graph.json")))
    assert themes(copy) == themes(made)
    copy.add_decisions([yes(LABS, "contact-centres")])
    copy.remove_decision(decisions.pair_id(LABS, "contact-centres"))
    assert themes(copy) == themes(made)  # what a source brought as decided is the source's


@pytest.mark.parametrize(
    ("entry", "book"),
    [
        ("- about: [a]", "decision 1"),
        ("- {same: [a, b], about: [a, b]}", "decision 1"),
        ("- {about: [a, b], kind: initiative}", "of kind initiative"),
        ("- {same: [a, b], kind: theme}", "of kind theme"),
    ],
)
def test_a_file_that_means_nothing_names_the_entry(tmp_path: Path, entry: str, book: str):
    (tmp_path / decisions.FILE_NAME).write_text(f"{entry}\n", "utf-8")
    with pytest.raises(StoreError, match=book):
        decisions.read_decisions(tmp_path / decisions.FILE_NAME)


def test_an_entry_may_leave_out_its_kind(tmp_path: Path):
    (tmp_path / decisions.FILE_NAME).write_text(
        "- not-about: [CRA/chat, privacy]\n- about: [CRA/chat, contact-centres]\n", "utf-8"
    )
    assert decisions.read_decisions(tmp_path / decisions.FILE_NAME) == [
        no("CRA/chat", "privacy"),
        yes("CRA/chat", "contact-centres"),
    ]
    decisions.remove_decision(tmp_path / decisions.FILE_NAME, decisions.pair_id("CRA/chat", "privacy"))
    assert decisions.read_decisions(tmp_path / decisions.FILE_NAME) == [yes("CRA/chat", "contact-centres")]
