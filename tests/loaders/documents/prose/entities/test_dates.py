"""Intervals of years, days without a year, and the date that a name holds."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.dates import (
    date_of_name,
    dates_and_intervals,
    find_intervals,
    join_ranges,
    partial_dates,
)
from tests.helpers.reading import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The plan of 2021–2024 and the plan from 2025 to 2028", ["2021/2024", "2025/2028"]),
        ("le plan de 2021 à 2024, entre 2012 et 2016", ["2021/2024", "2012/2016"]),
        ("From 2021 until 2024, pour la période 2022 à 2024", ["2021/2024", "2022/2024"]),
        ("(2022 à 2024), (2022 to 2024), depuis 2018 jusqu’en 2022", ["2022/2024", "2022/2024", "2018/2022"]),
        ("request 2021-2024-7, 2021/2024, 1900-1999", []),
        ("the plan of 2024-2021", []),
        ("the phase of 2021-2022, 2021/2022 and 2021/22", ["2021/2022", "2021/2022", "2021/2022"]),
        ("l’année scolaire 2021–2022", ["2021/2022"]),
        ("grants of 2017-19 and of 1998-99", ["2017/2019", "1998/1999"]),
        ("Directive 2014/24/EU and 2014/24, Loi n° 2020-43, the month 2010-11", []),
        ("1er juin 2018 - 28 février 2019, from June 2018 - 28 February 2019", []),
    ],
)
def test_an_interval_of_years_is_found(text, wanted):
    assert [one.span.edtf for one in find_intervals(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from 1 June 2020 to 31 May 2022", ["2020-06-01/2022-05-31"]),
        ("between March 2020 and March 2022", ["2020-03/2022-03"]),
        ("(2025-10-01 till 2027-09-30), (July 2020 – July 2023)", ["2025-10-01/2027-09-30", "2020-07/2023-07"]),
        ("from 2019 until March 2022", ["2019/2022-03"]),
        ("signed in May 2020 and June 2021", ["2020-05", "2021-06"]),
        ("postponed from 3 May 2021 to 4 June 2021", ["2021-05-03", "2021-06-04"]),
        ("1 June 2022 to 31 May 2020", ["2022-06-01", "2020-05-31"]),
        ("du 1er juillet 2020 au 30 juin 2023", ["2020-07-01/2023-06-30"]),
        ("entre mars 2020 et mars 2022, de mai 2023 à mai 2024", ["2020-03/2022-03", "2023-05/2024-05"]),
        ("signé en mai 2020 et en juin 2021", ["2020-05", "2021-06"]),
        ("reporté du 3 mai 2021 au 4 juin 2021", ["2021-05-03", "2021-06-04"]),
    ],
)
def test_two_dates_are_the_bounds_of_an_interval(text, wanted):
    assert [one.span.edtf for one in join_ranges(text, dates_and_intervals(text))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in the fiscal years 2024-25 to 2028-29", ["2024/2029"]),
        ("au cours des exercices 2024-2025 à 2028-2029", ["2024/2029"]),
        ("from 2022–23 through 2026–27, then in 2027-28", ["2022/2027", "2027/2028"]),
        ("in 2024-25 and 2028-29, from 2018-2022 to 2023-2027", ["2024/2025", "2028/2029", "2018/2022", "2023/2027"]),
        ("de 2024-2025 à mai 2028, 2028-29 to 2024-25", ["2024/2025", "2028-05", "2028/2029", "2024/2025"]),
    ],
)
def test_years_of_budgets_are_the_bounds_of_an_interval(text, wanted):
    assert [one.span.edtf for one in dates_and_intervals(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a society of 2000 watts, 2000 beds and 1950 € in 2020", ["2020"]),
        ("une société à 2000 watts, 2000 lits et 2010 m² en 2020", ["2020"]),
        ("in 2020 residents, the 2019 participants, en 2021 places", ["2020", "2019", "2021"]),
    ],
)
def test_a_number_of_something_is_no_year(text, wanted):
    assert [one.span.edtf for one in dates_and_intervals(text)] == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Harbour Plan 2021-2024", "2021/2024"),
        ("2021–2024 Harbour Plan", "2021/2024"),
        ("Harbour Day 2021", "2021"),
        ("convention du 18 avril 1961 sur les quais", "1961-04-18"),
        ("Harbour Grant 2024-25", "2024/2025"),
        ("Agenda 2030", None),
        ("Order No. 2021", None),
        ("2021-06-17 Staff Report", None),
        ("Harbour Days 2021 and 2022", None),
        ("Harbour2021 and H2020", None),
        ("Harbour Plan", None),
    ],
)
def test_the_date_of_a_name(name, wanted):
    found = date_of_name(name)
    assert (found.span.edtf if found else None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("paid in FY 2019/20 and FY2020-21", ["2019/2020", "2020/2021"]),
        ("fiscal year 2011-12, l’exercice 2021-2022", ["2011/2012", "2021/2022"]),
        ("FY19, FY 2018, fiscal 2020, the financial year 1997 and FY98", ["2019", "2018", "2020", "1997", "1998"]),
        ("Q3 2021-22, winter 2019-20", ["2021-10/2021-12", "2019-12/2020-02"]),
        ("from April 2021 to March 2022", ["2021-04", "2022-03"]),
        ("April to June 2021", ["2021-04/2021-06"]),
        ("FY2021.5, SUFFY 19", []),
    ],
)
def test_a_fiscal_year_is_the_years_that_it_is_called_by(text, wanted):
    """When it begins, each government decides for itself; quarters and seasons keep their months."""
    assert [one.span.edtf for one in dates_and_intervals(text)] == wanted


def dates(text: str) -> list[tuple[str | None, bool]]:
    claims = read(None, text.encode(), "text.md").claims
    return [(one.value, one.stated) for one in claims if one.predicate == "date" and not one.proposed]


def test_a_piece_of_work_has_the_interval_of_its_name_and_a_year_only_where_nothing_else_dates_it():
    text = "# Harbour Map Project {}\n\nNova Scotia leads the Harbour Map Project {} with Iceland{}.\n"
    assert [value for value, _ in dates(text.format("2021–2024", "2021–2024", ""))] == ["2021/2024"]
    assert dates(text.format("2021", "2021", "")) == [("2021", False)]
    assert ("2021", False) not in dates(text.format("2021", "2021", " since 3 May 2021"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Wells reopened (Dec. 16): the ports", ["2021-12-16"]),
        ("Report (Nov.28) and Sept 30", ["2021-11-28", "2021-09-30"]),
        ("on 16 Dec, on the 3rd of January and on January 4th", ["2021-12-16", "2022-01-03", "2022-01-04"]),
        ("le 3 févr. et le 1er mars", ["2022-02-03", "2022-03-01"]),
        ("16 déc. 2019, Mar. 3, 2020, Dec. 4-6, May 2020, Decide 4", []),
    ],
)
def test_a_day_without_a_year_is_of_the_year_nearest_to_the_document(text, wanted):
    assert [one.span.edtf for one in partial_dates(text, "2021-12-20")] == wanted
    assert list(partial_dates(text, None)) == []


NUMBERS = {
    "en": "# Moor Restoration Project\n\nThe Moor Restoration Project of Iceland started on 01/09/2023. {end}",
    "fr": "# Projet des tourbières\n\nLe Projet des tourbières de l’Islande a débuté le 01/09/2023. {end}",
}


@pytest.mark.parametrize(
    ("language", "end", "wanted"),
    [
        ("en", "It is planned to end on 31/08/2029, as the Government of Iceland has said.", "2023-09-01"),
        ("en", "It is planned to end on 08/31/2029, as the Government of Iceland has said.", None),
        ("en", "It is planned for six years, as the Government of Iceland has said in public.", None),
        ("fr", "Il doit durer six ans, comme le gouvernement de l’Islande l’a dit.", "2023-09-01"),
    ],
)
def test_days_in_numbers_are_read_where_their_order_is_known(language, end, wanted):
    claims = read(None, NUMBERS[language].format(end=end).encode(), "text.md").claims
    dates = {claim.value for claim in claims if claim.predicate == "date"}
    assert (wanted in dates) if wanted else not any(one.startswith("2023") for one in dates)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("opened this Wednesday 22 January in Oslo", "2020-01-22"),
        ("On Wed., January 22, it opened", "2020-01-22"),
        ("lancé ce mercredi 22 janvier à Oslo", "2020-01-22"),
        ("lancé le vendredi 22 janvier", "2021-01-22"),
        ("on 22 January", "2021-01-22"),
        ("on Monday 22 January", "2021-01-22"),  # of none of these years
    ],
)
def test_a_day_without_a_year_is_of_the_year_in_which_it_is_that_day_of_the_week(text, wanted):
    assert [one.span.edtf for one in partial_dates(text, "2020-08-21")] == [wanted]
