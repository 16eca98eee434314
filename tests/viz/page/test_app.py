"""The page as an app: in the frame of a host, which sends it nothing until it has asked."""

from __future__ import annotations

import json

from tests.viz.conftest import until_ready
from viz.markup import element
from viz.page.app.render import to_app

HOST = """
window.received = [];
window.addEventListener("message", (event) => {
  window.received.push(event.data);
  if (event.data.method === "ui/initialize") {
    const result = { protocolVersion: event.data.params.protocolVersion, hostInfo: { name: "host", version: "1" } };
    event.source.postMessage({ jsonrpc: "2.0", id: event.data.id, result }, "*");
  }
});
"""


def test_it_greets_its_host_and_is_drawn(browser, html):
    page = browser.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.route("http**", lambda route: route.abort())
    frame = element("iframe", srcdoc=to_app(html, "1.2"), sandbox="allow-scripts", width="1000", height="700")
    page.set_content(f"<!doctype html><script>{HOST}</script>{frame}")
    page.wait_for_function("window.received.length >= 3")
    received = json.loads(page.evaluate("JSON.stringify(window.received)"))
    assert [one["method"] for one in received] == [
        "ui/initialize", "ui/notifications/initialized", "ui/notifications/size-changed",
    ]  # fmt: skip
    assert received[0]["params"]["appInfo"] == {"name": "accord", "version": "1.2"}
    assert received[2]["params"]["height"] > 300
    inside = page.frames[1]
    until_ready(inside)
    assert inside.locator("h1").inner_text()
    page.evaluate("frames[0].postMessage({ jsonrpc: '2.0', id: 7, method: 'ui/resource-teardown', params: {} }, '*')")
    page.wait_for_function("window.received.some((one) => one.id === 7 && one.result)")
    assert troubles == []
    page.close()


def test_it_is_the_page_with_one_script_more(html):
    app = to_app(html, "1")
    assert app.count("<script>") == html.count("<script>") + 1
    assert app.count("sha256-") == html.count("sha256-") + 1
    assert len(app) - len(html) < 2_000
