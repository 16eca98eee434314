"""What somebody asks others for in free text, and who asks."""

from __future__ import annotations

import re

import pytest

from tests.helpers.reading import read

MET = (
    "# Harbour table, minutes\n\nNova Scotia, Iceland and Norway met in Halifax on May 4, 2021. Iceland will host next."
    "\n\n"
)
RÉUNI = (
    "# Table des ports, compte rendu\n\nLa Nouvelle-Écosse, l’Islande et la Norvège se sont réunies à Halifax le 4 mai "
    "2021. L’Islande sera l’hôte de la prochaine réunion.\n\n"
)

ASKED = {
    "asked whether": ("Iceland asked whether other jurisdictions have a policy on tide data.", "ICELAND"),
    "asked to": ("Norway asked Nova Scotia to share its guide to digital identity.", "NORWAY"),
    "calls on": ("Nova Scotia calls on the federal government to fund broadband in small harbours.", "CA-NS"),
    "urged": ("Nova Scotia urged all provinces to adopt the standard on open data.", "CA-NS"),
    "requests": ("Iceland requests that the secretariat send the survey on accessibility to each member.", "ICELAND"),
    "looks for partners": ("Norway is looking for partners for a pilot of digital wallets.", "NORWAY"),
    "would welcome": ("Iceland would welcome comments on its draft strategy for open data.", "ICELAND"),
    "interested in": ("Norway is interested in learning how others measure client satisfaction.", "NORWAY"),
    "recommends": ("Iceland recommends that members publish their service standards.", "ICELAND"),
    "a body of its own": ("The Tide Working Group recommends that members publish open data.", "TIDE-WORKING-GROUP"),
    "label of the speaker": ("Norway: is seeking advice on digital identity for ferry crews.", "NORWAY"),
    "needs": ("Iceland needs help with the migration to cloud services.", "ICELAND"),
    "adverb": ("Norway hereby requests that Nova Scotia share its guide to open data.", "NORWAY"),
    "second predicate": ("Iceland welcomed the report and asked other members to publish open data.", "ICELAND"),
    "noun": ("Iceland reiterated its call for the federal government to fund broadband.", "ICELAND"),
    "two predicates with public": ("Nova Scotia calls on the federal government to fund public transit.", "CA-NS"),
    "for users": ("Iceland is looking for partners for a survey of users of open data.", "ICELAND"),
    "in May": ("At its meeting on May 4, Norway asked other members to share their guides to open data.", "NORWAY"),
    "a month before": ("In May Norway asked other members to share their guides to open data.", "NORWAY"),
    "in a clause": ("Norway says that the harbours are late and asks that others share their open data.", "NORWAY"),
    "urges that": ("Norway urges that each of the governments publish its open data.", "NORWAY"),
    "a chair": ("Norway is still looking for a chair of the working group on open data.", "NORWAY"),
    "several": ("Ministers called on the federal government to fund broadband.", None),
    "demande si": ("L’Islande a demandé si d’autres administrations ont une politique de données ouvertes.", "ICELAND"),
    "demande à": ("La Norvège demande à la Nouvelle-Écosse de partager son guide d’identité numérique.", "NORWAY"),
    "exhorte": ("La Nouvelle-Écosse exhorte le gouvernement fédéral à financer la large bande.", "CA-NS"),
    "invite": ("L’Islande invite les membres à commenter sa stratégie de données ouvertes.", "ICELAND"),
    "cherche des partenaires": ("La Norvège est à la recherche de partenaires pour l’identité numérique.", "NORWAY"),
    "souhaite savoir": ("L’Islande aimerait savoir comment d’autres mesurent la satisfaction des clients.", "ICELAND"),
    "recommande": ("L’Islande recommande que les membres publient leurs normes de service.", "ICELAND"),
    "a besoin": ("L’Islande a besoin d’aide pour la migration vers l’infonuagique.", "ICELAND"),
    "lance un appel": ("L’Islande a lancé un appel aux membres pour financer la large bande.", "ICELAND"),
    "six": ("Les six ports attendent et la Norvège demande aux membres leurs données ouvertes.", "NORWAY"),
    "usagers": ("La Norvège invite les membres à publier les données ouvertes des usagers.", "NORWAY"),
    "d’après une personne": ("La Norvège demande à l’Islande d’appuyer l’École Marie Tremblay.", "NORWAY"),
    "plusieurs": ("Les ministres demandent au gouvernement fédéral de financer la large bande.", None),
}  # fmt: skip
NOT_ASKED = {
    "duty of an agreement": "Either party may request that the other party share its open data.",
    "denied": "Iceland did not ask other jurisdictions for open data.",
    "condition": "If Iceland asks other jurisdictions for open data, the secretariat will help.",
    "before": "Iceland had asked other jurisdictions for open data.",
    "May as a verb": "Norway may at any time ask other members for their open data.",
    "of a company": "Air Iceland asked other jurisdictions to publish open data.",
    "of the general public": "Iceland invites the general public to comment on open data.",
    "of the public": "Iceland invited citizens to comment on open data by June.",
    "tender": "Norway is seeking proposals from vendors for open data.",
    "own aim": "Norway seeks to improve its open data.",
    "recommended": "The recommended format for open data is described in the guide.",
    "somebody unknown": "Brightside asked if other jurisdictions publish open data.",
    "modal": "Iceland should convene the members and recommend changes to open data.",
    "contact": "For more on open data, please contact the secretariat.",
    "a person": "Marie Tremblay asked whether other jurisdictions publish open data.",
    "a surname in capitals": "TREMBLAY asked if the province can share open data.",
    "a particle": "Marie de Tremblay asked whether other jurisdictions publish open data.",
    "a title": "Iceland and Mayor Tremblay asked whether other jurisdictions publish open data.",
    "un nom en majuscules": "La Norvège et Marie TREMBLAY demandent aux membres de publier leurs données ouvertes.",
    "thanks": "Iceland thanked other jurisdictions for their work on open data.",
    "obligation de l’entente": "Chaque partie peut demander à l’autre partie de partager ses données ouvertes.",
    "nié": "L’Islande n’a pas demandé aux membres de publier leurs données ouvertes.",
    "du public": "L’Islande invite les citoyens à commenter les données ouvertes.",
    "du grand public": "L’Islande invite le grand public à commenter les données ouvertes.",
    "s’il": "Si la Norvège demande aux membres leurs données ouvertes, le secrétariat aidera.",
    "but propre": "La Norvège cherche à améliorer ses données ouvertes.",
}  # fmt: skip


FRENCH = re.compile(r"L’Islande|La N|Les m|Chaque")


def needs(text: str, *, proposed: bool = False) -> dict[str, dict[str, list[str | None]]]:
    """The needs of a document by their text: who asks, their themes and their initiatives."""
    claims = [one for one in read(None, text.encode(), "text.md").claims if one.kind == "need"]
    kept = [one for one in claims if one.proposed == proposed]
    texts = {one.subject: one.value or "" for one in kept if one.predicate == "text"}
    found: dict[str, dict[str, list[str | None]]] = {text: {} for text in texts.values()}
    for one in kept:
        if one.subject in texts:
            found[texts[one.subject]].setdefault(one.predicate, []).append(one.object or one.value)
    return found


@pytest.mark.parametrize(("sentence", "by"), ASKED.values(), ids=ASKED)
def test_a_sentence_asks_for_something(sentence, by):
    head = RÉUNI if FRENCH.search(sentence) else MET
    found = needs(head + sentence)
    assert [*found] == [sentence]
    assert found[sentence].get("by", [None]) == [by]


@pytest.mark.parametrize("sentence", NOT_ASKED.values(), ids=NOT_ASKED)
def test_a_sentence_asks_nobody_for_anything(sentence):
    head = RÉUNI if FRENCH.search(sentence) else MET
    assert not needs(head + sentence)
    assert not needs(head + sentence, proposed=True)


def test_items_below_a_line_are_asked_by_whom_it_names():
    text = f"""{MET}Nova Scotia calls on the federal government to:

- fund broadband in small harbours of each province;
- share its data on shipping with the provinces.

Norway will report in May.
"""
    found = needs(text)
    assert [*found] == [
        "fund broadband in small harbours of each province;", "share its data on shipping with the provinces."
    ]  # fmt: skip
    assert [each["by"] for each in found.values()] == [["CA-NS"], ["CA-NS"]]


def test_items_may_be_paragraphs_that_begin_with_an_infinitive():
    text = f"""{RÉUNI}La Nouvelle-Écosse présente ses priorités et interpelle le gouvernement fédéral afin de :

Financer la large bande dans les petits ports de chaque province.

Partager ses données ouvertes sur la navigation.

La Norvège fera rapport en mai.
"""
    found = needs(text)
    assert [(text, each["by"]) for text, each in found.items()] == [
        ("Financer la large bande dans les petits ports de chaque province.", ["CA-NS"]),
        ("Partager ses données ouvertes sur la navigation.", ["CA-NS"]),
    ]


def test_what_follows_a_line_that_asks_is_no_item_without_an_infinitive():
    text = f"""{RÉUNI}La Nouvelle-Écosse demande aux membres ce qui suit :

Notre table se réunira de nouveau à Oslo en décembre 2021.

Lettre envoyée aux membres le 5 mai 2021.

Maître d’ouvrage des ports, la Norvège a remercié les membres.
"""
    assert [*needs(text)] == []


def test_each_of_two_who_ask_together_asks():
    sentence = "Norway and Iceland asked other members to share their guides to open data."
    claims = read(None, f"{MET}{sentence}".encode(), "text.md").claims
    asked = [one for one in claims if one.kind == "need"]
    assert {one.value for one in asked if one.predicate == "text"} == {sentence}
    assert [(one.object, one.stated) for one in asked if one.predicate == "by"] == [("NORWAY", True), ("ICELAND", True)]
    assert len({one.subject for one in asked}) == 2


@pytest.mark.parametrize(
    ("words", "sender"),
    [
        ("The city asks other members to share their guides to open data.", None),
        ("The federal government asks other members to share their guides to open data.", None),
        ("The province asks other members to share their guides to open data.", "CA-NS"),
        ("The department asks other members to share their guides to open data.", "CA-NS"),
    ],
)
def test_who_asks_is_no_government_of_another_level(words, sender):
    text = f"From: Nova Scotia\nDate: May 4, 2021\n\n{MET}The meeting was long. {words}"
    claims = read(None, text.encode(), "text.md").claims
    assert [one.object for one in claims if one.kind == "need" and one.predicate == "by"] == [sender] * bool(sender)


@pytest.mark.parametrize("verb", ["demandent", "recommandent"])
def test_others_of_a_kind_ask_in_french(verb):
    text = f"De : Nouvelle-Écosse\nDate : 4 mai 2021\n\n{RÉUNI}"
    sentence = f"Les autres provinces {verb} que le gouvernement fédéral finance la large bande."
    assert "by" not in needs(text + sentence)[sentence]


def test_several_who_were_named_before_may_ask_as_they():
    sentence = "They met in Oslo and call on the federal government to fund broadband in small harbours."
    found = needs(f"{MET}Northern premiers discussed the harbours. {sentence}")
    assert [*found] == [sentence]
    assert "by" not in found[sentence]


def test_who_is_named_in_a_reason_of_a_resolution_does_not_ask():
    text = f"{MET}WHEREAS Norway has small harbours; Urges the federal government to fund broadband in small harbours."
    claims = read(None, text.encode(), "text.md").claims
    assert "NORWAY" not in [one.object for one in claims if one.kind == "need" and one.predicate == "by"]


def test_a_list_of_names_is_no_list_of_requests():
    text = f"""{RÉUNI}La Nouvelle-Écosse demande aux membres de tenir une concertation sur la large bande entre :

- les autorités fédérales des petits ports de la côte ;
- les ministres des ports de chacune des provinces.
"""
    assert [*needs(text)] == [
        "La Nouvelle-Écosse demande aux membres de tenir une concertation sur la large bande entre :"
    ]


def test_whom_a_request_is_sent_to_is_no_item_of_it():
    text = f"""{RÉUNI}La Nouvelle-Écosse demande aux membres de répondre à ce qui suit :

- la publication de leurs données ouvertes dans les petits ports ;
- aux ministres des ports de chacune des provinces.
"""
    assert [*needs(text)] == ["la publication de leurs données ouvertes dans les petits ports ;"]


def test_a_pronoun_does_not_go_back_over_a_sentence_about_something_else():
    text = f"{MET}Norway opened the meeting. The weather of the harbour was good. It asked other members for open data."
    claims = read(None, text.encode(), "text.md").claims
    assert not [one for one in claims if one.kind == "need"]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Norway opened the meeting. It thanked the hosts.", "It asked other members to share their guides."),
        ("Norway opened the meeting.", "It asked other members to share their guides to open data."),
        ("Norway adopted this resolution.", "Urges the federal government to fund broadband in small harbours."),
        ("Norway adopted this resolution.", "BE IT RESOLVED that the Province fund broadband in small harbours."),
    ],
)
def test_who_asks_may_be_named_in_the_sentence_before(before, sentence):
    claims = read(None, f"{MET}{before} {sentence}".encode(), "text.md").claims
    [by] = [one for one in claims if one.kind == "need" and one.predicate == "by"]
    assert (by.object, by.stated, by.proposed, by.rule) == ("NORWAY", False, True, "ask-by-pronoun")


def test_a_person_in_the_sentence_before_asks_for_nothing():
    text = f"{MET}Marie Tremblay opened the meeting. She welcomed all. It asked other members to publish open data."
    claims = read(None, text.encode(), "text.md").claims
    assert not [one for one in claims if "tremblay" in f"{one.subject} {one.object} {one.value}".casefold()]
    assert not [one for one in claims if one.kind == "need" and one.predicate == "by"]


def test_a_request_has_the_themes_of_its_words_without_names():
    sentence = "Norway asked the Department of Digital Identity to share its guide to open data."
    assert needs(MET + sentence)[sentence]["theme"] == ["open-data"]


def test_a_request_is_about_the_work_that_it_names():
    text = f"{MET}Iceland launched the Harbour Data Portal in 2020 with Norway. "
    sentence = "Iceland seeks help with the Harbour Data Portal."
    assert len(needs(text + sentence)[sentence]["initiative"]) == 1


@pytest.mark.parametrize(
    ("words", "proposed", "rule"),
    [
        ("We are looking for partners for a pilot of digital identity.", False, "ask-as-we"),
        ("We are looking for partners for the project of next year.", True, "ask-as-we"),
        ("The department is looking for partners for a pilot of digital identity.", True, "ask-by-the-sender"),
        ("Members are asked to share their guides to digital identity.", True, "ask-by-the-sender"),
    ],
)
def test_who_asks_may_be_the_sender(words, proposed, rule):
    text = f"From: Nova Scotia\nDate: May 4, 2021\n\n{MET}{words}"
    claims = [one for one in read(None, text.encode(), "text.md").claims if one.kind == "need"]
    [by] = [one for one in claims if one.predicate == "by"]
    assert (by.object, by.stated, by.proposed, by.rule) == ("CA-NS", False, proposed, rule)
    assert not any(one.stated or one.confidence is None for one in claims if one.predicate in ("kind", "text", "by"))


def test_what_several_ask_without_naming_a_theme_is_proposed():
    sentence = "Ministers asked officials to report back by the end of May."
    assert not needs(MET + sentence)
    assert [*needs(MET + sentence, proposed=True)] == [sentence]


def test_a_document_that_only_asks_is_let_in():
    text = "Norway requests that each member of the table send its list of small harbours by the end of May."
    assert [*needs(text)] == [text]
