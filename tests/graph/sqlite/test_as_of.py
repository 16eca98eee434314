"""What was known at an edition is what a graph holds into which only the documents up to it were loaded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import SourceHints
from graph.dates.editions import edition_key
from graph.sqlite.copies.as_of import MAX_COPIES, find_later
from graph.sqlite.store import SqliteStore
from graph.sqlite.verify import compare_with_rebuild
from graph.values import AUDIENCES, COUNCIL
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import contents, graph_of
from tests.helpers.reading_strategies import EDITIONS, documents
from viz.audit.outputs import iter_outputs
from viz.audit.probes import collect_probes

few = settings(max_examples=4, deadline=None)


def _is_known(edition, moment):
    return not edition or edition_key(edition) <= edition_key(moment)


def _known(readings, moment):
    """What readings say by then, of documents of these editions only."""
    found = []
    for one in readings:
        claims = [claim for claim in one.claims if _is_known(claim.edition, moment)]
        unplaced = [text for text in one.unplaced if _is_known(text.edition, moment)]
        if _is_known(one.source.edition, moment) and (claims or unplaced):
            found.append(replace(one, claims=claims, remarks=replace(one.remarks, unplaced=unplaced)))
    return [replace(one, approvals=_needed(one)) for one in found]


def _needed(reading):
    """The approvals of what a reading says."""
    expected = {(claim.reported_by or COUNCIL, claim.edition) for claim in reading.claims}
    return [each for each in reading.approvals if (each.jurisdiction, each.edition) in expected]


@st.composite
def _documents(draw):
    """Readings of which some have no edition, and some say things without one."""
    found = []
    for number, one in enumerate(draw(documents(most=5))):
        source, claims = one.source, list(one.claims)
        match draw(st.integers(0, 3)):
            case 0:
                source = source.model_copy(update={"edition": None})
            case 1:  # a list of several editions
                source = source.model_copy(update={"edition": None})
                claims = [claim._replace(edition=draw(st.sampled_from((*EDITIONS, None)))) for claim in claims]
        made = replace(one, source=source.model_copy(update={"name": f"{number}.txt"}), claims=claims)
        found.append(replace(made, approvals=_needed(made)))
    return found


def _outputs(store, audience, probes):
    """All that an audience gets out of a graph but the numbers of claims, which count those of deleted documents."""
    found = {
        name: content
        for name, content in iter_outputs(store, audience, probes)
        if name != "proposals" and not any(part in name for part in (": sql ", "copy, step"))
    }
    return {**found, **contents(store, audience)}


@few
@given(_documents(), st.sampled_from(EDITIONS), st.sampled_from(AUDIENCES))
def test_an_answer_as_of_an_edition_is_that_of_the_documents_up_to_it(readings, moment, audience):
    with graph_of(*readings) as store, graph_of(*_known(readings, moment)) as early:
        with store.view(audience, "en") as view:
            earlier = SqliteStore(view.as_of(moment).path)
        probes = collect_probes(early, audience, most=1)
        ours, theirs = (_outputs(one, audience, probes) for one in (earlier, early))
        assert [name for name in theirs if ours.get(name) != theirs[name]] == []
        assert ours.keys() == theirs.keys()
        assert compare_with_rebuild(earlier) == []


def _reading(name, edition, title, hints=None):
    writer = Writer(name, edition=edition or "2021-fall")
    writer.initiative("CRA", title, "ai")
    made = writer.reading()
    if edition is None:
        claims = [claim._replace(edition=None) for claim in made.claims]
        made = replace(made, source=made.source.model_copy(update={"edition": None}), claims=claims)
    return replace(made, hints=SourceHints(**hints)) if hints else made


def _titles(store, moment, audience="members"):
    with store.view(audience, "en") as view:
        return {row["title"] for row in view.as_of(moment).rows("SELECT title FROM initiative")}


def test_what_has_no_edition_was_always_known_unless_its_document_is_dated(tmp_path):
    store = SqliteStore(tmp_path / "graph.db", create=True)
    store.add(
        [
            _reading("a.txt", "2021-fall", "Old"),
            _reading("b.txt", "2022-winter", "New"),
            _reading("c.txt", None, "Register"),
            _reading("d.txt", None, "Early letter", {"date": "2021-06"}),
            _reading("e.txt", None, "Late letter", {"date": "2022-01-15"}),
        ]
    )
    assert _titles(store, "2021-fall") == {"Old", "Register", "Early letter"}
    assert _titles(store, "2022-winter") == {"Old", "New", "Register", "Early letter", "Late letter"}
    assert _titles(store, "2022-01-16") == {"Old", "Register", "Early letter", "Late letter"}
    assert _titles(store, "2021-01-01") == {"Register"}


def test_an_edition_that_is_the_latest_needs_no_copy(tmp_path):
    store = SqliteStore(tmp_path / "graph.db", create=True)
    store.add([_reading("a.txt", "2021-fall", "Old"), _reading("b.txt", "2022-winter", "New")])
    with store.view("members", "en") as view:
        assert view.as_of("2022-winter") is view
        assert view.as_of("2021-fall") is view.as_of("2021-fall") is not view
        assert find_later(view.connection, "2021-fall", {}).editions == ("2022-winter",)


@pytest.mark.parametrize("name", ["2022-winter", "letter"])
def test_what_is_later_and_hidden_makes_no_copy(tmp_path, name):
    """A copy takes time and is a file: both would tell an audience that something later is withheld."""
    store = SqliteStore(tmp_path / "graph.db", create=True)
    store.add([_reading("a.txt", "2021-fall", "Old")], "public")
    later = (
        _reading("b.txt", None, "New", {"date": "2022-06-01"}) if name == "letter" else _reading("b.txt", name, "New")
    )
    store.add([later], "withheld")
    for audience in AUDIENCES[:2]:
        with store.view(audience, "en") as view:
            assert view.as_of("2021-fall") is view
    assert list(tmp_path.glob(".graph.db.*.as-of")) == []
    assert _titles(store, "2021-fall", "secretariat") == {"Old"}
    assert len(list(tmp_path.glob(".graph.db.*.as-of"))) == 1


def test_copies_are_kept_until_the_graph_changes_and_are_few(tmp_path):
    store = SqliteStore(tmp_path / "graph.db", create=True)
    editions = [f"20{year}-fall" for year in range(10, 18)]
    store.add([_reading(f"{edition}.txt", edition, edition) for edition in editions])
    for edition in editions[:-1]:
        assert _titles(store, edition) == {one for one in editions if one <= edition}
    kept = sorted(tmp_path.glob(".graph.db.*.as-of"))
    assert len(kept) == MAX_COPIES
    assert _titles(store, editions[-2]) == set(editions[:-1])
    assert sorted(tmp_path.glob(".graph.db.*.as-of")) == kept
    store.approve("CRA", editions[0], "withheld")
    assert list(tmp_path.glob(".graph.db.*.as-of")) == []
    assert _titles(store, editions[1]) == {editions[1]}


@pytest.mark.parametrize("audience", AUDIENCES[:2])
def test_a_day_is_compared_with_days_that_the_audience_knows(tmp_path, audience):
    """The council withholds when an edition was published: others see it by the year in its name."""
    store = SqliteStore(tmp_path / "graph.db", create=True)
    writer = Writer("a.txt", edition="FY2021")
    writer.add_claim("edition", "FY2021", "published", value="2021-03")
    writer.initiative("CRA", "Old", "ai")
    store.add([writer.reading()], "public")
    day = "2021-06-01"
    assert _titles(store, day, audience) == {"Old"}
    store.approve("council", "FY2021", "withheld")
    assert _titles(store, day, audience) == set()
    assert _titles(store, day, "secretariat") == {"Old"}
