"""Dates that are plans are drawn open and named as plans, on the axis, in lists and without a script."""

from __future__ import annotations

from typing import Any

import pytest

from viz.page.model import build_page_data
from viz.page.render import render_page

EDITION = {"id": "2022-winter", "published": "2022-02", "language": "en", "received": 4, "missing": []}


def date(kind: str, edtf: str) -> dict[str, str]:
    return {"kind": kind, "edtf": edtf, "start": edtf.split("/")[0], "end": edtf.split("/")[-1]}


def dated(document: dict[str, Any], *dates: dict[str, str], status: str | None = None, **edition: Any) -> Any:
    """The document with one initiative that has these dates."""
    work = next(row for row in document["initiatives"] if row["kind"] == "initiative")
    rows = [{**work, "dates": list(dates), "status": status}]
    return {**document, "initiatives": rows, "partnerships": [], "needs": [], "editions": [{**EDITION, **edition}]}


def planned(document: dict[str, Any], *dates: dict[str, str], **more: Any) -> list[bool]:
    (work,) = build_page_data(dated(document, *dates, **more), [])["initiatives"]
    return [bool(each.get("planned")) for each in work["dates"]]


def test_a_target_and_the_dates_of_planned_work_are_plans(document):
    assert planned(document, date("target", "2021-01"), date("milestone", "2021-01")) == [True, True]
    assert planned(document, date("launch", "2022-03/2022-05"), date("approval", "2021"), status="planned") == [
        True,
        False,
    ]


def test_a_date_after_the_edition_of_a_council_is_a_plan_unless_it_is_reported_as_launched(document):
    later = (date("milestone", "2022-03"), date("end", "2024"), date("start", "2022"))
    assert planned(document, *later) == [True, True, False]
    assert planned(document, *later, status="launched") == [False, True, False]
    assert planned(document, *later, received=None, submissions=[]) == [False, False, False]


def test_the_dates_of_a_component_are_plans_with_what_it_is_part_of(document):
    made = dated(document, status="planned")
    (whole,) = made["initiatives"]
    part = {**whole, "id": "part", "kind": "component", "part_of": whole["id"], "status": None}
    rows = build_page_data({**made, "initiatives": [whole, {**part, "dates": [date("launch", "2021")]}]}, [])
    assert [each.get("planned") for row in rows["initiatives"] for each in row["dates"]] == [True]


@pytest.mark.parametrize(
    ("language", "words", "legend"),
    [
        ("en", "spring 2022 Launch (planned)", ["launch, milestone or the like", "planned, or a target"]),
        ("fr", "printemps 2022 Lancement (prévu)", ["lancement, étape ou autre", "prévu, ou date cible"]),
    ],
)
def test_a_plan_is_an_open_circle_and_is_named_as_one(document, visit, language, words, legend):
    dates = (date("launch", "2022-03/2022-05"), date("approval", "2021-04"), date("presentation", "2021-06"))
    html = render_page(dated(document, *dates, status="planned"), [], language=language)
    assert words.split(" ", 2)[2] in html.split('type="application/json"')[0]
    page = visit(html)
    assert page.locator("#timeline .when.planned").all_inner_texts()[0].startswith(words)
    assert page.locator("#timeline .when:not(.planned)").count() == 2
    assert page.locator("#years [role=img] .date.open").count() == 1
    assert page.locator("#years [role=img] .date.done").count() == 2
    assert [each.strip() for each in page.locator("#years .legend li").all_inner_texts()][:2] == legend
    looks = "each => getComputedStyle(each, '::before').backgroundColor"
    assert page.locator(".when.planned").evaluate(looks) == "rgb(255, 255, 255)"
    assert page.locator(".when:not(.planned)").first.evaluate(looks) != "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "2 earlier dates (1993 to 2004) are in the list only."),
        ("fr", "2 dates antérieures (de 1993 à 2004) ne figurent que dans la liste."),
    ],
)
def test_dates_before_the_axis_are_counted_below_it(document, visit, language, note):
    dates = [date("launch", day) for day in ("1993", "2004-05", "2019-02", "2021-03", "2021-10")]
    page = visit(render_page(dated(document, *dates), [], language=language))
    assert page.locator("#years .note").all_inner_texts() == [note]
    page = visit(render_page(dated(document, *dates[2:]), [], language=language))
    assert page.locator("#years .note").count() == 0
