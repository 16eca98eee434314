"""The audit proves that nothing withheld reaches an audience, and finds what does."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

import accord.results.audit_outputs
import viz.audit.outputs
from accord.results.audit_outputs import command_outputs
from graph.claims import Approved
from graph.errors import StoreError
from graph.process.progress import observed
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import graph_of
from tests.helpers.reading_strategies import decisions, documents
from tests.viz.audit.random_audits import audit_share
from viz.audit.certificate import certificate, render_certificate
from viz.audit.compare import audit_graph
from viz.audit.outputs import iter_outputs
from viz.audit.probes import collect_probes
from viz.audit.reduced import CANARY, write_reduced

AUDIENCES = ("public", "members")
GRAPHS = 200  # of each of which a share of the outputs is compared
SHARES = 10
RUNS = 4  # that may run beside each other


@given(documents(), st.sampled_from(AUDIENCES))
@settings(max_examples=3, deadline=None, derandomize=True)
def test_nothing_withheld_changes_any_output(readings, audience):
    with graph_of(*readings) as store:
        done = audit_graph(store, audience, probes=collect_probes(store, audience, most=1), more=[command_outputs])
        assert done.differences == []
        assert done.passed


@pytest.mark.parametrize("run", range(RUNS))
def test_nothing_withheld_changes_an_output_of_many_graphs(run):
    """Each output is compared on some 20 of the graphs."""
    compared: Counter[str] = Counter()

    @seed(run)
    @settings(max_examples=GRAPHS // RUNS, deadline=None, database=None, phases=[Phase.generate, Phase.shrink])
    @given(documents(most=2), st.lists(decisions(), max_size=2), st.sampled_from(AUDIENCES))
    def audit(readings, decided, audience):
        done = audit_share(readings, decided, audience, SHARES)
        compared.update(done.outputs.keys())
        assert done.differences == []

    audit()
    names = [name.partition(": ")[2] or name for name in compared]
    for kind in ("who", "search", "opportunities", "sql", "export", "copy", "page", "full text", "template"):
        assert any(name.startswith(kind) for name in names), kind


def withheld_graph():
    writer = Writer()
    writer.submitted("CRA")
    writer.initiative("CRA", "Portal", "digital-identity")
    writer.initiative("CA-AB", "Secret wallet", "digital-identity", partners=["CRA"])
    return writer.reading(
        approvals=[
            Approved(jurisdiction="CRA", edition=EDITION, approval="public"),
            Approved(jurisdiction="CA-AB", edition=EDITION, approval="withheld"),
        ]
    )


def test_a_leak_is_found_with_its_output(monkeypatch):
    with graph_of(withheld_graph()) as store:
        assert audit_graph(store, "public").passed
        original = iter_outputs

        def leaking(graph, audience, probes, wanted, more):
            yield from original(graph, audience, probes, wanted, more)
            with graph.view(audience, "en") as view:
                yield "leak", str(view.rows("SELECT subject FROM main.mention ORDER BY number")).encode()

        monkeypatch.setattr("viz.audit.compare.iter_outputs", leaking)
        done = audit_graph(store, "public")
    assert {each.output for each in done.differences} == {"leak"}
    assert {each.change for each in done.differences} == {"removed", "replaced"}
    assert not done.passed


@pytest.mark.parametrize(("function", "kind"), [("ask", "who"), ("render_brief", "brief")])
def test_a_graph_that_cannot_be_read_proves_nothing(monkeypatch, function, kind):
    """An error such as that of a full disk is the same with what is withheld and without."""

    def fails(*_given, **_named):
        raise StoreError("There is no space left.")

    monkeypatch.setattr(viz.audit.outputs, function, fails)
    with graph_of(withheld_graph()) as store, pytest.raises(StoreError):
        audit_graph(store, "public", wanted=lambda name: kind in name)


def leaked(made, secret):
    """What a function returns, with something in it that is withheld."""
    if isinstance(made, bytes | str):
        return made + (secret.encode() if isinstance(made, bytes) else secret)
    if isinstance(made, dict):
        return made | {"leak": secret.encode() if all(isinstance(one, bytes) for one in made.values()) else secret}
    return [*made, secret]


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        ("render_brief", "brief"), ("render_page", "page"), ("encode_export", "export ."),
        ("node_rows", "frame of nodes"), ("edge_rows", "frame of edges"), ("read_review_queue", "review queue"),
        ("describe_proposals", "review proposals"), ("read_facts", "review facts"),
        ("describe_refused", "review facts refused"), ("_answer", "who"), ("_completions", "completion"),
        ("_template", "template"), ("_agenda", "agenda"),
    ],
)  # fmt: skip
def test_a_leak_in_any_kind_of_output_is_found(monkeypatch, function, kind):
    module = accord.results.audit_outputs if function in ("_template", "_agenda") else viz.audit.outputs
    original = getattr(module, function)
    secrets: list[str] = []

    def leaking(*given, **named):
        return leaked(original(*given, **named), secrets[-1])

    def reads_secret(outputs):
        def read(view, probes):
            secrets.append(str(view.rows("SELECT subject FROM main.mention ORDER BY number")))
            return outputs(view, probes)

        return read

    monkeypatch.setattr(module, function, leaking)
    more = [reads_secret(command_outputs)]
    monkeypatch.setattr(viz.audit.outputs, "_outputs_in", reads_secret(viz.audit.outputs._outputs_in))
    with graph_of(withheld_graph()) as store:
        done = audit_graph(store, "public", wanted=lambda name: kind in name, more=more)
    assert {(each.output[:2], each.change) for each in done.differences} >= {
        (language, change) for language in ("en", "fr") for change in ("removed", "replaced")
    }


def test_progress_counts_each_output_of_each_graph():
    steps = []
    with graph_of(withheld_graph()) as store, observed(steps.append):
        done = audit_graph(store, "public", wanted=lambda name: "brief" in name or "show" in name)
    (shown,) = [one for one in steps if one.label == "Comparing what the audience gets"]
    assert shown.total == shown.done == 3 * len(done.outputs)


def test_the_certificate_does_not_name_what_is_withheld():
    with graph_of(withheld_graph()) as store:
        made = certificate(audit_graph(store, "public"), "1.0", "2026-01-01")
    text = json.dumps(made) + render_certificate(made, "en") + render_certificate(made, "fr")
    assert made["passed"]
    assert made["compared"] == len(made["outputs"]) > 100
    assert "ecret" not in text
    assert "CA-AB/" not in text
    assert "[withheld 1]" in text


def test_a_reduced_graph_has_canaries_for_the_secretariat_only(tmp_path):
    with graph_of(withheld_graph()) as store:
        reduced = write_reduced(store, "public", tmp_path, "replaced")
        with reduced.view("secretariat", "en") as view:
            assert any(CANARY in str(row) for row in view.rows("SELECT title FROM initiative"))
        with reduced.view("public", "en") as view:
            assert [row["title"] for row in view.rows("SELECT title FROM initiative")] == ["Portal"]
