"""A date with which a paragraph opens is of a piece of work that the clause names or means, of no other."""

from __future__ import annotations

import pytest

from loaders.documents.prose.discourse.salient_names import salient_names
from loaders.documents.prose.lexicon import lexicon
from tests.helpers.reading import read

BEFORE = {
    "en": "Saskatchewan and Manitoba launched the Shared Ferry Timetable (SFT) in April 2021.\n\n{}",
    "fr": "La Saskatchewan et le Manitoba ont lancé le Portail commun des traversiers (PCT) en avril 2021.\n\n{}",
}
ITS = {
    "en": [
        "On 28 September 2022, Saskatchewan opened the Shared Ferry Timetable to anglers.",
        "On 28 September 2022, the SFT opened to anglers.",
        "On 28 September 2022, it opened to anglers.",
        "On 28 September 2022, Manitoba and Saskatchewan renewed it.",
        "On 28 September 2022, the project won over many anglers.",
        "On 28 September 2022, anglers were given their own ferry timetable.",
    ],
    "fr": [
        "Le 28 septembre 2022, la Saskatchewan a ouvert le Portail commun des traversiers aux pêcheurs.",
        "Le 28 septembre 2022, le PCT a ouvert aux pêcheurs.",
        "Le 28 septembre 2022, il a ouvert aux pêcheurs.",
        "Le 28 septembre 2022, le portail a ouvert aux pêcheurs.",
        "Le 28 septembre 2022, le Manitoba l’a renouvelé.",
        "Le 28 septembre 2022, le projet a conquis bien des pêcheurs.",
    ],
}
OTHERS = {
    "en": [
        "On 28 September 2022, the Governor signed a law on fishing.",
        "On 28 September 2022, the Mayor spoke of hard winters.",
        "On 28 September 2022, we met the anglers of the lake.",
        "On 28 September 2022, both provinces held elections.",
        "In 2022, a storm closed every ferry of the lake.",
    ],
    "fr": [
        "Le 28 septembre 2022, la gouverneure a signé une loi sur la pêche.",
        "Le 28 septembre 2022, le maire a parlé des hivers rudes.",
        "Le 28 septembre 2022, nous avons rencontré les pêcheurs du lac.",
        "Le 28 septembre 2022, les deux provinces ont tenu des élections.",
        "En 2022, une tempête a arrêté tous les traversiers du lac.",
    ],
}
LANGUAGES = ("en", "fr")


def dates(text: str) -> dict[str, bool]:
    """The dates of the pieces of work of a text, and whether words state them."""
    claims = read(None, text.encode(), "text.txt").claims
    return {claim.value: claim.stated for claim in claims if claim.predicate == "date"}


@pytest.mark.parametrize(("language", "sentence"), [(one, each) for one in LANGUAGES for each in ITS[one]])
def test_the_date_is_of_work_that_the_clause_names_or_refers_to(language, sentence):
    assert dates(BEFORE[language].format(sentence)) == {"2021-04": True, "2022-09-28": True}


@pytest.mark.parametrize(("language", "sentence"), [(one, each) for one in LANGUAGES for each in OTHERS[one]])
def test_the_date_of_something_else_is_not_of_the_work_before(language, sentence):
    assert dates(BEFORE[language].format(sentence)) == {"2021-04": True}


@pytest.mark.parametrize(("language", "sentence"), [(one, each) for one in LANGUAGES for each in OTHERS[one]])
def test_where_no_other_date_is_known_it_is_never_stated(language, sentence):
    before = BEFORE[language].replace(" in April 2021", "").replace(" en avril 2021", "")
    assert not any(dates(before.format(sentence)).values())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Then came Governor Hill; later Governor Hill and the Mayor met, and the Governor left."),
        ("fr", "Hier, la Gouverneure Colline a écrit; la Gouverneure Colline et le Maire ont vu la Gouverneure."),
    ],
)
def test_who_holds_an_office_is_no_name_of_work(language, sentence):
    repeated = [sentence] * 4
    assert not salient_names(repeated, [], lexicon(language), "")
    named = [text.replace("Governor", "Harbour").replace("Gouverneure", "Rive") for text in repeated]
    assert salient_names(named, [], lexicon(language), "")
