"""The network for those who work with pyvis: its own class, its own data, a page that runs nothing of the texts."""

from __future__ import annotations

import pytest
from pyvis.network import Network

from tests.viz.hostile import hostile_document, hostile_opportunities
from viz.network.pyvis import to_pyvis
from viz.page.model import build_page_data


def test_it_is_a_pyvis_network(document, opportunities):
    network = to_pyvis(build_page_data(document, opportunities), "fr")
    assert isinstance(network, Network)
    assert network.num_nodes() == len(network.get_nodes()) == 13
    assert network.get_node("jurisdiction:0")["label"] == "Agence du revenu\ndu Canada"
    assert {edge["from"] for edge in network.edges} <= set(network.get_nodes())
    network.add_node("mine", label="Mine")
    assert network.num_nodes() == 14


@pytest.mark.parametrize("write", ["write_html", "save_graph", "show"])
def test_its_page_asks_for_nothing_and_runs_nothing(browser, document, opportunities, tmp_path, write, capsys):
    data = build_page_data(hostile_document(document), hostile_opportunities(opportunities))
    network = to_pyvis(data, "en")
    network.add_node("</script><script>window.hacked=1</script>", title="<img src=x onerror=window.hacked=1>")
    path = tmp_path / "net.html"
    getattr(network, write)(str(path))
    page = browser.new_context().new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: requests.append(message.text))
    page.on("pageerror", lambda error: requests.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("#network canvas")
    page.mouse.move(400, 300)
    assert requests == [path.as_uri()]
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.locator("li").count() == len(network.edges)
    page.context.close()


@pytest.mark.parametrize("drag", [False, True])
def test_no_line_of_its_page_is_behind_a_box(browser, document, opportunities, tmp_path, drag):
    network = to_pyvis(build_page_data(document, opportunities), "en")
    path = tmp_path / "net.html"
    network.write_html(str(path))
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(path.as_uri())
    page.wait_for_function("lines.length > 0")
    if drag:
        start, end = page.evaluate("""() => ["jurisdiction:0", "jurisdiction:5"].map((id) => {
          const { left, right, top, bottom } = network.getBoundingBox(id);
          const { x, y } = network.canvasToDOM({ x: (left + right) / 2, y: (top + bottom) / 2 });
          const holder = document.querySelector("#network canvas").getBoundingClientRect();
          return [x + holder.left, y + holder.top];
        })""")
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(end[0], end[1] + 90, steps=4)
        page.mouse.up()
    found = page.evaluate("""() => {
      const boxes = data.nodes.map(({ id }) => ({ id, ...network.getBoundingBox(id) }));
      return lines.flatMap(({ net, target, points }) => boxes.filter(({ id, left, right, top, bottom }) =>
        id !== target && id !== nets.get(net).source && points.some((here, at) => at > 0
          && Math.max(here[0], points[at - 1][0]) > left && Math.min(here[0], points[at - 1][0]) < right
          && Math.max(here[1], points[at - 1][1]) > top && Math.min(here[1], points[at - 1][1]) < bottom))
        .map(({ id }) => [net, id]));
    }""")
    assert found == []
    drawn = page.evaluate("lines.length")
    assert drawn == len(network.edges) or (drag and drawn > 0)  # no way to a box that another was put on
    assert network.num_nodes() == 13
    page.context.close()
