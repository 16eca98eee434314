"""`accord load --reader model` as a person runs it, with a scripted server on the loopback interface."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.files.corpus import briefs, write
from tests.helpers.model_server import EMPTY, Reply, completion, model_server
from tests.loaders.language_model.test_reader import ANSWER, DOCUMENT

NAMED = {"ACCORD_MODEL": "small"}


@pytest.fixture
def document(folder: Path) -> str:
    (folder / "accord.db").unlink()
    (folder / "ferries.md").write_text(DOCUMENT, "utf-8")
    return "ferries.md"


def test_verified_facts_wait_and_rejected_ones_are_shown(run, document: str, folder: Path):
    with model_server(lambda *_: completion(ANSWER)) as server:
        done = run(
            "load", document, "--reader", "model", "--show-rejected", env={**NAMED, "ACCORD_MODEL_URL": server.url}
        )
    assert done.returncode == 0, done.stderr
    assert "4 facts verified, 2 rejected" in done.stderr
    assert f"The text was sent to {server.url}, on this machine." in done.stderr
    assert "✗ partner “Alberta”: the sentence is an instruction" in done.stderr
    assert (folder / "accord.db.model-answers.db").exists()
    assert json.loads(run("export", "-o", "-", "--audience", "secretariat").stdout)["initiatives"] == []


def test_accepted_facts_are_in_answers_as_inferred(run, document: str):
    with model_server(lambda *_: completion(ANSWER)) as server:
        run("load", document, "--reader", "model", "--accept-verified", env={**NAMED, "ACCORD_MODEL_URL": server.url})
    (one,) = json.loads(run("export", "-o", "-", "--audience", "secretariat").stdout)["initiatives"]
    assert (one["lead"], one["partners"]) == ("CA-MB", ["CA-YT"])
    assert all(not each["stated"] and each["rule"] == "model:small" for each in one["evidence"])


def test_it_answers_again_without_a_server(run, document: str, folder: Path):
    with model_server(lambda *_: completion(ANSWER)) as server:
        named = {**NAMED, "ACCORD_MODEL_URL": server.url}
        run("load", document, "--reader", "model", "--accept-verified", env=named)
    first = run("export", "-o", "-", "--audience", "secretariat").stdout
    (folder / "accord.db").unlink()
    again = run("load", document, "--reader", "model", "--accept-verified", env=named)
    assert "(1 answered before)" in again.stderr
    assert run("export", "-o", "-", "--audience", "secretariat").stdout == first


@pytest.mark.parametrize(
    ("options", "env", "code", "expected"),
    [
        ([], {}, 2, "ACCORD_MODEL_URL is not set"),
        ([], {"ACCORD_MODEL_URL": "https://models.example.org/v1", **NAMED}, 2, "--allow-remote"),
        (["--allow-remote"], {"ACCORD_MODEL_URL": "https://models.example.org/v1", **NAMED}, 5, "models.example.org"),
        ([], {"ACCORD_MODEL_URL": "http://127.0.0.1:9/v1", **NAMED}, 7, "cannot be reached"),
    ],
)
def test_what_stands_in_the_way_is_reported(run, document: str, folder: Path, options, env, code: int, expected: str):
    done = run("load", document, "--reader", "model", *options, env=env)
    assert (done.returncode, expected in done.stderr) == (code, True), done.stderr
    assert not (folder / "accord.db").exists()


def test_the_options_of_the_model_go_with_it(run, document: str):
    done = run("load", document, "--show-rejected")
    assert (done.returncode, "--reader model" in done.stderr) == (2, True)


def test_withheld_documents_do_not_go_to_a_server_of_the_public(run, document: str):
    with model_server(lambda *_: completion(EMPTY)) as server:
        env = {**NAMED, "ACCORD_MODEL_URL": server.url, "ACCORD_MODEL_AUDIENCE": "public"}
        done = run("load", document, "--reader", "model", "--approval", "withheld", env=env)
        assert (done.returncode, server.requests) == (5, [])
        assert run("load", document, "--reader", "model", "--approval", "public", env=env).returncode == 0


def test_it_is_in_french(run, document: str):
    with model_server(lambda *_: completion(ANSWER)) as server:
        done = run("load", document, "--reader", "model", "--lang", "fr", env={**NAMED, "ACCORD_MODEL_URL": server.url})
    assert "4 faits vérifiés, 2 rejetés" in done.stderr
    assert "facts" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_keeps_the_answers_that_arrived(folder: Path, document: str):
    parts = "\n\n".join(f"## Part {n}\n\n" + f"Manitoba runs Desk {n} with Yukon. " * 160 for n in range(3))
    (folder / document).write_text(f"# Desks\n\n{parts}\n", "utf-8")
    with model_server(lambda n, _: completion(EMPTY) if n < 1 else Reply(pause_seconds=30)) as server:
        env = {**os.environ, **NAMED, "ACCORD_MODEL_URL": server.url, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "accord", "load", document, "--reader", "model"]
        process = subprocess.Popen(command, cwd=folder, env=env, stderr=subprocess.PIPE, text=True)
        for _ in range(600):
            if len(server.requests) > 1:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _out, error = process.communicate(timeout=30)
    assert process.returncode == 130, error
    with model_server(lambda *_: completion(EMPTY)) as server:
        env["ACCORD_MODEL_URL"] = server.url
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert "(1 answered before)" in done.stderr


def test_an_evaluation_compares_the_model_with_the_rules(run, folder: Path):
    (brief, *_) = briefs("open")
    gold = write(brief, folder, ["txt"])
    with model_server(lambda *_: completion(ANSWER)) as server:
        env = {**NAMED, "ACCORD_MODEL_URL": server.url}
        done = run("model", "evaluate", "extraction", str(gold), "--reader", "model", "--format", "json", env=env)
        table = run("model", "evaluate", "extraction", str(gold), "--reader", "model", env=env)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert {row["reader"] for row in made["rows"]} == {"rules", "small"}
    assert {(row["kind"], row["reason"]) for row in made["rejected"]} >= {("initiative", "quote-not-found")}
    assert "the quote is not in the document" in table.stdout
