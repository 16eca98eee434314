"""What verdicts are called in sentences: articles, number and gender, in both languages."""

from __future__ import annotations

import pytest

from queries.questions.wording import format_of_edition


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Le Nunavut participe au Guichet des permis côtiers.", "Partenaires dans le graphe"),
        ("Le Nouveau-Brunswick travaille sur le logement.",
         "Le graphe n’indique pas que le Nouveau-Brunswick travaille"),
        ("L’Alberta dirige les alertes de fumée de feux de forêt.",
         "L’Alberta en était responsable à l’édition du printemps 2023\u202f; responsable depuis"),
        ("Les Territoires du Nord-Ouest ont soumis un rapport au printemps 2024.",
         "Les Territoires du Nord-Ouest n’ont pas communiqué de rapport pour l’édition du printemps 2024."),
        ("La Nouvelle-Écosse dirige la Refonte des réservations de traversiers.", "«\u00a0Refonte des réservations"),
    ],
)  # fmt: skip
def test_sentences_in_french_have_articles_and_agree(check, text, start):
    (row,) = check(text, language="fr").rows
    assert row["explanation"].startswith(start)


def test_a_missing_report_is_named_with_its_edition(check):
    (row,) = check("Le Nunavut participe au Guichet des permis côtiers.", language="fr").rows
    assert "Le Nunavut n’a pas communiqué de rapport pour l’édition du printemps 2024, on ignore" in row["explanation"]


def test_a_party_has_its_article_in_english(check):
    (row,) = check("The CRA is working on the Benefits calculator for newcomers.").rows
    assert row["explanation"].startswith("The Canada Revenue Agency leads")


def test_verdicts_of_several_statements_are_in_the_plural(check):
    text = "Le Québec dirige le Guichet des permis côtiers."
    other = " Le Nouveau-Brunswick dirige le Guichet des permis côtiers. Le Yukon dirige le Guichet des permis côtiers."
    assert check(text, language="fr").notes == ["Énoncés\u00a0: 1. contredit\u00a0: 1."]
    made = check(text + other, language="fr").notes
    assert made == ["Énoncés\u00a0: 3. contredits\u00a0: 2\u202f; confirmé\u00a0: 1."]


def test_an_edition_has_its_article_in_french():
    editions = ("2022-spring", "2022-summer", "2022-fall", "2022-winter", "2022")
    assert [format_of_edition(one, "fr") for one in editions] == [
        "du printemps 2022", "de l’été 2022", "de l’automne 2022", "de l’hiver 2022", "2022",
    ]  # fmt: skip
    assert format_of_edition("2022-fall", "en") == "fall 2022"


def test_a_marked_page_says_in_full_whom_it_is_for(council):
    from loaders.inputs.memos import read_memo
    from queries.verification.verify import verify
    from viz.marked.render import render_marked

    data = "Le Québec dirige le Guichet des permis côtiers.\n".encode()
    with council.view("members", "fr") as view:
        memo = read_memo(data, "memo.txt")
        page = render_marked(memo, data, verify(view, memo), "html")[0].decode()
    assert "Contenu visible pour les membres." in page
