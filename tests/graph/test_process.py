"""Worker processes: messages, errors, deadlines, and which code they import."""

from __future__ import annotations

import contextlib
import contextvars
import math
import os
import subprocess
import sys
import threading
import time

import pytest

from graph.errors import UnknownNameError
from graph.process.client import (
    WorkerEndedError,
    WorkerProcess,
    WorkerTimeoutError,
    killing_workers,
    worker_environment,
)
from tests.helpers.paths import ROOT

HELPERS = "tests.helpers.workers"


def worker(name, *arguments, **options):
    return WorkerProcess(f"{HELPERS}:{name}", *arguments, **options)


@pytest.mark.parametrize(
    "message", ["word", "é\ud800", b"word", b"", b"x" * 3_000_000], ids=["text", "surrogate", "bytes", "empty", "large"]
)
def test_messages_are_json_values_or_bytes(message):
    with worker("upper") as one:
        assert one.request(message) == message.upper()
        assert one.request("again") == "AGAIN"
    assert not one.is_running


def test_an_error_is_raised_in_the_process_that_asks():
    with worker("refuse") as one, pytest.raises(UnknownNameError, match="no “Y”") as error:
        one.request("Y")
    assert error.value.values == {"name": "Y"}


@pytest.mark.parametrize("name", ["end", "garble"])
def test_a_worker_that_ends_without_an_answer_is_reported(name):
    with worker(name) as one, pytest.raises(WorkerEndedError):
        one.request(b"word" * 100_000)
    assert not one.is_running


def test_an_unknown_worker_is_reported():
    with worker("missing") as one, pytest.raises(WorkerEndedError):
        one.request("word")


def test_a_worker_that_does_not_answer_in_time_is_stopped():
    with worker("sleep") as one:
        with pytest.raises(WorkerTimeoutError):
            one.request("word", timeout=0.5)
        assert not one.is_running


def test_a_worker_that_answers_in_time_goes_on():
    with worker("upper") as one:
        assert one.request("word", timeout=500) == "WORD"
        assert one.is_running


def test_workers_of_a_thread_that_nobody_waits_for_are_killed():
    started, threads = [], []

    def work():
        with worker("sleep") as one, contextlib.suppress(WorkerEndedError):
            started.append(one)
            one.request("word")

    with worker("upper") as other:
        with killing_workers():
            context = contextvars.copy_context()
            threads.append(threading.Thread(target=context.run, args=[work]))
            threads[0].start()
            while not started:
                time.sleep(0.01)
        threads[0].join(60)
        assert not threads[0].is_alive()
        assert not started[0].is_running
        assert other.request("word") == "WORD"  # started outside of the block


def test_an_interrupted_request_stops_the_worker(monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    with worker("upper") as one:
        monkeypatch.setattr(WorkerProcess, "receive", interrupt)
        with pytest.raises(KeyboardInterrupt):
            one.request("word")
        assert not one.is_running  # so that its answer is not taken for that to another request


def test_output_of_libraries_is_not_part_of_the_answer(capfd):
    with worker("chatter") as one:
        assert one.request("word") == "word"
    assert capfd.readouterr() == ("", "")


def test_a_worker_may_print_where_this_process_prints(capfd):
    with worker("chatter", keeps_output=True) as one:
        assert one.request({"number": math.pi}) == {"number": math.pi}
    assert capfd.readouterr().out == "noise\nmore noise"


def test_a_worker_imports_the_code_of_this_process(tmp_path, monkeypatch):
    (tmp_path / "outside.py").write_text("def serve(channel):\n    channel.send('found')\n")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with WorkerProcess("outside:serve") as one, pytest.raises(WorkerEndedError):
        one.receive()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with WorkerProcess("outside:serve") as one:
        assert one.receive() == "found"


def test_installed_code_does_not_come_before_the_standard_library(tmp_path, monkeypatch):
    installed = tmp_path / "site-packages"
    installed.mkdir()
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert "PYTHONPATH" not in worker_environment(installed)
    assert worker_environment(tmp_path)["PYTHONPATH"] == str(tmp_path)


def test_a_worker_imports_nothing_from_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "__init__.py").write_text("raise SystemExit('hostile')")
    monkeypatch.chdir(tmp_path)
    with worker("upper") as one:
        assert one.request("word") == "WORD"


def test_variables_have_default_values(monkeypatch):
    name, defaults = "OMP_WAIT_POLICY", {"OMP_WAIT_POLICY": "passive"}
    monkeypatch.delenv(name, raising=False)
    with worker("find_variable", name, environment=defaults) as one:
        assert one.receive() == "passive"
    monkeypatch.setenv(name, "active")
    with worker("find_variable", name, environment=defaults) as one:
        assert one.receive() == "active"


def test_a_worker_ends_with_the_process_that_started_it():
    script = (
        "from graph.process.client import WorkerProcess\n"
        f"one = WorkerProcess('{HELPERS}:upper')\n"
        "one.request('word')\n"
        "print(one.pid, flush=True)\n"
        "import os; os._exit(0)\n"
    )
    out = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout
    assert has_ended(int(out))


def has_ended(pid):
    """Wait until a process has ended."""
    for _ in range(3000):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False
