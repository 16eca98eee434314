"""The role that a name has in its sentence, what speaks for a partner, and the layouts that members send."""

from __future__ import annotations

import pytest

from graph.text.yaml import load_yaml
from graph.values import LANGUAGES
from loaders.extraction.partner_score import takes_no_part, weigh, weights
from loaders.extraction.role_lexicon import GOVERNORS, lexicon
from loaders.extraction.roles import Parse
from loaders.text.rules import OTHER, OWN
from tests.helpers.fact_table import Facts
from tests.helpers.reading import read

YUKON, LEAD = OTHER * 5, OWN * 4


def signs(text: str, language: str = "en") -> set[str]:
    """The signs of the only list of names in a sentence; Y is another government, L the lead."""
    view = text.replace("Y", YUKON).replace("L", LEAD)
    (role,) = Parse(view, 0, len(view), lexicon(language)).roles()
    return role.signs


@pytest.mark.parametrize(
    ("text", "language", "expected_sign"),
    [
        ("The desk was opened in partnership with Y.", "en", "with"),
        ("Talks with Y go on.", "en", "with>talks"),
        ("Talks with Y about a common design are at an early stage.", "en", "hypo-behind"),
        ("We looked closely at what Y does.", "en", "compares-before"),
        ("The lamps come from a manufacturer in Y.", "en", "in>people"),
        ("Des pourparlers ont lieu avec Y.", "fr", "with>talks"),
        ("L'entente que nous avions avec Y a pris fin.", "fr", "former-before"),
        ("The money comes from Y.", "en", "from>resource"),
        ("Y lends a boat.", "en", "subject>gives"),
        ("Y was told about it.", "en", "subject>passive-told"),
        ("Y has not joined.", "en", "verb-negated"),
        ("Officials from Y staff the desk.", "en", "staff"),
        ("The samples go to Y, which pays for the tests.", "en", "which:gives"),
        ("Partners: Y", "en", "labelled"),
        ("Its partner, Y, wrote it.", "en", "called-partner"),
        ("Y opened its own desk.", "en", "acts-on-own"),
        ("Y finance l'outil.", "fr", "subject>gives"),
        ("L'outil, que finance Y, est gratuit.", "fr", "inverted>gives"),
        ("Contrairement à Y, la carte est gratuite.", "fr", "like"),
        ("Y n'y participe donc pas.", "fr", "verb-negated"),
        ("Y s'est jointe au projet.", "fr", "subject>joins"),
        ("Elle est menée aux côtés de Y.", "fr", "with"),
    ],
)
def test_a_sign_is_found(text, language, expected_sign):
    assert expected_sign in signs(text.replace("L'", "l'"), language)


def test_the_lead_in_one_list_is_a_sign():
    assert "listed" in signs("Y and L share a desk.")


def test_a_clause_of_its_own_is_no_part_of_the_list_before_it():
    view = f"It was built with {YUKON}, and {OTHER * 7} pays the staff."
    first, second = Parse(view, 0, len(view), lexicon("en")).roles()
    assert (first.name, second.name) == ("with", "subject")


def test_what_is_done_together_weighs_more_than_what_is_compared():
    assert weigh(signs("It is run with Y.")) > 0 > weigh(signs("It is like that of Y."))
    assert weigh(signs("Y pays half of it.")) > 0 > weigh(signs("Y praised it."))


def test_the_sum_of_the_weights_is_the_reason():
    known, found = weights(), signs("Y pays half of it.")
    assert weigh(found) == pytest.approx(known.start + sum(known.signs.get(sign, 0) for sign in found))


def test_who_declined_takes_no_part():
    assert takes_no_part(signs("Y declined the offer."))
    assert takes_no_part(signs("Y does not take part."))
    assert not takes_no_part(signs("Y takes part."))


def test_both_languages_have_the_same_kinds_of_words(request):
    raw = load_yaml((request.config.rootpath / "loaders" / "extraction" / "roles.yaml").read_text("utf-8"))
    assert raw["en"].keys() == raw["fr"].keys()
    assert set(GOVERNORS) <= raw["en"].keys()
    assert all(lexicon(language).tags("zzz") == frozenset() for language in LANGUAGES)


HEAD = "City of Winnipeg\nSubmission to the Council\nSpring 2023\n\n"


BODIES = {
    "numbered": """1. Tree Map. Residents report trees. Run with Manitoba since May 2021.

2. Snow Desk. The desk answers calls. It has no partner.
""",
    "sheets": """Project: Tree Map
Partners: Manitoba
Timeline: Began in May 2021

Project: Snow Desk
Purpose: The desk answers calls.
Partners: None
""",
    "paragraphs": """Tree Map. Residents report trees with an app that is run with Manitoba.

Snow Desk. The desk answers the calls of residents without any partner.
""",
    "table": """| Initiative | With whom | Where it stands |
| --- | --- | --- |
| Tree Map | Manitoba | Began in May 2021 |
| Snow Desk | None | Planned |

Notes

The city thanks its staff for their work.
""",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_members_send_what_they_have(body):
    facts = Facts(read(None, (HEAD + body).encode(), "brief.txt"))
    assert sorted(facts.titles.values()) == ["Snow Desk", "Tree Map"]
    assert list(facts.partnerships().values()) == [frozenset({"WINNIPEG", "CA-MB"})]
    assert {facts.lead(one) for one in facts.titles} == {"WINNIPEG"}


FIELDS = {
    "en": """Project: Tree Map
Status: {status}
{label}: {when}
Description: Residents report trees with an app.

Project: Snow Desk
Status: On hold
Description: The desk answers calls.
""",
    "fr": """Projet : Carte des arbres
État : {status}
{label} : {when}
Description : Les résidents signalent les arbres.

Projet : Bureau de la neige
État : En suspens
Description : Le bureau répond aux appels.
""",
}


@pytest.mark.parametrize(
    ("language", "status", "label", "when", "expected_sign"),
    [
        ("en", "In progress", "Start date", "October 2022", {("2022-10", "start", "in-progress")}),
        ("en", "Launched", "Launch date", "3 April 2023", {("2023-04-03", "launch", "launched")}),
        ("en", "Planned", "Launch date", "fall 2023", {("2023-09/2023-11", "launch", "planned")}),
        ("en", "Completed", "Period", "November 2022 to January 2023",
         {("2022-11", "start", "completed"), ("2023-01", "end", "completed")}),
        ("en", "Cancelled", "Approval date", "May 2021", {("2021-05", "approval", "cancelled")}),
        ("en", "Planned", "Due date", "June 2024", {("2024-06", "target", "planned")}),
        ("fr", "En cours", "Début", "12 septembre 2022", {("2022-09-12", "start", "in-progress")}),
        ("fr", "Planifié", "Date de lancement", "deuxième trimestre de 2023",
         {("2023-04/2023-06", "launch", "planned")}),
        ("fr", "Terminé", "Période", "novembre 2022 à janvier 2023",
         {("2022-11", "start", "completed"), ("2023-01", "end", "completed")}),
    ],
)  # fmt: skip
def test_a_sheet_says_when_and_how_it_stands_behind_labels(language, status, label, when, expected_sign):
    body = FIELDS[language].format(status=status, label=label, when=when)
    head = {"en": HEAD, "fr": "Ville de Winnipeg\nPartage d’information, printemps 2023\n\n"}[language]
    facts = Facts(read(None, (head + body).encode(), "brief.txt"))
    one = next(one for one, title in facts.titles.items() if title in ("Tree Map", "Carte des arbres"))
    assert {(when, kind, facts.status(one)) for of, when, kind in facts.dates() if of == one} == expected_sign


def test_a_question_at_the_end_is_no_initiative():
    body = "Tree Map\n\nResidents report trees with an app.\n\nA question to you\n\nHow do others pay for maps?\n"
    facts = Facts(read(None, (HEAD + body).encode(), "brief.txt"))
    assert list(facts.titles.values()) == ["Tree Map"]
    assert [ask["text"] for ask in facts.needs("ask")] == ["How do others pay for maps?"]
