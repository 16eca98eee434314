"""What axe finds on a page, by all of its rules."""

from __future__ import annotations

from typing import Final

from axe_playwright_python.base import AXE_SCRIPT

# all rules: those that are off by default, too
_RUN: Final = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ["violations"], selectors: false });
  return violations.map(({ id, nodes }) => [id, nodes[0].html]);
}"""


def lay_out_all(page) -> None:
    """Lay out what is further down as well, which the browser leaves until the reader gets there.

    Where scripts run, returns when the next frame is drawn, as what fits itself to its room does so between layout and
    paint. Where they do not, no frame would ever be told of.
    """
    page.evaluate("document.querySelectorAll('section').forEach((each) => (each.style.contentVisibility = 'visible'))")
    if page.evaluate("performance.getEntriesByName('accord-interactive').length"):
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def violations(page) -> list[tuple[str, str]]:
    """What axe finds on the whole page: rules, and where. Of what a rule finds in order it lists one place, not all."""
    lay_out_all(page)
    page.evaluate(AXE_SCRIPT)
    return [(rule, html[:200]) for rule, html in page.evaluate(_RUN)]
