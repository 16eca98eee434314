"""An agreement in its own form: sides between words that stand alone, and how long it is in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from loaders.documents.prose.entities.strangers import find_strangers
from tests.helpers.reading import read

if TYPE_CHECKING:
    from graph.claims import Claim

EN = """MEMORANDUM OF UNDERSTANDING
on Cooperation in Beach Nourishment Research

BETWEEN
The Department of the Interior of the United States of America
AND
Natural Resources Canada

1. Purpose
This Memorandum sets out how both sides study the moving of sand along their coasts.

2. Activities
Natural Resources Canada will lead a trial of sand fences in 2021.

3. Term
{term}
"""
FR = """PROTOCOLE D’ENTENTE
sur la recherche en rechargement des plages

ENTRE
Le gouvernement du Québec
ET
Le gouvernement de la France

1. Objet
Le présent protocole dit comment les deux parties étudient le déplacement du sable le long de leurs côtes.

2. Durée
{term}
"""
TERMS = {
    "en": [
        "This Memorandum takes effect on 1 April 2020 and remains in effect until 31 March 2025.",
        "This Memorandum of Understanding will come into effect on 1 April 2020 and will end on 31 March 2025.",
        "The agreement enters into force on 1 April 2020. The agreement expires on 31 March 2025.",
    ],
    "fr": [
        "Le présent protocole entre en vigueur le 1er avril 2020 et prend fin le 31 mars 2025.",
        "Le protocole prendra effet le 1er avril 2020 et demeurera en vigueur jusqu’au 31 mars 2025.",
    ],
}
OTHERS = {
    "en": [
        "This Memorandum may be ended by either side. It met its predecessor on 1 April 2020.",
        "A review takes effect on 1 April 2020.",
    ],
    "fr": ["Le présent protocole peut prendre fin à la demande d’une partie. Une étude débute le 1er avril 2020."],
}
FORMS = {"en": EN, "fr": FR}
LANGUAGES = ("en", "fr")


def facts_of(claims: Iterable[Claim], word: str) -> dict[str, list[Claim]]:
    """The claims of the piece of work with a word in its title, but for proposals, by what they state."""
    sure = [claim for claim in claims if not claim.proposed]
    one = next(claim.subject for claim in sure if claim.predicate == "title" and word in (claim.value or "").casefold())
    joint = {claim.subject for claim in sure if claim.predicate == "initiative" and claim.object == one}
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sure:
        if claim.subject == one or (claim.subject in joint and claim.predicate == "member"):
            found[claim.predicate].append(claim)
    return found


def agreement(language: str, term: str) -> tuple[set[str], dict[str, str], set[str]]:
    """Who takes part in the agreement, its dates by the words that say them, and all parties of the document."""
    claims = list(read(None, FORMS[language].format(term=term).encode(), "agreement.txt").claims)
    found = facts_of(claims, {"en": "nourishment", "fr": "rechargement"}[language])
    members = {one.object or "" for one in found["member"]}
    dates = {one.value or "": one.rule or "" for one in found["date"]}
    return members, dates, {claim.object or "" for claim in claims if claim.predicate in ("member", "lead")}


@pytest.mark.parametrize(("language", "term"), [(one, each) for one in LANGUAGES for each in TERMS[one]])
def test_an_agreement_is_in_force_from_one_day_to_another(language, term):
    members, dates, parties = agreement(language, term)
    assert members >= {"en": {"UNITED-STATES", "NRCAN"}, "fr": {"CA-QC", "FRANCE"}}[language]
    assert {"2020-04-01": "term-of-an-agreement", "2025-03-31": "term-of-an-agreement"}.items() <= dates.items()
    assert not parties & {"AND", "BETWEEN", "ET", "ENTRE"}


@pytest.mark.parametrize(("language", "term"), [(one, each) for one in LANGUAGES for each in OTHERS[one]])
def test_other_days_are_not_its_term(language, term):
    _, dates, _ = agreement(language, term)
    assert "term-of-an-agreement" not in dates.values()


def test_its_paragraphs_are_read():
    claims = list(read(None, EN.format(term=TERMS["en"][0]).encode(), "agreement.txt").claims)
    trial = {c.subject for c in claims if c.predicate == "title" and "sand fences" in (c.value or "")}
    leads = {(c.object, c.rule) for c in claims if c.subject in trial and c.predicate == "lead"}
    assert leads == {("NRCAN", "leads")}


def test_a_country_behind_a_side_is_where_that_lies():
    text = EN.format(term=TERMS["en"][0]).replace(
        "Natural Resources Canada\n\n1.", "The Department of Coasts of the State of Victoria, Australia\n\n1."
    )
    claims = list(read(None, text.encode(), "agreement.txt").claims)
    sides = {c.object for c in claims if c.predicate == "member" and c.stated and not c.proposed}
    assert "DEPARTMENT-OF-COASTS-OF-THE-STATE-OF-VICTORIA" in sides
    assert "AUSTRALIA" not in sides


@pytest.mark.parametrize("text", ["X Y signs AND seals", "il signe ET scelle", "BETWEEN them", "ENTRE eux"])
def test_words_in_capitals_that_join_names_are_no_names(text):
    names = {text[start:end] for start, end, _ in find_strangers(text, ())}
    assert not names & {"AND", "ET", "BETWEEN", "ENTRE"}


HEADED = {
    "en": """<html lang="en"><head><meta charset="utf-8"><title>Memorandum Of Understanding</title></head>
<body>
<h1>Memorandum Of Understanding</h1>
<h2>NORWAY-ICELAND-FINLAND-SWEDEN MEMORANDUM OF UNDERSTANDING (MOU) ON THE RENEWAL OF THE NORTHERN HARBOURS</h2>
<p>THIS MOU made this ______ day of __________, 2011,</p>
<p>BETWEEN: THE GOVERNMENT OF NORWAY as represented by the Minister of Transport of Norway
(herein referred to as "Norway"),</p>
<p>AND: THE GOVERNMENT OF ICELAND as represented by the Minister of Infrastructure of Iceland
(herein referred to as "Iceland"),</p>
<p>AND: THE GOVERNMENT OF FINLAND as represented by the Minister of Transport of Finland
(herein referred to as "Finland"),</p>
<p>AND: THE GOVERNMENT OF SWEDEN as represented by the Minister of Transport of Sweden
(herein referred to as "Sweden").</p>
<h3>RECITALS:</h3>
<p>WHEREAS the sides wish to renew the harbours of the north, and to plan quays, moorings and ferries
together for their towns;</p>
<p>AND WHEREAS trade by sea grows each year;</p>
<p>THEREFORE the sides agree to meet twice a year.</p>
</body></html>""",
    "fr": """<html lang="fr"><head><title>Protocole d’entente</title></head><body>
<h1>Protocole d’entente</h1>
<h2>PROTOCOLE D’ENTENTE ENTRE LA NORVÈGE, L’ISLANDE ET LA FINLANDE SUR LA RÉNOVATION DES PORTS DU NORD</h2>
<p>Le présent protocole est conclu le ______ jour de __________ 2011,</p>
<p>ENTRE : LE GOUVERNEMENT DE LA NORVÈGE, ci-après appelé « Norvège », représenté par le ministre des Transports,</p>
<p>ET : LE GOUVERNEMENT DE L’ISLANDE, ci-après appelé « Islande », représenté par le ministre des Ports,</p>
<p>ET : LE GOUVERNEMENT DE LA FINLANDE, ci-après appelé « Finlande », représenté par le ministre des Transports.</p>
<p>ATTENDU QUE les parties souhaitent rénover les ports du nord et planifier ensemble quais et traversiers ;</p>
<p>ATTENDU QUE le commerce maritime croît chaque année ;</p>
<p>Les parties conviennent de se réunir deux fois par an.</p></body></html>""",
}


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "MOU) on the Renewal of the Northern Harbours"), ("fr", "la Rénovation des Ports du Nord")],
)
def test_the_name_of_an_agreement_is_that_with_its_subject(language, named):
    claims = list(read(None, HEADED[language].encode(), "agreement.html").claims)
    titles = [c.value for c in claims if c.predicate == "title" and not c.proposed]
    assert len(titles) == 1
    assert named in titles[0]


PREAMBLES = {
    "en": """<html lang="en"><body>
<h1>MEMORANDUM OF UNDERSTANDING ON HARBOUR SAFETY BETWEEN THE GOVERNMENT OF NORWAY AND THE GOVERNMENT OF ICELAND</h1>
<p>The Government of the Kingdom of Norway and the Government of Iceland ({called});</p>
<p>Building upon the Agreement on Ferries concluded with Finland in May 1996 and renewed in May 2001;</p>
<p>Wishing that quays, moorings and ferries be safe for all who use them in the north;</p>
<p>Have agreed on what follows:</p>
<h2>ARTICLE 1</h2>
<p>The Parties will share what they learn about accidents in harbours, and the Participants meet twice a year.</p>
{article}</body></html>""",
    "fr": """<html lang="fr"><body>
<h1>A C C O R D<br>SUR LA SÉCURITÉ DES PORTS ENTRE LE GOUVERNEMENT DE LA NORVÈGE ET LE GOUVERNEMENT DE L’ISLANDE</h1>
<p>Le Gouvernement de la Norvège et le Gouvernement de l’Islande, {called},</p>
<p>Suivant les termes du relevé de conclusions signé avec la Finlande le 11 février 2008,</p>
<p>Souhaitant que les quais, les mouillages et les traversiers soient sûrs pour tous dans le nord,</p>
<p>Ont arrêté ce qui suit :</p>
<h2>Article 1er</h2>
<p>Les Parties mettent en commun ce qu’elles apprennent des accidents dans les ports.</p>
{article}</body></html>""",
}
CALLED = {
    "en": [
        "referred to below as the “Parties”",
        "hereinafter called “the Participants”",
        "to be known as the Signatories",
    ],
    "fr": ["appelés dans la suite « les Parties »", "ci-après dénommés les « Signataires »"],
}


def claims_of(language: str, called: str, article: str = "") -> list[Claim]:
    """The claims of the agreement with such a preamble."""
    text = PREAMBLES[language].format(called=called, article=article)
    return list(read(None, text.encode(), "agreement.html").claims)


def preamble(language: str, called: str, article: str = "") -> dict[str, list[Claim]]:
    """Those of the piece of work that it is, but for proposals, by what they state."""
    word = {"en": "harbour safety", "fr": "sécurité des ports"}[language]
    return facts_of(claims_of(language, called, article), word)


@pytest.mark.parametrize(("language", "called"), [(one, each) for one in CALLED for each in CALLED[one]])
def test_a_preamble_names_the_sides(language, called):
    found = preamble(language, called)
    assert {one.object for one in found["member"]} == {"NORWAY", "ICELAND"}
    assert "ICELAND" in {one.object for one in found["member"] if one.stated}  # Norway leads, which is inferred
    assert {one.object for one in found["lead"]} <= {"NORWAY", "ICELAND"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_preamble_recalls_is_not_of_the_agreement(language):
    found = preamble(language, CALLED[language][0])
    assert found["date"] == []
    assert "FINLAND" not in {one.object for one in found["member"]}


@pytest.mark.parametrize(
    ("language", "article"),
    [
        ("en", "<h2>ARTICLE 2</h2><p>This Memorandum enters into force on 1 April 2020.</p>"),
        ("fr", "<h2>Article 2</h2><p>Le présent accord entre en vigueur le 1er avril 2020.</p>"),
    ],
)
def test_its_articles_date_it(language, article):
    assert {one.value for one in preamble(language, CALLED[language][0], article)["date"]} == {"2020-04-01"}


def test_a_word_with_spaces_between_its_letters_is_one():
    claims = claims_of("fr", CALLED["fr"][0])
    (title,) = {c.value or "" for c in claims if c.kind == "initiative" and c.predicate == "title" and not c.proposed}
    assert title.startswith("Accord sur la Sécurité des Ports")


BELOW = """MEMORANDUM OF UNDERSTANDING

ON HARBOUR SAFETY
BETWEEN THE
GOVERNMENT OF NORWAY
AND THE
GOVERNMENT OF ICELAND

The Government of Norway and the Government of Iceland, called the Parties in what follows,
wishing that quays, moorings and ferries be safe for all who use them, have agreed as follows:

ARTICLE 1: GENERAL PRINCIPLES

It is the intention of the Parties to share what they learn about accidents in harbours. The study is made
by the Parties.
"""


def test_the_subject_stands_below_the_title():
    claims = [c for c in read(None, BELOW.encode(), "agreement.txt").claims if not c.proposed]
    assert {c.value for c in claims if c.predicate == "title"} == {"Memorandum of Understanding on Harbour Safety"}
    assert {c.object for c in claims if c.predicate in ("lead", "member")} == {"NORWAY", "ICELAND"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway opened a portal. Norway and Iceland, known for their harbours, are called the Parties by some.",
        "Norway and Iceland are old friends. Both are now called Partners of the Arctic.",
    ],
)
def test_parties_in_running_text_make_no_agreement(text):
    news = f"# Northern news\n\n{text} The towns of the north have waited for this for years, and many people came.\n"
    claims = list(read(None, news.encode(), "news.md").claims)
    assert "side-of-a-preamble" not in {claim.rule for claim in claims}


@pytest.mark.parametrize("called", ["(referred to in what follows as “the Participants”)", "(called “Parties” below)"])
def test_what_the_sides_are_called_is_no_piece_of_work(called):
    text = (
        f"The Ministry of Ports of Norway and the Ministry of Ports of Iceland {called}\n\n"
        "Wishing that quays, moorings and ferries be safe for all who use them in the north;\n\n"
        "Have arrived at a mutual understanding in the terms below:\n\nParagraph 1\n\n"
        "Each side will tell the other what it learns about accidents in harbours, and both meet twice a year.\n"
    )
    claims = list(read(None, text.encode(), "agreement.txt").claims)
    assert not {c.value for c in claims if c.predicate == "title"} & {"Participants", "the Participants", "Parties"}
