"""What claims add up to: counts, roll-ups, which edition wins, and what the order of loading may not change."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates.editions import edition_key
from graph.errors import SourceError
from graph.sqlite.derive import assemble
from graph.sqlite.derive.audience_views import create_audience_views
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import contents, document, graph_of
from tests.helpers.reading_strategies import documents

moderately = settings(max_examples=25, deadline=None, derandomize=True)


def works_on(store, theme, audience="secretariat"):
    """(n, led) by jurisdiction."""
    with store.view(audience, "en") as view:
        rows = view.rows("SELECT jurisdiction, n, led FROM works_on WHERE theme = ?", (theme,))
    return {row["jurisdiction"]: (row["n"], row["led"]) for row in rows}


def test_a_component_counts_as_its_whole():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", "ai")
    for number in range(3):
        writer.initiative("CRA", f"Step {number}", "ai", part_of=whole)
    with graph_of(writer.reading()) as store:
        assert works_on(store, "ai") == {"CRA": (1, 1)}


def test_a_theme_of_a_component_alone_counts_its_whole_once():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", "cloud")
    writer.initiative("CRA", "Step 1", "ai", part_of=whole)
    writer.initiative("CRA", "Other", "ai")
    with graph_of(writer.reading()) as store:
        assert works_on(store, "ai") == {"CRA": (2, 2)}


def test_a_narrower_theme_counts_for_the_broader_one():
    writer = Writer()
    writer.initiative("CRA", "Wallet", "digital-identity", "digital-credentials")
    with graph_of(writer.reading()) as store:
        assert works_on(store, "identity-and-trust") == {"CRA": (1, 1)}
        assert works_on(store, "digital-identity") == {"CRA": (1, 1)}


def test_a_theme_that_a_source_describes_counts_for_its_broader_one():
    writer = Writer()
    writer.initiative("CRA", "Arbres", "tree-planting")
    writer.say("theme", "tree-planting", "broader", "gardening")
    writer.say("theme", "gardening", "broader", "tree-planting")  # nonsense, and no reason to run for ever
    with graph_of(writer.reading()) as store:
        assert works_on(store, "gardening") == {"CRA": (1, 1)}
        assert [t["id"] for t in document(store)["themes"]] == ["gardening", "tree-planting"]


def test_partners_work_on_it_and_do_not_lead():
    writer = Writer()
    writer.initiative("CRA", "Wallet", "ai", partners=["TBS", "CA-AB"])
    with graph_of(writer.reading()) as store:
        assert works_on(store, "ai") == {"CRA": (1, 1), "TBS": (1, 0), "CA-AB": (1, 0)}


def test_a_partner_in_a_component_is_a_partner_in_the_whole():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", "ai", partners=["TBS"])
    writer.initiative("CRA", "Step", part_of=whole, partners=["TBS", "CA-AB"])
    with graph_of(writer.reading()) as store:
        partners = {i["id"]: i["partners"] for i in document(store)["initiatives"]}
        assert partners == {"CRA/portal": ["CA-AB", "TBS"], "CRA/step": ["CA-AB", "TBS"]}
        assert works_on(store, "ai")["CA-AB"] == (1, 0)


def test_a_lead_is_not_its_own_partner():
    writer = Writer()
    whole = writer.initiative("CRA", "Portal", partners=["TBS"])
    writer.initiative("TBS", "Step", part_of=whole, partners=["CRA"])
    with graph_of(writer.reading()) as store, store.view("secretariat", "en") as view:
        rows = view.rows("SELECT initiative, jurisdiction, role FROM takes_part ORDER BY 1, 2, 3")
    assert [tuple(row.values()) for row in rows] == [
        ("CRA/portal", "CRA", "lead"), ("CRA/portal", "TBS", "partner"),
        ("TBS/step", "CRA", "partner"), ("TBS/step", "TBS", "lead"),
    ]  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_latest_edition_wins_in_whatever_order_they_come(order):
    said = [
        ("2021-fall", "planned", "Portal"),
        ("2022-winter", "in-progress", "portal"),
        ("2022-spring", "launched", "PORTAL"),
    ]
    made = []
    for edition, status, title in said:
        writer = Writer(f"{edition}.txt", edition=edition)
        writer.submitted("CRA")
        writer.initiative("CRA", title, status=status, summary=f"As of {edition}")
        made.append(writer.reading())
    with graph_of(*(made[number] for number in order)) as store:
        (portal,) = document(store)["initiatives"]
    assert (portal["status"], portal["titles"]["en"]) == ("launched", "PORTAL")
    assert portal["summaries"] == {"en": "As of 2022-spring"}
    assert portal["editions"] == ["2021-fall", "2022-winter", "2022-spring"]


def test_within_an_edition_what_is_said_first_stands():
    writer = Writer()
    subject = writer.initiative("CRA", "Portal", status="launched")
    writer.say("initiative", subject, "status", value="planned", by="CRA")
    with graph_of(writer.reading()) as store:
        assert document(store)["initiatives"][0]["status"] == "launched"


def test_editions_are_in_the_order_of_the_year():
    known = ["2021-fall", "2022-winter", "2022-spring", "2022-summer", "2022-fall", "2023-winter"]
    keys = [edition_key(edition) for edition in known]
    assert keys == sorted(keys)
    assert sorted(["2022-winter", "annual", None, "2021"], key=edition_key) == [None, "2021", "2022-winter", "annual"]


def test_what_is_stated_comes_before_what_is_inferred():
    writer = Writer()
    subject = writer.initiative("CRA", "Portal", "ai")  # inferred from the title
    writer.say("initiative", subject, "theme", "ai", by="CRA")
    with graph_of(writer.reading()) as store, store.view("secretariat", "en") as view:
        (row,) = view.rows("SELECT stated, claim FROM initiative_theme")
        assert row["stated"] == 1
        assert view.evidence([row["claim"]])[row["claim"]]["stated"] is True


def test_what_has_no_name_is_no_node_and_is_kept():
    writer = Writer()
    writer.say("initiative", "CRA/untitled", "theme", "ai", by="CRA")
    writer.say("need", "n1", "theme", "ai", by="CRA")
    writer.say("partnership", "p1", "member", "CRA", by="CRA", qualifier="lead")
    with graph_of(writer.reading()) as store, store.view("secretariat", "en") as view:
        assert view.rows("SELECT id FROM node") == []
        assert len(view.rows("SELECT number FROM claim")) == 3


def test_what_refers_to_nothing_known_is_left_out():
    writer = Writer()
    writer.initiative("CRA", "Step", part_of="CRA/nowhere")
    writer.need("How?", by="CRA", initiative="CRA/nowhere")
    writer.partnership("CRA/nowhere", "CRA", "TBS")
    with graph_of(writer.reading()) as store:
        exported = document(store)
    assert exported["initiatives"][0]["part_of"] is None
    assert exported["needs"][0]["initiative"] is None
    assert exported["partnerships"][0]["initiative"] is None


def test_jurisdictions_come_with_what_they_are_part_of():
    writer = Writer()
    writer.initiative("SERVICE-CANADA", "Portal")
    writer.initiative("NEWTOWN", "Register")
    writer.say("jurisdiction", "NEWTOWN", "level", value="municipal")
    writer.say("jurisdiction", "NEWTOWN", "part_of", "CA-ON")
    with graph_of(writer.reading()) as store:
        found = {j["id"]: (j["level"], j["part_of"]) for j in document(store)["jurisdictions"]}
    assert found["NEWTOWN"] == ("municipal", "CA-ON")
    assert found["SERVICE-CANADA"][1] in found
    assert {"CA", "CA-ON"} <= set(found)


def test_a_source_does_not_rename_what_the_vocabulary_knows():
    writer = Writer()
    writer.initiative("CRA", "Portal")
    writer.say("jurisdiction", "CRA", "level", value="municipal")
    with graph_of(writer.reading()) as store:
        assert next(j for j in document(store)["jurisdictions"] if j["id"] == "CRA")["level"] == "federal"


@pytest.mark.parametrize(
    ("kind", "predicate", "target", "value"), [("theme", "label", None, "A"), ("need", "text", None, "A")]
)
def test_one_identifier_for_two_kinds_is_refused(kind, predicate, target, value):
    writer = Writer()
    writer.initiative("CRA", "Portal")
    writer.say(kind, "CRA", predicate, target, value)
    with pytest.raises(SourceError, match="“CRA” identifies both a"), graph_of(writer.reading()):
        pass


@moderately
@given(documents(languages=("en",)))
def test_loading_one_by_one_is_the_same_as_all_at_once(readings):
    with graph_of(*readings) as at_once, graph_of(readings[0]) as one_by_one:
        for reading in readings[1:]:
            one_by_one.add([reading])
        for audience in ("public", "secretariat"):
            assert contents(at_once, audience) == contents(one_by_one, audience)


WHOLES = "count(DISTINCT CASE i.kind WHEN 'component' THEN coalesce(i.part_of, i.id) ELSE i.id END)"
COUNTED_ONE_BY_ONE = {
    "SELECT id, initiatives FROM theme": f"""
        SELECT t.id, (SELECT {WHOLES} FROM theme_within AS w JOIN initiative_theme AS a ON a.theme = w.theme
                      JOIN initiative AS i ON i.id = a.initiative WHERE w.broader = t.id) FROM theme AS t""",
    "SELECT edition, jurisdiction, initiatives FROM submission": f"""
        SELECT s.edition, s.jurisdiction,
               (SELECT {WHOLES} FROM takes_part AS p JOIN initiative AS i ON i.id = p.initiative
                JOIN initiative_edition AS e ON e.initiative = i.id AND e.edition = s.edition
                WHERE p.jurisdiction = s.jurisdiction) FROM submission AS s""",
}


@moderately
@given(documents())
def test_what_is_counted_at_the_load_is_what_there_is(readings):
    with graph_of(*readings) as store:
        for audience in ("public", "secretariat"):
            with store.view(audience, "en") as view:
                for counted, one_by_one in COUNTED_ONE_BY_ONE.items():
                    found, expected = ([tuple(row.values()) for row in view.rows(sql)] for sql in (counted, one_by_one))
                    assert sorted(found) == sorted(expected)


# what may be said of a node of each kind: a predicate, objects and values that contradict each other
SAYABLE = {
    "initiative": {
        "kind": (("", "initiative"), ("", "component")),
        "title": (("", "Portal"), ("", "Gateway")),
        "summary": (("", "Short"), ("", "Long")),
        "lead": (("CRA", ""), ("TBS", "")),
        "status": (("", "planned"), ("", "launched")),
        "part_of": (("CRA/whole", ""), ("CRA/other", ""), ("CRA/nothing", "")),
        "external_partner": (("", "Firm"), ("", "Bank")),
    },
    "partnership": {
        "initiative": (("CRA/whole", ""), ("CRA/other", ""), ("CRA/nothing", "")),
        "member": (("CRA", ""), ("TBS", ""), ("CA-AB", "")),
        "since": (("", "2020"), ("", "2021")),
        "until": (("", "2022"), ("", "2023")),
    },
    "need": {
        "kind": (("", "ask"), ("", "theme")),
        "by": (("CRA", ""), ("TBS", "")),
        "text": (("", "How?"), ("", "Why?")),
        "initiative": (("CRA/whole", ""), ("CRA/other", ""), ("CRA/nothing", "")),
    },
}  # fmt: skip
IDENTIFIERS = {"initiative": "CRA/portal", "partnership": "CRA/whole+CRA+TBS", "need": "2022-winter/CRA/how"}
# what the first reading says in any case: without some of it there is no node; the second says it but for the first
NEEDED = {"initiative": ["title", "lead", "lead"], "partnership": ["member", "member"], "need": ["text"]}
BUILDERS = {
    "initiative": assemble.initiative_columns,
    "partnership": assemble.partnership_columns,
    "need": assemble.need_columns,
}


@st.composite
def told_often(draw):
    """Two readings of two editions that say things of one node of each kind, and may disagree on one of its columns."""
    disputed = {kind: draw(st.sampled_from(list(predicates))) for kind, predicates in SAYABLE.items()}
    readings = []
    for number, edition in enumerate(("2022-winter", "2022-fall")):
        writer = Writer(f"{number}.txt", "en", edition)
        for title in ("Whole", "Other"):
            writer.initiative("CRA", title)
        for kind, predicates in SAYABLE.items():
            predicate = st.sampled_from([*predicates, *[disputed[kind]] * len(predicates)])
            for said in [*NEEDED[kind][number:], *draw(st.lists(predicate, max_size=5))]:
                different = said in {disputed[kind], "member"}
                target, value = draw(st.sampled_from(predicates[said][: None if different else 1]))
                stated = draw(st.booleans())
                writer.say(kind, IDENTIFIERS[kind], said, target or None, value or None, stated=stated)
                if said in {"title", "summary", "text"}:
                    language = draw(st.sampled_from(["en", "fr", None]))
                    writer.claims[-1] = writer.claims[-1]._replace(language=language)
                if draw(st.booleans()):
                    writer.line -= 1
        readings.append(writer.reading())
    return readings


def one_by_one(connection, audience, kind, initiatives):
    """The nodes of a kind, each put together from the facts about it: columns by identifier."""
    rows = connection.execute(
        "SELECT number, subject, predicate, object, value, qualifier, language, edition, stated FROM visible_claim"
        " WHERE kind = ? ORDER BY subject, number",
        (kind,),
    )
    refers = "part_of" if kind == "initiative" else "initiative"
    nodes = {}
    claims = (assemble.VisibleClaim(*row) for row in rows)
    for subject, group in itertools.groupby(claims, key=lambda fact: fact.subject):
        facts = [fact for fact in group if fact.predicate != refers or fact.object in initiatives]
        if columns := BUILDERS[kind](facts):
            nodes[subject] = columns | ({"part_of": assemble.latest_parent(facts)} if kind == "initiative" else {})
    return nodes


def are_as_one_by_one(readings):
    with graph_of(*readings) as store, closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        for (graph,) in connection.execute(
            "SELECT DISTINCT value FROM metadata WHERE key LIKE 'graph of %'"
        ).fetchall():
            audience = int(graph)
            create_audience_views(connection, audience)
            rows = connection.execute("SELECT id FROM initiative WHERE audience = ?", (audience,))
            known = {each[0] for each in rows}
            for kind in BUILDERS:
                rows = connection.execute(f"SELECT * FROM {kind} WHERE audience = ?", (audience,)).fetchall()
                expected = one_by_one(connection, audience, kind, known)
                assert {row["id"]: {column: row[column] for column in expected[row["id"]]} for row in rows} == expected


@settings(max_examples=200, deadline=None, derandomize=True)
@given(told_often())
def test_a_node_that_much_is_said_of_is_what_its_facts_add_up_to(readings):
    are_as_one_by_one(readings)


@moderately
@given(documents())
def test_all_nodes_are_what_their_facts_add_up_to(readings):
    are_as_one_by_one(readings)


def test_received_and_priorities_are_kept_in_their_order():
    writer = Writer()
    for rank, text in ((10, "Last"), (2, "Second"), (1, "First")):
        writer.say("edition", EDITION, "priority", value=text, qualifier=str(rank))
    writer.say("edition", EDITION, "received", value="12")
    with graph_of(writer.reading()) as store:
        (edition,) = document(store)["editions"]
    assert edition["priorities"] == ["First", "Second", "Last"]
    assert (edition["received"], edition["language"]) == (12, "en")
