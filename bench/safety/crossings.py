"""How often lines of the network cross, and whether one lies behind a box that it does not join, in Chromium.

What is drawn is measured as the tests measure it, in a window of 1,280 pixels: of each graph file the network as it
opens, and with six boxes and three groups opened; suggestions included where there are up to 5,000 initiatives.
Without files, it is measured for the sample and for 2,000 made-up initiatives. Then lines are routed between the boxes
of random graphs, the same each time.

    python bench/safety/crossings.py [--random 200] [GRAPH.db ...]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parents[2])]  # the other benchmarks, the tests

from graphs import chromium, open_views, page_of  # noqa: E402
from page import ALL, when  # noqa: E402

from tests.helpers.sample import sample_readings  # noqa: E402
from tests.viz.drawing import measure_drawing  # noqa: E402
from tests.viz.network.test_routes import behind, random_graph  # noqa: E402
from viz.page.render import PAGE_FOLDER  # noqa: E402

BOXES: Final = 6  # of jurisdictions or initiatives that are opened
GROUPS: Final = 3
SUGGESTED: Final = 5_000  # initiatives up to which suggestions are drawn, too
EXPAND: Final = """([selector, most]) => {
  for (let at = 0; at < most; at += 1) {
    const closed = document.querySelector(`#drawing ${selector}[aria-expanded='false']:not([data-tried])`);
    if (!closed) return;
    closed.dataset.tried = "1";
    closed.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
}"""
Segment = tuple[tuple[float, float], tuple[float, float]]


def main(arguments: list[str]) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--random", type=int, default=200)
    given = parser.parse_args(arguments)
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        print(f"{'':<34}{'boxes':>8}{'lines':>8}{'crossings':>11}{'behind':>8}", flush=True)
        for stem, initiatives, view in open_views(given.files or [sample(Path(folder)), 2_000], "members"):
            html = Path(folder) / "page.html"
            html.write_text(page_of(view, suggest=initiatives <= SUGGESTED), "utf-8")
            for name, measured in drawings(browser, html):
                show(f"{stem}, {name}", *measured)
        show(f"{given.random} random graphs", *random_graphs(browser, given.random))


def show(name: str, boxes: int, lines: int, crossings: int, hidden: int) -> None:
    """Print a line of the table."""
    print(f"{name:<34}{boxes:>8,}{lines:>8,}{crossings:>11,}{hidden:>8,}", flush=True)


def sample(folder: Path) -> Path:
    """The graph file of the sample documents."""
    from graph.sqlite.store import SqliteStore

    path = folder / "sample.db"
    SqliteStore(path, create=True).add(sample_readings(), "public")
    return path


def drawings(browser: Any, html: Path) -> list[tuple[str, tuple[int, int, int, int]]]:  # noqa: ANN401 (playwright is imported only where it is used)
    """The measures of a page's network as it opens, and with some of it opened."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(html.as_uri())
    when(page, ALL)
    page.locator("#drawing").scroll_into_view_if_needed()
    measured = [("opened", of_page(page))]
    page.evaluate(EXPAND, [".mark.community", GROUPS])
    page.evaluate(EXPAND, [".mark:not(.community, .more)", BOXES])
    measured.append(("expanded", of_page(page)))
    page.close()
    return measured


def of_page(page: Any) -> tuple[int, int, int, int]:  # noqa: ANN401 (as above)
    """Boxes, lines, crossings, and lines behind foreign boxes of what is drawn."""
    found = measure_drawing(page)
    return found["boxes"], found["lines"], found["crossings"], len(found["behind"])


def random_graphs(browser: Any, many: int) -> tuple[int, int, int, int]:  # noqa: ANN401 (as above)
    """The same of random graphs together."""
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=en><title>routes</title></html>")
    page.add_script_tag(content=(PAGE_FOLDER / "script" / "routes.js").read_text("utf-8"))
    sums = [0, 0, 0, 0]
    for number in range(many):
        blocks, nets = random_graph(number)
        routes = page.evaluate("([blocks, nets]) => routeNets(blocks, nets)", [blocks, nets])
        measured = len(blocks), len(routes), crossings(routes), len(behind(blocks, nets, routes))
        sums = [one + other for one, other in zip(sums, measured, strict=True)]
    page.close()
    return sums[0], sums[1], sums[2], sums[3]


def crossings(routes: list[dict[str, Any]]) -> int:
    """How often lines with right angles cross; those of one net, which fork, do not count."""
    segments = [(line["net"], segment) for line in routes for segment in pairwise(map(tuple, line["points"]))]
    return sum(one != other and cross(a, b) for (one, a), (other, b) in combinations(segments, 2))


def cross(one: Segment, other: Segment) -> bool:
    """Whether an upright and a level piece of a line cross within both."""
    level, upright = (one, other) if one[0][1] == one[1][1] else (other, one)
    if level[0][1] != level[1][1] or upright[0][0] != upright[1][0]:
        return False
    (left, y), (right, _) = sorted(level)
    (x, top), (_, foot) = sorted(upright)
    return left < x < right and top < y < foot


if __name__ == "__main__":
    main(sys.argv[1:])
