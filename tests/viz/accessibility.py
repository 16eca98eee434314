"""What axe finds on a page, by all of its rules."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe


def lay_out_all(page) -> None:
    """Lay out what is further down as well, which the browser leaves until the reader gets there.

    Where scripts run, returns when the next frame is drawn, as what fits itself to its room does so between layout and
    paint. Where they do not, no frame would ever be told of.
    """
    page.evaluate("document.querySelectorAll('section').forEach((each) => (each.style.contentVisibility = 'visible'))")
    if page.evaluate("performance.getEntriesByName('accord-interactive').length"):
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def violations(page) -> list[tuple[str, str]]:
    """What axe finds on the whole page: rules, and where."""
    lay_out_all(page)
    axe = Axe()
    axe.run(page)  # brings the rules in
    rules = page.evaluate("axe.getRules().map((each) => each.ruleId)")  # those that are off by default, too
    found = axe.run(page, options={"rules": {name: {"enabled": True} for name in rules}}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
