"""The size of the page, the time until it is interactive, and that of a choice, in Chromium; compared with pyvis.

The graph is what `bench/generate.py` makes, loaded into a store for the public. "Write" is everything from the graph
file to the page's text. "Interactive" is the mark `accord-interactive` that the page sets when the first screen is
drawn and the page listens, in milliseconds from the start of the navigation; for pyvis's page, until the network has
been drawn once. "All" is its mark `accord-drawn`: what is further down is drawn as well. "Choice" is the time from
choosing a jurisdiction in its list until the page is drawn and laid out, "rest" until what is out of view is drawn as
well. "Heap" is what the page's script holds, after the garbage is collected. Medians of nine fresh openings, each after
the browser has come to rest. "Pan" is how many frames a second there are while the network is moved, with about 2,000
elements where the graph has so many.

    python bench/page.py [--peer] [--suggest] [INITIATIVES | GRAPH.db ...]      by default 60 and 2000

With --peer, pyvis's own page of the same jurisdictions, initiatives and who takes part in what is measured as well, and
that of neo4j-viz where it is installed (`pip install neo4j-viz`; its page is ready once its first circle is drawn).
Peers are opened once. With --suggest, opportunities are asked for too.
"""

from __future__ import annotations

import importlib
import importlib.util
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

sys.path.append(str(Path(__file__).parent / "safety"))

from graphs import chromium, open_views, page_of

if TYPE_CHECKING:
    from graph.store import View

RUNS: Final = 9
ELEMENTS: Final = 2_000  # of the network, that it is moved with
PATIENCE: Final = 90_000  # milliseconds that the peer has to draw
MARK: Final = "performance.getEntriesByName('accord-interactive')[0]?.startTime"
ALL: Final = "performance.getEntriesByName('accord-drawn')[0]?.startTime"
CHOICE: Final = """() => new Promise((resolve) => {
  const list = document.getElementById("jurisdiction");
  list.dispatchEvent(new Event("focusin", { bubbles: true })); // who turns to the list has it filled
  const begun = performance.now();
  list.value = list.options[1].value;
  list.dispatchEvent(new Event("change"));
  document.body.getBoundingClientRect();
  const chosen = performance.now() - begun;
  const follow = () => {
    if (document.querySelector("[aria-busy]")) setTimeout(follow);
    else resolve([chosen, performance.now() - begun]);
  };
  follow();
})"""
Figures = tuple[
    float, ...
]  # milliseconds until ready, until all is drawn, of a choice, of a choice with the rest; megabytes
# Opens boxes of the network until it has so many elements, then moves it for two seconds; frames a second and elements.
PAN: Final = """async (wanted) => {
  const drawing = document.getElementById("drawing");
  const many = () => drawing.querySelectorAll("svg *").length;
  for (let tries = 0; tries < 400 && many() < wanted; tries += 1) {
    const closed = [...drawing.querySelectorAll(".mark[aria-expanded='false']:not([data-tried])")];
    const box = closed.find((each) => each.matches(".community")) ?? closed[0];
    if (!box) break;
    box.dataset.tried = "1";
    box.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const at = (kind, x, y) => {
    const options = { pointerId: 7, pointerType: "mouse", button: 0, clientX: x, clientY: y, bubbles: true };
    drawing.dispatchEvent(new PointerEvent(kind, options));
  };
  drawing.setPointerCapture = () => {};
  at("pointerdown", left + width / 2, top + height / 2);
  const begun = performance.now();
  let frames = 0;
  await new Promise((done) => {
    const step = (now) => {
      frames += 1;
      const turn = (now - begun) / 300;
      at("pointermove", left + width / 2 + 150 * Math.cos(turn), top + height / 2 + 100 * Math.sin(turn));
      if (now - begun > 2000) done();
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  at("pointerup", left + width / 2, top + height / 2);
  return [frames / ((performance.now() - begun) / 1000), many()];
}"""
DRAWN: Final = "window.drawnAt"
WATCH: Final = """<script>
for (const [kind, name] of [
  [CanvasRenderingContext2D, "arc"], [WebGL2RenderingContext, "drawArrays"], [WebGL2RenderingContext, "drawElements"],
]) {
  const own = kind.prototype[name];
  kind.prototype[name] = function (...given) { window.drawnAt ??= performance.now(); return own.apply(this, given); };
}
</script>"""
JURISDICTIONS: Final = "SELECT id, name FROM jurisdiction"
INITIATIVES: Final = "SELECT id, title FROM initiative"
LINES: Final = "SELECT initiative, jurisdiction FROM takes_part"


def pyvis_page(view: View) -> str:
    """The same graph as pyvis draws it, with its own template; its script is put in, as it may not ask for it here."""
    from pyvis.network import Network

    from viz.network.pyvis import vis_script

    network = Network(cdn_resources="in_line", directed=True)
    for row in view.rows(JURISDICTIONS):
        network.add_node(row["id"], label=row["name"], shape="box")
    for row in view.rows(INITIATIVES):
        network.add_node(row["id"], label=row["title"])
    for row in view.rows(LINES):
        network.add_edge(row["jurisdiction"], row["initiative"])
    html = str(network.generate_html())
    script = f"<script>{vis_script()}</script>"
    drawn = "network.once('afterDrawing', () => { window.drawnAt = performance.now(); });"
    html = html.replace("return network;", f"{drawn} return network;")
    return script + html


def neo4j_viz_page(view: View) -> str:
    """The same graph as neo4j-viz draws it, with no limit of its own in the way."""
    viz = importlib.import_module("neo4j_viz")
    nodes = [viz.Node(id=row["id"], caption=row["name"]) for row in view.rows(JURISDICTIONS)]
    nodes += [viz.Node(id=row["id"], caption=row["title"]) for row in view.rows(INITIATIVES)]
    lines = [viz.Relationship(source=row["jurisdiction"], target=row["initiative"]) for row in view.rows(LINES)]
    made = viz.VisualizationGraph(nodes=nodes, relationships=lines).render(max_allowed_nodes=len(nodes) + 1)
    return str(made.data).replace("<head>", f"<head>{WATCH}", 1)


def compare(browser: Any, view: View, name: str) -> None:  # noqa: ANN401 (playwright is imported only where it is used)
    """Print a line for each peer that is here."""
    from playwright.sync_api import Error

    known = {"pyvis": pyvis_page, "neo4j-viz": neo4j_viz_page}
    for peer, made in known.items():
        if not importlib.util.find_spec(peer.replace("-", "_")):
            print(f"{name + ' ' + peer:<22}not installed", flush=True)
            continue
        begun = time.perf_counter()
        page = made(view)
        written = time.perf_counter() - begun
        try:
            print(line(f"{name} {peer}", page, written, measure(browser, page, DRAWN, None)), flush=True)
        except (Error, TimeoutError):
            print(
                f"{name + ' ' + peer:<22}not drawn within {PATIENCE // 1000} s; written in {written:.1f} s", flush=True
            )


def measure(browser: Any, page: str, ready: str, choice: str | None) -> Figures:  # noqa: ANN401 (playwright is imported only where it is used)
    """Medians of fresh openings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, "utf-8")
        runs = [open_once(browser, path, ready, choice) for _ in range(RUNS if choice else 1)]
    return tuple(statistics.median(column) for column in zip(*runs, strict=True))


def open_once(browser: Any, path: Path, ready: str, choice: str | None) -> Figures:  # noqa: ANN401 (as above)
    """The same of one opening in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    page.wait_for_timeout(500)  # a new window of Chromium draws its own frame first
    page.goto(path.as_uri(), wait_until="commit")
    opened = when(page, ready)
    page.wait_for_timeout(300)
    drawn = when(page, ALL) if choice else 0.0
    chosen, rest = map(float, page.evaluate(choice)) if choice else (0.0, 0.0)
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return opened, drawn, chosen, rest, metrics["JSHeapUsedSize"] / 1e6


def pan(browser: Any, page: str) -> tuple[float, float]:  # noqa: ANN401 (as above)
    """Frames a second while the network is moved, and how many elements it has."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, "utf-8")
        context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
        opened = context.new_page()
        opened.goto(path.as_uri())
        when(opened, ALL)
        opened.locator("#drawing").scroll_into_view_if_needed()
        frames, elements = opened.evaluate(PAN, ELEMENTS)
        context.close()
    return float(frames), float(elements)


def when(page: Any, ready: str) -> float:  # noqa: ANN401 (as above)
    """The time at which a page says that it is ready; asked from outside, as the page lets nobody in to wait.

    Raises:
        TimeoutError: it does not say so in time.
    """
    given_up = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < given_up:
        if found := page.evaluate(ready):
            return float(found)
        page.wait_for_timeout(20)
    raise TimeoutError


def line(name: str, page: str, written: float, figures: Figures) -> str:
    """One line of the table."""
    opened, drawn, chosen, rest, heap = figures
    size = f"{len(page.encode()) / 1e6:>8.2f}"
    return f"{name:<22}{size}{written:>10.2f}{opened:>16.0f}{drawn:>8.0f}{chosen:>11.0f}{rest:>9.0f}{heap:>10.0f}"


def main(arguments: list[str]) -> None:
    """Measure, and print a table."""
    given = [each for each in arguments if not each.startswith("--")] or ["60", "2000"]
    with chromium() as browser:
        print(f"Page in Chromium {browser.version}, median of {RUNS} openings", flush=True)
        heads = f"{'':<22}{'MB':>8}{'write s':>10}{'interactive ms':>16}{'all ms':>8}{'choice ms':>11}{'rest ms':>9}"
        print(f"{heads}{'heap MB':>10}{'pan frames/s':>14}{'elements':>10}", flush=True)
        for _, initiatives, view in open_views(given, "public"):
            begun = time.perf_counter()
            page = page_of(view, suggest="--suggest" in arguments)
            written = time.perf_counter() - begun
            frames, elements = pan(browser, page)
            made = line(f"{initiatives} Accord", page, written, measure(browser, page, MARK, CHOICE))
            print(f"{made}{frames:>12.0f}{elements:>10.0f}", flush=True)
            if "--peer" in arguments:
                compare(browser, view, str(initiatives))


if __name__ == "__main__":
    main(sys.argv[1:])
