"""`accord audit` on the command line: a short answer to read, or the certificate as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import viz.audit.compare
from accord.cli import make_group
from graph.errors import UsageError
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from viz.audit.compare import Audit, Difference

PASSED = {"en: who ai": "0" * 64, "fr: who ai": "1" * 64, "en: brief": "2" * 64}


def run(*words: str) -> Result:
    return CliRunner(env={"ACCORD_GRAPH": "accord.db"}).invoke(make_group(), ["audit", *words])


@pytest.fixture
def audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """What an audit finds, in a folder with a graph."""
    monkeypatch.chdir(tmp_path)
    SqliteStore(tmp_path / "accord.db", create=True).add([Writer().reading()])
    done = Audit("public", dict(PASSED))
    monkeypatch.setattr(viz.audit.compare, "audit_graph", lambda *_given, **_named: done)
    return done


@pytest.mark.parametrize(
    ("language", "verdict"), [("en", "Nothing that may not be seen"), ("fr", "Rien de ce qui est réservé")]
)
def test_the_answer_is_short_unless_the_certificate_is_asked_for(audited: Audit, language: str, verdict: str):
    done = run("--lang", language)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(verdict)
    assert "sha256" not in done.stdout
    assert [line.split()[:3] for line in done.stdout.splitlines()[-2:]] == [["brief", "1", "1"], ["who", "2", "2"]]
    made = json.loads(run("--lang", language, "--format", "json").stdout)
    assert made["passed"]
    assert len(made["outputs"]) == 3
    assert isinstance(run("--format", "csv").exception, UsageError)


def test_what_differs_is_counted_by_kind_and_named(audited: Audit):
    audited.differences.append(Difference("fr: who ai", "removed", ("- one", "+ other")))
    done = run("--lang", "en")
    assert "that depend on what may not be seen: 1" in " ".join(done.stdout.split())
    assert done.stdout.splitlines()[-1].split() == ["who", "2", "1"]
    assert "fr: who ai" in done.stderr


def test_the_certificate_is_written_to_files(audited: Audit, tmp_path: Path):
    done = run("-o", "certificate", "--lang", "en")
    assert done.stdout == ""
    assert "Outputs compared: 3." in done.stderr
    assert json.loads((tmp_path / "certificate.json").read_text("utf-8"))["compared"] == 3
    assert (tmp_path / "certificate.html").is_file()
