"""When an agreement is made: its last formula says it, news name a day of the week, a recital or gazette does not."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

LANGUAGES = ["en", "fr"]
PROTOCOL = {
    "en": """# Protocol on Harbour Scholarships

BETWEEN THE GOVERNMENT OF ICELAND AND THE GOVERNMENT OF NORWAY

The Government of Iceland and the Government of Norway,

Referring to the Cultural Convention signed on 5 October 1957;

Wishing to give students of both countries a place in the schools of pilots of the other,

have agreed as follows:

Article 1

A commission of twelve members is set up, which deals with the scholarships of the pilots.

{articles}

{formula}
""",
    "fr": """# Protocole sur les bourses des ports

ENTRE LE GOUVERNEMENT DE LA RÉPUBLIQUE FRANÇAISE ET LE GOUVERNEMENT DU ROYAUME DU MAROC

Le Gouvernement de la République française et le Gouvernement du Royaume du Maroc,

Se référant à la convention culturelle signée le 5 octobre 1957 ;

Désireux de donner aux étudiants de chaque pays une place dans les écoles de pilotes de l’autre,

sont convenus de ce qui suit :

Article 1er

Il est créé une commission de douze membres, qui traite des bourses des pilotes.

{articles}

{formula}
""",
}
ARTICLES = {
    "en": "\n\n".join(
        f"Article {at}\n\nThe commission meets in the capital of each side in turn." for at in range(2, 12)
    ),
    "fr": "\n\n".join(f"Article {at}\n\nLa commission siège tour à tour dans chaque capitale." for at in range(2, 12)),
}
FORMULA = {
    "en": "Done at Reykjavik on Friday 27 February 1998, in two copies.",
    "fr": "Fait à Rabat, le vendredi 27 février 1998, en deux exemplaires.",
}


def dates(text: str, name: str = "text.md") -> set[str]:
    return {one.value for one in read(None, text.encode(), name).claims if one.predicate == "date" and not one.proposed}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_formula_dates_an_agreement(language):
    text = PROTOCOL[language].format(articles=ARTICLES[language], formula=FORMULA[language])
    assert dates(text) == {"1998-02-27"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recital_does_not_date_an_agreement(language):
    assert not dates(PROTOCOL[language].format(articles=ARTICLES[language], formula=""))


NEWS = {
    "en": """Iceland and Norway sign the Harbour Ice Agreement

Reykjavik, 28 August 2022 – {sentence} Each country sends two persons, who
prepare the maps of ice for all harbours of the north, and skippers will find them free of charge.
""",
    "fr": """L’Islande et la Norvège signent l’Accord sur les glaces des ports

Reykjavik, le 28 août 2022 – {sentence} Chaque pays envoie deux personnes,
qui préparent les cartes des glaces de tous les ports du Nord, et les capitaines les trouveront gratuitement.
""",
}
WEEK = {
    "en": {
        "Iceland and Norway signed the Harbour Ice Agreement on Saturday.": "2022-08-27",
        "Iceland and Norway signed the Harbour Ice Agreement on Sunday.": "2022-08-28",
        "On Monday, Iceland and Norway signed the Harbour Ice Agreement.": "2022-08-22",
    },
    "fr": {
        "L’Islande et la Norvège ont signé samedi l’Accord sur les glaces des ports.": "2022-08-27",
        "L’Islande et la Norvège ont signé dimanche l’Accord sur les glaces des ports.": "2022-08-28",
        "Lundi, l’Islande et la Norvège ont signé l’Accord sur les glaces des ports.": "2022-08-22",
    },
}


@pytest.mark.parametrize(
    ("language", "sentence", "expected"), [(one, *each) for one in LANGUAGES for each in WEEK[one].items()]
)
def test_a_day_of_the_week_is_the_last_one_before_the_news(language, sentence, expected):
    assert expected in dates(NEWS[language].format(sentence=sentence), "news.txt")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Iceland and Norway will sign the Harbour Ice Agreement on Saturday."),
        ("en", "On Saturday, Iceland and Norway will sign the Harbour Ice Agreement."),
        ("fr", "L’Islande et la Norvège signeront samedi l’Accord sur les glaces des ports."),
        ("fr", "L’Islande et la Norvège ont signé samedi prochain l’Accord sur les glaces des ports."),
    ],
)
def test_a_day_of_the_week_to_come_is_no_day_before_the_news(language, sentence):
    assert "2022-08-27" not in dates(NEWS[language].format(sentence=sentence), "news.txt")


GAZETTE = {
    "en": """# Border Map Convention

Iceland and Norway concluded the Border Map Convention in 2004 on the lines that divide the fishing grounds of the two
countries. The Border Map Convention was printed in the Official Journal of 2 March 2007, with maps of all lines.
""",
    "fr": """# Convention sur la carte des frontières

La France et le Luxembourg ont conclu en 2004 la Convention sur la carte des frontières, qui dit où passent les lignes
entre les deux pays. La Convention sur la carte des frontières a été publiée au Journal officiel du 2 mars 2007.
""",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_a_gazette_is_none_of_the_work(language):
    assert dates(GAZETTE[language]) == {"2004"}
