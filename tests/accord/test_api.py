"""The same from Python."""

from __future__ import annotations

import inspect
import keyword
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import accord
from accord.api import Graph, open_graph, resolve
from accord.results.answer import Answer
from graph.errors import AccordError, StoreError, UnknownNameError, UsageError
from queries.questions.question import list_questions, load_question
from tests.helpers.paths import ROOT


@pytest.fixture
def graph(folder: Path) -> Iterator[accord.Graph]:
    return accord.open_graph(folder / "accord.db")


def test_a_question_is_a_method(graph: accord.Graph):
    answer = graph.who("digital identity", lang="fr")
    assert answer.question == "who"
    assert answer.language == "fr"
    assert answer.parameters == {"theme": "digital-identity", "edition": None}
    assert {row["jurisdiction_name"] for row in answer} >= {"Agence du revenu du Canada", "Québec"}
    assert len(answer) == len(answer.rows)


def test_arguments_are_those_of_the_command(graph: accord.Graph):
    assert graph.path("CA-AB", "CA-ON").rows == graph.path(from_="Alberta", to="Ontario").rows
    assert {row["for"] for row in graph.opportunities(for_="CA-AB", limit=3)} == {"CA-AB"}
    assert graph.opportunities(each=True, limit=1).columns[:4] == ["for", "for_name", "with", "with_name"]
    assert graph.timeline(since="2022-02", audience="public").audience == "public"


def test_an_answer_as_a_dictionary_is_what_the_command_prints(graph: accord.Graph):
    assert list(graph.overview().to_dict()) == [
        "question", "parameters", "audience", "language", "columns", "rows", "notes",
    ]  # fmt: skip


def test_an_open_graph_lists_its_questions_and_explains_them(graph: accord.Graph):
    assert set(list_questions()) <= set(dir(graph))
    assert {"load", "approve", "ask", "document", "to_networkx"} <= set(dir(graph))
    for name in list_questions():
        description = " ".join(load_question(name).description["en"].split())
        assert description in " ".join(inspect.getdoc(getattr(graph, name)).split())
        assert getattr(graph, name).__name__ == name


def test_each_question_has_a_signature_with_its_parameters(graph: accord.Graph):
    for name in list_questions():
        parameters = inspect.signature(getattr(graph, name)).parameters
        asked = [f"{p.name}_" if keyword.iskeyword(p.name) else p.name for p in load_question(name).parameters]
        assert set(parameters) == {*asked, "lang", "audience", "limit", "as_of"}
        required = {p.name for p in load_question(name).parameters if p.required}
        assert {n.rstrip("_") for n, p in parameters.items() if p.default is inspect.Parameter.empty} == required


def test_the_methods_of_questions_are_those_that_the_questions_give():
    command = [sys.executable, str(ROOT / "tools" / "question_methods.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_public_functions_are_documented():
    for member in (accord, accord.open_graph, accord.Graph, accord.Graph.ask, accord.Graph.to_networkx):
        assert inspect.getdoc(member)


def test_the_public_names_are_the_api_the_answer_and_every_error():
    found = {name: getattr(accord, name) for name in accord.__all__}
    errors, waiting = set(), [AccordError]
    while waiting:
        errors.add(waiting.pop())
        waiting += [error for known in errors for error in known.__subclasses__() if error not in errors]
    assert {found.pop(error.__name__) for error in errors} == errors
    assert found == {"Answer": Answer, "Graph": Graph, "open_graph": open_graph, "resolve": resolve}
    assert dir(accord) == accord.__all__
    with pytest.raises(AttributeError, match="no attribute 'graph'"):
        accord.graph  # noqa: B018


def test_importing_the_package_imports_no_other_module_of_the_project(folder: Path):
    code = "import accord, sys; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    rooms = {"accord", "graph", "loaders", "queries", "viz"}
    assert [name for name in done.stdout.split() if name.partition(".")[0] in rooms] == ["accord"]


def test_public_names_are_documented_in_the_reference():
    text = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    assert not [name for name in accord.__all__ if not re.search(rf"\b{name}\b", text)]


def test_mistakes_are_errors_with_names(graph: accord.Graph, tmp_path: Path):
    with pytest.raises(StoreError):
        accord.open_graph(tmp_path / "none.db")
    with pytest.raises(AttributeError, match="its questions: coverage"):
        graph.whom  # noqa: B018
    with pytest.raises(AttributeError):
        accord.open  # noqa: B018
    with pytest.raises(TypeError, match="positional argument"):
        graph.who("a", "b")
    with pytest.raises(TypeError, match="unexpected keyword argument 'thema'"):
        graph.who(thema="x")
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'theme'"):
        graph.who()
    with pytest.raises(UsageError, match="has no parameter “thema”"):
        graph.ask("who", thema="x")
    with pytest.raises(UsageError, match="requires a value for: theme"):
        graph.ask("who")
    with pytest.raises(UnknownNameError) as error:
        graph.who("digital identity of cows")
    assert "Digital identity" in error.value.suggestions
    with pytest.raises(UsageError, match="is not a language"):
        graph.who("ai", lang="de")
    with pytest.raises(UsageError, match="is not an audience"):
        graph.who("ai", audience="everyone")
    with pytest.raises(KeyError):
        graph.ask("whom")


def test_a_graph_can_be_made_approved_and_exported(graph: accord.Graph, tmp_path: Path):
    assert graph.approve("CA-AB", "2022-winter", "public")
    assert not graph.approve("CA-AB", "2022-winter", "public")
    public = graph.document(audience="public")
    assert "CA-AB/bernie" in {initiative["id"] for initiative in public["initiatives"]}
    new = accord.open_graph(tmp_path / "new.db", create=True)
    assert not new.overview().rows[0]["n"]


def test_the_network_holds_what_the_audience_may_see(graph: accord.Graph):
    members, all_of_it = graph.to_networkx(lang="fr"), graph.to_networkx(audience="secretariat")
    assert members.is_multigraph()
    assert "CA-SK/land-titles-assistant" not in members
    assert "CA-SK/land-titles-assistant" in all_of_it
    assert members.has_edge("CRA", "CRA/sign-in-with-a-provincial-identity")
    assert set(members) < set(all_of_it)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_brief_is_what_the_command_writes(graph: accord.Graph, run, tmp_path: Path, lang: str):
    made = graph.brief(lang=lang, audience="public")
    printed = run("brief", "--lang", lang, "--audience", "public")
    assert made == printed.stdout
    assert graph.brief(tmp_path / "brief.md", lang=lang, audience="public") == made
    assert (tmp_path / "brief.md").read_text("utf-8") == made
    assert graph.brief(tmp_path / "brief.docx", lang=lang)[:2] == b"PK"
    with pytest.raises(UsageError, match=r"The format of .* is unknown.*\.docx"):
        graph.brief(tmp_path / "brief.txt")
    with pytest.raises(UnknownNameError):
        graph.brief(edition="1867-summer")


def test_two_languages_and_audiences_do_not_mix(folder: Path):
    graph = accord.open_graph(folder / "accord.db", audience="public", lang="fr")
    assert graph.overview().audience == "public"
    assert graph.overview(lang="en", audience="members").language == "en"
    assert graph.overview().language == "fr"


@pytest.mark.parametrize(("keep_both", "titles"), [(False, {"Rail Desk"}), (True, {"Road Desk", "Rail Desk"})])
def test_a_corrected_document_replaces_its_earlier_version_or_joins_it(tmp_path: Path, keep_both, titles):
    text = "Information-Sharing Analysis\n\nWinter 2022\n\nKey Achievements\n\nYUKON\n\n- Road Desk. A desk.\n"
    graph = accord.open_graph(tmp_path / "new.db", create=True)
    (tmp_path / "winter.txt").write_text(text, "utf-8")
    first, second = graph.load(tmp_path / "winter.txt"), tmp_path / "winter.txt"
    second.write_text(text.replace("Road", "Rail"), "utf-8")
    (added,) = graph.load(second, keep_both=keep_both)
    assert added.replaced == (None if keep_both else first[0].source)
    assert {one["titles"]["en"] for one in graph.document()["initiatives"]} == titles


def test_sql_and_cypher_are_asked_as_the_audience_may_see(graph: accord.Graph):
    text = "SELECT id FROM initiative WHERE lead = :lead ORDER BY id"
    answer = graph.sql(text, {"lead": "TBS"})
    assert answer.question == "sql"
    assert answer.columns == ["id"]
    assert answer.parameters == {"query": text, "lead": "TBS"}
    same = graph.cypher(
        "MATCH (:Jurisdiction {id: $lead})-[:LEADS]->(i) RETURN i.id AS id ORDER BY id", {"lead": "TBS"}
    )
    assert same.rows == answer.rows != []
    counts = [graph.sql("SELECT count(*) AS n FROM claim", audience=one).rows for one in ("public", "secretariat")]
    assert counts[0][0]["n"] < counts[1][0]["n"]
    assert graph.sql("SELECT label AS name FROM theme WHERE id = 'digital-identity'", lang="fr").rows == [
        {"name": "Identité numérique"}
    ]
    few = graph.cypher("MATCH (n) RETURN n.id AS id", max_rows=2, lang="fr")
    assert len(few) == 2
    assert "max_rows" in few.notes[0]


@pytest.mark.parametrize("text", ["DELETE FROM claim", "SELECT * FROM main.claim", "SELECT 1; SELECT 2", ""])
def test_sql_that_does_more_than_read_what_is_visible_is_refused(graph: accord.Graph, text: str):
    with pytest.raises(UsageError):
        graph.sql(text)
    assert graph.sql("SELECT 1 AS one").rows == [{"one": 1}]


def test_cypher_that_changes_something_or_does_not_end_is_refused(graph: accord.Graph):
    with pytest.raises(UsageError, match="queries that read"):
        graph.cypher("MATCH (n) DETACH DELETE n")
    with pytest.raises(UsageError, match="longer than"):
        graph.sql("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c", timeout=0.2)
