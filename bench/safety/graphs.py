"""Named graphs for benchmarks of the page: a graph file, or so many made-up initiatives, and the page of each."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.store import View
    from graph.values import Audience

FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def made_up(size: int, folder: Path) -> Path:
    """A graph file of so many initiatives; the same each time."""
    from generate import reading

    from graph.sqlite.store import SqliteStore

    path = folder / f"{size}.db"
    SqliteStore(path, create=True).add([reading(size)], "public")
    return path


def open_views(given: Iterable[str | Path], audience: Audience) -> Iterator[tuple[str, int, View]]:
    """Each graph in turn, open: its name, how many initiatives it has, and what an audience sees of it in English.

    Args:
        given: names of graph files, or numbers of initiatives.
        audience: who sees it.
    """
    from graph.sqlite.store import SqliteStore

    with tempfile.TemporaryDirectory() as folder:
        for each in given:
            path = Path(each) if str(each).endswith(".db") else made_up(int(str(each)), Path(folder))
            with SqliteStore(path).view(audience, "en") as view:
                yield path.stem, int(str(view.value("SELECT count(*) FROM initiative"))), view


def page_of(view: View, *, suggest: bool) -> str:
    """The page of a graph, with suggestions or without."""
    from viz.page.render import render_page
    from viz.page.source import load_changes, load_page_document, load_suggestions

    document = load_page_document(view)
    suggested = load_suggestions(view, document) if suggest else []
    return render_page(document, suggested, language="en", changes=load_changes(view, document))


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; the program ends where there is none."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if not found:
        sys.exit("Chromium is missing. Install it from your system's packages (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()
