"""Dates as people write them, in both languages."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates.editions import SEASON_BY_WORD, season_of_month
from graph.dates.parse import date_of_season, find_dates, parse_date
from graph.dates.patterns import MONTHS, ORDINALS, PATTERNS, START
from graph.errors import UsageError

PARTS = [
    *MONTHS, *ORDINALS, *SEASON_BY_WORD, "2021", "1999", "3", "31", "1st", "12", "q2", "t4", "quarter", "fy", "fiscal",
    "year", "exercice", "annee financiere", "school year", "between", "entre", "and", "et", "to", "mid-", "de", "of",
    "d'", ",", "-", "/", "–", ".", " ", "x",
]  # fmt: skip
WRITTEN = {
    "June 3, 4, and 5, 2011; les 3, 4 et 5 juin 2012": ["2011-06-03/2011-06-05", "2012-06-03/2012-06-05"],
    "le premier trimestre de l’année 2025, mars de l’année 2026": ["2025-01/2025-03", "2026-03"],
    "du 1ier juillet 2020": ["2020-07-01"],
    "launched on October 19, 2021, online": ["2021-10-19"],
    "City File No. 2017-01 and By-law 2019-12 of 2020-03-04": ["2020-03-04"],
    "The Agenda 2030 of the United Nations, told on 2 May 2020; l’Agenda 2063": ["2020-05-02"],
    "Agenda 2020": ["2020"],
    "Arrêté n° 2018-09, délibération 2018-10, en 2018-11": ["2018-11"],
    "on the 3rd of May 2022": ["2022-05-03"],
    "19 October 2021": ["2021-10-19"],
    "Oct. 2021 and Sept. 2022": ["2021-10", "2022-09"],
    "lancé le 19 octobre 2021": ["2021-10-19"],
    "le 1er avril 2022": ["2022-04-01"],
    "en AOÛT 2021": ["2021-08"],
    "approved in April 2021": ["2021-04"],
    "à l’automne 2021": ["2021-09/2021-11"],
    "pour le printemps de 2022": ["2022-03/2022-05"],
    "the summer of 2023": ["2023-06/2023-08"],
    "winter 2022": ["2021-12/2022-02"],
    "hiver 2021-2022": ["2021-12/2022-02"],
    "winter 2021-22": ["2021-12/2022-02"],
    "April to June 2022": ["2022-04/2022-06"],
    "d’avril à juin 2022": ["2022-04/2022-06"],
    "en 2022 et 2023": ["2022", "2023"],
    "2021-10-19": ["2021-10-19"],
    "31 février 2021": [],
    "April 31, 2022": [],
    "2021-13": [],
    "fiscal year 2021-22": ["2021-04/2022-03"],
    "in 2024-25 the city": ["2024-04/2025-03"],
    "2021-2022 fiscal year": ["2021-04/2022-03"],
    "l’exercice 2021-2022": ["2021-04/2022-03"],
    "fiscal 2022": [],
    "school year 2021-22": [],
    "2011-12": ["2011-12"],
    "fiscal year 2011-12": ["2011-04/2012-03"],
    "the plan of 2021-2025": [],
    "Q3 2021-22": ["2021-10/2021-12"],
    "the fourth quarter of fiscal year 2021-22": ["2022-01/2022-03"],
    "the third quarter of 2022": ["2022-07/2022-09"],
    "au troisième trimestre de 2021-2022": ["2021-10/2021-12"],
    "au premier trimestre de l’exercice 2022-2023": ["2022-04/2022-06"],
    "in mid-2022": ["2022"],
    "à la mi-décembre 2023": ["2023-12"],
    "T2 2023": ["2023-04/2023-06"],
    "du 3 au 17 mai 2023": ["2023-05-03/2023-05-17"],
    "du 28 mai au 3 juin 2023": ["2023-05-28/2023-06-03"],
    "from May 3 to 17, 2023": ["2023-05-03/2023-05-17"],
    "from May 28 to June 3, 2023": ["2023-05-28/2023-06-03"],
    "between January and April 2023": ["2023-01/2023-04"],
    "entre janvier et avril 2023": ["2023-01/2023-04"],
    "in January and April 2023": ["2023-01", "2023-04"],
    "en janvier et avril 2023": ["2023-01", "2023-04"],
    "the 31st day of July, 2007": ["2007-07-31"],
    "ce 9e jour de juin 2006": ["2006-06-09"],
    "on April 3 and 4, 2019": ["2019-04-03/2019-04-04"],
    "les 24 et 25 avril 2024": ["2024-04-24/2024-04-25"],
    "le 8 mars et le 9 mai 2018": ["2018-05-09"],
    "publié le 20-03-2018": ["2018-03-20"],
    "03/20/2018": ["2018-03-20"],
    "12.05.2019": ["2019-05-12"],
    "03/04/2018": [],
    "in winter 20 people came": [],
    "December to March 2022": [],
    "call 613-2021": [],
    "may": [],
    "": [],
}


@pytest.mark.parametrize(("text", "dates"), WRITTEN.items(), ids=WRITTEN)
def test_dates_in_prose(text, dates):
    assert [each.span.edtf for each in find_dates(text)] == dates


def test_a_date_is_where_it_stands():
    text = "L’œuvre, lancée à l’été 2021, dure."
    (found,) = find_dates(text)
    assert text[found.at : found.to] == "été 2021"
    assert (found.span.start, found.span.end) == ("2021-06", "2021-08")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_found_in_every_way_of_writing_it(day):
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    french = f"le {day.day} {months.split()[day.month - 1]} {day.year}"
    english = f"on {day:%B} {day.day}, {day.year}"
    for text in (french, english, day.isoformat()):
        assert [each.span.edtf for each in find_dates(text)] == [day.isoformat()]


@given(st.text())
def test_any_text_has_dates_in_order_and_within_it(text):
    found = find_dates(text)
    assert all(0 <= each.at < each.to <= len(text) for each in found)
    assert all(one.to <= two.at for one, two in pairwise(found))


@given(st.integers(1950, 2090), st.integers(1, 12))
def test_a_month_lies_in_its_season(year, month):
    span = date_of_season(*season_of_month(year, month))
    assert span.start <= f"{year:04d}-{month:02d}" <= span.end


@pytest.mark.parametrize("text", ["2021-09/2021-11", "2021", "2021-10", " fall 2021 ", "1er mai 2022"])
def test_what_a_person_types_is_read(text):
    span = parse_date(text)
    assert parse_date(span.edtf) == span


@pytest.mark.parametrize("text", ["", "soon", "2021-02-30", "2022/2021", "May 2021 or June 2021", "2021/"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(UsageError):
        parse_date(text)


@given(st.lists(st.sampled_from(PARTS), max_size=14), st.sampled_from(["", " "]))
def test_dates_begin_only_where_they_are_looked_for(parts, between):
    """Each pattern matches at the places that are found for all of them at once, and nowhere else."""
    text = between.join(parts)
    starts = {hit.start() for hit in START.finditer(text)}
    for pattern in PATTERNS:
        assert {hit.start() for hit in pattern.finditer(text)} <= starts
