"""The sentence that says what a piece of work is, or what it is for."""

from __future__ import annotations

import pytest

from loaders.text.persons import names_person
from tests.helpers.reading import read

FILLER = "The three parties met in Halifax on May 4, 2021. They will meet again before the winter."
REMPLISSAGE = "Les trois parties se sont réunies à Halifax le 4 mai 2021. Elles se réuniront de nouveau avant l’hiver."

BY_NOVA_SCOTIA = f"Nova Scotia launched the Harbour Data Portal in May 2021 with Iceland. {FILLER}\n\n"
PAR_LA_PROVINCE = f"La Nouvelle-Écosse a lancé le Portail des quais en mai 2021 avec l’Islande. {REMPLISSAGE}\n\n"
DEFINITION = "The Harbour Data Portal is a public catalogue of tide and depth measurements from small harbours."
CLAUSE = (
    "In May 2021 Nova Scotia launched the Harbour Data Portal, which helps pilots find the depth of small harbours."
)
AIM = "The aim of the project is to give pilots the depth of each small harbour."
ITEM = "provides pilots with the depth of small harbours before they leave"
FRENCH = "Le Portail des quais vise à donner aux pilotes la profondeur de chaque petit port."
PROPOSITION = "En mai 2021, la Nouvelle-Écosse a lancé le Portail des quais, qui permet aux pilotes de voir les fonds."

FOUND = {
    "definition": (BY_NOVA_SCOTIA + DEFINITION, DEFINITION),
    "relative clause": (f"{CLAUSE} {FILLER} The Harbour Data Portal was run with Iceland.", CLAUSE),
    "below its heading": (f"# Harbour Data Portal\n\n{AIM}\n\n{BY_NOVA_SCOTIA}", AIM),
    "item": (f"""\
Nova Scotia runs these projects with Iceland:

- Harbour Data Portal: {ITEM}
- Ferry Ticket Service: offers one ticket for all ferries of the province

{FILLER}""", ITEM),
    "définition": (PAR_LA_PROVINCE + FRENCH, FRENCH),
    "proposition relative": (f"{PROPOSITION} {REMPLISSAGE} Le Portail des quais est mené par elle.", PROPOSITION),
}  # fmt: skip
NONE = {
    "no sentence says what it is": BY_NOVA_SCOTIA,
    "speech": f"{BY_NOVA_SCOTIA}The Harbour Data Portal is a great help to all pilots of the coast, said the minister.",
    "a person": f"{BY_NOVA_SCOTIA}The Harbour Data Portal is a catalogue that Marie Tremblay designed to help pilots.",
    "a question": f"{BY_NOVA_SCOTIA}Is it true that the Harbour Data Portal is a catalogue that helps pilots?",
    "parole": f"{PAR_LA_PROVINCE}Le Portail des quais est une aide précieuse pour les pilotes, a déclaré la ministre.",
}


def _summaries(text: str) -> dict[str, str | None]:
    claims = read(None, text.encode(), "text.md").claims
    made = {c.subject: c.value for c in claims if c.predicate == "summary"}
    return {c.value: made.get(c.subject) for c in claims if c.predicate == "title" and not c.proposed}


@pytest.mark.parametrize(("text", "summary"), FOUND.values(), ids=FOUND)
def test_a_sentence_describes_it(text, summary):
    found = _summaries(text)
    assert [one for title, one in found.items() if title in ("Harbour Data Portal", "Portail des quais")] == [summary]


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_nothing_describes_it(text):
    assert set(_summaries(text).values()) == {None}


def test_a_summary_is_inferred_and_quoted():
    text, summary = FOUND["definition"]
    claim = next(c for c in read(None, text.encode(), "text.md").claims if c.predicate == "summary")
    assert not claim.stated
    assert claim.place.quote == summary
    assert claim.language == "en"


def test_a_sentence_without_its_name_describes_one_piece_of_work_only():
    text = (
        f"# Harbour Data Portal and Ferry Ticket Service\n\n{AIM}\n\n"
        f"Nova Scotia launched the Harbour Data Portal and the Ferry Ticket Service in May 2021 with Iceland. {FILLER}"
    )
    assert len([one for one in _summaries(text).values() if one]) <= 1


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The fund was opened by Marie Tremblay in May.", True),
        ("It was opened in May by Marie Tremblay.", True),
        ("Le fonds a été ouvert par la ministre Tremblay en mai.", True),
        ("Victoria Park was reopened by Nova Scotia in May.", False),
        ("The Harbour Data Portal helps pilots of small harbours.", False),
    ],
)
def test_a_text_names_a_person(text, is_one):
    assert names_person(text) is is_one
