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
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("#network canvas")
    page.mouse.move(400, 300)
    assert seen == [path.as_uri()]
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.locator("li").count() == len(network.edges)
    page.context.close()
