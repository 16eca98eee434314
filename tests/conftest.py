"""What all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase, ReadOnlyDatabase

from accord.messages import in_language
from tests.helpers.paths import DATA, ROOT
from tests.neo4j_server.fixture import neo4j_server, newer_server
from tests.neo4j_server.scheduling import OneServer

if TYPE_CHECKING:
    from xdist.remote import Producer

__all__ = ["neo4j_server", "newer_server"]  # fixtures

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # pages from disk of one context are drawn by one process
]

LANGUAGE = os.environ.get("LANGUAGE")  # of the process, before any test

# Property tests try the same examples each time (pyproject.toml fixes the seed) and those that `make fuzz` has found.
# A test says whether something works, not how long it took on a busy machine: no deadline.
FOUND = DirectoryBasedExampleDatabase(DATA / "examples")
settings.register_profile("repeatable", deadline=None, database=ReadOnlyDatabase(FOUND))
settings.register_profile("fuzz", deadline=None, database=FOUND)
settings.load_profile("repeatable")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneServer:
    """Let one of several processes run all tests of a Neo4j server."""
    return OneServer(config, log)


@pytest.fixture(autouse=True)
def language_of_messages() -> Iterator[None]:
    """Messages are in English at the start of each test, whichever language a command of an earlier one has set.

    The language of the process is afterwards that of its start: a fixture of a module may have set it before the test.
    """
    with in_language("en"):
        yield
    if LANGUAGE is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = LANGUAGE


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; absent on most machines, required on the one that checks each change."""
    folder = Path(os.environ.get("ACCORD_SHARED") or ROOT.parent / "shared")
    if (folder / "seed").is_dir():
        return folder
    if os.environ.get("CI"):
        pytest.fail(f"the real documents are missing: no {folder / 'seed'}")
    pytest.skip("the real documents are not on this machine")


@pytest.fixture(scope="session")
def launch_chromium():
    """A function that launches Chromium with options of Playwright; all that it launched is closed at the end."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: the page cannot be tested. Install Debian's package chromium.")
        pytest.skip("Chromium is not on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, ExitStack() as stack:

        def launch(**options: Any):
            launched = playwright.chromium.launch(executable_path=found, args=FLAGS, **options)
            stack.callback(launched.close)
            return launched

        yield launch


@pytest.fixture(scope="session")
def browser(launch_chromium):
    return launch_chromium()
