"""That a report did not come is only shown where the graph records that one was expected, as `accord coverage` does."""

from __future__ import annotations

import re
from typing import Any

import pytest

from viz.page.render import render_page

SILENT = re.compile(
    r"shared no report|no report|report is not here|reported again|reports? again|for the first time|not reported"
    r"|pas communiqué|rien reçu|rapport ne figure|de nouveau un rapport|première fois|non signalé|pas signalée",
    re.IGNORECASE,
)


def two_editions(document: dict[str, Any], *submissions: list[dict[str, Any]]) -> dict[str, Any]:
    """The document with two editions, the works of the agency in the first only."""
    editions = [
        {"id": name, "published": f"{name[:4]}-02", "language": "en", "received": None, "submissions": sent}
        | {"missing": [each["jurisdiction"] for each in sent if not each["received"]], "evidence": []}
        for name, sent in zip(("2018-spring", "2019-spring"), submissions, strict=True)
    ]
    rows = [
        {**row, "editions": ["2018-spring", *([] if row["lead"] == "CRA" else ["2019-spring"])]}
        for row in document["initiatives"]
    ]
    return {**document, "editions": editions, "initiatives": rows}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("fragment", ["", "#edition=2019-spring", "#jurisdiction=CA-BC", "#jurisdiction=CRA"])
def test_nothing_is_missed_where_no_report_was_expected(document, visit, language, fragment):
    html = render_page(two_editions(document, [], []), [], language=language)
    shown = re.sub(r"<script.*?</script>|<style.*?</style>|<li[^>]* hidden>.*?</li>", " ", html, flags=re.DOTALL)
    assert not SILENT.search(re.sub(r"<[^>]+>", " ", shown))
    page = visit(html, fragment)
    assert not SILENT.search(page.inner_text("body"))
    named = "each => [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')).join()"
    assert not SILENT.search(page.locator("body").evaluate(named))


def test_a_report_that_was_expected_and_did_not_come_is_named(document, visit):
    leads = sorted({row["lead"] for row in document["initiatives"]})
    first = [{"jurisdiction": who, "received": True} for who in leads]
    second = [{"jurisdiction": who, "received": who != "CRA"} for who in leads if who != "CA-MB"]
    made = two_editions(document, first, second)
    for row in made["initiatives"]:
        if row["lead"] == "CA-MB":
            row["editions"] = ["2018-spring"]
    page = visit(render_page(made, [], language="en"), "#edition=2019-spring")
    assert "1 shared no report this time: what it works on now is not known" in page.inner_text("#since")
    unknown = page.locator("#changes .change.unknown").all_inner_texts()
    assert unknown
    assert all("Canada Revenue Agency" in text and "its lead shared no report" in text for text in unknown)
    left = page.locator("#changes .change.left").all_inner_texts()
    assert any("Manitoba" in text for text in left)
    assert not any("report" in text for text in left)
