"""Dates, lists, plurals and editions in both languages."""

from __future__ import annotations

import pytest

from viz.wording import PageWording

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2022", "2022", "2022"),
        ("2021-07", "July 2021", "juillet 2021"),
        ("2021-10-19", "October 19, 2021", "19 octobre 2021"),
        ("2021-10-01", "October 1, 2021", "1er octobre 2021"),
        ("2021-09/2021-11", "fall 2021", "automne 2021"),
        ("2021-12/2022-02", "winter 2022", "hiver 2022"),
        ("2022-03/2022-05", "spring 2022", "printemps 2022"),
        ("2021-01/2021-03", "January 2021 to March 2021", "de janvier 2021 à mars 2021"),
        ("2020/2021", "2020 to 2021", "de 2020 à 2021"),
        ("2020/", "since 2020", "depuis 2020"),
    ],
)
def test_dates(edtf, english, french):
    assert (PageWording("en").format_date(edtf), PageWording("fr").format_date(edtf)) == (english, french)


def test_plurals_and_numbers():
    assert [PageWording("en").plural_text("count.initiatives", n) for n in (0, 1, 2)] == [
        "0 initiatives",
        "1 initiative",
        "2 initiatives",
    ]
    assert [PageWording("fr").plural_text("count.initiatives", n) for n in (0, 1, 2000)] == [
        "0 initiative",
        "1 initiative",
        f"2{NB}000 initiatives",
    ]


def test_lists():
    assert PageWording("en").join_names([]) == ""
    assert PageWording("fr").join_names(["A"]) == "A"
    assert (PageWording("en").join_names(["A", "B", "C"]), PageWording("fr").join_names(["A", "B"])) == (
        "A, B and C",
        "A et B",
    )


def test_editions():
    assert (PageWording("en").edition_name("2022-winter"), PageWording("fr").edition_name("2022-summer")) == (
        "Winter 2022",
        "Été 2022",
    )
    assert PageWording("en").edition_name("round-7") == "round-7"


def test_a_text_in_one_language_says_which():
    assert PageWording("en").pick({"fr": "Bonjour"}) == ("Bonjour", "fr")
    assert PageWording("fr").pick({"en": "Hello", "fr": "Bonjour"}) == ("Bonjour", "fr")
    assert PageWording("fr").pick({}) == ("", "fr")
