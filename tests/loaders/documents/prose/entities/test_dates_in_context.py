"""Dates relative to another one, those on which something was updated, and days whose year has two digits."""

from __future__ import annotations

import pytest

from graph.dates.parse import find_dates
from loaders.documents.prose.annotate import annotate
from loaders.documents.prose.entities.dates import short_dates
from loaders.documents.prose.entities.dates_in_context import is_of_update, relative_dates
from loaders.text.lines import Line
from loaders.text.passages import Hyphens, join


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("signed in July 2021, and opened in September of the same year", ["2021-09"]),
        ("signed in July 2021, and opened on 14 September that year", ["2021-09-14"]),
        ("signed on July 3, 2021, and opened the following year, March 4 of the next year", ["2022", "2023-03-04"]),
        ("signed in July 2021, closed in June of the previous year", ["2020-06"]),
        ("from 3 to 9 May 2021, and on the 14th of the same month", ["2021-05-14"]),
        ("signed on 3 May 2021, and opened on 14 of the same month", ["2021-05-14"]),
        ("in September of the same year, over the next year, in that year", []),
        ("signé en juillet 2021, ouvert en septembre de la même année", ["2021-09"]),
        ("signé en juillet 2021, ouvert le 14 septembre de cette même année", ["2021-09-14"]),
        ("signé en 2021, ouvert en mars de l’année suivante, fermé l’année suivante", ["2022-03", "2023"]),
        ("signé le 3 mai 2021, ouvert le 14 du même mois", ["2021-05-14"]),
        ("en septembre de la même année, cette année", []),
        ("signé en 2021, ouvert le 31 septembre de la même année", []),
    ],
)
def test_a_date_relative_to_the_one_before(text: str, wanted: list[str]):
    found, _ = relative_dates(text, find_dates(text))
    assert [one.span.edtf for one in found] == wanted


@pytest.mark.parametrize(
    "text", ["It began in September of the same year.", "Il a commencé en septembre de la même année."]
)
def test_a_month_of_a_year_that_nobody_names_is_not_of_the_year_of_the_document(text: str):
    passage = join([Line(text, 1)], Hyphens((), (), ()))
    assert not annotate(passage, (), (), "2024-05-03").dates


@pytest.mark.parametrize(
    ("before", "is_update"),
    [
        ("The matrix (updated ", True),
        ("Last updated: ", True),
        ("last modified on ", True),
        ("The list as revised in ", True),
        ("Text of the version of ", True),
        ("The list (as of ", True),
        ("Figures as of ", True),
        ("It updated the plan in ", False),
        ("It opens as of ", False),
        ("The matrix was signed on ", False),
        ("Matrice (màj ", True),
        ("Mise à jour le ", True),
        ("La liste, mise à jour en ", True),
        ("Dernière modification : ", True),
        ("La version du ", True),
        ("Chiffres au ", True),
        ("La mise à jour du plan a été signée le ", False),
        ("Le plan est ouvert du ", False),
    ],
)
def test_a_date_of_an_update(before: str, *, is_update: bool):
    assert is_of_update(f"{before}3 May 2021", len(before)) is is_update


@pytest.mark.parametrize(
    ("text", "day_first", "wanted"),
    [
        ("06.12.22", False, ["2022-12-06"]),
        ("6.1.98", False, ["1998-01-06"]),
        ("06/12/22", True, ["2022-12-06"]),
        ("06/12/22", False, []),
        ("28/11/22 and 11/28/22", False, ["2022-11-28", "2022-11-28"]),
        ("31.02.22, 1.2.3.22, 06.12.2022, 06.12/22", True, []),
    ],
)
def test_a_day_whose_year_has_two_digits(text: str, wanted: list[str], *, day_first: bool):
    assert [one.span.edtf for one in short_dates(text, day_first=day_first)] == wanted
