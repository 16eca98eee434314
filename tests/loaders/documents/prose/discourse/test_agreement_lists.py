"""Lists of agreements: each with its own sides, its own matter and its own date."""

from __future__ import annotations

import pytest

from tests.loaders.documents.prose.claims.test_proposals import claims_of

HEAD = {
    "en": "# Agreements with other governments\n\nThe Government of Iceland has concluded these agreements. "
    "Each is reviewed "
    "every five years, and its text can be read at the office of the treaty section.\n\n",
    "fr": "# Ententes avec d'autres gouvernements\n\nLe gouvernement de l'Islande a conclu les ententes qui "
    "suivent. Chacune "
    "est revue tous les cinq ans, et son texte peut être lu au bureau de la section des traités.\n\n",
}
END = {
    "en": "\nOfficials meet each spring to compare what was done, and they report to their ministers in the fall.\n",
    "fr": "\nLes fonctionnaires se réunissent chaque printemps et font rapport à leurs ministres à l'automne.\n",
}
LISTS = {
    "items": {
        "en": "- Memorandum of Understanding between Iceland and Norway on Weather Satellites (signed 3 May 2011)\n"
        "- Memorandum of Understanding between Iceland and Chile on Student Exchange (signed 12 June 2014)\n",
        "fr": "- Protocole d'entente entre l'Islande et la Norvège sur les satellites (signé le 3 mai 2011)\n"
        "- Protocole d'entente entre l'Islande et le Chili sur les échanges étudiants (signé le 12 juin 2014)\n",
    },
    "sections": {
        "en": "## Memorandum of Understanding between Iceland and Norway on Weather Satellites\n\nIt sets out "
        "who pays for "
        "the ground stations.\n\nDate: 3 May 2011\n\n"
        "## Memorandum of Understanding between Iceland and Chile on Student Exchange\n\nBoth sides name two "
        "persons who "
        "prepare the meetings.\n\nDate: 12 June 2014\n",
        "fr": "## Protocole d'entente entre l'Islande et la Norvège sur les satellites\n\nLe texte prévoit qui "
        "paie les "
        "stations au sol.\n\nDate : 3 mai 2011\n\n"
        "## Protocole d'entente entre l'Islande et le Chili sur les échanges étudiants\n\nChaque côté nomme "
        "deux personnes "
        "qui préparent les réunions.\n\nDate : 12 juin 2014\n",
    },
    "table": {
        "en": "| Agreement | Parties | Signed |\n|---|---|---|\n"
        "| Memorandum of Understanding on Weather Satellites | Iceland, Norway | 3 May 2011 |\n"
        "| Memorandum of Understanding on Student Exchange | Iceland, Chile | 12 June 2014 |\n",
        "fr": "| Entente | Parties | Signature |\n|---|---|---|\n"
        "| Protocole d'entente sur les satellites | Islande, Norvège | 3 mai 2011 |\n"
        "| Protocole d'entente sur les échanges étudiants | Islande, Chili | 12 juin 2014 |\n",
    },
    "dated items": {
        "en": "- 3 May 2011: Memorandum of Understanding between Iceland and Norway on Weather Satellites\n"
        "- 12 June 2014: Memorandum of Understanding between Iceland and Chile on Student Exchange\n",
        "fr": "- 3 mai 2011 : Protocole d'entente entre l'Islande et la Norvège sur les satellites\n"
        "- 12 juin 2014 : Protocole d'entente entre l'Islande et le Chili sur les échanges étudiants\n",
    },
}

SENTENCES = {
    "en": "On 3 May 2011, Iceland and Norway signed the Memorandum of Understanding on Weather Satellites. "
    "It sets out who "
    "pays for the ground stations.\n\nOn 12 June 2014, Iceland and Chile signed the Memorandum of "
    "Understanding on "
    "Student Exchange. Both sides name two persons who prepare the meetings.\n",
    "fr": "Le 3 mai 2011, l'Islande et la Norvège ont signé le Protocole d'entente sur les satellites. Le "
    "texte prévoit "
    "qui paie les stations au sol.\n\nLe 12 juin 2014, l'Islande et le Chili ont signé le Protocole "
    "d'entente sur les "
    "échanges étudiants. Chaque côté nomme deux personnes qui préparent les réunions.\n",
}


def read(text):
    """What is asserted of each piece of work, by its title: its parties and its dates."""
    claims = [one for one in claims_of(text) if not one.proposed]
    of = {one.subject: one.object for one in claims if one.kind == "partnership" and one.predicate == "initiative"}
    made = {}
    for title in (one for one in claims if one.predicate == "title"):
        own = [one for one in claims if of.get(one.subject, one.subject) == title.subject]
        parties = {one.object for one in own if one.predicate in ("member", "lead")}
        made[title.value] = parties, {one.value for one in own if one.predicate == "date"}
    return made


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", LISTS)
def test_each_agreement_of_a_list_has_its_own_sides_and_its_own_date(form, language):
    made = read(HEAD[language] + LISTS[form][language] + END[language])
    found = sorted(made.values(), key=lambda each: min(each[1], default=""))
    assert found == [({"ICELAND", "NORWAY"}, {"2011-05-03"}), ({"ICELAND", "CHILE"}, {"2014-06-12"})]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_agreements_on_different_matters_are_several(language):
    made = read(HEAD[language] + SENTENCES[language] + END[language])
    found = {frozenset(parties): dates for parties, dates in made.values()}
    assert found.keys() == {frozenset({"ICELAND", "NORWAY"}), frozenset({"ICELAND", "CHILE"})}
    assert "2011-05-03" in found[frozenset({"ICELAND", "NORWAY"})]
    assert found[frozenset({"ICELAND", "CHILE"})] == {"2014-06-12"}


def test_a_body_of_a_government_is_one_side_with_it():
    text = (
        "# Yukon and Alaska agree on salmon\n\nThe Agreement between Yukon and the Alaska Department of Fish "
        "and Game on "
        "Chinook Salmon was signed on 3 May 2011. The Agreement between Yukon and Alaska on Chinook Salmon sets "
        "how many "
        "fish each side may take, and both sides count them on the same days of the year.\n"
    )
    assert len([title for title in read(text) if "Chinook" in title or "Agreement" in title]) == 1


@pytest.mark.parametrize(
    ("header", "is_of_agreements"),
    [("Agreement | Country | In force", True), ("Meeting | Country | Date", False), ("Agreement | Room | Date", False)],
)
def test_the_parties_of_a_table_are_sides_where_its_rows_are_agreements(header, is_of_agreements):
    row = "Iceland, Norway"
    rows = f"| Harbour Pilots | {row} | 3 May 2011 |\n| Fishing Gear | {row} | 12 June 2014 |\n"
    made = read(f"{HEAD['en']}| {header} |\n|---|---|---|\n{rows}{END['en']}")
    found = {title: parties for title, (parties, _) in made.items() if title in ("Harbour Pilots", "Fishing Gear")}
    assert (found == {title: {"ICELAND", "NORWAY"} for title in ("Harbour Pilots", "Fishing Gear")}) is is_of_agreements


def test_the_date_below_the_title_of_a_document_is_that_of_the_document():
    text = (
        "# Iceland and Norway open the Herring Atlas\n\nDate: 3 May 2011\n\nThe Government of Iceland and the "
        "Government of "
        "Norway opened the Herring Atlas. The Herring Atlas shows where herring spawn, and it is kept by both "
        "countries. "
        "Fishers look up each bay, and they tell the two governments what they saw there.\n"
    )
    assert not [one for one in claims_of(text) if one.predicate == "date" and one.rule == "date-label"]


@pytest.mark.parametrize("subject", ["Subject: Herring Atlas", "Project: Herring Atlas"])
def test_the_date_in_the_head_of_a_memo_is_that_of_the_memo(subject):
    text = (
        f"MEMO TO THE DEPUTY MINISTER\n{subject}\nDate: 3 May 2011\n\nIssue\nFishers look up each bay twice.\n\n"
        "Situation\nIn November 2010, Iceland and Norway agreed to share the Herring Atlas. The Department of "
        "Fisheries writes a protocol, which will be signed by 30 June 2011.\n\nAdvice\nThat the plan be approved.\n"
    )
    assert "2011-05-03" not in {one.value for one in claims_of(text) if one.predicate == "date" and not one.proposed}
