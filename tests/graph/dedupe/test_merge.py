"""One initiative named twice: one node where that is sure, a question where it is likely; what people say counts."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Claim, Place, Reading
from graph.dedupe import decisions
from graph.dedupe.decisions import Decision
from graph.dedupe.initiative_profiles import read_profiles
from graph.dedupe.initiative_rules import is_slight_rename
from graph.dedupe.merge import resolve_duplicates
from graph.errors import StoreError, UnknownNameError
from graph.model import Approved
from graph.sqlite.schema.driver import Connection
from graph.sqlite.store import SqliteStore
from loaders.inputs.registry import READERS
from tests.helpers.claim_writer import Writer, source
from tests.helpers.graphs import document
from tests.helpers.reading import read_all


def store(folder: Path, *book: Writer | Reading, name: str = "accord.db") -> SqliteStore:
    made = SqliteStore(folder / name, create=True)
    made.add([one.reading() if isinstance(one, Writer) else one for one in book])
    return made


def rows(made: SqliteStore, sql: str, audience="secretariat"):
    with made.view(audience, "en") as view:
        return [tuple(row.values()) for row in view.rows(sql)]


def merged(made: SqliteStore, audience="secretariat"):
    return rows(made, "SELECT alias, id, rule FROM same_as WHERE rule <> 'same-partnership' ORDER BY 1", audience)


def asked(made: SqliteStore, audience="secretariat"):
    return rows(made, "SELECT one, other, rule FROM candidate_pair ORDER BY 1, 2", audience)


def winter() -> Writer:
    return Writer("winter.txt", "en", "2022-winter")


def fall(language: str = "en") -> Writer:
    return Writer(f"fall-{language}.txt", language, "2022-fall")


def test_two_partners_that_name_each_other_work_on_one_initiative(tmp_path: Path):
    book = winter()
    first = book.initiative("CRA", "Electronic invoicing", partners=("CA-ON",), date="2021-07")
    other = book.initiative("CA-ON", "Electronic invoicing", partners=("CRA",), summary="For small firms.")
    made = store(tmp_path, book)
    assert merged(made) == [(other, first, "named-by-both")]
    (one,) = document(made)["initiatives"]
    assert (one["id"], one["summaries"], [d["edtf"] for d in one["dates"]]) == (
        first, {"en": "For small firms."}, ["2021-07"],
    )  # fmt: skip
    assert [p["id"] for p in document(made)["partnerships"]] == [f"{first}+CA-ON+CRA"]


def test_one_that_names_another_is_asked_about(tmp_path: Path):
    book = winter()
    one = book.initiative("CRA", "Electronic invoicing", partners=("CA-ON",))
    other = book.initiative("CA-ON", "Electronic invoicing")
    book.initiative("CA-BC", "Chat")
    book.initiative("CA-AB", "Chat")
    made = store(tmp_path, book)
    assert (merged(made), asked(made)) == ([], [(one, other, "same-title-two-leads")])


def test_a_title_with_its_abbreviation_behind_it_is_asked_about(tmp_path: Path):
    before, after = winter(), fall()
    one = before.initiative("CRA", "Harbour Trust Framework")
    other = after.initiative("CA-ON", "HARBOUR TRUST FRAMEWORK (HTF)")
    before.initiative("CA-BC", "Harbour Trust Framework (BC)")
    before.initiative("CA-BC", "Shared Chat")
    after.initiative("CA-AB", "Shared Chat (SC)")
    made = store(tmp_path, before, after)
    assert (merged(made), asked(made)) == ([], [(one, other, "same-title-two-leads")])


def test_a_component_with_the_title_of_an_initiative_is_asked_about(tmp_path: Path):
    before, after = winter(), fall()
    one = before.initiative("CRA", "Cadre de confiance du port (CCP)")
    whole = after.initiative("CA-ON", "Digital identity")
    other = after.initiative("CA-ON", "Cadre de confiance du port", part_of=whole)
    part = after.initiative("CA-BC", "Cadre de confiance du port", part_of=after.initiative("CA-BC", "Wallets"))
    made = store(tmp_path, before, after)
    expected = {(one, other, "same-title-two-leads"), (one, part, "same-title-two-leads")}
    assert (merged(made), set(asked(made))) == ([], expected)
    made.add_decisions([Decision(one, other, same=True)])
    (kept,) = [row for row in document(made)["initiatives"] if row["id"] == one]
    assert (kept["part_of"], len(document(made)["initiatives"])) == (whole, 4)


def test_a_slight_new_name_with_the_same_partner_is_the_same(tmp_path: Path):
    before, after = winter(), fall()
    one = before.initiative("CA-AB", "Online birth registration", partners=("CA-ON",))
    other = after.initiative("CA-AB", "Registration of births online", partners=("CA-ON",))
    after.initiative("CA-AB", "Online death registration", partners=("CA-ON",))
    before.submitted("CA-AB")
    after.submitted("CA-AB")
    made = store(tmp_path, before, after)
    assert merged(made) == [(other, one, "renamed")]
    kept = next(i for i in document(made)["initiatives"] if i["id"] == one)
    assert kept["editions"] == ["2022-winter", "2022-fall"]
    assert kept["titles"] == {"en": "Registration of births online"}


@pytest.mark.parametrize(
    ("old", "new", "question"),
    [
        ("Digital wallet", "A digital wallet for credentials", True),  # no fact in common
        ("Licence renewal phase 2", "Licence renewal phase 3", True),
        ("Digital wallet", "Chat for newcomers", False),
    ],
)
def test_what_is_not_sure_is_asked_about_and_what_is_unlike_is_not(tmp_path: Path, old, new, question):
    before, after = winter(), fall()
    one, other = before.initiative("CA-AB", old), after.initiative("CA-AB", new)
    made = store(tmp_path, before, after)
    assert (merged(made), asked(made)) == ([], [(one, other, "nearly-same-title")] if question else [])


def test_two_that_one_list_names_are_two(tmp_path: Path):
    book = winter()
    book.initiative("CA-AB", "Online birth registration", partners=("CA-ON",))
    book.initiative("CA-AB", "Births registration online", partners=("CA-ON",))
    made = store(tmp_path, book)
    assert (merged(made), asked(made)) == ([], [])


def inventory(name: str, *keys: str) -> Reading:
    table = "id,title,lead\n" + "".join(f"{key},Client portal renewal,Alberta\n" for key in keys)
    mapping = b"collection: inventory\nlanguage: en\nkey: id\ntitle: title\nlead: lead\n"
    return read_all(table.encode(), name, mapping=mapping.decode(), readers=READERS)[0]


def test_initiatives_of_a_collection_with_different_keys_are_merged_only_by_a_decision(tmp_path: Path):
    document_with_the_title = fall()
    document_with_the_title.initiative("CA-AB", "Client portal renewal")
    readings = [inventory("a.csv", "C-1"), inventory("b.csv", "c-1", "C-2"), document_with_the_title]
    for order in permutations(range(3)):
        made = store(tmp_path, *(readings[at] for at in order), name=f"{order}.db")
        assert merged(made) == []
        assert {rule for _one, _other, rule in asked(made)} == {"listed-twice"}
    alone = store(tmp_path, readings[0], document_with_the_title, name="alone.db")
    assert [rule for _alias, _id, rule in merged(alone)] == ["same-title"]


def test_a_title_that_a_document_or_the_vocabulary_translates_is_one_title(tmp_path: Path):
    both, french, theme = winter(), fall("fr"), fall()
    one = both.initiative("CRA", "One counter")
    both.add_claim("initiative", one, "title", value="Comptoir commun", by="CRA")
    both.claims[-1] = both.claims[-1]._replace(language="fr")
    other = french.initiative("CRA", "Comptoir commun")
    third, fourth = theme.initiative("CA-ON", "Digital identity"), french.initiative("CA-ON", "Identité numérique")
    made = store(tmp_path, both, french, theme)
    assert (other, one, "same-title") in merged(made)
    assert {(third, fourth), (fourth, third)} & {(alias, id_) for alias, id_, _ in merged(made)}
    assert len(merged(made)) == 2


def test_each_audience_learns_only_of_what_it_sees(tmp_path: Path):
    before, after = winter(), fall()
    before.initiative("CA-AB", "Online birth registration", partners=("CA-ON",))
    after.initiative("CA-AB", "Registration of births online", partners=("CA-ON",))
    before.initiative("CA-BC", "Digital wallet")
    after.initiative("CA-BC", "A digital wallet for credentials")
    hidden = [Approved(jurisdiction=who, edition="2022-winter", approval="withheld") for who in ("CA-AB", "CA-BC")]
    made = store(tmp_path, before.reading(approvals=hidden), after)
    assert len(merged(made)) == len(asked(made)) == 1
    assert merged(made, "members") == asked(made, "members") == []
    made.add_decisions([Decision("CA-BC/digital-wallet", "CA-BC/a-digital-wallet-for-credentials", same=True)])
    assert len(merged(made)) == 2
    assert "digital-wallet'" not in str(merged(made, "members"))
    with made.view("members", "en") as view:
        assert "CA-BC/digital-wallet" not in str(view.rows("SELECT * FROM same_as") + view.rows("SELECT * FROM node"))


def test_the_word_of_people_goes_before_rules_and_can_be_taken_back(tmp_path: Path):
    book = winter()
    first = book.initiative("CRA", "Electronic invoicing", partners=("CA-ON",))
    other = book.initiative("CA-ON", "Electronic invoicing", partners=("CRA",))
    third = book.initiative("TBS", "Paper forms")
    made = store(tmp_path, book)
    made.add_decisions([Decision(first, other, same=False), Decision(third, other, same=True, reason="so they say")])
    assert merged(made) == [(third, other, "decided-same")]
    made.remove_decision(decisions.pair_id(other, first))
    assert {(alias, id_) for alias, id_, _ in merged(made)} >= {(other, first)}
    made.decisions_path.unlink()
    made.approve("CRA", "2022-winter", "public")  # the graph is made anew
    assert merged(made) == [(other, first, "named-by-both")]


def test_a_decision_whose_process_was_killed_holds_from_the_next_change(tmp_path: Path):
    """The file of decisions is written before the graph: a kill in between leaves the decision, which is not lost."""
    book = winter()
    first, other = book.initiative("CRA", "Electronic invoicing"), book.initiative("TBS", "Paper forms")
    made = store(tmp_path, book)
    decisions.add_decisions(made.decisions_path, [Decision(first, other, same=True)])  # what the kill leaves
    assert merged(made) == []
    with made.view("secretariat", "en") as view:
        assert len(view.rows("SELECT id FROM initiative")) == 2
    made.approve("CRA", "2022-winter", "public")
    assert [how for *_, how in merged(made)] == ["decided-same"]


def test_language_versions_are_distinguished_where_people_decided_so(tmp_path: Path):
    english, french = Writer("a.txt", "en"), Writer("a.txt", "fr")
    for who, en, fr in (("CRA", "Chat", "Clavardage"), ("CA-AB", "Wallet", "Portefeuille")):
        english.initiative(who, en)
        french.initiative(who, fr)
    made = store(tmp_path, english, french)
    assert len(merged(made)) == 2
    made.add_decisions([Decision("CRA/chat", "CRA/clavardage", same=False)])
    assert merged(made) == [("CA-AB/portefeuille", "CA-AB/wallet", "same-place-in-translation")]


def test_sources_and_decisions_make_the_same_graph_again(tmp_path: Path):
    """The same document, byte by byte, and the same tables; the full-text index inside SQLite keeps its history."""
    before, after = winter(), fall()
    one, other = (
        before.initiative("CA-AB", "Digital wallet"),
        after.initiative("CA-AB", "A digital wallet for credentials"),
    )
    before.initiative("CRA", "Electronic invoicing", partners=("CA-ON",))
    before.initiative("CA-ON", "Electronic invoicing", partners=("CRA",))
    made = store(tmp_path, before, after)
    plain = document(made)
    made.add_decisions(
        [Decision(one, other, same=True, titles=("Digital wallet", "=1+1: «é» # '"), reason="renamed: yes")]
    )
    assert document(made) != plain
    (tmp_path / "again").mkdir()
    shutil.copy(made.decisions_path, tmp_path / "again")
    again = store(tmp_path / "again", before, after)
    assert json.dumps(document(again)) == json.dumps(document(made))
    dumps = []
    for each in (made, again):
        connection = sqlite3.connect(each.path)
        dumps.append([line for line in connection.iterdump() if '"search_' not in line])
        connection.close()
    assert dumps[0] == dumps[1]


def registry(name: str, *book: tuple[str, str, str, str | None]) -> Reading:
    claims = [
        Claim(kind="jurisdiction", subject=one, predicate=predicate, value=value, rule="test", place=Place(line=n),
              language=more if predicate == "name" else None, qualifier=more if predicate == "code" else None)
        for n, (one, predicate, value, more) in enumerate(book)
    ]  # fmt: skip
    return Reading(source=source(name, edition=None), claims=claims)


def test_a_code_makes_two_names_of_a_registry_one_organisation(tmp_path: Path):
    english = registry(
        "en.csv", ("FERRY-OFFICE", "name", "Ferry Office", "en"), ("FERRY-OFFICE", "code", "7", "ferry-id"),
        ("REVENUE", "name", "Revenue people", "en"), ("REVENUE", "code", "46", "gc-orgid"),
        ("A", "code", "9", "dept"), ("B", "code", "9", "dept"),
    )  # fmt: skip
    french = registry("fr.csv", ("TRAVERSIERS", "name", "Bureau des traversiers", "fr"),
                      ("TRAVERSIERS", "code", "7", "ferry-id"), ("C", "code", "9", "dept"))  # fmt: skip
    made = store(tmp_path, english, french)
    assert merged(made) == [("REVENUE", "CRA", "same-code"), ("TRAVERSIERS", "FERRY-OFFICE", "same-code")]
    assert rows(made, "SELECT names FROM jurisdiction WHERE id = 'FERRY-OFFICE'") == [
        ('{"en":"Ferry Office","fr":"Bureau des traversiers"}',)
    ]


def test_a_name_that_the_vocabulary_may_know_is_asked_about_and_settled(tmp_path: Path):
    book = winter()
    book.initiative("OFFICE", "Ferries")
    names = registry("names.csv", ("OFFICE", "name", "Canada Revenue Agenci", "en"))
    made = store(tmp_path, book, names)
    assert asked(made) == [("CRA", "OFFICE", "nearly-same-name")]
    made.add_decisions([Decision("OFFICE", "CRA", same=True, kind="jurisdiction")])
    assert asked(made) == []
    assert [i["lead"] for i in document(made)["initiatives"]] == ["CRA"]


def test_a_decision_on_sharing_holds_for_all_names_of_a_jurisdiction(tmp_path: Path):
    book = winter()
    book.initiative("OFFICE", "Ferries")
    book.initiative("CRA", "Portal")
    made = store(tmp_path, book, registry("names.csv", ("OFFICE", "code", "46", "gc-orgid")))
    assert merged(made) == [("OFFICE", "CRA", "same-code")]
    assert made.approve("CRA", "2022-winter", "withheld")
    assert document(made, "members")["initiatives"] == []
    assert made.approve("CRA", "2022-winter", "public")
    assert len(document(made, "public")["initiatives"]) == 2
    assert not made.approve("CRA", "2022-winter", "public")


def test_a_large_graph_is_not_searched_and_marked_so(tmp_path: Path):
    before, after = winter(), fall()
    one, other = (
        before.initiative("CA-AB", "Digital wallet"),
        after.initiative("CA-AB", "A digital wallet for credentials"),
    )
    made = store(tmp_path, before, after)
    assert (len(asked(made)), made.searched_duplicates()) == (1, True)
    for decided, pairs in (([], []), ([Decision(one, other, same=True)], [(other, one, "decided-same")])):
        with closing(Connection(made.path)) as connection:
            for table in ("same_as", "candidate_pair"):
                connection.execute(f"DELETE FROM {table}")
            (audience,) = connection.execute("SELECT max(audience) FROM node").fetchone()
            resolve_duplicates(connection, audience, decided, max_claims=3)
        assert (asked(made), merged(made), made.searched_duplicates()) == ([], pairs, False)


# the file


LETTERS = st.text(st.characters(categories=("L", "N", "P", "S")), max_size=20)
PAIRS = st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh"), st.booleans(), LETTERS)


@given(st.lists(PAIRS, max_size=8))
def test_decisions_come_back_as_they_were_written(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("made") / "decisions.yaml"
    made = [Decision(one, other, same, titles=(text,) if text else (), reason=text) for one, other, same, text in pairs]
    for one in made:
        decisions.add_decisions(path, [one])
    expected = {one.id: one for one in made}
    assert {one.id: one for one in decisions.read_decisions(path)} == expected
    for identifier in expected:
        decisions.remove_decision(path, identifier)
    assert decisions.read_decisions(path) == []


def test_comments_and_entries_by_hand_stay(tmp_path: Path):
    path = tmp_path / "decisions.yaml"
    path.write_text(
        "# ours\n- same: [a, b]\n  # why not\n- {different: [c, d]}\n# asked in May\n- same: [e, f]\n", "utf-8"
    )
    assert [one.same for one in decisions.read_decisions(path)] == [True, False, True]
    decisions.remove_decision(path, decisions.pair_id("a", "b"))
    assert "# asked in May" in path.read_text("utf-8")
    decisions.remove_decision(path, decisions.pair_id("d", "c"))
    assert path.read_text("utf-8").startswith("# ours\n")
    assert [(one.one, one.other) for one in decisions.read_decisions(path)] == [("e", "f")]
    with pytest.raises(UnknownNameError, match="No decision is called"):
        decisions.remove_decision(path, "nope")


@pytest.mark.parametrize(
    ("content", "book"),
    [
        ("same: [a, b]", "has to be a list"),
        ("- same: [a]", "decision 1"),
        ("- {same: [a, b], different: [a, b]}", "decision 1"),
        ("- same: [a, b]\n- 7", "decision 2"),
        ("- same: [a, a]", "decision 1"),
        ("- {same: [a, b], kind: need}", "kind is one of"),
        ("- [", "is not YAML"),
        ("\x00", "is not YAML"),
    ],
)
def test_a_file_that_is_wrong_stops_a_load_and_leaves_the_graph(tmp_path: Path, content, book):
    first = winter()
    first.initiative("CRA", "Chat")
    made = store(tmp_path, first)
    (tmp_path / "decisions.yaml").write_text(content, "utf-8")
    later = fall()
    later.initiative("CRA", "Wallet")
    with pytest.raises(StoreError, match=book):
        made.add([later.reading()])
    assert [i["id"] for i in document(made)["initiatives"]] == ["CRA/chat"]
    with pytest.raises(StoreError, match=book):
        made.add_decisions([Decision("CRA/chat", "CRA/wallet", same=True)])
    assert (tmp_path / "decisions.yaml").read_text("utf-8") == content


@given(st.lists(st.sampled_from(["digital", "portal", "births", "online", "phase", "2", "3"]), max_size=5))
def test_a_title_is_itself_in_any_order_of_words(title):
    words = [word for word in title if word]
    assert is_slight_rename(" ".join(words), " ".join(reversed(words))) == bool(words)


def test_partners_are_found_in_steps_that_grow_as_partnerships_do(tmp_path: Path):
    def steps(size: int) -> int:
        book = winter()
        for number in range(size):
            book.initiative("CRA", f"Work {number}", partners=("CA-ON",))
        made = store(tmp_path, book, name=f"{size}.db")
        counted = [0]

        def count() -> int:
            counted[0] += 1
            return 0

        with closing(Connection(made.path)) as connection:
            connection.execute("PRAGMA automatic_index = off")  # as of a load
            connection.set_progress_handler(count, 100)
            profiles = read_profiles(connection, 1)
        assert [one.partners for one in profiles.values()] == [{"CA-ON"}] * size
        return counted[0]

    assert steps(200) < 6 * steps(50)
