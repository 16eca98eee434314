"""How big the page is, and how soon a reader can use it, in a real Chromium: median of several fresh openings.

The graph is the documents' own shape, made larger: each initiative has a title and a summary in both languages, two
themes, a date, and two pieces of evidence. "Interactive" is the mark `accord-interactive` that the page sets when
everything is drawn and listens, in milliseconds from the start of the navigation. "Choice" is the time from
choosing a jurisdiction to the page drawn.

    python bench/page.py [INITIATIVES ...]      60 and 2000 unless told otherwise
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from viz.page import render

RUNS = 9
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
MARK = "performance.getEntriesByName('accord-interactive')[0]?.startTime"
CHOICE = """() => {
  const begun = performance.now();
  const list = document.getElementById("jurisdiction");
  list.value = list.options[1].value;
  list.dispatchEvent(new Event("change"));
  return performance.now() - begun;
}"""


def graph(size: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A document of so many initiatives, and twenty opportunities; the same each time."""
    places = [f"PLACE-{at}" for at in range(min(14 + size // 60, 200))]
    themes = [f"theme-{at}" for at in range(min(10 + size // 40, 60))]
    evidence = [
        {"source": "s", "page": 1, "line": at, "quote": f"The source’s own words on point {at}, a line or two.",
         "stated": True, "rule": "table-row"}
        for at in range(size * 2)
    ]  # fmt: skip
    initiatives = [
        {
            "id": f"{places[at % len(places)]}/initiative-{at}",
            "kind": "initiative",
            "titles": {"en": f"Renewal of service number {at}", "fr": f"Renouvellement du service numéro {at}"},
            "summaries": {
                "en": "What it is about, in two lines. " * 4,
                "fr": "De quoi il s’agit, en deux lignes. " * 4,
            },
            "lead": places[at % len(places)],
            "themes": [themes[at % len(themes)], themes[at * 7 % len(themes)]],
            "dates": [{"kind": "launch", "edtf": "2021-07", "start": "2021-07", "end": "2021-07"}],
            "status": "launched",
            "evidence": evidence[at * 2 : at * 2 + 2],
        }
        for at in range(size)
    ]
    partnerships = [
        {
            "id": f"p{at}",
            "initiative": initiatives[at * 5]["id"],
            "members": [
                {"jurisdiction": places[(at * 5 + step) % len(places)], "role": "partner"} for step in range(2 + at % 2)
            ],
            "evidence": [],
        }
        for at in range(size // 6)
    ]
    document = {
        "format": "accord-graph/1",
        "audience": "public",
        "jurisdictions": [
            {"id": name, "level": "provincial", "names": {"en": f"Place of the {name}", "fr": f"Lieu du {name}"}}
            for name in places
        ],
        "themes": [{"id": name, "labels": {"en": f"About {name}", "fr": f"Sur {name}"}} for name in themes],
        "editions": [{"id": "2022-winter", "missing": [], "submissions": [], "evidence": []}],
        "initiatives": initiatives,
        "partnerships": partnerships,
        "sources": [{"id": "s", "name": "bench.txt", "language": "en"}],
    }
    opportunities = [
        {"for": places[at % len(places)], "with": places[(at + 3) % len(places)], "rank": 1, "score": 1 - at / 40,
         "kind": "pair", "theme": themes[at % len(themes)], "initiatives": [], "evidence": [],
         "sentences": {"en": "Both work on this.", "fr": "Les deux y travaillent."}}
        for at in range(20)
    ]  # fmt: skip
    return document, opportunities


def measure(browser: Any, size: int) -> str:  # noqa: ANN401  playwright is imported only where it is used
    """One line of the table, for a graph of so many initiatives."""
    document, opportunities = graph(size)
    begun = time.perf_counter()
    html = render(document, opportunities, language="en")
    written = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(html, "utf-8")
        opened, chosen = zip(*(open_once(browser, path) for _ in range(RUNS)), strict=True)
    kilobytes = len(html.encode()) / 1000
    return (
        f"{size:>12,}{kilobytes:>10,.0f}{written:>10.2f}{statistics.median(opened):>16.0f}{max(opened):>10.0f}"
        f"{statistics.median(chosen):>11.0f}"
    )


def open_once(browser: Any, path: Path) -> tuple[float, float]:  # noqa: ANN401  as above
    """Milliseconds to interactive, and of a choice, in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function(MARK)
    times = float(page.evaluate(MARK)), float(page.evaluate(CHOICE))
    context.close()
    return times


def main() -> None:
    """Measure, and print a table."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    if not found:
        sys.exit("Chromium is missing. Install it from your system's packages (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        print(f"Page in Chromium {browser.version}, median of {RUNS} openings")
        print(f"{'initiatives':>12}{'kB':>10}{'write s':>10}{'interactive ms':>16}{'slowest':>10}{'choice ms':>11}")
        for size in [int(argument) for argument in sys.argv[1:]] or [60, 2000]:
            print(measure(browser, size))
        browser.close()


if __name__ == "__main__":
    main()
